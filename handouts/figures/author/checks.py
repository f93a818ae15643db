"""Machine checks of solved poses: no pixels, only bones and solids.

They find what the eye misses: a hip turned too far, an arm under the mat, a hand just short of
its target. Where a limit was loosened from the clinical value, `skeleton.LIMITS` says so.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from handouts.errors import Problem
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import Field, viewer
from handouts.figures.author.places import place, sided
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import LIMITS, SIDES, Side, Skeleton, sign
from handouts.figures.author.solver import Solved, near_side, solve
from handouts.figures.author.vectors import Array, about_x, about_y, angle_between
from handouts.figures.pose import PoseSpec
from handouts.figures.pose import props as s

_SLACK: Final = 2.0  # degrees
_UNDER_FLOOR: Final = -0.010
_MISSED: Final = 0.025
_OFF_BALANCE: Final = -0.008
# How deep a limb may press into another: skin and muscle give way.
_SUNK: Final = {"hand": 0.026, "farm": 0.025, "shank": 0.022, "foot": 0.024}
_THROUGH_PROP: Final = 0.022
_SLID: Final = 0.030
_STILL: Final = 0.006
_ON_FLOOR: Final = 0.060

# Share of body mass and place of the centre of mass along the segment: means of men and women
# after Plagenhoef, Evans and Abdelnour (1983), Research Quarterly for Exercise and Sport 54(2),
# as tabled by the University of Minnesota Duluth.
_MASS: Final = {
    "head": 0.0858,
    "trunk": 0.459,
    "uarm": 0.0308,
    "farm": 0.0172,
    "hand": 0.0058,
    "thigh": 0.1113,
    "shank": 0.0505,
    "foot": 0.0138,
}
_ALONG: Final = {"thigh": 0.431, "shank": 0.427, "uarm": 0.447, "farm": 0.432}
_NEXT: Final = {"thigh": "shank", "shank": "foot", "uarm": "farm", "farm": "hand"}
_SOLE: Final = ((-0.05, 0.025), (-0.05, -0.025), (0.10, 0.03), (0.10, -0.03))

# Parts that meet by nature, so that one may lie inside the other.
_NEIGHBOURS: Final = {
    "hand": ("farm",),
    "farm": ("uarm", "hand", "sleeve"),
    "shank": ("thigh", "foot", "short"),
    "foot": ("shank",),
}
_SUPPORTS: Final = (s.Wall, s.Counter, s.Rail, s.Chair, s.Bike)


@dataclass(frozen=True, slots=True)
class _Case:
    """One position of one figure under test."""

    spec: PoseSpec
    solved: Solved
    near: Side
    label: str


def check(exercise: str, spec: PoseSpec, figure: str) -> list[Problem]:
    """Return what is wrong with an exercise as posed by a figure; empty when all is well."""
    near = near_side(spec)
    solved = solve(spec, figure)
    found: list[str] = []
    for label, position in zip(("start", "end"), solved, strict=False):
        case = _Case(spec, position, near, label)
        for look in (_joints, _floor, _contacts, _balance, _limbs_inside, _props_inside):
            found += [f"{label}: {fact}" for fact in look(case)]
    if len(solved) > 1:
        found += _between(spec, solved[0], solved[1], near)
    source = f"{exercise}.toml:pose"
    hint = f"with the figure {figure!r}; look at it with `exercise preview {exercise}`"
    return [Problem(source, fact, hint) for fact in found]


def joint_angles(body: Skeleton) -> dict[str, float]:
    """Return every joint's angle read back from the bones, in degrees, by side and joint."""
    out: dict[str, float] = {}
    for side in SIDES:
        hip = body.turn["pelvis"].T @ body.turn[f"{side}thigh"]
        lifted = math.degrees(math.asin(max(-1.0, min(1.0, -float(hip[1, 2])))))
        flexed = math.degrees(math.atan2(-hip[0, 2], hip[2, 2]))
        rest = about_x(-lifted) @ about_y(flexed) @ hip
        out[f"{side}hip"] = flexed
        out[f"{side}hip_out"] = sign(side) * lifted
        out[f"{side}hip_rot"] = -sign(side) * math.degrees(math.atan2(rest[1, 0], rest[0, 0]))
        out[f"{side}knee"] = _hinge(body, f"{side}thigh", f"{side}shank")
        out[f"{side}ankle"] = -_hinge(body, f"{side}shank", f"{side}foot")
        fore = body.turn[f"{side}farm"][:, 2]
        out[f"{side}elbow"] = angle_between(body.turn[f"{side}uarm"][:, 2], fore)
        out[f"{side}wrist"] = angle_between(fore, body.turn[f"{side}hand"][:, 2])
        arm = body.turn["tho2"].T @ -body.turn[f"{side}uarm"][:, 2]
        if abs(arm[1]) < 0.7:  # noqa: PLR2004 - near the side, flexion has no meaning
            flexion = math.degrees(math.atan2(arm[0], -arm[2]))
            out[f"{side}shoulder"] = flexion if flexion > -120 else flexion + 360  # noqa: PLR2004
    for level in ("lumbar", "thoracic", "neck", "head"):
        out[level] = getattr(body.spine, level)
    return out


