"""From one row of a roster to its job, or to every problem with it."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from handouts.batch.columns import columns
from handouts.batch.jobs import Job
from handouts.batch.nothing import without_nothing
from handouts.batch.remedies import worded_for_roster
from handouts.batch.row_dates import order_note, with_day
from handouts.batch.rows import Row, RowProblem
from handouts.editions.request import EditionRequest
from handouts.errors import Problem
from handouts.for_everybody import is_for_everybody, refused_problems
from handouts.patients import FIELDS, Patient, read_patient
from handouts.patients.clinicians import unknown_clinician
from handouts.prescription import read_request
from handouts.spellings import meant
from handouts.suggest import did_you_mean
from handouts.units import PaperName, TextSize

FIGURES = ("all", "woman", "man", "larger", "older")

_YES = {"yes": True, "no": False}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EARLIEST_BIRTH = 1900
_LONGEST_CHOICE = 100  # characters
_ONE_LINE = ("name", "patient_id", "clinician", "next_visit")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "paper": get_args(PaperName), "text": get_args(TextSize), "figure": FIGURES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Basis:
    """What holds for every row that says nothing else.

    `request` has what was chosen for the whole run; `given` values by column, from a file of
    defaults; `clinicians` the lines of those whom the brand knows by a short name; `today` is the
    date of handouts whose row has none. What is `to_print` can hold no form. The `region` is the
    brand's: where neither row nor run names one, dates are read as people of it write them;
    `orders` says for regions of the brand's own whether they write the day first.
    """

    request: EditionRequest
    today: dt.date
    given: Mapping[str, object] = field(default_factory=dict)
    clinicians: Mapping[str, str] = field(default_factory=dict)
    to_print: bool = False
    region: str = ""
    orders: Mapping[str, bool] = field(default_factory=dict)


def job_of(row: Row, basis: Basis) -> Job | list[RowProblem]:
    """Return the job of a row, or every problem with it."""
    values = with_day({**basis.given, **without_nothing(row.values)[0]}, basis.region, basis.orders)
    problems = [*_wrong_kinds(row), *_doubtful(row)]
    if is_same_for_all(row, basis):
        edition, condition = _edition(values, basis)
        given = [name for name, value in values.items() if value]
        refused = refused_problems(edition, given, None, condition)
        problems += row_problems(row.number, refused)
    elif not values.get("stage"):
        hint = "fill it in, or give it with --defaults"
        problems.append(RowProblem(row.number, "stage", "is missing", hint))
    details = {name: values[name] for name in FIELDS if name in values}
    patient, told = read_patient(details, {}, today=basis.today)
    problems += row_problems(row.number, told)
    request, misread = _request(values, basis.request)
    problems += [replace(problem, row=row.number) for problem in misread]
    if request.form and basis.to_print:
        hint = "write no, or make it without --print-file"
        problems.append(RowProblem(row.number, "form", "cannot go into a print file", hint))
    if patient is None or any(problem.severity == "error" for problem in problems):
        return problems
    known = basis.clinicians.get(patient.clinician)
    if known:
        patient = replace(patient, clinician=known)
    return Job(row.number, request, patient, job_key(request, patient))


def date_note(row: Row, basis: Basis) -> RowProblem | None:
    """Return a note on how a row's date is read that can be two days, None for any other."""
    return order_note(row.number, {**basis.given, **row.values}, basis.region, basis.orders)


def clinician_note(row: Row, basis: Basis) -> RowProblem | None:
    """Return a note on a clinician's short name that the brand does not know."""
    said = {**basis.given, **row.values}.get("clinician")
    if not isinstance(said, str) or is_same_for_all(row, basis):
        return None
    note = unknown_clinician(said, basis.clinicians, "clinician")
    return RowProblem(row.number, "clinician", note.message, note.hint, "warning") if note else None


def said_yes(column: str, answer: object) -> bool | None:
    """Return what an answer of yes or no in a column says, None for any other."""
    return _YES.get(meant(column, str(answer)))


def is_same_for_all(row: Row, basis: Basis) -> bool:
    """Say whether a row asks for an edition that takes nothing of a patient."""
    return is_for_everybody(*_edition({**basis.given, **row.values}, basis))


def _edition(values: Mapping[str, object], basis: Basis) -> tuple[str, str]:
    edition, condition = (
        meant(name, str(values.get(name) or getattr(basis.request, name)))
        for name in ("edition", "condition")
    )
    return edition, condition


def job_key(request: EditionRequest, patient: Patient) -> bytes:
    """Return a digest of what a row asks for; where the brand's folder lies does not matter."""
    stated = f"({request.named()}, {patient!r})"
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).digest()[:16]


