"""Halos: a pale gap beside a limb that crosses another of its own colour.

An illustrator leaves such a gap on the farther one, just outside the outline of the nearer.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from handouts.figures.author.contours import grown, without_crumbs
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Flags, Ints

HALO_ROLES: Final = ("skin", "top", "bottom")

# Body heights. On a figure 40 mm tall the gap is 0.42 mm from the middle of the outline, which
# covers 0.1 of it. A step in depth below the first is a fold, below the second one of a limb's own.
_WIDE: Final = 0.0105
_STEP: Final = 0.010
_OWN_STEP: Final = 0.035
_STEEP: Final = 2.2  # a slope explains a step up to this many times its own
_CRUMB: Final = 0.0004  # body heights squared


def halos(view: View, role: Ints) -> Iterator[tuple[int, Flags]]:
    """Yield the number of a role, and where a limb of that role shows a gap before a nearer one.

    `role` is the number of the role that each pixel shows.
    """
    parts = view.tracer.field.parts
    groups = sorted({part.group for part in parts})
    group = np.array([groups.index(part.group) for part in parts] + [-1])[view.part]
    limb = np.array([not part.is_prop and part.group != "head" for part in parts] + [False])
    far = _behind(view, role, group, limb[view.part])
    for number in np.unique(role[far]).tolist():
        gap = np.zeros_like(far)
        for one in np.unique(group[far & (role == number)]).tolist():
            own = (group == one) & (role == number)
            gap |= grown(far & own, max(1, round(_WIDE / view.pitch))) & own
        gap = without_crumbs(gap, _CRUMB / view.pitch**2)
        if gap.any():
            yield int(number), gap


def _behind(view: View, role: Ints, group: Ints, limb: Flags) -> Flags:
    """Return the pixels beside which something of the same role is clearly nearer."""
    out = np.zeros(view.shape, dtype=bool)
    facing = np.clip(view.normal[..., 2], 0.05, 1)
    slope = np.sqrt(np.clip(1 - facing * facing, 0, 1)) / facing
    for axis in (0, 1):
        a = (slice(0, -1), slice(None)) if axis == 0 else (slice(None), slice(0, -1))
        b = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        for far, near in ((a, b), (b, a)):
            step = view.depth[near] - view.depth[far]
            least = np.where(group[near] != group[far], _STEP, _OWN_STEP)
            alike = limb[far] & limb[near] & (role[far] == role[near])
            explained = _STEEP * view.pitch * slope[far]
            other = view.part[far] != view.part[near]
            out[far] |= alike & other & (step > np.maximum(least, explained))
    return out