def _hinge(body: Skeleton, upper: str, lower: str) -> float:
    turn = body.turn[upper].T @ body.turn[lower]
    return math.degrees(math.atan2(turn[0, 2], turn[2, 2]))


def _joints(case: _Case) -> Iterator[str]:
    for name, angle in joint_angles(case.solved.body).items():
        joint = name[1:] if name[0] in SIDES else name
        low, high = LIMITS[joint]
        if not low - _SLACK <= angle <= high + _SLACK:
            yield f"{name} turned {angle:.0f} degrees, it goes from {low:.0f} to {high:.0f}"


def _floor(case: _Case) -> Iterator[str]:
    for part in case.solved.parts:
        if part.lowest < _UNDER_FLOOR:
            yield f"{part.name} lies {-part.lowest:.3f} body heights under the floor"


def _contacts(case: _Case) -> Iterator[str]:
    for miss in case.solved.unreached:
        yield f"touch {miss}"
    body = case.solved.body
    for side in SIDES:
        leg = case.solved.values.get(f"{side}leg") or {}
        where = leg.get("ankle_at", leg.get("ankle_near"))
        if where is not None and not (isinstance(where, dict) and "floor" in where):
            gap = _gap(body, f"{side}foot", where, case.near)
            if gap > _MISSED:
                yield f"{side}foot stays {gap:.3f} body heights short of its place"
        arm = case.solved.values.get(f"{side}arm") or {}
        if arm.get("reach") is not None and not (
            isinstance(arm["reach"], dict) and "floor" in arm["reach"]
        ):
            gap = _gap(body, f"{side}hand", arm["reach"], case.near)
            if gap > _MISSED:
                yield f"{side}hand stays {gap:.3f} body heights short of its place"
        if arm.get("hold") is not None:
            gap = _hold_gap(case, side)
            if gap > _MISSED:
                yield f"{side}hand is {gap:.3f} body heights away from what it holds"


def _gap(body: Skeleton, bone: str, where: object, near: Side) -> float:
    return float(np.linalg.norm(body.origin[bone] - place(body, where, near)))


def _hold_gap(case: _Case, side: Side) -> float:
    """Return how far the palm hovers over the body it should lie on."""
    others = [p for p in case.solved.parts if p.group != f"{side}arm"]
    hand = next(p for p in case.solved.parts if p.name == f"{side}hand")
    points = np.concatenate([solid.surface() for solid in hand.solids])
    solids = Field(others, np.eye(3))
    return float(max(0.0, solids.distance(points, solids.everything()).min()))


def centre_of_mass(body: Skeleton) -> Array:
    """Return the whole body's centre of mass."""
    total = _MASS["trunk"] * body.at("lum2", (0, 0, 0.02))
    total = total + _MASS["head"] * body.at("head", (0.01, 0, 0.04))
    for side in SIDES:
        for bone, after in _NEXT.items():
            share = _ALONG[bone]
            a, b = body.origin[side + bone], body.origin[side + after]
            total = total + _MASS[bone] * (a * (1 - share) + b * share)
        total = total + _MASS["foot"] * body.at(f"{side}foot", (0.03, 0, -0.02))
        total = total + _MASS["hand"] * body.at(f"{side}hand", (0, 0, -0.04))
    return np.asarray(total / sum_of_masses(), dtype=np.float64)


def sum_of_masses() -> float:
    """Return the sum of all shares (a little over 1: means of two tables)."""
    paired = sum(_MASS[name] for name in ("uarm", "farm", "hand", "thigh", "shank", "foot"))
    return _MASS["head"] + _MASS["trunk"] + 2 * paired


