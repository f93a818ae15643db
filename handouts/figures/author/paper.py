"""How large what is seen comes out on paper, as far as one view of it tells."""

from typing import Final

import numpy as np

from handouts.figures.author.tracer import View
from handouts.figures.compose import LYING

# Millimetres: the least width and height of a picture, in a narrow column.
_COLUMN: Final = (46.0, 40.0)
# What of it is left for an upright body beside another: floor and arrows take the rest.
_LEFT: Final = 0.72


def paper_scale(view: View, *, beside: bool = False) -> float:
    """Return about how many mm a body height is on paper.

    `beside`: as it is when another position stands beside an upright one.
    """
    rows, columns = np.nonzero(view.part >= 0)
    if not len(rows):
        return _COLUMN[0]
    wide, high = (np.ptp(columns) + 1) * view.pitch, (np.ptp(rows) + 1) * view.pitch
    if beside and wide < LYING * high:
        return float(min(_COLUMN[0] / (2 * wide), _COLUMN[1] / high)) * _LEFT
    return float(min(_COLUMN[0] / wide, _COLUMN[1] / high))
