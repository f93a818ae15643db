"""Embedding typefaces: every font in a handout is a subset that says what its glyphs mean."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from handouts.layout.streams import shared_stream
from handouts.pdf.edition_data import FieldGlyph
from handouts.typefaces import Face, Style, Typeface, field_characters

_SPACE, _TILDE = 0x20, 0x7E  # the first and last byte that a string holds as it is


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A TrueType font whose subsets map each code to its character, and no code to nothing.

    ReportLab's own character map sends unused codes to U+0000, which PDF/UA-1 (7.21.7) and
    PDF/A-2a forbid, and sets a character that the font lacks as an empty box.
    """

    def __init__(self, face: Face) -> None:
        super().__init__(face.name, io.BytesIO(face.data))
        # ReportLab may read another character map of the file, and it tells fonts apart by the
        # names that their files give them.
        for code, glyph in face.glyphs.items():
            if self.face.charToGlyph.get(code) != glyph:
                self.face.charToGlyph[code] = glyph
                self.face.charWidths[code] = face.widths[code]
        self.face.name = face.name.encode()
        # Most handouts need the same subsets, and cutting one out takes a while.
        cut = lru_cache(maxsize=32)(self.face.makeSubset)
        self.face.makeSubset = lambda subset: cut(tuple(subset))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802
        """Return the text in pieces of one subset each; raises ValueError for a missing glyph."""
        missing = {c for c in text if ord(c) not in self.face.charToGlyph and c != "\xa0"}
        if missing:
            codes = ", ".join(sorted(f"U+{ord(c):04X}" for c in missing))
            raise ValueError(f"{self.fontName} has no glyph for {codes}")
        return super().splitString(text, doc, encoding)

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font's subsets into the file, with character maps of our own."""
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject["BasicFonts"].dict[name]
            doc.idToObject[font.ToUnicode.name] = shared_stream(_to_unicode(font.BaseFont, subset))
            font.Widths = _widths(tuple(font.Widths.sequence))
            file = doc.idToObject[font.FontDescriptor.name].dict["FontFile2"].name
            whole = doc.idToObject[file].content
            doc.idToObject[file] = shared_stream(whole, {"Length1": len(whole)})


@lru_cache(maxsize=64)
def _widths(widths: tuple[float, ...]) -> bytes:
    """Return an array of glyphs' widths."""
    array: bytes = pdfdoc.PDFArray(widths).format(None)
    return array


@lru_cache(maxsize=64)
def _to_unicode(name: str, subset: tuple[int, ...]) -> bytes:
    """Return a character map that names the character of each code of a subset."""
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


@lru_cache(maxsize=32)
def font_name(face: Face) -> str:
    """Return the name under which ReportLab knows a face, registering it the first time."""
    pdfmetrics.registerFont(EmbeddedFont(face))
    return face.name


def field_glyphs(typeface: Typeface, doc: Any, style: Style = "regular") -> dict[str, FieldGlyph]:
    """Embed the fields' repertoire in the document; return how to write each character.

    A character that the first family lacks comes from the next that has it, so that whatever the
    brand is set in, any patient's name can be. Must run before any other text is drawn, so that the
    codes are the same in every edition.
    """
    faces = [family.faces[style] for family in typeface.families[:-1]]  # the last is for signs
    glyphs = {}
    for character in field_characters(typeface, style):
        face = next((one for one in faces if one.covers(character)), faces[0])
        font = pdfmetrics.getFont(font_name(face))
        ((subset, codes),) = font.splitString(character, doc)
        width = face.widths.get(ord(character), face.widths[0x20])
        glyphs[character] = FieldGlyph(font.getSubsetInternalName(subset, doc), codes[0], width)
    return glyphs


class Writer:
    """Writes text in embedded fonts, letters kerned, as PDF operators for one document."""

    def __init__(self, doc: Any) -> None:
        self._doc = doc
        self._coded: dict[str, _Coded] = {}
        self._shown: dict[tuple[Face, float, str], str] = {}

    def show(self, face: Face, size: float, text: str) -> str:
        """Return the operators that show a text at the current position, in points."""
        shown = self._shown.get((face, size, text))
        if shown is None:
            shown = self._shown[face, size, text] = self._show(face, size, text)
        return shown

    def _show(self, face: Face, size: float, text: str) -> str:
        coded = self._coded.setdefault(face.name, _Coded())
        for character in text:
            if character not in coded.fonts:
                self._give_code(coded, face, character)
        parts: list[str] = []
        current = ""
        for kern, letters in _kerned(face, text):
            before = kern
            for font, together in coded.cut(letters):
                if font != current:
                    # Kerning across two subsets of a font moves the start of the second.
                    parts.append((")] TJ " if current else "") + f"{font} {size:g} Tf [")
                    parts.append(f"{before} (" if before else "(")
                    current = font
                elif before:
                    parts.append(f") {before} (")
                parts.append(together.translate(coded.codes))
                before = ""
        return "".join([*parts, ")] TJ"]) if parts else ""

    def _give_code(self, coded: "_Coded", face: Face, character: str) -> None:
        """Note the name of a font that has the character, and its code there."""
        font = pdfmetrics.getFont(font_name(face))
        ((subset, codes),) = font.splitString(character, self._doc)
        coded.fonts[character] = font.getSubsetInternalName(subset, self._doc)
        coded.codes[ord(character)] = _escaped(codes[0])


@dataclass(slots=True)
class _Coded:
    """The characters of a face that a document has: their font's name, their code there."""

    fonts: dict[str, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    def cut(self, text: str) -> Iterable[tuple[str, str]]:
        """Return the text in pieces of one font each."""
        fonts = list(map(self.fonts.__getitem__, text))
        if fonts.count(fonts[0]) == len(fonts):
            return ((fonts[0], text),)
        runs = groupby(zip(fonts, text, strict=True), itemgetter(0))
        return tuple((font, "".join(letter for _, letter in run)) for font, run in runs)


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
    return character if _SPACE <= code <= _TILDE else f"\\{code:03o}"


def refuse_unembedded(doc: Any) -> None:
    """Raise ValueError if the document uses a font that is not embedded."""
    for name in doc.fontMapping:
        if not isinstance(pdfmetrics.getFont(name), EmbeddedFont):
            raise TypeError(f"{name} is used but cannot be embedded")


def _format_stream(self: Any, document: Any, _format: Any = pdfdoc.PDFStream.format) -> Any:
    """Write a stream with the end-of-line before `endstream` that PDF/A wants (6.1.7.1)."""
    raw = _format(self, document)
    return raw.removesuffix(b"endstream\n") + b"\r\nendstream\n"


# ReportLab offers no hook here, so its class is changed, once, for the whole program.
pdfdoc.PDFStream.format = _format_stream
