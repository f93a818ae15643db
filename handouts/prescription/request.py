"""What a clinician asks for: stage, preference, setting, sore side, flags, plan, adjustments."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import Problem
from handouts.spellings import is_nothing


@dataclass(frozen=True, slots=True)
class SetField:
    """Change one field of an exercise's dose; the value is as typed."""

    exercise: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class AddExercise:
    """Add an exercise that the plan does not have, with its own dose for the stage."""

    exercise: str


@dataclass(frozen=True, slots=True)
class DropExercise:
    """Leave out an exercise of the plan, and put nothing in its place."""

    exercise: str


Adjustment = SetField | AddExercise | DropExercise


@dataclass(frozen=True, slots=True)
class PrescriptionRequest:
    """A request, not yet looked at. `plan` is an id of the library or a TOML file.

    `checked` are those of the flags that a clinician has looked at and wants exercises for.
    `sore` is the side that is sore: left, right or both, "" where it is not given.
    """

    stage: str
    preference: str = "none"
    setting: str = "floor"
    flags: tuple[str, ...] = ()
    plan: str | Path | None = None
    adjustments: tuple[Adjustment, ...] = ()
    checked: tuple[str, ...] = ()
    sore: str = ""


def named(request: PrescriptionRequest, kind: type[Adjustment]) -> set[str]:
    """Return the exercises that the adjustments of one kind name."""
    return {change.exercise for change in request.adjustments if isinstance(change, kind)}


def changes_of(request: PrescriptionRequest, exercise: str) -> list[SetField]:
    """Return what is to be set of one exercise."""
    sets = [change for change in request.adjustments if isinstance(change, SetField)]
    return [change for change in sets if change.exercise == exercise]


_SET = re.compile(r"(?P<exercise>[\w-]+)\s*\.\s*(?P<field>\w+)\s*=\s*(?P<value>[^=]+)")


def parse_set(text: str) -> SetField | Problem:
    """Return what `EXERCISE.FIELD=VALUE` asks for, or the problem with it."""
    match = _SET.fullmatch(text.strip())
    if match is None:
        return Problem(
            "--set",
            "is not EXERCISE.FIELD=VALUE",
            "write the exercise, a dot, the field, = and the number",
        )
    return SetField(match["exercise"], match["field"], match["value"].strip())


def read_request(
    *,
    stage: str,
    preference: str,
    setting: str,
    flags: Iterable[str],
    plan: str,
    changes: Iterable[str],
    additions: Iterable[str],
    omissions: Iterable[str],
    checked: Iterable[str] = (),
    sore: str = "",
) -> tuple[PrescriptionRequest, tuple[Problem, ...]]:
    """Return what to prescribe, names not yet checked, and what could not be understood.

    `plan` is an id, or a file where it has a folder or ends in .toml; "" is the stage's own.
    `changes` are written EXERCISE.FIELD=VALUE. Words for nothing, such as "none", name nothing.
    """
    adjustments: list[Adjustment] = [AddExercise(name) for name in _named("add", additions)]
    adjustments += [DropExercise(name) for name in _named("drop", omissions)]
    read = [parse_set(text) for text in _named("set", changes)]
    adjustments += [change for change in read if isinstance(change, SetField)]
    looks_like_file = plan.endswith(".toml") or len(Path(plan).parts) > 1
    request = PrescriptionRequest(
        stage=stage,
        preference=preference,
        setting=setting,
        flags=tuple(dict.fromkeys(_named("avoid", flags))),
        plan=Path(plan) if looks_like_file else plan or None,
        adjustments=tuple(adjustments),
        checked=tuple(dict.fromkeys(_named("checked", checked))),
        sore="" if is_nothing("sore", sore) else sore,
    )
    return request, tuple(problem for problem in read if isinstance(problem, Problem))


def _named(option: str, texts: Iterable[str]) -> list[str]:
    return [text for text in texts if not is_nothing(option, text, kind="list")]
