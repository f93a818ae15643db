"""Gates: whether a reader sees what a picture is meant to show.

`checks` asks whether a body can do it; here a coarse drawing is looked at, as `preview` makes one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from handouts.figures.author.arrows import arrow_path
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import viewer
from handouts.figures.author.findings import Case, Finding, Found
from handouts.figures.author.places import sided
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.regions import Dressed, Roles, regions
from handouts.figures.author.shapes import Part
from handouts.figures.author.skeleton import SIDES, Side
from handouts.figures.author.solver import Solved, drawn_positions, near_side, position_names
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import Array, angle_between
from handouts.figures.compose import LYING, arrange
from handouts.figures.drawing import UNITS_PER_STATURE, Panel, Picture
from handouts.figures.pose import Arrow, PoseSpec
from handouts.figures.pose import props as s

_PITCH: Final = 0.009  # body heights: coarser than a preview, and areas are right to a few per cent

_NEXT: Final = {"thigh": "shank", "shank": "foot", "uarm": "farm", "farm": "hand"}
_TURNED: Final = 15.0  # degrees from start to end: such a bone moves
_FORESHORTENED: Final = 0.5

# Millimetres: the size that arrows are made for, and the head of one, both as the renderer has it.
_BOX: Final = (54.0, 44.0)
HEAD: Final = 2.7
_HEADS: Final = 2.0
_OVER: Final = 0.5

# Millimetres: how large a picture is in a narrow column, and one of two lying positions.
_NARROW: Final = (46.0, 40.0)
_WIDE: Final = (92.0, 40.0)
_LEAST_FELT: Final = 6.0  # square millimetres

_HAND_PLACES: Final = ("hand", "wrist", "palm", "grip", "fingertip")
_HIDDEN: Final = 0.2  # of a hand's own outline


def look(spec: PoseSpec, figure: str, solved: Sequence[Solved]) -> list[Found]:
    """Return what a reader would not see in the picture of a pose, solved for one figure."""
    sights = _sights(spec, figure, solved)
    scale = _print_scale(sights)
    found = [Found(one, sight.case.label, figure) for sight in sights for one in _each(sight)]
    last = sights[-1]
    felt = _felt(last, scale) if last.position is solved[-1] else ()
    found += [Found(one, last.case.label, figure) for one in felt]
    moving = _moving(spec, solved)
    return found + [
        Found(one, sight.case.label, figure)
        for sight in sights
        for one in _foreshortened(sight, moving)
    ]


@dataclass(frozen=True)
class _Sight:
    """One position that is drawn: the case, the viewer's axes, all that is there, the arrows."""

    case: Case
    axes: Array
    scene: Setting
    arrows: tuple[tuple[int, Arrow, Array], ...]
    ghost: Solved | None

    @property
    def position(self) -> Solved:
        return self.case.solved

    @cached_property
    def parts(self) -> list[Part]:
        return [*self.position.parts, *solid_props(self.case.spec.props, self.scene)]

    @cached_property
    def view(self) -> View:
        return Tracer(self.parts, self.axes, _PITCH).look()

    @cached_property
    def person(self) -> Array:
        """Where the person is seen, pixel by pixel."""
        flags = np.array([not part.is_prop for part in self.parts] + [False])
        return np.asarray(flags[self.view.part], dtype=bool)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is drawn, in body heights."""
        rows, columns = np.nonzero(self.view.part >= 0)
        flat = flat_props(self.case.spec.props, self.scene, self.axes)
        ghost = [] if self.ghost is None else self.ghost.parts
        behind = [
            *(np.array(face.corners) for face in flat),
            *(solid.surface() for part in ghost for solid in part.solids),
        ]
        seen = [self.view.points(rows, columns)[:, :2], *(path for _, _, path in self.arrows)]
        points = np.concatenate([*seen, *((some @ self.axes.T)[:, :2] for some in behind)])
        (left, bottom), (right, top) = points.min(0), points.max(0)
        return float(left), float(bottom), float(right), float(top)

    def over_person(self, points: Array) -> float:
        """Return the share of some points of the page that lie on the person."""
        rows = np.clip((self.view.top - points[:, 1]) / _PITCH, 0, self.view.shape[0] - 1)
        columns = np.clip((points[:, 0] - self.view.left) / _PITCH, 0, self.view.shape[1] - 1)
        return float(self.person[rows.astype(np.int64), columns.astype(np.int64)].mean())


def _sights(spec: PoseSpec, figure: str, solved: Sequence[Solved]) -> list[_Sight]:
    """Return what is drawn of a pose: each position that has a panel of its own."""
    near, axes = near_side(spec), viewer(spec.view.yaw, spec.view.pitch)
    every = dict(zip(position_names(spec), solved, strict=True))
    drawn = {name: every[name] for name in drawn_positions(spec)}
    together = solved if spec.show == "ghost" else tuple(drawn.values())
    xs = np.concatenate(
        [solid.surface()[:, 0] for one in together for part in one.parts for solid in part.solids]
    )
    bodies = {name: position.body for name, position in every.items()}
    ghost = solved[0] if spec.show == "ghost" and len(solved) > 1 else None
    sights = []
    for label, position in drawn.items():
        arrows = tuple(
            (i, arrow, arrow_path(arrow, bodies, near, axes))
            for i, arrow in enumerate(spec.arrows, 1)
            if arrow.panel == label or len(drawn) == 1
        )
        case = Case(spec, position, near, label, figure)
        scene = Setting(position.body, position.parts, near, (float(xs.min()), float(xs.max())))
        sights.append(_Sight(case, axes, scene, arrows, ghost))
    return sights


def _print_scale(sights: Sequence[_Sight]) -> float:
    """Return how many millimetres a body height is in a narrow column."""
    panels = []
    for sight in sights:
        left, bottom, right, top = (round(v * UNITS_PER_STATURE) for v in sight.box)
        panels.append(Panel((left, bottom, right, top), ()))
    drawing = arrange(Picture("", "", "", tuple(panels)))
    wide, high = _WIDE if drawing.wide else _NARROW
    return min(wide / drawing.width, high / drawing.height) * UNITS_PER_STATURE


def _each(sight: _Sight) -> Iterator[Finding]:
    yield from _arrows(sight)
    yield from _hidden_hands(sight)


def _moving(spec: PoseSpec, solved: Sequence[Solved]) -> set[str]:
    """Return the bones that move: those the author names, and those that turn."""
    named = {sided(name, near_side(spec)) for name in spec.move}
    start, later = solved[0].body, [position.body for position in solved[1:] or solved]
    return {
        f"{side}{bone}"
        for side in SIDES
        for bone in _NEXT
        if named & {f"{side}{bone}", f"{side}{'leg' if bone in ('thigh', 'shank') else 'arm'}"}
        or any(
            angle_between(start.turn[f"{side}{bone}"][:, 2], body.turn[f"{side}{bone}"][:, 2])
            > _TURNED
            for body in later
        )
    }


def _foreshortened(sight: _Sight, moving: set[str]) -> Iterator[Finding]:
    body = sight.position.body
    for bone in sorted(moving):
        along = sight.axes @ (body.origin[bone[0] + _NEXT[bone[1:]]] - body.origin[bone])
        seen = float(np.hypot(*along[:2]) / np.linalg.norm(along))
        if seen < _FORESHORTENED:
            says = "moves and looks {amount:.0%} shorter than it is"
            hint = "turn `view` so that the movement is seen from its side"
            part = sight.case.named(bone)
            yield Finding("foreshortened", part, says, hint, 1 - seen, "warning")


def _arrows(sight: _Sight) -> Iterator[Finding]:
    left, bottom, right, top = sight.box
    wide, high = right - left, top - bottom
    panels = len(drawn_positions(sight.case.spec))
    if wide < LYING * high:
        wide *= panels
    millimetre = max(wide / _BOX[0], high / _BOX[1])
    for number, arrow, path in sight.arrows:
        steps = np.hypot(*np.diff(path, axis=0).T)
        heads = float(steps.sum()) / (HEAD * millimetre) / (2 if arrow.both else 1)
        if heads < _HEADS:
            says = f"is only {heads:.2f} times as long as its head"
            hint = "move `from` and `to` apart, or choose a place that goes further"
            yield Finding(f"short arrow {number}", f"arrow {number}", says, hint, -heads, "warning")
        dense = np.concatenate([np.linspace(a, b, 8) for a, b in pairwise(path)])
        over = sight.over_person(dense)
        if over > _OVER:
            says = "lies with {amount:.0%} of its length over the person"
            hint = "move it beside the person with `offset` or `shift`, or turn it round"
            yield Finding(f"arrow {number} over", f"arrow {number}", says, hint, over, "warning")


def _felt(sight: _Sight, scale: float) -> Iterator[Finding]:
    """Yield each zone of `feel` of which too little is seen; `scale` is mm for a body height."""
    case = sight.case
    for name in case.spec.feel:
        zone = (sided(name, case.near),)
        build = BUILDS[case.figure]
        who = Dressed(case.solved.body, sight.parts, build, sight.axes, feel=zone, near=case.near)
        seen = regions(sight.view, who, Roles(who))
        area = float(seen.felt.sum()) * (_PITCH * scale) ** 2
        if area < _LEAST_FELT:
            says = f"is felt there, and only {area:.1f} square millimetres of it are seen"
            hint = "turn `view`, or leave it out of `feel`"
            yield Finding(f"felt {name}", name, says, hint, -area, "warning")


def _hidden_hands(sight: _Sight) -> Iterator[Finding]:
    for side in SIDES:
        if not _holds(sight.case, side):
            continue
        named = f"{side}hand"
        hand = [part for part in sight.parts if part.name == named]
        whole = int((Tracer(hand, sight.axes, _PITCH).look().part >= 0).sum())
        own = np.array([part.name == named for part in sight.parts] + [False])
        share = float(own[sight.view.part].sum()) / max(whole, 1)
        if share < _HIDDEN:
            says = "holds something and is hidden"
            hint = "turn `view`, or hold it further out"
            part = sight.case.named(named)
            yield Finding("hidden hand", part, says, hint, 1 - share, "warning")


def _holds(case: Case, side: Side) -> bool:
    """Say whether a hand holds the body, a strap or a weight."""
    if (case.solved.values.get(f"{side}arm") or {}).get("hold") is not None:
        return True
    for prop in case.spec.props:
        places = prop.path if isinstance(prop, s.Strap) else ()
        places = prop.at if isinstance(prop, s.Weight) else places
        places = (prop.at,) if isinstance(prop, s.Stick) else places
        for place in places:
            name = getattr(place, "bone", getattr(place, "rel", place))
            if isinstance(name, str) and sided(name, case.near) in {side + p for p in _HAND_PLACES}:
                return True
    return False
