"""Fonts for tests, drawn of bars: with TrueType or PostScript outlines, static or variable."""

import io
import string
from dataclasses import dataclass, field, replace
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

Bar = tuple[int, int, int, int]

LETTERS = string.digits + string.ascii_letters
_RISING, _HANGING = "bdfhkl", "gjpqy"
_NAMES = {letter: f"g{ord(letter):04X}" for letter in LETTERS} | {" ": "space"}


@dataclass(frozen=True)
class Design:
    """How a font is drawn and what it says of itself; lengths are in 1/1000 of the type size."""

    family: str = "Made Sans"
    style: str = "Regular"
    weight: int = 400
    italic: bool = False
    x_height: int = 500
    capitals: int = 700
    rising: int = 720
    hanging: int = -200
    stem: int = 90
    width: int = 480
    one_top: int = 700
    flag: bool = True
    rights: int = 0
    notice: str = "Copyright 2026 The Made Sans Project"
    licence: str = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    widths: dict[str, int] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()


PLAIN = Design()
BOLD = Design(style="Bold", weight=700, stem=140)


def truetype(design: Design = PLAIN) -> bytes:
    """Return a font with TrueType outlines."""
    return _saved(_builder(design, truetype=True).font)


def postscript(design: Design = PLAIN) -> bytes:
    """Return a font with PostScript outlines (CFF)."""
    return _saved(_builder(design, truetype=False).font)


def web(data: bytes, flavor: str) -> bytes:
    """Return a font as "woff" or "woff2"."""
    font = TTFont(io.BytesIO(data))
    font.flavor = flavor
    return _saved(font)


def collection(*fonts: bytes) -> bytes:
    """Return a collection of fonts."""
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(data)) for data in fonts]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def variable(design: Design = PLAIN, *, slanted: bool = False) -> bytes:
    """Return a font with an axis of weight, 100 to 900, whose strokes grow by 20 for each 100."""
    builder = _builder(design, truetype=True)
    axes = [("wght", 100, 400, 900, "Weight")]
    axes += [("slnt", -10, 0, 0, "Slant")] if slanted else []
    builder.setupFvar(axes, [])
    moved = {}
    for letter, name in _NAMES.items():
        # The two right corners of the stem, its first bar, move; the mark stays.
        wider = [(100 * (corner in (1, 2)), 0) for corner in range(4 * len(bars(design, letter)))]
        still = [(0, 0)] * 4  # where the glyph lies
        moved[name] = [TupleVariation({"wght": (0, 1, 1)}, wider + still)] if wider else []
    builder.setupGvar(moved)
    return _saved(builder.font)


def bars(design: Design, letter: str) -> list[Bar]:
    """Return what a letter is drawn of: a stem, and a mark that no other letter has there."""
    if letter == " ":
        return []
    bottom, top = _span(design, letter)
    stem = (100, bottom, 100 + design.stem, top)
    if letter == "1":
        return [stem, *([(40, top - 60, 100, top)] if design.flag else [])]
    place = LETTERS.find(letter)
    at = 20 + 9 * (place % 31)
    return [stem, (300, at, 340 + 20 * (place // 31), at + 8)]


def _span(design: Design, letter: str) -> tuple[int, int]:
    top = design.one_top if letter in string.digits else design.capitals
    if letter in string.ascii_lowercase:
        top = design.rising if letter in _RISING else design.x_height
    return design.hanging if letter in _HANGING else 0, design.tops.get(letter, top)


def _builder(design: Design, *, truetype: bool) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=truetype)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    names = _NAMES | design.names | {letter: f"g{ord(letter):04X}" for letter in design.more}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    usual = {"i": 250}  # else it would be a typewriter's
    widths = {
        name: design.widths.get(letter, usual.get(letter, design.width))
        for letter, name in names.items()
    }
    widths[".notdef"] = design.width
    drawn = {".notdef": [], **{name: bars(design, letter) for letter, name in names.items()}}
    if truetype:
        builder.setupGlyf({name: _glyph(parts) for name, parts in drawn.items()})
    else:
        strings = {name: _charstring(parts, widths[name]) for name, parts in drawn.items()}
        builder.setupCFF(f"{design.family}-{design.style}".replace(" ", ""), {}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {
            "copyright": design.notice,
            "familyName": design.family,
            "styleName": design.style,
            "fullName": f"{design.family} {design.style}",
            "psName": f"{design.family}-{design.style}".replace(" ", ""),
            "licenseDescription": design.licence,
        }
    )
    builder.font["head"].macStyle = (2 if design.italic else 0) | (design.weight >= 700)
    bits = (0x01 if design.italic else 0) | (0x20 if design.weight >= 700 else 0)
    builder.setupOS2(usWeightClass=design.weight, fsType=design.rights, fsSelection=bits or 0x40)
    builder.setupPost(italicAngle=-10 if design.italic else 0)
    return builder


def _glyph(parts: list[Bar]) -> object:
    pen = TTGlyphPen(None)
    _draw(pen, parts)
    return pen.glyph()


def _charstring(parts: list[Bar], width: int) -> object:
    pen = T2CharStringPen(width, None)
    _draw(pen, parts)
    return pen.getCharString()


def _draw(pen: TTGlyphPen | T2CharStringPen, parts: list[Bar]) -> None:
    for left, bottom, right, top in parts:
        pen.moveTo((left, bottom))
        pen.lineTo((right, bottom))
        pen.lineTo((right, top))
        pen.lineTo((left, top))
        pen.closePath()


def write_house_fonts(folder: Path) -> None:
    """Write a typeface as a clinic has it, a regular and a bold, into a folder."""
    for design in (PLAIN, BOLD):
        named = replace(design, family="House")
        (folder / f"House-{design.style}.otf").write_bytes(postscript(named))


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
