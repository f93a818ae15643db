"""What is wrong with a request before there is a plan: names that do not exist."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from handouts.content import SIDES, Library
from handouts.content.finding import did_you_mean
from handouts.errors import Problem
from handouts.prescription.adjusting import adjusted_dose
from handouts.prescription.request import (
    AddExercise,
    Adjustment,
    DropExercise,
    PrescriptionRequest,
    SetField,
    changes_of,
    named,
)
from handouts.spellings import is_unsettled

_BETWEEN = re.compile(r"\s*[,;+/&|\s]\s*")


def request_problems(library: Library, request: PrescriptionRequest) -> list[Problem]:
    """Return the names in a request that do not exist, and then what else can be said of it.

    With an unknown name there is no plan to look at; the doses to set are measured by the
    exercises' own, so that their problems come with the names'.
    """
    unknown = list(_unknown_names(library, request))
    problems = [*unknown, *_checked_problems(library, request)]
    if not unknown or request.stage not in library.stages:
        return problems
    changed = sorted(named(request, SetField) & library.exercises.keys())
    for exercise in changed:
        own = library.exercises[exercise].doses.get(request.stage)
        if own is not None:
            changes = changes_of(request, exercise)
            problems += adjusted_dose(library, exercise, own, changes)[1]
    return problems


def with_flags(library: Library, request: PrescriptionRequest) -> PrescriptionRequest:
    """Return the request with a flag in place of each warning sign, each once, in one order.

    What a patient has does not depend on the order in which it was said.
    """
    known = list(library.flags)

    def ordered(names: Iterable[str]) -> tuple[str, ...]:
        flags = dict.fromkeys(library.flag_named(name) or name for name in names)
        return tuple(sorted(flags, key=lambda f: known.index(f) if f in known else len(known)))

    return replace(request, flags=ordered(request.flags), checked=ordered(request.checked))


def _unknown_names(library: Library, request: PrescriptionRequest) -> Iterator[Problem]:
    condition = library.condition
    flags = [*library.flags, *library.red_flags]
    named: list[tuple[str, str, str, Collection[str]]] = [
        ("--stage", "stage", request.stage, library.stages),
        ("--preference", "preference", request.preference, condition.preferences),
        ("--setting", "setting", request.setting, condition.settings),
        *([("--sore", "side", request.sore, SIDES)] if request.sore else ()),
        *(("--avoid", "flag", flag, flags) for flag in request.flags),
        *(("--checked", "flag", flag, flags) for flag in request.checked),
    ]
    if isinstance(request.plan, str):
        named.append(("--plan", "plan", request.plan, library.plans))
    named += [
        (_option(change), "exercise", change.exercise, library.exercises)
        for change in request.adjustments
    ]
    for source, what, name, known in named:
        if name not in known:
            # The name stands in the source alone: in a roster it may be a slip of another column.
            message = f"there is no such {what}"
            hint = _several(source, name, known)
            if not hint and what == "flag" and is_unsettled(name):
                hint = "write none, or the flags"
            hint = hint or did_you_mean(library, name, what, known)
            yield Problem(f"{source} {name}", message, hint)


def _several(option: str, text: str, known: Collection[str]) -> str:
    """Return the way for several names in the place of one."""
    names = [name for name in _BETWEEN.split(text) if name]
    if len(names) < 2 or not all(name in known for name in names):  # noqa: PLR2004 - several
        return ""
    return f"give each by itself: {' '.join(f'{option} {name}' for name in names)}"


def _checked_problems(library: Library, request: PrescriptionRequest) -> Iterator[Problem]:
    """Yield what was said to be checked and was not given, or needs no check."""
    given = with_flags(library, request)
    for flag in given.checked:
        if flag not in library.flags:
            continue
        source = f"--checked {flag}"
        if flag not in given.flags:
            hint = f"add --avoid {flag}, or leave it out"
            yield Problem(source, "was not given with --avoid", hint)
        elif library.flags[flag].level == "adapt":
            hint = "leave it out: the plan is changed for this flag without a check"
            yield Problem(source, "needs no check", hint)


def _option(change: Adjustment) -> str:
    if isinstance(change, SetField):
        return "--set"
    return {AddExercise: "--add", DropExercise: "--drop"}[type(change)]
