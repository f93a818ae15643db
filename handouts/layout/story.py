"""The story: each kind of block goes to the function that makes its boxes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    Field,
    Fields,
    Group,
    Heading,
    Light,
    Log,
    NumberedList,
    OwnPicture,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Ruler,
    Table,
    WebLink,
)
from handouts.layout import cards, lights, log, own_pictures, panels, tables, web
from handouts.layout.boxes import Item
from handouts.layout.danger import Close, Rest
from handouts.layout.maker import Maker, between, introducing


@dataclass(frozen=True, slots=True)
class NewPage:
    """Between items: what follows begins a page."""


_MAKERS: dict[type, Callable[[Maker, Any], list[Item]]] = {
    BulletList: panels.bullets,
    CallNumber: panels.call,
    Card: cards.card,
    Columns: panels.columns,
    Field: panels.field,
    Fields: panels.fields,
    Group: panels.group,
    Heading: panels.heading,
    Light: lights.light,
    Log: log.log,
    NumberedList: panels.steps,
    OwnPicture: own_pictures.own_picture,
    Panel: panels.panel,
    Close: panels.panel,
    Rest: panels.panel,
    Paragraph: panels.paragraph,
    Picture: cards.picture,
    Ruler: lights.ruler,
    Table: tables.table,
    WebLink: web.web_link,
}


def make(maker: Maker, block: Block) -> list[Item]:
    """Return the boxes of one block; a page break inside another block means nothing."""
    if isinstance(block, PageBreak):
        return []
    return _MAKERS[type(block)](maker, block)


def tell(blocks: Iterable[Block], items: Callable[[Block], list[Item]]) -> list[Item | NewPage]:
    """Return the boxes of all blocks in order, and where a page must begin.

    `items` gives the boxes of a block.
    """
    story: list[Item | NewPage] = []
    for before, block, following in between(blocks):
        if isinstance(block, PageBreak):
            story.append(NewPage())
        else:
            story += introducing(items(block), before, block, following)
    return story
