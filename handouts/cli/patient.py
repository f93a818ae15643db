"""`handouts patient`: one handout for one patient, or a blank one to fill in by pen."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.cli.regions import Place, default_problem, read_date, region_in_use
from handouts.errors import BadInput, OutputError, Problem, UsageError
from handouts.output import check_target, write_file, write_stream

if TYPE_CHECKING:
    from handouts.editions.request import EditionRequest, Origin
    from handouts.patients import Patient
    from handouts.personalise import Handout

STANDARD_STREAM = "-"


def patient(
    context: typer.Context,
    stage: options.Stage = "",
    name: options.Name = "",
    patient_id: options.PatientId = "",
    date: options.Date = "",
    clinician: options.Clinician = "",
    next_visit: options.NextVisit = "",
    note: options.Note = "",
    goal: options.Goal = "",
    patient_file: options.PatientFile = "",
    preference: options.Preference = "none",
    setting: options.Setting = "floor",
    sore: options.Sore = "",
    avoid: options.Avoid = [],  # noqa: B006 - Typer reads it and never changes it
    checked: options.Checked = [],  # noqa: B006
    plan: options.Plan = "",
    set_: options.Set = [],  # noqa: B006
    add: options.Add = [],  # noqa: B006
    drop: options.Drop = [],  # noqa: B006
    edition: options.Edition = "full",
    brand: options.Brand = "",
    site: options.Site = "",
    language: options.Language = "",
    condition: options.Condition = "",
    region: options.Region = "",
    paper: options.Paper = None,
    text: options.Text = None,
    figure: options.Figure = None,
    mono: options.Mono = False,
    form: options.Form = False,
    out: options.Out = "",
    force: options.Force = False,
    ledger: options.Ledger = None,
    no_ledger: options.NoLedger = False,
    despite_errors: options.DespiteErrors = False,
    explain: options.Explain = False,
    as_json: options.Json = False,
) -> None:
    """Make a handout for one patient, or without a name a blank one to write on.

    Prints the path of the PDF. What was left out or replaced, and why, goes to standard error.
    That it was made is written down in the ledger, without the patient.
    """
    from handouts.for_everybody import is_for_everybody, refused_problems

    _refuse_misuse(out, as_json=as_json)
    if ledger and no_ledger:
        raise UsageError("--ledger and --no-ledger say the opposite", "leave out one of them")
    everybody = is_for_everybody(edition, condition)
    if not stage and not everybody:
        raise _no_stage(condition)
    if out not in ("", STANDARD_STREAM):
        options.check_is_pdf(Path(out))
        check_target(Path(out), force=force)
    given = {
        "name": name, "patient_id": patient_id, "date": date, "clinician": clinician,
        "next_visit": next_visit, "note": note, "goal": goal,
    }  # fmt: skip
    from handouts.editions.request import EditionRequest
    from handouts.prescription.request import PrescriptionRequest, read_request

    folder, misplaced = find_brand(brand)
    place = region_in_use(region, folder, language, condition, site)
    details = with_clinician(read_details(given, patient_file, place), folder)
    asked, misread = read_request(
        stage=stage, preference=preference, setting=setting, flags=avoid, plan=plan,
        changes=set_, additions=add, omissions=drop, checked=checked, sore=sore,
    )  # fmt: skip
    if everybody:
        named = {*_typed(context), *details.given}
        misplaced += tuple(refused_problems(edition, named, details.sources, condition))
        asked = PrescriptionRequest("")
    request = EditionRequest(
        prescription=asked, edition=edition, brand=folder, site=site, condition=condition,
        region=region, language=language, paper=paper or "", text=text or "", mono=mono,
        figure=figure or "", form=form,
    )  # fmt: skip
    handout = _make(request, details, (*misplaced, *misread), despite_errors=despite_errors)
    target = out or default_name(handout, details.patient, edition)
    written = _write(handout, target, force=force)
    if not no_ledger:
        handout = _written_down(handout, None if out else Path(written), ledger)
    told = () if as_json else default_problem(place)  # JSON has it among its keys
    handout = replace(handout, notices=(*told, *details.notes, *handout.notices))
    _report(handout, written, edition, place, explain=explain, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Details:
    """A patient (a blank one if there are problems), where each detail came from, problems.

    `given` are the details that somebody gave, `notes` what to know of them.
    """

    patient: "Patient"
    sources: Mapping[str, str]
    problems: tuple[Problem, ...]
    given: frozenset[str] = frozenset()
    notes: tuple[Problem, ...] = ()


def read_details(given: Mapping[str, str], file: str, where: Place | None = None) -> Details:
    """Return the patient from options, "" where not given, and from a file, "" for none.

    A date may be written as people do where the patient lives.
    """
    from handouts.patients import FIELDS, Patient, read_patient

    today = resources.today()
    options_given: dict[str, object] = {field: text for field, text in given.items() if text}
    place = "standard input" if file == STANDARD_STREAM else Path(file).name
    read, found = _read_file(file)
    values = read | options_given
    names = {field: f"--{field.replace('_', '-')}" for field in FIELDS}
    sources = names | {field: f"{place}:{field}" for field in read.keys() - options_given.keys()}
    twice = [
        Problem(names[field], f"is given in {place} too", "give it in one place")
        for field in FIELDS
        if field in read and field in options_given
    ]
    day, notes = read_date(values.get("date"), sources["date"], where)
    person, problems = read_patient(values | ({"date": day} if day else {}), sources, today=today)
    found = (*found, *twice, *problems)
    return Details(person or Patient(today), sources, found, frozenset(values), notes)


def find_brand(given: str) -> tuple[Path | None, tuple[Problem, ...]]:
    """Return the folder of the brand to use, or None and why there is none."""
    try:
        return resources.find_brand(given).folder, ()
    except BadInput as error:
        return None, error.problems


def with_clinician(details: Details, folder: Path | None) -> Details:
    """Return the details with name, title and registration of a clinician whom the brand knows.

    One whom it does not know is printed as typed, with a note where that may be a mistake.
    """
    clinician = details.patient.clinician
    if not clinician or not folder:
        return details
    known = _clinicians(folder)
    if clinician in known:
        return replace(details, patient=replace(details.patient, clinician=known[clinician]))
    from handouts.patients.clinicians import unknown_clinician

    note = unknown_clinician(clinician, known, details.sources.get("clinician", "--clinician"))
    return replace(details, notes=(*details.notes, note)) if note else details


def _clinicians(folder: Path) -> dict[str, str]:
    """Return the lines of a brand's clinicians by their short names."""
    if not _may_know_clinicians(folder):
        return {}
    from handouts.brand import read_clinicians

    return {name: one.line for name, one in read_clinicians(folder).items()}


