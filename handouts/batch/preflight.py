"""Checking a whole roster before the first page is made.

Each row becomes a job or problems. Nothing is laid out: what a row asks for is prescribed once
for each distinct request, and a patient's details are checked as everywhere.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import cast, get_args

from handouts.batch.columns import columns
from handouts.batch.jobs import Job
from handouts.batch.roster import Roster
from handouts.batch.rows import Row, RowProblem
from handouts.edition import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.patients import FIELDS, Patient, read_patient
from handouts.prescription import read_request
from handouts.toml_file import did_you_mean
from handouts.units import PaperName, TextSize

MAX_TOLD = 1000
"""So many problems are kept to be told one by one; all are counted."""

Check = Callable[[EditionRequest, Patient], tuple[Problem, ...]]
"""Returns what keeps a request from becoming a handout."""

_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False,
        "0": False}  # fmt: skip
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EARLIEST_BIRTH = 1900
_ONE_LINE = ("name", "patient_id", "clinician", "next_visit")


@dataclass
class Preflight:
    """What was found: counts, the refused rows, and the problems up to a limit.

    `expected` counts rows with something in them; each is made, refused or skipped.
    """

    expected: int = 0
    refused: set[int] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)
    count: int = 0
    unreadable: bool = False

    @property
    def ready(self) -> int:
        """How many handouts can be made."""
        return self.expected - len(self.refused) - len(self.skipped)

    def note(self, problem: RowProblem) -> None:
        """Count a problem, and keep it if there is room."""
        self.count += 1
        if len(self.problems) < MAX_TOLD:
            self.problems.append(problem)


def preflight(
    roster: Roster, defaults: EditionRequest, given: Mapping[str, object], today: dt.date,
    check: Check,
) -> Preflight:  # fmt: skip
    """Return what is wrong with a roster.

    `defaults` and `given` (by column) hold for rows that say nothing else. `check` looks at each
    request that can be read.
    """
    found = Preflight()
    seen = _Seen()
    for line in roster.rows():
        if isinstance(line, RowProblem):
            found.note(line)
            if line.severity == "error":
                _refuse(found, line.row)
            continue
        found.expected += 1
        job = job_of(line, defaults, given, today)
        problems = job if isinstance(job, list) else [
            *_row_problems(line.number, check(job.request, job.patient)), *seen.problems(job)
        ]  # fmt: skip
        for problem in problems:
            found.note(problem)
        if any(problem.severity == "error" for problem in problems):
            found.refused.add(line.number)
        elif isinstance(job, Job) and seen.is_repeat(job):
            found.skipped.add(line.number)
    return found


def _refuse(found: Preflight, row: int) -> None:
    """Count a row that could not be read; a mistake of the file or heading ends it all."""
    if row <= 1:
        found.unreadable = True
    elif row not in found.refused:
        found.expected += 1
        found.refused.add(row)


def jobs(
    roster: Roster, found: Preflight, defaults: EditionRequest, given: Mapping[str, object],
    today: dt.date,
) -> Iterator[Job]:  # fmt: skip
    """Yield the job of each row that passed, in the roster's order."""
    for line in roster.rows():
        if isinstance(line, RowProblem) or line.number in found.refused | found.skipped:
            continue
        job = job_of(line, defaults, given, today)
        if isinstance(job, Job):
            yield job


def job_of(
    row: Row, defaults: EditionRequest, given: Mapping[str, object], today: dt.date
) -> Job | list[RowProblem]:
    """Return the job of a row, or every problem with it."""
    values = {**given, **row.values}
    problems = [*_wrong_kinds(row), *_birth_problems(row, today)]
    problems += [
        RowProblem(row.number, column, "is missing", "fill it in, or give it with --defaults")
        for column in ("stage",)
        if not values.get(column)
    ]
    details = {name: values[name] for name in FIELDS if name in values}
    patient, told = read_patient(details, {}, today=today)
    problems += _row_problems(row.number, told)
    request, misread = _request(values, defaults)
    problems += [replace(problem, row=row.number) for problem in misread]
    if patient is None or any(problem.severity == "error" for problem in problems):
        return problems
    return Job(row.number, request, patient, _key(request, patient))


