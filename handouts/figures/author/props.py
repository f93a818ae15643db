"""Things: mats, chairs, walls, straps.

Some are solid and traced with the body; some lie flat behind or below it and are drawn as
polygons before it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from handouts.figures.author.places import matching, place, point
from handouts.figures.author.shapes import Kind, Part, Solid, ball, box, rod
from handouts.figures.author.skeleton import Side, Skeleton
from handouts.figures.author.vectors import Array, Triple, about_z, vec
from handouts.figures.pose import props as s

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a prop may refer to: the body, its parts, the near side, and how far it reaches in x."""

    body: Skeleton
    parts: Sequence[Part]
    near: Side
    reach: Range


@dataclass(frozen=True, slots=True)
class Face:
    """A flat polygon behind the figure: its paint and corners (world)."""

    paint: str
    corners: tuple[Array, ...]


def solid_props(props: Iterable[s.Prop], scene: Setting) -> list[Part]:
    """Return the props that are traced together with the body."""
    makers = [(prop, _MADE_BY.get(prop.kind)) for prop in props]
    return [part for prop, made_by in makers if made_by for part in made_by(prop, scene)]


def _thing(name: str, role: str, solids: list[Solid], group: str = "") -> Part:
    return Part(name, "prop_" + (group or name), role, solids, blend=0)


def _level_rail(p: s.Rail) -> list[Part]:
    a, b = (vec(x, p.y, p.h) for x in p.x)
    return [_rail(a, b, (0, 0))]


def _step(p: s.Step) -> list[Part]:
    half = (p.depth, p.width, p.h / 2)
    return [_thing("step", "step", [box((*p.at, p.h / 2), half)])]


def _rail(a: Array, b: Array, feet: Range) -> Part:
    """Return a hand rail from a to b on two posts, which stand at the heights `feet`."""
    posts = [rod(p, vec(p[0], p[1], z), 0.009) for p, z in zip((a, b), feet, strict=True)]
    return _thing("rail", "bike", [rod(a, b, 0.011), *posts])


