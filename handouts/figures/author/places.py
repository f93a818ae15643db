"""Names for places: from "near_knee" in a pose spec to a point in the world."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from handouts.figures.author.field import Field
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Side, Skeleton, sign
from handouts.figures.author.vectors import Array, Triple, unit, vec

_JOINT_BONES: Final = {
    "shoulder": "uarm",
    "elbow": "farm",
    "wrist": "hand",
    "hip": "thigh",
    "knee": "shank",
    "ankle": "foot",
}
_LIMB_POINTS: Final[dict[str, tuple[str, tuple[float, float, float]]]] = {
    "toe": ("foot", (0.105, 0, -0.03)),
    "heel": ("foot", (-0.05, 0, -0.03)),
    "sole": ("foot", (0.04, 0, -0.042)),
    "ball": ("foot", (0.075, 0, -0.042)),
    "instep": ("foot", (0.045, 0, 0.012)),
    "fingertip": ("hand", (0, 0, -0.10)),
    "palm": ("hand", (0, 0, -0.05)),
}
_TRUNK_POINTS: Final[dict[str, tuple[str, tuple[float, float, float]]]] = {
    "crown": ("head", (0, 0, 0.11)),
    "nose": ("head", (0.065, 0, 0.03)),
    "belly": ("lum1", (0.06, 0, 0.03)),
    "lowback": ("lum1", (-0.05, 0, 0.02)),
    "midback": ("tho1", (-0.055, 0, 0.03)),
    "chest": ("tho2", (0.065, 0, 0.0)),
}
# How far the palm's skin is from the hand's axis, and the palm's middle from the wrist.
_PALM_DEEP: Final = 0.0115
_PALM_ALONG: Final = 0.032
_GRIP: Final = (0.002, 0.018, -0.062)  # inside curled fingers; y towards the palm


def sided(name: str, near: Side) -> str:
    """Return a name with L or R in front: near_knee -> Lknee; names without a side stay."""
    far: Side = "R" if near == "L" else "L"
    for word, side in (("near_", near), ("far_", far), ("left_", "L"), ("right_", "R")):
        if name.startswith(word):
            return side + name.removeprefix(word)
    return name


def unsided(own: str, near: Side | None) -> str:
    """Return a name as an author writes it: Lknee -> near_knee, or left_knee without a near side.

    Names without a side stay.
    """
    if own[:1] not in ("L", "R"):
        return own
    if near is None:
        return ("left_" if own[0] == "L" else "right_") + own[1:]
    return ("near_" if own[0] == near else "far_") + own[1:]


def bone_of(name: str, near: Side) -> str:
    """Return the bone a joint or bone name stands for."""
    own = sided(name, near)
    return own[0] + _JOINT_BONES[own[1:]] if own[1:] in _JOINT_BONES else own


def point(body: Skeleton, name: str, near: Side) -> Array:
    """Return the world point of a named place on the body."""
    own = sided(name, near)
    if own in _TRUNK_POINTS:
        bone, at = _TRUNK_POINTS[own]
        return body.at(bone, at)
    if own[:1] in ("L", "R") and own[1:] in _LIMB_POINTS:
        bone, at = _LIMB_POINTS[own[1:]]
        return body.at(own[0] + bone, at)
    if own[:1] in ("L", "R") and own[1:] == "grip":
        side: Side = "L" if own[0] == "L" else "R"
        x, y, z = _GRIP
        return body.at(f"{side}hand", (x, -sign(side) * y, z))
    return body.origin[bone_of(name, near)].copy()


def place(body: Skeleton, where: Any, near: Side, root: Array | None = None) -> Array:
    """Return the world point of a place as a pose spec writes it (pose.places.Place, dumped).

    `root` is the limb's own root, for places on the floor beside it.
    """
    if isinstance(where, str):
        return point(body, where, near)
    if not isinstance(where, Mapping):
        return np.asarray(where, dtype=np.float64)
    if "floor" in where and root is not None:
        dx, dy = where["floor"]
        return vec(root[0] + dx, root[1] + dy + where.get("out", 0), where["z"])
    if "rel" in where:
        away: Array = np.asarray(where.get("at", (0, 0, 0)), dtype=np.float64)
        return np.add(point(body, where["rel"], near), away)
    x, y, z = where.get("at", (0, 0, 0))
    at = body.at(bone_of(where["bone"], near), (x, y, z))
    added: Array = np.asarray(where.get("add", (0, 0, 0)), dtype=np.float64)
    return np.add(at, added)


def direction(body: Skeleton, where: Any, near: Side) -> Array:
    """Return the world direction a pose spec writes (pose.places.Direction, dumped)."""
    if isinstance(where, Mapping):
        turned = body.turn[bone_of(where["bone"], near)] @ np.asarray(where["dir"], dtype=float)
        return np.asarray(turned, dtype=np.float64)
    return np.asarray(where, dtype=np.float64)


def skin(parts: Sequence[Part], start: Array, way: Array, reach: float = 0.24) -> Array:
    """Return where a ray from inside the body last leaves it. `reach` in body heights."""
    solids = Field(parts, np.eye(3))
    steps = np.linspace(0, reach, 121)
    points = start + steps[:, None] * way
    inside = np.nonzero(solids.distance(points, solids.everything()) < 0)[0]
    if not len(inside):
        return start
    # The first time out again: beyond may lie another limb.
    out = inside[0]
    while out + 1 in inside:
        out += 1
    return np.asarray(points[out], dtype=np.float64)


def wrist_for_palm(
    body: Skeleton, parts: Sequence[Part], hold: Mapping[str, Any], fingers: Array, near: Side
) -> tuple[Array, Array, Array]:
    """Return wrist, palm and finger directions that lay a hand on the skin as a Hold says."""
    bone = bone_of(hold["bone"], near)
    start = body.at(bone, tuple(hold.get("at", (0, 0, 0))))
    out = unit(body.turn[bone] @ np.asarray(hold["facing"], dtype=np.float64))
    own = [p for p in parts if not p.group.endswith("arm") and p.group != "head"]
    surface = skin(own, start, out)
    palm = -out
    along = unit(fingers - palm * float(fingers @ palm))
    away = _PALM_DEEP + float(hold.get("gap", 0))
    return surface + out * away - along * _PALM_ALONG, palm, along


def matching(parts: Sequence[Part], name: str, near: Side) -> list[Part]:
    """Return the parts a name in a pose spec stands for: a part, a group, or the seat."""
    own = sided(name, near)
    if own == "seat":
        return [p for p in parts if p.name[1:] in ("thigh", "short")]
    return [p for p in parts if own in (p.name, p.group)]


def lowest(parts: Sequence[Part], names: Sequence[str], near: Side) -> float:
    """Return the height of the lowest point of the named parts."""
    heights = []
    for name in names:
        if name == "pelvis_front":
            solids = matching(parts, "torso", near)[0].solids[:2]
            heights += [float(s.surface()[:, 2].min()) for s in solids]
        else:
            heights += [p.lowest for p in matching(parts, name, near)]
    return min(heights)


def triple(v: Array) -> Triple:
    """Return an array as three plain numbers."""
    return (float(v[0]), float(v[1]), float(v[2]))
