"""What the clinician should know about a prescription though it stops nothing."""

from collections.abc import Iterable, Iterator

from handouts.content import ANY, Library
from handouts.errors import Problem
from handouts.prescription.plan_choice import ChosenPlan
from handouts.prescription.prescription import LeftOut, PrescribedExercise
from handouts.prescription.request import AddExercise, PrescriptionRequest, named


def notices(
    library: Library,
    request: PrescriptionRequest,
    plan: ChosenPlan,
    items: tuple[PrescribedExercise, ...],
    left_out: Iterable[LeftOut],
) -> Iterator[Problem]:
    """Yield the notices of a prescription, as problems that are warnings."""
    for flag in request.flags:
        yield from _warning_sign(library, flag)
    for entry in left_out:
        yield _left_out(entry, request.setting)
    yield from _against_preference(library, request, plan, items)
    yield from _replaced(library, plan, items)
    if plan.facts.preference not in {ANY, request.preference}:
        message = f"the plan is for the preference {plan.facts.preference}"
        yield _notice("--plan", message, f"name a plan for {request.preference}")
    if len(items) > library.max_exercises:
        message = f"{len(items)} exercises: people keep up fewer of a long list"
        hint = f"use --drop; {library.max_exercises} or fewer is best"
        yield _notice("prescription", message, hint)


def _warning_sign(library: Library, flag: str) -> Iterator[Problem]:
    """Yield what to do when a flag is itself a sign that cannot wait."""
    sign = library.flags[flag].warning_sign
    if sign is not None:
        act = library.words.red_flags.levels[library.red_flags[sign].level].act
        message = "is a warning sign: act on it before any exercise"
        yield _notice(f"--avoid {flag}", message, act)


def _left_out(entry: LeftOut, setting: str) -> Problem:
    source = f"--avoid {entry.flag}" if entry.flag else "--setting"
    why = f"to be avoided with {entry.flag}" if entry.flag else f"not for {setting}"
    if entry.replaced_by is None:
        what, hint = "nothing stands in for it", "use --add for one that suits"
    else:
        what, hint = f"replaced by {entry.replaced_by}", "use --drop and --add for another"
    return _notice(source, f"{entry.exercise} is left out ({why}): {what}", hint)


def _against_preference(
    library: Library,
    request: PrescriptionRequest,
    plan: ChosenPlan,
    items: tuple[PrescribedExercise, ...],
) -> Iterator[Problem]:
    """Yield each exercise that bends the way that does not ease; whether it stays is a choice.

    Where the whole plan is for another preference, that is said once instead.
    """
    against = library.condition.preferences[request.preference]
    added = named(request, AddExercise)
    elsewhere = plan.facts.preference not in {ANY, request.preference}
    for item in items:
        if item.facts.direction in against and (item.id in added or not elsewhere):
            preference, direction = request.preference, item.facts.direction
            message = f"{item.id} goes against the preference {preference}: {direction}"
            source = "--add" if item.id in added else "--preference"
            yield _notice(source, message, f"check that it suits the patient, or --drop {item.id}")


def _replaced(
    library: Library, plan: ChosenPlan, items: Iterable[PrescribedExercise]
) -> Iterator[Problem]:
    """Yield what the clinic has put in place of the library's exercises and plans."""
    named = [(library.own_exercises.get(item.id), item.id) for item in items]
    for own, name in [(library.own_plans.get(plan.id), plan.id), *named]:
        if own is not None and own.replaces:
            message = f"{name} is the clinic's own version, in place of the library's"
            yield _notice(own.source, message, "remove the file to use the library's")


def _notice(source: str, message: str, hint: str) -> Problem:
    return Problem(source, message, hint, severity="warning")
