"""Drawing on the sheet: text in the brand's own typeface, pages, pictures, patches of colour."""

import datetime as dt
from collections.abc import Mapping

from handouts.brand import Logo
from handouts.colour import WHITE, Colour
from handouts.pdf.edition_data import About, FieldGlyph
from handouts.pdf.fill import text_operators, text_width, wrap
from handouts.pdf.imposing import PageForm, Sheet
from handouts.pdf.metadata import information
from handouts.pdf.objects import stream

INK = Colour(0x22, 0x2B, 0x30)
GREY = Colour(0x5B, 0x66, 0x6D)
HAIRLINE = Colour(0xB8, 0xC0, 0xC5)

_MM = 72 / 25.4
_LEADING = 1.35


class Pen:
    """Draws on one sheet; lengths in millimetres from its upper left corner, type in points."""

    def __init__(
        self, size: tuple[float, float], glyphs: Mapping[str, FieldGlyph], page: PageForm
    ) -> None:
        """Take the size, and a page whose fonts the glyphs are in."""
        self._height = size[1]
        self._glyphs = glyphs
        self._sheet = Sheet(size[0] * _MM, size[1] * _MM)
        self._sheet.take_fonts(page)
        self._logos: dict[bytes, bytes] = {}

    def text(self, text: str, left: float, baseline: float, size: float, ink: Colour = INK) -> None:
        """Write one line; a character that the typeface lacks is left out."""
        shown = self._shown(text)
        self._draw(
            b"BT %.4f %.4f %.4f rg 1 0 0 1 %.2f %.2f Tm %s ET"
            % (
                *ink.fractions,
                *self._point(left, baseline),
                text_operators(shown, size, self._glyphs),
            )
        )

    def paragraph(
        self, text: str, left: float, top: float, width: float, size: float, ink: Colour = INK
    ) -> float:
        """Write lines no wider than `width` below `top`; return where the next would begin."""
        step = size * _LEADING / _MM
        for line in wrap(self._shown(text), width * _MM / size * 1000, self._glyphs):
            self.text(line, left, top + size / _MM, size, ink)
            top += step
        return top

    def width(self, text: str, size: float) -> float:
        """Return how wide a line gets."""
        return text_width(self._shown(text), self._glyphs) * size / 1000 / _MM

    def patch(self, left: float, top: float, width: float, height: float, fill: Colour) -> None:
        """Fill a rectangle; one in white gets a hairline around it."""
        box = (*self._point(left, top + height), width * _MM, height * _MM)
        self._draw(b"%.4f %.4f %.4f rg %.2f %.2f %.2f %.2f re f" % (*fill.fractions, *box))
        if fill == WHITE:
            self.frame(left, top, width, height)

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a hairline around a rectangle."""
        box = (*self._point(left, top + height), width * _MM, height * _MM)
        ink = HAIRLINE.fractions
        self._draw(b"%.4f %.4f %.4f RG 0.5 w %.2f %.2f %.2f %.2f re S" % (*ink, *box))

    def page(self, page: PageForm, left: float, top: float, room: tuple[float, float]) -> None:
        """Draw a page as large as the room allows, with a hairline around it."""
        scale = min(room[0] * _MM / page.width, room[1] * _MM / page.height)
        width, height = page.width * scale / _MM, page.height * scale / _MM
        x, y = self._point(left, top + height)
        name = self._sheet.form(page)
        self._draw(b"q %.5f 0 0 %.5f %.2f %.2f cm %s Do Q" % (scale, scale, x, y, name))
        self.frame(left, top, width, height)

    def logo(self, logo: Logo, left: float, top: float, room: tuple[float, float]) -> float:
        """Draw a logo as large as the room allows; return how high it got."""
        scale = min(room[0] / logo.width, room[1] / logo.height)
        width, height = logo.width * scale, logo.height * scale
        box = (width * _MM, height * _MM, *self._point(left, top + height))
        self._draw(b"q %.3f 0 0 %.3f %.2f %.2f cm %s Do Q" % (*box, self._image(logo)))
        return height

    def file(self, about: About, date: dt.date) -> bytes:
        """Return the sheet as a PDF file."""
        return self._sheet.file(information(about, date), about.language)

    def _image(self, logo: Logo) -> bytes:
        if logo.png not in self._logos:
            pixels = logo.pixels()
            head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
            head %= (logo.width, logo.height)
            space = b"/ColorSpace /Device" + (b"Gray" if pixels.channels == 1 else b"RGB")
            if pixels.alpha:
                mask = self._sheet.add(stream(pixels.alpha, head + b"/ColorSpace /DeviceGray"))
                space += b" /SMask %d 0 R" % mask
            number = self._sheet.add(stream(pixels.colour, head + space))
            self._logos[logo.png] = self._sheet.name(number)
        return self._logos[logo.png]

    def _shown(self, text: str) -> str:
        return "".join(character for character in text if character in self._glyphs)

    def _point(self, left: float, down: float) -> tuple[float, float]:
        """Return a place in points from the lower left corner."""
        return left * _MM, (self._height - down) * _MM

    def _draw(self, operators: bytes) -> None:
        self._sheet.operators.append(operators)
