"""Embedding typefaces: every font in a handout is a subset that says what its glyphs mean.

A character has the same font and the same code in every document of a typeface, so that what was
drawn for one serves in all. What each face sets of the repertoire is cut into fonts in the same
way every time: a patient's details first, then letters and signs of most texts, then the rest.
Only characters beyond the repertoire, which few documents have, get their codes anew in each.
"""

import hashlib
import io
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from string import ascii_uppercase
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFontFace

from handouts.layout.stamp import Resource
from handouts.layout.streams import shared_stream
from handouts.pdf.edition_data import FieldGlyph
from handouts.pdf.objects import array
from handouts.typefaces import STYLES, Face, Typeface, field_characters, repertoire

_ASCII = range(0x20, 0x7F)
_NO_BREAK = "\xa0"
_COMMON = (_ASCII, range(0x2010, 0x2700))  # letters, figures; quotes, dashes, signs
_MOST_SHOWN = 20_000  # pieces of text that a book remembers


class Shown(NamedTuple):
    """Operators that show a text, and the fonts that they name."""

    operators: str
    fonts: frozenset[Resource]


class FontBook:
    """The fonts of a typeface: which font and code writes a character.

    `glyphs` tells how to write each character of a patient's details, `of_fields` are their fonts.
    """

    def __init__(self, typeface: Typeface) -> None:
        looks = [typeface, *([typeface.headings] if typeface.headings else [])]
        families = [family for look in looks for family in look.families]
        faces = dict.fromkeys(family.faces[style] for family in families for style in STYLES)
        self._names = {face: f"F{index}" for index, face in enumerate(faces)}
        self._fonts = {face: _Fonts(face, name) for face, name in self._names.items()}
        self._rare: dict[Face, _Fonts] = {}
        self._shown: dict[tuple[Face, float, str], Shown] = {}
        self.glyphs = self._field_glyphs(typeface)
        self.of_fields = frozenset(r for fonts in self._fonts.values() for r in fonts.resources)
        self._fill(looks)

    def begin(self) -> None:
        """Begin another document: codes that only the last one had are forgotten."""
        self._rare = {}

    def show(self, face: Face, size: float, text: str) -> Shown:
        """Return how to show a text at the current position, in points, its letters kerned.

        Raises ValueError for a character that the face lacks.
        """
        key = face, size, text
        shown = self._shown.get(key)
        if shown is None:
            shown = self._show(face, size, text)
            if not any(font.rare for font in shown.fonts) and len(self._shown) < _MOST_SHOWN:
                self._shown[key] = shown
        return shown

    def _show(self, face: Face, size: float, text: str) -> Shown:
        parts: list[str] = []
        current: Resource | None = None
        used: set[Resource] = set()
        for kern, letters in _kerned(face, text):
            before = kern
            coded = [self._code(face, letter) for letter in letters]
            for font, run in groupby(coded, itemgetter(0)):
                if font != current:
                    # Kerning across two subsets of a font moves the start of the second.
                    parts.append((")] TJ " if current else "") + f"/{font.name} {size:g} Tf [")
                    parts.append(f"{before} (" if before else "(")
                    current = font
                elif before:
                    parts.append(f") {before} (")
                parts += [_escaped(code) for _, code in run]
                used.add(font)
                before = ""
        return Shown("".join([*parts, ")] TJ"]) if parts else "", frozenset(used))

    def _code(self, face: Face, character: str) -> tuple[Resource, int]:
        character = " " if character == _NO_BREAK else character
        fixed = self._fonts[face].codes.get(character)
        if fixed is not None:
            return fixed
        if not face.covers(character):
            raise ValueError(f"{face.name} has no glyph for U+{ord(character):04X}")
        if face not in self._rare:
            self._rare[face] = _Fonts(face, f"{self._names[face]}r", rare=True)
        return self._rare[face].code(character)

    def _field_glyphs(self, typeface: Typeface) -> dict[str, FieldGlyph]:
        """Give out the codes of a patient's details.

        A character that the first family lacks comes from the next that has it, so that whatever
        the brand is set in, any patient's name can be.
        """
        faces = [family.faces["regular"] for family in typeface.families[:-1]]  # the last: signs
        glyphs = {}
        for character in field_characters(typeface):
            face = next((one for one in faces if one.covers(character)), faces[0])
            font, code = self._fonts[face].code(" " if character == _NO_BREAK else character)
            width = face.widths.get(ord(character), face.widths[ord(" ")])
            glyphs[character] = FieldGlyph(f"/{font.name}", code, width)
        return glyphs

    def _fill(self, looks: Iterable[Typeface]) -> None:
        """Give out the codes of all else in the repertoire, to the faces that set it."""
        wanted: dict[Face, dict[str, None]] = {face: {} for face in self._fonts}
        for look in looks:
            for style in STYLES:
                for character, face in look.setting(repertoire(), style):
                    wanted[face][character] = None
        for face, characters in wanted.items():
            fonts = self._fonts[face]
            left = [c for c in characters if c not in fonts.codes and c != _NO_BREAK]
            common = [c for c in left if any(ord(c) in span for span in _COMMON)]
            for group in (common, [c for c in left if c not in set(common)]):
                fonts.begin_font()
                for character in group:
                    fonts.code(character)


