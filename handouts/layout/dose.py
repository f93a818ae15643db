"""The dose of an exercise: large numerals with small words under them, and how hard it should feel.

Numerals stand in the same places on every card, so that a reader finds how often where it stood
before.
"""

from math import ceil

from handouts.document import DoseStrip, Effort, Numeral, Span
from handouts.layout.boxes import Beside, Box, Frame, Item, Shape, Stack, Unread
from handouts.layout.maker import Maker
from handouts.layout.tags import Tag
from handouts.layout.typeset import text_width

_ACROSS = 4  # numerals side by side
_EFFORT = 0.3  # of the strip: the effort beside the numerals
_NARROW = 6  # sizes of type: a place that is narrower has no room for the words of a numeral
_ROOMY = 5.5  # sizes of type: the room that words want beside a numeral
_BASELINE = 0.74  # of a line's height, as the pen draws it
_BAR = (3.6, 0.82)  # of the numerals' line distance: the effort's bar, width and height


def strip(maker: Maker, dose: DoseStrip) -> Box:
    """Return a dose on a tinted strip."""
    return maker.inset("dose", dose, lambda maker: _strip(maker.in_shipped_type(), dose))


def _strip(maker: Maker, dose: DoseStrip) -> Stack:
    theme = maker.theme
    pad = maker.step(1)
    frame = Frame(
        padding=(pad * 0.75, pad, pad * 0.75, pad + maker.step(1)),
        fill=theme.inks.tinted,
        radius=maker.corner * 0.6,
    )
    inner = maker.within(maker.width - 2 * pad - maker.step(1))
    beside = theme.scale.columns and dose.effort is not None
    room = inner.width * (1 - _EFFORT) if beside else inner.width
    least = _NARROW * theme.label.size
    across = next((count for count in (_ACROSS, 2) if room / count > least), 1)
    rows = _rows(inner, dose.numerals, across, room / across)
    if dose.effort is not None:
        effort = _effort(inner.within(inner.width - room if beside else inner.width), dose.effort)
        if beside and rows:
            rows[0] = Beside((*rows[0].columns, (room, effort)), inner.width)
        else:
            rows.append(Beside(((0, effort),), inner.width))
    items = tuple(Item(row, before=maker.step(1)) for row in rows)
    return Stack(items, maker.width, frame, whole=True)


def _rows(maker: Maker, numerals: tuple[Numeral, ...], across: int, width: float) -> list[Beside]:
    """Return numerals in their places: the last, how often, always in the last of its row."""
    places = list(range(len(numerals)))
    if places:
        places[-1] = ceil(len(numerals) / across) * across - 1
    inner = maker.within(width - maker.step(1.5))
    left = max((_wide(inner, one) for one in numerals), default=0)
    roomy = inner.width - left > _ROOMY * maker.theme.label.size
    rows: dict[int, list[tuple[float, Box]]] = {}
    for place, numeral in zip(places, numerals, strict=True):
        row, column = divmod(place, across)
        box = _numeral(inner, numeral, left if roomy else 0)
        rows.setdefault(row, []).append((column * width, box))
    return [Beside(tuple(row), maker.width) for row in rows.values()]


def _wide(maker: Maker, numeral: Numeral) -> float:
    """Return how far from the left the words of a numeral begin where they stand beside it."""
    theme = maker.theme
    return text_width(numeral.value, theme.numeral, theme.typeface) + maker.step(1)


def _numeral(maker: Maker, numeral: Numeral, left: float) -> Box:
    """Return a numeral with its words so far from the left beside it, or below it where that is 0.

    Words without a numeral stand where they would with one.
    """
    theme = maker.theme
    tag = maker.parent.add("P")
    words, shared = (Span(numeral.label, said=numeral.said),), bool(numeral.value)
    label = maker.within(maker.width - left).text(words, theme.label, tag, shared=shared)
    drop = _BASELINE * (theme.numeral.leading - theme.label.leading)
    above = Frame(padding=(drop if left else theme.numeral.leading, 0, 0, 0))
    lowered = Stack((Item(label),), maker.width - left, above, whole=True)
    if not numeral.value:
        return Beside(((left, lowered),), maker.width)
    value = maker.text((Span(f"{numeral.value} "),), theme.numeral, tag, shared=True)
    if left:
        return Beside(((0, value), (left, lowered)), maker.width)
    return Stack((Item(value), Item(label)), maker.width, whole=True)


def _effort(maker: Maker, effort: Effort) -> Stack:
    """Return the bar of effort between the words for its ends, and the effort in words below."""
    theme = maker.theme
    tall = theme.numeral.leading
    wide, high = (share * tall for share in _BAR)
    wide = min(wide, maker.width - _beside_bar(maker, effort.ends))
    bar = Shape(
        wide, high, "effort", theme.inks.accent,
        (float(effort.low), float(effort.high), float(effort.most)),
    )  # fmt: skip
    label = maker.text(effort.label, theme.label, maker.parent.add("P"))
    return Stack(
        (Item(_scale(maker, bar, effort.ends)), Item(label, before=tall - high)),
        maker.width,
        whole=True,
    )


def _beside_bar(maker: Maker, ends: tuple[str, str]) -> float:
    """Return what the words for the ends of the bar take of the width."""
    theme = maker.theme
    words = [text_width(word, theme.label, theme.typeface) for word in ends if word]
    return sum(words) + len(words) * maker.step(1)


def _scale(maker: Maker, bar: Shape, ends: tuple[str, str]) -> Box:
    """Return the bar between the words for its ends; the effort in words says the same."""
    style, gap = maker.theme.label, maker.step(1)
    drop = Frame(padding=(bar.height - 0.9 * style.leading, 0, 0, 0))
    boxes: list[Box] = [bar]
    for place, word in zip((0, 2), ends, strict=True):
        if word:
            lines = maker.text((Span(word),), style, Tag("Span"))
            boxes.insert(place, Stack((Item(Unread(lines)),), lines.width_used, drop))
    columns: list[tuple[float, Box]] = []
    at = 0.0
    for box in boxes:
        columns.append((at, box))
        at += box.width + gap
    return Beside(tuple(columns), maker.width)
