"""Typefaces: which glyphs a file has, how wide they are, and which face sets which character.

A missing glyph is found here, before layout, and is a Problem; it never becomes a box on paper.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from handouts.kerning import Kerning

Style = Literal["regular", "italic", "bold", "bold_italic"]
STYLES: tuple[Style, ...] = ("regular", "italic", "bold", "bold_italic")

_SPACE = 0x20
_SPACES = frozenset(" \n\xa0")  # white space that needs no glyph: a face has it or draws nothing


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: its characters, their advance widths and kerning in 1/1000 of the type size.

    `glyphs` holds glyph numbers by character code, `units` the font's units in an em, `kerning`
    where its GPOS table begins in `data`, the whole file.
    """

    name: str
    data: bytes = field(repr=False)
    units: int
    kerning: int | None
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
    """The families to set text in: the first that has the glyph sets the character.

    `headings` are those of headings, where they are others.
    """

    families: tuple[Family, ...]
    headings: "Typeface | None" = None

    def of(self, *, heading: bool) -> "Typeface":
        """Return what a heading, or any other text, is set in."""
        return (self.headings or self) if heading else self

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

    def setting(self, characters: Iterable[str], style: Style) -> Iterator[tuple[str, Face]]:
        """Yield characters that some family covers, each with the face that sets it."""
        for character in characters:
            with suppress(KeyError):
                yield character, self._face(character, style)

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
        """Return the characters that no family has, as U+XXXX, sorted.

        Families of headings fall back on the same ones, so they lack nothing more.
        """
        faces = [family.faces["regular"] for family in self.families]
        wanted = {c for text in texts for c in text} - _SPACES
        return sorted(
            f"U+{ord(c):04X}" for c in wanted if not any(face.covers(c) for face in faces)
        )


_BOLD_FIRST: tuple[Style, ...] = ("regular", "bold", "italic", "bold_italic")
_NEAREST: dict[Style, Style] = {"bold": "regular", "italic": "regular", "bold_italic": "bold"}


def with_near_styles(files: Mapping[Style, bytes]) -> dict[Style, bytes]:
    """Return font files by style; for one that is missing that of a near style, if there is one."""
    found: dict[Style, bytes] = {}
    for style in _BOLD_FIRST:
        near = files.get(style) or found.get(_NEAREST.get(style, style))
        if near is not None:
            found[style] = near
    return found


@lru_cache(maxsize=50_000)
def _kern(face: Face, left: str, right: str) -> float:
    if left.isspace() or right.isspace():
        return 0.0
    between = _kerning(face)
    if between is None:
        return 0.0
    first, second = face.glyphs.get(ord(left), 0), face.glyphs.get(ord(right), 0)
    try:
        return between.between(first, second) * 1000 / face.units
    except (struct.error, IndexError):  # a damaged table of a clinic's own font
        return 0.0


@lru_cache(maxsize=32)
def _kerning(face: Face) -> Kerning | None:
    if face.kerning is None:
        return None
    try:
        return Kerning(face.data, face.kerning)
    except (struct.error, IndexError):
        return None
