"""Growing the pictures of cards into the room that is left on their page."""

from collections.abc import Callable, Iterable
from itertools import groupby

from handouts.layout.boxes import Box
from handouts.layout.paginate import Placed

GROWTHS = (1.3, 1.2, 1.1)
"""How many times their usual size pictures may have, the largest first."""

Larger = Callable[[Box, float], Box | None]
"""Returns a box with pictures of that growth; None where it has none that may grow."""


def grow(
    placed: Iterable[Placed], heights: tuple[float, float], larger: Larger
) -> list[tuple[Placed, Placed]]:
    """Return each box as it was placed, and as it is placed with the pictures of its page grown.

    All pictures of a page grow alike, by the most that its room allows. `heights` are those of the
    text area on the first page and on the others, in points.
    """
    grown: list[tuple[Placed, Placed]] = []
    for page, boxes in groupby(placed, key=lambda one: one.page):
        before = list(boxes)
        room = heights[min(page, 1)]
        trials = (_with_growth(before, growth, larger) for growth in GROWTHS)
        fitting = (trial for trial in trials if trial[-1].down + trial[-1].box.height <= room)
        grown += zip(before, next(fitting, before), strict=True)
    return grown


def _with_growth(boxes: list[Placed], growth: float, larger: Larger) -> list[Placed]:
    """Return the boxes of a page with larger pictures, those below moved down."""
    moved = 0.0
    made = []
    for one in boxes:
        found = larger(one.box, growth)
        made.append(Placed(one.page, one.down + moved, found or one.box))
        moved += found.height - one.box.height if found else 0
    return made
