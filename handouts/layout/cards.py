"""Exercise cards: the heart of a handout.

With a picture: picture left, name, reason and dose right of it, steps and notes below. Without
one the text takes the whole width. In large print everything stands under one another.
"""

from dataclasses import replace
from operator import itemgetter

from handouts.document import Block, Card, DoseStrip, Effort, Numeral, Picture, Span, Text, plain
from handouts.layout.boxes import Beside, Box, Frame, Item, Shape, Stack
from handouts.layout.maker import Maker
from handouts.layout.pictures import Illustration, Photo, above, across, beside, drawn, is_wide
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle

_LOOK = 3
_NAME_SHARE = 0.24  # of a row's width: the name and dose of a small card
_SHARES = (0.5, 0.54, 0.58, 0.46)  # of a card: how to do it; half where no other saves a line
_WORTH = 0.9  # of a line's height: what another share must save
_BASELINE = 0.74  # of a line's height, as the pen draws it

AsideLine = tuple[Text, TextStyle]
"""A line of notes beside or below how to do it, and its look."""


def card(maker: Maker, block: Card) -> list[Item]:
    """Return one exercise's card; it is cut only where it is taller than a page."""
    inner = maker.under(maker.parent.add("Sect"))
    if block.size == "small":
        return _small(inner, block)
    pad = maker.step(3)
    frame = Frame(
        padding=(pad * 0.5, pad, pad * 0.6, pad),
        outline=maker.theme.inks.rule,
        radius=maker.corner,
    )
    items = _full(inner.within(maker.width - 2 * pad), block)
    return [Item(maker.whole(items, frame), before=maker.step(2))]


def picture(maker: Maker, block: Picture) -> list[Item]:
    """Return an exercise's picture as large as in a card; nothing where there is none."""
    illustration = maker.illustrations.get(block.exercise)
    if illustration is None:
        return []
    tag = maker.parent.add("Figure", alt=illustration.alt)
    wide = is_wide(illustration, maker.width)
    room = across(maker.width) if wide else beside()
    if block.size == "large":
        room = above(maker.width)
    room = (min(room[0], maker.width), room[1])
    box = drawn(block.exercise, illustration, room, tag, maker.theme)
    return [Item(Beside(((0, box),), maker.width), before=maker.step(2), keep=True)]


def _full(maker: Maker, block: Card) -> list[Item]:
    top = _top(maker, block)
    how = _how_and_notes(maker, block)
    # What ends a card that is cut never stands alone.
    how = [*how[:-3], *(replace(item, keep=True) for item in how[-3:])]
    return [*top, *how, *_stop(maker, block)]


def _top(maker: Maker, block: Card) -> list[Item]:
    """Return name, reason, picture and dose, arranged as the picture's shape wants it."""
    illustration = maker.illustrations.get(block.exercise)
    dose_space = maker.step(1.5)
    if illustration is None:
        dose = Item(_dose(maker, block.dose), before=dose_space, keep=True)
        return [*_name_and_why(maker, block), dose]
    columns = maker.theme.scale.columns
    if columns and not is_wide(illustration, maker.width):
        return [_picture_beside(maker, block, illustration)]
    names = _name_and_why(maker, block)
    tag = maker.parent.add("Figure", alt=illustration.alt)
    room = across(maker.width) if columns else above(maker.width)
    picture = drawn(block.exercise, illustration, room, tag, maker.theme)
    middle = (((maker.width - picture.width) / 2, picture),)
    return [
        *names,
        Item(Beside(middle, maker.width), before=maker.step(1), keep=True),
        Item(_dose(maker, block.dose), before=maker.step(1), keep=True),
    ]


def _picture_beside(maker: Maker, block: Card, illustration: Illustration | Photo) -> Item:
    """Return the picture with name, reason and dose to its right."""
    room = beside()
    gutter = maker.step(3)
    inner = maker.within(maker.width - room[0] - gutter)
    words = [*_name_and_why(inner, block)]
    words.append(Item(_dose(inner, block.dose), before=maker.step(1.5)))
    right = Stack(tuple(words), inner.width)
    tag = maker.parent.add("Figure", alt=illustration.alt)
    picture = drawn(block.exercise, illustration, room, tag, maker.theme)
    centred = ((room[0] - picture.width) / 2, picture)
    # What is read first is drawn first.
    columns: tuple[tuple[float, Box], ...] = ((room[0] + gutter, right), centred)
    return Item(Beside(columns, maker.width, level=True), keep=True)


