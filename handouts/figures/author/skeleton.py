"""Bones: how long they are, how far their joints turn, and the spine's forward kinematics.

Segment lengths are fractions of stature after Drillis and Contini (1966), as reprinted in
D. A. Winter, Biomechanics and Motor Control of Human Movement, figure 4.1. The values agree
with independent restatements of that figure that were looked up; the book itself was not at
hand. Joint centres inside the trunk, and how the spine's bend is shared between its levels,
are set by eye.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from handouts.figures.author.vectors import Array, about_x, about_y, about_z, partial_turn, vec

Side = Literal["L", "R"]
SIDES: Final[tuple[Side, Side]] = ("L", "R")

THIGH: Final = 0.245
SHANK: Final = 0.246
ANKLE_HEIGHT: Final = 0.039
UPPER_ARM: Final = 0.186
FOREARM: Final = 0.146
HAND: Final = 0.108

# Half the distance between the hip joints, and the shoulder joint, from the middle of the hips.
_HIP_OUT: Final = 0.050
_SHOULDER: Final = (-0.006, 0.103, 0.260)
# The spine's joints: height above the hips.
_SPINE: Final = (
    ("lum1", 0.045),
    ("lum2", 0.095),
    ("tho1", 0.150),
    ("tho2", 0.220),
    ("neck", 0.297),
    ("head", 0.357),
)
PARENT: Final[dict[str, str]] = {
    "lum1": "pelvis",
    "lum2": "lum1",
    "tho1": "lum2",
    "tho2": "tho1",
    "neck": "tho2",
    "head": "neck",
    **{
        f"{side}{bone}": parent if parent in ("pelvis", "tho2") else f"{side}{parent}"
        for side in SIDES
        for bone, parent in (
            ("thigh", "pelvis"),
            ("shank", "thigh"),
            ("foot", "shank"),
            ("uarm", "tho2"),
            ("farm", "uarm"),
            ("hand", "farm"),
        )
    },
}

# Joint limits in degrees (low, high): normal active ranges as tabled by the Merck Manual
# (hip 125/15, abduction 45, rotation 45; knee 130; ankle 20/50; wrist 90/70) and by the common
# goniometry tables (shoulder 180/60, elbow 150, lumbar flexion 60-75, extension 30), rounded
# outward because loose limbs on the floor go beyond active range. Hip rotation out is 75: a
# figure four cannot be reached with 45 in this decomposition of the angles.
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "hip": (-28, 132),
    "hip_out": (-38, 55),
    "hip_rot": (-75, 50),
    "knee": (-4, 152),
    "ankle": (-58, 30),
    "shoulder": (-72, 185),
    "elbow": (-5, 154),
    "wrist": (0, 90),
    "lumbar": (-55, 65),
    "thoracic": (-35, 50),
    "neck": (-65, 62),
    "head": (-35, 35),
}


def _columns(forward: Array, left: Array, up: Array) -> Array:
    return np.stack([forward, left, up], axis=1)


# How a body lies in the world: where its forward, left and head-ward axes point.
BASES: Final[dict[str, Array]] = {
    "standing": np.eye(3),
    "sitting": np.eye(3),
    "kneeling": np.eye(3),
    "supine": _columns(vec(0, 0, 1), vec(0, 1, 0), vec(-1, 0, 0)),
    "prone": _columns(vec(0, 0, -1), vec(0, 1, 0), vec(1, 0, 0)),
    "quadruped": _columns(vec(0, 0, -1), vec(0, 1, 0), vec(1, 0, 0)),
    "side_front": _columns(vec(0, -1, 0), vec(0, 0, 1), vec(-1, 0, 0)),
    "side_back": _columns(vec(0, 1, 0), vec(0, 0, 1), vec(1, 0, 0)),
}


@dataclass(frozen=True, slots=True)
class Spine:
    """Bends of the back in degrees: forward is +, to the right is +, turning left is +."""

    lumbar: float = 0
    thoracic: float = 0
    neck: float = 0
    head: float = 0
    side: float = 0
    twist: float = 0
    neck_side: float = 0
    neck_twist: float = 0


@dataclass
class Skeleton:
    """Where each bone starts (`origin`), how it is turned (`turn`), and what was asked of it."""

    shoulder_width: float = 1.0
    hip_width: float = 1.0
    origin: dict[str, Array] = field(default_factory=dict)
    turn: dict[str, Array] = field(default_factory=dict)
    spine: Spine = field(default_factory=Spine)
    curl: dict[str, float] = field(default_factory=dict)
    hand: dict[str, str] = field(default_factory=dict)

    def at(self, bone: str, offset: tuple[float, float, float] = (0, 0, 0)) -> Array:
        """Return a world point given in a bone's own axes, from where the bone starts."""
        point = self.origin[bone] + self.turn[bone] @ np.asarray(offset, dtype=np.float64)
        return np.asarray(point, dtype=np.float64)

    def hip(self, side: Side) -> Array:
        """Return the hip joint's centre."""
        return self.at("pelvis", (0, sign(side) * _HIP_OUT * self.hip_width, 0))

    def shoulder(self, side: Side, lift: float, forward: float, shrug: float) -> Array:
        """Return the shoulder joint's centre; a lifted arm takes it in and up (0 to 1)."""
        x, y, z = _SHOULDER
        out = y * self.shoulder_width - 0.018 * lift
        return self.at("tho2", (x + forward, sign(side) * out, z - 0.220 + 0.030 * lift + shrug))


