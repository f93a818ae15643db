"""Reading TrueType files (OpenType 1.9): characters, widths, where the tables lie."""

import hashlib
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from handouts.typefaces.faces import Face

_SEGMENTED = 12  # the cmap format that reaches beyond U+FFFF
_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))  # platform, encoding: widest first
_SYMBOLS = (3, 0)
_FORMATS = (4, 12)
_LAST_CHARACTER = 0x10FFFF
_NAMES = (6, 4, 1)  # what a font is called, the most exact first
_MICROSOFT, _ENGLISH = (3, 1), 0x409
_MACINTOSH = (1, 0)


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table of a font lies: its first byte and its length."""

    offset: int
    length: int


@lru_cache(maxsize=32)
def read_face(path: Path) -> Face:
    """Return the face in a file; see `parse_face`."""
    return parse_face(path.read_bytes(), path.stem)


def parse_face(data: bytes, name: str = "") -> Face:
    """Read the characters and widths of a TrueType font (cmap, hhea, hmtx).

    Without a name it gets its own and a part of its digest, so that no two fonts share one. Raises
    ValueError for a font without TrueType outlines or without a Unicode character map.
    """
    tables = read_tables(data)
    if "glyf" not in tables:
        raise ValueError(f"{name or 'the font'} has no TrueType outlines")
    units = struct.unpack_from(">H", data, tables["head"].offset + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"].offset + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables["hmtx"].offset)[::2]
    characters = read_characters(data, tables["cmap"].offset)
    glyphs = {code: glyph for code, glyph in characters.items() if glyph}
    widths = {
        code: advances[min(glyph, count - 1)] * 1000 / units for code, glyph in glyphs.items()
    }
    if not name:
        name = f"{own_name(data, tables)}-{hashlib.sha256(data).hexdigest()[:12]}"
    gpos = tables.get("GPOS")
    return Face(name, data, units, gpos.offset if gpos else None, widths, glyphs)


def read_tables(data: bytes) -> dict[str, Table]:
    """Return the tables by name; raises ValueError for one that lies outside of the file."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    tables = {tag.decode("ascii"): Table(start, length) for tag, _, start, length in records}
    if any(table.offset + table.length > len(data) for table in tables.values()):
        raise ValueError("a table lies outside of the file")
    return tables


def own_name(data: bytes, tables: dict[str, Table]) -> str:
    """Return the font's own name (name table, format 0), "" for none that a PDF can hold."""
    start = tables["name"].offset
    form, count, strings = struct.unpack_from(">HHH", data, start)
    found: dict[int, str] = {}
    for i in range(count if form == 0 else 0):
        *place, language, kind, length, offset = struct.unpack_from(
            ">HHHHHH", data, start + 6 + 12 * i
        )
        text = data[start + strings + offset :][:length]
        if tuple(place) == _MICROSOFT and language == _ENGLISH:
            found.setdefault(kind, text.decode("utf-16-be", "replace"))
        elif tuple(place) == _MACINTOSH and language == 0:
            found.setdefault(kind, text.decode("mac-roman"))
    name = next((found[kind] for kind in _NAMES if found.get(kind)), "").replace(" ", "-")
    plain = all("!" <= letter <= "~" and letter not in "[](){}<>/%" for letter in name)
    return name if plain else ""


def is_symbolic(data: bytes, cmap: int) -> bool:
    """Say whether the character maps tell of signs alone, as those of dingbats do."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    kinds = {struct.unpack_from(">HH", data, cmap + 4 + 8 * i) for i in range(count)}
    return _SYMBOLS in kinds and not kinds.intersection(_UNICODE_TABLES)


def read_characters(data: bytes, cmap: int) -> dict[int, int]:
    """Return glyph numbers by character code, from the widest Unicode subtable.

    Raises ValueError where there is none, or one that makes no sense.
    """
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    found = {}
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        found[platform, encoding] = cmap + offset
    start = next((found[key] for key in _UNICODE_TABLES if key in found), None)
    if start is None:
        raise ValueError("no Unicode character map")
    form = struct.unpack_from(">H", data, start)[0]
    if form not in _FORMATS:
        raise ValueError("the character map has another format than 4 and 12")
    if form == _SEGMENTED:
        return _segmented_coverage(data, start)
    return _segment_mapping(data, start)


def _segmented_coverage(data: bytes, start: int) -> dict[int, int]:
    """Read a cmap subtable of format 12."""
    count = struct.unpack_from(">I", data, start + 12)[0]
    mapping: dict[int, int] = {}
    for i in range(count):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
        if last > _LAST_CHARACTER or len(mapping) > _LAST_CHARACTER:
            raise ValueError("the character map goes beyond Unicode")
        mapping.update({first + step: glyph + step for step in range(last - first + 1)})
    return mapping


def _segment_mapping(data: bytes, start: int) -> dict[int, int]:
    """Read a cmap subtable of format 4."""
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = start + 14
    starts = ends + 2 * segments + 2
    deltas = starts + 2 * segments
    offsets = deltas + 2 * segments
    mapping: dict[int, int] = {}
    for i in range(segments):
        last = struct.unpack_from(">H", data, ends + 2 * i)[0]
        first = struct.unpack_from(">H", data, starts + 2 * i)[0]
        delta = struct.unpack_from(">h", data, deltas + 2 * i)[0]
        offset = struct.unpack_from(">H", data, offsets + 2 * i)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                place = offsets + 2 * i + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            else:
                glyph = (code + delta) & 0xFFFF
            mapping[code] = glyph
    return mapping