def _request(
    values: Mapping[str, object], defaults: EditionRequest
) -> tuple[EditionRequest, list[RowProblem]]:
    problems: list[RowProblem] = []

    def text(column: str, default: str = "") -> str:
        return str(values.get(column) or default).strip()

    def several(column: str) -> list[str]:
        value = values.get(column) or []
        return [str(part) for part in value] if isinstance(value, list) else [str(value)]

    asked, misread = read_request(
        stage=text("stage").casefold(), preference=text("preference", "none").casefold(),
        setting=text("setting", "floor").casefold(), flags=several("avoid"), plan=text("plan"),
        changes=several("set"), additions=several("add"), omissions=several("drop"),
    )  # fmt: skip
    problems += _row_problems(0, misread)
    for column, choices in (("paper", get_args(PaperName)), ("text", get_args(TextSize))):
        value = text(column).casefold()
        if value and value not in choices:
            hint = did_you_mean(value, choices, f"one of: {', '.join(choices)}")
            problems.append(RowProblem(0, column, "is none of the choices", hint))
    mono = _YES.get(text("mono", "yes" if defaults.mono else "no").casefold())
    if mono is None:
        problems.append(RowProblem(0, "mono", "is neither yes nor no", "write yes or no"))
    request = replace(
        defaults,
        prescription=asked,
        edition=text("edition", defaults.edition).casefold(),
        condition=text("condition", defaults.condition),
        region=text("region", defaults.region).casefold(),
        language=text("language", defaults.language),
        paper=cast("PaperName", text("paper", defaults.paper).casefold()),
        text=cast("TextSize", text("text", defaults.text).casefold()),
        mono=bool(mono),
        figure=text("figure", defaults.figure).casefold(),
    )
    return request, problems


def _wrong_kinds(row: Row) -> list[RowProblem]:
    """Return the cells that hold a table, or a line break where there is one line."""
    problems = []
    for column, value in row.values.items():
        if isinstance(value, dict) or (
            isinstance(value, list) and columns()[column].kind != "list"
        ):
            problems.append(RowProblem(row.number, column, "is not text", "write text"))
        elif column in _ONE_LINE and isinstance(value, str) and "\n" in value.strip():
            hint = "look for a quotation mark that is missing, here or in a row before"
            problems.append(RowProblem(row.number, column, "has a line break in it", hint))
    return problems


def _birth_problems(row: Row, today: dt.date) -> list[RowProblem]:
    """Return what is wrong with a date of birth: it is never printed, but shows a mixed-up row."""
    value = str(row.values.get("date_of_birth") or "").strip()
    if not value:
        return []
    hint = "write it as year, month, day: YYYY-MM-DD"
    try:
        born = dt.date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else None
    except ValueError:
        message = "is a day that the calendar does not have"
        return [RowProblem(row.number, "date_of_birth", message, hint)]
    if born is None:
        return [RowProblem(row.number, "date_of_birth", "is not a date that is certain", hint)]
    if born > today or born.year < _EARLIEST_BIRTH:
        return [RowProblem(row.number, "date_of_birth", "cannot be a date of birth", "check it")]
    return []


def _row_problems(row: int, problems: tuple[Problem, ...]) -> list[RowProblem]:
    """Return problems of options as problems of their columns; no source is quoted whole."""
    told = []
    for problem in problems:
        option, _, _ = problem.source.partition(" ")
        column = option.removeprefix("--").replace("-", "_")
        named = column if column in columns() else ""
        told.append(RowProblem(row, named, problem.message, problem.hint, problem.severity))
    return told


def _key(request: EditionRequest, patient: Patient) -> bytes:
    stated = json.dumps([asdict(request), asdict(patient)], default=str, sort_keys=True)
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).digest()[:16]


class _Seen:
    """Tells rows that repeat an earlier one, and patient numbers that stand for two."""

    def __init__(self) -> None:
        self._keys: dict[bytes, int] = {}
        self._numbers: dict[bytes, tuple[int, bytes]] = {}

    def is_repeat(self, job: Job) -> bool:
        """Tell whether an earlier row asks for the very same handout."""
        return self._keys[job.key] != job.row

    def problems(self, job: Job) -> list[RowProblem]:
        """Return a warning for a repeated row, an error for a number with other content."""
        earlier = self._keys.setdefault(job.key, job.row)
        if earlier != job.row:
            message = f"is the same as row {earlier}; one handout is made"
            hint = "delete one of them, or add a patient number to tell them apart"
            return [RowProblem(job.row, "", message, hint, "warning")]
        if not job.patient.patient_id:
            return []
        number = hashlib.sha256(job.patient.patient_id.casefold().encode()).digest()[:16]
        row, _ = self._numbers.setdefault(number, (job.row, job.key))
        if row == job.row:
            return []
        message = f"is in row {row} too, with other details"
        return [RowProblem(job.row, "patient_id", message, "correct one of the two rows")]


def request_problems(
    check: Callable[[EditionRequest], object], request: EditionRequest
) -> tuple[Problem, ...]:
    """Return the problems that a check raises as BadInput."""
    try:
        check(request)
    except BadInput as error:
        return error.problems
    return ()
