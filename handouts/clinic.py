"""For programs: a clinic, and its handouts in a few lines.

    clinic = handouts.Clinic("riverside", region="uk")
    made = clinic.handout("acute", patient={"name": "Ann Lee"})
    Path("ann.pdf").write_bytes(made.pdf)

Mistakes are raised as `BadInput`, all at once, as the command line tells them. What stands here and
in docs/python.md is kept through all versions with the same first number (semver.org).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from handouts import resources
from handouts.batch.choices import Choices, check_defaults
from handouts.batch.listener import Listener
from handouts.batch.make import Batch
from handouts.batch.means import Means
from handouts.batch.names import NamePattern, read_pattern
from handouts.batch.outcomes import Failed, Outcome
from handouts.batch.preflight import Preflight
from handouts.batch.rows import RowProblem
from handouts.brand import read_clinicians
from handouts.brand_preview import pages_as_png
from handouts.brand_verdict import brand_errors, refusal
from handouts.content import Library
from handouts.editions.compose import compose_document, library_of
from handouts.editions.key import surroundings
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.for_everybody import is_for_everybody, refused_problems
from handouts.patients import FIELDS, Patient, read_patient
from handouts.personalise import Handout, make_handout
from handouts.prescription import PrescriptionRequest
from handouts.prescription.request import read_request
from handouts.units import PaperName, TextSize


class Wishes(TypedDict, total=False):
    """What a handout is to be, beside its stage; each is as the option of that name.

    `patient` holds the patient's details: name, patient_id, date (a date, or text as YYYY-MM-DD),
    clinician, next_visit, note, goal. `set` holds texts such as "heel-raise.reps=8".
    """

    patient: Mapping[str, object]
    preference: str
    setting: str
    sore: str
    avoid: Iterable[str]
    checked: Iterable[str]
    plan: str
    set: Iterable[str]
    add: Iterable[str]
    drop: Iterable[str]
    edition: str
    paper: PaperName
    text: TextSize
    figure: str
    mono: bool
    form: bool
    despite_errors: bool


@dataclass(frozen=True)
class Clinic:
    """A brand, and what holds for all its handouts.

    `brand` is a folder or the name of one, "" for the one that the command line would use; empty
    texts mean what the brand says, or else the program. Raises BadInput for a brand that is not
    there.
    """

    brand: str | Path = ""
    site: str = ""
    region: str = ""
    language: str = ""
    condition: str = ""

    def __post_init__(self) -> None:
        self.folder  # noqa: B018 - a brand that is not there is told at once

    @cached_property
    def folder(self) -> Path:
        """The brand's folder."""
        return resources.find_brand(str(self.brand), "brand").folder

    @cached_property
    def library(self) -> Library:
        """The stages, exercises, plans and words, with the clinic's own. Raises BadInput."""
        return library_of(self._request(PrescriptionRequest(""), {}))

    def handout(self, stage: str = "", **wishes: Unpack[Wishes]) -> Handout:
        """Return a finished handout: `.pdf` its bytes, `.id`, `.pages`, `.notices`, `.decisions`.

        Without a patient it is a blank one to write on. An edition for everybody has no stage.
        Raises BadInput with every mistake, and with the errors of the brand, if it has some.
        """
        asked, patient, problems = self._read(stage, wishes)
        around = surroundings(self.folder)
        errors = brand_errors(self.folder, around)
        stamped = bool(errors) and wishes.get("despite_errors", False)
        if errors and not stamped:
            problems += (*errors, refusal(errors))
        request = replace(self._request(asked, wishes), not_for_patients=stamped)
        if problems or patient is None:
            raise BadInput((*problems, *_more(request, problems)))
        return make_handout(request, patient, around)

    def preview(self, stage: str = "", *, dpi: int = 96, **wishes: Unpack[Wishes]) -> list[bytes]:
        """Return the pages of such a handout as PNG pictures, with so many dots per inch.

        Raises BadInput as `handout` does.
        """
        return pages_as_png(self.handout(stage, **wishes).pdf, dpi)

    def batch(
        self, roster: str | Path, out: str | Path, *, jobs: int = 1, resume: bool = False,
        strict: bool = False, force: bool = False, defaults: Mapping[str, object] | None = None,
        name_pattern: str = NamePattern().text, ledger: str | Path | None = None,
    ) -> Iterator["RowResult"]:  # fmt: skip
        """Make the handouts of a roster into a folder; return what became of each row, in order.

        The folder gets the report as well. `defaults` are values by column, for rows that say
        nothing else; `jobs` is the number of processes, 0 for one a core. All is made before this
        returns. Raises HandoutError.
        """
        own = {"region": self.region, "language": self.language, "condition": self.condition}
        given = {name: value for name, value in own.items() if value} | dict(defaults or {})
        chosen = Choices(
            str(self.folder.resolve()), self.site, check_defaults(given, "defaults"),
            read_pattern(name_pattern).text,
        )  # fmt: skip
        batch = Batch(
            Path(roster), chosen, Means(jobs), Path(ledger or resources.ledger_file()),
            resume=resume, strict=strict, force=force,
        )  # fmt: skip
        heard = _Heard(Path(out))
        batch.make(Path(out), heard)
        return iter(heard.results())

    def _read(
        self, stage: str, wishes: Wishes
    ) -> tuple[PrescriptionRequest, Patient | None, tuple[Problem, ...]]:
        """Return what is to be prescribed and for whom, and every problem of that."""
        asked, problems = read_request(
            stage=stage, preference=wishes.get("preference", "none"),
            setting=wishes.get("setting", "floor"), flags=wishes.get("avoid", ()),
            plan=wishes.get("plan", ""), changes=wishes.get("set", ()),
            additions=wishes.get("add", ()), omissions=wishes.get("drop", ()),
            checked=wishes.get("checked", ()), sore=wishes.get("sore", ""),
        )  # fmt: skip
        details = dict(wishes.get("patient", {}))
        sources = {field: f"patient:{field}" for field in (*FIELDS, *details)}
        patient, misread = read_patient(details, sources, today=resources.today())
        edition = wishes.get("edition", "full")
        if is_for_everybody(edition, self.condition):
            of_plan = wishes.keys() & {"preference", "setting", "sore", "avoid", "checked", "plan",
                                       "set", "add", "drop"}  # fmt: skip
            named = {*of_plan, *details, *({"stage"} if stage else ())}
            problems += tuple(refused_problems(edition, named, sources, self.condition))
            asked = PrescriptionRequest("")
        elif not stage:
            hint = f"one of: {', '.join(self.library.stages)}"
            problems += (Problem("stage", "is missing", hint),)
        if patient and patient.clinician:
            known = read_clinicians(self.folder)
            if patient.clinician in known:
                patient = replace(patient, clinician=known[patient.clinician].line)
        return asked, patient, (*problems, *misread)

    def _request(self, asked: PrescriptionRequest, wishes: Wishes) -> EditionRequest:
        return EditionRequest(
            prescription=asked, edition=wishes.get("edition", "full"), brand=self.folder,
            site=self.site, condition=self.condition, region=self.region, language=self.language,
            paper=wishes.get("paper", ""), text=wishes.get("text", ""),
            mono=wishes.get("mono", False), figure=wishes.get("figure", ""),
            form=wishes.get("form", False),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row of a roster: a file in its place, or the problems that kept it back.

    `state` is made, failed or skipped; `row` as a spreadsheet counts, 0 for the file as a whole.
    `notes` is what to know of a row that was made.
    """

    row: int
    state: Literal["made", "failed", "skipped"]
    file: Path | None = None
    id: str = ""
    pages: int = 0
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowProblem, ...] = ()


def _more(request: EditionRequest, known: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of a request beside those that are known: all are told at once."""
    try:
        compose_document(request)
    except BadInput as error:
        yield from (problem for problem in error.problems if problem not in known)


class _Heard(Listener):
    """Keeps what became of each row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: Preflight | None = None
        self._outcomes: list[Outcome] = []

    def preflight(self, found: Preflight, choices: Choices) -> None:  # noqa: ARG002
        """Keep what was found in the roster."""
        self._found = found

    def outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what became of some rows."""
        self._outcomes += outcomes

    def results(self) -> list[RowResult]:
        """Return what became of each row, in the order of the roster."""
        found = self._found
        if found is None:
            return []
        told = defaultdict(list)
        for problem in found.told:
            told[problem.row].append(problem)
        refused = found.refused - {one.row for one in self._outcomes}
        results = [
            *(RowResult(row, "failed", problems=tuple(told[row])) for row in refused),
            *(RowResult(row, "skipped", notes=tuple(told[row])) for row in found.skipped),
            *(self._result(one, tuple(told[one.row])) for one in self._outcomes),
        ]
        return sorted(results, key=lambda one: one.row)

    def _result(self, outcome: Outcome, told: tuple[RowProblem, ...]) -> RowResult:
        if isinstance(outcome, Failed):
            return RowResult(outcome.row, "failed", problems=outcome.problems)
        file = self._folder / outcome.file if outcome.file else None
        return RowResult(outcome.row, "made", file, outcome.handout_id, outcome.pages, notes=told)
