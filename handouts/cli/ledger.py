"""`handouts ledger`: what was made, when, and from what."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.cli.command import Commands
from handouts.cli.examples import examples
from handouts.cli.tables import outline, table
from handouts.errors import BadInput, Problem, UsageError
from handouts.output import check_target, write_file, write_pieces

if TYPE_CHECKING:
    from handouts.batch.ledger import Entry, Ledger
    from handouts.batch.reissue import Past

ledger_app = Commands()

LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="Another ledger than the usual one.")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="The number at the foot of a handout.")]

_FACTS = (
    "run", "row", "handout_id", "file", "made", "stage", "plan", "check_first", "content_version",
    "exercises", "pages", "size", "sha256", "edition", "brand_digest", "roster_sha256", "folder",
)  # fmt: skip
_SHORT = (
    "handout_id", "made", "run", "row", "stage", "plan", "check_first", "content_version", "file",
)  # fmt: skip


@ledger_app.callback()
def _ledger() -> None:
    """See which handouts were made, when and from what; make one again. It holds no patient."""


@ledger_app.command("list", epilog=examples("ledger list"))
def list_runs(ledger: LedgerFile = None, as_json: options.Json = False) -> None:
    """List the runs: when, how many handouts, how it ended, where they went."""
    with opened_ledger(ledger) as opened:
        runs = list(opened.runs())
    if as_json:
        speech.say_json(runs)
        return
    columns = ("id", "started", "state", "made", "check_first", "expected", "folder")
    for run in runs:
        run["started"] = resources.local_time(run["started"])
    _table(columns, ([str(run[name]) for name in columns] for run in runs))


@ledger_app.command(epilog=examples("ledger show"))
def show(handout_id: Id, ledger: LedgerFile = None, as_json: options.Json = False) -> None:
    """Show all that is known of a handout. The same number may have been made more than once."""
    with opened_ledger(ledger) as opened:
        found = [_facts(entry) for entry in _entries(opened, handout_id)]
    if as_json:
        speech.say_json(found)
        return
    speech.say("\n\n".join(outline(_shown(facts)) for facts in found))


@ledger_app.command(epilog=examples("ledger find"))
def find(
    exercise: Annotated[
        str, typer.Option(metavar="ID", help="Handouts that have this exercise: its id or name.")
    ] = "",
    content_version: Annotated[
        str, typer.Option(metavar="VERSION", help="Handouts of this version of the library.")
    ] = "",
    run: Annotated[int, typer.Option(metavar="N", min=0, help="Handouts of this run.")] = 0,
    ledger: LedgerFile = None,
    as_json: options.Json = False,
) -> None:
    """Find handouts, such as those to call back because an exercise was wrong."""
    if not (exercise or content_version or run):
        raise UsageError(
            "nothing to look for", "give --exercise, --content-version or --run; or: ledger export"
        )
    with opened_ledger(ledger) as opened:
        wanted = _exercise(opened, exercise)
        _refuse_unknown(opened, content_version, run)
        found = opened.entries(run=run, exercise=wanted, content_version=content_version)
        facts = [_facts(entry) for entry in found]
    if as_json:
        speech.say_json(facts)
        return
    shown = map(_shown, facts)
    _table(_SHORT, ([_cell(one[name]) for name in _SHORT] for one in shown))


@ledger_app.command("reissue", epilog=examples("ledger reissue"))
def reissue_one(
    handout_id: Id,
    roster: Annotated[
        Path, typer.Option(metavar="ROSTER", help="A roster with the row that it was made from.")
    ],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The file.")] = None,
    run: Annotated[
        int, typer.Option(metavar="N", min=0, help="The run, if there are several.")
    ] = 0,
    force: options.Force = False,
    ledger: LedgerFile = None,
) -> None:
    """Make a handout again, identical to the last byte, after a jam or a loss."""
    from handouts.batch.reissue import reissue

    with opened_ledger(ledger) as opened:
        entry = _entries(opened, handout_id, run)[-1]
        target = out or Path(Path(entry.file).name or f"{entry.handout_id}.pdf")
        options.check_is_pdf(target)
        check_target(target, force=force)
        handout = reissue(_past(opened, entry, roster))
    write_file(target, handout.pdf, force=force)
    speech.say(str(target))


@ledger_app.command(epilog=examples("ledger export"))
def export(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.csv|FILE.json", help="The file to write.")
    ],
    run: Annotated[int, typer.Option(metavar="N", min=0, help="This run alone.")] = 0,
    force: options.Force = False,
    ledger: LedgerFile = None,
) -> None:
    """Write all that is known as a table (CSV, safe to open in a spreadsheet) or as JSON."""
    kind = options.kind_of(out, ".csv", ".json")
    check_target(out, force=force)
    with opened_ledger(ledger) as opened:
        facts = (_facts(entry) for entry in opened.entries(run=run))
        write_pieces(out, _csv(facts) if kind == ".csv" else _json(facts), force=force)
    speech.say(str(out))


def _exercise(ledger: "Ledger", asked: str) -> str:
    """Return the id of an exercise, given as id or by its name, "" for none.

    A name that neither the library nor a handout knows is a mistake: to answer that no handout has
    it could be taken for good news.
    """
    if not asked:
        return ""
    from handouts.cli.shelf import brand_folder, open_library
    from handouts.suggest import nearest

    known = {exercise.casefold(): exercise for exercise in ledger.exercise_ids()}
    try:
        library = open_library(brand=brand_folder(""))
    except BadInput:
        library = open_library()  # a brand with a mistake in it hides nothing that was made
    known |= {words.name.casefold(): name for name, words in library.words.exercises.items()}
    known |= {name.casefold(): name for name in library.exercises}
    plain = " ".join(asked.casefold().split())
    if plain not in known:
        hint = nearest(plain, sorted({*known.values()}))
        raise BadInput([Problem("--exercise", "is no exercise that is known", hint)])
    return known[plain]


def _refuse_unknown(ledger: "Ledger", content_version: str, run: int) -> None:
    from handouts.suggest import nearest

    versions = ledger.content_versions()
    if content_version and content_version not in versions:
        hint = nearest(content_version, versions) or "see: handouts ledger list"
        message = "is no version that a handout was made from"
        raise BadInput([Problem("--content-version", message, hint)])
    if run and not any(one["id"] == run for one in ledger.runs()):
        hint = "see: handouts ledger list"
        raise BadInput([Problem("--run", "there was no run of that number", hint)])


def opened_ledger(path: Path | None) -> "Ledger":
    """Return the ledger, the usual one for None. Raises BadInput if there is none."""
    from handouts.batch.ledger import Ledger

    place = path or resources.ledger_file()
    if not place.is_file():
        hint = "it begins with the first: handouts batch ROSTER --out FOLDER"
        raise BadInput([Problem("--ledger", "there is no ledger yet", hint)])
    return Ledger(place)


def _past(ledger: "Ledger", entry: "Entry", path: Path) -> "Past":
    """Return a handout with its row of a roster, however that is to be read."""
    from handouts.batch.reissue import Search, readings

    failure: BadInput | None = None
    for roster in readings(ledger, path):
        with roster:
            try:
                return Search(ledger).of_entry(entry, roster)
            except BadInput as error:
                failure = failure or error
    raise failure or BadInput([])


def _entries(ledger: "Ledger", handout_id: str, run: int = 0) -> list["Entry"]:
    found = list(ledger.entries(handout_id=as_printed(handout_id), run=run))
    if not found:
        hint = "it stands at the foot of each page, as XXXX-XXXX; see: handouts ledger list"
        raise BadInput([Problem("ID", "no handout of that number was made", hint)])
    return found


def as_printed(text: str) -> str:
    """Return a number as handouts print it, however it was typed or misread."""
    plain = text.upper().replace("-", "").replace(" ", "")
    plain = plain.replace("O", "0").replace("I", "1").replace("L", "1")
    return f"{plain[:4]}-{plain[4:]}"


def _facts(entry: "Entry") -> dict[str, Any]:
    """Return all that is known of a handout; one that was made without a roster has no row."""
    facts = {name: getattr(entry, name) for name in _FACTS}
    return facts if entry.options else facts | {"row": None}


def _shown(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts for people, who want to know the minute."""
    return facts | {"made": resources.local_time(facts["made"])}


def _table(head: tuple[str, ...], rows: Iterable[list[str]]) -> None:
    found = list(rows)
    speech.say(table(head, found) if found else "none")


def _cell(value: object) -> str:
    """Return a fact as the cell of a table has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _csv(facts: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    from handouts.batch.report import csv_line

    yield csv_line(_FACTS)
    for one in facts:
        yield csv_line(map(_cell, one.values()))


def _json(facts: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    import json

    yield b"["
    for number, one in enumerate(facts):
        yield (",\n" if number else "\n").encode() + json.dumps(one).encode()
    yield b"\n]\n"
