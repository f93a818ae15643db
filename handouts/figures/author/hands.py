"""Hands: five shapes that tell what a hand does, and which finger each place of one belongs to.

In a hand's own axes x is the thumb's side and z goes to the wrist; lengths are body heights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from handouts.figures.author.contours import grown
from handouts.figures.author.field import Field
from handouts.figures.author.paper import paper_scale
from handouts.figures.author.shapes import Kind, Part, Solid
from handouts.figures.author.skeleton import Side, Skeleton, sign
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array, Flags, Ints, Triple, any_frame, length, unit, vec

PALM, THUMB, INDEX, THUMB_BASE = 0, 1, 2, 6


@dataclass(frozen=True, slots=True)
class HandShape:
    """How the fingers and the thumb lie.

    `curl`: 0 straight to 1 fist; `more` is added to it from the index to the little finger.
    `spread`: degrees between neighbouring straight fingers. `thumb`: its two bones, each as
    (to the thumb's side, towards the palm, towards the wrist).
    """

    curl: float
    more: float
    spread: float
    thumb: tuple[Triple, Triple]


SHAPES: Final = {
    "flat": HandShape(0.0, 0.0, 2.5, ((0.021, 0.003, -0.016), (0.011, 0.002, -0.019))),
    "floor": HandShape(0.0, 0.0, 6.0, ((0.024, 0.004, -0.011), (0.014, 0.001, -0.017))),
    "relaxed": HandShape(0.22, 0.16, 1.0, ((0.012, 0.011, -0.020), (0.002, 0.009, -0.021))),
    "hook": HandShape(0.45, 0.06, 2.0, ((0.024, 0.002, -0.012), (0.014, 0.005, -0.016))),
    "grip": HandShape(0.95, 0.0, 0.0, ((0.007, 0.020, -0.016), (-0.017, 0.012, -0.011))),
}

# What tells a shape that the author leaves open: how high a palm that faces down so squarely lies
# on the floor, and from which curl a hand grips, hooks on the body, hooks elsewhere.
_ON_THE_FLOOR: Final = 0.045
_PALM_DOWN: Final = 0.8
_GRIPS: Final = 0.7
_HOOKS: Final = 0.1
_BENDS: Final = 0.3

# Fingers from the index to the little one: x and z of the knuckle, two lengths.
_FINGERS: Final = (
    (0.0172, -0.052, 0.026, 0.023),
    (0.0060, -0.055, 0.029, 0.026),
    (-0.0053, -0.053, 0.027, 0.024),
    (-0.0160, -0.047, 0.022, 0.019),
)
# Body heights from a hand's outline in which no line is drawn; mm that a hand with lines has.
_RIM: Final = 0.0045
_LEAST_HAND: Final = 3.0

_THUMB_ROOT: Final = (0.019, 0.003, -0.022)
# Which digit each solid of a hand is, in the order of `hand_part`.
_DIGITS: Final = np.array((PALM, PALM, 2, 2, 3, 3, 4, 4, 5, 5, THUMB_BASE, THUMB))


def default_hand(body: Skeleton, side: Side, *, curl: float | None, palm: bool, held: bool) -> str:
    """Return the shape of a hand that the author leaves open, from where it is and how curled.

    `palm`: the author says where the palm faces; `held`: it lies on the body.
    """
    bent = curl or 0.0
    if bent >= _GRIPS:
        return "grip"
    if bent >= (_HOOKS if held else _BENDS):
        return "hook"
    faces = -sign(side) * body.turn[f"{side}hand"][:, 1]
    down = float(faces[2]) < -_PALM_DOWN and float(body.origin[f"{side}hand"][2]) < _ON_THE_FLOOR
    if down and not held:
        return "floor"
    return "flat" if palm or held else "relaxed"


def hand_part(body: Skeleton, side: Side) -> Part:
    """Return a hand: palm facing the body's middle, thumb forward, fingers down."""
    g, bone = sign(side), f"{side}hand"
    shape = SHAPES[body.hand.get(side, "relaxed")]
    shape = replace(shape, curl=body.curl.get(side, shape.curl))

    def cone(start: Array, end: Array, radii: tuple[float, float], flat: float = 1.0) -> Solid:
        turn = body.turn[bone] @ any_frame(unit(end - start))
        at = body.at(bone, (start[0], start[1], start[2]))
        return Solid(Kind.CONE, at, turn, (*radii, length(end - start)), (1.04, flat, 1.0))

    # A fist has no web between its fingers: there the palm ends sooner.
    web = -0.046 + 0.016 * shape.curl
    solids = [
        cone(vec(0.002, 0, 0.004), vec(0.001, 0, web), (0.0165, 0.0225), 0.50),
        cone(vec(0.012, -g * 0.003, -0.014), vec(0.014, -g * 0.003, -0.034), (0.010, 0.0105)),
    ]
    for finger in range(len(_FINGERS)):
        knuckle, middle, tip = _finger(shape, finger, g)
        solids.append(cone(knuckle, middle, (0.0068, 0.0062)))
        solids.append(cone(middle, tip, (0.0062, 0.0050)))
    root, joint, tip = _thumb(shape, g)
    solids.append(cone(root, joint, (0.0095, 0.0078)))
    solids.append(cone(joint, tip, (0.0078, 0.0058)))
    return Part(bone, f"{side}arm", "skin", solids, 0.0040, side, body.origin[bone], 0.012, 0.02)


def _finger(shape: HandShape, finger: int, g: int) -> tuple[Array, Array, Array]:
    """Return a finger's knuckle, middle joint and tip in the hand's axes."""
    x, z, first, second = _FINGERS[finger]
    curl = min(1.0, max(0.0, shape.curl + shape.more * (finger / 3 - 0.5)))
    fan = np.radians(shape.spread * (1.5 - finger)) * (1 - curl)
    knuckle, bend = vec(x, 0, z), 4 + 48 * curl
    middle = knuckle + _bent(g, bend, float(fan)) * first
    tip = middle + _bent(g, bend + 8 + 131 * curl, float(fan)) * second
    return knuckle, middle, tip


def _bent(g: int, angle: float, fan: float) -> Array:
    """Return the way a finger bone points: bent towards the palm (degrees), fanned (radians)."""
    a = float(np.radians(angle))
    along = float(np.cos(a))
    return vec(np.sin(fan) * along, -g * float(np.sin(a)), -np.cos(fan) * along)


def _thumb(shape: HandShape, g: int) -> tuple[Array, Array, Array]:
    at = [np.array(_THUMB_ROOT)]
    for bone in shape.thumb:
        at.append(at[-1] + np.asarray(bone))
    root, joint, tip = (p * vec(1, -g, 1) for p in at)
    return root, joint, tip


def digits_seen(view: View, parts: Sequence[Part]) -> Ints:
    """Return what of a hand each pixel shows: PALM, THUMB, a finger from INDEX on; -1 if none.

    The rim of a hand counts as none, so that lines stop short of it; so does a hand too small
    on paper for lines.
    """
    out: Ints = np.full(view.shape, -1, dtype=np.int64)
    rim = max(1, round(_RIM / view.pitch))
    for number, part in enumerate(parts):
        own = view.part == number
        if part.name[1:] == "hand" and _extent(own) * view.pitch * paper_scale(view) >= _LEAST_HAND:
            rows, columns = np.nonzero(own & ~grown(~own, rim))
            points = view.points(rows, columns)
            out[rows, columns] = digits(
                parts, view.tracer.field.view, points, view.part[rows, columns]
            )
    return out


def digits(parts: Sequence[Part], axes: Array, points: Array, part_of: Ints) -> Ints:
    """Return what of a hand each point (viewer's axes) lies on; -1 for what is no hand."""
    out: Ints = np.full(len(part_of), -1, dtype=np.int64)
    for number, part in enumerate(parts):
        own = np.nonzero(part_of == number)[0]
        if part.name[1:] == "hand" and len(own):
            out[own] = _DIGITS[Field([part], axes).nearest_solid(points[own])]
    return out


def _extent(mask: Flags) -> float:
    """Return the diagonal of what a mask covers, in pixels."""
    rows, columns = np.nonzero(mask)
    return float(np.hypot(np.ptp(rows), np.ptp(columns))) if len(rows) else 0.0


def parted(one: Ints, other: Ints) -> Flags:
    """Return whether a line belongs between two places of a hand.

    It does between two fingers, and where the thumb borders on them or lies on the palm.
    """
    seen = (one != other) & (one >= 0) & (other >= 0)
    fingers = (one >= INDEX) & (other >= INDEX)
    base = (one == THUMB_BASE) | (other == THUMB_BASE)
    thumb = ((one == THUMB) | (other == THUMB)) & ~base
    return np.asarray(seen & (fingers | thumb), dtype=bool)
