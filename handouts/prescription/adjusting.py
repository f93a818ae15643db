"""Changing the fields of a dose by hand, within the limits of the library."""

import re
from collections.abc import Iterable

from handouts.content import Dose, Library
from handouts.content.dose import DoseStart
from handouts.errors import Problem
from handouts.prescription.request import SetField
from handouts.suggest import nearest

_NUMBER = re.compile(r"[0-9]{1,5}")
_RANGE = re.compile(r"([0-9]{1,5})\s*(?:-|to)\s*([0-9]{1,5})")


def adjusted_dose(
    library: Library,
    exercise: str,
    dose: Dose,
    changes: Iterable[SetField],
    most_effort: int | None = None,
) -> tuple[Dose, list[Problem]]:
    """Return the dose with the changes made, and the problems with those that cannot be.

    `most_effort`, 0 to 10, is what flags allow; None for what the library does. The first weeks of
    a dose keep what is not set by hand.
    """
    problems: list[Problem] = []
    limits = settable(library, exercise, dose)
    if most_effort is not None and "effort" in limits:
        low, high = limits["effort"]
        limits["effort"] = (min(low, most_effort), min(high, most_effort))
    values: dict[str, object] = {}
    for change in changes:
        source = f"--set {exercise}.{change.field}"
        if change.field not in limits:
            hint = nearest(change.field, limits)
            problems.append(Problem(source, "there is no such field to set", hint))
        elif change.field in values:
            problems.append(Problem(source, "is set twice", "keep one"))
        else:
            value = _parsed(change, limits, source)
            if isinstance(value, Problem):
                problems.append(value)
            values[change.field] = value
    if problems:
        return dose, problems
    if dose.start is not None:
        unset = dict.fromkeys(values.keys() & DoseStart.model_fields.keys())
        values["start"] = dose.start.model_copy(update=unset)
    return dose.model_copy(update=values), []


def eased(dose: Dose, most_effort: int | None) -> Dose:
    """Return the dose with no more effort than that, as wide a span of it as before."""
    if most_effort is None or dose.effort[1] <= most_effort:
        return dose
    low, high = dose.effort
    return dose.model_copy(update={"effort": (max(0, most_effort - (high - low)), most_effort)})


def settable(library: Library, exercise: str, dose: Dose) -> dict[str, tuple[int, int]]:
    """Return dose field -> lowest and highest value for this dose.

    An exercise whose steps say to hold cannot be set to no hold. One that is counted in time and
    done once has no hold beside it: its time would be told twice.
    """
    limits = library.limits(exercise)
    if "hold_seconds" not in limits:
        return limits
    low, high = limits["hold_seconds"]
    if dose.hold_seconds:
        limits["hold_seconds"] = (max(low, 1), high)
    elif dose.reps == 1:
        limits["hold_seconds"] = (0, 0)
    return limits


def _parsed(
    change: SetField, limits: dict[str, tuple[int, int]], source: str
) -> int | tuple[int, int] | Problem:
    """Return a value as its field wants it, or the problem with it."""
    text = change.value.strip().lower()
    low, high = limits[change.field]
    allowed = f"whole numbers from {low} to {high}" if low < high else f"only {low}"
    match = _RANGE.fullmatch(text) if change.field == "effort" else None
    if match:
        span = (int(match[1]), int(match[2]))
        if not low <= span[0] <= span[1] <= high:
            return Problem(source, "is out of range", f"allowed: {allowed}, lowest first")
        return span
    if not _NUMBER.fullmatch(text):
        return Problem(source, "is not a whole number", f"allowed: {allowed}")
    number = int(text)
    if not low <= number <= high:
        return Problem(source, "is out of range", f"allowed: {allowed}")
    return (number, number) if change.field == "effort" else number
