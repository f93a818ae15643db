"""Exercise cards: the heart of a handout.

All are arranged alike: name and reason, the dose on a grid, then the picture left and how to do it
right, with notes under both. In large print everything stands under one another.
"""

from dataclasses import replace

from handouts.document import Block, Card, Picture, Span, Text, plain
from handouts.layout import dose
from handouts.layout.boxes import Beside, Frame, Item, Lines, Shape, Stack, Unread, height_of
from handouts.layout.maker import Maker
from handouts.layout.pictures import Illustration, above, across, beside, drawn, is_wide, large
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle
from handouts.units import MM

_LOOK = 3
_THUMBNAIL = 0.15  # of a row's width: the picture of a small card
_THUMBNAIL_HEIGHT = 16 * MM
_CLOSE = 0.97  # of the line distance of body text: that of small cards
_PICTURE_WIDTHS = (46, 52, 60, 65, 70)  # millimetres: of a picture's column, before it grows
_SEVERAL = 60  # millimetres: the least width where a picture has several positions
_PICTURE_HEIGHT = 42 * MM
_NARROW_PICTURE = 0.5  # of a card's width, in large print: up to that the dose stands beside it
_GUTTER = 4  # steps between the columns
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
        padding=(pad * 0.4, pad, pad * 0.4, pad),
        outline=maker.theme.inks.rule,
        radius=maker.corner,
    )
    inner = inner.within(maker.width - 2 * pad).with_leading(_CLOSE)
    items = _full(inner, block)
    box = maker.whole(items, frame, _again(inner, block))
    return [Item(box, before=maker.step(1.5))]


def _again(maker: Maker, block: Card) -> Unread | None:
    """Return the line that begins what is left of a card on the next page."""
    if not plain(block.continued):
        return None
    look = maker.theme.heading(_LOOK)
    return Unread(maker.text(block.continued, look, Tag("P"), width=maker.width))


def picture(maker: Maker, block: Picture) -> list[Item]:
    """Return an exercise's picture as large as in a card; nothing where there is none."""
    illustration = maker.illustrations.get(block.exercise)
    if illustration is None:
        return []
    tag = maker.parent.add("Figure", alt=illustration.alt)
    wide = is_wide(illustration, maker.width)
    room = across(maker.width) if wide else beside()
    if block.size == "large":
        room = large(maker.width, maker.theme)
    room = (min(room[0], maker.width), room[1])
    box = drawn(block.exercise, illustration, room, tag, maker.theme)
    return [Item(Beside(((0, box),), box.width), before=maker.step(2), keep=True)]


def _full(maker: Maker, block: Card) -> list[Item]:
    """Return name, reason and dose, then the picture beside how to do it, or above it."""
    # Tags come in the order in which boxes are made: that in which they are read.
    names = _name_and_why(maker, block)
    if maker.theme.scale.columns:
        strip = Item(dose.strip(maker, block.dose), before=maker.step(1), keep=True)
        return [*names, strip, _picture_and_how(maker, block), *_stop(maker, block)]
    shown = _picture_and_dose(maker, block)
    told = [*maker.stack(block.how), *_asides(maker, _quiet_lines(maker, block))]
    # What ends a card that is cut never stands alone.
    told = [*told[:-3], *(replace(item, keep=True) for item in told[-3:])]
    return [*names, *shown, *told, *_stop(maker, block)]


def _picture_and_dose(maker: Maker, block: Card) -> list[Item]:
    """Return the picture with the dose beside it, or below a picture that is wide."""
    above = _picture_above(maker, block)
    if above and isinstance(row := above[0].box, Beside):
        ((_, picture),) = row.columns
        left = picture.width + maker.step(2)
        if picture.width <= _NARROW_PICTURE * maker.width:
            strip = dose.strip(maker.within(maker.width - left), block.dose)
            both = Beside(((0, picture), (left, strip)), maker.width, level=True)
            return [Item(both, before=maker.step(1))]
    return [*above, Item(dose.strip(maker, block.dose), before=maker.step(1))]


def _picture_above(maker: Maker, block: Card) -> list[Item]:
    """Return the picture as large as the width allows; nothing where there is none."""
    illustration = maker.illustrations.get(block.exercise)
    if illustration is None:
        return []
    tag = maker.parent.add("Figure", alt=illustration.alt)
    room = above(maker.width, maker.theme, maker.growth)
    picture = drawn(block.exercise, illustration, room, tag, maker.theme)
    middle = (((maker.width - picture.width) / 2, picture),)
    return [Item(Beside(middle, maker.width), before=maker.step(1))]


def _picture_and_how(maker: Maker, block: Card) -> Item:
    """Return the picture left, how to do it right, the notes under both so that they end level.

    Lines stand on one grid: spaces between them would set one column off from the other.
    """
    lines = _quiet_lines(maker, block)
    if block.exercise not in maker.illustrations:
        return Item(
            maker.inset("how", (block.how, lines), lambda maker: _told(maker, block.how, lines)),
            before=maker.step(1.5),
            keep=True,
        )
    left, right, cut = _columns(maker, block, lines)
    figure = Tag("Sect")
    shown = _picture_left(left.under(figure), block)
    under, rest = lines[:cut], lines[cut:]
    # How to do it is read and drawn before the picture and the notes under that.
    told = right.inset("how", (block.how, rest), lambda maker: _told(maker, block.how, rest))
    maker.parent.kids += figure.kids
    notes = [Item(left.inset("notes", under, lambda maker: _notes(maker, under)))] * bool(under)
    first = Stack((*shown, *notes), left.width)
    columns = ((maker.width - right.width, told), (0.0, first))
    return Item(Beside(columns, maker.width), before=maker.step(1), keep=True)


