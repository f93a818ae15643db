"""Logos of partners in a row: alike to the eye whatever their shapes, with clear space around."""

from collections.abc import Sequence
from math import sqrt

from handouts.layout.masthead import Mark

_LEAST_CLEAR = 14.0  # points between two logos
_CLEAR = 0.4  # of the row's height: the same
_AREAS = (1.5, 2.0)  # squares of the row's height: the area of a wide logo, at least and at most

Size = tuple[float, float]


def clear_space(tallest: float) -> float:
    """Return the space between logos in a row of that height (points)."""
    return max(_LEAST_CLEAR, _CLEAR * tallest)


def partner_sizes(marks: Sequence[Mark], tallest: float, room: float, own: Size) -> list[Size]:
    """Return width and height of each logo in a row (points).

    They have one area, that of the clinic's `own` where it can be, so that a wide logo does not
    look larger than a square one; none is higher than `tallest`, and all fit the room.
    """
    if not marks:
        return []
    least, most = (share * tallest**2 for share in _AREAS)
    area = min(max(own[0] * own[1], least), most)
    sizes = []
    for mark in marks:
        aspect = mark.size[0] / mark.size[1]
        height = min(sqrt(area / aspect), tallest)
        sizes.append((height * aspect, height))
    between = clear_space(tallest) * (len(sizes) - 1)
    scale = min(1.0, (room - between) / sum(wide for wide, _ in sizes))
    return [(wide * scale, tall * scale) for wide, tall in sizes]


def row_width(sizes: Sequence[Size], tallest: float) -> float:
    """Return the width of a row of logos (points)."""
    return sum(wide for wide, _ in sizes) + clear_space(tallest) * max(0, len(sizes) - 1)
