"""`handouts watch`: rosters that are dropped into a folder become handouts."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import resources
from handouts.cli import batch_columns, batch_options, batch_print, options, speech
from handouts.cli.batch_progress import Teller
from handouts.errors import BadInput, HandoutError, OutputError, Problem

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.inbox import Claimed, Inbox
    from handouts.batch.ledger import Entry
    from handouts.batch.means import Means
    from handouts.batch.rows import RowProblem

GO_ON = "start handouts watch again, and it goes on where it was"
SETTLE = 1.0
"""Seconds for which a roster must not change before it counts as written."""

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Where rosters are dropped: .csv, .xlsx, .jsonl.")
]
Results = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="Where the handouts go, a folder for each roster.",
        rich_help_panel=options.OUTPUT,
    ),
]
PrintName = Annotated[
    Path | None,
    typer.Option(
        "--print-file",
        metavar="NAME.pdf",
        help="All handouts of a roster in one file too: its name in each folder.",
        rich_help_panel=batch_print.PRINTING,
    ),
]
Once = Annotated[
    bool,
    typer.Option(
        "--once", help="Make what lies there now, and end.", rich_help_panel=batch_options.RUN
    ),
]


def watch(
    folder: Folder,
    out: Results,
    once: Once = False,
    jobs: batch_options.Jobs = 0,
    brand: options.Brand = "",
    site: options.Site = "",
    defaults: batch_columns.Defaults = None,
    strict: batch_options.Strict = False,
    encoding: batch_columns.Encoding = "",
    delimiter: batch_columns.Delimiter = "",
    sheet: batch_columns.Sheet = "",
    visible_only: batch_columns.VisibleOnly = False,
    map_: batch_columns.Map = None,
    ignore: batch_columns.Ignore = None,
    columns: batch_columns.Columns = None,
    blank_rows: batch_columns.BlankRows = False,
    name_pattern: batch_options.Pattern = "{date}-{stage}-{id}",
    ledger: options.Ledger = None,
    engine: batch_options.Engine = "local",
    scheduler: batch_options.Scheduler = "",
    store: batch_options.Store = "",
    print_file: PrintName = None,
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
    as_json: batch_options.Json = False,
) -> int:
    """Make the handouts of every roster that is dropped into a folder, one roster at a time.

    A roster is taken when it is written completely, and goes to done/ with its report, which tells
    of rows that could not be made; to failed/ when nothing could. One that is dropped again gets
    what is missing. Ctrl-C ends; the next start goes on. --once ends with 4 if a row failed.
    """
    from handouts.batch.inbox import Inbox
    from handouts.batch.means import Means
    from handouts.batch.print_file import print_options
    from handouts.batch.session import Interrupt

    printed = print_options(
        duplex=duplex, slip_sheets=slip_sheets, slip_name=slip_name, copies=copies,
        booklet=booklet, two_up=two_up, staple_margin=staple_margin,
        split_odd_even=split_odd_even, split_count=split_count, split_size=split_size,
    )  # fmt: skip
    printing = batch_print.printing_if_asked(
        print_file, printed, only=only_print_file, sort=tuple(sort or ())
    )
    batch_print.in_each_folder(printing)

    chosen = batch_options.choices_of(
        brand, site, defaults, name_pattern, encoding, delimiter, sheet,
        told=batch_columns.told(map_, ignore, columns), blank_rows=blank_rows,
        visible_only=visible_only,
    )  # fmt: skip
    chosen.load()  # what is wrong with the brand is told now, not for each roster
    with Inbox(folder, out) as inbox, Interrupt() as stop:
        means = Means(jobs, engine, scheduler, store, printing)
        place = ledger or resources.ledger_file()
        desk = _Desk(inbox, chosen, means, place, strict=strict, as_json=as_json)
        if not (once or as_json):
            speech.tell(f"{folder}: waiting for rosters. Ctrl-C ends.")
        failed = False
        for claimed in _rosters(inbox, stop, once=once):
            code = desk.work_off(claimed)
            if code > batch_options.SIGNALLED:
                speech.tell(f"The list stays in {claimed.roster.parent}.")
                return code
            failed |= code != batch_options.DONE
        if once:
            _tell_left(inbox)
            failed |= bool(inbox.held)
        elif not as_json:
            speech.tell("Ended. Nothing is in work.")
        # To end by Ctrl-C while nothing is in work is the ordinary way.
        return batch_options.SOME_FAILED if once and failed else batch_options.DONE


def _rosters(inbox: "Inbox", stop: Callable[[], bool], *, once: bool) -> Iterator["Claimed"]:
    """Yield rosters as they are ready: first what was left in work."""
    from handouts.batch.changes import looks

    yield from inbox.left()
    for _ in looks(inbox.folder, stop):
        for path in inbox.look(resources.seconds(), SETTLE):
            if stop():
                return
            claimed = inbox.claim(path)
            if claimed:
                yield claimed
        if once and inbox.is_settled:
            return


def _tell_left(inbox: "Inbox") -> None:
    """Tell which files stay where they are, and why."""
    for name in inbox.empty:
        speech.remark(Problem(name, "is empty; it stays where it is", "", "warning"))
    for name in inbox.held:
        hint = "close it in the other program, or look at its rights"
        speech.remark(Problem(name, "cannot be taken; it stays where it is", hint, "warning"))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What works off one roster after another, as was chosen for all."""

    inbox: "Inbox"
    choices: "Choices"
    means: "Means"
    ledger: Path
    strict: bool
    as_json: bool

    def work_off(self, claimed: "Claimed") -> int:
        """Make a roster's handouts and put it where it belongs; return the exit code of its run.

        A roster that was broken off stays in work. Raises OutputError where nothing can be
        written, so that no further roster is tried.
        """
        from handouts.batch.made_before import MadeBefore
        from handouts.batch.make import Batch
        from handouts.cli.app import explained

        teller = Teller(as_json=self.as_json, go_on=GO_ON)
        folder = self.inbox.output(claimed)
        if self.as_json:
            speech.say_event({"event": "roster", "roster": claimed.name})
        else:
            speech.tell(f"{claimed.name}:")
        work = Batch(
            claimed.roster, self.choices, self.means.within(folder), self.ledger,
            resume=True, strict=self.strict, before=MadeBefore(folder, self._lies),
        )  # fmt: skip
        something = False
        try:
            ended = work.make(folder, teller)
            teller.end(ended)
            code = batch_options.exit_code(ended)
            something = ended.counts.made + ended.counts.skipped > 0
        except OutputError:
            raise
        except HandoutError as error:
            self._refuse(claimed, error, teller.found)
            code = error.exit_code
        except Exception as error:  # a roster must not hold up those behind it
            failure = explained(error)
            if isinstance(failure, OutputError):
                raise failure from error
            self._refuse(claimed, failure, teller.found)
            code = failure.exit_code
        if code > batch_options.SIGNALLED:
            return code
        place = self.inbox.finish(claimed, well=code == batch_options.DONE or something)
        if self.as_json:
            speech.say_event({"event": "moved", "roster": claimed.name, "place": str(place)})
        else:
            speech.say(str(place))
        return code

    def _lies(self, entry: "Entry") -> bool:
        """Say whether a handout of an earlier list is still in its place, as it was made."""
        from handouts.batch.names import NamePattern

        folder = Path(entry.folder)
        if not entry.file:
            return bool(entry.print_file) and (folder / entry.print_file).is_file()
        sink = self.means.within(folder).sink(
            folder, NamePattern(self.choices.pattern), force=False
        )
        return sink.holds(entry.file, entry.size, entry.sha256)

    def _refuse(
        self, claimed: "Claimed", error: HandoutError, found: "Sequence[RowProblem]"
    ) -> None:
        from handouts.batch.rows import RowProblem

        if isinstance(error, BadInput):
            told = [_of_row(p, claimed.roster.name) for p in error.problems]
        else:
            told = [RowProblem(0, "", error.message, error.hint)]
        self.inbox.refuse(claimed, [*told, *found])
        if self.as_json:
            speech.say_error(error)
        else:
            speech.complain(error)


def _of_row(problem: Problem, roster: str) -> "RowProblem":
    """Return a problem of a roster's file as one of its row, if it names one."""
    from handouts.batch.rows import RowProblem

    row, _, column = problem.source.removeprefix(roster).removeprefix(":").partition(":")
    if not row.isdecimal():
        row, column = "0", ""
    return RowProblem(int(row), column, problem.message, problem.hint, problem.severity)
