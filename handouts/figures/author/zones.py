"""Where an exercise is felt: muscles as patches on the body's surface, whatever its girth.

A patch is given by the way it faces from its bone and how far it reaches round and along it; so
it lies over skin and clothes alike, and is as much larger as the body is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.vectors import Array, Flags, Ints

_ROUND: Final = 2.6  # between an ellipse (2) and a rectangle: a belly of muscle

# Square millimetres on paper that a reader finds (`gates` asks for 6, and paper is only guessed
# here), and how much larger than life a muscle is drawn, step by step, until as much is seen.
# Less than the second is a rim of a muscle on the other side, and not enlarged.
_LEAST_SEEN: Final = 8.2
_RIM: Final = 1.5
_GROWN: Final = (1.06, 1.12, 1.18, 1.24, 1.3, 1.4, 1.5)


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle on a bone.

    `faces` is where its middle faces, 0 forward, 90 to its own side, 180 back; `reach` how far it
    goes round from there, both in degrees. `middle` and `half`: its place along the bone's z and
    half its length, in body heights. `on`: the parts that it may colour, without their side.
    `most`: how far round it may go where it is drawn larger than life, never all round a limb.
    """

    bone: str
    faces: float
    reach: float
    middle: float
    half: float
    on: tuple[str, ...]
    most: float = 150


_THIGH: Final = ("thigh", "short")
_HIP: Final = ("torso", "thigh", "short")
ZONES: Final[dict[str, Patch]] = {
    "hamstring": Patch("thigh", 180, 100, -0.128, 0.115, _THIGH),
    "quads": Patch("thigh", 0, 110, -0.130, 0.115, _THIGH),
    "calf": Patch("shank", 180, 115, -0.095, 0.105, ("shank",)),
    "shin": Patch("shank", 20, 80, -0.100, 0.095, ("shank",)),
    "glute": Patch("pelvis", 150, 80, -0.010, 0.080, _HIP),
    "sidehip": Patch("pelvis", 95, 62, 0.000, 0.080, _HIP),
    "hipfront": Patch("pelvis", 28, 52, -0.020, 0.072, _HIP),
    "lowback": Patch("lum1", 180, 88, 0.028, 0.080, ("torso",)),
    "abs": Patch("lum1", 0, 92, 0.028, 0.082, ("torso",)),
    "waist": Patch("lum1", 90, 72, 0.035, 0.085, ("torso",)),
    "midback": Patch("tho1", 180, 88, 0.030, 0.085, ("torso",)),
    "upperback": Patch("tho2", 180, 82, 0.002, 0.092, ("torso", "sleeve"), 90),
}


def seen_zone(
    name: str, body: Skeleton, parts: Sequence[Part], points: Array, part_of: Ints, each: float
) -> Flags:
    """Return which of the points that are seen are coloured; each is `each` mm² on paper.

    A muscle of which little is seen is coloured a little beyond its rim, so that the mark can be
    found on paper. One that is hardly seen stays so.
    """
    inside = in_zone(name, body, parts, points, part_of)
    for grown in _GROWN:
        if not _RIM < inside.sum() * each < _LEAST_SEEN:
            break
        inside = in_zone(name, body, parts, points, part_of, grown)
    return inside


def in_zone(
    name: str,
    body: Skeleton,
    parts: Sequence[Part],
    points: Array,
    part_of: Ints,
    grown: float = 1.0,
) -> Flags:
    """Return which points (in the world, and the part each lies on) are where it is felt.

    `name` is one of ZONES, with L or R in front for those that have a side; `grown`: how much
    larger than life, each way.
    """
    side = name[0] if name[:1] in ("L", "R") and name[1:] in ZONES else ""
    patch = ZONES[name[len(side) :]]
    bone = side + patch.bone if patch.bone in ("thigh", "shank") else patch.bone
    x, y, z = ((points - body.origin[bone]) @ body.turn[bone]).T
    round_it = np.degrees(np.arctan2(-y if side == "R" else y, x)) - patch.faces
    round_it = (round_it + 180) % 360 - 180
    away = np.abs(round_it / min(patch.reach * grown, patch.most)) ** _ROUND
    away += np.abs((z - patch.middle) / (patch.half * grown)) ** _ROUND
    may = [
        part.name.removeprefix(part.side) in patch.on and (not side or part.side in ("", side))
        for part in parts
    ]
    return np.asarray((away < 1) & np.array([*may, False])[part_of], dtype=bool)
