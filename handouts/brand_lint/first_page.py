"""Whether the danger signs still fit on page 1 under a brand, in every size and on any paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.document import Block, Document, Panel, every_block
from handouts.editions.lay_out import plain_paper_notice
from handouts.errors import Problem, Severity
from handouts.layout import CannotLayOut, Masthead, Theme, danger_room, fitted_band, lay_out
from handouts.layout.band import Band, fits
from handouts.typefaces import load_typeface
from handouts.units import MM, TextSize


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
    note where a typeface or a name does. A note, too, says what of the brand had to give way: a
    letterhead, the size of a logo, the address. `documents` are full ones by text size, some
    perhaps missing. Only what stands before the signs is laid out.
    """
    problems: list[Problem] = []
    plain: list[TextSize] = []
    for theme in themes:
        document = documents.get(theme.text)
        if document is None:
            continue
        cut = replace(document, blocks=_until_danger(document))
        found = list(_problems(cut, theme, masthead, profile))
        if theme.furniture.paper and any(one.severity == "error" for one in found):
            plain.append(theme.text)
        else:
            problems += found
    noted = [plain_paper_notice(*plain)] if plain else []
    return list(dict.fromkeys([*problems, *noted]))


def _given_way(document: Document, theme: Theme, masthead: Masthead) -> Iterator[Problem]:
    """Yield a note for what is smaller on page 1 than the brand asks, or left out there."""
    asked = fits(theme, masthead)
    if len(asked) == 1 or theme.furniture.paper:
        return
    band = fitted_band(document, theme, masthead)
    room = Band(theme, masthead, asked[0])
    why = f"in {theme.text} print, so that the danger signs stay on page 1"
    hint = "nothing needs to be done; shorter sections before the danger signs leave it more room"
    if band.logo[1] < room.logo[1]:
        message = f"is {band.logo[1] / MM:.0f} mm in place of {room.logo[1] / MM:.0f} {why}"
        yield Problem("brand.toml:page.logo_height", message, hint, "warning")
    if asked[0].address and not band.fit.address:
        message = f"does not show the address {why}"
        yield Problem("brand.toml:page.address", message, hint, "warning")


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
    yield from _given_way(document, theme, masthead)
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
