"""Exercise cards: the heart of a handout.

With a picture: picture left, name, reason and dose right of it, steps and notes below. Without
one the text takes the whole width. In large print everything stands under one another.
"""

from handouts.document import Card, DoseStrip, Effort, Numeral, Paragraph, Span, plain
from handouts.layout.boxes import Beside, Box, Frame, Item, Shape, Stack
from handouts.layout.maker import Maker

_NAME_LEVEL = 4  # a card's name stands under the heading of its position
_LOOK = 3


def card(maker: Maker, block: Card) -> list[Item]:
    """Return one exercise's card; it is cut only where it is taller than a page."""
    theme = maker.theme
    pad = maker.step(3)
    frame = Frame(
        padding=(pad * 0.8, pad, pad * 0.9, pad), outline=theme.inks.rule, radius=maker.step(1.25)
    )
    inner = maker.within(maker.width - 2 * pad, maker.parent.add("Sect"))
    items = _small(inner, block) if block.size == "small" else _full(inner, block)
    return [Item(Stack(tuple(items), maker.width, frame), before=maker.step(3))]


def _full(maker: Maker, block: Card) -> list[Item]:
    items = [Item(maker.heading(_NAME_LEVEL, block.name, _LOOK), keep=True)]
    items += _why(maker, block.why)
    items.append(Item(_dose(maker, block.dose), before=maker.step(1.5), keep=True))
    items += _how_and_notes(maker, block)
    items += _stop(maker, block)
    items += _serves(maker, block)
    return items


def _small(maker: Maker, block: Card) -> list[Item]:
    items = [Item(maker.heading(_NAME_LEVEL, block.name, _LOOK), keep=True)]
    dose = ", ".join(f"{one.value} {one.label}" for one in block.dose.numerals)
    items.append(Item(maker.paragraph((Span(dose, strong=True),), maker.theme.body)))
    items += maker.stack(block.how)
    items += _stop(maker, block)
    return items


def _why(maker: Maker, why: tuple[Paragraph, ...]) -> list[Item]:
    return [Item(maker.paragraph(one.text, maker.theme.quiet), keep=True) for one in why]


def _how_and_notes(maker: Maker, block: Card) -> list[Item]:
    if not maker.theme.scale.columns:
        how = maker.stack(block.how)
        notes = [
            Item(maker.paragraph(note.text, maker.theme.body), before=maker.step(1.5))
            for note in block.notes
        ]
        return [*how, *notes]
    gutter = maker.step(5)
    left = (maker.width - gutter) * 0.53
    right = maker.width - gutter - left
    how = maker.within(left).stack(block.how)
    beside = maker.within(right)
    notes = [
        Item(beside.paragraph(note.text, maker.theme.body), before=maker.step(1))
        for note in block.notes
    ]
    columns: list[tuple[float, Box]] = [(0, Stack(tuple(how), left))]
    if notes:
        columns.append((left + gutter, Stack(tuple(notes), right)))
    return [Item(Beside(tuple(columns), maker.width), before=maker.step(2))]


def _stop(maker: Maker, block: Card) -> list[Item]:
    if not plain(block.stop):
        return []
    theme = maker.theme
    size = theme.body.size * 1.05
    left = size + maker.step(1.5)
    words = maker.within(maker.width - left).paragraph(block.stop, theme.body)
    sign = Shape(size, theme.body.leading * 0.92, "stop", theme.inks.danger)
    return [Item(Beside(((0, sign), (left, words)), maker.width), before=maker.step(2))]


def _serves(maker: Maker, block: Card) -> list[Item]:
    if not plain(block.serves):
        return []
    return [Item(maker.paragraph(block.serves, maker.theme.label), before=maker.step(1))]


# -- the dose


def _dose(maker: Maker, dose: DoseStrip) -> Box:
    """Return the dose on a tinted strip, large numerals with small words under them."""
    theme = maker.theme
    pad = maker.step(1.5)
    inner = maker.within(maker.width - 2 * pad - maker.step(1))
    frame = Frame(padding=(pad * 0.7, pad, pad * 0.8, pad + maker.step(1)), fill=theme.inks.wash)
    boxes = [_numeral(inner, numeral) for numeral in dose.numerals]
    if dose.effort:
        boxes.append(_effort(inner, dose.effort))
    rows = _rows(inner, boxes)
    items = tuple(Item(row, before=maker.step(1)) for row in rows)
    return Stack(items, maker.width, frame, whole=True)


def _rows(maker: Maker, boxes: list[Stack]) -> list[Box]:
    """Return the boxes in as few rows as their widths allow, evenly spread."""
    gutter = maker.step(4)
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
        space = min(spare / max(1, len(row) - 1), gutter * 2.2) if len(row) > 1 else 0
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
    value = maker.text((Span(numeral.value),), theme.numeral, tag.add("Span"))
    label = maker.text((Span(numeral.label),), theme.label, tag.add("Span"))
    width = max(value.lines[0].width, *(line.width for line in label.lines))
    return Stack((Item(value), Item(label)), width, whole=True)


def _effort(maker: Maker, effort: Effort) -> Stack:
    theme = maker.theme
    tag = maker.parent.add("P")
    tall = theme.numeral.leading
    bar = Shape(
        tall * 3.6, tall * 0.82, "effort", theme.inks.accent,
        (float(effort.low), float(effort.high), float(effort.most)),
    )  # fmt: skip
    label = maker.text(effort.label, theme.label, tag)
    width = max(bar.width, *(line.width for line in label.lines))
    gap = tall - bar.height
    return Stack((Item(bar), Item(label, before=gap)), width, whole=True)
