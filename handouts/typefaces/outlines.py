"""What a font draws for a character, as corners of straight lines, to measure it.

A glyph's own header says how high it is, but nobody holds it to that: what counts is what is drawn.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handouts.typefaces.truetype import Table, read_characters, read_tables

Point = tuple[float, float]
_Corner = tuple[float, float, bool]
"""A point as the font has it, and whether it lies on the curve."""

_HEAD = 10  # bytes from a glyph's beginning to its outline
# OpenType 1.9, glyf, flags of a part and of a point
_WORDS, _PLACED, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x02, 0x08, 0x20, 0x40, 0x80
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEATED, _SAME_X, _SAME_Y = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_DEPTH = 6  # how many glyphs may stand one in another
_MOST_PARTS = 5000  # all letters of a font together are made of: parts of parts multiply
_STEPS = 4  # straight lines for a curve: to a hundredth of the letter's height
_FIXED = 1 << 14  # OpenType 1.9, F2DOT14


@dataclass(frozen=True)
class Shape:
    """What is drawn for one character, in 1/1000 of the type size."""

    contours: tuple[tuple[Point, ...], ...]

    @cached_property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top; zeros where nothing is drawn."""
        points = [point for contour in self.contours for point in contour]
        if not points:
            return 0, 0, 0, 0
        across, up = [x for x, _ in points], [y for _, y in points]
        return min(across), min(up), max(across), max(up)

    @property
    def bottom(self) -> float:
        """How far the lowest point is above the line."""
        return self.edges[1]

    @property
    def top(self) -> float:
        """How far the highest point is above the line."""
        return self.edges[3]

    def ink(self, height: float) -> tuple[tuple[float, float], ...]:
        """Return where ink is at a height, from left to right, each from and to."""
        crossings = sorted(self._crossings(height))
        found: list[tuple[float, float]] = []
        winding, begun = 0, 0.0
        for place, turn in crossings:
            if not winding:
                begun = place
            winding += turn
            if not winding and place > begun:
                found.append((begun, place))
        return tuple(found)

    def _crossings(self, height: float) -> Iterator[tuple[float, int]]:
        for contour in self.contours:
            for (x, y), (to_x, to_y) in pairwise((*contour, contour[0])):
                if (y <= height) != (to_y <= height):
                    yield x + (height - y) * (to_x - x) / (to_y - y), 1 if to_y > y else -1


class Outlines:
    """The outlines of a font with sound tables.

    Asking raises ValueError, IndexError or struct.error for outlines that make no sense: never in a
    font that has passed `font_flaws`.
    """

    def __init__(self, data: bytes, tables: Mapping[str, Table] | None = None) -> None:
        tables = tables or read_tables(data)
        self._data = data
        self._base = tables["glyf"].offset
        self._places = tables["loca"].offset
        self._long = struct.unpack_from(">H", data, tables["head"].offset + 50)[0]
        self._scale = 1000 / struct.unpack_from(">H", data, tables["head"].offset + 18)[0]
        self._left = _MOST_PARTS
        self._glyphs = read_characters(data, tables["cmap"].offset)

    def of(self, character: str) -> Shape:
        """Return what is drawn for a character, nothing for one that the font has not."""
        contours = self._contours(self._glyphs.get(ord(character), 0), _DEPTH)
        return Shape(
            tuple(
                tuple((x * self._scale, y * self._scale) for x, y in _straight(contour))
                for contour in contours
                if contour
            )
        )

    def drawn(self, glyph: int) -> tuple[tuple[_Corner, ...], ...]:
        """Return what a glyph draws, the same for two alike wherever they lie; () for nothing."""
        contours = [contour for contour in self._contours(glyph, _DEPTH) if contour]
        corners = [corner for contour in contours for corner in contour]
        across, up = [x for x, _, _ in corners], [y for _, y, _ in corners]
        if not corners or min(across) == max(across) or min(up) == max(up):
            return ()
        left = min(across)
        return tuple(tuple((x - left, y, on) for x, y, on in contour) for contour in contours)

    def _contours(self, glyph: int, deep: int) -> list[list[_Corner]]:
        form, step, times = (">II", 4, 1) if self._long else (">HH", 2, 2)
        start, end = struct.unpack_from(form, self._data, self._places + step * glyph)
        if end <= start or not deep:
            return []
        written = self._data[self._base + times * start : self._base + times * end]
        contours = struct.unpack_from(">h", written)[0]
        if contours < 0:
            return self._parts(written, deep)
        return _points(written, contours) if contours else []

    def _parts(self, written: bytes, deep: int) -> list[list[_Corner]]:
        """Return what a glyph made of others draws."""
        found: list[list[_Corner]] = []
        at, flags = _HEAD, _MORE
        while flags & _MORE:
            self._left -= 1
            if self._left < 0:
                raise ValueError("letters are made of too many parts")
            flags, part = struct.unpack_from(">HH", written, at)
            at += 4
            form = (">hh" if flags & _WORDS else ">bb") if flags & _PLACED else ">HH"
            moved = struct.unpack_from(form, written, at) if flags & _PLACED else (0, 0)
            at += 4 if flags & _WORDS else 2
            count = 1 if flags & _SCALE else 2 if flags & _TWO_SCALES else 4
            count = count if flags & (_SCALE | _TWO_SCALES | _MATRIX) else 0
            turned = [n / _FIXED for n in struct.unpack_from(f">{count}h", written, at)]
            at += 2 * count
            found += _moved(self._contours(part, deep - 1), turned, moved)
        return found


