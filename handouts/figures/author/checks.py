"""Machine checks of solved poses: no pixels, only bones and solids.

They find what the eye misses: a hip turned too far, an arm under the mat, a hand just short of
its target. Where a limit was loosened from the clinical value, `skeleton.LIMITS` says so.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from handouts.errors import Problem
from handouts.figures.author.claims import broken_claims
from handouts.figures.author.field import Field, viewer
from handouts.figures.author.findings import Case, Finding, Found, problems
from handouts.figures.author.memory import FORGETFUL, Memory, said
from handouts.figures.author.places import place, sided
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import LIMITS, SIDES, Side, Skeleton, sign
from handouts.figures.author.solver import Solved, near_side, position_names, solve
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
# What of a pose does not matter to one solved position of it.
_BESIDE: Final = frozenset(PoseSpec.model_fields) - {"base", "view", "no_far", "props"}
_SUPPORTS: Final = (s.Wall, s.Counter, s.Rail, s.Chair, s.Bike, s.Stairs, s.Stick)


def check(exercise: str, spec: PoseSpec, *figures: str) -> list[Problem]:
    """Return what is wrong with an exercise as posed by some figures; empty when all is well."""
    found = [one for figure in figures for one in find(spec, figure, solve(spec, figure))]
    return problems(f"{exercise}.toml:pose", found, figures)


def find(
    spec: PoseSpec, figure: str, solved: Sequence[Solved], memory: Memory = FORGETFUL
) -> list[Found]:
    """Return what is wrong with the solved positions of one figure.

    `memory`: what was found in them before.
    """
    near = near_side(spec)
    cases = [
        Case(spec, position, near, label, figure)
        for label, position in zip(position_names(spec), solved, strict=True)
    ]
    looks = (_joints, _floor, _contacts, _balance, _limbs_inside, _props_inside)

    def found_by(look: Callable[[Case], Iterator[Finding]], case: Case) -> list[Finding]:
        of = (look.__name__, id(case.solved), said(spec, _BESIDE))
        return memory.kept(of, lambda: list(look(case)), case.solved)

    found = [
        Found(one, case.label, figure)
        for look in looks
        for case in cases
        for one in found_by(look, case)
    ]
    bodies = {case.label: case.solved.body for case in cases}
    found += [Found(one, label, figure) for label, one in broken_claims(spec.claims, bodies, near)]
    # An outline may stand twice the same, and turn round; a person in an exercise moves.
    for then in cases[1:] if not spec.plain else ():
        found += [Found(one, then.label, figure) for one in _between(cases[0], then)]
    return found


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


def _joints(case: Case) -> Iterator[Finding]:
    for name, angle in joint_angles(case.solved.body).items():
        joint = name[1:] if name[0] in SIDES else name
        low, high = LIMITS[joint]
        if not low - _SLACK <= angle <= high + _SLACK:
            place, _, key = joint.partition("_")
            part = case.named(name.removesuffix(f"_{key}"))
            says = (
                f"`{key or place}` is {{amount:.0f}} degrees, it goes from {low:.0f} to {high:.0f}"
            )
            hint = f"change `{key or place}`, or the place or direction that the limb is sent to"
            yield Finding(f"turned {joint}", part, says, hint, angle)


def _floor(case: Case) -> Iterator[Finding]:
    for part in case.solved.parts:
        if part.lowest < _UNDER_FLOOR:
            says = "{amount:.3f} body heights under the floor"
            hint = "say in `rest` what carries the body, or lift the limb"
            yield Finding("floor", case.named(part.name), says, hint, -part.lowest)


def _contacts(case: Case) -> Iterator[Finding]:
    for name, miss in case.solved.unreached:
        says = "stays {amount:.3f} body heights short of what it should touch"
        hint = "widen the `range` of its `touch`, or change what the limb hangs from"
        yield Finding(f"touch {_without_side(name)}", name, says, hint, miss)
    for side in SIDES:
        leg = case.solved.values.get(f"{side}leg") or {}
        arm = case.solved.values.get(f"{side}arm") or {}
        yield from _short(case, f"{side}foot", leg.get("ankle_at", leg.get("ankle_near")))
        yield from _short(case, f"{side}hand", arm.get("reach"))
        if arm.get("hold") is not None:
            gap = _hold_gap(case, side)
            if gap > _MISSED:
                says = "{amount:.3f} body heights away from what it holds"
                hint = "move `at` or turn `facing` of its `hold`, or bring the trunk nearer"
                yield Finding("hold", case.named(f"{side}hand"), says, hint, gap)


def _short(case: Case, bone: str, where: object) -> Iterator[Finding]:
    """Yield a hand or foot that does not get where it is sent; on the floor it may fall short."""
    if where is None or (isinstance(where, dict) and "floor" in where):
        return
    gap = _gap(case.solved.body, bone, where, case.near)
    if gap > _MISSED:
        says = "stays {amount:.3f} body heights short of its place"
        hint = "bring the place nearer, or turn the body towards it"
        yield Finding(f"short {bone[1:]}", case.named(bone), says, hint, gap)


def _without_side(name: str) -> str:
    return re.sub("^(near|far|left|right)_", "", name)


def _gap(body: Skeleton, bone: str, where: object, near: Side) -> float:
    return float(np.linalg.norm(body.origin[bone] - place(body, where, near)))


def _hold_gap(case: Case, side: Side) -> float:
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


def _balance(case: Case) -> Iterator[Finding]:
    supported = any(isinstance(prop, _SUPPORTS) for prop in case.spec.props)
    if case.spec.base != "standing" or supported:
        return
    body = case.solved.body
    soles = [body.at(f"{side}foot", (x, y, -0.042)) for side in SIDES for x, y in _SOLE]
    ground = [p[:2] for p in soles if p[2] < min(q[2] for q in soles) + _ON_FLOOR]
    margin = _inside(_hull(ground), centre_of_mass(body)[:2])
    if margin < _OFF_BALANCE:
        says = "falls over: the centre of mass is {amount:.3f} body heights outside the feet"
        hint = "bring the trunk over the feet, or add to `props` what the person holds on to"
        yield Finding("balance", "", says, hint, -margin)


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


def _limbs_inside(case: Case) -> Iterator[Finding]:
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
            says = "sinks {amount:.3f} body heights into the body"
            hint = "move it outward, or lay it on the skin with `hold` or `touch`"
            yield Finding("inside the body", case.named(part.name), says, hint, depth)


def _may_touch(part: Part, other: Part) -> bool:
    if part.side and part.side == other.side:
        return part.group == other.group or other.name[1:] in _NEIGHBOURS[part.name[1:]]
    return False


def _props_inside(case: Case) -> Iterator[Finding]:
    held = (s.Pillow, s.Strap, s.Weight, s.Stick, s.Bike)
    xs = np.concatenate([_surface(part)[:, 0] for part in case.solved.parts])
    reach = (float(xs.min()), float(xs.max()))
    scene = Setting(case.solved.body, case.solved.parts, case.near, reach)
    for prop in case.spec.props:
        things = [] if isinstance(prop, held) else solid_props([prop], scene)
        if not things:
            continue
        solids = Field(things, np.eye(3))
        for part in case.solved.parts:
            depth = solids.depth(_surface(part))
            depth = max(depth, *(_through_panel(thing, part) for thing in things))
            if depth > _THROUGH_PROP:
                yield _in_prop(case, part, depth, prop.kind)
    yield from _walls_inside(case, scene)


def _through_panel(thing: Part, part: Part) -> float:
    """Return how far a part sticks out on both sides of a chair's back or a headboard.

    They are too thin for anything to lie deep inside them.
    """
    if thing.name not in ("backrest", "headboard"):
        return 0.0
    panel, points = _surface(thing), _surface(part)
    low, high = panel.min(0), panel.max(0)
    level = ((points > low) & (points < high))[:, 1:].all(1)
    along = points[level, 0] - (low[0] + high[0]) / 2
    return float(max(0.0, min(along.max(), -along.min()))) if level.any() else 0.0


def _surface(part: Part) -> Array:
    return np.concatenate([solid.surface() for solid in part.solids])


def _in_prop(case: Case, part: Part, depth: float, kind: str) -> Finding:
    says = f"goes {{amount:.3f}} body heights into the {kind}"
    hint = f"move the {kind}, or the limb"
    return Finding(f"inside {kind}", case.named(part.name), says, hint, depth)


def _walls_inside(case: Case, scene: Setting) -> Iterator[Finding]:
    for wall in (p for p in case.spec.props if isinstance(p, s.Wall) and p.beside is None):
        faces = flat_props([wall], scene, viewer(0, 0))
        x = float(np.mean([corner[0] for face in faces for corner in face.corners]))
        behind = 1 if wall.behind else -1
        for part in case.solved.parts:
            depth = float((behind * (x - _surface(part)[:, 0])).max())
            if depth > _THROUGH_PROP:
                yield _in_prop(case, part, depth, wall.kind)


def _between(first: Case, then: Case) -> Iterator[Finding]:
    """Compare the two positions: something must move, and planted feet must not slide."""
    start, end = first.solved, then.solved
    moved = max(
        float(np.linalg.norm(end.body.origin[b] - start.body.origin[b])) for b in end.body.origin
    )
    same_belly = start.values.get("belly", 0) == end.values.get("belly", 0)
    if moved < _STILL and same_belly:
        yield Finding("still", "", "is the same as start", "leave it out, or change something")
    meant = {sided(name, then.near) for name in then.spec.move}
    for side in SIDES:
        if meant & {f"{side}leg", f"{side}foot", f"{side}shank"}:
            continue
        a, b = start.body.at(f"{side}foot"), end.body.at(f"{side}foot")
        planted = max(a[2], b[2]) < _ON_FLOOR
        slid = float(np.hypot(*(b - a)[:2]))
        if planted and slid > _SLID:
            says = "slides {amount:.3f} body heights over the floor"
            hint = "name it in `pin`, or in `move` if it is meant to slide"
            yield Finding("slides", then.named(f"{side}foot"), says, hint, slid)