class _Fonts:
    """The fonts of one face; codes are given out in the order in which they are asked for."""

    def __init__(self, face: Face, name: str, *, rare: bool = False) -> None:
        self._face, self._name, self._rare = face, name, rare
        self._free: dict[int, None] = {}  # codes of the last font
        self._subsets: list[dict[int, int]] = []
        self.codes: dict[str, tuple[Resource, int]] = {}
        self.resources: list[Resource] = []

    def begin_font(self) -> None:
        """Give the next character a place in another font."""
        self._free = {}

    def code(self, character: str) -> tuple[Resource, int]:
        """Return the font and code of a character that the face has: ASCII where it can be."""
        if character not in self.codes:
            if not self._free:
                self._add_font()
            wanted = ord(character)
            code = wanted if wanted in _ASCII and wanted in self._free else next(iter(self._free))
            del self._free[code]
            self._subsets[-1][code] = wanted
            self.codes[character] = self.resources[-1], code
        return self.codes[character]

    def _add_font(self) -> None:
        number, subset = len(self.resources), dict[int, int]()
        self._free = dict.fromkeys((*range(0x7F, 0x100), *range(1, 0x20), *_ASCII))
        self._subsets.append(subset)
        objects = partial(_objects, self._face, subset)
        self.resources.append(Resource("Font", f"{self._name}.{number}", objects, rare=self._rare))


def _objects(face: Face, subset: dict[int, int], first: int) -> tuple[bytes, ...]:
    """Return a font, its descriptor, its file and its character map, numbered from `first`."""
    codes = tuple(subset.get(code, 0) for code in range(max(subset) + 1))
    font, descriptor, file, to_unicode = _embedded(face, codes)
    return font % (first + 1, first + 3), descriptor % (first + 2), file, to_unicode


@lru_cache(maxsize=64)
def _embedded(face: Face, subset: tuple[int, ...]) -> tuple[bytes, ...]:
    """Return a font's objects, with %d where numbers of others go.

    `subset` has a character code for each code of the font, 0 for none.
    """
    made = reportlab_face(face)
    data = made.makeSubset(list(subset))
    name = f"{subset_tag(data)}+{made.name.decode('ascii')}"
    base = name.encode("ascii").replace(b"%", b"%%")
    widths = array(b"%g" % made.getCharWidth(code) for code in subset)
    font = (
        b"<</BaseFont /%s /FirstChar 0 /FontDescriptor %%d 0 R /LastChar %d /Subtype /TrueType"
        b" /ToUnicode %%d 0 R /Type /Font /Widths %s>>" % (base, len(subset) - 1, widths)
    )
    flags = made.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
    descriptor = (
        b"<</Ascent %g /CapHeight %g /Descent %g /Flags %d /FontBBox %s /FontFile2 %%d 0 R"
        b" /FontName /%s /ItalicAngle %g /MissingWidth %g /StemV %g /Type /FontDescriptor>>"
        % (
            made.ascent, made.capHeight, made.descent, flags,
            array(b"%g" % edge for edge in made.bbox), base, made.italicAngle,
            made.defaultWidth, made.stemV,
        )
    )  # fmt: skip
    file = shared_stream(data, b"/Length1 %d" % len(data))
    return font, descriptor, file, shared_stream(to_unicode(name, subset))


def subset_tag(program: bytes) -> str:
    """Return six letters that stand for a font's program (ISO 32000-1, 9.6.4).

    Viewers and printers that join files may keep one font for each name.
    """
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    return "".join(ascii_uppercase[number // 26**place % 26] for place in range(6))


@lru_cache(maxsize=32)
def reportlab_face(face: Face) -> TTFontFace:
    """Return a face as ReportLab knows it, with the characters that we know it to have."""
    made = TTFontFace(io.BytesIO(face.data))
    # ReportLab may read another character map of the file.
    for code, glyph in face.glyphs.items():
        if made.charToGlyph.get(code) != glyph:
            made.charToGlyph[code] = glyph
            made.charWidths[code] = face.widths[code]
    made.name = face.name.encode("ascii")
    return made


def to_unicode(name: str, subset: tuple[int, ...]) -> bytes:
    """Return a character map that names the character of each code, and for no code nothing.

    PDF/UA-1 (7.21.7) and PDF/A-2a forbid U+0000, to which ReportLab's own map sends unused codes.
    """
    pairs = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")


@lru_cache(maxsize=20_000)
def _kerned(face: Face, text: str) -> tuple[tuple[str, str], ...]:
    """Return a text in pieces, and before each by how much to move it left (TJ; "" for not)."""
    pieces: list[tuple[str, str]] = []
    move, start = "", 0
    for end in range(1, len(text)):
        kern = face.kern(text[end - 1], text[end])
        if kern:
            pieces.append((move, text[start:end]))
            move, start = f"{-kern:g}", end
    return (*pieces, (move, text[start:])) if text else ()


def _escaped(code: int) -> str:
    """Return a byte as it stands in a string between parentheses."""
    character = chr(code)
    if character in "()\\":
        return "\\" + character
    return character if code in _ASCII else f"\\{code:03o}"
