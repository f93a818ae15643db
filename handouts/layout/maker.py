"""Making boxes of one width, and their tags under one parent, in reading order."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from handouts.document import (
    Block,
    BulletList,
    Card,
    Columns,
    Fields,
    Heading,
    Light,
    Log,
    NumberedList,
    Paragraph,
    Span,
    Table,
    Text,
)
from handouts.identity import Same
from handouts.layout.boxes import Beside, Box, Frame, Item, Lines, Stack, Unread
from handouts.layout.inset import Inset, Shelf
from handouts.layout.pictures import Illustrations
from handouts.layout.tags import Link, Tag, said
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import text_width, typeset
from handouts.typefaces import load_typeface

_LISTS = (BulletList, Log, NumberedList, Table)
_PARTS = (Card, Columns, Fields, Heading, Light)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes boxes `width` wide; running text gets no wider than `measure`. Lengths in points.

    `page_height` is that of the text area: what fits into it may ask to stay whole. Pictures of
    cards are `growth` times their usual size.
    """

    theme: Theme
    width: float
    measure: float
    page_height: float
    parent: Tag
    illustrations: Illustrations
    make: Callable[["Maker", Block], list[Item]]
    shelf: Shelf
    growth: float = 1

    def inset(self, kind: str, key: Hashable, build: Callable[["Maker"], Box]) -> Inset:
        """Return a box that is built once for the same kind and key by a maker like this one.

        `build` gets such a maker; what it depends on beside that is in the key.
        """
        named = (kind, key, *self._likeness())
        inset = self.shelf.take(named, lambda parent: build(self.under(parent)))
        self.parent.kids += inset.tops
        return inset

    def _likeness(self) -> tuple[Hashable, ...]:
        """Return all that boxes take from a maker of one press, but for the parent of their tags.

        Of its theme, the size of text and the typeface are what makers of one press change.
        """
        look = (self.theme.scale.body, Same(self.theme.typeface))
        room = (self.width, self.measure, self.page_height, self.growth)
        return (*look, *room, tuple(self.illustrations.items()))

    def within(self, width: float, parent: Tag | None = None) -> "Maker":
        """Return a maker for a column of that width, perhaps under another tag."""
        return replace(self, width=width, measure=width, parent=parent or self.parent)

    def with_leading(self, share: float) -> "Maker":
        """Return a maker whose body text has that share of the usual line distance."""
        size, leading = self.theme.scale.body
        scale = replace(self.theme.scale, body=(size, leading * share))
        return replace(self, theme=replace(self.theme, scale=scale))

    def closer(self, share: float) -> "Maker":
        """Return a maker whose lines and spaces are closer: words keep their size."""
        scale = self.theme.scale
        size, leading = scale.number
        number = (size, leading * share)
        theme = replace(self.with_leading(share).theme, gap=self.theme.gap * share * share * share)
        return replace(self, theme=replace(theme, scale=replace(theme.scale, number=number)))

    def in_shipped_type(self) -> "Maker":
        """Return a maker for what somebody's safety hangs on: no brand's typeface sets it.

        Danger signs, numbers to call and doses are as large and as clear in every brand.
        """
        return replace(self, theme=replace(self.theme, typeface=load_typeface()))

    def under(self, parent: Tag) -> "Maker":
        """Return a maker that hangs tags under another parent."""
        return replace(self, parent=parent)

    def stack(self, blocks: Iterable[Block]) -> list[Item]:
        """Return the items of several blocks."""
        return [
            item
            for before, block, following in between(blocks)
            for item in introducing(self.make(self, block), before, block, following)
        ]

    def step(self, count: float) -> float:
        """Return a vertical space of so many steps of the rhythm, grown with the type."""
        return count * self.theme.gap * self.theme.times

    @property
    def corner(self) -> float:
        """The radius of corners, grown with the type."""
        return self.theme.furniture.corner * self.theme.times

    def whole(
        self, items: Iterable[Item], frame: Frame | None = None, again: Unread | None = None
    ) -> Stack:
        """Return a stack that is not cut, unless it is taller than a page; see `Stack`."""
        box = Stack(tuple(items), self.width, frame or Frame(), whole=True, again=again)
        return box if box.height <= self.page_height else replace(box, whole=False)

    def text(
        self,
        text: Text,
        style: TextStyle,
        tag: Tag,
        *,
        width: float = 0,
        centred: bool = False,
        shared: bool = False,
    ) -> Lines:
        """Return a text's lines as the content of a tag, all of it unless that is shared."""
        room = width or min(self.width, self.measure)
        lines = typeset(text, style, room, self.theme.typeface)
        if len(text) == 1 and not shared:
            tag.said = said(text[0].text, text[0].said)
        return Lines(lines, style, room, tag, links=_links(text), centred=centred)

    def paragraph(self, text: Text, style: TextStyle) -> Lines:
        """Return a paragraph that is an element of its own."""
        return self.text(text, style, self.parent.add("P"))

    def heading(self, level: int, text: Text, look: int, anchor: str = "") -> Lines:
        """Return a heading and bookmark of that level, set in the look of another.

        By its anchor links lead to it.
        """
        tag = self.parent.add(f"H{level}")
        made = self.text(text, self.theme.heading(look), tag, width=self.width)
        return replace(made, bookmark=level, anchor=anchor)

    def points(
        self, texts: tuple[Text, ...], style: TextStyle, *, numbered: bool, across: int = 1
    ) -> list[Item]:
        """Return a list, its numbers or dots hanging before the text, so many in a row."""
        numbering = "/Decimal" if numbered else "/Disc"
        listed = self.parent.add("L", O="/List", ListNumbering=numbering)
        gutter = self.step(6)
        width = (self.width - gutter * (across - 1)) / across
        maker = self.within(width, listed) if across > 1 else self.under(listed)
        widest = text_width(f"{len(texts)}.", style, self.theme.typeface)
        indent = widest + style.size * 0.45 if numbered else style.size * 0.95
        marks = [f"{number}." if numbered else "•" for number in range(1, len(texts) + 1)]
        lines = [
            _point(maker, text, style, mark, indent)
            for text, mark in zip(texts, marks, strict=True)
        ]
        rows: list[Box] = [*lines]
        if across > 1:
            rows = [
                Beside(tuple((i * (width + gutter), one) for i, one in enumerate(row)), self.width)
                for row in (lines[at : at + across] for at in range(0, len(lines), across))
            ]
        # Two points at least stand on either side of a page's end.
        held = {0, len(rows) - 2} - {len(rows) - 1}
        space = self.step(0.5) if self.theme.scale.columns else 1.5
        return [Item(row, before=space, keep=place in held) for place, row in enumerate(rows)]


