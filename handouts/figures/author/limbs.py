"""Arms and legs on a trunk: by joint angles, by directions in the world, or by target.

Every function takes a skeleton whose trunk is placed and adds the bones of one limb. Targets
and directions are world vectors here; the solver has already turned names into them.
"""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from handouts.figures.author.hands import SHAPES, default_hand
from handouts.figures.author.skeleton import (
    FOREARM,
    LIMITS,
    SHANK,
    THIGH,
    UPPER_ARM,
    Side,
    Skeleton,
    sign,
)
from handouts.figures.author.vectors import (
    Array,
    about_x,
    about_y,
    about_z,
    across,
    any_frame,
    cross,
    frame,
    length,
    unit,
    vec,
)

_NEARLY_STRAIGHT = 0.12
_ALMOST_FULL_REACH = 0.9985
_NO_POLE = 1e-6
# How strongly the search for a leg keeps to the author's angles: per squared degree.
_KEEP = 4e-8


@dataclass(frozen=True, slots=True)
class ArmPose:
    """An arm: angles in degrees, or world directions, or a world target for the wrist."""

    shoulder: float = 0
    out: float = 4
    rot: float = 0
    elbow: float = 8
    pron: float = 0
    wrist: float = 0
    protract: float = 0
    shrug: float = 0
    upper: Array | None = None
    fore: Array | None = None
    reach: Array | None = None
    elbow_toward: Array | None = None
    palm: Array | None = None
    fingers: Array | None = None
    curl: float | None = None
    hand: str | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class LegPose:
    """A leg: angles in degrees, or world directions, or a world target for the ankle."""

    hip: float = 0
    out: float = 0
    rot: float = 0
    knee: float = 0
    ankle: float = 0
    thigh: Array | None = None
    shank: Array | None = None
    ankle_at: Array | None = None
    ankle_near: Array | None = None
    knee_toward: Array | None = None
    flat: bool = False
    toe_out: float = 0
    heel_up: float = 0


def add_leg(body: Skeleton, side: Side, pose: LegPose) -> None:
    """Add thigh, shank and foot of one side."""
    hip = body.hip(side)
    thigh, shank = _leg_turns(body.turn["pelvis"], hip, side, pose)
    knee = hip + thigh @ vec(0, 0, -THIGH)
    ankle = knee + shank @ vec(0, 0, -SHANK)
    foot = _flat_foot(shank, side, pose) if pose.flat else shank @ about_y(-pose.ankle)
    for bone, origin, turn in (
        ("thigh", hip, thigh),
        ("shank", knee, shank),
        ("foot", ankle, foot),
    ):
        body.origin[side + bone] = origin
        body.turn[side + bone] = turn


def _leg_turns(pelvis: Array, hip: Array, side: Side, pose: LegPose) -> tuple[Array, Array]:
    if pose.thigh is not None:
        shank = pose.shank if pose.shank is not None else pose.thigh
        return _hinged(pose.thigh, shank, pelvis, bends_back=True)
    angles = (pose.hip, pose.out, pose.rot, pose.knee)
    if pose.ankle_near is not None:
        angles = _seek_leg(pelvis, hip, side, pose.ankle_near, angles)
    elif pose.ankle_at is not None:
        toward = pose.knee_toward if pose.knee_toward is not None else pelvis[:, 0]
        return _leg_to(hip, pose.ankle_at, unit(toward))
    thigh = _hip_turn(pelvis, side, angles)
    return thigh, thigh @ about_y(angles[3])


def _hip_turn(pelvis: Array, side: Side, angles: tuple[float, float, float, float]) -> Array:
    flexion, out, rot, _ = angles
    turn = pelvis @ about_y(-flexion) @ about_x(sign(side) * out) @ about_z(-sign(side) * rot)
    return np.asarray(turn, dtype=np.float64)


def _flat_foot(shank: Array, side: Side, pose: LegPose) -> Array:
    """Return a foot level with the floor, pointing where the shin faces."""
    x = shank[:, 0] * vec(1, 1, 0)
    if length(x) < 0.2:  # noqa: PLR2004 - the shin lies: let the foot point along it
        x = -shank[:, 2] * vec(1, 1, 0)
    level = frame(unit(x), vec(0, 0, 1))
    turn = level @ about_z(sign(side) * pose.toe_out) @ about_y(pose.heel_up)
    return np.asarray(turn, dtype=np.float64)


def _hinged(first: Array, second: Array, parent: Array, *, bends_back: bool) -> tuple[Array, Array]:
    """Return the turns of two segments that run along world directions, hinged like a limb."""
    z1, z2 = -unit(first), -unit(second)
    hinge = across(-z2, z1)
    if length(hinge) < _NEARLY_STRAIGHT:
        # A straight limb shows no hinge: take the one that plain flexion would give.
        forward, up = parent[:, 0], parent[:, 2]
        flexion = math.atan2(float(-z1 @ forward), float(z1 @ up))
        x1 = unit(across(math.cos(flexion) * forward + math.sin(flexion) * up, z1))
    else:
        x1 = unit(-hinge if bends_back else hinge)
    y = cross(z1, x1)
    x2 = unit(cross(y, z2))
    return np.stack([x1, y, z1], axis=1), np.stack([x2, cross(z2, x2), z2], axis=1)