def _picture_left(maker: Maker, block: Card) -> list[Item]:
    """Return the picture in the middle of its column, in a height of whole lines of text."""
    illustration = maker.illustrations.get(block.exercise)
    if illustration is None:
        return []
    tag = maker.parent.add("Figure", alt=illustration.alt)
    room = (maker.width, _PICTURE_HEIGHT * maker.growth)
    picture = drawn(block.exercise, illustration, room, tag, maker.theme)
    line = maker.theme.body.leading
    spare = -picture.height % line
    frame = Frame(padding=(0, 0, spare, 0))
    middle = (((maker.width - picture.width) / 2, picture),)
    row = Item(Beside(middle, maker.width))
    return [Item(Stack((row,), maker.width, frame, whole=True))]


def _columns(maker: Maker, block: Card, lines: tuple[AsideLine, ...]) -> tuple[Maker, Maker, int]:
    """Return makers for the picture's column and the text's, and how many notes stand below it.

    Such that the columns are as low as can be; where pictures have grown, the column has too.
    """
    illustration = maker.illustrations[block.exercise]
    several = isinstance(illustration, Illustration) and len(illustration.drawing.panels) > 1
    usual = [one for one in _PICTURE_WIDTHS if one >= _SEVERAL or not several]
    widths = [min(one * maker.growth * MM, maker.width / 2) for one in usual]
    unused = maker.under(Tag("Sect"))  # what is made here is only measured
    found = []
    for width in widths if maker.growth == 1 else widths[-1:]:
        left = unused.within(width)
        right = unused.within(maker.width - width - maker.step(_GUTTER))
        found.append((*_even_cut(left, right, block, lines), width))
    _, cut, width = min(found)
    return (
        maker.within(width),
        maker.within(maker.width - width - maker.step(_GUTTER)),
        cut,
    )


def _even_cut(
    left: Maker, right: Maker, block: Card, lines: tuple[AsideLine, ...]
) -> tuple[float, int]:
    """Return how low the columns can be, and with how many notes below the picture they are."""
    above = height_of(_picture_left(left, block))
    beside = _told(right, block.how, ()).height
    under = [_notes(left, (line,)).height for line in lines]
    next_to = [_notes(right, (line,)).height for line in lines]
    return min(
        (max(above + sum(under[:cut]), beside + sum(next_to[cut:])), cut)
        for cut in range(len(lines) + 1)
    )


def _told(maker: Maker, how: tuple[Block, ...], lines: tuple[AsideLine, ...]) -> Stack:
    """Return how to do it and notes below, line under line."""
    items = [*maker.stack(how), *_asides(maker, lines)]
    return Stack(tuple(replace(item, before=0) for item in items), maker.width)


def _notes(maker: Maker, lines: tuple[AsideLine, ...]) -> Stack:
    return _told(maker, (), lines)


def _name_and_why(maker: Maker, block: Card) -> list[Item]:
    """Return the name and, on its line where there is room, the reason."""
    theme = maker.theme
    name = maker.heading(block.level, block.name, _LOOK, block.exercise)
    return _beside_name(maker, name, [maker.paragraph(one.text, theme.quiet) for one in block.why])


def _beside_name(maker: Maker, name: Lines, why: list[Lines]) -> list[Item]:
    """Return a name and, on its line where there is room, a line of words."""
    theme = maker.theme
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
    """Return a card as a row: a small picture, then name and dose, how to do it, a rule above."""
    theme = maker.theme
    frame = Frame(padding=(maker.step(1), 0, 0, 0), top_rule=theme.inks.rule)
    if not theme.scale.columns:
        rows = [*_name_and_amounts(maker, block), *_picture_above(maker, block)]
        rows += [*maker.stack(block.how), *_stop(maker, block)]
        return [Item(maker.whole(rows, frame, _again(maker, block)), before=maker.step(3))]
    left, right = _thumbnail_columns(maker.with_leading(_CLOSE))
    words = [*_name_and_amounts(right, block), *right.stack(block.how), *_stop(right, block)]
    told = Stack(tuple(replace(one, before=0) for one in words), right.width)
    shown = Stack(tuple(_thumbnail(left, block)), left.width)
    row = Beside(((maker.width - right.width, told), (0.0, shown)), maker.width)
    return [Item(maker.whole([Item(row)], frame), before=maker.step(0.5))]


def _thumbnail_columns(maker: Maker) -> tuple[Maker, Maker]:
    left = maker.within(_THUMBNAIL * maker.width)
    return left, maker.within(maker.width - left.width - maker.step(3))


def _name_and_amounts(maker: Maker, block: Card) -> list[Item]:
    """Return the name and, on its line where there is room, the dose in words."""
    amounts: list[Span] = []
    for one in block.dose.numerals:
        value = f"{one.value} " if one.value else ""
        amounts += [Span(", ")] * bool(amounts) + [Span(value), Span(one.label, said=one.said)]
    name = maker.heading(block.level, block.name, _LOOK, block.exercise)
    return _beside_name(maker, name, [maker.paragraph(tuple(amounts), maker.theme.body)])


def _thumbnail(maker: Maker, block: Card) -> list[Item]:
    """Return a small picture without captions; nothing where there is none."""
    illustration = maker.illustrations.get(block.exercise)
    if illustration is None:
        return []
    if isinstance(illustration, Illustration):
        illustration = replace(illustration, captions=())
    tag = maker.parent.add("Figure", alt=illustration.alt)
    room = (maker.width, _THUMBNAIL_HEIGHT)
    return [Item(drawn(block.exercise, illustration, room, tag, maker.theme))]


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
