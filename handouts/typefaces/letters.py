"""Whether a font draws the letters and digits that it says it does.

A font can name the picture of one digit for another, or draw nothing: then the page shows another
number than the text that is searched, copied and read aloud.
"""

import string
import struct
from collections.abc import Mapping

from handouts.typefaces.truetype import Table

# In each, no two may look the same; a capital and its small letter may.
_ALIKE_NOWHERE = (string.digits, string.ascii_lowercase, string.ascii_uppercase)
_HEAD = 10  # bytes from a glyph's beginning to its outline
# OpenType 1.9, glyf, flags of a part
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEATED, _SAME_X, _SAME_Y = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_MOST_MISSING = 20  # of 62: a font that lacks more is one of signs
_LEAST_WIDTH, _MOST_WIDTH = 80, 3000  # in 1/1000 of the type size
_DEPTH = 6  # how many glyphs may stand one in another


class _Outlines:
    """The outlines of a font, without what only a screen needs of them."""

    def __init__(self, data: bytes, tables: Mapping[str, Table]) -> None:
        self._data = data
        self._base = tables["glyf"].offset
        self._places = tables["loca"].offset
        self._long = struct.unpack_from(">H", data, tables["head"].offset + 50)[0]

    def of(self, glyph: int, deep: int = _DEPTH) -> bytes:
        """Return what a glyph draws, as bytes that two alike ones share; nothing for none."""
        start, end = self._span(glyph)
        if end <= start or not deep:
            return b""
        written = self._data[start:end]
        contours = struct.unpack_from(">h", written)[0]
        if contours < 0:
            return self._parts(written, deep)
        if not contours:
            return b""
        return _points(written, contours)

    def _span(self, glyph: int) -> tuple[int, int]:
        if self._long:
            start, end = struct.unpack_from(">II", self._data, self._places + 4 * glyph)
            return self._base + start, self._base + end
        start, end = struct.unpack_from(">HH", self._data, self._places + 2 * glyph)
        return self._base + 2 * start, self._base + 2 * end

    def _parts(self, written: bytes, deep: int) -> bytes:
        """Return what a glyph made of others draws; one other, only moved, is that one."""
        parts, at, flags = [], _HEAD, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", written, at)
            drawn = self.of(part, deep - 1)
            at += 4
            size = 4 if flags & _WORDS else 2
            place = written[at : at + size]
            at += size
            scale = (
                2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
            )
            parts.append((drawn, place, written[at : at + scale]))
            at += scale
        parts = [part for part in parts if part[0]]
        if len(parts) == 1 and not parts[0][2]:
            return parts[0][0]
        return b"".join(b"".join(part) for part in parts)


def _points(written: bytes, contours: int) -> bytes:
    """Return the ends of contours and the points of a glyph, as written by the shortest way.

    How they lie in the file may differ between two glyphs that look alike (OpenType 1.9, glyf).
    """
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
    numbers: list[int] = [*ends, *(flag & _ON_CURVE for flag in flags)]
    for short, same in ((_SHORT_X, _SAME_X), (_SHORT_Y, _SAME_Y)):
        for flag in flags:
            if flag & short:
                numbers.append(written[at] if flag & same else -written[at])
                at += 1
            elif flag & same:
                numbers.append(0)
            else:
                numbers.append(struct.unpack_from(">h", written, at)[0])
                at += 2
    return struct.pack(f">{len(numbers)}i", *numbers)


def letters_flaw(data: bytes, tables: Mapping[str, Table], mapped: Mapping[int, int]) -> str:
    """Return what is wrong with the plain letters and digits of a font, "" for nothing."""
    plain = "".join(_ALIKE_NOWHERE)
    missing = [letter for letter in plain if ord(letter) not in mapped]
    if len(missing) > _MOST_MISSING:
        return f"is a font of signs, not of letters: it has no {_listed(missing)}"
    if missing:
        return f"has no {_listed(missing)}"
    outlines = _Outlines(data, tables)
    empty = [letter for letter in plain if not outlines.of(mapped[ord(letter)])]
    if empty:
        return f"draws nothing for {_listed(empty)}"
    for group in _ALIKE_NOWHERE:
        seen: dict[bytes, str] = {}
        for letter in group:
            first = seen.setdefault(outlines.of(mapped[ord(letter)]), letter)
            if first != letter:
                return f"draws {letter!r} like {first!r}"
    return ""


def widths_flaw(widths: Mapping[int, float]) -> str:
    """Return what is wrong with the widths of plain letters, in 1/1000 of the size, "" for none."""
    plain = f" {''.join(_ALIKE_NOWHERE)}"
    flat = [letter for letter in plain if widths[ord(letter)] < _LEAST_WIDTH]
    if flat:
        named = _listed(["the space" if letter == " " else letter for letter in flat])
        return f"gives no width to {named}: letters would lie on one another"
    broad = _listed([letter for letter in plain if widths[ord(letter)] > _MOST_WIDTH])
    return f"gives a width of over {_MOST_WIDTH // 1000} letters to {broad}" if broad else ""


def _listed(letters: list[str]) -> str:
    most = 5
    shown = ", ".join(letters[:most])
    return f"{shown} and {len(letters) - most} more" if len(letters) > most else shown