def _may_know_clinicians(folder: Path) -> bool:
    """Say no where a brand's file has no such word: reading brands takes a while to import."""
    try:
        text = (folder / resources.BRAND_FILE).read_bytes()
    except OSError:
        return True
    return b"clinicians" in text or b"extends" in text


def default_name(handout: "Handout", person: "Patient", edition: str) -> str:
    """Return a file name that sorts by date and tells nothing about the patient."""
    return f"{person.date.isoformat()}-{handout.stage or edition}-{handout.id}.pdf"


def _typed(context: typer.Context) -> list[str]:
    """Return the options that stand on the command line, even if they say what is usual."""
    return [
        name.rstrip("_")
        for name in context.params
        if (source := context.get_parameter_source(name)) and source.name == "COMMANDLINE"
    ]


def _refuse_misuse(out: str, *, as_json: bool) -> None:
    if out == STANDARD_STREAM and as_json:
        raise UsageError(
            "--out - and --json both want standard output", "name a file with --out FILE"
        )


def _no_stage(condition: str) -> UsageError:
    from handouts.cli.shelf import open_library

    return UsageError("--stage is missing", f"one of: {', '.join(open_library(condition).stages)}")


def _read_file(file: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    from handouts.patients import read_patient_file, read_patient_stream

    if not file:
        return {}, ()
    if file == STANDARD_STREAM:
        return read_patient_stream(sys.stdin.buffer if sys.stdin else None)
    return read_patient_file(Path(file))


def _make(
    request: "EditionRequest", details: Details, misread: tuple[Problem, ...], *,
    despite_errors: bool,
) -> "Handout":  # fmt: skip
    """Return the handout; raise BadInput with the problems of the patient and the request.

    With errors of the brand there is none, or one that says across each page for whom it is not.
    """
    from handouts.brand_verdict import beyond_printing, brand_errors, refusal
    from handouts.editions.key import surroundings
    from handouts.personalise import make_handout

    around = surroundings(request.brand)
    errors = brand_errors(request.brand, around)
    stamped = bool(errors) and despite_errors
    request = replace(request, not_for_patients=stamped)
    problems = [*details.problems, *misread]
    refused = [] if stamped or not errors else [*errors, refusal(errors)]
    try:
        if request.condition:
            from handouts.cli.shelf import library_folder

            library_folder(request.condition)
        if not (problems or refused):
            handout = make_handout(request, details.patient, around)
            return replace(handout, notices=(*errors, *handout.notices))
        from handouts.editions.compose import compose_document

        compose_document(request)
    except BadInput as error:
        problems += [
            replace(problem, source=details.sources.get(problem.source, problem.source))
            for problem in error.problems
            if problem not in refused
        ]
        problems += beyond_printing(errors, error) if stamped else []
    raise BadInput([*problems, *refused])


def _write(handout: "Handout", out: str, *, force: bool) -> str:
    if out == STANDARD_STREAM:
        write_stream(sys.stdout.buffer if sys.stdout else None, handout.pdf)
        return ""
    write_file(Path(out), handout.pdf, force=force)
    return out


def _written_down(handout: "Handout", file: Path | None, ledger: Path | None) -> "Handout":
    """Write a handout into the ledger; where that cannot be, return it with a note that says so."""
    from handouts.batch.alone import write_down

    here = resources.working_folder()
    try:
        write_down(
            handout, here / file if file else None, ledger or resources.ledger_file(),
            resources.now(),
        )  # fmt: skip
    except OutputError as error:
        message = f"the handout is made, but not written down: {error.message}"
        hint = f"{error.hint}; or leave it out of the ledger with --no-ledger"
        note = Problem("--ledger", message, hint, "warning")
        return replace(handout, notices=(*handout.notices, note))
    return handout


def _review(origin: "Origin") -> dict[str, object]:
    """Return who signed what the handout prints, and until when that holds."""
    people = [{"by": by, "role": role} for by, role in origin.reviewers]
    status = "reviewed" if people else "draft"
    return {"status": status, "by": people, "date": origin.reviewed, "until": origin.until}


def _report(
    handout: "Handout", written: str, edition: str, place: Place | None, *, explain: bool,
    as_json: bool,
) -> None:  # fmt: skip
    if as_json:
        speech.say_json(
            {
                "file": written,
                "handout_id": handout.id,
                "stage": handout.stage,
                "check_first": handout.check,
                "pages": handout.pages,
                "edition": "" if handout.check else edition,
                "review": _review(handout.origin),
                "region": place.id if place else "",
                "region_from": place.by if place else "",
                "emergency_numbers": list(place.numbers) if place else [],
                "not_for_patients": handout.not_for_patients,
                "notices": speech.as_json(handout.notices),
                "decisions": [asdict(decision) for decision in handout.decisions],
            }
        )
        return
    for notice in handout.notices:
        speech.remark(notice)
    if handout.not_for_patients:
        speech.tell("The brand has errors: each page says that it is not for patients.")
    if explain:
        tell = speech.say if written else speech.tell  # else the PDF goes to standard output
        for decision in handout.decisions:
            tell(f"{decision.about}: {decision.what}\n  why: {decision.why}")
    if written:
        speech.say(written)
