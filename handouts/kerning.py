"""Kerning: how much closer or further apart two letters stand than their widths say.

Reads the pair adjustments of a font's `kern` feature (OpenType 1.9, GPOS lookup type 2, also
behind an extension, type 9), for the Latin script's default language. Everything else that a
GPOS table can hold is passed over.
"""

import struct
from collections.abc import Callable, Iterator

_PAIR, _EXTENSION = 2, 9
_ADVANCE = 0x0004  # the bit of a value format that says: an advance is given
_SCRIPTS = (b"latn", b"DFLT", b"cyrl", b"grek")

Pair = Callable[[int, int], int | None]
"""Glyph, glyph -> adjustment in font units; None where the subtable does not know the first."""


class Kerning:
    """The pair adjustments of one font, in font units, by glyph number."""

    def __init__(self, data: bytes, gpos: int) -> None:
        self._data = data
        self._subtables = tuple(self._pairs(gpos))

    def between(self, left: int, right: int) -> int:
        """Return the adjustment between two glyphs; 0 where the font names none."""
        # The first subtable that covers the first glyph and knows the pair is the one that counts.
        for pair in self._subtables:
            value = pair(left, right)
            if value is not None:
                return value
        return 0

    # -- finding the subtables

    def _pairs(self, gpos: int) -> Iterator[Pair]:
        lookups = gpos + self._short(gpos + 8)
        for index in self._kern_lookups(gpos):
            lookup = lookups + self._short(lookups + 2 + 2 * index)
            kind = self._short(lookup)
            for offset in self._shorts(lookup + 6, self._short(lookup + 4)):
                subtable = lookup + offset
                if kind == _EXTENSION and self._short(subtable + 2) == _PAIR:
                    (far,) = struct.unpack_from(">I", self._data, subtable + 4)
                    yield self._pair(subtable + far)
                elif kind == _PAIR:
                    yield self._pair(subtable)

    def _kern_lookups(self, gpos: int) -> list[int]:
        features = gpos + self._short(gpos + 6)
        wanted = self._features_of_script(gpos + self._short(gpos + 4))
        lookups: set[int] = set()
        for index in range(self._short(features)):
            record = features + 2 + 6 * index
            if self._data[record : record + 4] == b"kern" and index in wanted:
                feature = features + self._short(record + 4)
                lookups.update(self._shorts(feature + 4, self._short(feature + 2)))
        return sorted(lookups)

    def _features_of_script(self, scripts: int) -> set[int]:
        """Return the features of the first of our scripts that has a default language."""
        offsets = {}
        for index in range(self._short(scripts)):
            record = scripts + 2 + 6 * index
            offsets[self._data[record : record + 4]] = scripts + self._short(record + 4)
        for name in _SCRIPTS:
            script = offsets.get(name)
            if script is not None and self._short(script):
                language = script + self._short(script)
                return set(self._shorts(language + 6, self._short(language + 4)))
        return set()

    # -- the two forms of pair adjustment

    def _pair(self, at: int) -> Pair:
        form, coverage, first, second = struct.unpack_from(">HHHH", self._data, at)
        covered = self._coverage(at + coverage)
        size = 2 * (first.bit_count() + second.bit_count())
        place = 2 * (first & (_ADVANCE - 1)).bit_count() if first & _ADVANCE else None
        if form == 1:
            return self._by_glyph(at, covered, size, place)
        return self._by_class(at, covered, size, place)

    def _by_glyph(self, at: int, covered: dict[int, int], size: int, place: int | None) -> Pair:
        sets: dict[int, dict[int, int]] = {}

        def pair(left: int, right: int) -> int | None:
            index = covered.get(left)
            if index is None:
                return None
            if index not in sets:
                start = at + self._short(at + 10 + 2 * index)
                records = (start + 2 + i * (2 + size) for i in range(self._short(start)))
                sets[index] = {self._short(r): self._value(r + 2, place) for r in records}
            return sets[index].get(right)

        return pair

    def _by_class(self, at: int, covered: dict[int, int], size: int, place: int | None) -> Pair:
        first_at, second_at, _, seconds = struct.unpack_from(">HHHH", self._data, at + 8)
        firsts = self._classes(at + first_at)
        second_classes = self._classes(at + second_at)

        def pair(left: int, right: int) -> int | None:
            if left not in covered:
                return None
            row = firsts.get(left, 0) * seconds + second_classes.get(right, 0)
            return self._value(at + 16 + row * size, place)

        return pair

    def _value(self, at: int, place: int | None) -> int:
        if place is None:
            return 0
        value: int = struct.unpack_from(">h", self._data, at + place)[0]
        return value

    # -- the tables that number glyphs

    def _coverage(self, at: int) -> dict[int, int]:
        """Return coverage indices by glyph (formats 1 and 2)."""
        count = self._short(at + 2)
        if self._short(at) == 1:
            return {glyph: i for i, glyph in enumerate(self._shorts(at + 4, count))}
        covered: dict[int, int] = {}
        for i in range(count):
            first, last, index = struct.unpack_from(">HHH", self._data, at + 4 + 6 * i)
            covered.update({glyph: index + glyph - first for glyph in range(first, last + 1)})
        return covered

    def _classes(self, at: int) -> dict[int, int]:
        """Return classes by glyph (formats 1 and 2); glyphs not named are of class 0."""
        if self._short(at) == 1:
            first = self._short(at + 2)
            values = self._shorts(at + 6, self._short(at + 4))
            return {first + i: value for i, value in enumerate(values)}
        classes: dict[int, int] = {}
        for i in range(self._short(at + 2)):
            first, last, value = struct.unpack_from(">HHH", self._data, at + 4 + 6 * i)
            classes.update(dict.fromkeys(range(first, last + 1), value))
        return classes

    def _short(self, at: int) -> int:
        value: int = struct.unpack_from(">H", self._data, at)[0]
        return value

    def _shorts(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self._data, at)
