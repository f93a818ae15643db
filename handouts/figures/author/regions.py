"""What each pixel shows: skin or cloth, far or moving or felt, lit or in shade; and its areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from handouts.figures.author.body import SHORTS
from handouts.figures.author.builds import Build
from handouts.figures.author.contours import (
    area,
    blurred,
    contours,
    resampled,
    smoothed,
    without_crumbs,
)
from handouts.figures.author.curves import fit_closed
from handouts.figures.author.halos import HALO_ROLES, halos
from handouts.figures.author.paper import paper_scale
from handouts.figures.author.pen import Pen, Stroke
from handouts.figures.author.props import box_face, is_box
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import Side, Skeleton
from handouts.figures.author.specks import SPECK, takeovers
from handouts.figures.author.tracer import View
from handouts.figures.author.vectors import Array, Flags, Ints, unit, vec
from handouts.figures.author.zones import seen_zone
from handouts.figures.drawing import Mark

# Pixels a curve may stray from the contour: lines, areas (whose rim a line covers), shade.
TOLERANCE: Final = 0.5
_AREA_TOLERANCE: Final = 0.9
_SHADE_TOLERANCE: Final = 1.6
_LIGHT: Final = unit(vec(-0.35, 0.75, 0.55))
_SHADE_BELOW: Final = 0.20
_CORNER: Final = 55.0
_FELT_CRUMB: Final = 0.0006  # body heights squared: smaller patches of what is felt are left out


@dataclass(frozen=True, slots=True)
class Dressed:
    """Whose picture it is: bones, parts, build, and which limbs are far, moving, felt."""

    body: Skeleton
    parts: Sequence[Part]
    build: Build
    view: Array
    far: str = ""
    move: tuple[str, ...] = ()
    feel: tuple[str, ...] = ()
    near: Side = "R"


class Roles:
    """Gives each surface point the number of its role; garments end at planes on the bones."""

    def __init__(self, who: Dressed) -> None:
        self.who = who
        self.names: list[str] = []

    def number(self, name: str) -> int:
        """Return the number of a role, a new one when it is new."""
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def of(self, points: Array, part_of: Ints) -> Ints:
        """Return the role of points (viewer's axes), given the part each lies on."""
        out = np.full(len(part_of), -1, dtype=np.int64)
        world = points @ self.who.view
        for i in np.unique(part_of[part_of >= 0]):
            part, own = self.who.parts[i], np.nonzero(part_of == i)[0]
            if part.is_prop and is_box(part):
                faces = box_face(part, world[own])
                out[own] = [self.number(f"{part.role}.{face}") for face in faces]
                continue
            out[own] = self.number(part.role)
            if not part.is_prop:
                self._dress(out, own, part, world[own])
        return out

    def _dress(self, out: Ints, own: Ints, part: Part, world: Array) -> None:
        body = self.who.body

        def local(bone: str) -> Array:
            return np.asarray((world - body.origin[bone]) @ body.turn[bone], dtype=np.float64)

        if part.name in ("torso", "neck"):
            if part.name == "torso":
                q = local("lum1")
                out[own[q[:, 2] < self.who.build.hem - 0.10 * q[:, 0]]] = self.number("bottom")
            # The collar is sewn to the shirt: it stays with the chest however the neck bends.
            q = (world - body.origin["neck"]) @ body.turn["tho2"]
            bare = q[:, 2] + 0.42 * q[:, 0] - 5.0 * q[:, 1] ** 2 > -0.002  # noqa: PLR2004 - collar
            bare &= np.abs(q[:, 1]) < 0.075  # noqa: PLR2004 - no further than the neck's root
            out[own[bare]] = self.number("skin")
            if part.name == "neck":
                out[own[~bare]] = self.number("top")
        elif part.name == "head" and self.who.build.beard:
            # A trimmed beard lies on the jaw: below the mouth, and up before the ears.
            q = local("head") / self.who.build.head
            top = 0.003 + 0.95 * np.maximum(0.036 - q[:, 0], 0)
            out[own[(q[:, 2] < top) & (q[:, 0] > 0.004)]] = self.number("hair")  # noqa: PLR2004 - at the ear
        elif part.name in (f"{part.side}uarm", f"{part.side}thigh"):
            # Where limb and cloth melt together, the limb must not shine through.
            arm = part.name.endswith("uarm")
            covered = self.who.build.sleeve if arm else SHORTS
            if arm or self.who.build.legs == "shorts":
                under = local(part.name)[:, 2] > 0.006 - covered
                out[own[under]] = self.number("top" if arm else "bottom")
        elif part.role == "shoe":
            q = local(f"{part.side}foot")
            out[own[q[:, 2] < -0.033]] = self.number("sole")  # noqa: PLR2004 - thickness of a sole
            out[own[q[:, 2] > 0.004 + 0.25 * q[:, 0]]] = self.number("sock")


@dataclass(frozen=True, slots=True)
class Regions:
    """Role and variant of every pixel; `names` of the roles."""

    role: Ints
    variant: Ints
    felt: Flags
    names: list[str]


VARIANTS: Final = ("", ".far", ".move")
_FELT_ROLES: Final = ("skin", "top", "bottom")


def regions(view: View, who: Dressed, roles: Roles) -> Regions:
    """Return what every pixel shows."""
    rows, columns = np.nonzero(view.part >= 0)
    points = view.points(rows, columns)
    role = np.full(view.shape, -1, dtype=np.int64)
    role[rows, columns] = roles.of(points, view.part[rows, columns])
    kinds = np.zeros(len(who.parts) + 1, dtype=np.int64)  # the last one is for nothing (-1)
    for i, part in enumerate(who.parts):
        if part.group in who.move or part.name in who.move:
            kinds[i] = VARIANTS.index(".move")
        elif part.side and part.side == who.far:
            kinds[i] = VARIANTS.index(".far")
    felt = np.zeros(view.shape, dtype=bool)
    each = (view.pitch * paper_scale(view, beside=True)) ** 2
    for zone in who.feel:
        world, part_of = points @ who.view, view.part[rows, columns]
        inside = seen_zone(zone, who.body, who.parts, world, part_of, each)
        felt[rows[inside], columns[inside]] = True
    variant = kinds[view.part]
    things = np.array([part.is_prop for part in who.parts] + [True])[view.part]
    for own, source in takeovers(role * len(VARIANTS) + variant, SPECK / view.pitch**2, things):
        if not things.ravel()[source[0]]:
            role.ravel()[own] = role.ravel()[source]
            variant.ravel()[own] = variant.ravel()[source]
    felt = without_crumbs(felt, _FELT_CRUMB / view.pitch**2)
    return Regions(role, variant, felt, roles.names)


def outline_strokes(
    mask: Flags, soft: float, level: float, smallest: float, tolerance: float = _AREA_TOLERANCE
) -> list[Stroke]:
    """Return a mask's outlines as closed curves; areas below `smallest` pixels are left out.

    The mask is blurred by `soft` pixels and cut at `level`; the outline is then smoothed.
    """
    out: list[Stroke] = []
    for loop in contours(blurred(mask.astype(np.float64), soft), level):
        if abs(area(loop)) < smallest:
            continue
        line = smoothed(resampled(loop, 1.0, closed=True), 1.2 * soft, closed=True)
        out.append((fit_closed(line, tolerance, _CORNER), True))
    return out


def fill_marks(view: View, seen: Regions, pen: Pen) -> list[Mark]:
    """Return areas: plain ones first, felt areas over them, then shaded sides, then halos."""
    classes: list[tuple[str, Flags, bool]] = []
    hit = view.part >= 0
    for number, name in enumerate(seen.names):
        for kind, suffix in enumerate(VARIANTS):
            own = hit & (seen.role == number) & (seen.variant == kind)
            paint = name + suffix if suffix and "." not in name else name
            if own.sum() > 6:  # noqa: PLR2004 - pixels
                classes.append((paint, own, False))
        own = hit & (seen.role == number) & seen.felt
        if name in _FELT_ROLES and own.sum() > 30:  # noqa: PLR2004 - pixels
            classes.append((name + ".feel", own, True))
    classes.sort(key=lambda item: (item[2], -int(item[1].sum())))
    marks, shades = [], []
    lit = view.normal @ _LIGHT
    for paint, own, is_felt in classes:
        # A little wider than the mask, so that neighbours overlap and no paper shows between.
        strokes = (
            outline_strokes(own, 1.5, 0.45, 12) if is_felt else outline_strokes(own, 0.7, 0.32, 6)
        )
        if strokes:
            marks.append(pen.mark("fill", paint, 0, strokes))
        if paint.partition(".")[2] not in ("top", "front", "side"):
            dark = _in_shade(own, lit)
            strokes = outline_strokes(dark, 1.6, 0.5, 140, _SHADE_TOLERANCE)
            if strokes:
                shades.append(pen.mark("fill", paint + ".shade", 0, strokes))
    return marks + shades + _halo_marks(view, seen, pen)


def _halo_marks(view: View, seen: Regions, pen: Pen) -> list[Mark]:
    """Return the gaps where limbs cross others of their colour, paler than what shows them."""
    marks = []
    for number, gap in halos(view, seen.role):
        for kind, suffix in enumerate(VARIANTS):
            own = gap & (seen.variant == kind) & ~seen.felt
            strokes = outline_strokes(own, 0.7, 0.45, 12) if own.any() else []
            if strokes and seen.names[number] in HALO_ROLES:
                marks.append(pen.mark("fill", f"{seen.names[number]}{suffix}.halo", 0, strokes))
    return marks


def _in_shade(own: Flags, lit: Array) -> Flags:
    weight = blurred(own.astype(np.float64), 2.2) + 1e-6
    soft = blurred(np.where(own, lit, 0), 2.2) / weight
    return np.asarray(own & (soft < _SHADE_BELOW), dtype=bool)