def _point(maker: Maker, text: Text, style: TextStyle, mark: str, indent: float) -> Lines:
    """Return a point of the list that is the maker's parent."""
    room, typeface = min(maker.width, maker.measure), maker.theme.typeface
    entry = maker.parent.add("LI")
    label, body = entry.add("Lbl"), entry.add("LBody")
    return Lines(
        typeset(text, style, room - indent, typeface),
        style,
        room,
        body,
        label=typeset((Span(mark),), style, room, typeface)[0],
        label_tag=label,
        indent=indent,
        links=_links(text),
    )


def introducing(
    items: list[Item], before: Block | None, block: Block, following: Block | None
) -> list[Item]:
    """Return the items of a block; a paragraph that introduces what follows stays with it.

    It does before a list or a table, and where it is all that stands between a heading and a part.
    """
    if not isinstance(block, Paragraph):
        return items
    opens = isinstance(before, Heading) and isinstance(following, _PARTS)
    if opens or isinstance(following, _LISTS):
        return [replace(item, keep=True) for item in items]
    return items


def between(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Yield each block with the one before it and the one after it."""
    row = [None, *blocks, None]
    for before, block, following in zip(row, row[1:], row[2:], strict=False):
        if block is not None:
            yield before, block, following


def _links(text: Text) -> tuple[Link, ...]:
    """Return the links of a text; neighbours with one target are one link."""
    links: list[Link] = []
    last = ""
    for span in text:
        if span.link and span.link == last:
            links[-1] = replace(links[-1], words=links[-1].words + span.text)
        elif span.link:
            links.append(Link(Tag("Link"), span.text))
        last = span.link
    return tuple(links)
