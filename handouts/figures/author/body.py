"""The body: solids on bones. Sizes in body heights, offsets in each bone's own axes.

The numbers are drawn by eye, as an illustrator would, not measured on people; only bone
lengths (`skeleton`) come from a table. Change one, run `exercise preview`, look.
"""

from typing import Final

import numpy as np

from handouts.figures.author.builds import Build
from handouts.figures.author.hands import hand_part
from handouts.figures.author.shapes import Kind, Part, Solid
from handouts.figures.author.skeleton import (
    FOREARM,
    SHANK,
    SIDES,
    THIGH,
    UPPER_ARM,
    Side,
    Skeleton,
    sign,
)
from handouts.figures.author.vectors import Array, Triple, about_y, any_frame, length, unit, vec

SOLE = 0.042  # the sole of the shoe below the ankle joint
SHORTS = 0.150  # the hem of shorts below the hip joint
Plane = tuple[Array, float]

ALL_LIMBS: Final = frozenset(f"{side}{limb}" for side in SIDES for limb in ("arm", "leg"))
_OF_A_LEG: Final = ("leg", "thigh", "short", "shank", "foot")


class Sculptor:
    """Puts solids on the bones of one skeleton."""

    def __init__(self, body: Skeleton) -> None:
        self.body = body

    def cone(
        self,
        bone: str,
        ends: tuple[Triple, Triple],
        radii: tuple[float, float],
        squash: tuple[float, float] = (1, 1),
        cut: Plane | None = None,
    ) -> Solid:
        """Return a round cone between two places on a bone; squash is along its own x and y."""
        start, end = vec(*ends[0]), vec(*ends[1])
        turn = self.body.turn[bone] @ any_frame(unit(end - start))
        at = self.body.at(bone, (start[0], start[1], start[2]))
        return Solid(Kind.CONE, at, turn, (*radii, length(end - start)), (*squash, 1.0), cut)

    def ball(
        self,
        bone: str,
        at: Triple,
        radii: Triple,
        turn: Array | None = None,
        cut: Plane | None = None,
    ) -> Solid:
        """Return an ellipsoid at a place on a bone, along the bone's axes unless turned."""
        turned = self.body.turn[bone] if turn is None else self.body.turn[bone] @ turn
        centre = self.body.at(bone, (at[0], at[1], at[2]))
        return Solid(Kind.ELLIPSOID, centre, turned, tuple(radii), cut=cut)


def limb_of(part: str) -> str:
    """Return the limb that a part or limb (Lhand, Lleg) belongs to; "" where it is none."""
    if part[:1] not in SIDES:
        return ""
    return part[0] + ("leg" if part[1:] in _OF_A_LEG else "arm")


def build_body(
    body: Skeleton, build: Build, breath: float = 0.0, limbs: frozenset[str] = ALL_LIMBS
) -> list[Part]:
    """Return the parts of a dressed body, each after those it melts into.

    `breath` (body heights) rounds the belly further: a breath in. `limbs`: those that are wanted.
    """
    make = Sculptor(body)
    parts = [_torso(make, build, breath), _neck(make), *_head(make, build)]
    for side in SIDES:
        parts += _arm(make, side, build) if f"{side}arm" in limbs else []
        parts += _leg(make, side, build) if f"{side}leg" in limbs else []
    return parts