def _name_and_why(maker: Maker, block: Card) -> list[Item]:
    """Return the name and, on its line where there is room, the reason."""
    theme = maker.theme
    name = maker.heading(block.level, block.name, _LOOK, block.exercise)
    why = [maker.paragraph(one.text, theme.quiet) for one in block.why]
    taken = name.lines[0].width + maker.step(3)
    if len(why) == 1 and len(name.lines) == len(why[0].lines) == 1:
        width = why[0].lines[0].width
        if taken + width <= maker.width:
            # Their baselines level: a line's letters stand at the same share of its height.
            drop = _BASELINE * (theme.heading(_LOOK).leading - theme.quiet.leading)
            lowered = Stack((Item(why[0]),), width, Frame(padding=(drop, 0, 0, 0)))
            return [Item(Beside(((0, name), (taken, lowered)), maker.width), keep=True)]
    return [Item(name, keep=True), *(Item(box, keep=True) for box in why)]


def _small(maker: Maker, block: Card) -> list[Item]:
    """Return a card as a row: name and dose left, how to do it right, a rule above."""
    theme = maker.theme
    dose = [
        span
        for one in block.dose.numerals
        for span in (Span(", "), Span(f"{one.value} "), Span(one.label, said=one.said))
    ][1:]
    gutter = maker.step(3)
    left = (maker.width - gutter) * _NAME_SHARE if theme.scale.columns else maker.width
    right = maker.width - left - gutter if theme.scale.columns else maker.width
    beside = maker.within(left)
    what = [
        Item(beside.heading(block.level, block.name, _LOOK, block.exercise)),
        Item(beside.paragraph(tuple(dose), theme.body)),
    ]
    how = maker.within(right)
    told = [*how.stack(block.how), *_stop(how, block)]
    frame = Frame(padding=(maker.step(1), 0, 0, 0), top_rule=theme.inks.rule)
    if not theme.scale.columns:
        return [Item(maker.whole([*what, *told], frame), before=maker.step(3))]
    columns = ((0.0, Stack(tuple(what), left)), (left + gutter, Stack(tuple(told), right)))
    row = Item(Beside(columns, maker.width))
    return [Item(maker.whole([row], frame), before=maker.step(1))]


def _how_and_notes(maker: Maker, block: Card) -> list[Item]:
    """Return how to do it, the notes and the goals, in two columns of even height."""
    lines = _quiet_lines(maker, block)
    if not maker.theme.scale.columns:
        return [*maker.stack(block.how), *_asides(maker, lines)]

    def two_columns(maker: Maker) -> Beside:
        share, cut = _even_columns(maker, block.how, lines)
        left, right = _columns(maker, share)
        first = Stack((*left.stack(block.how), *_asides(left, lines[:cut])), left.width)
        rest = Stack(tuple(_asides(right, lines[cut:])), right.width)
        return Beside(((0.0, first), (maker.width - right.width, rest)), maker.width)

    box = maker.inset("how", (block.how, lines), two_columns)
    return [Item(box, before=maker.step(1))]


def _even_columns(
    maker: Maker, how: tuple[Block, ...], lines: tuple[AsideLine, ...]
) -> tuple[float, int]:
    """Return the left column's share of a card, and how many lines stand there below `how`.

    Such that the columns are as low as can be; another share than half only where that is worth it.
    """
    maker = maker.under(Tag("Sect"))  # what is made here is only measured
    found = []
    for share in _SHARES:
        left, right = _columns(maker, share)
        above = left.stack(how)
        under, beside = (_asides(one, lines) for one in (left, right))
        heights = [
            max(_tall([*above, *under[:cut]]), _tall(beside[cut:])) for cut in range(len(lines) + 1)
        ]
        cut = heights.index(min(heights))
        found.append((heights[cut], share, cut))
    best, half = min(found, key=itemgetter(0)), found[0]
    worth = half[0] - best[0] >= _WORTH * maker.theme.body.leading
    _, share, cut = best if worth else half
    return share, cut


def _columns(maker: Maker, share: float) -> tuple[Maker, Maker]:
    """Return makers for two columns, the left one of that share of the width."""
    room = maker.width - maker.step(5)
    return maker.within(room * share), maker.within(room - room * share)


