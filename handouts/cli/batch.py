"""`handouts batch`: a roster in, every handout out."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from handouts import resources
from handouts.cli import batch_columns, batch_print, options, speech
from handouts.cli.batch_means import Means
from handouts.cli.batch_progress import Teller, only_to_check
from handouts.cli.batch_reprint import reprint
from handouts.cli.batch_template import template
from handouts.cli.batch_unsaid import unsaid
from handouts.cli.command import Commands, Group
from handouts.cli.examples import examples
from handouts.errors import BadInput, HandoutError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.made_before import MadeBefore
    from handouts.batch.preflight import Preflight
    from handouts.batch.roster import Roster
    from handouts.batch.row_jobs import Basis
    from handouts.batch.session import Session
    from handouts.brand import Brand

DONE, BAD_INPUT, SOME_FAILED, SIGNALLED = 0, 3, 4, 128
STANDARD_INPUT = "-"
RUN = "The run"  # a heading of the help


class RosterFirst(Group):
    """Commands, of which `run` needs no name: what is no command is a roster."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before the words of a command line that name no command."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["run", *args]
        return list(super().parse_args(ctx, args))


batch_app = Commands(cls=RosterFirst, subcommand_metavar="ROSTER|COMMAND [ARGS]...")
batch_app.command("template", epilog=examples("batch template"))(template)
batch_app.command("reprint", epilog=examples("batch reprint"))(reprint)

RosterFile = Annotated[
    str,
    typer.Argument(
        metavar="ROSTER", help="A list of patients: .csv, .xlsx or .jsonl, or - for standard input."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Required, except with --dry-run: where the files go.",
        rich_help_panel=options.OUTPUT,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        max=256,
        help="Processes at a time. Default: one a core.",
        rich_help_panel=RUN,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on with a run that was broken off.",
        rich_help_panel=RUN,
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Check the roster and show what is printed where; make nothing.",
        rich_help_panel=RUN,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Make nothing if a single row is wrong.",
        rich_help_panel=RUN,
    ),
]
Pattern = Annotated[
    str,
    typer.Option(
        metavar="PATTERN",
        help="How files are named, from {date} {stage} {id} {row} {patient_id}. "
        "The default tells nothing about a patient.",
        rich_help_panel=options.OUTPUT,
    ),
]
Engine = Annotated[
    Literal["local", "dask"],
    typer.Option(
        help="Where the work is done: on this machine, or on a Dask cluster.",
        rich_help_panel=RUN,
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="The cluster's scheduler: tcp://HOST:PORT.",
        rich_help_panel=RUN,
    ),
]
Store = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="Where the handouts go instead of --out, which keeps the report: s3://BUCKET/FOLDER.",
        rich_help_panel=options.OUTPUT,
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help="Print what happens as a JSON value a line.",
        rich_help_panel=options.OUTPUT,
    ),
]


@batch_app.callback(invoke_without_command=False)
def _batch() -> None:
    """Make a handout for each patient of a roster: handouts batch ROSTER --out FOLDER.

    The whole roster is checked first; rows with a mistake are told, the others are made. See
    handouts batch run --help for the options, docs/batch.md for all else.
    """


