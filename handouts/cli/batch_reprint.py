"""`handouts batch reprint`: handouts of a roster again, after a jam."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import resources
from handouts.cli import batch_print, options, speech
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file

if TYPE_CHECKING:
    from handouts.batch.ledger import Entry
    from handouts.batch.roster import Roster


def reprint(
    roster: Annotated[
        Path, typer.Argument(metavar="ROSTER", help="The roster, as it was when it was made.")
    ],
    patient_id: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="The clinic's number for the patient. Can be repeated."),
    ] = None,
    row: Annotated[
        list[int] | None,
        typer.Option(metavar="N", help="Its row, as the spreadsheet counts. Can be repeated."),
    ] = None,
    handout_id: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="The id at a page's foot. Can be repeated."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The file.")] = None,
    print_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE.pdf", help="Instead, a print file of one or more handouts."),
    ] = None,
    duplex: batch_print.Duplex = True,
    slip_sheets: batch_print.Slips = False,
    slip_name: batch_print.SlipName = False,
    copies: batch_print.Copies = 1,
    booklet: batch_print.Booklet = False,
    two_up: batch_print.TwoUp = False,
    staple_margin: batch_print.Staple = 0,
    split_odd_even: batch_print.OddEven = False,
    split_count: batch_print.Count = None,
    split_size: batch_print.Size = None,
    force: options.Force = False,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help="Where is kept what was made.")
    ] = None,
) -> None:
    """Make a handout of a roster again, identical to the last byte, or a few to print."""
    count = len([*(patient_id or ()), *(row or ()), *(handout_id or ())])
    if not count:
        raise UsageError("whose handout?", "give --patient-id, --row or --id")
    if count > 1 and not print_file:
        raise UsageError("several handouts make no single file", "add --print-file FILE.pdf")
    if out is not None:
        options.check_is_pdf(out)
    from handouts.batch.print_file import print_options

    chosen = print_options(
        duplex=duplex, slip_sheets=slip_sheets, slip_name=slip_name, copies=copies,
        booklet=booklet, two_up=two_up, staple_margin=staple_margin,
        split_odd_even=split_odd_even, split_count=split_count, split_size=split_size,
    )  # fmt: skip
    printing = batch_print.printing_if_asked(print_file, chosen, only=False)
    entries, source = _opened(roster, ledger)
    with source:
        rows = [*(row or ()), *(_row_of(source, number) for number in patient_id or ())]
        wanted = _wanted(entries, rows, handout_id or [], roster.name)
        paths: tuple[Path, ...]
        if printing is None:
            paths = (_one_file(wanted[0], source, out, force=force),)
        else:
            paths = _print_file(wanted, source, printing, force=force)
    for path in paths:
        speech.say(str(path))


def _opened(roster: Path, ledger: Path | None) -> "tuple[list[Entry], Roster]":
    """Return what was made of a roster the last time, and the roster, read as then."""
    from handouts.batch.choices import Choices
    from handouts.batch.reissue import choices_of

    with Choices(brand="").open(roster) as opened:  # for its digest alone
        entries = _of_last_run(ledger, opened.digest)
    return entries, choices_of(entries[0]).open(roster)


def _wanted(entries: "list[Entry]", rows: list[int], ids: list[str], roster: str) -> "list[Entry]":
    """Return the entries of these rows and ids, in the order of the stack."""
    from handouts.batch.sorting import natural

    named = {_plain(handout_id) for handout_id in ids}
    found = [entry for entry in entries if entry.row in rows or _plain(entry.handout_id) in named]
    missing = len({*rows} - {entry.row for entry in found})
    missing += len(named - {_plain(entry.handout_id) for entry in found})
    if missing:
        which = "that row or id" if missing == 1 else f"{missing} of the rows or ids"
        hint = "see report.csv in the folder of that run"
        raise BadInput([Problem(roster, f"no handout was made for {which}", hint)])
    return sorted(found, key=lambda entry: (natural(entry.print_file), entry.first_page, entry.row))


def _plain(handout_id: str) -> str:
    """Return an id without what people may write in other ways."""
    return handout_id.upper().replace("-", "").replace(" ", "")


def _one_file(entry: "Entry", roster: "Roster", out: Path | None, *, force: bool) -> Path:
    from handouts.batch.reissue import reissue

    target = out or Path(entry.file or f"{entry.handout_id}.pdf")
    check_target(target, force=force)
    write_file(target, reissue(entry, roster).pdf, force=force)
    return target


def _print_file(
    entries: "list[Entry]", roster: "Roster", printing: batch_print.Printing, *, force: bool
) -> tuple[Path, ...]:
    from handouts.batch.print_file import PrintFile
    from handouts.batch.reissue import prepare_again

    with PrintFile(printing.path, printing.options, force=force) as file:
        for entry in entries:
            job, prepared = prepare_again(entry, roster)
            if job.request.form:
                hint = "give it alone, without --print-file, to get its own file again"
                raise BadInput([Problem(f"row {entry.row}", "is a form, for no print file", hint)])
            file.add(prepared, job.patient, row=job.row)
    return file.paths


def _of_last_run(path: Path | None, digest: str) -> list["Entry"]:
    """Return what was made in the last run of a roster."""
    from handouts.batch.ledger import Ledger

    place = path or resources.ledger_file()
    runs: list[int] = []
    if place.is_file():
        with Ledger(place) as ledger:
            runs = [run["id"] for run in ledger.runs() if run["roster_sha256"] == digest]
            found = list(ledger.entries(run=runs[-1])) if runs else []
            if found:
                return found
    hint = "give the roster as it was then; see: handouts ledger list"
    raise BadInput([Problem("ROSTER", "nothing was made from it that the ledger knows", hint)])


def _row_of(roster: "Roster", patient_id: str) -> int:
    """Return the first row of a patient's number, written as in the roster."""
    from handouts.batch.rows import Row

    wanted = patient_id.strip().casefold()
    for line in roster.rows():
        if isinstance(line, Row):
            number = str(line.values.get("patient_id", "")).strip().casefold()
            if number == wanted:
                return line.number
    hint = "look it up in the roster, or give --row"
    raise BadInput([Problem("--patient-id", "is in no row of the roster", hint)])
