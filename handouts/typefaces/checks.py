"""Whether a font may be put into a handout, and can be: what is wrong with a file, in words.

A clinic's own font is somebody's property and comes from anywhere. So its licence is asked first
(OS/2 fsType), and every number that is used later is looked at here, once.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise

from handouts.typefaces.letters import letters_flaw, widths_flaw
from handouts.typefaces.truetype import (
    Table,
    is_symbolic,
    own_name,
    parse_face,
    read_characters,
    read_tables,
)

_CONVERT = "convert it: handouts brand font FOLDER FILE"
_SIGNATURES = {
    b"OTTO": ("has PostScript outlines (CFF)", _CONVERT),
    b"wOFF": ("is a web font (WOFF)", _CONVERT),
    b"wOF2": ("is a web font (WOFF2)", _CONVERT),
    b"ttcf": ("is a collection of several fonts", _CONVERT),
}
_TRUETYPE = (b"\0\1\0\0", b"true")
_NEEDED = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")

# OpenType 1.9, OS/2, fsType. Bits 1 to 3 say what is allowed; where old fonts set several of
# them, the least restrictive counts. A handout is for viewing and printing, and nobody edits it,
# so 4 and 8 are enough. It holds only the glyphs that it uses, and they are outlines.
_FSTYPE = 8  # bytes from the table's beginning
_RESTRICTED, _VIEW_AND_PRINT, _EDITABLE = 0x0002, 0x0004, 0x0008
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200

# OpenType 1.9, OS/2, sFamilyClass (12: symbolic) and the first number of panose (5: Latin symbol)
_CLASS, _PANOSE = 30, 32  # bytes from the table's beginning
_CLASS_OF_SIGNS, _KIND_OF_SIGNS = 12, 5
_LETTERS = "choose a typeface of plain letters and digits"

_MAGIC = 0x5F0F3CF5
_OS2_LENGTH = {0: 78, 1: 86}  # later versions: 96
_POST_VERSIONS = (1, 2, 3, 4)
_CONTOURS = 10  # bytes from a glyph's beginning to its outline
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


@dataclass(frozen=True, slots=True)
class FontFlaw:
    """Why a font cannot be used, in words that follow the file's name, and the remedy."""

    message: str
    hint: str


def font_flaws(data: bytes) -> tuple[FontFlaw, ...]:
    """Return everything that is wrong with the bytes of a font; nothing for one to use."""
    signature = data[:4]
    if signature not in _TRUETYPE:
        hint = "name a .ttf file; handouts brand font FOLDER FILE tells what this is"
        unknown = ("is no TrueType font", hint)
        return (FontFlaw(*_SIGNATURES.get(signature, unknown)),)
    try:
        tables = read_tables(data)
        flaws = _outlines(tables)
        missing = [name for name in _NEEDED if name not in tables]
        if not flaws and missing:
            flaws.append(_damaged(f"it has no {', '.join(missing)}"))
        if "OS/2" in tables:
            flaws += _permission(data, tables["OS/2"])
        return tuple(flaws) if flaws else tuple(_soundness(data, tables))
    except (struct.error, IndexError, ValueError):
        return (_damaged("its tables make no sense"),)


def _damaged(why: str) -> FontFlaw:
    return FontFlaw(f"is damaged or cut off: {why}", "get the file again, or save it anew")


def _outlines(tables: dict[str, Table]) -> list[FontFlaw]:
    flaws = []
    if "glyf" not in tables and ("CFF " in tables or "CFF2" in tables):
        flaws.append(FontFlaw(*_SIGNATURES[b"OTTO"]))
    if "fvar" in tables:
        flaws.append(FontFlaw("is a variable font: one file for all weights", _CONVERT))
    return flaws


def _permission(data: bytes, table: Table) -> list[FontFlaw]:
    """Return what the font's maker forbids."""
    (rights,) = struct.unpack_from(">H", data, table.offset + _FSTYPE)
    hint = "ask its maker for a licence to embed it, or choose another typeface"
    flaws = []
    if rights & _RESTRICTED and not rights & (_VIEW_AND_PRINT | _EDITABLE):
        flaws.append(FontFlaw("may not be embedded: its licence is restricted (fsType 2)", hint))
    if rights & _NO_SUBSETTING:
        message = "may only be embedded whole (fsType 256), and a handout holds what it uses"
        flaws.append(FontFlaw(message, hint))
    if rights & _BITMAPS_ONLY:
        message = "may only be embedded as bitmaps (fsType 512), which do not print well"
        flaws.append(FontFlaw(message, hint))
    return flaws