@batch_app.command(epilog=examples("batch roster.csv"))
def run(
    roster: RosterFile,
    out: Out = None,
    jobs: Jobs = 0,
    brand: options.Brand = "",
    site: options.Site = "",
    defaults: batch_columns.Defaults = None,
    resume: Resume = False,
    dry_run: DryRun = False,
    strict: Strict = False,
    encoding: batch_columns.Encoding = "",
    delimiter: batch_columns.Delimiter = "",
    sheet: batch_columns.Sheet = "",
    visible_only: batch_columns.VisibleOnly = False,
    map_: batch_columns.Map = None,
    ignore: batch_columns.Ignore = None,
    columns: batch_columns.Columns = None,
    blank_rows: batch_columns.BlankRows = False,
    sample: batch_columns.Sample = None,
    name_pattern: Pattern = "{date}-{stage}-{id}",
    ledger: options.Ledger = None,
    engine: Engine = "local",
    scheduler: Scheduler = "",
    store: Store = "",
    form: options.Form = False,
    print_file: batch_print.Target = None,
    only_print_file: batch_print.Only = False,
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
    sort: batch_print.Sort = None,
    force: options.Force = False,
    despite_errors: options.DespiteErrors = False,
    as_json: Json = False,
) -> int:
    """Make a handout for each patient of a roster, and a report of what became of each row.

    `run` can be left out. Ends with 0 when every row has its handout, 4 when some have not.
    """
    from handouts.batch.print_file import print_options

    teller = Teller(as_json=as_json)
    try:
        printed = print_options(
            duplex=duplex, slip_sheets=slip_sheets, slip_name=slip_name, copies=copies,
            booklet=booklet, two_up=two_up, staple_margin=staple_margin,
            split_odd_even=split_odd_even, split_count=split_count, split_size=split_size,
        )  # fmt: skip
        printing = batch_print.printing_if_asked(
            print_file, printed, only=only_print_file, sort=tuple(sort or ())
        )
        means = Means(jobs, engine, scheduler, store, printing)
        chosen = choices_of(
            brand, site, defaults, name_pattern, encoding, delimiter, sheet, form=form,
            told=batch_columns.told(map_, ignore, columns), blank_rows=blank_rows,
            visible_only=visible_only, despite_errors=despite_errors,
        )  # fmt: skip
        if printing:
            told = "--form" if form or not defaults else f"{defaults.name}:form"
            batch_print.refuse_form(chosen.given, told)
        if dry_run and not sample:
            with _opened(roster, chosen, means) as opened:
                return _check_only(opened, chosen, teller, means)
        if out is None:
            raise UsageError("Missing option '--out'", "say --out FOLDER: where the files go")
        return make_all(
            roster, chosen, teller, means, out=out, resume=resume, strict=strict, force=force,
            ledger=ledger, sample=sample,
        )  # fmt: skip
    except HandoutError as error:
        if not as_json:
            raise
        say_error(error)
        return error.exit_code


def say_error(error: HandoutError) -> None:
    """Print a failure as an event."""
    problems = speech.as_json(error.problems) if isinstance(error, BadInput) else []
    told = {"error": error.message, "hint": error.hint, "problems": problems}
    speech.say_event({"event": "error", "exit_code": error.exit_code, **told})


def make_all(
    source: str, choices: "Choices", teller: Teller, means: Means, *, out: Path, resume: bool,
    strict: bool, force: bool, ledger: Path | None, sample: int | None = None,
    before: "MadeBefore | None" = None,
) -> int:  # fmt: skip
    """Make every handout of a roster into a folder; return the exit code. Raises HandoutError.

    With `sample` those of its first rows alone; with `before` without those that lie beside.
    """
    with _opened(source, choices, means) as opened:
        brand = _brand(choices, teller)
        with _session(out, opened, choices, brand, ledger, teller.go_on) as session:
            return _make(
                session, opened, choices, brand, teller, means, out=out, resume=resume,
                strict=strict, force=force, sample=sample, before=before,
            )  # fmt: skip


def choices_of(
    brand: str, site: str, defaults: Path | None, pattern: str, encoding: str, delimiter: str,
    sheet: str, *, told: Mapping[str, str], blank_rows: bool, visible_only: bool,
    form: bool = False, despite_errors: bool = False,
) -> "Choices":  # fmt: skip
    """Return what was chosen for a run. Raises HandoutError."""
    from handouts.batch.choices import Choices, read_defaults
    from handouts.batch.names import read_pattern

    named = read_pattern(pattern).text
    given = read_defaults(defaults) if defaults else {}
    if form:
        given = {**given, "form": "yes"}
    folder = str(resources.find_brand(brand).folder.resolve())
    return Choices(
        folder, site, given, named, encoding, delimiter, sheet, told, blank_rows, visible_only,
        despite_errors,
    )  # fmt: skip


def _brand(choices: "Choices", teller: Teller) -> "Brand":
    """Return the brand; tell of errors that do not count. Raises BadInput for those that do."""
    brand = choices.load()
    if choices.despite_errors:
        teller.despite(choices.errors)
    return brand


def _opened(source: str, choices: "Choices", means: Means) -> "Roster":
    sort = means.printing.sort if means.printing else ()
    if source != STANDARD_INPUT:
        return choices.open(Path(source), sort)
    if sys.stdin is None:
        raise BadInput([Problem("standard input", "is closed", "name a file instead of -")])
    return choices.open(sys.stdin.buffer, sort)


