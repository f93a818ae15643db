"""`handouts review`: sign a brand's content, see if that still holds, print what is to be read."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.cli.command import Commands
from handouts.cli.regions import read_date, region_in_use
from handouts.cli.review_desk import Desk, own_folder
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file

if TYPE_CHECKING:
    from handouts.review import Record, Thing

NOT_REVIEWED = 4
"""What `review status` ends with where not all is signed."""

review_app = Commands()

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who signs.")]
Role = Annotated[
    str, typer.Option("--role", metavar="ROLE", help="As what, such as: Physiotherapist.")
]
Until = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="DATE",
        help="The last day on which it holds, written as --date of a handout. Default: as long as "
        "the library says.",
    ),
]
Replace = Annotated[bool, typer.Option("--force", help="Replace a signature that still holds.")]
Part = Annotated[
    list[str] | None,
    typer.Option(
        "--part",
        metavar="NAME",
        help="Only this: an exercise, a plan, a section or a figure by its name, such as bridge or "
        "'nerve-*', or all of a kind: exercises, plans, sections, figures, words, regions, brand. "
        "May be repeated.",
    ),
]
Changed = Annotated[bool, typer.Option("--changed", help="Only what differs from what was signed.")]
Proof = Annotated[
    str,
    typer.Option(
        "--proof",
        metavar="CODE",
        help="The code on the proof that was read: refused where anything has changed since.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", help="With --changed: do not ask whether the words were read.")
]
ProofFile = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")]


@review_app.callback()
def _review() -> None:
    """Sign what patients read, see if that still holds, print what to read. See docs/review.md."""


@review_app.command()
def sign(
    brand: options.Brand = "",
    by: By = "",
    role: Role = "",
    until: Until = "",
    part: Part = None,
    changed: Changed = False,
    proof: Proof = "",
    yes: Yes = False,
    condition: options.Condition = "",
    language: options.Language = "",
    force: Replace = False,
    as_json: options.Json = False,
) -> None:
    """Record who has reviewed the content, or a part of it, in the brand's folder.

    Prints the file's path. Handouts then name everybody who signed what they print, in place of
    saying draft. Sign only what you have read: handouts review proof prints it.
    """
    from handouts.review import sign as sign_content

    for text, option in ((by, "--by"), (role, "--role")):
        if not text:
            raise UsageError(f"{option} is missing", "say who signs, and as what")
    if yes and not changed:
        raise UsageError("--yes goes with --changed", "leave it out")
    day, last = resources.today(), _day(until, own_folder(brand), language, condition)
    desk = Desk(own_folder(brand), condition, language)
    things = desk.asked(part or (), changed=changed)
    if changed and not things:
        message = "all that you name is as it was signed" if part else "all is as it was signed"
        raise BadInput([Problem(resources.REVIEW_FILE, message, "see: handouts review status")])
    _refuse_mistakes(desk)
    if not force and not changed:
        _refuse_signed(desk, things, day)
    if proof:
        desk.check_code(proof, things)
    elif changed and not yes:
        _ask(desk, things)
    records = sign_content(desk.content, by, role, day, last, things)
    target = desk.write(records)
    if as_json:
        signed = [str(thing) for thing in sorted(things)]
        speech.say_json({"file": str(target), **_as_json(records[-1]), "parts": signed})
        return
    if changed or part:
        speech.tell(f"signed: {_listed(things)}")
    speech.say(str(target))


@review_app.command()
def status(
    brand: options.Brand = "",
    condition: options.Condition = "",
    language: options.Language = "",
    as_json: options.Json = False,
) -> None:
    """Tell who signed what, until when, and what has changed since: old words beside new ones.

    Ends with 0 where all is signed and holds today, with 4 where some content is not signed, has
    changed or is past its date, and with 3 where the brand or its record has mistakes.
    """
    from handouts.cli.review_words import changes_as_json, tell_changes
    from handouts.review import stands

    desk = Desk(own_folder(brand), condition, language)
    signature = stands(desk.content, resources.today())
    if not signature.records and signature.problems:
        raise BadInput(signature.problems)
    changes = desk.changes(desk.content.changed()) if signature.records else ()
    if as_json:
        speech.say_json(
            {
                "status": "reviewed" if signature.holds else "draft",
                "signatures": [
                    {**_as_json(one), "parts": [str(t) for t in sorted(desk.things_of(one))]}
                    for one in signature.records
                ],
                "changed": changes_as_json(changes),
                "problems": speech.as_json(signature.problems),
                "notices": speech.as_json(signature.notices),
            }
        )
    else:
        _tell_signatures(desk, signature.records, holds=signature.holds)
        tell_changes(signature.changed, changes)
        for problem in (*signature.problems, *signature.notices):
            speech.remark(problem)
    if not signature.holds:
        raise typer.Exit(NOT_REVIEWED)


@review_app.command()
def proof(
    out: ProofFile,
    brand: options.Brand = "",
    changed: Changed = False,
    part: Part = None,
    condition: options.Condition = "",
    language: options.Language = "",
    paper: options.Paper = None,
    force: options.Force = False,
) -> None:
    """Print what a reviewer must read before signing, as one PDF: everything, or what changed.

    Everything is exercises with drawings, doses, contraindications and evidence; stages, rules,
    warning signs, plans; the brand's own words; a page to sign. Marks tell what is the project's
    own. With --changed or --part, old words stand beside new ones, own sections as they look.
    """
    options.check_is_pdf(out)
    from handouts.editions.make import prepare_proof
    from handouts.editions.request import EditionRequest
    from handouts.patients import Patient
    from handouts.personalise import personalise
    from handouts.prescription import PrescriptionRequest

    check_target(out, force=force)
    day = resources.today()
    desk = Desk(resources.find_brand(brand).folder, condition, language)
    things = desk.asked(part or (), changed=changed)
    some = changed or bool(part)
    if some and not things:
        hint = "see: handouts review status; without --changed everything is printed"
        raise BadInput([Problem(resources.REVIEW_FILE, "all is as it was signed", hint)])
    request = EditionRequest(
        PrescriptionRequest(next(iter(desk.library.stages))), brand=desk.folder,
        condition=desk.library.id, language=desk.library.language, paper=paper or "",
        text="standard", day=day,
    )  # fmt: skip
    changes = desk.changes(things, whole=not changed) if some else None
    prepared = prepare_proof(request, desk.content.code(things), changes)
    pdf, _ = personalise(prepared.edition, Patient(day), prepared.dates)
    write_file(out, pdf, force=force, shared=True)
    for notice in prepared.notices:
        speech.remark(notice)
    speech.say(str(out))


def _refuse_signed(desk: Desk, things: frozenset["Thing"], day: dt.date) -> None:
    """Refuse to replace signatures that hold for all that is to be signed."""
    from handouts.review import holds_for

    content = desk.content
    if not holds_for(content, things, day):
        return
    last = min(content.signed.by[part].until for part in content.of(things))
    message = f"is signed until {last.isoformat()}, and that holds"
    raise BadInput(
        [Problem(resources.REVIEW_FILE, message, "add --force to replace that signature")]
    )


def _ask(desk: Desk, things: frozenset["Thing"]) -> None:
    """Show what is about to be signed, and ask whether it was read."""
    from handouts.cli.review_words import tell_changes

    hint = (
        "print it (handouts review proof --changed) and give its code: --proof CODE; or add --yes"
    )
    if not resources.is_terminal():
        message = f"nobody has said that these were read: {_listed(things)}"
        raise BadInput([Problem("--changed", message, hint)])
    tell_changes((), desk.changes(things), speech.tell)
    if not typer.confirm(f"Have you read and do you sign {_listed(things)}?", err=True):
        raise typer.Abort


def _refuse_mistakes(desk: Desk) -> None:
    """Compose every handout of the brand, so that nothing is signed that cannot be printed."""
    from handouts.editions.compose import compose_document, editions_of
    from handouts.editions.request import EditionRequest
    from handouts.editions.sources import Sources
    from handouts.for_everybody import is_for_everybody
    from handouts.prescription import PrescriptionRequest

    library, sources = desk.library, Sources()
    problems: dict[Problem, None] = {}
    for edition in editions_of(library):
        everybody = is_for_everybody(edition, library.id)
        for stage in ("",) if everybody else library.stages:
            request = EditionRequest(
                PrescriptionRequest(stage), edition=edition, brand=desk.folder,
                condition=library.id, language=library.language,
            )  # fmt: skip
            try:
                compose_document(request, sources)
            except BadInput as error:
                problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)


def _day(text: str, folder: Path, language: str, condition: str) -> dt.date | None:
    """Return a date that was written as --date of a handout takes it."""
    if not text:
        return None
    place = region_in_use("", folder, language, condition)
    found, notes = read_date(text, "--until", place)
    try:
        day = found if isinstance(found, dt.date) else dt.date.fromisoformat(text.strip())
    except ValueError:
        hint = "write it like 2027-01-31 or 31 January 2027"
        raise BadInput([Problem("--until", "is not a date", hint)]) from None
    for note in notes:
        speech.remark(note)
    return day


def _listed(things: frozenset["Thing"], most: int = 8) -> str:
    names = [str(thing) for thing in sorted(things)]
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _as_json(record: "Record") -> dict[str, Any]:
    keys = ("condition", "language", "by", "role", "date", "until", "library")
    return {key: getattr(record, key) for key in keys}


def _tell_signatures(desk: Desk, records: Sequence["Record"], *, holds: bool) -> None:
    if not records:
        speech.say("draft: nobody has signed this content")
        return
    speech.say("reviewed" if holds else "draft: not all of it is signed and holds")
    for record in records:
        covers = desk.told(record)
        speech.say(
            f"signed by {record.by}, {record.role}, on {record.date.isoformat()}, "
            f"until {record.until.isoformat()}" + (f": {covers}" if covers else "")
        )
