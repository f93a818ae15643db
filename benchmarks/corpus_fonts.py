"""Font files as people have them: which are taken, and do letters look as in the original?

Each file becomes a typeface as `brand new --font` makes it. Every letter is set in a PDF with the
fonts of a handout and painted by PDFium; FreeType paints the same letter from the original file. A
letter is wrong if ink lies farther than one of 160 pixels from where the other has ink, or if the
next letter would begin elsewhere.
"""

import io
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from handouts.font_files import FontRefusedError, Prepared, prepare_typeface
from handouts.layout.fonts import FontBook
from handouts.typefaces import Face, Style, choose_typeface, unease, with_near_styles

if TYPE_CHECKING:
    from handouts.layout.stamp import Resource

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2", ".pfb", ".t1", ".eot")
_LETTERS = string.ascii_letters + string.digits + "éüñçßœ.,;:!?()-–'£€½"  # noqa: RUF001
_SIZE = 160  # pixels of a letter's size; points in the PDF, painted one to one
_CELL = 320
_COLUMNS = 10
_NEAR = 3  # the side of a square: a pixel around
_INK = 128
_STRAY = 0.002  # the share of ink that may be elsewhere
_FINE = 4  # the original is drawn so many times as large: hints move edges to whole pixels
_WEIGHTS = {"regular": 400, "italic": 400, "bold": 700, "bold_italic": 700}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a file: "right", "WRONG" or "refused", and what is to be said of it."""

    name: str
    verdict: str
    words: str


def judge(path: Path) -> Verdict:
    """Return whether a font file is taken, and looks as it should."""
    try:
        made = prepare_typeface([path])
    except FontRefusedError as error:
        return Verdict(path.name, "refused" if error.hint else "WRONG", error.message)
    errors = [one for one in unease(with_near_styles(made.faces), "text") if one.is_error]
    if errors:
        return Verdict(path.name, "refused", errors[0].message)
    wrong = [found for style in made.faces for found in _wrong_letters(path, made, style)]
    words = ", ".join(wrong[:8]) or ", ".join(made.faces)
    return Verdict(path.name, "WRONG" if wrong else "right", words)


def sample(folders: Iterable[Path], most: int) -> list[Path]:
    """Return font files of the folders, spread evenly over the names of each kind."""
    kinds: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                kinds.setdefault(path.suffix.lower(), []).append(path)
    total = sum(map(len, kinds.values()))
    chosen = []
    for paths in kinds.values():
        share = min(len(paths), max(4, most * len(paths) // max(total, 1)))
        chosen += [paths[i * len(paths) // share] for i in range(share)]
    return chosen


def _wrong_letters(path: Path, made: Prepared, style: Style) -> Iterator[str]:
    own = {"x": with_near_styles({"regular": made.faces[style]})}
    typeface = choose_typeface("x", "x", own)
    face = typeface.families[0].faces["regular"]
    letters = [letter for letter in _LETTERS if face.covers(letter)]
    page, text = _painted(FontBook(typeface), face, letters)
    if [c for c in text if not c.isspace()] != letters:
        yield f"{style}: the text is another"
    original = _original(path, style)
    for index, letter in enumerate(letters):
        left, top = index % _COLUMNS * _CELL, index // _COLUMNS * _CELL
        ours = page.crop((left, top, left + _CELL, top + _CELL))
        theirs = Image.new("L", (_FINE * _CELL, _FINE * _CELL), 255)
        place = (_FINE * (_CELL // 4), _FINE * (_CELL * 2 // 3))
        ImageDraw.Draw(theirs).text(place, letter, font=original, fill=0, anchor="ls")
        theirs = theirs.resize((_CELL, _CELL), Image.Resampling.BOX)
        stray = max(_stray(ours, theirs), _stray(theirs, ours))
        moved = abs(original.getlength(letter) / _FINE - face.widths[ord(letter)] * _SIZE / 1000)
        if stray > _STRAY or moved > 1:
            yield f"{style} {letter!r} {stray:.3f} {moved:.1f}"


def _original(path: Path, style: Style) -> ImageFont.FreeTypeFont:
    """Return the font in a file as FreeType reads it, at the place on its axes that we take."""
    font = ImageFont.truetype(_unhinted(path), _FINE * _SIZE, layout_engine=ImageFont.Layout.BASIC)
    try:
        axes = font.get_variation_axes()
    except OSError:  # it has none
        return font
    wanted = {b"weight": _WEIGHTS[style], b"width": 100, b"optical size": 12}
    slant = {b"slant": "minimum", b"italic": "maximum"} if "italic" in style else {}
    places = []
    for axis in map(dict[str, Any], axes):
        name = (axis["name"] or b"").lower()
        value = axis[slant[name]] if name in slant else wanted.get(name, axis["default"])
        lowest, highest = float(axis["minimum"] or 0), float(axis["maximum"] or 0)
        places.append(min(max(float(value or 0), lowest), highest))
    font.set_variation_by_axes(places)
    return font


def _unhinted(path: Path) -> io.BytesIO:
    """Return the font without what moves the outlines of its letters for a screen, at any size."""
    font, out = TTFont(path, fontNumber=0), io.BytesIO()
    font.flavor = None
    for table in ("fpgm", "prep", "cvt ", "cvar"):
        if table in font:
            del font[table]
    for name in font.getGlyphOrder() if "glyf" in font else ():
        font["glyf"][name].removeHinting()
    font.save(out)
    out.seek(0)
    return out


def _stray(ink: Image.Image, allowed: Image.Image) -> float:
    """Return which share of the ink lies where the other has none near."""
    black = ink.point(lambda value: 255 if value < _INK else 0)
    near = allowed.point(lambda value: 255 if value < _INK else 0)
    near = near.filter(ImageFilter.MaxFilter(_NEAR))
    stray = ImageChops.subtract(black, near)
    return stray.histogram()[255] / max(black.histogram()[255], 1)


def _painted(book: FontBook, face: Face, letters: list[str]) -> tuple[Image.Image, str]:
    """Return letters in a grid as PDFium paints them, and the text that it finds."""
    rows = -(-len(letters) // _COLUMNS)
    width, height = _COLUMNS * _CELL, rows * _CELL
    operators: list[str] = []
    fonts: set[Resource] = set()
    for index, letter in enumerate(letters):
        x = index % _COLUMNS * _CELL + _CELL // 4
        y = height - index // _COLUMNS * _CELL - _CELL * 2 // 3
        shown = book.show(face, _SIZE, letter)
        operators.append(f"BT 1 0 0 1 {x} {y} Tm {shown.operators} ET")
        fonts |= shown.fonts
    bodies: list[bytes] = []
    names: list[str] = []
    for font in sorted(fonts, key=lambda font: font.name):
        names.append(f"/{font.name} {4 + len(bodies) + 1} 0 R")
        bodies += font.objects(4 + len(bodies) + 1)
    content = "\n".join(operators).encode()
    page = (
        f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        f"/Resources <</Font <<{' '.join(names)}>>>>>>"
    )
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        page.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *bodies,
    ]
    document = pypdfium2.PdfDocument(_file(objects))
    try:
        image = document[0].render(scale=2, grayscale=True).to_pil().reduce(2)
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    return image, text


def _file(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(made)
