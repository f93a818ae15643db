"""What the clinician should know about a prescription though it stops nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handouts.content import Library, plan_naming_problems
from handouts.errors import Problem
from handouts.prescription.plan_choice import ChosenPlan
from handouts.prescription.prescription import CheckFirst, LeftOut, Prescription
from handouts.prescription.request import AddExercise, PrescriptionRequest, named


def check_notices(library: Library, made: CheckFirst) -> Iterator[Problem]:
    """Yield for each urgent sign what to do about it, as a problem that is a warning."""
    for flag in made.urgent:
        message = (
            f"{library.words.flags[flag]}: this has to be looked at before any exercise. "
            "The handout says so, and has no exercises"
        )
        hint = (
            f"{_act(library, flag)} If you have looked at it and want exercises, "
            f"add --checked {flag}"
        )
        yield _notice(f"--avoid {flag}", message, hint)


def notices(
    library: Library, request: PrescriptionRequest, plan: ChosenPlan, made: Prescription
) -> Iterator[Problem]:
    """Yield the notices of a prescription, as problems that are warnings."""
    yield from _flags(library, made)
    for entry in made.left_out:
        yield _left_out(library, entry, request.setting)
    yield from _hard(library, made)
    yield from _against_preference(library, request, made)
    yield from _replaced(library, plan, made)
    if isinstance(request.plan, Path):
        yield from plan_naming_problems(library, plan.facts, plan.words, request.plan.name)
    if len(made.items) > library.max_exercises:
        message = f"{len(made.items)} exercises: people keep up fewer of a long list"
        hint = f"use --drop; {library.max_exercises} or fewer is best"
        yield _notice("prescription", message, hint)


def _flags(library: Library, made: Prescription) -> Iterator[Problem]:
    """Yield what each flag means for this handout that no exercise left out tells."""
    for flag in made.ask_first:
        message = (
            f"{library.words.flags[flag]}: the handout says on page 1 to ask first, "
            f"and no exercise is harder than {made.most_effort} of 10"
        )
        hint = f"add --checked {flag} once somebody has cleared it"
        yield replace(_notice(f"--avoid {flag}", message, hint), about_check=True)
    for flag in made.checked:
        message = (
            f"{library.words.flags[flag]}: the handout says that you have checked this, "
            f"and no exercise is harder than {made.most_effort} of 10"
        )
        hint = "leave it out if nobody has looked at it"
        yield replace(_notice(f"--checked {flag}", message, hint), about_check=True)
    for flag in made.reworded:
        message = f"{library.words.flags[flag]}: the same exercises, and some lines worded for it"
        yield _notice(f"--avoid {flag}", message, "see which lines with --explain")
    for flag in made.unaffected:
        message = f"{library.words.flags[flag]}: nothing in this plan had to change for it"
        hint = "check that this is the plan you mean; the handout's id tells that it was given"
        yield _notice(f"--avoid {flag}", message, hint)


def _act(library: Library, flag: str) -> str:
    """Return in a whole sentence what somebody with this flag shall do."""
    sign = library.flags[flag].warning_sign
    levels = library.words.red_flags.levels
    level = library.red_flags[sign].level if sign else next(iter(levels))
    return levels[level].act_now


def _named(library: Library, exercise: str) -> str:
    """Return an exercise by the name that handouts and their readers know."""
    return library.words.exercises[exercise].name


def _left_out(library: Library, entry: LeftOut, setting: str) -> Problem:
    source = f"--avoid {entry.flags[0]}" if entry.flags else "--setting"
    flags = " and ".join(entry.flags)
    why = f"to be avoided with {flags}" if flags else f"not for {setting}"
    if entry.replaced_by is None:
        what, hint = "no other exercise takes its place", "use --add for one that suits"
    else:
        what = f"replaced by {_named(library, entry.replaced_by)}"
        hint = "use --drop and --add for another"
    name = _named(library, entry.exercise)
    return _notice(source, f"{name} is left out ({why}): {what}", hint)


def _hard(library: Library, made: Prescription) -> Iterator[Problem]:
    """Yield each exercise that is harder than the library has it at this stage."""
    for item in made.items:
        low, high = library.exercises[item.id].doses[made.stage].effort
        if item.dose.effort[1] > high:
            message = f"an effort of {item.dose.effort[1]} is hard for this stage"
            hint = f"the library has {low} to {high} of 10 here; check that it suits the patient"
            yield _notice(f"--set {item.id}.effort", message, hint)


def _against_preference(
    library: Library, request: PrescriptionRequest, made: Prescription
) -> Iterator[Problem]:
    """Yield each exercise that bends the way that does not ease; whether it stays is a choice."""
    against = library.condition.preferences[request.preference]
    added = named(request, AddExercise)
    for item in made.items:
        if item.facts.direction in against:
            preference, direction = request.preference, item.facts.direction
            name = _named(library, item.id)
            message = f"{name} goes against the preference {preference}: {direction}"
            source = "--add" if item.id in added else "--preference"
            yield _notice(
                source,
                message,
                f"check that it suits the patient, or take it out with --drop {item.id}",
            )


def _replaced(library: Library, plan: ChosenPlan, made: Prescription) -> Iterator[Problem]:
    """Yield what the clinic has put in place of the library's exercises and plans."""
    entries = [(library.own_exercises.get(item.id), item.id) for item in made.items]
    for own, name in [(library.own_plans.get(plan.id), plan.id), *entries]:
        if own is not None and own.replaces:
            message = f"{name} is the clinic's own version, in place of the library's"
            yield _notice(own.source, message, "remove the file to use the library's")
    for item in made.items:
        for flag in library.no_longer_against(item.id):
            if flag in made.flags:
                message = f"leaves out the library's {item.id}, but not the clinic's own"
                hint = f"take it out with --drop {item.id}, unless it suits this patient"
                yield _notice(f"--avoid {flag}", message, hint)


def _notice(source: str, message: str, hint: str) -> Problem:
    return Problem(source, message, hint, severity="warning")