def sign(side: Side) -> int:
    """Return +1 for the left side and -1 for the right: the direction of the bones' y."""
    return 1 if side == "L" else -1


def trunk(
    base: str,
    turns: tuple[float, float, float],
    at: Array,
    spine: Spine,
    widths: tuple[float, float] = (1.0, 1.0),
) -> Skeleton:
    """Return a skeleton with pelvis, spine and head placed, but no limbs yet.

    `turns`: tilt (forward), lean (to the right), spin (about the vertical), degrees, applied to
    the base position. `at`: middle of the hips. `widths`: shoulders and hips, 1 = usual.
    """
    tilt, lean, spin = turns
    body = Skeleton(shoulder_width=widths[0], hip_width=widths[1], spine=spine)
    body.origin["pelvis"] = at
    body.turn["pelvis"] = about_z(spin) @ about_y(tilt) @ about_x(lean) @ BASES[base]
    low, high = spine.lumbar / 2, spine.thoracic / 2
    bends = {
        "lum1": (low, spine.side * 0.25, spine.twist * 0.1),
        "lum2": (low, spine.side * 0.25, spine.twist * 0.2),
        "tho1": (high, spine.side * 0.25, spine.twist * 0.4),
        "tho2": (high, spine.side * 0.25, spine.twist * 0.3),
        "neck": (spine.neck, spine.neck_side, spine.neck_twist * 0.5),
        "head": (spine.head, spine.neck_side * 0.4, spine.neck_twist * 0.5),
    }
    below = 0.0
    for bone, height in _SPINE:
        forward, side, twist = bends[bone]
        body.origin[bone] = body.at(PARENT[bone], (0, 0, height - below))
        body.turn[bone] = (
            body.turn[PARENT[bone]] @ about_y(forward) @ about_x(side) @ about_z(twist)
        )
        below = height
    return body


def between(first: Skeleton, then: Skeleton, share: float) -> Skeleton:
    """Return the skeleton part of the way from one to the other, each joint on its own arc."""
    body = Skeleton(first.shoulder_width, first.hip_width, curl=then.curl, hand=then.hand)
    body.origin["pelvis"] = first.origin["pelvis"] * (1 - share) + then.origin["pelvis"] * share
    whole = first.turn["pelvis"].T @ then.turn["pelvis"]
    body.turn["pelvis"] = first.turn["pelvis"] @ partial_turn(whole, share)
    for bone, parent in PARENT.items():
        start = first.turn[parent].T @ (first.origin[bone] - first.origin[parent])
        end = then.turn[parent].T @ (then.origin[bone] - then.origin[parent])
        body.origin[bone] = body.origin[parent] + body.turn[parent] @ (
            start * (1 - share) + end * share
        )
        own = first.turn[parent].T @ first.turn[bone]
        own_then = then.turn[parent].T @ then.turn[bone]
        body.turn[bone] = body.turn[parent] @ own @ partial_turn(own.T @ own_then, share)
    return body
