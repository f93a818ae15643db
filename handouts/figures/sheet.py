"""Contact sheets: every drawing at the size it is printed, as PDF. Standard library only.

For looking and reviewing, not for patients: words are in a font that the viewer supplies, and
nothing is tagged.
"""

import textwrap
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handouts.figures.drawing import Drawing
from handouts.figures.paints import Palette
from handouts.figures.pdf import operators

MM: Final = 72 / 25.4
PAGE: Final = (210.0, 297.0)
CELL: Final = 46.0
_MARGIN: Final = 8.0
_GAP: Final = 3.0
_TITLE: Final = 5.0
_HIGHEST: Final = 44.0
_LINE: Final = 3.5  # from one line of words to the next
_LETTERS: Final = 33  # that a cell's width takes


@dataclass(frozen=True, slots=True)
class Item:
    """A drawing with its title, its colours, and words to stand under the title."""

    title: str
    drawing: Drawing
    palette: Palette
    words: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The words in lines that are as wide as the drawing's cells."""
        most = _LETTERS * 2 if self.drawing.wide else _LETTERS
        return [line for text in self.words for line in textwrap.wrap(text, most)]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item on a page: left, bottom and width in mm from the lower left corner.

    `words_x` is where its words begin: a narrow drawing stands in the middle above them.
    """

    item: Item
    x: float
    y: float
    width: float
    words_x: float


def fitted(drawing: Drawing) -> tuple[float, float]:
    """Return the width and height in mm a drawing is printed at: one cell, two when wide."""
    room = 2 * CELL + _GAP if drawing.wide else CELL
    width = min(room, _HIGHEST * drawing.width / drawing.height)
    return width, width * drawing.height / drawing.width


def pages(items: Iterable[Item]) -> list[list[Placed]]:
    """Return pages with rows of drawings, each row as high as its highest."""
    out: list[list[Placed]] = [[]]
    row: list[tuple[Item, float, float, float, float]] = []
    x, top = _MARGIN, PAGE[1] - _MARGIN

    def finish() -> None:
        nonlocal top, x
        under = _TITLE + _LINE * max(len(item.lines) for item, *_ in row)
        high = max(height for *_, height in row) + under + _GAP
        if top - high < _MARGIN:
            out.append([])
            top = PAGE[1] - _MARGIN
        top -= high
        out[-1].extend(
            Placed(item, at, top + under, width, words_x) for item, words_x, at, width, _ in row
        )
        row.clear()
        x = _MARGIN

    for item in items:
        room = 2 * CELL + _GAP if item.drawing.wide else CELL
        if row and x + room > PAGE[0] - _MARGIN + 0.1:
            finish()
        width, height = fitted(item.drawing)
        middle = x + (room - width) / 2
        row.append((item, x if item.words else middle, middle, width, height))
        x += room + _GAP
    if row:
        finish()
    return out


def to_pdf(sheet: list[list[Placed]]) -> bytes:
    """Return a PDF file with the pages of a sheet."""
    objects: list[bytes] = [b"", b"", _font(b"Helvetica"), _font(b"Helvetica-Bold")]
    kids = []
    for page in sheet:
        text = "\n".join(_placed(p) for p in page).encode("cp1252", "replace")
        packed = zlib.compress(text, 9)
        size = str(len(packed)).encode()
        stream = b"<</Length " + size + b"/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
        objects.append(stream)
        number = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>" % (PAGE[0] * MM, PAGE[1] * MM, number)
        )
        kids.append(b"%d 0 R" % (number + 1))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _file(objects)


def _font(name: bytes) -> bytes:
    return b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>" % name


def _placed(p: Placed) -> str:
    scale = p.width * MM / p.item.drawing.width
    ink = operators(p.item.drawing, p.item.palette, scale)
    x, y, words_x = p.x * MM, p.y * MM, p.words_x * MM
    font = "B 8" if p.item.words else "F 7"
    written = [_written(font, p.item.title, words_x, (p.y - 3) * MM)]
    for number, line in enumerate(p.item.lines, 1):
        written.append(_written("F 8", line, words_x, (p.y - 3 - number * _LINE) * MM))
    return "\n".join([f"q 1 0 0 1 {x:.2f} {y:.2f} cm\n{ink}\nQ", *written])


def _written(font: str, text: str, x: float, y: float) -> str:
    for sign in "\\()":
        text = text.replace(sign, f"\\{sign}")
    return f"BT /{font} Tf 0.2 g {x:.2f} {y:.2f} Td ({text}) Tj ET"


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
