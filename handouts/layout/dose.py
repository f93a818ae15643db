"""The dose of an exercise: large numerals with small words under them, and how hard it should feel.

Numerals stand in the same places on every card, so that a reader finds how often where it stood
before.
"""

from handouts.document import DoseStrip, Effort, Numeral, Span
from handouts.layout.boxes import Beside, Box, Frame, Item, Shape, Stack, Unread
from handouts.layout.maker import Maker
from handouts.layout.tags import Tag

_ACROSS = 4  # numerals side by side
_EFFORT = 0.3  # of the strip: the effort beside the numerals
_NARROW = 6  # sizes of type: a place that is narrower has no room for the words of a numeral
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
    across = _ACROSS if room / _ACROSS > _NARROW * theme.label.size else _ACROSS // 2
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
        places[-1] = max(places[-1], _ACROSS - 1)
    gap = maker.step(1.5)
    rows: dict[int, list[tuple[float, Box]]] = {}
    for place, numeral in zip(places, numerals, strict=True):
        row, column = divmod(place, across)
        box = _numeral(maker.within(width - gap), numeral)
        rows.setdefault(row, []).append((column * width, box))
    return [Beside(tuple(row), maker.width) for row in rows.values()]


def _numeral(maker: Maker, numeral: Numeral) -> Stack:
    """Return a numeral with its words below; words without one stand where they would below one."""
    theme = maker.theme
    tag = maker.parent.add("P")
    words, shared = (Span(numeral.label, said=numeral.said),), bool(numeral.value)
    label = maker.text(words, theme.label, tag, shared=shared)
    if not numeral.value:
        below = Frame(padding=(theme.numeral.leading, 0, 0, 0))
        return Stack((Item(label),), maker.width, below, whole=True)
    value = maker.text((Span(f"{numeral.value} "),), theme.numeral, tag, shared=True)
    return Stack((Item(value), Item(label)), maker.width, whole=True)


def _effort(maker: Maker, effort: Effort) -> Stack:
    """Return the bar of effort between the words for its ends, and the effort in words below."""
    theme = maker.theme
    tall = theme.numeral.leading
    wide, high = (share * tall for share in _BAR)
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