def _soundness(data: bytes, tables: dict[str, Table]) -> list[FontFlaw]:
    """Return the first thing that would stop the font from being measured or embedded."""
    (glyphs,) = struct.unpack_from(">H", data, tables["maxp"].offset + 4)
    for wrong in (_headers(data, tables, glyphs), _places(data, tables, glyphs)):
        if wrong:
            return [_damaged(wrong)]
    if is_symbolic(data, tables["cmap"].offset):
        message = "is a font of signs, not of letters: its characters have no meaning"
        return [FontFlaw(message, _LETTERS)]
    mapped = read_characters(data, tables["cmap"].offset)
    if any(glyph >= glyphs for glyph in mapped.values()):
        return [_damaged("its character map names glyphs that it has not")]
    if not own_name(data, tables):
        message = "has no name that a PDF can hold"
        return [FontFlaw(message, "give it a name of plain letters in a font program")]
    return _plain_letters(data, tables, mapped)


def _plain_letters(data: bytes, tables: dict[str, Table], mapped: dict[int, int]) -> list[FontFlaw]:
    """Return the first thing that is wrong with letters, digits and the space."""
    if _says_symbolic(data, tables["OS/2"]):
        return [FontFlaw("is a font of signs, not of letters, as it says itself", _LETTERS)]
    if wrong := letters_flaw(data, tables, mapped):
        return [FontFlaw(wrong, "use a whole font of plain letters and digits")]
    widths = parse_face(data).widths
    if ord(" ") not in widths:
        return [FontFlaw("has no space", "use a font of letters")]
    wrong = widths_flaw(widths)
    return [FontFlaw(wrong, "get the font from its maker again")] if wrong else []


def _says_symbolic(data: bytes, table: Table) -> bool:
    """Say whether a font calls itself one of signs; some of them stand where letters should be."""
    family, kind = data[table.offset + _CLASS], data[table.offset + _PANOSE]
    return family == _CLASS_OF_SIGNS or kind == _KIND_OF_SIGNS


def _headers(data: bytes, tables: dict[str, Table], glyphs: int) -> str:
    """Return what is wrong with versions and sizes, "" for nothing."""
    starts = {name: table.offset for name, table in tables.items()}
    major = {
        name: struct.unpack_from(">H", data, starts[name])[0]
        for name in ("head", "hhea", "maxp", "post")
    }
    (magic,) = struct.unpack_from(">I", data, starts["head"] + 12)
    (units,) = struct.unpack_from(">H", data, starts["head"] + 18)
    long, glyph_format = struct.unpack_from(">HH", data, starts["head"] + 50)
    measure, advances = struct.unpack_from(">HH", data, starts["hhea"] + 32)
    (os2,) = struct.unpack_from(">H", data, starts["OS/2"])
    right = (
        major["head"] == major["hhea"] == major["maxp"] == 1
        and major["post"] in _POST_VERSIONS
        and magic == _MAGIC
        and 16 <= units <= 16384  # noqa: PLR2004 - OpenType 1.9, head, unitsPerEm
        and long in (0, 1)
        and glyph_format == measure == 0
        and 1 <= advances <= glyphs
        and tables["hmtx"].length >= 4 * advances + 2 * (glyphs - advances)
        and tables["OS/2"].length >= _OS2_LENGTH.get(os2, 96)
        and tables["post"].length >= 32  # noqa: PLR2004 - OpenType 1.9, post, the header
        and tables["hhea"].length >= 36  # noqa: PLR2004 - OpenType 1.9, hhea
        and tables["head"].length >= 54  # noqa: PLR2004 - OpenType 1.9, head
    )
    return "" if right else "its headers make no sense"


def _places(data: bytes, tables: dict[str, Table], glyphs: int) -> str:
    """Return what is wrong with where glyphs lie and what they are made of, "" for nothing."""
    (long,) = struct.unpack_from(">H", data, tables["head"].offset + 50)
    step, form = (4, "I") if long else (2, "H")
    if tables["loca"].length < step * (glyphs + 1):
        return "glyphs are missing"
    found = struct.unpack_from(f">{glyphs + 1}{form}", data, tables["loca"].offset)
    starts = found if long else tuple(2 * place for place in found)
    rising = all(one <= other for one, other in pairwise(starts))
    if not rising or starts[-1] > tables["glyf"].length:
        return "glyphs lie outside of their table"
    base = tables["glyf"].offset
    for start, end in pairwise(starts):
        if end > start and not _is_sound(data[base + start : base + end], glyphs):
            return "a glyph is made of what the font has not"
    return ""


def _is_sound(glyph: bytes, glyphs: int) -> bool:
    """Say whether the parts of a composite glyph exist and lie inside its bytes."""
    if len(glyph) < _CONTOURS:
        return False
    if struct.unpack_from(">h", glyph)[0] >= 0:
        return True
    at, flags = _CONTOURS, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", glyph, at)
        if part >= glyphs:
            return False
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return at <= len(glyph)
