"""A face of any kind as a static TrueType file that a handout can embed."""

import io
import re
from dataclasses import dataclass
from string import ascii_letters

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer

from handouts.font_files.describe import Found, open_font
from handouts.font_files.model import FontRefusedError
from handouts.typefaces import Style, font_flaws, repertoire

MOST_BYTES = 4 * 1024 * 1024  # of a font in a brand's folder
# A font with more glyphs is cut to the letters and signs that handouts have. Of a variable one the
# kerning of all weights has to be merged, which else takes minutes.
_MOST_GLYPHS, _MOST_VARIABLE = 6000, 1000
_ERROR = 0.5 / 1000  # of the type size: how far a curve may lie from the original
# What a handout embeds, and what measures and kerns it. Hints and colours are for screens.
_KEPT = frozenset(
    {
        "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "GPOS",
        "GDEF", "CFF", "CFF2", "VORG", "fvar", "avar", "gvar", "cvar", "HVAR", "MVAR", "STAT",
    }
)  # fmt: skip
_NAMES: dict[Style, str] = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold_italic": "Bold Italic",
}
_FAMILY, _SUBFAMILY, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_COPYRIGHT, _DESCRIPTION, _LICENCE, _LICENCE_LINK = 0, 10, 13, 14
_OF_FAMILIES = (16, 17, 18, 21, 22, 25)
_MOST_FOREIGN = 4
_FOREIGN = re.compile(
    r"alpha|beta|gamma|delta|epsilon|zeta|eta|theta1?|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho|"
    r"sigma1?|tau|upsilon|phi1?|chi|psi|omega1?|afii\d+|uni0[3-9A-F][0-9A-F]{2}|a\d{1,3}",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"open ?font ?licen|\bofl\b|apache|bitstream|ubuntu font|public domain|\bcc0\b|\bgpl\b|gnu |"
    r"agpl|creative commons",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"(?<!no )(?<!without )(?<!without any )reserved font name", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Converted:
    """A TrueType file; whether it is another font than the original, and what its licence says."""

    data: bytes
    changed: bool
    cut: bool
    reserved: bool
    free: bool


def convert(found: Found, style: Style, family: str) -> Converted:
    """Return a face as a TrueType file; raise ValueError or another error for a damaged one.

    One that only has to be unpacked stays as it is. One that is made anew gets the family's name,
    unless its licence reserves that.
    """
    font = open_font(found.file, found.index)
    rights = _rights(font)
    check_meaning(font, found.file.name)
    if not found.place and "fvar" not in font and "glyf" in font:
        data = found.file.data if found.file.data[:4] == b"\0\1\0\0" else _saved(font)
        if len(data) <= MOST_BYTES and not font_flaws(data):
            return Converted(data, changed=False, cut=False, **rights)
        font = open_font(found.file, found.index)
    for table in set(font.keys()) - {"GlyphOrder"}:
        if table.strip() not in _KEPT:
            del font[table]
    cut = _cut(font)
    if "CFF2" in font:
        # Letters are drawn where they lie on the axes: instancing such outlines takes minutes.
        _draw_anew(font, found.place)
        if "HVAR" in font:
            del font["HVAR"]
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, found.place, inplace=True)
    if "glyf" not in font:
        _draw_anew(font)
    _map_anew(font)
    _rename(font, RESERVED if rights["reserved"] else family, style, family)
    return Converted(_saved(font), changed=True, cut=cut, **rights)


RESERVED = "House Typeface"
"""What a font that was made anew calls itself, where its licence reserves its own name."""