def _balance(case: _Case) -> Iterator[str]:
    supported = any(isinstance(prop, _SUPPORTS) for prop in case.spec.props)
    if case.spec.base != "standing" or supported:
        return
    body = case.solved.body
    soles = [body.at(f"{side}foot", (x, y, -0.042)) for side in SIDES for x, y in _SOLE]
    ground = [p[:2] for p in soles if p[2] < min(q[2] for q in soles) + _ON_FLOOR]
    margin = _inside(_hull(ground), centre_of_mass(body)[:2])
    if margin < _OFF_BALANCE:
        yield f"falls over: the centre of mass is {-margin:.3f} body heights outside the feet"


def _hull(points: Sequence[Array]) -> Array:
    """Return the convex hull, anticlockwise (monotone chain)."""
    ordered = sorted((float(p[0]), float(p[1])) for p in points)

    def half(run: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for x, y in run:
            while len(out) > 1:
                (ax, ay), (bx, by) = out[-2], out[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                out.pop()
            out.append((x, y))
        return out[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def _inside(hull: Array, p: Array) -> float:
    """Return how far a point lies inside a hull (negative: outside)."""
    edges, away = np.roll(hull, -1, axis=0) - hull, p - hull
    size = np.maximum(np.hypot(*edges.T), 1e-9)
    return float(((edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0]) / size).min())


def _limbs_inside(case: _Case) -> Iterator[str]:
    for part in case.solved.parts:
        kind = part.name[1:] if part.side else part.name
        if kind not in _SUNK:
            continue
        others = [p for p in case.solved.parts if not _may_touch(part, p)]
        points = np.concatenate(
            [solid.surface() for solid in part.solids]
            + [solid.bound[0][None] for solid in part.solids]
        )
        depth = Field(others, np.eye(3)).depth(points)
        if depth > _SUNK[kind]:
            yield f"{part.name} sinks {depth:.3f} body heights into the body"


def _may_touch(part: Part, other: Part) -> bool:
    if part.side and part.side == other.side:
        return part.group == other.group or other.name[1:] in _NEIGHBOURS[part.name[1:]]
    return False


def _props_inside(case: _Case) -> Iterator[str]:
    held = (s.Pillow, s.Strap, s.Weight, s.Bike)
    scene = Setting(case.solved.body, case.solved.parts, case.near, (0, 0))
    things = solid_props((p for p in case.spec.props if not isinstance(p, held)), scene)
    if things:
        solids = Field(things, np.eye(3))
        for part in case.solved.parts:
            points = np.concatenate([solid.surface() for solid in part.solids])
            depth = solids.depth(points)
            if depth > _THROUGH_PROP:
                yield f"{part.name} goes {depth:.3f} body heights into a prop"
    yield from _walls_inside(case, scene)


def _walls_inside(case: _Case, scene: Setting) -> Iterator[str]:
    for wall in (p for p in case.spec.props if isinstance(p, s.Wall) and p.beside is None):
        faces = flat_props([wall], scene, viewer(0, 0))
        x = float(np.mean([corner[0] for face in faces for corner in face.corners]))
        behind = 1 if wall.behind else -1
        for part in case.solved.parts:
            points = np.concatenate([solid.surface() for solid in part.solids])
            depth = float((behind * (x - points[:, 0])).max())
            if depth > _THROUGH_PROP:
                yield f"{part.name} goes {depth:.3f} body heights into the wall"


def _between(spec: PoseSpec, start: Solved, end: Solved, near: Side) -> list[str]:
    """Compare the two positions: something must move, and planted feet must not slide."""
    out = []
    moved = max(
        float(np.linalg.norm(end.body.origin[b] - start.body.origin[b])) for b in end.body.origin
    )
    same_belly = start.values.get("belly", 0) == end.values.get("belly", 0)
    if moved < _STILL and same_belly:
        out.append("end: is the same as start; leave `end` out or change something")
    meant = {sided(name, near) for name in spec.move}
    for side in SIDES:
        if meant & {f"{side}leg", f"{side}foot", f"{side}shank"}:
            continue
        a, b = start.body.at(f"{side}foot"), end.body.at(f"{side}foot")
        planted = max(a[2], b[2]) < _ON_FLOOR
        slid = float(np.hypot(*(b - a)[:2]))
        if planted and slid > _SLID:
            out.append(
                f"end: {side}foot slides {slid:.3f} body heights over the floor; "
                "pin it, or name it in `move`"
            )
    return out


def figures() -> tuple[str, ...]:
    """Return the figures that every exercise is checked and drawn with."""
    return tuple(BUILDS)
