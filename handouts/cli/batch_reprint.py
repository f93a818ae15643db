"""`handouts batch reprint`: handouts of a roster again, after a jam."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts.cli import batch_print, options, speech
from handouts.cli.ledger import as_printed, opened_ledger
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.batch.ledger import Ledger
    from handouts.batch.printing import Printing
    from handouts.batch.reissue import Past, Search
    from handouts.batch.roster import Roster
    from handouts.batch.rows import Row


def reprint(
    roster: Annotated[
        Path,
        typer.Argument(metavar="ROSTER", help="The roster. It may have changed, but for the row."),
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
    ledger: options.Ledger = None,
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
    paths = _again(
        roster, ledger, row or [], patient_id or [], handout_id or [],
        lambda pasts: _one_file(pasts, out, force=force) if printing is None
        else _print_file(pasts, printing, force=force),
    )  # fmt: skip
    for path in paths:
        speech.say(str(path))


def _again(
    roster: Path, place: Path | None, rows: list[int], patients: list[str], ids: list[str],
    make: "Callable[[list[Past]], tuple[Path, ...]]",
) -> tuple[Path, ...]:  # fmt: skip
    """Make what was made of a roster before, however that is to be read."""
    from handouts.batch.reissue import readings

    failure: BadInput | None = None
    with opened_ledger(place) as ledger:
        for source in readings(ledger, roster):
            with source:
                try:
                    pasts = _wanted(ledger, source, rows, patients, ids)
                except BadInput as error:
                    failure = failure or error
                    continue
                return make(pasts)
    raise failure or BadInput([])


def _wanted(
    ledger: "Ledger", roster: "Roster", rows: list[int], patients: list[str], ids: list[str]
) -> "list[Past]":
    """Return the handouts of rows, patients' numbers and ids, in the order of the stack."""
    from handouts.batch.reissue import Search
    from handouts.batch.sorting import natural

    search = Search(ledger)
    found = _of_rows(search, roster, {*rows}, patients)
    missing = 0
    for handout_id in dict.fromkeys(map(as_printed, ids)):
        made = [*ledger.entries(handout_id=handout_id)][-1:]
        missing += not made
        found += [search.of_entry(entry, roster) for entry in made]
    if missing:
        which = "that id" if missing == 1 else f"{missing} of the ids"
        hint = "it stands at the foot of each page, as XXXX-XXXX; see: handouts ledger list"
        raise BadInput([Problem(roster.name, f"no handout was made for {which}", hint)])
    once = {past.job.row: past for past in found}
    return sorted(
        once.values(),
        key=lambda past: (natural(past.entry.print_file), past.entry.first_page, past.job.row),
    )


def _of_rows(
    search: "Search", roster: "Roster", rows: set[int], patients: list[str]
) -> "list[Past]":
    """Return the handouts of rows and of patients' numbers. Raises BadInput."""
    by_patient = {patient.strip().casefold(): set[int]() for patient in patients}
    wanted = []
    for row in _rows(roster):
        number = str(row.values.get("patient_id", "")).strip().casefold()
        if number in by_patient:
            by_patient[number].add(row.number)
        if row.number in rows or number in by_patient:
            wanted.append(row)
    if not all(by_patient.values()):
        hint = "look it up in the roster, or give --row"
        raise BadInput([Problem("--patient-id", "is in no row of the roster", hint)])
    found = search.of_rows(wanted)
    # A patient may stand in several rows; those of which nothing was made are not asked for then.
    missing = len(rows - found.keys())
    missing += sum(not numbers & found.keys() for numbers in by_patient.values())
    if missing and search.failure:
        raise search.failure
    if missing:
        which = "that row" if missing == 1 else f"{missing} of the rows"
        hint = "see the report of that run; if the row has changed since, make a new handout"
        message = f"no handout was made for {which}, as it is now"
        raise BadInput([Problem(roster.name, message, hint)])
    return list(found.values())


def _rows(roster: "Roster") -> "Iterator[Row]":
    """Yield the rows of a roster. Raises BadInput where it cannot be read."""
    from handouts.batch.rows import RosterProblem, Row

    for line in roster.rows():
        if isinstance(line, Row):
            yield line
        elif isinstance(line, RosterProblem) and line.severity == "error":
            raise BadInput([line.as_problem(roster.name)])


def _one_file(pasts: "list[Past]", out: Path | None, *, force: bool) -> tuple[Path, ...]:
    from handouts.batch.reissue import reissue

    if len(pasts) > 1:
        rows = ", ".join(str(past.job.row) for past in sorted(pasts, key=lambda past: past.job.row))
        hint = "choose one with --row, or add --print-file FILE.pdf"
        raise UsageError(f"the patient has several handouts, of the rows {rows}", hint)
    past = pasts[0]
    target = out or Path(past.entry.file or f"{past.entry.handout_id}.pdf")
    check_target(target, force=force)
    write_file(target, reissue(past).pdf, force=force)
    return (target,)


def _print_file(pasts: "list[Past]", printing: "Printing", *, force: bool) -> tuple[Path, ...]:
    from handouts.batch.print_file import PrintFile
    from handouts.batch.reissue import prepare_again

    with PrintFile(printing.path, printing.options, force=force) as file:
        for past in pasts:
            if past.job.request.form:
                hint = "give it alone, without --print-file, to get its own file again"
                told = Problem(f"row {past.entry.row}", "is a form, for no print file", hint)
                raise BadInput([told])
            file.add(prepare_again(past), past.job.patient, row=past.job.row)
    return file.paths
