"""Tables to read: the goals chart, the week."""

from dataclasses import replace

from handouts.document import Span, Table, Text, plain
from handouts.layout.boxes import Beside, Box, Grid, Item, Lines, Row
from handouts.layout.maker import Maker
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import text_width, typeset

_CHART_SHARES = ((0.25, 0.4, 0.35), (0.22, 0.4, 0.38), (0.25, 0.36, 0.39), (0.21, 0.46, 0.33))
_SHORT = 9  # rows up to which a table is not cut
_NAME_ROOM = 6  # body sizes: the least width for names beside the days of a week


def table(maker: Maker, block: Table) -> list[Item]:
    """Return a table with one header row; the first cell heads its row."""
    if not maker.theme.scale.columns and (block.kind != "week" or _too_narrow(maker, block)):
        return _week_as_list(maker, block) if block.kind == "week" else _as_list(maker, block)
    widths = _widths(maker, block)
    pad = maker.step(1.25)
    tag = maker.parent.add("Table")
    head_tag, body_tag = tag.add("THead"), tag.add("TBody")
    tight = pad * {"chart": 0.6, "week": 0.5}.get(block.kind, 1)
    cells = _Cells(maker, widths, tight, block.kind == "week", block.empty)
    head = cells.row(head_tag, block.head, maker.theme.strong, header=True)
    look = maker.theme.body
    if block.kind == "week":  # its cells hold dots
        look = replace(look, colour=maker.theme.inks.accent)
    rows = [cells.row(body_tag, row, look) for row in block.rows]
    rule = maker.theme.inks.rule
    whole = len(rows) <= _SHORT
    grid = Grid((head,), tuple(rows), sum(widths), rule, pad, whole=whole)
    return [Item(grid, before=maker.step(2.5))]


def _widths(maker: Maker, block: Table) -> list[float]:
    if block.kind == "week":
        day = max(maker.width * 0.085, maker.theme.body.size * 2.6)
        return [maker.width - day * (len(block.head) - 1), *[day] * (len(block.head) - 1)]
    if block.kind == "chart":
        return _lowest(maker, block)
    count = len(block.head)
    if count == 2:  # noqa: PLR2004 - a label and its text
        return [maker.width * share for share in (0.25, 0.75)]
    return _by_content(maker, block)


