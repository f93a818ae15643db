"""Checking a whole roster before the first page is made.

Each row becomes a job or problems. Nothing is laid out: what a row asks for is prescribed once
for each distinct request, and a patient's details are checked as everywhere.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from handouts import resources
from handouts.batch.columns import columns
from handouts.batch.flags_unread import flags_unread
from handouts.batch.jobs import Job
from handouts.batch.meaning import Heading, for_staff
from handouts.batch.names import NamePattern
from handouts.batch.people import (
    LostOrFilledDown,
    People,
    has_example_number,
    has_lost_somebody,
    has_nobody,
    is_about_list,
    is_empty_form,
    is_example,
    is_full,
    is_lonely,
    never_printed,
)
from handouts.batch.roster import Roster
from handouts.batch.row_jobs import (
    Basis,
    birth_notes,
    clinician_note,
    date_note,
    is_same_for_all,
    job_of,
    row_problems,
)
from handouts.batch.rows import RefusedRow, RosterProblem, Row, RowProblem
from handouts.batch.sorting import in_order
from handouts.brand import Brand, read_brand
from handouts.content import Library, default_condition, languages
from handouts.editions.compose import editions_of, library_of
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.for_everybody import is_for_everybody
from handouts.identity import Same
from handouts.patients import FIELDS, Patient
from handouts.prescription import PrescriptionRequest, look_over
from handouts.suggest import nearest
from handouts.typefaces import field_characters

MAX_TOLD = 10_000
"""So many problems are kept to be told one by one; all are counted."""

_LEAVE_OUT = "--ignore LETTER leaves the column out"
_WHOSE = "write the name or the number; or --blank-rows makes such rows, to be filled in by pen"
_MOST_HEADINGS = 100  # of JSON, where each line may have its own
_NAMED = {"name", "first_name", "surname", "patient_id"}
_PRINTED = {*FIELDS, *(column.name for column in columns().values() if column.part)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What keeps a request from becoming a handout; for what signs that will have no exercises."""

    problems: tuple[Problem, ...] = ()
    check_first: tuple[Problem, ...] = ()


Check = Callable[[EditionRequest, Patient, tuple[str, ...], tuple[str, ...]], Finding]
"""Returns what was found of a request, and of texts that are not used: of a patient's record or
under headings that are not known, and others that are never printed, such as an address."""


@dataclass
class Preflight:
    """What was found: counts, the refused rows, and the problems up to a limit.

    `expected` counts rows with something in them; each is made, refused or skipped, of these some
    because they are `for_nobody`. The handouts of the rows `to_check` tell to get checked and have
    no exercises; `check_notes` say why. The `copies` are rows whose handout is like an earlier
    one's, with which of them it is. `asked` has by paper and text size the first row that asks for
    it, and how many do. Rows `noted` have something to know; `without_region` counts handouts whose
    row names no region.
    """

    expected: int = 0
    refused: set[int] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    for_nobody: int = 0
    to_check: set[int] = field(default_factory=set)
    check_notes: list[RowProblem] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    count: int = 0
    headings: list[Heading] = field(default_factory=list)
    copies: dict[int, int] = field(default_factory=dict)
    without_region: int = 0
    noted: set[int] = field(default_factory=set)
    asked: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    unreadable: bool = False

    @property
    def ready(self) -> int:
        """How many handouts can be made."""
        return self.expected - len(self.refused) - len(self.skipped)

    def rows_to_know(self, failed: Collection[int] = ()) -> int:
        """Return of how many rows that are made there is something to know, but for the failed."""
        last = max((heading.row for heading in self.headings), default=1)
        out = {*self.refused, *self.skipped, *failed}
        return sum(row > last and row not in out for row in self.noted)

    @property
    def told(self) -> tuple[RowProblem, ...]:
        """All that is kept to be told, in that order: signs to be checked, then problems."""
        return (*self.check_notes, *self.problems)

    def note(self, problem: RowProblem) -> None:
        """Count a problem, and keep it if there is room; what is about a check always."""
        self.count += 1
        if problem.check_first:
            self.to_check.add(problem.row)
            self.check_notes.append(problem)
            return
        if problem.severity == "warning" and not problem.file:
            self.noted.add(problem.row)
        is_kept = problem.about_check or isinstance(problem, RosterProblem)
        if is_kept or len(self.problems) < MAX_TOLD:
            self.problems.append(problem)

    def refuse(self, row: int) -> None:
        """Count a row as refused, whatever it was taken for before."""
        self.refused.add(row)
        self.skipped.discard(row)
        if row in self.to_check:
            self.to_check.discard(row)
            self.count -= sum(note.row == row for note in self.check_notes)
            self.check_notes = [note for note in self.check_notes if note.row != row]


