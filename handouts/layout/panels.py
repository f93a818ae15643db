"""Headings, paragraphs, lists, panels, numbers to call, lights, columns, fields."""

from dataclasses import replace
from itertools import accumulate

from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Columns,
    Field,
    Fields,
    Group,
    Heading,
    NumberedList,
    Panel,
    Paragraph,
    Picture,
    Span,
    Text,
    heading_level,
    plain,
)
from handouts.layout.boxes import DANGER, Beside, Box, Frame, Item, Lines, Shape, Stack, height_of
from handouts.layout.danger import CLOSE, Close, Rest
from handouts.layout.fields import EmptyBox, line_to_fill_in
from handouts.layout.maker import Maker
from handouts.layout.tags import Link, Tag
from handouts.layout.typeset import text_width
from handouts.units import MM

_SECTION, _CARD = 2, 3  # looks of headings
_THICK = 1  # points: a thicker rule is short, or it would weigh on the page
_LABEL_GAP = 8  # points between a field's label and its line
_SHORT_LINE = 45 * MM  # of two lines to write on side by side
_WRITING_LINE = 60 * MM  # of one that stands alone
_BASELINE = 0.74  # of a line's height, as the pen draws it
_NARROW_PICTURE = 0.55  # of the width: up to that words stand beside a picture in large print, too


def heading(maker: Maker, block: Heading) -> list[Item]:
    """Return a heading; it stays with what follows."""
    before = {1: 0, 2: 4, 3: 2.5}.get(block.level, 2.5)
    box: Box = maker.heading(block.level, block.text, block.level)
    rule = maker.theme.furniture.section_rule
    if block.level == _SECTION and rule:
        box = _underlined(maker, box, rule)
    return [Item(box, before=maker.step(before), keep=True)]


def _underlined(maker: Maker, box: Box, rule: float) -> Box:
    """Return a section's heading with a rule below: all across, or short where it is thick."""
    inks = maker.theme.inks
    thick = rule > _THICK
    strong = inks.section_rule if maker.theme.furniture.dressed else inks.accent
    colour, wide = (strong, maker.step(12)) if thick else (inks.section_rule, 0.0)
    below = rule if thick else 0  # a thin rule fits below the letters
    foot = Frame(padding=(0, 0, below, 0), foot_rule=colour, foot_size=(wide, rule))
    return Stack((Item(box),), maker.width, foot, whole=True)


def paragraph(maker: Maker, block: Paragraph) -> list[Item]:
    """Return a paragraph in the look of its role."""
    theme = maker.theme
    styles = {"body": theme.body, "lead": theme.lead, "quiet": theme.quiet, "small": theme.small}
    small = block.role == "small"
    space = 1 if small else 1.25
    maker = maker.within(maker.width) if small else maker  # sources may be as wide as the page
    return [Item(maker.paragraph(block.text, styles[block.role]), before=maker.step(space))]


def bullets(maker: Maker, block: BulletList) -> list[Item]:
    """Return a list with dots."""
    across = block.across if maker.theme.scale.columns else 1
    return maker.points(block.items, maker.theme.body, numbered=False, across=across)


def steps(maker: Maker, block: NumberedList) -> list[Item]:
    """Return a list with numbers."""
    return maker.points(block.items, maker.theme.body, numbered=True)


def panel(maker: Maker, block: Panel) -> list[Item]:
    """Return a tinted box with its title."""
    inks = maker.theme.inks
    danger = block.kind == "danger" or isinstance(block, Rest)
    maker = maker.in_shipped_type() if danger else maker
    maker = maker.closer(CLOSE) if isinstance(block, Close) else maker
    pad = min(maker.step(3), 14 if maker.theme.scale.columns else 8)
    edge = 4.0 if danger or block.kind != "note" else 0.0
    frame = Frame(
        padding=(pad * 0.85, pad, pad, pad + edge),
        fill=inks.danger_wash if danger else inks.wash,
        edge=inks.danger if danger else inks.accent if edge else None,
        edge_width=edge,
        outline=inks.danger if danger else None,
        radius=maker.corner,
    )
    inner = maker.within(maker.width - 2 * pad - edge, maker.parent.add("Sect"))
    items: list[Item] = []
    if plain(block.title):
        items.append(Item(_panel_title(inner, block), keep=True))
    items += _call_row(inner, block)
    items += inner.stack(other for other in block.blocks if not isinstance(other, CallNumber))
    name = DANGER if block.kind == "danger" else ""
    box = Stack(tuple(items), maker.width, frame, whole=danger, name=name)
    return [Item(box, before=pad)]


