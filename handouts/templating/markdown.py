"""The Markdown subset: headings, paragraphs, lists, tables, strong, emphasis, links, directives.

A directive is a line `::: name key=value key="some words"`, closed by a line `:::`; directives
nest; `call`, `field`, `page`, `picture`, `ruler` and `web` hold nothing and are not closed. An
image on a line of its own is a `picture`. What else Markdown knows (HTML, code, quotes) is a
Problem, not a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handouts.document import (
    INSIDE,
    Block,
    BulletList,
    Heading,
    NumberedList,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)
from handouts.errors import Problem
from handouts.templating.environment import unpack
from handouts.templating.written_links import link_flaw

_DIRECTIVE = re.compile(r"^:::+[ \t]*(?P<name>[a-z-]*)[ \t]*(?P<rest>.*?)[ \t]*$")
_ATTRIBUTE = re.compile(r'(?P<key>[a-z_]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))\s*')
_VOID = (
    "call",
    "field",
    "page",
    "picture",
    "ruler",
    "web",
)  # nothing inside, so nothing closes them
_DEEPEST = 20  # far more than any page can show; each costs the program a step down
_LONGEST_WORD = 250  # longer than any web address that a brand may have
_SAY = "say:"
_INSIDE = re.compile(rf"{INSIDE}[\w-]+")


@dataclass(slots=True)
class Node:
    """A directive as written: its name, its attributes, what is in it, its line if known."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | Block"] = field(default_factory=list)
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Flaw:
    """What is wrong in a text, and in which of its lines, counted from 0."""

    line: int
    message: str
    hint: str


def pieces(text: str) -> Iterator[str]:
    """Yield a filled-in template in pieces that can be read by themselves.

    Each is a directive at the top level with all that is in it, or what stands between two.
    """
    lines: list[str] = []
    depth = 0
    for line in text.splitlines():
        match = _DIRECTIVE.match(line)
        if match is None:
            lines.append(line)
            continue
        opens = match["name"] and match["name"] not in _VOID
        if not depth and lines:
            yield "\n".join(lines)
            lines = []
        lines.append(line)
        depth += 1 if opens else 0 if match["name"] else -1
        if depth <= 0:
            yield "\n".join(lines)
            lines, depth = [], 0
    if lines:
        yield "\n".join(lines)


class Reader:
    """Reads one filled-in template into nodes and blocks, collecting its problems.

    `numbered` says that its lines are those of its file, so that a problem can name its line.
    """

    def __init__(self, source: str, *, numbered: bool = False) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._numbered = numbered
        self._line = 0

    def read(self, text: str) -> list[Node | Block]:
        """Return what stands at the top level of the text."""
        root = Node("")
        open_nodes = [root]
        lines: list[str] = []
        for number, line in enumerate(text.splitlines(), 1):
            match = _DIRECTIVE.match(line)
            if match is None:
                lines.append(line)
                continue
            open_nodes[-1].children += self._blocks(lines, number - len(lines))
            lines.clear()
            self._line = number
            if match["name"]:
                attributes = self._attributes(match["name"], match["rest"])
                node = Node(match["name"], attributes, line=number if self._numbered else 0)
                open_nodes[-1].children.append(node)
                if node.name not in _VOID:
                    open_nodes.append(node)
                if len(open_nodes) > _DEEPEST:
                    self._problem(
                        f"directives stand {_DEEPEST} deep in each other",
                        "close each with a line of :::",
                    )
                    return []
            elif len(open_nodes) > 1:
                open_nodes.pop()
            else:
                self._problem("a ::: closes nothing", "remove it, or open a directive before it")
        open_nodes[-1].children += self._blocks(lines, len(text.splitlines()) + 1 - len(lines))
        if len(open_nodes) > 1:
            self._line = open_nodes[-1].line
            self._problem(f"::: {open_nodes[-1].name} is never closed", "add a line with :::")
        return root.children

    def _attributes(self, name: str, rest: str) -> dict[str, str]:
        attributes = {}
        while rest:
            match = _ATTRIBUTE.match(rest)
            if match is None:
                self._problem(
                    f"::: {name} has a word that is no key=value: {unpack(rest)[:40]}",
                    'write key=value or key="some words"',
                )
                break
            value = match["quoted"] if match["quoted"] is not None else match["bare"]
            attributes[match["key"]] = unpack(value)
            rest = rest[match.end() :]
        return attributes

    def _problem(self, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place(self._line), message, hint))

    def _place(self, line: int) -> str:
        return f"{self.source}:{line}" if self._numbered and line else self.source

    def _blocks(self, lines: list[str], first: int) -> Iterator[Node | Block]:
        """Yield the blocks between two directives, which begin in the line `first`."""
        blocks, flaws = _between("\n".join(lines))
        self.problems += [
            Problem(self._place(first + one.line), one.message, one.hint) for one in flaws
        ]
        for block in blocks:
            if isinstance(block, Node) and self._numbered:
                yield replace(block, line=first + block.line)
            else:
                yield block


