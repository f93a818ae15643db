"""From a pose spec to skeletons that touch what they should.

For each position: put the body where it rests, resolve targets (which may lie on other limbs,
hence a few passes), then turn the numbers named by `touch` until the parts touch.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, get_args

import numpy as np

from handouts.figures.author.body import ALL_LIMBS, build_body, limb_of
from handouts.figures.author.builds import BUILDS, Build
from handouts.figures.author.field import viewer
from handouts.figures.author.limbs import ArmPose, LegPose, add_arm, add_leg
from handouts.figures.author.memory import FORGETFUL, Memory
from handouts.figures.author.places import (
    direction,
    lowest,
    place,
    point,
    sided,
    triple,
    wrist_for_palm,
)
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import BASES, SIDES, Side, Skeleton, Spine, sign, trunk
from handouts.figures.author.vectors import Array, about_z, unit, vec
from handouts.figures.pose import PoseSpec, Position, PositionName

Values = dict[str, Any]

# Setting one of these in `end` takes the others of the same limb back: they are ways to say
# the same thing.
_WAYS: Final = {
    "arm": (("upper", "fore"), ("reach",), ("hold",), ("shoulder", "elbow")),
    "leg": (("thigh", "shank"), ("ankle_at",), ("ankle_near",), ("hip", "knee")),
}
_PASSES = 3
_CLOSE = 0.0004  # body heights: what counts as touching
_TOUCH_STEPS = 14
_WRIST_ABOVE_FLOOR = 0.016
_ANKLE_ABOVE_FLOOR = 0.042


@dataclass(frozen=True, slots=True)
class Solved:
    """One position: the skeleton, the dressed body, and what could not be done.

    `unreached`: parts that should touch something, and by how many body heights they miss it.
    """

    body: Skeleton
    parts: list[Part]
    values: Values = field(default_factory=dict)
    unreached: tuple[tuple[str, float], ...] = ()


def near_side(spec: PoseSpec) -> Side:
    """Return the person's side that is nearer to the viewer."""
    turned = about_z(spec.start.spin) @ BASES[spec.base]
    towards = viewer(spec.view.yaw, spec.view.pitch)[2]
    return "L" if float(towards @ turned[:, 1]) > 0 else "R"


def solve(spec: PoseSpec, figure: str, memory: Memory = FORGETFUL) -> tuple[Solved, ...]:
    """Return the solved start and, where there are any, middle and end position for a figure.

    `memory`: what was solved before.
    """
    build, near = BUILDS[figure], near_side(spec)
    first = _values(spec.start, near)
    every = (near, figure, spec.base, spec.rest.model_dump_json())

    def solved(of: tuple[str, ...], make: Callable[[], Solved]) -> Solved:
        return memory.kept(("solved", *every, *of), make)

    said = spec.start.model_dump_json(exclude_unset=True)
    start = solved((said,), lambda: _Solver(spec, build, near, None).solve(first))
    out = [start]
    for position in (spec.middle, spec.end):
        if position is not None:
            then = position.model_dump_json(exclude_unset=True)
            make = partial(_later, spec, build, near, first, start, position)
            out.append(solved((said, then, spec.anchor or ""), make))
    return tuple(out)


def position_names(spec: PoseSpec) -> tuple[PositionName, ...]:
    """Return what the solved positions of a pose are called, in their order."""
    names: tuple[PositionName, ...] = get_args(PositionName)
    return tuple(name for name in names if getattr(spec, name) is not None)


def drawn_positions(spec: PoseSpec) -> tuple[PositionName, ...]:
    """Return the positions that get a panel of their own, in their order."""
    names = position_names(spec)
    alone = {"one": names[:1], "ghost": names[-1:], "end": names[-1:]}
    return alone.get(spec.show, names)


def _later(
    spec: PoseSpec, build: Build, near: Side, first: Values, start: Solved, position: Position
) -> Solved:
    """Return a position after the start; what it does not say is as at the start."""
    then = _merged(first, _values(position, near))
    if "touch" in position.model_fields_set:
        then["touch"] = _values(position, near)["touch"]
    solved = _Solver(spec, build, near, start.body).solve(then)
    if spec.anchor is None:
        return solved
    shift = point(start.body, spec.anchor, near) - point(solved.body, spec.anchor, near)
    then = {**then, "x": then["x"] + float(shift[0]), "y": then["y"] + float(shift[1])}
    return _Solver(spec, build, near, start.body).solve(then)


