"""`handouts review`: sign a brand's content, see if that still holds, print all of it."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.cli.command import Commands
from handouts.cli.shelf import library_folder
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file

if TYPE_CHECKING:
    from handouts.review import Record, Signature
    from handouts.review.signing import Site

NOT_REVIEWED = 4
"""What `review status` ends with where no signature holds."""

review_app = Commands()

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who signs.")]
Role = Annotated[
    str, typer.Option("--role", metavar="ROLE", help="As what, such as: Physiotherapist.")
]
Until = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="YYYY-MM-DD",
        help="The last day on which it holds. Default: as long as the library says.",
    ),
]
Replace = Annotated[bool, typer.Option("--force", help="Replace a signature that still holds.")]


ProofFile = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")]


@review_app.callback()
def _review() -> None:
    """Sign what patients read, see if that still holds, print all of it. See docs/review.md."""


@review_app.command()
def sign(
    brand: options.Brand = "",
    by: By = "",
    role: Role = "",
    until: Until = "",
    condition: options.Condition = "",
    language: options.Language = "",
    force: Replace = False,
    as_json: options.Json = False,
) -> None:
    """Record who has reviewed the content, in the brand's folder; prints the file's path.

    Handouts then name the reviewer in place of saying draft. Sign only what you have read:
    handouts review proof prints it.
    """
    from handouts.review import read_signature, written
    from handouts.review import sign as sign_content

    folder = _own_folder(brand)
    for text, option in ((by, "--by"), (role, "--role")):
        if not text:
            raise UsageError(f"{option} is missing", "say who signs, and as what")
    day, last = resources.today(), _day(until)
    sites, templates = _sites(folder, condition, language)
    _refuse_mistakes(folder, sites)
    signature = read_signature(sites, templates, day)
    record = signature.record
    if not force and record and signature.holds:
        message = f"is signed until {record.until.isoformat()}, and that holds"
        raise BadInput(
            [Problem(resources.REVIEW_FILE, message, "add --force to replace that signature")]
        )
    records = sign_content(sites, templates, by, role, day, last)
    target = folder / resources.REVIEW_FILE
    write_file(target, written(records).encode(), force=True, shared=True)
    if as_json:
        speech.say_json({"file": str(target), **_as_json(records[-1])})
    else:
        speech.say(str(target))


@review_app.command()
def status(
    brand: options.Brand = "",
    condition: options.Condition = "",
    language: options.Language = "",
    as_json: options.Json = False,
) -> None:
    """Tell who signed the content, until when, and what has changed since.

    Ends with 0 where the signature holds today, with 4 where the content is not signed, has
    changed or is past its date, and with 3 where the brand or its record has mistakes.
    """
    from handouts.review import read_signature

    folder = _own_folder(brand)
    sites, templates = _sites(folder, condition, language)
    signature = read_signature(sites, templates, resources.today())
    if signature.record is None and signature.problems:
        raise BadInput(signature.problems)
    if as_json:
        speech.say_json(_status(signature))
    else:
        _tell(signature)
    if not signature.holds:
        raise typer.Exit(NOT_REVIEWED)


@review_app.command()
def proof(
    out: ProofFile,
    brand: options.Brand = "",
    condition: options.Condition = "",
    language: options.Language = "",
    paper: options.Paper = None,
    force: options.Force = False,
) -> None:
    """Print everything that a reviewer must read before signing, as one PDF.

    Exercises with drawings, doses, contraindications and evidence; stages, rules, warning signs,
    plans; the brand's own words; a page to sign. Marks tell what is the project's own.
    """
    options.check_is_pdf(out)
    from handouts.edition import EditionRequest, prepare_proof
    from handouts.patients import Patient
    from handouts.personalise import personalise
    from handouts.prescription import PrescriptionRequest

    check_target(out, force=force)
    day = resources.today()
    folder = resources.find_brand(brand).folder
    ((library, _), *_), _ = _sites(folder, condition, language)
    request = EditionRequest(
        PrescriptionRequest(next(iter(library.stages))), brand=folder, condition=library.id,
        language=library.language, paper=paper or "", text="standard", day=day,
    )  # fmt: skip
    prepared = prepare_proof(request)
    pdf, _ = personalise(prepared.edition, Patient(day), prepared.dates)
    write_file(out, pdf, force=force, shared=True)
    for notice in prepared.notices:
        speech.remark(notice)
    speech.say(str(out))


def _own_folder(brand: str) -> Path:
    """Return the brand's folder; the shipped brand is nobody's to sign."""
    folder = resources.find_brand(brand).folder
    if folder.resolve() == resources.default_brand_folder().resolve():
        hint = "name your own with --brand; make one with: handouts brand new FOLDER"
        raise BadInput([Problem("--brand", "the shipped brand cannot be signed", hint)])
    return folder


def _sites(folder: Path, condition: str, language: str) -> tuple[list["Site"], Path]:
    """Return the brand and each of its sites with its library, and the templates' folder."""
    from handouts.brand import load_brand
    from handouts.clinic_library import places_of
    from handouts.content import load_library

    place = library_folder(condition)
    whole = load_brand(folder)
    brands = [whole, *(load_brand(folder, site) for site in whole.sites)]
    spoken = language or whole.defaults.language or "en"
    places = places_of(whole)
    sites = [(load_library(place, spoken, brand.region, own=places), brand) for brand in brands]
    return sites, resources.templates_folder() / place.name


def _refuse_mistakes(folder: Path, sites: list["Site"]) -> None:
    """Compose every handout of the brand, so that nothing is signed that cannot be printed."""
    from handouts.edition import EditionRequest, compose_document, editions_of
    from handouts.for_everybody import is_for_everybody
    from handouts.prescription import PrescriptionRequest

    library, _ = sites[0]
    problems: dict[Problem, None] = {}
    for edition in editions_of(library):
        everybody = is_for_everybody(edition, library.id)
        for stage in ("",) if everybody else library.stages:
            request = EditionRequest(
                PrescriptionRequest(stage), edition=edition, brand=folder,
                condition=library.id, language=library.language,
            )  # fmt: skip
            try:
                compose_document(request)
            except BadInput as error:
                problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        hint = "write it like 2027-01-31"
        raise BadInput([Problem("--until", "is not a date", hint)]) from None


def _as_json(record: "Record") -> dict[str, Any]:
    keys = ("condition", "language", "by", "role", "date", "until", "library")
    return {key: getattr(record, key) for key in keys}


def _status(signature: "Signature") -> dict[str, Any]:
    return {
        "status": "reviewed" if signature.holds else "draft",
        "signed": _as_json(signature.record) if signature.record else None,
        "changed": list(signature.changed),
        "problems": speech.as_json(signature.problems),
        "notices": speech.as_json(signature.notices),
    }


def _tell(signature: "Signature") -> None:
    record = signature.record
    if record is None:
        speech.say("draft: nobody has signed this content")
    else:
        speech.say(
            f"{'reviewed' if signature.holds else 'draft: the signature does not hold'}\n"
            f"signed by {record.by}, {record.role}, on {record.date.isoformat()}, "
            f"until {record.until.isoformat()}"
        )
    for change in signature.changed:
        speech.say(f"- {change}")
    for problem in (*signature.problems, *signature.notices):
        speech.remark(problem)