def _panel_title(maker: Maker, block: Panel) -> Box:
    theme = maker.theme
    if block.kind != "danger" and not isinstance(block, Rest):
        return maker.heading(heading_level(block), block.title, 3)
    size = theme.scale.section[0] * 1.05
    sign = Shape(size, size, "warning", theme.inks.danger)
    room = maker.width - size - 8
    # A wide typeface in giant print: a line more would push the signs from page 1.
    wide = text_width(plain(block.title), theme.heading(_SECTION), theme.typeface) > room
    look = _CARD if wide else _SECTION
    title = maker.within(room).heading(heading_level(block), block.title, look)
    title = replace(title, style=replace(title.style, colour=theme.inks.danger))
    return Beside(((0, sign), (size + 8, title)), maker.width, level=True)


def _call_row(maker: Maker, block: Panel) -> list[Item]:
    """Return the numbers to call: side by side where there is room."""
    calls = [other for other in block.blocks if isinstance(other, CallNumber)]
    if not calls:
        return []
    each = maker.width / len(calls)
    room = maker.within(each - 8)
    if not (maker.theme.scale.columns or all(_is_a_line(room, call) for call in calls)):
        return [Item(_call_box(maker, call), before=maker.step(1)) for call in calls]
    columns = tuple((index * each, _call_box(room, call)) for index, call in enumerate(calls))
    return [Item(Beside(columns, maker.width), before=maker.step(2))]


def _is_a_line(maker: Maker, block: CallNumber) -> bool:
    """Say whether a number to call and its purpose have room on one line."""
    theme, unused = maker.theme, Tag("Span")
    label = maker.text((*block.label, Span(" ")), theme.body, unused)
    number = maker.text(block.number, theme.number, unused)
    width = label.lines[-1].width + maker.step(2) + number.width_used
    return len(label.lines) == 1 and width <= maker.width


def _call_box(maker: Maker, block: CallNumber) -> Box:
    """Return a number set large after its purpose, or below it if the line is too short."""
    maker = maker.in_shipped_type()
    theme = maker.theme
    tag = maker.parent.add("P")
    # Both are the paragraph's own: some readers open no elements inside a paragraph.
    label = maker.text((*block.label, Span(" ")), theme.body, tag, shared=True)
    number = maker.text(block.number, theme.number, tag, shared=True)
    number = _described(number, block)
    left = label.lines[-1].width + maker.step(2)
    if left + number.width_used > maker.width:
        return Stack((Item(label), Item(number)), maker.width)
    # On the last line of the label, their baselines level.
    drop = _BASELINE * (theme.number.leading - theme.body.leading)
    above = (len(label.lines) - 1) * theme.body.leading
    lowered = Stack((Item(label),), label.width_used, Frame(padding=(drop, 0, 0, 0)))
    beside = Stack((Item(number),), number.width_used, Frame(padding=(above, 0, 0, 0)))
    return Beside(((0, lowered), (left, beside)), maker.width)


def _described(number: Lines, block: CallNumber) -> Lines:
    """Return a number whose link says what the number is for."""
    told = [Link(link.tag, f"{plain(block.label)} {link.words}") for link in number.links]
    return replace(number, links=tuple(told))


def call(maker: Maker, block: CallNumber) -> list[Item]:
    """Return a number to call, standing alone."""
    return [Item(_call_box(maker, block), before=maker.step(2))]


