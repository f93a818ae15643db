"""Gates: whether a reader sees what a picture is meant to show.

`checks` asks whether a body can do it; here a coarse drawing is looked at, as `preview` makes one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from handouts.figures.author.builds import BUILDS
from handouts.figures.author.clipping import clipped
from handouts.figures.author.findings import Case, Finding, Found
from handouts.figures.author.frame import MADE_FOR
from handouts.figures.author.memory import FORGETFUL, Memory
from handouts.figures.author.places import sided
from handouts.figures.author.regions import Dressed, Roles, regions
from handouts.figures.author.sight import PITCH, Sight, print_scale, sights
from handouts.figures.author.skeleton import SIDES, Side
from handouts.figures.author.solver import Solved, drawn_positions, near_side
from handouts.figures.author.tracer import Tracer
from handouts.figures.author.vectors import angle_between
from handouts.figures.compose import LYING
from handouts.figures.pose import PoseSpec
from handouts.figures.pose import props as s

_NEXT: Final = {"thigh": "shank", "shank": "foot", "uarm": "farm", "farm": "hand"}
_TURNED: Final = 15.0  # degrees from start to end: such a bone moves
_FORESHORTENED: Final = 0.5

# Millimetres: the head of an arrow as the renderer has it.
HEAD: Final = 2.7
_HEADS: Final = 2.0
_OVER: Final = 0.5

_LEAST_FELT: Final = 6.0  # square millimetres

_LEAST_CLOSEUP: Final = 9.0  # mm: less is a dot, and the picture itself shows as much

_HAND_PLACES: Final = ("hand", "wrist", "palm", "grip", "fingertip")
_HIDDEN: Final = 0.2  # of a hand's own outline


def look(
    spec: PoseSpec, figure: str, solved: Sequence[Solved], memory: Memory = FORGETFUL
) -> list[Found]:
    """Return what a reader would not see in the picture of a pose, solved for one figure.

    `memory`: what was seen of it before.
    """
    seen = sights(spec, figure, solved, memory)
    scale = print_scale(seen)
    found = [Found(one, sight.case.label, figure) for sight in seen for one in _each(sight, scale)]
    last = seen[-1]
    felt = _felt(last, scale) if last.position is solved[-1] else ()
    found += [Found(one, last.case.label, figure) for one in felt]
    moving = _moving(spec, solved)
    return found + [
        Found(one, sight.case.label, figure)
        for sight in seen
        for one in _foreshortened(sight, moving)
    ]


def _each(sight: Sight, scale: float) -> Iterator[Finding]:
    yield from _arrows(sight)
    yield from _hidden_hands(sight)
    yield from clipped(sight, scale)
    yield from _closeups(sight, scale)


def _closeups(sight: Sight, scale: float) -> Iterator[Finding]:
    """Yield each close-up that is small on paper, or shows nothing; `scale` as before."""
    for number, inset in enumerate(sight.insets, 1):
        wide, name = 2 * inset.radius * scale, f"close-up {number}"
        if wide < _LEAST_CLOSEUP:
            says = f"is only {wide:.1f} mm wide on paper"
            yield Finding(f"small {name}", name, says, "raise its `zoom`", -wide, "warning")
        if not sight.shows(inset.place, inset.r):
            hint = "choose another place, or `shift` it"
            yield Finding(f"empty {name}", name, "shows nothing", hint)


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


def _foreshortened(sight: Sight, moving: set[str]) -> Iterator[Finding]:
    body = sight.position.body
    for bone in sorted(moving):
        along = sight.axes @ (body.origin[bone[0] + _NEXT[bone[1:]]] - body.origin[bone])
        seen = float(np.hypot(*along[:2]) / np.linalg.norm(along))
        if seen < _FORESHORTENED:
            says = "moves and looks {amount:.0%} shorter than it is"
            hint = "turn `view` so that the movement is seen from its side"
            part = sight.case.named(bone)
            yield Finding("foreshortened", part, says, hint, 1 - seen, "warning")


def _arrows(sight: Sight) -> Iterator[Finding]:
    left, bottom, right, top = sight.box
    wide, high = right - left, top - bottom
    panels = len(drawn_positions(sight.case.spec))
    if wide < LYING * high:
        wide *= panels
    millimetre = max(wide / MADE_FOR[0], high / MADE_FOR[1])
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


def _felt(sight: Sight, scale: float) -> Iterator[Finding]:
    """Yield each zone of `feel` of which too little is seen; `scale` is mm for a body height."""
    case = sight.case
    for name in case.spec.feel:
        zone = (sided(name, case.near),)
        build = BUILDS[case.figure]
        who = Dressed(case.solved.body, sight.parts, build, sight.axes, feel=zone, near=case.near)
        seen = regions(sight.view, who, Roles(who))
        area = float(seen.felt.sum()) * (PITCH * scale) ** 2
        if area < _LEAST_FELT:
            says = f"is felt there, and only {area:.1f} square millimetres of it are seen"
            hint = "turn `view`, or leave it out of `feel`"
            yield Finding(f"felt {name}", name, says, hint, -area, "warning")


def _hidden_hands(sight: Sight) -> Iterator[Finding]:
    for side in SIDES:
        if not _holds(sight.case, side):
            continue
        named = f"{side}hand"
        hand = [part for part in sight.parts if part.name == named]
        whole = int((Tracer(hand, sight.axes, PITCH).look().part >= 0).sum())
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
