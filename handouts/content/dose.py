"""How much of an exercise: sets, repetitions, hold, frequency and effort."""

import math
from typing import Literal, get_args

from pydantic import Field

from handouts.content.model import Flag, Positive, Range, Table, Whole

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = get_args(Day)


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

    @property
    def session_minutes(self) -> float:
        """Minutes that one session takes, rounded up to the half minute."""
        sides = 2 if self.per_side else 1
        moving = self.sets * self.reps * sides * (self.hold_seconds + self.seconds_per_rep)
        resting = (self.sets - 1) * self.rest_seconds
        return math.ceil((moving + resting) / 30) / 2

    @property
    def day_minutes(self) -> float:
        """Minutes that all sessions of one exercise day take."""
        return self.session_minutes * self.per_day


class DoseChange(Table):
    """The fields in which a plan departs from an exercise's own dose."""

    sets: Positive | None = None
    reps: Positive | None = None
    hold_seconds: Whole | None = None
    seconds_per_rep: Positive | None = None
    per_side: Flag | None = None
    rest_seconds: Whole | None = None
    per_day: Positive | None = None
    days_per_week: Positive | None = Field(default=None, le=len(DAYS))
    effort: Range | None = None
    weeks: Range | None = None

    def applied_to(self, dose: Dose) -> Dose:
        """Return the dose with these fields in place of its own."""
        changes = self.model_dump(exclude_none=True)
        return dose.model_copy(update=changes) if changes else dose
