"""A web page on paper: a square code to point a phone at, and its address to read and type.

The code is a QR code (ISO/IEC 18004) of error correction level M, dark on white, with the quiet
zone of four modules that the standard asks for.
"""

from dataclasses import dataclass

import segno

from handouts.document import Span, WebLink
from handouts.layout.boxes import Beside, Box, Item, Stack, Uncut
from handouts.layout.maker import Maker
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.units import MM

QUIET = 4  # modules of white on each side
_LEAST = 20 * MM  # a code as wide as this is read at arm's length
_LEAST_MODULE = 0.5 * MM  # what an old phone can tell apart
_MOST_GROWN = 1.5  # times its size, in large print

Modules = tuple[tuple[bool, ...], ...]
"""Rows from the top, dark or not, without the quiet zone."""


def modules(address: str) -> Modules:
    """Return the code of an address."""
    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@dataclass(frozen=True, slots=True)
class CodeBox(Uncut):
    """A square code; `module` is the width of one module in points. Its quiet zone is in it."""

    modules: Modules
    module: float
    tag: Tag

    @property
    def width(self) -> float:
        """The modules and the quiet zone on both sides."""
        return (len(self.modules) + 2 * QUIET) * self.module

    @property
    def height(self) -> float:
        """The same: it is square."""
        return self.width

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the code as its tag's figure."""
        pen.square_code(self, x, top)


def web_link(maker: Maker, block: WebLink) -> list[Item]:
    """Return the code with its label and address at its side; they stay together."""
    code = _code(maker, block)
    left = code.width + maker.step(2)
    beside = maker.within(maker.width - left)
    words = [Item(beside.paragraph(block.label, maker.theme.strong))] if block.label else []
    address = (Span(block.shown, link=block.address),)
    words.append(Item(beside.paragraph(address, maker.theme.body), before=maker.step(0.5)))
    columns: tuple[tuple[float, Box], ...] = (
        (0, code),
        (left, Stack(tuple(words), beside.width)),
    )
    return [Item(Beside(columns, maker.width, level=True), before=maker.step(2))]


def _code(maker: Maker, block: WebLink) -> CodeBox:
    made = modules(block.address)
    grown = min(maker.theme.times, _MOST_GROWN)
    module = max(_LEAST / len(made), _LEAST_MODULE) * grown
    return CodeBox(made, module, maker.parent.add("Figure", alt=block.alt))
