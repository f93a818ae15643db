"""What a prescription adds up to: kinds, days, minutes, bouts and effort, ready for words.

The five dimensions of a plan are type, which exercises, frequency, intensity and duration
(S-ARTICLE). Here they follow from the doses; nobody writes them down a second time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from handouts.content import DAYS, Dose
from handouts.prescription.prescription import Minutes, PrescribedExercise, Prescription


@dataclass(frozen=True, slots=True)
class Often:
    """Exercises that are done equally often: so many times on a day, on so many days a week."""

    per_day: int
    days_per_week: int
    items: tuple[PrescribedExercise, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a prescription. Minutes and bouts are the fewest and most of a day with any.

    What is done on a condition counts for the most alone. `days` is on how many days of the week
    there is exercise. `start` has the minutes of the first weeks and `start_weeks` says which these
    are, None if all weeks are the same. `longest` is the shortest and longest bout in minutes,
    `effort` is from 0 to 10. Rest is counted apart: (0, 0) for none.
    """

    types: tuple[str, ...]
    often: tuple[Often, ...]
    days: int
    minutes: Minutes
    bouts: tuple[int, int]
    longest: Minutes
    start: Minutes | None
    start_weeks: tuple[int, int] | None
    rest_minutes: Minutes
    rest_bouts: tuple[int, int]
    effort: tuple[int, int]


def totals(prescription: Prescription) -> Totals:
    """Return what a prescription adds up to."""
    active = [item for item in prescription.items if not item.rest]
    resting = [item for item in prescription.items if item.rest]
    felt = active or resting
    lengths = [item.dose.session_minutes for item in felt]
    at_start = [first for item in active if (first := item.dose.at_start)]
    return Totals(
        types=tuple(dict.fromkeys(item.facts.type for item in prescription.items)),
        often=_often(prescription.items),
        days=sum(any(day in item.days for item in active) for day in DAYS),
        minutes=_minutes(active),
        bouts=_bouts(active),
        longest=(min(lengths), max(lengths)),
        start=_minutes(active, at_start=True) if at_start else None,
        start_weeks=_weeks(at_start),
        rest_minutes=_minutes(resting),
        rest_bouts=_bouts(resting),
        effort=(min(i.dose.effort[0] for i in felt), max(i.dose.effort[1] for i in felt)),
    )


def _often(items: Iterable[PrescribedExercise]) -> tuple[Often, ...]:
    """Return the exercises by how often they are done: the most days, then times, first."""
    groups: dict[tuple[int, int], list[PrescribedExercise]] = {}
    for item in items:
        groups.setdefault((item.dose.days_per_week, item.dose.per_day), []).append(item)
    return tuple(
        Often(per_day, days, tuple(groups[days, per_day]))
        for days, per_day in sorted(groups, reverse=True)
    )


def _weeks(doses: list[Dose]) -> tuple[int, int] | None:
    """Return the first and the last of the weeks that doses are for."""
    if not doses:
        return None
    return min(dose.weeks[0] for dose in doses), max(dose.weeks[1] for dose in doses)


def _minutes(items: Iterable[PrescribedExercise], *, at_start: bool = False) -> Minutes:
    def lasts(item: PrescribedExercise) -> float:
        dose: Dose = (item.dose.at_start if at_start else None) or item.dose
        return dose.day_minutes

    return _span((item, lasts(item)) for item in items)


def _bouts(items: Iterable[PrescribedExercise]) -> tuple[int, int]:
    low, high = _span((item, item.dose.per_day) for item in items)
    return int(low), int(high)


def _span(worth: Iterable[tuple[PrescribedExercise, float]]) -> tuple[float, float]:
    """Return the fewest and most of something on the days that have any of it."""
    fewest: list[float] = []
    most: list[float] = []
    listed = tuple(worth)
    for day in DAYS:
        today = [(item, amount) for item, amount in listed if day in item.days]
        if today:
            fewest.append(sum(amount for item, amount in today if not item.optional_if))
            most.append(sum(amount for _, amount in today))
    return min(fewest, default=0), max(most, default=0)
