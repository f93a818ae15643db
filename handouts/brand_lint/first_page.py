"""Whether the danger signs still fit on page 1 under a brand, in every size and on any paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.document import Block, Document, Panel, every_block
from handouts.errors import Problem, Severity
from handouts.layout import CannotLayOut, Masthead, Theme, danger_room, lay_out
from handouts.typefaces import load_typeface


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why there is too little room: the key that says so, in words, and what helps."""

    source: str
    words: str
    hint: str


_FACE = _Cause(
    "brand.toml:typefaces",
    "the typeface is wide",
    "choose a narrower typeface; without one the danger signs are as ever, only closer or parted",
)
_NAME = _Cause(
    "brand.toml:name",
    "name and contact lines are long",
    "shorten the name and the contact lines",
)
_BOTH = _Cause(
    "brand.toml:typefaces",
    "the typeface is wide, and name and contact lines are long",
    "choose a narrower typeface, or shorten the name and the contact lines",
)
_SECTIONS = _Cause(
    "brand.toml",
    "the sections before them are long",
    "shorten the sections before the danger signs",
)


def first_page_problems(
    documents: dict[str, Document], themes: tuple[Theme, ...], masthead: Masthead, profile: bytes
) -> list[Problem]:
    """Return what is told for each text size in which page 1 has too little room for the signs.

    An error where they leave page 1, or where the brand's sections push some of them from it; a
    note where a typeface or a name does. `documents` are full ones by text size, some perhaps
    missing. Only what stands before the signs is laid out.
    """
    problems: list[Problem] = []
    for theme in themes:
        document = documents.get(theme.text)
        if document is not None:
            cut = replace(document, blocks=_until_danger(document))
            problems += _problems(cut, theme, masthead, profile)
    return list(dict.fromkeys(problems))


def _problems(
    document: Document, theme: Theme, masthead: Masthead, profile: bytes
) -> Iterator[Problem]:
    try:
        lay_out(document, theme, masthead, {}, "", profile)
    except CannotLayOut as error:
        cause = _cause(document, theme, masthead)
        message = f"leaves too little room on page 1 in {theme.text} print: {cause.words} ({error})"
        yield Problem(cause.source, message, cause.hint)
        return
    if danger_room(document, theme, masthead) == "parted":
        cause = _cause(document, theme, masthead)
        severity: Severity = "error" if cause is _SECTIONS else "warning"
        message = f"the last danger signs stand on page 2 in {theme.text} print: {cause.words}"
        yield Problem(cause.source, message, cause.hint, severity)


def _cause(document: Document, theme: Theme, masthead: Masthead) -> _Cause:
    """Return what has to change for the signs to have room, the least first."""
    usual = replace(theme, typeface=load_typeface())
    short = replace(masthead, name=masthead.name[:1], lines=(), targets=())
    for cause, look, head in (
        (_FACE, usual, masthead), (_NAME, theme, short), (_BOTH, usual, short),
    ):  # fmt: skip
        if _has_room(document, look, head):
            return cause
    return _SECTIONS


def _has_room(document: Document, theme: Theme, masthead: Masthead) -> bool:
    whole = replace(document, danger_words=("", ""))
    if danger_room(whole, theme, masthead) == "close":
        return True
    try:
        lay_out(whole, theme, masthead, {}, "", b"")
    except CannotLayOut:
        return False
    return True


def _until_danger(document: Document) -> tuple[Block, ...]:
    for index, block in enumerate(document.blocks):
        inside = every_block((block,))
        if any(isinstance(one, Panel) and one.kind == "danger" for one in inside):
            return document.blocks[: index + 1]
    return document.blocks
