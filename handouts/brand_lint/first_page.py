"""Whether the danger signs still fit on page 1 under a brand, in every size and on any paper."""

from collections.abc import Iterator
from dataclasses import replace

from handouts.document import Block, Document, Panel, every_block
from handouts.edition import plain_paper_notice
from handouts.errors import Problem
from handouts.layout import CannotLayOut, Masthead, Theme, fitted_band, lay_out
from handouts.layout.band import Band, fits
from handouts.units import MM, TextSize


def first_page_problems(
    documents: dict[str, Document], themes: tuple[Theme, ...], masthead: Masthead, profile: bytes
) -> list[Problem]:
    """Return an error for each text size and paper in which the danger signs leave page 1.

    A note says what of the brand had to give way: a letterhead, the size of a logo, the address.
    `documents` are full ones by text size, some perhaps missing. Only what stands before the
    signs is laid out.
    """
    problems: list[Problem] = []
    plain: list[TextSize] = []
    for theme in themes:
        document = documents.get(theme.text)
        if document is None:
            continue
        cut = replace(document, blocks=_until_danger(document))
        try:
            lay_out(cut, theme, masthead, {}, "", profile)
            problems += _given_way(cut, theme, masthead)
            continue
        except CannotLayOut as error:
            reason = error
        if theme.furniture.paper:
            plain.append(theme.text)
        else:
            message = f"leaves too little room on page 1 in {theme.text} print: {reason}"
            hint = "shorten name and contact lines, or the sections before the danger signs"
            problems.append(Problem("brand.toml", message, hint))
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


def _until_danger(document: Document) -> tuple[Block, ...]:
    for index, block in enumerate(document.blocks):
        inside = every_block((block,))
        if any(isinstance(one, Panel) and one.kind == "danger" for one in inside):
            return document.blocks[: index + 1]
    return document.blocks