def _moved(
    contours: list[list[_Corner]], turned: list[float], by: tuple[int, int]
) -> list[list[_Corner]]:
    """Return contours as a part of another glyph: turned by 0, 1, 2 or 4 numbers, then moved."""
    one = turned[0] if turned else 1.0
    a, b, c, d = {4: turned, 2: [one, 0, 0, turned[-1] if turned else 1.0]}.get(
        len(turned), [one, 0, 0, one]
    )
    return [
        [(a * x + c * y + by[0], b * x + d * y + by[1], on) for x, y, on in contour]
        for contour in contours
    ]


def _points(written: bytes, contours: int) -> list[list[_Corner]]:
    """Return the points of a glyph that is made of no others, by contour."""
    ends = struct.unpack_from(f">{contours}H", written, _HEAD)
    at = _HEAD + 2 * contours
    at += 2 + int(struct.unpack_from(">H", written, at)[0])  # past what only a screen needs
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = written[at]
        at += 1
        times = 1
        if flag & _REPEATED:
            times += written[at]
            at += 1
        flags += [flag] * times
    across, at = _numbers(written, at, flags[: ends[-1] + 1], _SHORT_X, _SAME_X)
    up, _ = _numbers(written, at, flags[: ends[-1] + 1], _SHORT_Y, _SAME_Y)
    corners = [
        (float(x), float(y), bool(flag & _ON_CURVE))
        for x, y, flag in zip(across, up, flags, strict=False)
    ]
    return [corners[first + 1 : last + 1] for first, last in pairwise((-1, *ends))]


def _numbers(
    written: bytes, at: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    """Return one coordinate of each point, and where the next ones begin."""
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += written[at] if flag & same else -written[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", written, at)[0]
            at += 2
        found.append(value)
    return found, at


def _straight(contour: list[_Corner]) -> Iterator[Point]:
    """Yield the corners of a contour whose curves (quadratic, TrueType) are straight lines."""
    whole: list[_Corner] = []
    for (x, y, on), (next_x, next_y, next_on) in pairwise((*contour, contour[0])):
        whole.append((x, y, on))
        if not on and not next_on:  # between two such points lies one on the curve
            whole.append(((x + next_x) / 2, (y + next_y) / 2, True))
    first = next((i for i, corner in enumerate(whole) if corner[2]), 0)
    whole = whole[first:] + whole[:first]
    for index, (x, y, on) in enumerate(whole):
        if on:
            yield x, y
            continue
        from_x, from_y, _ = whole[index - 1]
        to_x, to_y, _ = whole[(index + 1) % len(whole)]
        for step in range(1, _STEPS):
            t = step / _STEPS
            before, at, after = (1 - t) ** 2, 2 * t * (1 - t), t * t
            yield before * from_x + at * x + after * to_x, before * from_y + at * y + after * to_y