def preflight(
    roster: Roster, basis: Basis, check: Check, pattern: NamePattern | None = None, *,
    blank_rows: bool = False,
) -> Preflight:  # fmt: skip
    """Return what is wrong with a roster.

    `check` looks at each request that can be read. Where two files would have the same name under
    the `pattern`, the later row is refused. A row without a name and a number is made only with
    `blank_rows`.
    """
    return _Looking(basis, check, People(pattern), blank_rows=blank_rows).through(roster)


class _Looking:
    """One look through a roster, from the first row to the last."""

    def __init__(self, basis: Basis, check: Check, people: People, *, blank_rows: bool) -> None:
        self._basis, self._check, self._people = basis, check, people
        self._blank_rows = blank_rows
        self._found = Preflight()
        self._example: Row | None = None
        self._nobody = 0
        self._one_column = False
        self._lonely: list[tuple[int, str]] = []
        self._fuller = 0
        self._alike = LostOrFilledDown()
        self._emptied: dict[str, list[int]] = {}
        self._before_rows: int | None = None
        self._for_staff: list[RowProblem] = []
        self._told_once: dict[str, RowProblem] = {}
        self._printed_too: dict[str, RowProblem] = {}

    def through(self, roster: Roster) -> Preflight:
        """Return what was found."""
        found = self._found
        for line in roster.rows():
            if isinstance(line, Heading):
                self._one_column = sum(map(bool, line.columns)) == 1
                if len(found.headings) < _MOST_HEADINGS:
                    found.headings.append(line)
                self._for_staff = list(for_staff(line))
            elif isinstance(line, RowProblem):
                found.note(line.bare() if isinstance(line, RefusedRow) else line)
                if line.severity == "error":
                    _refuse(found, line)
                if isinstance(line, RefusedRow) and line.whose:
                    self._fuller += is_full(line.whose)
                    self._refuse_with(self._people.mix_ups(line.whose))
            else:
                found.expected += 1
                if self._before_rows is None:
                    self._before_rows = len(found.problems)
                self._take(line)
        self._end()
        return found

    def _take(self, row: Row) -> None:
        """Find out whether a row is made, and say why not."""
        for note in self._for_staff:
            if row.values.get(note.column):
                told = replace(note, row=note.row or row.number)
                self._printed_too.setdefault(note.message, told)
        for name in row.emptied:
            if name in _PRINTED:
                self._emptied.setdefault(name, [row.number, 0])[1] += 1
        if is_example(row):
            self._example = row
            hint = "delete it, or write over it"
            self._skip_nobodys(row, "is the example of the template; no handout is made", hint)
        elif is_about_list(row, one_column=self._one_column):
            message = "is about the list and for no patient; no handout is made"
            self._skip_nobodys(row, message, "if it is a patient's, write name and number in full")
        elif self._is_nobodys(row):
            self._leave_out(row)
        else:
            self._settle_alike()
            self._weigh(row)
            self._look_at(row)

    def _weigh(self, row: Row) -> None:
        """Note whether a row has one cell alone, or more."""
        if is_lonely(row):
            self._lonely.append((row.number, next(iter(row.values))))
        else:
            self._fuller += is_full(row)

    def _is_nobodys(self, row: Row) -> bool:
        return not self._blank_rows and has_nobody(row) and not is_same_for_all(row, self._basis)

    def _leave_out(self, row: Row) -> None:
        """Tell that a row is made for nobody; where somebody may be lost, it is a mistake."""
        self._nobody += 1
        if is_empty_form(row) and has_lost_somebody(row):
            self._alike.take(row)
        else:
            self._tell_nobodys(row, is_mistake=not is_empty_form(row))

    def _tell_nobodys(self, row: Row, *, is_mistake: bool) -> None:
        if is_mistake:
            message = "has neither a name nor a number; no handout is made"
            self._refuse_with([RowProblem(row.number, "", message, _WHOSE)])
        else:
            self._skip_nobodys(row, "has no patient; no handout is made", _WHOSE)

    def _settle_alike(self, *, at_end: bool = False) -> None:
        for row, is_filled_down in self._alike.settle(at_end=at_end):
            self._tell_nobodys(row, is_mistake=not is_filled_down)

    def _look_at(self, row: Row) -> None:
        read = date_note(row, self._basis)
        if read:
            self._told_once.setdefault(read.message, read)
        unknown = clinician_note(row, self._basis)
        if unknown:
            self._told_once.setdefault(unknown.hint, unknown)
        mixed = [*self._people.mix_ups(row), *birth_notes(row, self._basis.today)]
        if has_example_number(row):
            message, hint = "is that of the template's example", "write the patient's own number"
            mixed.append(RowProblem(row.number, "patient_id", message, hint, "warning"))
        job = job_of(row, self._basis)
        problems = mixed if isinstance(job, Job) else [*mixed, *job]
        finding = Finding()
        if isinstance(job, Job):
            finding = self._check(job.request, job.patient, row.unread, never_printed(row))
            problems += row_problems(row.number, finding.problems)
        own = [p for p in problems if p.row == row.number and p.severity == "error"]
        wanted = self._blank_rows and has_nobody(row)
        earlier = 0 if wanted else self._people.earlier(row)
        if earlier and not own:
            message = f"is the same as row {earlier} in every cell; one handout is made"
            self._skip(
                row, message, "delete one of them, or add a patient number to tell them apart"
            )
            return
        if isinstance(job, Job) and not own:
            problems += self._people.problems(job)
        if any(p.row == row.number and p.severity == "error" for p in problems):
            self._refuse_with(problems)
            return
        if isinstance(job, Job):
            self._count(job)
        notes = row_problems(row.number, finding.check_first)
        problems += [replace(note, check_first=True) for note in notes]
        for problem in problems:
            self._found.note(problem)

    def _count(self, job: Job) -> None:
        copy = self._people.copy_of(job)
        if copy > 1:
            self._found.copies[job.row] = copy
        self._found.without_region += not job.request.region
        looks = (job.request.paper, job.request.text)
        first, count = self._found.asked.get(looks, (job.row, 0))
        self._found.asked[looks] = (first, count + 1)

    def _skip_nobodys(self, row: Row, message: str, hint: str) -> None:
        self._found.for_nobody += 1
        self._skip(row, message, hint)

    def _skip(self, row: Row, message: str, hint: str) -> None:
        self._found.skipped.add(row.number)
        self._found.note(RowProblem(row.number, "", message, hint, "warning"))

    def _refuse_with(self, problems: Iterable[RowProblem]) -> None:
        for problem in problems:
            if problem.severity == "error":
                self._found.refuse(problem.row)
            self._found.note(problem)

    def _end(self) -> None:
        """Tell what shows only when every row was looked at."""
        self._settle_alike(at_end=True)
        found = self._found
        for number, name in self._lonely if self._fuller >= len(self._lonely) else ():
            message = "is all that stands in the row; it may be a title or a total"
            hint = "write name and number, or delete the row"
            self._refuse_with([RowProblem(number, name, message, hint)])
        for name, (first, count) in self._emptied.items():
            cells = "1 cell holds" if count == 1 else f"{count} cells hold"
            message = f"{cells} a word for nothing, such as NULL, taken as empty"
            hint = f"row {first} is the first; there is a line to write on"
            found.note(RowProblem(first, name, message, hint, "warning"))
        if self._example and found.expected == 1:
            found.skipped.clear()
            found.for_nobody = 0
            found.problems = [p for p in found.problems if p.row != self._example.number]
            found.count = len(found.problems)
            found.noted.discard(self._example.number)
            self._look_at(self._example)
        # Before those of rows, of which only the first are shown: these are of whole columns.
        of_columns = [*self._printed_too.values(), *self._told_once.values()]
        at = self._before_rows or 0
        found.problems[at:at] = of_columns
        found.count += len(of_columns)
        named = any(one and one.name in _NAMED for h in found.headings for one in h.columns)
        if self._nobody and self._nobody == found.expected and not named:
            message = "has no column with a name or a number, so that nobody would know whose it is"
            hint = "write name or patient_id over one, or say --map LETTER=name; for sheets to be "
            hint += "filled in by pen: --blank-rows"
            found.unreadable = True
            found.problems = [RosterProblem(0, "", message, hint)]