def _values(position: Position, near: Side) -> Values:
    """Return a position as plain values with limbs by side; only what its author set."""
    data = position.model_dump(exclude_unset=True)
    out: Values = {}
    for both, one in (("legs", "leg"), ("arms", "arm")):
        if data.get(both):
            for side in SIDES:
                out[side + one] = deepcopy(data[both])
    for key, value in data.items():
        if key in ("legs", "arms") or value is None:
            continue
        name = sided(key, near)
        known = out.get(name)
        out[name] = _merged({name: known}, {name: value})[name] if known else value
    out.setdefault("x", 0.0)
    out.setdefault("y", 0.0)
    return out


def _merged(base: Values, over: Mapping[str, Any]) -> Values:
    """Return `base` with `over` laid on top: limbs and the spine key by key, the rest whole."""
    out = deepcopy(base)
    for key, value in over.items():
        limb = key[1:] if key[:1] in ("L", "R") and key[1:] in _WAYS else ""
        if (limb or key == "spine") and isinstance(out.get(key), dict) and value:
            below = _without_other_ways(out[key], value, limb) if limb else out[key]
            out[key] = {**below, **deepcopy(value)}
        else:
            out[key] = deepcopy(value)
    return out


def _without_other_ways(base: Values, over: Mapping[str, Any], limb: str) -> Values:
    chosen = [way for way in _WAYS[limb] if any(key in over for key in way)]
    if not chosen:
        return base
    others = {key for way in _WAYS[limb] if way not in chosen for key in way}
    if "ankle_near" in over:  # the search starts from the author's own angles
        others -= {"hip", "knee"}
    return {key: value for key, value in base.items() if key not in others}


