"""`handouts batch`: a roster in, every handout out."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from handouts import resources
from handouts.cli import batch_columns, batch_options, batch_print, options, speech
from handouts.cli.batch_progress import Teller, only_to_check
from handouts.cli.batch_reprint import reprint
from handouts.cli.batch_template import template
from handouts.cli.command import Commands, Group
from handouts.cli.examples import examples
from handouts.errors import BadInput, HandoutError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.batch.make import Batch

STANDARD_INPUT = "-"


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


@batch_app.callback(invoke_without_command=False)
def _batch() -> None:
    """Make a handout for each patient of a roster: handouts batch ROSTER --out FOLDER.

    The whole roster is checked first; rows with a mistake are told, the others are made. See
    handouts batch run --help for the options, docs/batch.md for all else.
    """


@batch_app.command(epilog=examples("batch roster.csv"))
def run(
    roster: batch_options.RosterFile,
    out: batch_options.Out = None,
    jobs: batch_options.Jobs = 0,
    brand: options.Brand = "",
    site: options.Site = "",
    defaults: batch_columns.Defaults = None,
    resume: batch_options.Resume = False,
    dry_run: batch_options.DryRun = False,
    strict: batch_options.Strict = False,
    encoding: batch_columns.Encoding = "",
    delimiter: batch_columns.Delimiter = "",
    sheet: batch_columns.Sheet = "",
    visible_only: batch_columns.VisibleOnly = False,
    map_: batch_columns.Map = None,
    ignore: batch_columns.Ignore = None,
    columns: batch_columns.Columns = None,
    blank_rows: batch_columns.BlankRows = False,
    sample: batch_columns.Sample = None,
    name_pattern: batch_options.Pattern = "{date}-{stage}-{id}",
    ledger: options.Ledger = None,
    engine: batch_options.Engine = "local",
    scheduler: batch_options.Scheduler = "",
    store: batch_options.Store = "",
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
    as_json: batch_options.Json = False,
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
        chosen = batch_options.choices_of(
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
        speech.say_error(error)
        return error.exit_code


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
    return batch_options.SOME_FAILED if found.refused else batch_options.DONE


def _make(batch: "Batch", out: Path, teller: Teller) -> int:
    ended = batch.make(out, teller)
    teller.end(ended)
    if batch.sample and ended.counts.left and not (ended.stopped or teller.as_json):
        speech.tell("A sample. For all of them: the same without --sample.")
    return batch_options.exit_code(ended)
