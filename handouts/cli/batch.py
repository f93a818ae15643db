"""`handouts batch`: a roster in, every handout out."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import typer

from handouts import resources
from handouts.cli import batch_columns, batch_print, options, speech
from handouts.cli.batch_progress import Teller, only_to_check
from handouts.cli.batch_reprint import reprint
from handouts.cli.batch_template import template
from handouts.cli.command import Commands, Group
from handouts.cli.examples import examples
from handouts.errors import BadInput, HandoutError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.make import Batch, Ended

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
    from handouts.batch.make import Batch
    from handouts.batch.means import Means
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
        batch = Batch(
            _source(roster), chosen, means, ledger or resources.ledger_file(), resume=resume,
            strict=strict, force=force, sample=sample,
        )  # fmt: skip
        if dry_run and not sample:
            return _check_only(batch, teller)
        if out is None:
            raise UsageError("Missing option '--out'", "say --out FOLDER: where the files go")
        return _make(batch, out, teller)
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


def exit_code(ended: "Ended") -> int:
    """Return what a command ends with after a run."""
    if ended.stopped:
        return SIGNALLED + ended.stopped
    return SOME_FAILED if ended.counts.failed else DONE


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


def _source(roster: str) -> Path | BinaryIO:
    if roster != STANDARD_INPUT:
        return Path(roster)
    if sys.stdin is None:
        raise BadInput([Problem("standard input", "is closed", "name a file instead of -")])
    return sys.stdin.buffer


def _check_only(batch: "Batch", teller: Teller) -> int:
    found = batch.check(teller)
    teller.columns(found, batch.choices)
    teller.preflight(found, batch.choices)
    if not teller.as_json:
        nobodys = f", {found.for_nobody} for nobody" if found.for_nobody else ""
        speech.say(
            f"{found.expected} rows: {found.ready} ready{only_to_check(len(found.to_check))}, "
            f"{len(found.refused)} with a mistake, {len(found.skipped) - found.for_nobody} that "
            f"repeat another{nobodys}"
        )
    return SOME_FAILED if found.refused else DONE


def _make(batch: "Batch", out: Path, teller: Teller) -> int:
    ended = batch.make(out, teller)
    teller.end(ended)
    if batch.sample and ended.counts.left and not (ended.stopped or teller.as_json):
        speech.tell("A sample. For all of them: the same without --sample.")
    return exit_code(ended)
