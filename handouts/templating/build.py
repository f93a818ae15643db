"""From directives to typed blocks: what each directive holds, and what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar, get_args

from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    DoseStrip,
    Effort,
    Field,
    Fields,
    Group,
    Heading,
    Light,
    Log,
    NumberedList,
    Numeral,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Ruler,
    Span,
    Table,
    Text,
    WebLink,
    Zone,
    plain,
)
from handouts.document.blocks import (
    CardSize,
    LightKind,
    PanelKind,
    ParagraphRole,
    PictureSize,
    TableKind,
)
from handouts.errors import Problem
from handouts.suggest import did_you_mean
from handouts.templating.markdown import Node
from handouts.templating.own_pictures import own_picture

_T = TypeVar("_T")

_TABLE_COLUMNS = {"chart": 3, "week": 8}
_MOST_SESSIONS = 8  # that a box of the log has room for
_ZONE = re.compile(r"(?P<kind>green|amber|red) (?P<low>\d{1,2}) (?P<high>\d{1,2})")
_NUMBERS = {"lines": (1, 40), "weeks": (1, 12), "low": (0, 10), "high": (0, 10), "most": (1, 10)}


@dataclass(frozen=True, slots=True)
class Must:
    """A block of a shipped section that no section of a brand's own takes away.

    Leaving out its `line`, if it has one, is an error: it says who reviewed the handout, or that
    nobody did.
    """

    block: Block
    line: str = ""


class Builder:
    """Turns one template's nodes into blocks, collecting its problems.

    `lines` gives fields, by name, more lines than their template does.
    """

    def __init__(self, source: str, lines: Mapping[str, int] | None = None) -> None:
        self.source = source
        self.lines = lines or {}
        self.problems: list[Problem] = []
        self._at = 0
        self.musts: list[Must] = []

    def blocks(self, nodes: Iterable[Node | Block]) -> tuple[Block, ...]:
        """Return the blocks that the nodes stand for, in order."""
        built: list[Block] = []
        for node in nodes:
            if isinstance(node, Node):
                self._at = node.line
                built += self._directive(node)
            else:
                built.append(node)
        return tuple(built)

    def _directive(self, node: Node) -> tuple[Block, ...]:
        make = self._makers().get(node.name)
        if make is None:
            makers = self._makers()
            hint = did_you_mean(node.name, makers, "one of: " + ", ".join(makers))
            self._problem(f"::: {node.name} is no directive", hint)
            return ()
        return make(node)

    def _makers(self) -> dict[str, Callable[[Node], tuple[Block, ...]]]:
        return {
            "panel": self._panel,
            "call": self._call,
            "fields": self._fields,
            "field": self._field,
            "card": self._card,
            "picture": self._picture,
            "light": self._light,
            "ruler": self._ruler,
            "log": self._log,
            "web": self._web,
            "columns": self._columns,
            "pairs": lambda node: (BulletList(self._points(node), across=2),),
            "run-on": self._run_on,
            "together": lambda node: (Group(self.blocks(node.children)),),
            "table": self._table,
            "text": self._text,
            "must": self._must,
            "page": lambda _: (PageBreak(),),
        }

    # -- one method for each directive

    def _panel(self, node: Node) -> tuple[Block, ...]:
        kind: PanelKind = self._choice(node, "kind", get_args(PanelKind), "note")
        return (Panel(kind, self._title(node, "title"), self.blocks(node.children)),)

    def _call(self, node: Node) -> tuple[Block, ...]:
        return (CallNumber(self._title(node, "label"), self._title(node, "number")),)

    def _fields(self, node: Node) -> tuple[Block, ...]:
        inside = self.blocks(node.children)
        blank = node.attributes.get("blank", "")
        fields = tuple(
            replace(block, blank=block.blank or blank)
            for block in inside
            if isinstance(block, Field)
        )
        if len(fields) != len(inside) or not fields:
            self._problem("::: fields holds something else than ::: field lines", "move it out")
        return (Fields(fields),)

    def _field(self, node: Node) -> tuple[Block, ...]:
        # Without a name it is a line for the pen alone.
        name = node.attributes.get("name", "")
        lines = max(self._number(node, "lines", 1), self.lines.get(name, 1))
        return (Field(name, self._title(node, "label"), lines, node.attributes.get("blank", "")),)

    def _card(self, node: Node) -> tuple[Block, ...]:
        named = [child for child in node.children if isinstance(child, Node)]
        parts = {child.name: child for child in named}
        if len(parts) < len(named):
            self._problem("::: card has a part twice", "make them one part")
        own = [child for child in node.children if not isinstance(child, Node)]
        headings = [block for block in own if isinstance(block, Heading)]
        for name in ("dose", "how", "stop"):
            if name not in parts:
                self._problem(f"::: card has no ::: {name}", f"add a ::: {name} part")
        if any(not isinstance(block, Heading | Paragraph) for block in own):
            message = "::: card holds a list or table beside its parts"
            self._problem(message, "move it into ::: how")
        for name in parts.keys() - {"dose", "how", "notes", "stop", "serves"}:
            self._problem(f"::: {name} does not belong in a ::: card", "move it out")
        if len(headings) != 1:
            self._problem("::: card needs one heading, the exercise's name", "add ### and the name")
            return ()
        card = Card(
            exercise=node.attributes.get("id", ""),
            name=headings[0].text,
            why=tuple(block for block in own if isinstance(block, Paragraph)),
            dose=self._dose(parts.get("dose", Node("dose"))),
            how=self.blocks(parts["how"].children) if "how" in parts else (),
            notes=tuple(self._paragraphs(parts.get("notes"))),
            stop=self._line(parts.get("stop")),
            serves=self._line(parts.get("serves")),
            alt=node.attributes.get("alt", ""),
            captions=_captions(node),
            size=self._choice(node, "size", get_args(CardSize), "full"),
            level=headings[0].level,
            continued=self._title(node, "continued"),
        )
        return (card,)

    def _picture(self, node: Node) -> tuple[Block, ...]:
        if "file" in node.attributes:
            return self._own_picture(node)
        named = node.attributes.get("id", ""), node.attributes.get("alt", "")
        size = self._choice(node, "size", get_args(PictureSize), "usual")
        return (Picture(*named, _captions(node), size),)

    def _own_picture(self, node: Node) -> tuple[Block, ...]:
        """Return a picture of the clinic's own, a file beside the text."""
        picture, flaws = own_picture(self.source, node.attributes)
        for message, hint in flaws:
            self._problem(message, hint)
        return (picture,)

    def _dose(self, node: Node) -> DoseStrip:
        numerals = tuple(map(_numeral, self._points(node)))
        effort = None
        if "effort" in node.attributes:
            effort = Effort(
                self._number(node, "low", 0),
                self._number(node, "high", 0),
                self._number(node, "most", 10),
                self._title(node, "effort"),
                self._ends(node),
            )
        return DoseStrip(numerals, effort)

    def _ends(self, node: Node) -> tuple[str, str]:
        """Return the words for both ends of the effort's scale, written with a bar between them."""
        words = [one.strip() for one in node.attributes.get("ends", "|").split("|")]
        if len(words) != 2:  # noqa: PLR2004 - a scale has two ends
            self._problem(f"ends= of ::: {node.name} names not two ends", 'write ends="easy|hard"')
            return "", ""
        return words[0], words[1]

    def _light(self, node: Node) -> tuple[Block, ...]:
        kind: LightKind = self._choice(node, "kind", get_args(LightKind), "green")
        label, score = self._title(node, "label"), self._title(node, "score")
        return (Light(kind, label, score, self.blocks(node.children)),)

    def _ruler(self, node: Node) -> tuple[Block, ...]:
        found = [
            _ZONE.fullmatch(one.strip()) for one in node.attributes.get("zones", "").split("|")
        ]
        zones = [Zone(*_zone(one)) for one in found if one]
        if len(zones) < len(found) or any(b.low != a.high + 1 for a, b in pairwise(zones)):
            message = "zones= of ::: ruler names no zones that follow each other"
            self._problem(message, 'write zones="green 0 3|amber 4 5|red 6 10"')
        alt = node.attributes.get("alt", "")
        if not alt:
            self._problem("::: ruler has no alt=", "say in words what it shows")
        return (Ruler(tuple(zones), self._ends(node), alt),) if zones else ()

    def _log(self, node: Node) -> tuple[Block, ...]:
        rows: dict[str, tuple[Text, ...]] = {"tick": (), "write": ()}
        blank = {"tick": "", "write": ""}
        for child in node.children:
            if isinstance(child, Node) and child.name in rows:
                rows[child.name] = self._points(child)
                blank[child.name] = child.attributes.get("blank", "")
            else:
                self._problem(
                    "::: log holds something else than ::: tick and ::: write", "move it out"
                )
        days = tuple(node.attributes.get("days", "").split())
        if not days or not rows["tick"]:
            self._problem("::: log needs days= and a ::: tick list", "add them")
        names = tuple(node.attributes.get("day_names", "").split())
        if names and len(names) != len(days):
            self._problem(
                "day_names= of ::: log has another number of days than days=", "name each"
            )
            names = ()
        tick, sessions = self._sessions(rows["tick"])
        log = Log(
            self._number(node, "weeks", 1), node.attributes.get("week", ""), days,
            tick, rows["write"], names, blank["tick"], blank["write"], sessions,
        )  # fmt: skip
        return (log,)

    def _sessions(self, rows: tuple[Text, ...]) -> tuple[tuple[Text, ...], tuple[int, ...]]:
        """Return the rows to tick, and of each the sessions of a day: the number in bold, or 1."""
        texts, sessions = [], []
        for row in rows:
            number = "".join(span.text for span in row if span.strong).strip()
            if number and not (number.isdigit() and 1 <= int(number[:9]) <= _MOST_SESSIONS):
                message = "a row of ::: tick has something else in bold than its sessions a day"
                self._problem(message, f"write a number from 1 to {_MOST_SESSIONS}, or nothing")
                number = ""
            texts.append(tuple(span for span in row if not span.strong))
            sessions.append(int(number or 1))
        return tuple(texts), tuple(sessions) if max(sessions, default=1) > 1 else ()

    def _web(self, node: Node) -> tuple[Block, ...]:
        address, alt = node.attributes.get("url", ""), node.attributes.get("alt", "")
        if not address.startswith(("https://", "http://")):
            self._problem("::: web leads to something else than http or https", "change its url=")
        if not alt:
            self._problem("::: web has no alt=", "say what the square code is for")
        shown = node.attributes.get("shown", address)
        return (WebLink(address, shown, self._title(node, "label"), alt),)

    def _columns(self, node: Node) -> tuple[Block, ...]:
        columns = []
        for child in node.children:
            if isinstance(child, Node) and child.name == "column":
                columns.append(self.blocks(child.children))
            else:
                self._problem("::: columns holds something else than ::: column", "move it out")
        if not node.children:
            self._problem("::: columns holds no ::: column", "add one, or remove it")
        return (Columns(tuple(columns)),) if columns else ()

    def _run_on(self, node: Node) -> tuple[Block, ...]:
        blocks = self.blocks(node.children)
        if not blocks or any(not isinstance(one, Paragraph | NumberedList) for one in blocks):
            message = "::: run-on holds something else than paragraphs and steps"
            self._problem(message, "move it out")
            return blocks
        return (Group(blocks, run_on=True),)

    def _table(self, node: Node) -> tuple[Block, ...]:
        kind: TableKind = self._choice(node, "kind", get_args(TableKind), "plain")
        tables = [child for child in node.children if isinstance(child, Table)]
        if len(tables) != 1 or len(node.children) != 1:
            self._problem("::: table holds one Markdown table and nothing else", "change it")
        wanted = _TABLE_COLUMNS.get(kind)
        for table in tables:
            if wanted is not None and len(table.head) != wanted:
                message = f"::: table kind={kind} has {len(table.head)} columns, not {wanted}"
                self._problem(message, "add or remove columns")
        empty = node.attributes.get("empty", "")
        return tuple(replace(table, kind=kind, empty=empty) for table in tables)

    def _text(self, node: Node) -> tuple[Block, ...]:
        role: ParagraphRole = self._choice(node, "role", get_args(ParagraphRole), "body")
        return tuple(
            Paragraph(block.text, role) if isinstance(block, Paragraph) else block
            for block in self.blocks(node.children)
        )

    def _must(self, node: Node) -> tuple[Block, ...]:
        blocks = self.blocks(node.children)
        self.musts += [Must(block, node.attributes.get("line", "")) for block in blocks]
        return blocks

    # -- reading attributes and parts

    def _choice(self, node: Node, key: str, known: tuple[_T, ...], default: _T) -> _T:
        value = node.attributes.get(key)
        if value is None:
            return default
        for choice in known:
            if choice == value:
                return choice
        self._problem(
            f"::: {node.name} has an unknown {key}", "one of: " + ", ".join(map(str, known))
        )
        return default

    def _number(self, node: Node, key: str, default: int) -> int:
        value = node.attributes.get(key)
        if value is None:
            return default
        low, high = _NUMBERS[key]
        if value.isascii() and value.isdigit() and low <= int(value[:9]) <= high:
            return int(value)
        message = f"{key}= of ::: {node.name} is no whole number from {low} to {high}"
        self._problem(message, "write digits")
        return default

    def _points(self, node: Node) -> tuple[Text, ...]:
        """Return the points of a directive that holds a list with dots and nothing else."""
        points: list[Text] = []
        for block in node.children:
            if isinstance(block, BulletList):
                points += block.items
            else:
                self._problem(f"::: {node.name} holds something else than a list", "move it out")
        return tuple(points)

    @staticmethod
    def _title(node: Node, key: str) -> Text:
        value = node.attributes.get(key, "")
        return (Span(value),) if value else ()

    def _paragraphs(self, node: Node | None) -> Iterable[Paragraph]:
        for block in self.blocks(node.children) if node else ():
            if isinstance(block, Paragraph):
                yield block
            else:
                self._problem("the notes of a ::: card are paragraphs only", "rewrite it")

    def _line(self, node: Node | None) -> Text:
        paragraphs = list(self._paragraphs(node))
        spans: list[Span] = []
        for paragraph in paragraphs:
            spans += [Span(" ")] * bool(spans) + list(paragraph.text)
        return tuple(spans)

    def _problem(self, message: str, hint: str) -> None:
        source = f"{self.source}:{self._at}" if self._at else self.source
        self.problems.append(Problem(source, message, hint))


def _numeral(item: Text) -> Numeral:
    """Return a figure, which is what is strong, and its words, perhaps in full as well."""
    words = [span for span in item if not span.strong]
    label = plain(tuple(words)).strip()
    full = "".join(span.said or span.text for span in words).strip()
    value = plain(tuple(span for span in item if span.strong)).strip()
    return Numeral(value, label, full if full != label else "")


def _zone(found: re.Match[str]) -> tuple[LightKind, int, int]:
    kind: LightKind = next(one for one in get_args(LightKind) if one == found["kind"])
    return kind, int(found["low"]), int(found["high"])


def _captions(node: Node) -> tuple[str, ...]:
    """Return the captions of a picture's positions, written with a bar between them."""
    return tuple(filter(None, map(str.strip, node.attributes.get("captions", "").split("|"))))


def has_words(text: Text) -> bool:
    """Say whether there is anything to read."""
    return bool(plain(text).strip())