def _lowest(maker: Maker, block: Table) -> list[float]:
    """Return the widths of a chart's columns with which it is lowest."""
    theme, pad = maker.theme, 2 * maker.step(1.25)

    def lines(widths: list[float]) -> int:
        return sum(
            max(
                len(
                    typeset(
                        text,
                        theme.strong if place == 0 else theme.body,
                        width - pad,
                        theme.typeface,
                    )
                )
                for place, (text, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in block.rows
        )

    tried = [[maker.width * share for share in shares] for shares in _CHART_SHARES]
    return min(tried, key=lines)


def _by_content(maker: Maker, block: Table) -> list[float]:
    """Return widths that keep each column's longest word whole and grow with its longest text."""
    pad = 2.5 * maker.step(1.25)
    rows = zip(block.head, *block.rows, strict=False)  # Markdown fills up short rows
    columns = [[plain(text) for text in column] for column in rows]
    least = [
        pad + max((_long(maker, word) for word in " ".join(column).split()), default=0)
        for column in columns
    ]
    spare = maker.width - sum(least)
    if spare < 0:
        return [maker.width / len(least)] * len(least)
    wishes = [
        min(pad + max(_long(maker, text) for text in column), maker.width) - room + 1
        for column, room in zip(columns, least, strict=True)
    ]
    return [room + spare * wish / sum(wishes) for room, wish in zip(least, wishes, strict=True)]


def _long(maker: Maker, text: str) -> float:
    return text_width(text, maker.theme.strong, maker.theme.typeface)


class _Cells:
    """Makes the rows of one table."""

    def __init__(
        self, maker: Maker, widths: list[float], pad: float, centred: bool, empty: str
    ) -> None:
        self.maker, self.widths, self.pad, self.centred = maker, widths, pad, centred
        self.empty = (Span(" ", said=empty),) if empty else ()

    def row(
        self, parent: Tag, texts: tuple[Text, ...], style: TextStyle, *, header: bool = False
    ) -> Row:
        """Return one row; its first cell heads the row, all cells of a header head columns."""
        key = texts, style, header, tuple(self.widths), self.pad, self.centred, self.empty
        box = self.maker.under(parent).inset(
            "row", key, lambda maker: self._row(maker.parent.add("TR"), texts, style, header=header)
        )
        fill = self.maker.theme.inks.wash if header else None
        return Row(((0, box),), max(style.leading, box.height) + 2 * self.pad, fill)

    def _row(self, tag: Tag, texts: tuple[Text, ...], style: TextStyle, *, header: bool) -> Beside:
        boxes: list[tuple[float, Box]] = []
        at = 0.0
        for index, (text, width) in enumerate(zip(texts, self.widths, strict=False)):
            if header:
                cell = tag.add("TH", O="/Table", Scope="/Column")
            elif index == 0:
                cell = tag.add("TH", O="/Table", Scope="/Row")
            else:
                cell = tag.add("TD")
            look = self.maker.theme.strong if index == 0 else style
            if self.centred and index == 1 and _says_all(texts):
                cell.attributes |= {"O": "/Table", "ColSpan": len(texts) - 1}
                every = replace(style, colour=self.maker.theme.inks.ink)
                room = sum(self.widths[1:])
                boxes.append((at, self._cell(cell, text, every, room, centred=True)))
                break
            box = self._cell(
                cell, text or self.empty, look, width, centred=self.centred and index > 0
            )
            boxes.append((at + (0 if self.centred and index else self.pad), box))
            at += width
        return Beside(tuple(boxes), sum(self.widths))

    def _cell(
        self, tag: Tag, text: Text, style: TextStyle, width: float, *, centred: bool
    ) -> Lines:
        room = width if centred else width - 2 * self.pad
        maker = self.maker.within(room)
        return maker.text(text, style, tag.add("P"), centred=centred)


def _says_all(texts: tuple[Text, ...]) -> bool:
    """Say whether a row's first cell after its head speaks for all: words, then nothing."""
    first, *others = texts[1:]
    return len(plain(first).strip()) > 1 and not any(plain(text).strip() for text in others)


def _too_narrow(maker: Maker, block: Table) -> bool:
    return _widths(maker, block)[0] < maker.theme.body.size * _NAME_ROOM


def _week_as_list(maker: Maker, block: Table) -> list[Item]:
    """Return a week as lines: the exercise, then the days whose cells are marked."""
    days = [replace(span, strong=False) for head in block.head[1:] for span in head[:1]]
    items = []
    for name, *cells in block.rows:
        marked = [day for day, cell in zip(days, cells, strict=True) if cell]
        listed = [span for day in marked for span in (Span(", "), day)][1:]
        if _says_all((name, *cells)):
            listed = list(cells[0])
        words = (*_strong(name), Span(": ", strong=True), *listed)
        items.append(Item(maker.paragraph(words, maker.theme.body), before=maker.step(1.5)))
    return items


def _as_list(maker: Maker, block: Table) -> list[Item]:
    """Return a table as lines, a row each: for large print, where columns would squeeze."""
    items: list[Item] = []
    for label, text, *others in block.rows:
        words = (*_strong(label), Span(": ", strong=True), *text)
        for head, other in zip(block.head[2:], others, strict=False):
            words += (Span(". "), *_strong(head), Span(": ", strong=True), *other)
        items.append(Item(maker.paragraph(words, maker.theme.body), before=maker.step(1.5)))
    return items


def _strong(text: Text) -> Text:
    return tuple(replace(span, strong=True) for span in text)
