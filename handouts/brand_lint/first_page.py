"""Whether the danger signs still fit on page 1 under a brand, in every size and on any paper."""

from dataclasses import replace

from handouts.document import Block, Document, Panel, every_block
from handouts.errors import Problem
from handouts.layout import CannotLayOut, Masthead, Theme, lay_out


def first_page_problems(
    documents: dict[str, Document], themes: tuple[Theme, ...], masthead: Masthead, profile: bytes
) -> list[Problem]:
    """Return an error for each text size and paper in which the danger signs leave page 1.

    `documents` are full ones by text size, some perhaps missing. Only what stands before the
    signs is laid out.
    """
    problems = []
    for theme in themes:
        document = documents.get(theme.text)
        if document is None:
            continue
        cut = replace(document, blocks=_until_danger(document))
        try:
            lay_out(cut, theme, masthead, {}, "", profile)
        except CannotLayOut as error:
            message = f"leaves too little room on page 1 in {theme.text} print: {error}"
            hint = "shorten name and contact lines, or the sections before the danger signs"
            problems.append(Problem("brand.toml", message, hint))
    return list(dict.fromkeys(problems))


def _until_danger(document: Document) -> tuple[Block, ...]:
    for index, block in enumerate(document.blocks):
        inside = every_block((block,))
        if any(isinstance(one, Panel) and one.kind == "danger" for one in inside):
            return document.blocks[: index + 1]
    return document.blocks