def _session(
    out: Path, roster: "Roster", choices: "Choices", brand: "Brand", ledger: Path | None,
    go_on: str,
) -> "Session":  # fmt: skip
    from handouts.batch.session import Session, Work

    place = ledger or resources.ledger_file()
    work = Work(out, roster.digest, brand.digest, choices.stated(), place, go_on)
    return Session(work, resources.now)


def _preflight(
    roster: "Roster", brand: "Brand", basis: "Basis", choices: "Choices", means: Means
) -> "Preflight":
    from handouts.batch.names import NamePattern
    from handouts.batch.preflight import checker, preflight
    from handouts.batch.rows import RosterProblem

    pattern = NamePattern(choices.pattern)
    found = preflight(roster, basis, checker(brand), pattern, blank_rows=choices.blank_rows)
    if found.unreadable:
        reasons = [p for p in found.problems if isinstance(p, RosterProblem)]
        raise BadInput(problem.as_problem(roster.name) for problem in reasons)
    if not found.expected:
        hint = "write a patient a line under the headings"
        raise BadInput([Problem(roster.name, "has no rows", hint)])
    if means.printing:
        from handouts.batch.print_notes import print_notes

        for note in print_notes(found.asked, brand, means.printing.options):
            found.note(note)
    return found


def _check_only(roster: "Roster", choices: "Choices", teller: Teller, means: Means) -> int:
    brand = _brand(choices, teller)
    basis = choices.basis(brand, resources.today(), to_print=bool(means.printing))
    found = _preflight(roster, brand, basis, choices, means)
    batch_columns.say_columns(found, choices.given, as_json=teller.as_json)
    teller.preflight(found, unsaid(choices, found))
    if teller.as_json:
        return SOME_FAILED if found.refused else DONE
    nobodys = f", {found.for_nobody} for nobody" if found.for_nobody else ""
    speech.say(
        f"{found.expected} rows: {found.ready} ready{only_to_check(len(found.to_check))}, "
        f"{len(found.refused)} with a mistake, {len(found.skipped) - found.for_nobody} that repeat "
        f"another{nobodys}"
    )
    return SOME_FAILED if found.refused else DONE


def _make(
    session: "Session", roster: "Roster", choices: "Choices", brand: "Brand", teller: Teller,
    means: Means, *, out: Path, resume: bool, strict: bool, force: bool, sample: int | None,
    before: "MadeBefore | None",
) -> int:  # fmt: skip
    from handouts.batch.names import NamePattern
    from handouts.batch.preflight import jobs

    earlier = session.earlier_date if resume else None
    if before and not earlier:
        earlier = session.date_before(before)
    today = earlier or resources.today()
    basis = choices.basis(brand, today, to_print=bool(means.printing))
    pattern = NamePattern(choices.pattern)
    found = _preflight(roster, brand, basis, choices, means)
    if sample:
        batch_columns.say_columns(found, choices.given, as_json=teller.as_json)
    teller.preflight(found, unsaid(choices, found))
    if strict and found.refused:
        message = f"{len(found.refused)} of {found.expected} rows have a mistake; nothing was made"
        raise BadInput([Problem(roster.name, message, "correct them, or leave out --strict")])
    if before:
        teller.made_before(session.skip_made(before, found, jobs(roster, found, basis)))
    files = means.sink(out, pattern, force=force)
    known = len(found.problems)
    with batch_print.print_to(means.printing, files, force=force) as (sink, file):
        tally, stopped = session.run(
            found, lambda: islice(jobs(roster, found, basis), sample), sink,
            engine=means.engine_for(sample or found.ready), resume=resume, today=today,
            progress=lambda tally: teller.progress(tally.counts), whole=bool(means.printing),
        )  # fmt: skip
        if file and stopped:
            file.discard()
    teller.progress(tally.counts, last=True)
    teller.print_files(file.paths if file else ())
    teller.problems(p for p in found.problems[known:] if p.severity == "error")
    if not tally.counts.left:
        teller.left_behind(tally.left_behind, out)
    teller.end(tally.counts, out, stopped, found.rows_to_know(tally.failed))
    if sample and tally.counts.left and not (stopped or teller.as_json):
        speech.tell("A sample. For all of them: the same without --sample.")
    if stopped:
        return SIGNALLED + stopped
    return SOME_FAILED if tally.counts.failed else DONE
