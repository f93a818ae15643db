"""Which page of a handout goes where on which side of which sheet.

Everything here is about one handout: a sheet never has pages of two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from handouts.batch.print_file.options import Imposition, PrintOptions

Side = tuple[int | None, ...]
"""The places of one side of a sheet from left to right: an index of a page, None left blank."""

_PLACES: dict[Imposition, int] = {"single": 1, "two-up": 2, "booklet": 2}


@dataclass(frozen=True, slots=True)
class Placement:
    """A page's lower left corner on its sheet (points) and how much smaller it is."""

    x: float
    y: float
    scale: float


def sides(pages: int, options: PrintOptions) -> tuple[Side, ...]:
    """Return the sides on which a handout of so many pages is printed, whole sheets always.

    With duplex, they are front, back, front, back.
    """
    places = _PLACES[options.imposition]
    sheet = places * (2 if options.duplex else 1)
    padded = ceil(pages / sheet) * sheet
    order: tuple[tuple[int, ...], ...]
    if options.imposition == "booklet":
        order = tuple(_folded(padded))
    else:
        order = tuple(tuple(range(first, first + places)) for first in range(0, padded, places))
    return tuple(tuple(page if page < pages else None for page in side) for side in order)


def _folded(pages: int) -> Iterator[tuple[int, int]]:
    """Yield left and right page of each side, so that the sheets, laid into one another, read on.

    The outermost sheet comes first: its front has the last page and the first.
    """
    for leaf in range(0, pages // 2, 2):
        yield pages - 1 - leaf, leaf
        yield leaf + 1, pages - 2 - leaf


def sheet_size(page: tuple[float, float], imposition: Imposition) -> tuple[float, float]:
    """Return width and height of the paper for pages of a size; two lie on it side by side."""
    width, height = page
    return (width, height) if imposition == "single" else (height, width)


def placements(
    page: tuple[float, float], options: PrintOptions, *, back: bool
) -> tuple[Placement, ...]:
    """Return where the pages of one side lie, from left to right.

    The staple margin lies at the left edge of a front and the right edge of a back; in a booklet
    at the fold, so that the pages move away from it.
    """
    width, height = page
    margin = options.staple_margin
    if options.imposition == "single":
        return (Placement(-margin if back else margin, 0, 1),)
    across, up = sheet_size(page, options.imposition)
    scale = min(across / 2 / width, up / height)
    x, y = (across / 2 - width * scale) / 2, (up - height * scale) / 2
    if options.imposition == "booklet":
        left, right = -margin, margin
    else:
        left = right = -margin if back else margin
    return Placement(x + left, y, scale), Placement(across / 2 + x + right, y, scale)