def jobs(roster: Roster, found: Preflight, basis: Basis) -> Iterator[Job]:
    """Yield the job of each row that passed, in the order that the roster is to be sorted in."""
    out = found.refused | found.skipped
    rows = (row for row in roster.rows() if isinstance(row, Row) and row.number not in out)
    for row in in_order(rows) if roster.sort else rows:
        job = job_of(row, basis)
        if isinstance(job, Job):
            yield replace(job, copy=found.copies.get(row.number, 1))


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

    def check(
        request: EditionRequest, patient: Patient, unread: tuple[str, ...], never: tuple[str, ...]
    ) -> Finding:
        found = of_request(request)
        problems = [*found.problems, *_glyph_problems(patient, known)]
        if unread or never:
            problems += flags_unread(library(_place(request)), unread, never)
        return replace(found, problems=tuple(problems))

    return check


def _place(request: EditionRequest) -> EditionRequest:
    """Return a request with only what decides which library it takes from."""
    return EditionRequest(
        PrescriptionRequest(""), brand=request.brand, site=request.site, region=request.region,
        condition=request.condition, language=request.language,
    )  # fmt: skip


def _library(place: EditionRequest) -> Library | tuple[Problem, ...]:
    root = resources.library_folder()
    own = _own_languages(place.brand)
    known = languages(root / (place.condition or default_condition(root)), own)
    if place.language and known and place.language not in known:
        # Said here, because loading the library would quote what stands in the cell.
        hint = f"{nearest(place.language, known)}; {_LEAVE_OUT}"
        return (Problem("--language", "has no words in the library", hint),)
    try:
        return library_of(place)
    except BadInput as error:
        return tuple(_told_of_list(problem, place.region) for problem in error.problems)


def _own_languages(folder: Path | None) -> tuple[str, ...]:
    """Return the languages in a brand's folder; none where it cannot be read."""
    brand = read_brand(folder)[0] if folder else None
    return tuple(brand.languages) if brand else ()


def _told_of_list(problem: Problem, region: str) -> Problem:
    """Return a problem without what stands in a cell.

    One with a site or a region has the remedy for a list whose places or countries are others.
    """
    if problem.source == "region" and region:
        hint = problem.hint.replace(f"--new {region}", "--new ID")
    elif problem.source.startswith("--site"):
        hint = problem.hint
    else:
        return problem
    return replace(problem, hint=f"{hint}; {_LEAVE_OUT}")


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
