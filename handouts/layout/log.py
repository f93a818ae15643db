"""The log to fill in by pen: a box for each exercise and day, one pen stroke for each session."""

from handouts.document import Log, LogForm, Span, Text, plain
from handouts.layout.blanks import CellToTick, CellToWrite
from handouts.layout.boxes import LOG, Beside, Box, Frame, Grid, Item, Row, Shape, Stack
from handouts.layout.maker import Maker
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import text_width, typeset
from handouts.units import MM

_BOX = 8 * MM  # a square that a thick pen can tick (design: 8 mm)
_NAMES, _NAME_SIZES = 60 * MM, 10.5  # of a column of names: the least width, also in sizes of type

_Dates = tuple[LogForm, tuple[tuple[int, str], ...]]
"""What a form says of its boxes, and of each box of a row its week and its day."""


def log(maker: Maker, block: Log) -> list[Item]:
    """Return the log: bands of as many whole weeks as fit side by side, a box for each day."""
    days = len(block.days)
    room = maker.width - _least_name(maker, block)
    across = max(1, min(block.weeks, 2, int(room // (_BOX * days))))
    bands: list[Item] = []
    for start in range(1, block.weeks + 1, across):
        weeks = range(start, min(start + across, block.weeks + 1))
        before = maker.step(4 if bands else 1.5)
        bands.append(Item(_band(maker, block, weeks), before=before))
    return bands


def _least_name(maker: Maker, block: Log) -> float:
    """Return the width of names below which fewer weeks stand side by side; no word is cut."""
    theme = maker.theme
    words = {word for text in block.tick for word in plain(text).split()}
    longest = max((text_width(word, theme.body, theme.typeface) for word in words), default=0)
    usual = min(theme.body.size * _NAME_SIZES, _NAMES)
    return max(usual, longest + maker.step(2))


def _band(maker: Maker, block: Log, weeks: range) -> Box:
    theme = maker.theme
    count = len(block.days) * len(weeks)
    side = _BOX
    name_width = maker.width - count * side
    tag = maker.parent.add("Table")
    head, body = tag.add("THead"), tag.add("TBody")
    rows = [_week_row(maker, block, weeks, head.add("TR"), name_width, side)]
    rows.append(_day_row(maker, block, len(weeks), head.add("TR"), name_width, side))
    ticked = theme.body  # a name is as large as what is read
    sessions = block.sessions or (1,) * len(block.tick)
    marks = [
        *((text, ticked, block.to_tick, n) for text, n in zip(block.tick, sessions, strict=True)),
        *((text, theme.label, block.to_write, 0) for text in block.write),
    ]
    boxes = (side, count, weeks.start)
    dates = _dates(block, weeks)
    made = [_mark_row(maker.under(body), one, name_width, boxes, dates) for one in marks]
    uprights = tuple(name_width + side * index for index in range(count + 1))
    between = tuple(name_width + side * len(block.days) * week for week in range(1, len(weeks)))
    grid = Grid(tuple(rows), tuple(made), maker.width, theme.inks.rule, 0, uprights, strong=between)
    return Stack((Item(grid),), maker.width, whole=True, name=LOG)


def _week_row(
    maker: Maker, block: Log, weeks: range, tag: Tag, name_width: float, side: float
) -> Row:
    theme = maker.theme
    tag.add("TD")
    span = side * len(block.days)
    cells: list[tuple[float, Box]] = []
    for index, week in enumerate(weeks):
        cell = tag.add("TH", O="/Table", Scope="/Column", ColSpan=len(block.days))
        inner = maker.within(span)
        words = (Span(f"{block.week_label} {week}"),)
        box = inner.text(words, _bold(theme.label), cell.add("P"), centred=True)
        cells.append((name_width + index * span, box))
    return Row(tuple(cells), theme.label.leading * 1.3)


def _day_row(maker: Maker, block: Log, weeks: int, tag: Tag, name_width: float, side: float) -> Row:
    theme = maker.theme
    tag.add("TD")
    cells: list[tuple[float, Box]] = []
    names = block.day_names or ("",) * len(block.days)
    for index, (day, name) in enumerate(list(zip(block.days, names, strict=True)) * weeks):
        cell = tag.add("TH", O="/Table", Scope="/Column")
        words = (Span(day, said=name),)
        box = maker.within(side).text(words, theme.label, cell.add("P"), centred=True)
        cells.append((name_width + index * side, box))
    return Row(tuple(cells), theme.label.leading * 1.2, theme.inks.wash)


def _dates(block: Log, weeks: range) -> _Dates | None:
    """Return what a form says of its boxes, the week and the day of each; None on paper."""
    if block.form is None:
        return None
    days = block.day_names or block.days
    return block.form, tuple((week, day) for week in weeks for day in days)


def _mark_row(
    maker: Maker,
    mark: tuple[Text, TextStyle, str, int],
    name_width: float,
    boxes: tuple[float, int, int],
    dates: _Dates | None,
) -> Row:
    """Return a row to mark: its text and look, what is read aloud in its empty boxes, its sessions.

    Boxes are so wide and so many, from a week on. Of several sessions a day each has a square; a
    row to write in has none.
    """
    text, style, empty, sessions = mark
    side, count, _ = boxes
    room = name_width - maker.step(2)
    lines = typeset(text, style, room, maker.theme.typeface)
    height = len(lines) * style.leading
    tall = max(side, height + maker.step(0.25))

    def row(maker: Maker) -> Beside:
        tag = maker.parent.add("TR")
        name = maker.text(text, style, tag.add("TH", O="/Table", Scope="/Row").add("P"), width=room)
        middle = Frame(padding=((tall - height) / 2, 0, 0, 0))
        columns: list[tuple[float, Box]] = [(0, Stack((Item(name),), room, middle))]
        for index in range(count):
            cell = tag.add("TD")
            if empty and not dates:
                blank = maker.within(side).text((Span(" ", said=empty),), style, cell)
                columns.append((name_width + (index + 0.5) * side, blank))
            if sessions > 1:
                squares = Shape(side, tall, "sessions", maker.theme.inks.rule, (float(sessions),))
                columns.append((name_width + index * side, squares))
            if dates:
                asked = _asked(text, sessions, dates[0], *dates[1][index])
                columns.append((name_width + index * side, _cell(side, tall, asked, cell)))
        return Beside(tuple(columns), name_width + count * side)

    key = (*mark, name_width, boxes, dates)
    return Row(((0, maker.inset("mark", key, row)),), tall)


def _asked(text: Text, sessions: int, form: LogForm, week: int, day: str) -> str | tuple[str, ...]:
    """Return what is said of the box to write in on a day, or of each box to tick."""
    row = plain(text).strip()
    return form.to_tick(row, week, day, sessions) if sessions else form.to_write(row, week, day)


def _cell(side: float, tall: float, asked: str | tuple[str, ...], tag: Tag) -> Box:
    if isinstance(asked, str):
        return CellToWrite(side, tall, asked, tag.add("Form"))
    return CellToTick(side, tall, asked, tuple(tag.add("Form") for _ in asked))


def _bold(style: TextStyle) -> TextStyle:
    return TextStyle(style.size, style.leading, style.colour, "bold")
