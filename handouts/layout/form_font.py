"""The font of a form: what somebody types into a handout on a screen.

The programs in which a form is filled in choose codes by themselves, and go by Windows' Latin
alphabet (WinAnsiEncoding). So this font has all of it under the codes that they expect, and is
none of those in which the handout is set. It is always the shipped typeface: a form is edited,
which the licence of a clinic's own font may not allow (`typefaces/checks.py`).
"""

import struct
from functools import lru_cache, partial

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFontFace, TTFontMaker

from handouts.layout.fonts import reportlab_face, subset_tag, to_unicode
from handouts.layout.stamp import Resource
from handouts.layout.streams import shared_stream
from handouts.pdf.objects import array
from handouts.typefaces import Face, Typeface

_FIRST, _LAST, _DELETE = 0x20, 0xFF, 0x7F
_SAME = {"\xa0": " ", "\xad": "-"}  # two names of one glyph in that encoding
_HEAD, _ENTRY = struct.Struct(">LHHHH"), struct.Struct(">4sLLL")  # of a file's directory
_WINDOWS, _UNICODE, _SEGMENTS = 3, 1, 4
_MOST = 0xFFFF


def form_font(typeface: Typeface) -> Resource:
    """Return the font of forms beside a typeface."""
    *_, text, _signs = typeface.families
    return Resource("Font", "Form", partial(_objects, text.faces["regular"]))


def alphabet() -> dict[int, str]:
    """Return the characters of Windows' Latin alphabet by their codes."""
    pairs = ((code, bytes([code]).decode("cp1252", "ignore")) for code in range(_FIRST, _LAST + 1))
    return {code: _SAME.get(one, one) for code, one in pairs if one and code != _DELETE}


def _objects(face: Face, first: int) -> tuple[bytes, ...]:
    """Return the font, its descriptor, its file and its character map, numbered from `first`."""
    font, descriptor, file, meanings = _embedded(face)
    return font % (first + 1, first + 3), descriptor % (first + 2), file, meanings


@lru_cache(maxsize=4)
def _embedded(face: Face) -> tuple[bytes, ...]:
    """Return the font's objects, with %d where numbers of others go."""
    made = reportlab_face(face)
    codes = {code: ord(character) for code, character in alphabet().items()}
    data = _font_file(made, sorted(set(codes.values())))
    name = f"{subset_tag(data)}+{made.name.decode('ascii')}"
    base = name.encode("ascii").replace(b"%", b"%%")
    every = range(_FIRST, _LAST + 1)
    widths = array(
        b"%g" % (made.getCharWidth(codes[code]) if code in codes else made.defaultWidth)
        for code in every
    )
    font = (
        b"<</BaseFont /%s /Encoding /WinAnsiEncoding /FirstChar %d /FontDescriptor %%d 0 R"
        b" /LastChar %d /Subtype /TrueType /ToUnicode %%d 0 R /Type /Font /Widths %s>>"
        % (base, _FIRST, _LAST, widths)
    )
    descriptor = (
        b"<</Ascent %g /CapHeight %g /Descent %g /Flags %d /FontBBox %s /FontFile2 %%d 0 R"
        b" /FontName /%s /ItalicAngle %g /MissingWidth %g /StemV %g /Type /FontDescriptor>>"
        % (
            made.ascent, made.capHeight, made.descent,
            made.flags & ~FF_SYMBOLIC | FF_NONSYMBOLIC,
            array(b"%g" % edge for edge in made.bbox), base, made.italicAngle,
            made.defaultWidth, made.stemV,
        )
    )  # fmt: skip
    meanings = to_unicode(name, tuple(codes.get(code, 0) for code in range(_LAST + 1)))
    file = shared_stream(data, b"/Length1 %d" % len(data))
    return font, descriptor, file, shared_stream(meanings)


def _font_file(face: TTFontFace, characters: list[int]) -> bytes:
    """Return a font of some characters (sorted) with a map from Unicode.

    The one that ReportLab gives it goes by places in the list.
    """
    data = face.makeSubset(characters)
    maker = TTFontMaker()
    for entry in range(_HEAD.unpack_from(data)[1]):
        tag, _, start, length = _ENTRY.unpack_from(data, _HEAD.size + entry * _ENTRY.size)
        maker.add(tag.decode("ascii"), data[start : start + length])
    glyphs: dict[int, int] = {0: 0}  # by their number in the whole font: as ReportLab counts them
    pairs = {
        character: glyphs.setdefault(face.charToGlyph.get(character, 0), len(glyphs))
        for character in characters
    }
    maker.add("cmap", _character_map(pairs))
    return bytes(maker.makeStream())


def _character_map(glyphs: dict[int, int]) -> bytes:
    """Return a table that maps characters (sorted) to glyphs: OpenType 1.9, cmap, format 4."""
    runs: list[list[int]] = []  # first character, last, what to add for the glyph
    for character, glyph in glyphs.items():
        move = (glyph - character) & _MOST
        if runs and runs[-1][1] == character - 1 and runs[-1][2] == move:
            runs[-1][1] = character
        else:
            runs.append([character, character, move])
    runs.append([_MOST, _MOST, 1])
    count = len(runs)
    power = count.bit_length() - 1
    firsts, lasts, moves = zip(*runs, strict=True)
    search = 2 << power
    body = (2 * count, search, power, 2 * count - search, *lasts, 0, *firsts, *moves, *[0] * count)
    table = (_SEGMENTS, 2 * (len(body) + 3), 0, *body)
    head = struct.pack(">HHHHL", 0, 1, _WINDOWS, _UNICODE, 12)
    return head + struct.pack(f">{len(table)}H", *table)
