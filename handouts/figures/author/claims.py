"""Whether a drawing is what the words say: distances and angles that an exercise names."""

from collections.abc import Iterator, Mapping

import numpy as np

from handouts.figures.author.findings import Finding
from handouts.figures.author.places import point
from handouts.figures.author.skeleton import Side, Skeleton
from handouts.figures.author.vectors import Array, angle_between, unit, vec
from handouts.figures.pose import Claim, PositionName

_LENGTHS = ("apart", "moved")
_UP: Array = vec(0, 0, 1)


def broken_claims(
    claims: tuple[Claim, ...], bodies: Mapping[PositionName, Skeleton], near: Side
) -> Iterator[tuple[PositionName, Finding]]:
    """Yield each claim that a drawn position does not keep, with that position."""
    last = list(bodies)[-1]
    for number, claim in enumerate(claims, 1):
        panel = claim.panel if claim.panel in bodies else last
        measured = measure(claim, bodies["start"], bodies[panel], near)
        low, high = claim.range
        if not low <= measured <= high:
            said = next(iter(claim.says.values()))
            unit = "body heights" if claim.measure in _LENGTHS else "degrees"
            says = f"is drawn with {{amount:.2f}} {unit}, and the words say: {said}"
            hint = f"draw {low:g} to {high:g} {unit}, or change the words and the claim"
            yield panel, Finding(f"claim {number}", " to ".join(claim.of), says, hint, measured)


def measure(claim: Claim, start: Skeleton, body: Skeleton, near: Side) -> float:
    """Return what a claim is about, as a body has it: body heights or degrees."""
    places = [point(body, name, near) for name in claim.of]
    if claim.measure == "moved":
        return float(np.linalg.norm(places[0] - point(start, claim.of[0], near)))
    along = places[1] - places[0]
    match claim.measure:
        case "apart":
            return float(np.linalg.norm(along))
        case "bend":
            return _angle(along, places[2] - places[1])
        case "level":
            return abs(90 - _angle(along, _UP))
        case "upright":
            tilted = _angle(along, _UP)
            return min(tilted, 180 - tilted)


def _angle(one: Array, other: Array) -> float:
    return angle_between(unit(one), unit(other))