class _Solver:
    """Solves one position of one figure; `start` is the solved first position, if any."""

    def __init__(self, spec: PoseSpec, build: Build, near: Side, start: Skeleton | None) -> None:
        self.spec, self.build, self.near, self.start = spec, build, near, start

    def solve(self, values: Values) -> Solved:
        values = self._pinned(deepcopy(values))
        unreached: list[tuple[str, float]] = []
        touches = values.get("touch") or {}
        for _ in range(2 if len(touches) > 1 else 1):
            unreached = [
                (name, miss)
                for name, how in touches.items()
                if (miss := self._touch(values, name, how))
            ]
        body, parts = self._place(values)
        return Solved(body, parts, values, tuple(unreached))

    def _pinned(self, values: Values) -> Values:
        """Turn hands and feet that stay where they were into targets."""
        if self.start is None:
            return values
        for name in values.get("pin", ()):
            own = sided(name, self.near)
            side: Side = "L" if own[0] == "L" else "R"
            if own[1:] == "foot":
                ankle = self.start.origin[f"{side}foot"]
                middle = (self.start.origin[f"{side}thigh"] + ankle) / 2
                over: Values = {
                    "ankle_at": triple(ankle),
                    "knee_toward": triple(unit(self.start.origin[f"{side}shank"] - middle)),
                }
                values = _merged(values, {f"{side}leg": over})
            else:
                wrist, turn = self.start.origin[f"{side}hand"], self.start.turn[f"{side}hand"]
                middle = (self.start.origin[f"{side}uarm"] + wrist) / 2
                arm = values.get(f"{side}arm") or {}
                over = {
                    "reach": triple(wrist),
                    "elbow_toward": triple(unit(self.start.origin[f"{side}farm"] - middle)),
                    "fingers": triple(-turn[:, 2]),
                    "palm": triple(-sign(side) * turn[:, 1]),
                    "curl": arm.get("curl", self.start.curl[side]),
                    "hand": arm.get("hand", self.start.hand[side]),
                }
                values = _merged(values, {f"{side}arm": over})
        return values

    def _limbs(self, names: Sequence[str]) -> frozenset[str]:
        """Return the limbs that named parts belong to."""
        own = [sided(name, self.near) for name in names]
        legs = {f"{side}leg" for side in SIDES} if "seat" in own else set()
        return frozenset(legs | {limb_of(name) for name in own})

    def _place(self, values: Values, only: Sequence[str] = ()) -> tuple[Skeleton, list[Part]]:
        """Return the body where it rests; `only`: names of those parts that are wanted of it."""
        rest = values.get("rest") or self.spec.rest.model_dump()
        loose = self._pose(values, vec(0, 0, 0), None)
        parts = build_body(loose, self.build, values.get("belly", 0), self._limbs(rest["parts"]))
        height = rest.get("z", 0) - lowest(parts, rest["parts"], self.near)
        at = vec(values["x"], values["y"], height)
        body = self._pose(values, at, None)
        if _has_targets(values):
            for _ in range(_PASSES):
                body = self._pose(values, at, body)
        limbs = self._limbs(only) if only else ALL_LIMBS
        return body, build_body(body, self.build, values.get("belly", 0), limbs)

    def _pose(self, values: Values, at: Array, before: Skeleton | None) -> Skeleton:
        """Return the skeleton; targets are resolved on the pass before (None: left out)."""
        turns = (values.get("tilt", 0), values.get("lean", 0), values.get("spin", 0))
        widths = (self.build.shoulder, self.build.hip)
        spine = Spine(**(values.get("spine") or {}))
        body = trunk(self.spec.base, turns, at, spine, widths)
        for side in SIDES:
            add_leg(body, side, self._leg(values.get(f"{side}leg") or {}, side, before))
        # Hands may hold legs, and these are in place now: no need for the pass before.
        legs_done = before
        if before is not None:
            legs_done = replace(before, origin={**before.origin}, turn={**before.turn})
            legs_done.origin.update(body.origin)
            legs_done.turn.update(body.turn)
        for side in SIDES:
            add_arm(body, side, self._arm(values, side, legs_done))
        return body

    def _leg(self, data: Values, side: Side, before: Skeleton | None) -> LegPose:
        pose = LegPose(
            hip=data.get("hip", 0),
            out=data.get("out", 0),
            rot=data.get("rot", 0),
            knee=data.get("knee", 0),
            ankle=data.get("ankle", 0),
            thigh=_maybe(data.get("thigh")),
            shank=_maybe(data.get("shank")),
            flat=data.get("foot") == "flat",
            toe_out=data.get("toe_out", 0),
            heel_up=data.get("heel_up", 0),
        )
        for key in ("ankle_at", "ankle_near"):
            where = data.get(key)
            if where is None or (before is None and _is_name(where)):
                continue
            target = self._target(where, side, before, "thigh", _ANKLE_ABOVE_FLOOR)
            changed: dict[str, Any] = {key: target}
            pose = replace(pose, **changed)
        toward = data.get("knee_toward")
        if toward is not None and not (before is None and _is_name(toward)):
            known = before or Skeleton()
            pose = replace(pose, knee_toward=direction(known, toward, self.near))
        return pose

    def _arm(self, values: Values, side: Side, before: Skeleton | None) -> ArmPose:
        data = values.get(f"{side}arm") or {}
        pose = ArmPose(
            shoulder=data.get("shoulder", 0),
            out=data.get("out", 4),
            rot=data.get("rot", 0),
            elbow=data.get("elbow", 8),
            pron=data.get("pron", 0),
            wrist=data.get("wrist", 0),
            protract=data.get("protract", 0),
            shrug=data.get("shrug", 0),
            upper=_maybe(data.get("upper")),
            fore=_maybe(data.get("fore")),
            curl=data.get("curl"),
            hand=data.get("hand"),
        )
        for key in ("elbow_toward", "palm", "fingers"):
            where = data.get(key)
            if where is not None and not (before is None and _is_name(where)):
                known = before or Skeleton()
                changed: dict[str, Any] = {key: direction(known, where, self.near)}
                pose = replace(pose, **changed)
        if before is None:
            where = data.get("reach")
            if where is not None and not _is_name(where):
                pose = replace(pose, reach=np.asarray(where, dtype=np.float64))
            return pose
        if data.get("reach") is not None:
            target = self._target(data["reach"], side, before, "uarm", _WRIST_ABOVE_FLOOR)
            pose = replace(pose, reach=target)
        if data.get("hold") is not None:
            pose = self._held(pose, data["hold"], before, values.get("belly", 0))
        return pose

    def _held(self, pose: ArmPose, hold: Values, before: Skeleton, breath: float) -> ArmPose:
        parts = build_body(before, self.build, breath)
        along = pose.fingers if pose.fingers is not None else vec(0, 0, -1)
        wrist, palm, fingers = wrist_for_palm(before, parts, hold, along, self.near)
        return replace(
            pose,
            reach=wrist,
            held=True,
            fingers=fingers,
            palm=pose.palm if pose.palm is not None else palm,
        )

    def _target(
        self, where: Any, side: Side, before: Skeleton | None, root: str, height: float
    ) -> Array:
        if isinstance(where, Mapping) and "floor" in where:
            where = {**where, "out": where.get("out", 0) * sign(side)}
            if where.get("z") is None:
                where["z"] = height
        known = before or Skeleton()
        start = known.origin.get(side + root)
        return place(known, where, self.near, start)

    def _touch(self, values: Values, name: str, how: Values) -> float:
        """Turn the number `by` until the part touches; return by how much it misses, 0 for none."""
        head, *rest = how["by"].split(".")
        path = [sided(head, self.near), *rest]
        height = how.get("z", 0)

        def miss(value: float) -> float:
            _put(values, path, value)
            body, parts = self._place(_without_holds(values, sided(name, self.near)), [name])
            if how.get("point") is not None:
                return float(point(body, how["point"], self.near)[2]) - float(height)
            return lowest(parts, [name], self.near) - float(height)

        low, high = how["range"]
        best, left = _false_position(miss, low, high)
        _put(values, path, best)
        return 0.0 if abs(left) < 10 * _CLOSE else abs(left)


