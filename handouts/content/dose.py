"""How much of an exercise: sets, repetitions, hold, frequency and effort."""

import math
from functools import lru_cache
from typing import Literal, get_args

from pydantic import Field

from handouts.content.model import Flag, Positive, Range, Table, Whole

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = get_args(Day)

AMOUNTS = ("sets", "reps", "hold_seconds", "seconds_per_rep")
"""The fields of a dose that count what one session has."""

_MINUTE = 60


class _AmountChange(Table):
    """How much of an exercise is done in one session, where it departs from another dose."""

    sets: Positive | None = None
    reps: Positive | None = None
    hold_seconds: Whole | None = None
    seconds_per_rep: Positive | None = None
    effort: Range | None = None

    def applied_to(self, dose: "Dose") -> "Dose":
        """Return the dose with these fields in place of its own."""
        changes = self.model_dump(exclude_none=True)
        return dose.model_copy(update=changes) if changes else dose


class DoseStart(_AmountChange):
    """What is less in the first weeks of a dose; how often it is done is the same."""

    weeks: Range = Field(description="In which weeks.")


class DoseChange(_AmountChange):
    """The fields in which a plan's dose of an exercise departs from the exercise's own."""

    per_side: Flag | None = None
    rest_seconds: Whole | None = None
    per_day: Positive | None = None
    days_per_week: Positive | None = Field(default=None, le=len(DAYS))
    weeks: Range | None = None


class Dose(Table):
    """The dose of one exercise at one stage. Times are in seconds."""

    sets: Positive = Field(description="Rounds of repetitions in one session.")
    reps: Positive = Field(description="Repetitions in one set.")
    hold_seconds: Whole = Field(description="Still time inside one repetition.")
    seconds_per_rep: Positive = Field(description="Moving time of one repetition.")
    per_side: Flag = Field(description="Do everything on both sides.")
    rest_seconds: Whole = Field(description="Rest between two sets.")
    per_day: Positive = Field(description="Sessions on each exercise day.")
    days_per_week: Positive = Field(le=len(DAYS), description="Exercise days in a week.")
    effort: Range = Field(description="Effort from 0 (rest) to 10 (all you can do), low and high.")
    weeks: Range = Field(description="Weeks that a person usually stays on this dose.")
    start: DoseStart | None = Field(default=None, description="What is less in the first weeks.")

    @property
    def session_minutes(self) -> float:
        """Minutes that one session takes, rounded up to the half minute."""
        sides = 2 if self.per_side else 1
        moving = self.sets * self.reps * sides * (self.hold_seconds + self.seconds_per_rep)
        resting = (self.sets - 1) * self.rest_seconds
        return math.ceil((moving + resting) / 30) / 2

    @property
    def at_start(self) -> "Dose | None":
        """The dose of the first weeks, None where it is the same from the start.

        Nothing of it is more than in the dose itself, however that was changed.
        """
        return _at_start(self)

    def less(self, share: tuple[int, int]) -> "Dose":
        """Return so much of the dose: fewer sets, else repetitions, else time; at least one.

        What is done once and counted in time, such as a walk, is shortened to whole minutes, or to
        seconds below one. `share` is such as (1, 2) for half.
        """
        if self.sets > 1:
            return self.model_copy(update={"sets": _part(self.sets, share), "start": None})
        if self.reps > 1:
            return self.model_copy(update={"reps": _part(self.reps, share), "start": None})
        name = "hold_seconds" if self.hold_seconds else "seconds_per_rep"
        seconds = getattr(self, name)
        unit = _MINUTE if seconds * share[0] // share[1] >= _MINUTE else 1
        return self.model_copy(update={name: _part(seconds // unit, share) * unit, "start": None})

    @property
    def day_minutes(self) -> float:
        """Minutes that all sessions of one exercise day take."""
        return self.session_minutes * self.per_day


def _part(whole: int, share: tuple[int, int]) -> int:
    return max(1, whole * share[0] // share[1])


@lru_cache(maxsize=4096)
def _at_start(dose: Dose) -> Dose | None:
    # Kept by value: a property kept in the dose itself would go along into its changed copies.
    if dose.start is None:
        return None
    lower = dose.start.applied_to(dose).model_copy(update={"start": None})
    least: dict[str, object] = {
        name: min(getattr(lower, name), getattr(dose, name)) for name in AMOUNTS
    }
    low, high = (min(pair) for pair in zip(lower.effort, dose.effort, strict=True))
    made = lower.model_copy(update={**least, "effort": (low, high)})
    unchanged = dose.model_copy(update={"start": None, "weeks": made.weeks})
    return None if made == unchanged else made