def _bed(p: s.Bed, scene: Setting) -> list[Part]:
    """Return a soft mattress on a frame with four short legs, and a headboard at the head."""
    a, b = p.x or (scene.reach[0] - 0.07, scene.reach[1] + 0.05)
    middle, half, wide = (a + b) / 2, (b - a) / 2, p.half_width
    soft = 0.024
    deep, under = 0.55 * p.h, 0.75 * p.h  # undersides of the mattress and of the frame
    inside = (half - soft, wide - soft, deep / 2 - soft)
    # A hair lower than what lies on it, so that soles and backs are not drawn half under it.
    mattress = box((middle, p.y, -deep / 2 - 0.006), inside, soft)
    frame = box((middle, p.y, -(deep + under) / 2), (half, wide, (under - deep) / 2))
    head = 1 if scene.body.origin["head"][0] > scene.body.origin["pelvis"][0] else -1
    board = box((middle + head * (half + 0.012), p.y, 0.15 - 0.5 * under), (0.012, wide, 0.15))
    long = (p.h - under) / 2
    legs = [
        box(
            (middle + sx * (half - 0.03), p.y + sy * (wide - 0.02), long - p.h),
            (0.016, 0.016, long),
        )
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return [
        _thing("mattress", "mattress", [mattress], "bed"),
        _thing("frame", "wood", [frame], "bed"),
        _thing("headboard", "wood", [board], "bed"),
        *(_thing(f"leg{i}", "wood", [leg], "bed") for i, leg in enumerate(legs)),
    ]


def _stairs(p: s.Stairs) -> list[Part]:
    """Return steps from the floor up, each as high as one more rise, and a rail along them."""
    out, middles = [], [p.x + p.facing * p.tread * (i + 0.5) for i in range(p.count)]
    heights = [p.rise * (i + 1) for i in range(p.count)]
    for i, (x, h) in enumerate(zip(middles, heights, strict=True)):
        step = box((x, p.y, h / 2), (p.tread / 2, p.width, h / 2))
        out.append(_thing(f"step{i}", "step", [step], "stairs"))
    y = p.y + p.width - 0.012
    low, high = (vec(middles[i], y, heights[i] + p.rail) for i in (0, -1))
    return [*out, _rail(low, high, (heights[0], heights[-1]))]


def _stick(p: s.Stick, scene: Setting) -> list[Part]:
    """Return a walking stick: a handle through the hand, a shaft, and a rubber tip."""
    hand = point(scene.body, p.at, scene.near)
    tip = vec(hand[0] + p.dx, hand[1] + p.dy, p.z)
    handle = rod(hand - vec(0.03, 0, 0), hand + vec(0.035, 0, 0), p.r * 1.1)
    end = rod(tip + vec(0, 0, p.r * 1.6), tip + vec(0, 0, p.r * 3), p.r * 1.6)
    return [_thing("stick", "weight", [rod(hand, tip + vec(0, 0, p.r), p.r), handle, end])]


def _chair(p: s.Chair, scene: Setting) -> list[Part]:
    x = p.x if p.x is not None else float(point(scene.body, p.at, scene.near)[0])
    x += 0 if p.x is not None else p.dx * p.facing
    d, w, top = p.depth, p.width, p.seat
    parts = [_thing("seat", "wood", [box((x, p.y, top - 0.012), (d, w, 0.012))], "chair")]
    for sx in (-1, 1):
        behind = sx == -p.facing
        height = top + 0.25 if behind and p.back else top - 0.02
        for sy in (-1, 1):
            centre = (x + sx * (d - 0.012), p.y + sy * (w - 0.012), height / 2)
            leg = box(centre, (0.010, 0.010, height / 2))
            parts.append(_thing(f"leg{sx}{sy}", "wood", [leg], "chair"))
    if p.back:
        rest = box((x - p.facing * (d - 0.012), p.y, top + 0.19), (0.008, w - 0.018, 0.055))
        parts.append(_thing("backrest", "wood", [rest], "chair"))
    return parts


def _pillow(p: s.Pillow, scene: Setting) -> list[Part]:
    at = point(scene.body, p.under, scene.near)
    soft = p.h * 0.45
    half = (p.half[0] - soft, p.half[1] - soft, p.h * 0.05)
    centre = (at[0] + p.dx, at[1] + p.dy, p.z + p.h / 2)
    return [_thing("pillow", "pillow", [box(centre, half, soft, about_z(p.turn))])]


def _strap(p: s.Strap, scene: Setting) -> list[Part]:
    points = [place(scene.body, where, scene.near) for where in p.model_dump()["path"]]
    solids = [rod(a, b, p.r) for a, b in pairwise(points)]
    return [_thing(p.kind, p.kind, solids)]


def _weight(p: s.Weight, scene: Setting) -> list[Part]:
    """Return a dumb-bell: a bar across the body with a disc at each end."""
    hands = [point(scene.body, name, scene.near) for name in p.at]
    middle = np.mean(hands, axis=0)
    half = max(0.05, abs(float(hands[0][1] - hands[-1][1])) / 2 + 0.03)
    ends = [middle + vec(0, g * half, 0) for g in (1, -1)]
    solids = [rod(ends[0], ends[1], 0.007)]
    solids += [rod(e - vec(0, 0.008, 0), e + vec(0, 0.008, 0), p.r * 1.5) for e in ends]
    return [_thing("weight", "weight", solids)]


def _bike(p: s.Bike, scene: Setting) -> list[Part]:
    """Return an exercise bike: flywheel, frame, saddle under the seat, bar, cranks to the feet."""
    crank = vec(p.crank[0], 0, p.crank[1])
    saddle = min(q.lowest for q in matching(scene.parts, "torso", scene.near))
    hips = scene.body.origin["pelvis"]
    seat = vec(hips[0] - 0.01, 0, saddle - 0.012)
    bar = vec(p.bar[0], 0, p.bar[1])
    wheel = vec(crank[0] + 0.20, 0, 0.125)
    foot = vec(crank[0] + 0.24, 0, 0.012)
    frame = [
        rod(seat - vec(0, 0, 0.01), crank + vec(-0.02, 0, -0.02), 0.013),
        rod(crank, wheel, 0.014),
        rod(crank, vec(crank[0] - 0.12, 0, 0.02), 0.013),
        rod(wheel, bar - vec(0.03, 0, 0.02), 0.012),
        rod(vec(crank[0] - 0.12, -0.09, 0.012), vec(crank[0] - 0.12, 0.09, 0.012), 0.012),
        rod(foot - vec(0, 0.09, 0), foot + vec(0, 0.09, 0), 0.012),
        rod(bar - vec(0.03, 0, 0.02), bar, 0.010),
        rod(bar - vec(0, 0.10, 0), bar + vec(0, 0.10, 0), 0.010),
    ]
    cranks = []
    for side in ("L", "R"):
        pedal = point(scene.body, "left_ball" if side == "L" else "right_ball", scene.near)
        hub = vec(crank[0], pedal[1] * 0.6, crank[2])
        cranks.append(rod(hub, vec(pedal[0], pedal[1] * 0.6, pedal[2] - 0.006), 0.007))
        cranks.append(rod(pedal + vec(-0.02, 0, -0.010), pedal + vec(0.02, 0, -0.010), 0.007))
    disc = Solid(Kind.ELLIPSOID, wheel, np.eye(3), (0.112, 0.016, 0.112))
    top = ball(seat, (0.062, 0.042, 0.014))
    return [
        _thing("wheel", "wheel", [disc], "bike"),
        _thing("frame", "bike", frame, "bike"),
        _thing("cranks", "weight", cranks, "bike"),
        _thing("saddle", "weight", [top], "bike"),
    ]


def _counter(p: s.Counter, scene: Setting) -> list[Part]:
    """Return a counter whose top lies under a hand, or at x and h."""
    h, x = p.h or 0.0, p.x or 0.0
    if p.under is not None:
        at = point(scene.body, p.under, scene.near)
        x = float(at[0]) + p.dx
        if p.h is None:
            h = min(q.lowest for q in matching(scene.parts, _hand_of(p.under), scene.near))
    top = box((x + p.depth, p.y, h - 0.012), (p.depth, p.width, 0.012))
    body = box(
        (x + p.depth + 0.012, p.y, (h - 0.024) / 2),
        (p.depth - 0.012, p.width - 0.012, (h - 0.024) / 2),
    )
    return [
        _thing("countertop", "wood", [top], "counter"),
        _thing("cupboard", "wall", [body], "counter"),
    ]


def _hand_of(name: str) -> str:
    return name.partition("_")[0] + "_hand"


_MADE_BY: Final[dict[str, Callable[[Any, Setting], list[Part]]]] = {
    "bed": _bed,
    "step": lambda p, _: _step(p),
    "stairs": lambda p, _: _stairs(p),
    "counter": _counter,
    "rail": lambda p, _: _level_rail(p),
    "chair": _chair,
    "pillow": _pillow,
    "towel": _strap,
    "band": _strap,
    "weight": _weight,
    "stick": _stick,
    "bike": _bike,
}


def flat_props(props: Iterable[s.Prop], scene: Setting, view: Array) -> list[Face]:
    """Return the faces of props that lie behind or below the figure, in painting order."""
    out: list[Face] = []
    low, high = scene.reach
    for prop in props:
        match prop:
            case s.Floor():
                out.append(_floor(prop, scene.reach))
            case s.Bed():
                out.append(_floor_under(prop, scene.reach))
            case s.Mat():
                a, b = prop.x or (low - 0.05, high + 0.05)
                centre, half = (a + b) / 2, (b - a) / 2
                out += _faces((centre, prop.y, -0.008), (half, prop.half_width, 0.008), "mat", view)
            case s.Table():
                out += _table(prop, scene.reach, view)
            case s.Wall():
                out += _wall(prop, scene, view)
    return out


def _floor(p: s.Floor, reach: Range) -> Face:
    a, b = p.x or (reach[0] - 0.10, reach[1] + 0.10)
    w = p.half_width
    corners = ((a, -w), (b, -w), (b, w), (a, w))
    return Face("floor", tuple(vec(x, y, p.z) for x, y in corners))


def _floor_under(p: s.Bed, reach: Range) -> Face:
    a, b = p.x or reach
    return _floor(
        s.Floor(kind="floor", x=(a - 0.13, b + 0.1), half_width=p.half_width + 0.06, z=-p.h), reach
    )


def _table(p: s.Table, reach: Range, view: Array) -> list[Face]:
    a, b = p.x or (reach[0] - 0.05, reach[1] + 0.05)
    middle, half, thick = (a + b) / 2, (b - a) / 2, p.thick / 2
    out: list[Face] = []
    for sy in (1, -1):
        for sx in (-1, 1):
            leg = (
                middle + sx * (half - 0.07),
                p.y + sy * (p.half_width - 0.03),
                -2 * thick - p.h / 2,
            )
            out += _faces(leg, (0.012, 0.012, p.h / 2), "metal", view)
    return out + _faces((middle, p.y, -thick), (half, p.half_width, thick), "pad", view)


def _wall(p: s.Wall, scene: Setting, view: Array) -> list[Face]:
    w, h = p.half_width, p.h
    if p.beside is not None:
        y = float(point(scene.body, p.beside, scene.near)[1]) + p.dy
        return _faces((p.x, y, h / 2), (w, 0.010, h / 2), "wall", view)
    if p.behind:
        parts = [q for name in p.behind for q in matching(scene.parts, name, scene.near)]
        x = min(float(q.surface()[:, 0].min()) for part in parts for q in part.solids) - 0.006
    elif p.front is not None:
        x = float(point(scene.body, p.front, scene.near)[0]) + p.dx + 0.010
    else:
        x = p.x
    return _faces((x, p.dy, h / 2), (0.010, w, h / 2), "wall", view)


_AXIS_NAMES = ("side", "front", "top")


def _faces(centre: Triple, half: Triple, role: str, view: Array) -> list[Face]:
    """Return the faces of a box that the viewer sees."""
    out = []
    for axis in range(3):
        towards = float(view[2, axis])
        if abs(towards) < 1e-6:  # noqa: PLR2004 - seen edge on
            continue
        first, second = (i for i in range(3) if i != axis)
        corners = []
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            corner = np.array(centre, dtype=np.float64)
            corner[axis] += half[axis] * (1 if towards > 0 else -1)
            corner[first] += a * half[first]
            corner[second] += b * half[second]
            corners.append(corner)
        out.append(Face(f"{role}.{_AXIS_NAMES[axis]}", tuple(corners)))
    return out


def is_box(part: Part) -> bool:
    """Whether a part is one sharp-edged box, painted face by face."""
    return len(part.solids) == 1 and part.solids[0].kind is Kind.BOX and not part.solids[0].size[3]


def box_face(part: Part, points: Array) -> list[str]:
    """Return for each point (world) on a box which face it lies on: side, front or top."""
    solid = part.solids[0]
    local = np.abs((points - solid.centre) @ solid.turn) - np.asarray(solid.size[:3])
    return [_AXIS_NAMES[i] for i in np.argmax(local, axis=1)]