def _false_position(miss: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Return where `miss` is zero within a range (Illinois variant), and what is left of it."""
    at_low, at_high = miss(low), miss(high)
    if at_low * at_high > 0:
        return (low, at_low) if abs(at_low) < abs(at_high) else (high, at_high)
    middle, at_middle = low, at_low
    for step in range(_TOUCH_STEPS):
        middle = (low * at_high - high * at_low) / (at_high - at_low)
        at_middle = miss(middle)
        if abs(at_middle) < _CLOSE:
            break
        if at_low * at_middle <= 0:
            high, at_high = middle, at_middle
            at_low *= 0.5 if step else 1
        else:
            low, at_low = middle, at_middle
            at_high *= 0.5 if step else 1
    return middle, at_middle


def _put(values: Values, path: list[str], value: float) -> None:
    """Set a number deep in the values; an index reaches into a vector."""
    *parents, last = path
    target: Any = values
    for key in parents:
        if isinstance(target, dict):
            child = target.setdefault(key, {})
            if isinstance(child, tuple):
                child = target[key] = list(child)
            target = child
    if isinstance(target, list):
        target[int(last)] = value
    else:
        target[last] = value


def _without_holds(values: Values, part: str) -> Values:
    """Leave out hands laid on the body, which are slow to place, unless they are what touches."""
    arms: Values = {
        key: {k: v for k, v in values[key].items() if k != "hold"}
        for key in ("Larm", "Rarm")
        if key in values and part[0] != key[0]
    }
    return {**values, **arms}


def _maybe(v: Any) -> Array | None:
    return None if v is None else np.asarray(v, dtype=np.float64)


def _is_name(where: Any) -> bool:
    """Whether a place or direction needs a body to be found on."""
    return isinstance(where, (str, Mapping))


def _has_targets(values: Values) -> bool:
    return any(
        _is_name(value)
        for side in SIDES
        for limb in ("arm", "leg")
        for value in (values.get(side + limb) or {}).values()
        if not isinstance(value, str) or value not in ("flat", "free")
    )