def _torso(make: Sculptor, b: Build, breath: float) -> Part:
    # The first two solids are the front of the pelvis and the belly (or waist): what somebody
    # lying on the front rests on (places.lowest).
    deep, bust = b.depth, b.bust
    belly = b.belly + breath
    solids = [
        make.ball("pelvis", (-0.004, 0, 0.012), (0.058 * deep, 0.088 * b.hip, 0.062)),
        make.ball("lum1", (0.006, 0, 0.012), (0.052 * deep, 0.080 * b.waist, 0.050)),
        make.ball("lum2", (0.008, 0, 0.015), (0.052 * deep, 0.077 * b.waist, 0.055)),
        make.ball("tho1", (0.006, 0, 0.012), (0.058 * deep, 0.081 * b.chest, 0.062)),
        make.ball("tho2", (0.003, 0, -0.004), (0.063 * deep, 0.086 * b.chest, 0.068)),
    ]
    if belly:
        # As wide as the waist and as high as the space between ribs and pelvis.
        centre = (0.018 + belly * 0.8, 0, 0.012)
        solids.insert(1, make.ball("lum1", centre, (0.044, 0.060 * b.waist, 0.066)))
    shoulder = 0.072 * b.shoulder
    solids.append(
        make.cone("tho2", ((-0.004, shoulder, 0.034), (-0.004, -shoulder, 0.034)), (0.034, 0.034))
    )
    for g in (1, -1):
        seat = (0.046 * b.seat, 0.047 * b.hip, 0.056 * b.seat)
        ridge = ((-0.012, g * 0.082 * b.shoulder, 0.046), (-0.010, g * 0.012, 0.082))
        breast = (0.028 + 0.018 * bust, 0.040, 0.030)
        solids += [
            make.ball("pelvis", (-0.026, g * 0.040 * b.hip, -0.010), seat),
            make.ball("tho2", (-0.018, g * 0.040, 0.022), (0.043, 0.046 * b.chest, 0.058)),
            make.cone("tho2", ridge, (0.020, 0.026)),
            make.ball("tho2", (0.034, g * 0.038, 0.016 - 0.012 * bust), breast),
        ]
    return Part("torso", "body", "top", solids, blend=0.030)


def _neck(make: Sculptor) -> Part:
    solid = make.cone("neck", ((-0.010, 0, -0.012), (0.004, 0, 0.060)), (0.0335, 0.0315))
    joint = make.body.at("neck", (0, 0, -0.01))
    return Part("neck", "body", "skin", [solid], joint=joint, joint_blend=0.03, joint_reach=0.04)


def _head(make: Sculptor, b: Build) -> list[Part]:
    """Return skull, ears and hair; the head's axes start where it nods, the crown is at 0.110."""
    k = b.head

    def s(x: float, y: float, z: float) -> Triple:
        return (k * x, k * y, k * z)

    jaw = ((0.010, 0.025, 0.012), (0.040, 0.004, -0.004))
    skull = [
        make.ball("head", s(0.006, 0, 0.058), s(0.054, 0.0425, 0.0505)),
        make.ball("head", s(0.030, 0, 0.040), s(0.030, 0.0345, 0.044)),
        make.cone("head", (s(0.022, 0, 0.012), s(0.045, 0, -0.006)), (0.026 * k, 0.0145 * k)),
        make.ball("head", s(0.053, 0, 0.012), s(0.010, 0.013, 0.010)),
        make.cone("head", (s(0.0575, 0, 0.050), s(0.069, 0, 0.030)), (0.0045 * k, 0.0068 * k)),
    ]
    for g in (1, -1):
        ends = tuple(s(x, g * y, z) for x, y, z in jaw)
        skull.append(make.cone("head", (ends[0], ends[1]), (0.013 * k, 0.012 * k)))
    ears = [
        make.ball("head", s(-0.001, g * 0.0435, 0.034), s(0.0125, 0.0065, 0.0180), about_y(14))
        for g in (1, -1)
    ]
    at = make.body.origin["head"].copy()
    return [
        Part("head", "head", "skin", skull, 0.010, joint=at, joint_blend=0.016),
        Part("ears", "head", "skin", ears, blend=0),
        *_hair(make, b),
    ]