def check_meaning(font: TTFont, file: str) -> None:
    """Raise FontRefusedError where Greek letters or dingbats stand in the places of Latin ones.

    The names of glyphs tell (Adobe Glyph List; a1 to a206 are those of Zapf Dingbats).
    """
    cmap = font.getBestCmap() or {}
    foreign = [letter for letter in ascii_letters if _FOREIGN.fullmatch(cmap.get(ord(letter), ""))]
    if len(foreign) > _MOST_FOREIGN:
        message = (
            f"draws other signs for letters: for {foreign[0]} one named {cmap[ord(foreign[0])]}"
        )
        raise FontRefusedError(file, message, "choose a typeface of plain letters and digits")


def _rights(font: TTFont) -> dict[str, bool]:
    kinds = (_COPYRIGHT, _DESCRIPTION, _LICENCE, _LICENCE_LINK)
    names = font.get("name")
    text = " ".join(names.getDebugName(kind) or "" for kind in kinds) if names else ""
    return {"reserved": bool(_RESERVED.search(text)), "free": bool(_FREE.search(text))}


def _cut(font: TTFont) -> bool:
    """Keep the letters and signs that handouts have, where a font has very many more."""
    if font["maxp"].numGlyphs <= (_MOST_VARIABLE if "fvar" in font else _MOST_GLYPHS):
        return False
    options = subset.Options(
        layout_features=["kern"], notdef_outline=True, name_IDs=["*"], name_languages=["*"],
        hinting=False, glyph_names=False, drop_tables=["GSUB"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in repertoire()])
    cutter.subset(font)
    return True


def _draw_anew(font: TTFont, place: dict[str, float] | None = None) -> None:
    """Put quadratic curves in the place of cubic ones, at a place on the axes if there are some."""
    error = font["head"].unitsPerEm * _ERROR
    order, shapes = font.getGlyphOrder(), font.getGlyphSet(location=place or None)
    widths = {name: round(shapes[name].width) for name in order}
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        drawn = TTGlyphPen(None)
        shapes[name].draw(Cu2QuPen(drawn, error, reverse_direction=True))
        glyf[name] = drawn.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for name in order:
        glyf[name].recalcBounds(glyf)
        font["hmtx"][name] = (widths[name], getattr(glyf[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for key in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, key, 0)
    maxp.maxZones = 1
    font["head"].glyphDataFormat = 0
    for table in ("CFF ", "CFF2", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\0\1\0\0"


def _map_anew(font: TTFont) -> None:
    """Keep one map of characters, in the forms that are read everywhere; no names of glyphs."""
    cmap = font.getBestCmap()
    if cmap:
        tables = [_subtable(4, 1, {c: g for c, g in cmap.items() if c <= 0xFFFF})]  # noqa: PLR2004
        if max(cmap) > 0xFFFF:  # noqa: PLR2004 - the last character of format 4
            tables.append(_subtable(12, 10, cmap))
        font["cmap"].tables = tables
    font["post"].formatType = 3.0


def _subtable(form: int, encoding: int, cmap: dict[int, str]) -> object:
    from fontTools.ttLib.tables._c_m_a_p import cmap_classes  # noqa: PLC0415 - a name of its own

    made = cmap_classes[form](form)
    made.platformID, made.platEncID, made.language, made.cmap = 3, encoding, 0, cmap
    return made


def _rename(font: TTFont, family: str, style: Style, original: str) -> None:
    """Say what the font is now, and what it was made from; the licence stays."""
    names = font["name"]
    for kind in _OF_FAMILIES:
        names.removeNames(nameID=kind)
    said = {
        _FAMILY: family,
        _SUBFAMILY: _NAMES[style],
        _UNIQUE: f"{family} {_NAMES[style]}, converted",
        _FULL: f"{family} {_NAMES[style]}",
        _POSTSCRIPT: _plain(f"{family}-{_NAMES[style]}"),
        _DESCRIPTION: f"Converted to TrueType from {original}",
    }
    for kind, text in said.items():
        names.removeNames(nameID=kind)
        names.setName(text, kind, 3, 1, 0x409)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", name).lstrip("-")[:63] or "Converted"


def _saved(font: TTFont) -> bytes:
    font.flavor = None
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