def columns(maker: Maker, block: Columns) -> list[Item]:
    """Return stacks side by side, or under one another where the type is large.

    A column of a narrow picture alone is as wide as the picture, and words stand at its side in
    large print as well.
    """
    gutter = maker.step(6 if maker.theme.scale.columns else 3)
    pictures = [_picture_width(maker, column) for column in block.columns]
    if not maker.theme.scale.columns and not _is_better_beside(maker, block, pictures, gutter):
        return [item for column in block.columns for item in maker.stack(column)]
    widths = _column_widths(maker, pictures, gutter)
    stacks = [
        Stack(tuple(maker.within(width).stack(column)), width)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    before = max((stack.items[0].before for stack in stacks if stack.items), default=0)
    lefts = accumulate((width + gutter for width in widths), initial=0.0)
    placed = tuple(zip(lefts, _level_frames(stacks), strict=False))
    return [Item(Beside(placed, maker.width), before=before)]


def _picture_width(maker: Maker, column: tuple[Block, ...]) -> float:
    """Return the width of a column that is one picture, 0 of any other."""
    if len(column) != 1 or not isinstance(column[0], Picture):
        return 0
    unused = maker.under(Tag("Sect"))  # what is made here is only measured
    return max((item.box.width for item in unused.stack(column)), default=0)


def _column_widths(maker: Maker, pictures: list[float], gutter: float) -> list[float]:
    """Return how wide columns are, given the widths of pictures that stand alone (0: words)."""
    even = (maker.width - gutter * (len(pictures) - 1)) / len(pictures)
    if all(pictures) or max(pictures) > _NARROW_PICTURE * maker.width:
        return [even] * len(pictures)
    words = pictures.count(0)
    rest = maker.width - gutter * (len(pictures) - 1) - sum(pictures)
    return [picture or rest / words for picture in pictures]


def _is_better_beside(maker: Maker, block: Columns, pictures: list[float], gutter: float) -> bool:
    """Say whether a narrow picture and its words are lower side by side, in large print."""
    if len(pictures) != 2 or not pictures[0] or pictures[1]:  # noqa: PLR2004 - picture and words
        return False
    if pictures[0] > _NARROW_PICTURE * maker.width:
        return False
    unused = maker.under(Tag("Sect"))
    shown, words = block.columns
    beside = unused.within(maker.width - pictures[0] - gutter)
    below = height_of(unused.stack(shown)) + height_of(unused.stack(words))
    return height_of(beside.stack(words)) <= below


def _level_frames(stacks: list[Stack]) -> list[Stack]:
    """Return stacks of one framed box each with their frames equally tall; others as they are."""
    framed = [
        stack.items[0].box
        for stack in stacks
        if len(stack.items) == 1 and isinstance(stack.items[0].box, Stack)
    ]
    tallest = max((box.height for box in framed), default=0)
    return [
        replace(stack, items=(replace(stack.items[0], box=_stretched(box, tallest)),))
        if len(stack.items) == 1 and isinstance(box := stack.items[0].box, Stack)
        else stack
        for stack in stacks
    ]


def _stretched(box: Stack, height: float) -> Stack:
    top, right, bottom, left = box.frame.padding
    padding = (top, right, bottom + height - box.height, left)
    return replace(box, frame=replace(box.frame, padding=padding))


def group(maker: Maker, block: Group) -> list[Item]:
    """Return blocks that stay together, or run on in one paragraph."""
    if block.run_on:
        return [Item(_run_on(maker, block), before=maker.step(1.25))]
    items = tuple(maker.stack(block.blocks))
    before = items[0].before if items else 0
    return [Item(maker.whole(items), before=before)]


def _run_on(maker: Maker, block: Group) -> Lines:
    """Return paragraphs and steps as lines of one paragraph; each is an element as elsewhere."""
    spans: list[Span] = []
    parts: list[Tag] = []

    def say(text: Text, tag: Tag) -> None:
        spans.extend(replace(span, part=len(parts)) for span in (*text, Span(" ")))
        parts.append(tag)

    for one in block.blocks:
        if isinstance(one, Paragraph):
            say(one.text, maker.parent.add("P"))
        elif isinstance(one, NumberedList):
            listed = maker.parent.add("L", O="/List", ListNumbering="/Decimal")
            for number, step in enumerate(one.items, 1):
                entry = listed.add("LI")
                say((Span(f"{number}.", strong=True),), entry.add("Lbl"))
                say(step, entry.add("LBody"))
    lines = maker.text(tuple(spans), maker.theme.body, Tag("P"), shared=True)
    return replace(lines, tag=parts[0], parts=tuple(parts))


def fields(maker: Maker, block: Fields) -> list[Item]:
    """Return short fields, two beside one another where there is room to write in both."""
    gutter = maker.step(6)
    width, across, shortest = (maker.width - gutter) / 2, 2, _SHORT_LINE
    lines = [_line_beside(maker.within(width), one) for one in block.fields]
    if not maker.theme.scale.columns or len(lines) == 1 or min(lines) < shortest:
        width, across, shortest = maker.width, 1, _WRITING_LINE
    made = []
    for start in range(0, len(block.fields), across):
        row = [
            (index * (width + gutter), _inline_field(maker.within(width), one, shortest))
            for index, one in enumerate(block.fields[start : start + across])
        ]
        made.append(Item(Beside(tuple(row), maker.width), before=maker.step(1.5 if start else 2)))
    return made


def _inline_field(maker: Maker, block: Field, shortest: float) -> Box:
    """Return a field whose label stands before its line, or over it where that is too short."""
    label = maker.paragraph(block.label, maker.theme.quiet)
    room = _line_beside(maker, block)
    if room < shortest:
        return Stack((Item(label), Item(_empty(maker, block))), maker.width, whole=True)
    return Beside(
        ((0, label), (maker.width - room, _empty(maker.within(room), block))), maker.width
    )


def _line_beside(maker: Maker, block: Field) -> float:
    """Return how long a field's line is behind its label, in points."""
    style, typeface = maker.theme.quiet, maker.theme.typeface
    return maker.width - text_width(plain(block.label), style, typeface) - _LABEL_GAP


def field(maker: Maker, block: Field) -> list[Item]:
    """Return a field of several lines under its label."""
    label = maker.paragraph(block.label, maker.theme.strong)
    return [
        Item(label, before=maker.step(3), keep=True),
        Item(_empty(maker, block), before=maker.step(0.5)),
    ]


def _empty(maker: Maker, block: Field) -> Box:
    tag = maker.parent.add("P")
    empty = EmptyBox(block.name, tag, maker.theme, maker.width, block.lines, block.blank)
    return line_to_fill_in(empty, block.asked)
