"""Typefaces: which glyphs a file has, how wide they are, and which face sets which character.

A missing glyph is found here, before layout, and is a Problem; it never becomes a box on paper.
"""

import struct
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from handouts import resources
from handouts.kerning import Kerning

Style = Literal["regular", "italic", "bold", "bold_italic"]
STYLES: tuple[Style, ...] = ("regular", "italic", "bold", "bold_italic")

_SPACE = 0x20
_SPACES = frozenset(" \n\xa0")  # white space that needs no glyph: a face has it or draws nothing
_SEGMENTED = 12  # the cmap format that reaches beyond U+FFFF
_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))  # platform, encoding: widest first

# What a patient's details are set in, fixed so that any edition can take any patient: Latin with
# Latin-1, Extended-A and -B, Vietnamese, Greek, Cyrillic, and the signs that clinics write.
_FIELD_REPERTOIRE = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1A0, 0x1B1), *range(0x1CD, 0x1DD),
    *range(0x218, 0x21C), *range(0x386, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,
    *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2015), *range(0x2018, 0x201F), 0x2020, 0x2022,
    0x2026, 0x202F, 0x2032, 0x2033, 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212,
    0x2248, 0x2260, 0x2264, 0x2265, 0x2610, 0x2611, 0x2713, 0x2717, 0xBC, 0xBD, 0xBE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: its characters, their advance widths and kerning in 1/1000 of the type size.

    `glyphs` holds glyph numbers by character code, `units` the font's units in an em.
    """

    name: str
    path: Path
    units: int
    widths: dict[int, float] = field(repr=False)
    glyphs: dict[int, int] = field(repr=False)

    def covers(self, character: str) -> bool:
        """Say whether the face has a glyph for the character."""
        return ord(character) in self.widths

    def advance(self, text: str) -> float:
        """Return the width of a text on one line."""
        spaces = self.widths[_SPACE]
        widths = sum(self.widths.get(ord(character), spaces) for character in text)
        return widths + sum(self.kern(left, right) for left, right in pairwise(text))

    def kern(self, left: str, right: str) -> float:
        """Return how much further apart two letters stand; nothing next to a space.

        Spaces are left alone because a line may break there: its parts are measured apart.
        """
        return _kern(self, left, right)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Four faces of one design."""

    name: str
    faces: dict[Style, Face]


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """The families to set text in: the first that has the glyph sets the character."""

    families: tuple[Family, ...]

    def runs(self, text: str, style: Style) -> list[tuple[Face, str]]:
        """Cut text into the longest runs that one face can set.

        White space stays in the run before it if that face has it. Raises KeyError naming the
        code point that no family covers: callers check `missing` first.
        """
        runs: list[tuple[Face, str]] = []
        for character in text:
            last = runs[-1][0] if runs else None
            if last and character.isspace() and (character in _SPACES or last.covers(character)):
                face = last
            else:
                face = self._face(character, style)
            if face is last:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        return runs

    def _face(self, character: str, style: Style) -> Face:
        """Return the first face of the style that has the character, else an upright one."""
        looks: tuple[Style, ...] = (style, "regular")
        for face in (family.faces[look] for look in looks for family in self.families):
            if face.covers(character):
                return face
        if character in _SPACES:
            return self.families[0].faces[style]
        raise KeyError(f"U+{ord(character):04X}")

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Return the characters that no family has, as U+XXXX, sorted."""
        faces = [family.faces["regular"] for family in self.families]
        wanted = {c for text in texts for c in text} - _SPACES
        return sorted(
            f"U+{ord(c):04X}" for c in wanted if not any(face.covers(c) for face in faces)
        )


def field_characters(face: Face) -> tuple[str, ...]:
    """Return the characters in which a patient's details can be set, in an order that stays.

    They are the same in every edition.
    """
    known = (chr(code) for code in _FIELD_REPERTOIRE)
    return tuple(c for c in known if face.covers(c) or c == "\xa0")


@lru_cache(maxsize=8)
def load_typeface(name: str = "source-sans-3") -> Typeface:
    """Return the shipped family of that folder name, with DejaVu Sans to fall back on."""
    return Typeface((_load_family(name), _load_family("dejavu-sans")))


@lru_cache(maxsize=8)
def _load_family(name: str) -> Family:
    folder = resources.fonts_folder() / name
    about = tomllib.loads((folder / "family.toml").read_text(encoding="utf-8"))
    faces = {style: read_face(folder / about["files"][style]) for style in STYLES}
    return Family(about["name"], faces)


@lru_cache(maxsize=16)
def read_face(path: Path) -> Face:
    """Read the characters and widths of a TrueType file (cmap, hhea, hmtx: OpenType 1.9).

    Raises ValueError for a file without TrueType outlines or without a Unicode character map.
    """
    data = path.read_bytes()
    tables = _tables(data)
    if "glyf" not in tables:
        raise ValueError(f"{path.name} has no TrueType outlines")
    units = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables["hmtx"])[::2]
    characters = _characters(data, tables["cmap"])
    glyphs = {code: glyph for code, glyph in characters.items() if glyph}
    widths = {
        code: advances[min(glyph, count - 1)] * 1000 / units for code, glyph in glyphs.items()
    }
    return Face(path.stem, path, units, widths, glyphs)


@lru_cache(maxsize=50_000)
def _kern(face: Face, left: str, right: str) -> float:
    if left.isspace() or right.isspace():
        return 0.0
    between = _kerning(face.path)
    if between is None:
        return 0.0
    first, second = face.glyphs.get(ord(left), 0), face.glyphs.get(ord(right), 0)
    return between.between(first, second) * 1000 / face.units


@lru_cache(maxsize=16)
def _kerning(path: Path) -> Kerning | None:
    data = path.read_bytes()
    gpos = _tables(data).get("GPOS")
    return Kerning(data, gpos) if gpos else None


def _tables(data: bytes) -> dict[str, int]:
    """Return the offset of each table by its name."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Return glyph numbers by character code, from the widest Unicode subtable."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    found = {}
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        found[platform, encoding] = cmap + offset
    start = next((found[key] for key in _UNICODE_TABLES if key in found), None)
    if start is None:
        raise ValueError("no Unicode character map")
    if struct.unpack_from(">H", data, start)[0] == _SEGMENTED:
        return _segmented_coverage(data, start)
    return _segment_mapping(data, start)


def _segmented_coverage(data: bytes, start: int) -> dict[int, int]:
    """Read a cmap subtable of format 12."""
    count = struct.unpack_from(">I", data, start + 12)[0]
    mapping: dict[int, int] = {}
    for i in range(count):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
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
