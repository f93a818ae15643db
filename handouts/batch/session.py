"""A whole run: the lock on its folder, what was made before, the ledger, the report."""

import datetime as dt
import hashlib
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Self

from filelock import FileLock, Timeout

import handouts
from handouts.batch import report
from handouts.batch.engines import Engine
from handouts.batch.jobs import Job
from handouts.batch.ledger import Entry, Ledger, RunFacts
from handouts.batch.made_before import MadeBefore
from handouts.batch.outcomes import Made, Outcome
from handouts.batch.preflight import Preflight
from handouts.batch.report import Counts
from handouts.batch.report_page import lines_about, write_page
from handouts.batch.row_jobs import row_problems
from handouts.batch.runner import Chunk
from handouts.batch.sinks import Sink
from handouts.errors import HandoutError, OutputError
from handouts.output import make_folder, sweep

LOCK_FILE = ".handouts.lock"


@dataclass(frozen=True, slots=True)
class Work:
    """What a run is to do. `options` is JSON: all that a row's bytes depend on but the roster.

    `go_on` says how to go on with it when it was broken off.
    """

    folder: Path
    roster_sha256: str
    brand_digest: str
    options: str
    ledger: Path
    go_on: str

    @property
    def key(self) -> str:
        """A digest that is the same for the same work in the same place."""
        named = (self.roster_sha256, self.brand_digest, self.options, str(self.folder.resolve()))
        return hashlib.sha256("\n".join(named).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass
class Tally:
    """What became of rows so far; problems up to a limit stand in `preflight`.

    `left_behind` counts files of an earlier run that the report names.
    """

    preflight: Preflight
    made: int = 0
    check_first: int = 0
    failed: set[int] = field(default_factory=set)
    left_behind: int = 0

    @property
    def counts(self) -> Counts:
        """The sums; rows that preflight refused count as failed."""
        failed = len(self.preflight.refused | self.failed)
        skipped = len(self.preflight.skipped)
        return Counts(self.preflight.expected, self.made, failed, skipped, self.check_first)

    def take(self, chunk: Chunk) -> None:
        """Count a chunk's outcomes and keep their problems."""
        for outcome in chunk.outcomes:
            if isinstance(outcome, Made):
                self.count_made(check_first=outcome.check_first)
                self._note_notices(outcome)
            else:
                self.failed.add(outcome.row)
                for problem in outcome.problems:
                    self.preflight.note(problem)

    def count_made(self, *, check_first: bool) -> None:
        """Count a handout that lies in its place."""
        self.made += 1
        self.check_first += check_first

    def _note_notices(self, made: Made) -> None:
        """Keep a handout's notices, but for signs to be checked that preflight has told."""
        told_before = made.row in self.preflight.to_check
        for notice in row_problems(made.row, made.notices):
            is_sign = made.check_first and notice.column == "avoid"
            if not (is_sign and told_before):
                self.preflight.note(replace(notice, check_first=is_sign))


Progress = Callable[[Tally, Sequence[Outcome]], None]


class Session:
    """A run's hold on its folder; a context manager. Raises OutputError if another has it."""

    def __init__(self, work: Work, clock: Callable[[], dt.datetime]) -> None:
        self._work = work
        self._is_new = not work.folder.exists()
        make_folder(work.folder)
        self._lock = FileLock(work.folder / LOCK_FILE, mode=0o600)
        self._ledger: Ledger | None = None
        self._clock, self._started = clock, clock()
        self._earlier: tuple[int, str] | None = None
        self._began = False

    def __enter__(self) -> Self:
        folder = self._work.folder
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            hint = "wait until it has ended, or choose another folder with --out"
            raise OutputError(f"{folder}: another run writes into it", hint) from error
        except OSError as error:
            hint = "choose another folder with --out"
            raise OutputError(f"{folder}: cannot be locked", hint) from error
        try:
            report.check_place(folder)
            sweep(folder)
            self._ledger = Ledger(self._work.ledger)
            self._earlier = self._ledger.latest(self._work.key)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._ledger is not None:
            self._ledger.__exit__(None, None, None)
        self._lock.release()
        if self._is_new and not self._began:
            # Nothing came of it: leave nothing behind.
            with suppress(OSError):
                (self._work.folder / LOCK_FILE).unlink(missing_ok=True)
                self._work.folder.rmdir()

    @property
    def earlier_date(self) -> dt.date | None:
        """The date of handouts without one in the last run of the same work, if there was one."""
        return dt.date.fromisoformat(self._earlier[1]) if self._earlier else None

    def date_before(self, before: MadeBefore) -> dt.date | None:
        """Return the date with which this list was made into a folder beside, if it was."""
        work = self._work
        return before.date(self._open, work.roster_sha256, work.brand_digest, work.options)

    def skip_made(self, before: MadeBefore, found: Preflight, jobs: Iterator[Job]) -> int:
        """Skip rows whose handout lies in a folder beside; return how many they are."""
        return before.skip(self._open, found, jobs)

    def run(
        self, found: Preflight, jobs: Callable[[], Iterator[Job]], sink: Sink, *, engine: Engine,
        resume: bool, today: dt.date, progress: Progress, whole: bool = False,
    ) -> tuple[Tally, int]:  # fmt: skip
        """Make what preflight let through; return what became of it.

        With it comes the signal that ended the run early, 0 for none. A run that is resumed keeps
        what lies in its place unharmed; `whole` feeds it to the sink all the same. However it
        ends, what is done is in the ledger and, where it can be written, in the report.
        """
        self._began = True
        ledger, work = self._open, self._work
        facts = RunFacts(
            work.key, str(work.folder.resolve()), work.roster_sha256, work.brand_digest,
            handouts.__version__, work.options, found.expected, today.isoformat(),
        )  # fmt: skip
        number = (
            self._earlier[0] if resume and self._earlier else ledger.begin(facts, self._started)
        )
        kept = {} if whole else self._unharmed(number, sink)
        tally = Tally(found)
        done = False
        try:
            with Interrupt() as stop:
                self._work_off(number, kept, tally, jobs, sink, engine, stop, progress)
            done = not stop()
        finally:
            if engine.is_elsewhere:
                # What a worker that was killed left half done. This process leaves nothing, and
                # may have a print file here that is still to be put in its place.
                with suppress(OutputError):
                    sweep(work.folder)
            self._end(number, tally, done=done)
        return tally, stop.signal

    def _work_off(
        self, number: int, kept: dict[int, tuple[bytes, bool]], tally: Tally,
        jobs: Callable[[], Iterator[Job]], sink: Sink, engine: Engine, stop: "Interrupt",
        progress: Progress,
    ) -> None:  # fmt: skip
        def rest() -> Generator[Job, None, None]:
            for job in jobs():
                check_first = job.row in tally.preflight.to_check
                if kept.get(job.row) == (job.key, check_first):
                    tally.count_made(check_first=check_first)
                else:
                    yield job

        with closing(rest()) as left:  # the roster must not be closed before it
            for chunk in engine.run(left, sink, stop):
                self._open.record(number, chunk.outcomes, self._clock())
                tally.take(chunk)
                progress(tally, chunk.outcomes)
                if chunk.failure:
                    raise OutputError(chunk.failure, f"{chunk.hint}; then {self._work.go_on}")

    def _unharmed(self, number: int, sink: Sink) -> dict[int, tuple[bytes, bool]]:
        """Return by row the handouts that lie in their place as they were made.

        Of each its key, and whether it only tells to get checked: where the library has since
        changed its mind about a sign, the handout is another.
        """
        return {
            row: (key, check_first)
            for row, key, file, size, sha256, check_first in self._open.made_rows(number)
            if file and sink.holds(file, size, sha256)
        }

    def _end(self, number: int, tally: Tally, *, done: bool) -> None:
        """Write down how it ended. What cannot be written hides no failure before it."""
        state = "done" if done else "interrupted"
        facts = {
            "program": f"handouts {handouts.__version__}", "run": number, "state": state,
            "roster_sha256": self._work.roster_sha256, "brand_digest": self._work.brand_digest,
            "started": self._started.isoformat(),
        }  # fmt: skip
        refused = tally.preflight.refused | tally.failed
        with suppress(*([] if done else [HandoutError])):
            self._open.finish(number, state, self._clock())
            self._report(number, facts, tally, refused)

    def _report(
        self, number: int, facts: Mapping[str, object], tally: Tally, refused: set[int]
    ) -> None:
        folder, found = self._work.folder, tally.preflight
        files = (entry.file for entry in self._made(number, refused))
        for left in report.left_behind(folder, files, self._unreported(number)):
            found.note(left)
            tally.left_behind += 1
        report.write_report(
            folder, facts, tally.counts, self._made(number, refused), found.told, refused,
            found.skipped,
        )  # fmt: skip
        about = lines_about(folder.resolve(), self._started.isoformat(), str(facts["program"]))
        write_page(
            folder, tuple(about), tally.counts, self._made(number, refused), found.told, refused,
            found.skipped, found.headings,
        )  # fmt: skip

    def _unreported(self, number: int) -> Iterator[str]:
        """Yield the files of other runs into this folder that were killed."""
        own = self._work.folder.resolve()
        for run in self._open.runs():
            killed = run["state"] == "running" and run["id"] != number
            if killed and Path(run["folder"]).resolve() == own:
                yield from (file for _, _, file, *_ in self._open.made_rows(run["id"]))

    def _made(self, number: int, refused: set[int]) -> Iterator[Entry]:
        return (entry for entry in self._open.entries(run=number) if entry.row not in refused)

    @property
    def _open(self) -> Ledger:
        if self._ledger is None:  # pragma: no cover - the context manager opens it
            raise AssertionError
        return self._ledger


class Interrupt:
    """While it is open, Ctrl-C and a request to terminate are noted and not acted on.

    A second Ctrl-C ends at once.
    """

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, object] = {}

    def __call__(self) -> bool:
        """Say whether there was one."""
        return bool(self.signal)

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                if hasattr(signal, name):
                    number = getattr(signal, name)
                    before = signal.signal(number, self._note)
                    outer = getattr(before, "__self__", None)
                    if isinstance(outer, Interrupt) and outer.signal:
                        self.signal = outer.signal  # asked before this one was open
                    self._before[number] = before
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() returned

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self.signal:
            raise KeyboardInterrupt
        self.signal = number