@lru_cache(maxsize=2048)
def _between(text: str) -> tuple[tuple[Node | Block, ...], tuple[_Flaw, ...]]:
    """Return the blocks of a text without directives, and what is wrong with it.

    An exercise's steps are the same whatever its dose is.
    """
    reader = _Markdown()
    return reader.blocks(text), tuple(reader.flaws)


class _Markdown:
    """Reads Markdown that has no directives, collecting what is wrong with it."""

    def __init__(self) -> None:
        self.flaws: list[_Flaw] = []
        self._line = 0

    def _problem(self, message: str, hint: str) -> None:
        self.flaws.append(_Flaw(self._line, message, hint))

    def blocks(self, text: str) -> tuple[Node | Block, ...]:
        """Return the blocks of a text."""
        tokens = iter(_parser().parse(text))
        return tuple(block for token in tokens for block in self._block(token, tokens))

    def _block(self, token: Token, tokens: Iterator[Token]) -> Iterator[Node | Block]:
        self._line = token.map[0] if token.map else self._line
        match token.type:
            case "heading_open":
                yield Heading(int(token.tag[1:]), self._inline(next(tokens)))
                next(tokens)
            case "paragraph_open":
                inline = next(tokens)
                picture = self._picture(inline)
                text = () if picture else self._inline(inline)
                if picture:
                    yield picture
                elif text:
                    yield Paragraph(text)
                next(tokens)
            case "bullet_list_open":
                yield BulletList(self._items(tokens, "bullet_list_close"))
            case "ordered_list_open":
                if token.attrGet("start") not in {None, 1}:
                    self._problem("a numbered list begins with another number", "begin with 1.")
                yield NumberedList(self._items(tokens, "ordered_list_close"))
            case "table_open":
                yield self._table(tokens)
            case _ if token.nesting < 0:
                pass  # the end of something that was refused at its beginning
            case _:
                what = token.type.removesuffix("_open").replace("_", " ")
                hint = _REMEDIES.get(token.type, _USE)
                self._problem(f"{what} is not part of the subset", hint)

    def _picture(self, token: Token) -> Node | None:
        """Return the picture that a paragraph is, with its width behind it, else None."""
        children = token.children or []
        image = children[0] if children and children[0].type == "image" else None
        width = _WIDTH.fullmatch("".join(child.content for child in children[1:]))
        if image is None or (len(children) > 1 and not width):
            return None
        named = {
            "file": unpack(unquote(str(image.attrGet("src") or ""))),
            "alt": unpack(image.content),
            "caption": unpack(str(image.attrGet("title") or "")),
        }
        named |= {"width": width["width"]} if width else {}
        return Node("picture", named, line=self._line)

    def _items(self, tokens: Iterator[Token], end: str) -> tuple[Text, ...]:
        items: list[Text] = []
        depth = opened = 0
        for token in tokens:
            if token.type == end and depth == 0:
                break
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
                self._problem("a list inside a list", "make it one list")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif token.type == "list_item_open":
                opened += 1
            elif token.type == "inline":
                self._line = token.map[0] if token.map else self._line
                items.append(self._inline(token))
                if len(items) > opened:
                    self._problem("a point of a list has two paragraphs", "make it one")
            elif token.type not in _ITEM_TOKENS and token.nesting >= 0:
                what = token.type.removesuffix("_open").replace("_", " ")
                self._problem(f"{what} inside a list", "use plain text there")
        return tuple(items)

    def _table(self, tokens: Iterator[Token]) -> Table:
        rows: list[list[Text]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._inline(token))
        if len(rows[0]) < 2:  # noqa: PLR2004 - a label and what it says
            self._problem("a table has one column", "make it a list")
            return Table((*rows[0], ()), tuple((*row, ()) for row in rows[1:]))
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))

    def _inline(self, token: Token) -> Text:
        spans: list[Span] = []
        strong = emphasis = 0
        link = said = ""
        for child in token.children or ():
            match child.type:
                case "text":
                    self._refuse_signs(child.content)
                    words = unpack(child.content.replace("\t", " "))
                    spans.append(Span(words, strong > 0, emphasis > 0, link, said))
                case "softbreak":
                    spans.append(Span(" ", strong > 0, emphasis > 0, link, said))
                case "hardbreak":
                    spans.append(Span("\n", strong > 0, emphasis > 0, link, said))
                case "strong_open" | "strong_close":
                    strong += child.nesting
                case "em_open" | "em_close":
                    emphasis += child.nesting
                case "link_open":
                    link, said = self._target(str(child.attrGet("href") or ""))
                case "link_close":
                    link = said = ""
                case _:
                    hint = "use plain text, **strong**, *emphasis* or a link"
                    what = child.type.replace("_", " ")
                    hint = _REMEDIES.get(child.type, hint)
                    self._problem(f"{what} is not part of the subset", hint)
        text = _merged(spans)
        longest = max(map(len, plain(text).split()), default=0)
        if longest > _LONGEST_WORD:
            self._problem(f"a word of {longest} letters", "put spaces into it")
            return ()
        return text

    def _target(self, href: str) -> tuple[str, str]:
        """Return where a link leads, and what is read aloud in place of its words: one of them."""
        target = unpack(href.replace("%EE%80%80", "\ue000").replace("%EE%80%81", "\ue001"))
        if target.startswith(_SAY):
            return "", unquote(target.removeprefix(_SAY))
        if _INSIDE.fullmatch(target):
            return target, ""
        flaw = link_flaw(target)
        if flaw:
            self._problem(*flaw)
        return ("", "") if flaw else (target, "")

    def _refuse_signs(self, words: str) -> None:
        """Note signs of Markdown that would be printed as they are."""
        for pattern, message, hint in _SIGNS:
            if pattern.search(words):
                self._problem(message, hint)
                return


