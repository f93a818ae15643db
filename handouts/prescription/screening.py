"""Which exercises a patient shall do: the plan's, less what flags and the setting rule out."""

from dataclasses import dataclass

from handouts.content import Library
from handouts.errors import Problem
from handouts.prescription.plan_choice import ChosenPlan
from handouts.prescription.prescription import LeftOut
from handouts.prescription.request import (
    AddExercise,
    DropExercise,
    PrescriptionRequest,
    SetField,
    named,
)
from handouts.suggest import nearest


@dataclass(frozen=True, slots=True)
class Chosen:
    """An exercise to prescribe, and the item of the plan that it is or stands in for."""

    exercise: str
    plan_item: str | None


@dataclass(frozen=True, slots=True)
class Screened:
    """The exercises in the plan's order, those added last, and what was left out."""

    chosen: list[Chosen]
    left_out: list[LeftOut]


def screen(
    library: Library, request: PrescriptionRequest, plan: ChosenPlan
) -> tuple[Screened, list[Problem]]:
    """Return the exercises of a plan for a patient, and what is wrong with the adjustments."""
    screened = _screen(library, request, plan)
    added, problems = _additions(library, request, screened)
    chosen = [*screened.chosen, *added]
    problems += _adjustment_problems(request, plan, chosen)
    return Screened(chosen, screened.left_out), problems


def _screen(library: Library, request: PrescriptionRequest, plan: ChosenPlan) -> Screened:
    """Leave out what a flag or the setting rules out, and find what stands in for it."""
    dropped = named(request, DropExercise)
    kept = {item.exercise for item in plan.facts.items} - dropped
    taken = kept | dropped | named(request, AddExercise)
    chosen, left_out = [], []
    for item in plan.facts.items:
        if item.exercise in dropped:
            continue
        obstacle = _obstacle(library, request, item.exercise)
        if obstacle is None:
            chosen.append(Chosen(item.exercise, item.exercise))
            continue
        for name in item.alternatives:
            if name not in taken and _suits(library, request, name):
                obstacle = LeftOut(obstacle.exercise, obstacle.reason, obstacle.flags, name)
                chosen.append(Chosen(name, item.exercise))
                taken.add(name)
                break
        left_out.append(obstacle)
    return Screened(chosen, left_out)


def _obstacle(library: Library, request: PrescriptionRequest, exercise: str) -> LeftOut | None:
    """Return why a patient shall not do an exercise, if there is a reason: every flag, or where."""
    facts = library.exercises[exercise]
    against = library.flags_against(exercise)
    flags = library.by_urgency(flag for flag in request.flags if flag in against)
    if flags:
        return LeftOut(exercise, "flag", flags)
    if request.setting not in facts.settings:
        return LeftOut(exercise, "setting")
    return None


def _suits(library: Library, request: PrescriptionRequest, exercise: str) -> bool:
    """Tell whether an alternative may stand in: allowed, and not against the preference.

    That it has a dose for the stage was seen to when the plan was read.
    """
    facts = library.exercises[exercise]
    against = library.condition.preferences[request.preference]
    return _obstacle(library, request, exercise) is None and facts.direction not in against


def _additions(
    library: Library, request: PrescriptionRequest, screened: Screened
) -> tuple[list[Chosen], list[Problem]]:
    """Return the exercises to add, and why others cannot be."""
    present = {entry.exercise for entry in screened.chosen}
    added: list[Chosen] = []
    problems = []
    for name in [c.exercise for c in request.adjustments if isinstance(c, AddExercise)]:
        obstacle = _obstacle(library, request, name)
        if name in present:
            hint = "use --set to change its dose"
            problems.append(Problem("--add", f"{name} is in the plan already", hint))
        elif request.stage not in library.exercises[name].doses:
            stages = ", ".join(library.exercises[name].doses)
            message = f"{name} has no dose for the stage {request.stage}"
            problems.append(Problem("--add", message, f"it has one for: {stages}"))
        elif obstacle is not None and obstacle.reason == "flag":
            message = f"{name} is to be avoided with {' and '.join(obstacle.flags)}"
            problems.append(Problem("--add", message, "choose another exercise"))
        elif obstacle is not None:
            message = f"{name} cannot be done in the setting {request.setting}"
            fit = " or ".join(library.exercises[name].settings)
            hint = f"choose another exercise, or another --setting: {fit}"
            problems.append(Problem("--add", message, hint))
        else:
            present.add(name)
            added.append(Chosen(name, None))
    return added, problems


def _adjustment_problems(
    request: PrescriptionRequest, plan: ChosenPlan, chosen: list[Chosen]
) -> list[Problem]:
    """Return the drops and sets that meet no exercise."""
    planned = {name for item in plan.facts.items for name in (item.exercise, *item.alternatives)}
    present = {entry.exercise for entry in chosen}
    problems = []
    for name in sorted(named(request, DropExercise)):
        if name in named(request, AddExercise):
            problems.append(Problem("--drop", f"{name} is both added and dropped", "keep one"))
        elif name not in planned:
            problems.append(Problem("--drop", f"{name} is not in the plan", nearest(name, planned)))
    for name in sorted(named(request, SetField) - present):
        hint = nearest(name, present) or "nothing is left to set"
        problems.append(Problem("--set", f"{name} is not on this handout", hint))
    return problems
