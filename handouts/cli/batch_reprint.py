"""`handouts batch reprint`: one patient's handout of a roster again, after a jam."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file

if TYPE_CHECKING:
    from handouts.batch.ledger import Entry
    from handouts.batch.roster import Roster


def reprint(
    roster: Annotated[
        Path, typer.Argument(metavar="ROSTER", help="The roster, as it was when it was made.")
    ],
    patient_id: options.PatientId = "",
    row: Annotated[
        int, typer.Option(metavar="N", min=0, help="Its row, as the spreadsheet counts.")
    ] = 0,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The file.")] = None,
    force: options.Force = False,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help="Where is kept what was made.")
    ] = None,
) -> None:
    """Make one patient's handout of a roster again, identical to the last byte."""
    if bool(patient_id) == bool(row):
        raise UsageError("whose handout?", "give either --patient-id or --row")
    from handouts.batch.reissue import choices_of, reissue
    from handouts.batch.roster import open_roster
    from handouts.batch.rows import UnreadableRosterError

    try:
        with open_roster(roster) as opened:
            entries = _of_last_run(ledger, opened.digest)
        choices = choices_of(entries[0])
        source = open_roster(
            roster, encoding=choices.encoding, delimiter=choices.delimiter, sheet=choices.sheet
        )
    except UnreadableRosterError as error:
        raise BadInput([error.problem.as_problem(roster.name)]) from error
    with source:
        number = row or _row_of(source, patient_id)
        entry = next((entry for entry in entries if entry.row == number), None)
        if entry is None:
            hint = "see report.csv in the folder of that run"
            raise BadInput([Problem(roster.name, "no handout was made for that row", hint)])
        target = out or Path(entry.file or f"{entry.handout_id}.pdf")
        check_target(target, force=force)
        handout = reissue(entry, source)
    write_file(target, handout.pdf, force=force)
    speech.say(str(target))


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
