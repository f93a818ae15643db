"""A prescription: the exercises and doses one patient shall do, screened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from handouts.content import DAYS, Day, Dose
from handouts.content.facts import Exercise, Plan
from handouts.content.words import ExerciseWords, PlanWords
from handouts.errors import Problem

Minutes = tuple[float, float]
"""Fewest and most minutes on any day of the week."""


@dataclass(frozen=True, slots=True)
class PrescribedExercise:
    """One exercise with the dose this patient shall do, and on which days."""

    id: str
    facts: Exercise
    words: ExerciseWords
    dose: Dose
    effort: str
    note: str
    optional_if: str
    days: tuple[Day, ...]
    rest: bool
    for_relief: bool

    @property
    def goals(self) -> tuple[str, ...]:
        """The headings of the goals chart that it serves; none when it is for relief."""
        return self.facts.chart_goals


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of the plan that this patient shall not do, and what stands in for it.

    `flag` is empty when the setting is the reason.
    """

    exercise: str
    reason: Literal["flag", "setting"]
    flag: str = ""
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """What one patient shall do. `plan_id` is "own" for a clinic's own plan file."""

    stage: str
    preference: str
    setting: str
    flags: tuple[str, ...]
    plan_id: str
    plan: Plan
    plan_words: PlanWords
    items: tuple[PrescribedExercise, ...]
    left_out: tuple[LeftOut, ...]
    rhythm: tuple[str, ...]
    notices: tuple[Problem, ...]

    @property
    def week(self) -> Mapping[Day, tuple[str, ...]]:
        """Day -> ids of the exercises of that day, in the order of the items."""
        return {day: tuple(item.id for item in self.items if day in item.days) for day in DAYS}

    @property
    def minutes_by_day(self) -> Mapping[Day, Minutes]:
        """Day -> minutes of exercise, minutes of rest."""
        return {
            day: (self._minutes(day, rest=False), self._minutes(day, rest=True)) for day in DAYS
        }

    @property
    def active_minutes(self) -> Minutes:
        """Fewest and most minutes of exercise on any day."""
        minutes = [active for active, _ in self.minutes_by_day.values()]
        return min(minutes), max(minutes)

    @property
    def rest_minutes(self) -> Minutes:
        """Fewest and most minutes of resting positions and slow breathing on any day."""
        minutes = [rest for _, rest in self.minutes_by_day.values()]
        return min(minutes), max(minutes)

    def serving(self, goal: str) -> tuple[PrescribedExercise, ...]:
        """Return the exercises that serve a heading of the goals chart."""
        return tuple(item for item in self.items if goal in item.goals)

    def _minutes(self, day: Day, *, rest: bool) -> float:
        return sum(
            item.dose.day_minutes for item in self.items if day in item.days and item.rest == rest
        )