def _hair(make: Sculptor, b: Build) -> list[Part]:
    k = b.head

    def s(x: float, y: float, z: float) -> Triple:
        return (k * x, k * y, k * z)

    def beyond(normal: Triple, x: float, z: float) -> Plane:
        n = unit(normal)
        return n, float(n @ vec(k * x, 0, k * z))

    if b.hair == "thin":  # a high forehead: the cap sits further back
        front, side = beyond((0.94, 0, -0.34), 0.006, 0.060), beyond((1, 0, -0.25), -0.012, 0)
    else:
        front, side = beyond((0.80, 0, -0.60), 0.031, 0.024), beyond((1, 0, -0.25), -0.004, 0)
    cap = [
        make.ball("head", s(0.0005, 0, 0.061), s(0.0600, 0.0475, 0.0545), cut=front),
        make.ball("head", s(-0.010, 0, 0.040), s(0.0465, 0.0445, 0.052), cut=side),
    ]
    # Hair at the temples, down before the ears.
    back, down = (-0.006, 0.046) if b.hair == "thin" else (0.003, 0.052)
    cap.append(make.ball("head", s(back, 0, down), s(0.027, 0.0478, 0.042)))
    if b.hair == "bob":
        edge = beyond((1, 0, -0.10), 0.010, 0.0)
        cap.append(make.ball("head", s(-0.012, 0, 0.032), s(0.0530, 0.0540, 0.0640), cut=edge))
    parts = [Part("hair", "head", "hair", cap, blend=0.006)]
    if b.hair == "bun":
        joint = make.body.at("head", (k * -0.045, 0, k * 0.080))
        bun = make.ball("head", s(-0.060, 0, 0.088), s(0.027, 0.027, 0.026))
        parts.append(
            Part("bun", "head", "hair", [bun], 0, joint=joint, joint_blend=0.004, joint_reach=0.02)
        )
    if b.hair == "pony":
        joint = make.body.at("head", (k * -0.045, 0, k * 0.075))
        upper = (s(-0.052, 0, 0.080), s(-0.075, 0, 0.062))
        lower = (s(-0.075, 0, 0.062), s(-0.074, 0, 0.002))
        tail = [
            make.cone("head", upper, (0.014 * k, 0.019 * k)),
            make.cone("head", lower, (0.019 * k, 0.009 * k)),
        ]
        parts.append(Part("bun", "head", "hair", tail, joint=joint, joint_blend=0.006))
    return parts


def _scaled(solids: list[Solid], girth: float) -> list[Solid]:
    """Return limb solids thicker or thinner, as long as before."""
    for solid in solids:
        if solid.kind is Kind.CONE:
            start, end, long = solid.size
            solid.size = (start * girth, end * girth, long)
        else:
            solid.size = (solid.size[0] * girth, solid.size[1] * girth, solid.size[2])
    return solids


def _arm(make: Sculptor, side: Side, b: Build) -> list[Part]:
    g, group, body = sign(side), f"{side}arm", make.body
    up, low = f"{side}uarm", f"{side}farm"
    upper = [
        make.cone(up, ((0, 0, 0), (0, 0, -UPPER_ARM)), (0.0300, 0.0215)),
        make.ball(up, (0, g * 0.002, -0.016), (0.0325, 0.0315, 0.042)),
        make.ball(up, (0.007, 0, -0.085), (0.0245 * b.muscle, 0.0265, 0.055)),
        make.ball(up, (-0.009, 0, -0.080), (0.0230 * b.muscle, 0.0265, 0.065)),
    ]
    hem = (vec(0, 0, 1), b.sleeve)
    sleeve = [
        make.cone(up, ((0, 0, -0.004), (-0.001, 0, -b.sleeve - 0.03)), (0.0330, 0.0350), cut=hem),
        make.ball(up, (0, g * 0.002, -0.014), (0.0350, 0.0335, 0.043)),
    ]
    fore = [
        make.cone(low, ((0, 0, 0), (0, 0, -0.055)), (0.0215, 0.0232)),
        make.cone(low, ((0, 0, -0.050), (0, 0, -FOREARM)), (0.0235, 0.0142), (1.08, 0.92)),
        make.ball(low, (0.004, g * 0.004, -0.045), (0.024, 0.0245, 0.045)),
    ]
    return [
        Part(
            up, group, "skin", _scaled(upper, b.limb), 0.012, side,
            body.at(up, (0, -g * 0.015, 0)), 0.034, 0.040,
        ),
        Part(
            f"{side}sleeve", group, "top", _scaled(sleeve, b.limb), 0.010, side,
            body.at(up, (0, -g * 0.02, 0)), 0.036, 0.036,
        ),
        Part(
            low, group, "skin", _scaled(fore, b.limb), 0.010, side,
            body.origin[low], 0.010, 0.022,
        ),
        hand_part(body, side),
    ]  # fmt: skip


