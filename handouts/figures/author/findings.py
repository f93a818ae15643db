"""What is wrong with a pose: found for each position and figure, told once for each cause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from handouts.errors import Problem, Severity
from handouts.figures.author.places import unsided
from handouts.figures.author.skeleton import Side
from handouts.figures.author.solver import Solved
from handouts.figures.pose import PoseSpec, PositionName

_COUNTS: Final = {2: "both", 3: "all three", 4: "all four"}

_MOST: Final = 4  # parts that are named


@dataclass(frozen=True, slots=True)
class Case:
    """One position of one figure under test."""

    spec: PoseSpec
    solved: Solved
    near: Side
    label: PositionName
    figure: str

    def named(self, own: str) -> str:
        """Return a part or bone as the author writes it: near_foot, or left_foot without a far."""
        return unsided(own, None if self.spec.no_far else self.near)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one position of one figure.

    Findings of one `cause` are told as one problem. `part` is whom or what it concerns, as a pose
    writes it, "" for the whole body; `says` is the fact, with {amount} where the number goes.
    `amount` is how bad it is: of several the largest is told.
    """

    cause: str
    part: str
    says: str
    hint: str
    amount: float = 0.0
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and where it was made: the file and key of the pose, the position, the figure."""

    finding: Finding
    label: PositionName
    figure: str


def problems(source: str, found: Iterable[Found], figures: Sequence[str]) -> list[Problem]:
    """Return one Problem for each cause, with the parts, positions and figures it concerns.

    `source` is the file and the key of the pose; `figures` are all that were looked at.
    """
    causes: dict[str, list[Found]] = {}
    for one in found:
        causes.setdefault(one.finding.cause, []).append(one)
    return [_problem(source, alike, figures) for alike in causes.values()]


def _problem(source: str, alike: list[Found], figures: Sequence[str]) -> Problem:
    worst = max((one.finding for one in alike), key=lambda finding: abs(finding.amount))
    parts = list(dict.fromkeys(one.finding.part for one in alike if one.finding.part))
    labels = list(dict.fromkeys(one.label for one in alike))
    whose = _whom([name for name in figures if any(one.figure == name for one in alike)], figures)
    scope = f"{listed(labels)}, {whose}" if len(labels) > 1 else whose
    fact = worst.says.format(amount=worst.amount)
    text = f"{_who(parts)}: {fact} ({scope})" if parts else f"{fact} ({scope})"
    place = source if len(labels) > 1 else f"{source}.{labels[0]}"
    return Problem(place, text, worst.hint, worst.severity)


def _who(parts: Sequence[str]) -> str:
    """Return the parts as one says them, the near ones first; of many only some."""
    ordered = sorted(parts, key=lambda part: part.startswith(("far_", "right_")))
    more = len(ordered) - _MOST
    return listed(ordered if more < 2 else [*ordered[:_MOST], f"{more} other parts"])  # noqa: PLR2004 - for one, its name is as short


def _whom(concerned: Sequence[str], figures: Sequence[str]) -> str:
    if len(concerned) == len(figures) and len(figures) in _COUNTS:
        return f"{_COUNTS[len(figures)]} people"
    return f"figure {listed(concerned)}" if len(concerned) == 1 else f"figures {listed(concerned)}"


def listed(names: Sequence[str]) -> str:
    """Return names as one says them: a, b and c."""
    return " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])