def _tall(items: list[Item]) -> float:
    return sum(item.box.height + (item.before if index else 0) for index, item in enumerate(items))


def _quiet_lines(maker: Maker, block: Card) -> tuple[AsideLine, ...]:
    """Return the notes, then which goals it serves, each with its look."""
    lines = tuple((note.text, maker.theme.body) for note in block.notes)
    return (*lines, (block.serves, maker.theme.label)) if plain(block.serves) else lines


def _asides(maker: Maker, lines: tuple[AsideLine, ...]) -> list[Item]:
    return [Item(maker.paragraph(text, style), before=maker.step(0.75)) for text, style in lines]


def _stop(maker: Maker, block: Card) -> list[Item]:
    if not plain(block.stop):
        return []

    def stop(maker: Maker) -> Beside:
        theme = maker.theme
        size = theme.body.size * 1.05
        left = size + maker.step(1.5)
        words = maker.within(maker.width - left).paragraph(block.stop, theme.body)
        sign = Shape(size, theme.body.leading * 0.92, "stop", theme.inks.danger)
        return Beside(((0, sign), (left, words)), maker.width)

    return [Item(maker.inset("stop", block.stop, stop), before=maker.step(1))]


# -- the dose


def _dose(maker: Maker, dose: DoseStrip) -> Box:
    """Return the dose on a tinted strip, large numerals with small words under them."""
    return maker.inset("dose", dose, lambda maker: _strip(maker, dose))


def _strip(maker: Maker, dose: DoseStrip) -> Stack:
    theme = maker.theme
    pad = maker.step(1.5)
    inner = maker.within(maker.width - 2 * pad - maker.step(1))
    frame = Frame(
        padding=(pad * 0.6, pad, pad * 0.6, pad + maker.step(1)),
        fill=theme.inks.tinted,
        radius=maker.corner * 0.6,
    )
    numerals = [_numeral(inner, numeral) for numeral in dose.numerals]
    gutter = maker.step(3)
    left = inner.width - sum(box.width + gutter for box in numerals)
    boxes = [*numerals, *([_effort(inner, dose.effort, left)] if dose.effort else [])]
    rows = _rows(inner, boxes, gutter)
    items = tuple(Item(row, before=maker.step(1)) for row in rows)
    return Stack(items, maker.width, frame, whole=True)


def _rows(maker: Maker, boxes: list[Stack], gutter: float) -> list[Box]:
    """Return the boxes in as few rows as their widths allow, evenly spread."""
    rows: list[list[Stack]] = [[]]
    used = 0.0
    for box in boxes:
        if rows[-1] and used + gutter + box.width > maker.width:
            rows.append([])
            used = 0.0
        used += box.width + (gutter if rows[-1] else 0)
        rows[-1].append(box)
    made: list[Box] = []
    for row in rows:
        spare = maker.width - sum(box.width for box in row)
        space = min(spare / max(1, len(row) - 1), gutter * 3) if len(row) > 1 else 0
        at = 0.0
        columns: list[tuple[float, Box]] = []
        for box in row:
            columns.append((at, box))
            at += box.width + space
        made.append(Beside(tuple(columns), maker.width))
    return made


def _numeral(maker: Maker, numeral: Numeral) -> Stack:
    theme = maker.theme
    tag = maker.parent.add("P")
    # Both are the paragraph's own: some readers open no elements inside a paragraph.
    value = maker.text((Span(f"{numeral.value} "),), theme.numeral, tag, shared=True)
    words = (Span(numeral.label, said=numeral.said),)
    label = maker.text(words, theme.label, tag, shared=True)
    width = max(value.width_used, label.width_used)
    return Stack((Item(value), Item(label)), width, whole=True)


def _effort(maker: Maker, effort: Effort, room: float) -> Stack:
    """Return the bar of effort and its words, on two lines where the row is nearly full."""
    theme = maker.theme
    tall = theme.numeral.leading
    bar = Shape(
        tall * 3.6, tall * 0.82, "effort", theme.inks.accent,
        (float(effort.low), float(effort.high), float(effort.most)),
    )  # fmt: skip
    tag = maker.parent.add("P")
    label = maker.text(effort.label, theme.label, tag)
    if label.width_used > room >= bar.width:
        label = maker.text(effort.label, theme.label, tag, width=room)
    return Stack(
        (Item(bar), Item(label, before=tall - bar.height)),
        max(bar.width, label.width_used),
        whole=True,
    )