def _two_bones(
    root: Array, target: Array, upper: float, lower: float, pole: Array
) -> tuple[Array, Array, Array]:
    """Return middle joint, end, and the way the middle points, for two bones to a target."""
    way = target - root
    full = (upper + lower) * _ALMOST_FULL_REACH
    reach = min(max(length(way), abs(upper - lower) + 1e-4), full)
    u = unit(way)
    bent = across(pole, u)
    # A pole along the way itself says nothing: any way to bend is as good.
    p = unit(bent) if length(bent) > _NO_POLE else any_frame(u)[:, 0]
    cosine = (upper**2 + reach**2 - lower**2) / (2 * upper * reach)
    sine = math.sqrt(max(0.0, 1 - cosine**2))
    return root + upper * (u * cosine + p * sine), root + u * reach, p


def _leg_to(hip: Array, target: Array, pole: Array) -> tuple[Array, Array]:
    knee, ankle, p = _two_bones(hip, target, THIGH, SHANK, pole)
    z1, z2 = -unit(knee - hip), -unit(ankle - knee)
    thigh = frame(p, z1)
    return thigh, frame(cross(thigh[:, 1], z2), z2)


def _seek_leg(
    pelvis: Array,
    hip: Array,
    side: Side,
    target: Array,
    wanted: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    """Return hip and knee angles within their limits that bring the ankle closest to a target.

    A pattern search from the author's own angles, staying near them: exact reach matters less
    here than a leg that a person could hold.
    """
    bounds = (
        (max(-20.0, LIMITS["hip"][0]), LIMITS["hip"][1] - 5),
        LIMITS["hip_out"],
        LIMITS["hip_rot"],
        (0.0, LIMITS["knee"][1] - 8),
    )
    begin = [min(max(v, low), high) for v, (low, high) in zip(wanted, bounds, strict=True)]

    def cost(x: list[float]) -> float:
        thigh = _hip_turn(pelvis, side, (x[0], x[1], x[2], x[3]))
        below = vec(0, 0, -THIGH) + about_y(x[3]) @ vec(0, 0, -SHANK)
        miss = hip + thigh @ below - target
        drift = sum((a - b) ** 2 for a, b in zip(x, begin, strict=True))
        return float(miss @ miss) + _KEEP * drift

    best, best_cost, step = begin, cost(begin), 16.0
    while step > 0.2:  # noqa: PLR2004 - degrees
        better = False
        for i, way in product(range(4), (step, -step)):
            tried = list(best)
            tried[i] = min(max(tried[i] + way, bounds[i][0]), bounds[i][1])
            tried_cost = cost(tried)
            if tried_cost < best_cost - 1e-12:
                best, best_cost, better = tried, tried_cost, True
        if not better:
            step /= 2
    return best[0], best[1], best[2], best[3]


def add_arm(body: Skeleton, side: Side, pose: ArmPose) -> None:
    """Add upper arm, forearm and hand of one side."""
    chest = body.turn["tho2"]
    lift = min(1.0, max(0.0, max(pose.shoulder, pose.out) - 30) / 150)
    root = body.shoulder(side, lift, pose.protract, pose.shrug)
    upper, fore = _arm_turns(chest, root, side, pose)
    elbow = root + upper @ vec(0, 0, -UPPER_ARM)
    wrist = elbow + fore @ vec(0, 0, -FOREARM)
    hand = _hand_turn(fore, side, pose)
    for bone, origin, turn in (("uarm", root, upper), ("farm", elbow, fore), ("hand", wrist, hand)):
        body.origin[side + bone] = origin
        body.turn[side + bone] = turn
    shape = pose.hand or default_hand(
        body, side, curl=pose.curl, palm=pose.palm is not None, held=pose.held
    )
    body.hand[side] = shape
    body.curl[side] = pose.curl if pose.curl is not None else SHAPES[shape].curl


def _arm_turns(chest: Array, root: Array, side: Side, pose: ArmPose) -> tuple[Array, Array]:
    if pose.upper is not None:
        fore = pose.fore if pose.fore is not None else pose.upper
        return _hinged(pose.upper, fore, chest, bends_back=False)
    if pose.reach is None:
        turned = about_x(sign(side) * pose.out) @ about_z(-sign(side) * pose.rot)
        upper = chest @ about_y(-pose.shoulder) @ turned
        return upper, upper @ about_y(-pose.elbow)
    toward = pose.elbow_toward
    pole = unit(toward if toward is not None else chest @ vec(-0.5, sign(side) * 0.6, -0.3))
    elbow, wrist, p = _two_bones(root, pose.reach, UPPER_ARM, FOREARM, pole)
    z1, z2 = -unit(elbow - root), -unit(wrist - elbow)
    x1 = across(-z2, z1)
    if length(x1) < 0.05:  # noqa: PLR2004 - straight: the elbow's own way is the hinge
        x1 = across(-p, z1)
    upper = frame(unit(x1), z1)
    return upper, frame(cross(upper[:, 1], z2), z2)


def _hand_turn(fore: Array, side: Side, pose: ArmPose) -> Array:
    if pose.fingers is None and pose.palm is None:
        turn = fore @ about_z(-sign(side) * pose.pron) @ about_x(-sign(side) * pose.wrist)
        return np.asarray(turn, dtype=np.float64)
    fingers = unit(pose.fingers) if pose.fingers is not None else -fore[:, 2]
    palm = unit(pose.palm) if pose.palm is not None else fore @ vec(0, -sign(side), 0)
    z = -fingers
    y = unit(across(-sign(side) * palm, z))
    return np.stack([cross(y, z), y, z], axis=1)
