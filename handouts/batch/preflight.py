"""Checking a whole roster before the first page is made.

Each row becomes a job or problems. Nothing is laid out: what a row asks for is prescribed once
for each distinct request, and a patient's details are checked as everywhere.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from handouts import resources
from handouts.batch.jobs import Job
from handouts.batch.names import NamePattern
from handouts.batch.roster import Roster
from handouts.batch.row_jobs import Basis, job_of, row_problems
from handouts.batch.rows import RosterProblem, Row, RowProblem
from handouts.batch.sorting import in_order
from handouts.brand import Brand
from handouts.content import Library, default_condition, languages, nearest
from handouts.edition import EditionRequest, editions_of, library_of
from handouts.errors import BadInput, Problem
from handouts.for_everybody import is_for_everybody
from handouts.identity import Same
from handouts.patients import Patient
from handouts.prescription import PrescriptionRequest, look_over
from handouts.typefaces import field_characters

_LIST_SIGNS = re.compile(r"[,;\n]")
_NAME_SIGNS = re.compile(r"[\W_]+")

MAX_TOLD = 10_000
"""So many problems are kept to be told one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What keeps a request from becoming a handout; for what signs that will have no exercises."""

    problems: tuple[Problem, ...] = ()
    check_first: tuple[Problem, ...] = ()


Check = Callable[[EditionRequest, Patient, tuple[str, ...]], Finding]
"""Returns what was found of a request, and of texts under headings that are not known."""


@dataclass
class Preflight:
    """What was found: counts, the refused rows, and the problems up to a limit.

    `expected` counts rows with something in them; each is made, refused or skipped. The handouts
    of the rows `to_check` tell to get checked and have no exercises; `check_notes` say why.
    """

    expected: int = 0
    refused: set[int] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    to_check: set[int] = field(default_factory=set)
    check_notes: list[RowProblem] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    count: int = 0
    unreadable: bool = False

    @property
    def ready(self) -> int:
        """How many handouts can be made."""
        return self.expected - len(self.refused) - len(self.skipped)

    @property
    def told(self) -> tuple[RowProblem, ...]:
        """All that is kept to be told, in that order: signs to be checked, then problems."""
        return (*self.check_notes, *self.problems)

    def note(self, problem: RowProblem) -> None:
        """Count a problem, and keep it if there is room; a sign to be checked always."""
        self.count += 1
        if problem.check_first:
            self.to_check.add(problem.row)
            self.check_notes.append(problem)
        elif len(self.problems) < MAX_TOLD or isinstance(problem, RosterProblem):
            self.problems.append(problem)


def preflight(
    roster: Roster, basis: Basis, check: Check, pattern: NamePattern | None = None
) -> Preflight:
    """Return what is wrong with a roster.

    `check` looks at each request that can be read. Where two files would have the same name under
    the `pattern`, the later row is refused.
    """
    found = Preflight()
    seen = _Seen(pattern)
    for line in roster.rows():
        if isinstance(line, RowProblem):
            found.note(line)
            if line.severity == "error":
                _refuse(found, line)
            continue
        found.expected += 1
        job = job_of(line, basis)
        if isinstance(job, Job):
            _look_at(job, line.unread, found, check, seen)
        else:
            _refuse_with(found, line.number, job)
    return found


def _look_at(
    job: Job, unread: tuple[str, ...], found: Preflight, check: Check, seen: "_Seen"
) -> None:
    """Note what is to be said of a row that can be read, and whether it is made."""
    finding = check(job.request, job.patient, unread)
    problems = [*row_problems(job.row, finding.problems), *seen.problems(job)]
    if any(problem.severity == "error" for problem in problems):
        _refuse_with(found, job.row, problems)
        return
    if seen.is_repeat(job):
        found.skipped.add(job.row)
    else:
        notes = row_problems(job.row, finding.check_first)
        problems += [replace(note, check_first=True) for note in notes]
    for problem in problems:
        found.note(problem)


def _refuse_with(found: Preflight, row: int, problems: Iterable[RowProblem]) -> None:
    found.refused.add(row)
    for problem in problems:
        found.note(problem)


def jobs(roster: Roster, found: Preflight, basis: Basis) -> Iterator[Job]:
    """Yield the job of each row that passed, in the order that the roster is to be sorted in."""
    out = found.refused | found.skipped
    rows = (row for row in roster.rows() if isinstance(row, Row) and row.number not in out)
    for row in in_order(rows) if roster.sort else rows:
        job = job_of(row, basis)
        if isinstance(job, Job):
            yield job


def checker(brand: Brand) -> Check:
    """Return a check of requests and patients that looks at each distinct request once."""
    library = lru_cache(maxsize=64)(_library)
    editions = lru_cache(maxsize=64)(lambda place: editions_of(place.value))
    known = frozenset(field_characters(brand.look.typeface)) | {"\n"}

    @lru_cache(maxsize=10_000)
    def of_request(request: EditionRequest) -> Finding:
        place = library(_place(request))
        if isinstance(place, tuple):
            return Finding(place)
        names = editions(Same(place))
        problems: list[Problem] = []
        if request.edition not in names:
            hint = nearest(request.edition, names)
            problems.append(Problem("--edition", "there is no such edition", hint))
        first = None
        try:
            if not is_for_everybody(request.edition, place.id):
                first = look_over(place, request.prescription)
        except BadInput as error:
            problems += error.problems
        errors = tuple(problem for problem in problems if problem.severity == "error")
        return Finding(errors, first.notices if first else ())

    def check(request: EditionRequest, patient: Patient, unread: tuple[str, ...]) -> Finding:
        found = of_request(request)
        problems = [*found.problems, *_glyph_problems(patient, known)]
        if unread:
            problems += _unread_problems(library(_place(request)), unread)
        return replace(found, problems=tuple(problems))

    return check


def _unread_problems(
    library: Library | tuple[Problem, ...], unread: tuple[str, ...]
) -> list[Problem]:
    """Return a problem where a flag stands under a heading that is not known.

    It would be lost, and the patient could get the exercises that it rules out.
    """
    if isinstance(library, tuple):
        return []
    parts = {part.strip().casefold() for text in unread for part in _LIST_SIGNS.split(text)}
    names = {_NAME_SIGNS.sub("_", part) for part in parts if part}
    if not any(library.flag_named(name) for name in names):
        return []
    message = "a flag stands under a heading that is not known, and would be lost"
    return [Problem("", message, "write avoid over that column, or take the column out")]


def _place(request: EditionRequest) -> EditionRequest:
    """Return a request with only what decides which library it takes from."""
    return EditionRequest(
        PrescriptionRequest(""), brand=request.brand, site=request.site, region=request.region,
        condition=request.condition, language=request.language,
    )  # fmt: skip


def _library(place: EditionRequest) -> Library | tuple[Problem, ...]:
    root = resources.library_folder()
    known = languages(root / (place.condition or default_condition(root)))
    if place.language and known and place.language not in known:
        # Said here, because loading the library would quote what stands in the cell.
        hint = nearest(place.language, known)
        return (Problem("--language", "has no words in the library", hint),)
    try:
        return library_of(place)
    except BadInput as error:
        return error.problems


def _glyph_problems(patient: Patient, known: frozenset[str]) -> list[Problem]:
    texts = {
        "name": patient.name, "patient_id": patient.patient_id, "clinician": patient.clinician,
        "next_visit": patient.next_visit, "note": patient.note, "goal": patient.goal,
    }  # fmt: skip
    hint = "leave it out and write it by hand, or spell it with other letters"
    return [
        Problem(name, "has a character that the typeface lacks", hint)
        for name, text in texts.items()
        if not known.issuperset(text)
    ]


def _refuse(found: Preflight, problem: RowProblem) -> None:
    """Count a row that could not be read; a mistake of the file or heading ends it all."""
    if isinstance(problem, RosterProblem):
        found.unreadable = True
    elif problem.row not in found.refused:
        found.expected += 1
        found.refused.add(problem.row)


class _Seen:
    """Tells rows that repeat an earlier one, and patient numbers or files that stand for two."""

    def __init__(self, pattern: NamePattern | None) -> None:
        self._keys: dict[bytes, int] = {}
        self._numbers: dict[bytes, int] = {}
        self._files: dict[bytes, int] = {}
        self._pattern = pattern

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
        return [*self._number_problems(job), *self._file_problems(job)]

    def _number_problems(self, job: Job) -> list[RowProblem]:
        if not job.patient.patient_id:
            return []
        row = self._numbers.setdefault(_digest(job.patient.patient_id.casefold()), job.row)
        if row == job.row:
            return []
        message = f"is in row {row} too, with other details"
        return [RowProblem(job.row, "patient_id", message, "correct one of the two rows")]

    def _file_problems(self, job: Job) -> list[RowProblem]:
        if self._pattern is None or self._pattern.is_unique:
            return []
        name = self._pattern.name(job, "")
        row = self._files.setdefault(_digest(name.casefold()), job.row)
        if row == job.row:
            return []
        hint = "add {id} or {row} to --name-pattern"
        return [RowProblem(job.row, "", f"would have the file name of row {row}", hint)]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