def _leg(make: Sculptor, side: Side, b: Build) -> list[Part]:
    g, group, body = sign(side), f"{side}leg", make.body
    up, low = f"{side}thigh", f"{side}shank"
    covered = "skin" if b.legs == "shorts" else "bottom"
    thigh = [
        make.cone(up, ((0, g * 0.004, -0.030), (0.004, 0, -THIGH)), (0.0490, 0.0290)),
        make.ball(up, (0.014, g * 0.004, -0.100), (0.0400, 0.0455, 0.105)),
        make.ball(up, (-0.014, 0, -0.105), (0.0370, 0.0420, 0.100)),
        make.ball(up, (0.013, 0, -THIGH + 0.004), (0.0215, 0.0220, 0.030)),
    ]
    shank = [
        make.cone(low, ((0.003, 0, 0), (-0.004, 0, -SHANK + 0.01)), (0.0285, 0.0180)),
        make.ball(low, (-0.016, 0, -0.075), (0.0270, 0.0310, 0.066)),
        make.ball(low, (0.004, 0, -0.075), (0.0240, 0.0270, 0.080)),
        make.cone(low, ((-0.019, 0, -0.150), (-0.022, 0, -SHANK + 0.005)), (0.0110, 0.0085)),
    ]
    if b.legs == "trousers":
        thigh.append(make.cone(up, ((0, 0, -0.05), (0, 0, -THIGH)), (0.0545, 0.0400)))
        shank.append(
            make.cone(
                low, ((-0.004, 0, -0.01), (-0.006, 0, -SHANK)), (0.0390, 0.0330),
                cut=(vec(0, 0, 1), SHANK - 0.030),
            )
        )  # fmt: skip
    parts = [
        Part(
            up, group, covered, _scaled(thigh, b.limb), 0.016, side,
            body.at(up, (-0.005, 0, -0.01)), 0.040, 0.050,
        )
    ]  # fmt: skip
    if b.legs == "shorts":
        hem = (vec(0, 0, 1), SHORTS)
        ends = ((0, g * 0.004, -0.005), (0.001, g * 0.002, -0.180))
        short = make.cone(up, ends, (0.0575, 0.0550), (1.03, 1.0), hem)
        parts.append(
            Part(
                f"{side}short", group, "bottom", _scaled([short], b.limb), 0.012, side,
                body.at(up, (-0.005, 0, 0)), 0.042, 0.05,
            )
        )  # fmt: skip
    knee = body.at(low, (0.004, 0, 0))
    parts.append(Part(low, group, covered, _scaled(shank, b.limb), 0.016, side, knee, 0.022, 0.030))
    parts.append(_foot(make, side))
    return parts


def _foot(make: Sculptor, side: Side) -> Part:
    """Return a shoe, cut flat at the sole."""
    g, bone = sign(side), f"{side}foot"
    solids = [
        make.cone(bone, ((-0.018, 0, 0.012), (-0.022, 0, -0.020)), (0.0235, 0.0255)),
        make.cone(bone, ((-0.028, 0, -0.020), (0.020, 0, -0.021)), (0.0240, 0.0235)),
        make.cone(bone, ((0, 0, 0), (0.065, g * 0.001, -0.024)), (0.0245, 0.0210), (1, 1.05)),
        make.cone(
            bone, ((0.060, g * 0.001, -0.024), (0.092, 0, -0.029)), (0.0225, 0.0155), (1, 1.35)
        ),
    ]
    origin, up = make.body.at(bone, (0, 0, -SOLE)), make.body.turn[bone][:, 2]
    for solid in solids:
        # The sole's plane in each solid's own, squashed axes.
        normal = -((solid.turn * np.asarray(solid.squash)).T @ up)
        size = length(normal)
        solid.cut = (normal / size, float(-(origin - solid.centre) @ up) / size)
    at = make.body.origin[bone]
    return Part(bone, f"{side}leg", "shoe", solids, 0.012, side, at, 0.008, 0.03)