def row_problems(row: int, problems: Iterable[Problem]) -> list[RowProblem]:
    """Return problems of options as problems of their columns; no source is quoted whole.

    What they say of options is said of columns.
    """
    told = []
    for problem in problems:
        option, _, _ = problem.source.partition(" ")
        column = option.removeprefix("--").replace("-", "_")
        named = column if column in columns() else ""
        message, hint = worded_for_roster(problem.message), worded_for_roster(problem.hint)
        told.append(
            RowProblem(row, named, message, hint, problem.severity, about_check=problem.about_check)
        )
    return told


def _request(
    values: Mapping[str, object], chosen: EditionRequest
) -> tuple[EditionRequest, list[RowProblem]]:
    problems: list[RowProblem] = []

    def text(column: str, default: str = "") -> str:
        return meant(column, str(values.get(column) or default))

    def several(column: str) -> list[str]:
        value = values.get(column) or []
        parts = value if isinstance(value, list) else [value]
        return [meant(column, str(part)) for part in parts]

    asked, misread = read_request(
        stage=text("stage"), preference=text("preference", "none"),
        setting=text("setting", "floor"), sore=text("sore"),
        flags=several("avoid"), plan=text("plan"), changes=several("set"), additions=several("add"),
        omissions=several("drop"), checked=several("checked"),
    )  # fmt: skip
    problems += row_problems(0, misread)
    if asked.plan is not None and not isinstance(asked.plan, str):
        hint = "put the plan's file into the brand, and name the plan"
        problems.append(RowProblem(0, "plan", "is a file; a roster opens none", hint))
    for column, choices in _CHOICES.items():
        value = text(column)
        if value and value not in choices:
            hint = did_you_mean(value, choices, f"one of: {', '.join(choices)}")
            problems.append(RowProblem(0, column, "is none of the choices", hint))
    answers = {
        column: said_yes(column, text(column, "yes" if usual else "no"))
        for column, usual in (("mono", chosen.mono), ("form", chosen.form))
    }
    problems += [
        RowProblem(0, column, "is neither yes nor no", "write yes or no")
        for column, answer in answers.items()
        if answer is None
    ]
    request = replace(
        chosen,
        prescription=asked,
        edition=text("edition", chosen.edition),
        site=text("site", chosen.site),
        condition=text("condition", chosen.condition),
        region=text("region", chosen.region),
        language=text("language", chosen.language),
        paper=cast("PaperName", text("paper", chosen.paper)),
        text=cast("TextSize", text("text", chosen.text)),
        mono=bool(answers["mono"]),
        form=bool(answers["form"]),
        figure=text("figure", chosen.figure),
    )
    return request, problems


def _wrong_kinds(row: Row) -> list[RowProblem]:
    """Return the cells that hold a table, a line break where there is one line, or no choice.

    A choice may be a file's name, which cannot be of any length.
    """
    problems = []
    for column, value in row.values.items():
        if columns()[column].unused:
            continue
        if isinstance(value, dict) or (
            isinstance(value, list) and columns()[column].kind != "list"
        ):
            problems.append(RowProblem(row.number, column, "is not text", "write text"))
        elif column in _ONE_LINE and isinstance(value, str) and "\n" in value.strip():
            hint = "look for a quotation mark that is missing, here or in a row before"
            problems.append(RowProblem(row.number, column, "has a line break in it", hint))
        elif columns()[column].kind == "choice" and len(str(value)) > _LONGEST_CHOICE:
            message = f"has more than {_LONGEST_CHOICE} characters, and is none of the choices"
            hint = "check that no columns are mixed up"
            problems.append(RowProblem(row.number, column, message, hint))
    return problems


def _doubtful(row: Row) -> list[RowProblem]:
    message = "has a word for nothing, such as NULL, so that one part of the name is left"
    hint = "empty the cell if there is no such part, or write the whole name under name"
    return [RowProblem(row.number, name, message, hint) for name in row.doubtful]


def birth_notes(row: Row, today: dt.date) -> list[RowProblem]:
    """Return a note on a day that nobody can be born on: it may show that columns are mixed up.

    However a date of birth is written, it is never printed: it keeps nothing from being made.
    """
    value = str(row.values.get("date_of_birth") or "").strip()
    if not _ISO_DATE.fullmatch(value):
        return []
    try:
        born = dt.date.fromisoformat(value)
    except ValueError:
        born = dt.date.max
    if born.year >= _EARLIEST_BIRTH and born <= today:
        return []
    message, hint = (
        "cannot be a date of birth; it is not printed",
        "check that no columns are mixed up",
    )
    return [RowProblem(row.number, "date_of_birth", message, hint, "warning")]