_WIDTH = re.compile(r"\s*\{\s*width\s*=\s*\"?(?P<width>[0-9.]+\s*(?:mm|%)?)\"?\s*\}\s*")
_USE = "use headings, paragraphs, lists, tables, **strong**, *emphasis*, links"
_NO_HTML = "remove what stands in < and >, or write it in Markdown"
_NO_CODE = "remove the marks around it, or the four spaces at the beginning of the line"
_REMEDIES = {
    "html_block": _NO_HTML,
    "html_inline": _NO_HTML,
    "code_block": _NO_CODE,
    "fence": _NO_CODE,
    "code_inline": _NO_CODE,
    "blockquote_open": "remove the > before the line",
    "hr": "remove the line of --- or ***",
    "image": "put the picture on a line of its own between two empty ones",
}
_SIGNS = (
    (re.compile(r"\[\^[^\]\s]+\]"), "a footnote", "write it where it belongs, as a sentence"),
    (
        re.compile(r"\]\([^)]*\s"),
        "a link or a picture that cannot be read: it has a space in its address",
        "write the address in < and >, such as [map](<my map.png>)",
    ),
    (re.compile(r"~~\S"), "words that are crossed out", "leave them out"),
    (re.compile(r"\[[ xX]\]\s"), "a box to tick", "write a list, or ::: log for a log to tick"),
)
_ITEM_TOKENS = {"list_item_open", "list_item_close", "paragraph_open", "paragraph_close"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # HTML is read, so that it is refused instead of printed as its tags.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("entity")
    # Every link is read, so that a wrong one is refused instead of printed as its markup.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - the name is theirs
    return parser


def _merged(spans: list[Span]) -> Text:
    """Join neighbours that look the same, and drop what is empty."""
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        last = merged[-1] if merged else None
        if last and replace(last, text="") == replace(span, text=""):
            merged[-1] = replace(last, text=last.text + span.text)
        else:
            merged.append(span)
    return tuple(merged)
