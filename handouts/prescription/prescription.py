"""A prescription: the exercises and doses one patient shall do, screened; or a check first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from handouts.content import DAYS, Day, Dose
from handouts.content.facts import Exercise, Plan
from handouts.errors import Problem
from handouts.prescription.decisions import Decision
from handouts.prescription.speaker import SpokenCheck, SpokenExercise, SpokenGeneral, SpokenPlan

Minutes = tuple[float, float]
"""Fewest and most minutes on any day of the week."""


@dataclass(frozen=True, slots=True)
class PrescribedExercise:
    """One exercise with the dose this patient shall do, and on which days.

    `effort` and `effort_at_start` are in words; `optional_if` is the condition for doing it, ""
    for none; `goals` are the headings of the goals chart that it serves.
    """

    id: str
    facts: Exercise
    words: SpokenExercise
    dose: Dose
    effort: str
    optional_if: str
    days: tuple[Day, ...]
    rest: bool
    for_relief: bool
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of the plan that this patient shall not do, and what stands in for it.

    `flags` are all that rule it out, the most urgent first; empty when the setting is the reason.
    """

    exercise: str
    reason: Literal["flag", "setting"]
    flags: tuple[str, ...] = ()
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class FlareMove:
    """An exercise of the plan that goes on in a flare, and the dose to fall back to."""

    item: PrescribedExercise
    dose: Dose


@dataclass(frozen=True, slots=True)
class Prescription:
    """What one patient shall do. `plan_id` is "own" for a clinic's own plan file.

    `checked` are the flags that a clinician has looked at, `ask_first` those that somebody still
    has to; for `reworded` only lines are others, for `unaffected` nothing of this plan had to be.
    `sore` is the sore side, "" where it was not given.
    """

    stage: str
    preference: str
    setting: str
    flags: tuple[str, ...]
    plan_id: str
    plan: Plan
    plan_title: str
    items: tuple[PrescribedExercise, ...]
    left_out: tuple[LeftOut, ...]
    flare: tuple[FlareMove, ...]
    spoken: SpokenPlan
    most_effort: int | None = None
    checked: tuple[str, ...] = ()
    sore: str = ""
    ask_first: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    unaffected: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = field(default=())
    decisions: tuple[Decision, ...] = field(default=())

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

    def serving(self, goal: str) -> tuple[PrescribedExercise, ...]:
        """Return the exercises that serve a heading of the goals chart."""
        return tuple(item for item in self.items if goal in item.goals)

    def _minutes(self, day: Day, *, rest: bool) -> float:
        return sum(
            item.dose.day_minutes for item in self.items if day in item.days and item.rest == rest
        )


@dataclass(frozen=True, slots=True)
class CheckFirst:
    """What stands in place of a prescription: signs that have to be looked at, no exercises.

    `urgent` are the flags that nobody has checked, the most urgent first; `flags` are all that
    were given.
    """

    stage: str
    preference: str
    setting: str
    flags: tuple[str, ...]
    urgent: tuple[str, ...]
    spoken: SpokenCheck
    sore: str = ""
    notices: tuple[Problem, ...] = field(default=())
    decisions: tuple[Decision, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Education:
    """What stands in place of a prescription where there is no patient: words for everybody.

    It has no stage, no exercises, no setting and no flags; these are empty.
    """

    spoken: SpokenGeneral
    stage: str = ""
    setting: str = ""
    flags: tuple[str, ...] = ()
    sore: str = ""
    notices: tuple[Problem, ...] = field(default=())
    decisions: tuple[Decision, ...] = field(default=())
