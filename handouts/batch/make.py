"""A whole batch in one call: a roster in, every handout out, and a report of each row.

Whoever calls it hears what happens by a `Listener`, and decides how that is told.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from handouts import resources
from handouts.batch.choices import Choices
from handouts.batch.jobs import Job
from handouts.batch.listener import Listener
from handouts.batch.made_before import MadeBefore
from handouts.batch.means import Means
from handouts.batch.names import NamePattern
from handouts.batch.outcomes import Outcome
from handouts.batch.preflight import Preflight, checker, jobs, preflight
from handouts.batch.print_notes import print_notes
from handouts.batch.printing import print_to
from handouts.batch.report import Counts
from handouts.batch.roster import Roster
from handouts.batch.row_jobs import Basis
from handouts.batch.rows import RosterProblem
from handouts.batch.session import Session, Tally, Work
from handouts.brand import Brand
from handouts.errors import BadInput, Problem


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: what became of its rows, and the signal that broke it off, 0 for none.

    `to_know` counts the rows that were made and of which the report has something to know.
    """

    folder: Path
    counts: Counts
    stopped: int
    to_know: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A roster to make, as was chosen. `source` is a file, or standard input as a stream.

    With `sample` the handouts of its first rows alone are made; with `before` without those that
    lie in a folder beside. Files that are there are replaced by `force` alone, and nothing is made
    if a single row is wrong and the batch is `strict`. A run that was broken off goes on with
    `resume`.
    """

    source: Path | BinaryIO
    choices: Choices
    means: Means
    ledger: Path
    resume: bool = False
    strict: bool = False
    force: bool = False
    sample: int | None = None
    before: MadeBefore | None = None

    def check(self, listener: Listener) -> Preflight:
        """Return what is found in the roster; make nothing. Raises HandoutError."""
        with self._open() as roster:
            brand = self._brand(listener)
            basis = self.basis(brand, resources.today())
            return self.preflight(roster, brand, basis)

    def make(self, out: Path, listener: Listener) -> Ended:
        """Make every handout into a folder. Raises HandoutError."""
        with self._open() as roster:
            brand = self._brand(listener)
            work = Work(
                out, roster.digest, brand.digest, self.choices.stated(), self.ledger, listener.go_on
            )
            with Session(work, resources.now) as session:
                return _Run(self, roster, brand, session, listener).make(out)

    def _open(self) -> Roster:
        sort = self.means.printing.sort if self.means.printing else ()
        return self.choices.open(self.source, sort)

    def _brand(self, listener: Listener) -> Brand:
        """Return the brand. Raises BadInput for errors that count."""
        brand = self.choices.load()
        if self.choices.despite_errors:
            listener.errors(self.choices.errors)
        return brand

    def basis(self, brand: Brand, day: dt.date) -> Basis:
        """Return what rows mean in a brand; `day` is that of rows without a date."""
        return self.choices.basis(brand, day, to_print=bool(self.means.printing))

    def preflight(self, roster: Roster, brand: Brand, basis: Basis) -> Preflight:
        """Return what is found in an open roster. Raises BadInput where there are no rows."""
        pattern, blank_rows = NamePattern(self.choices.pattern), self.choices.blank_rows
        found = preflight(roster, basis, checker(brand), pattern, blank_rows=blank_rows)
        if found.unreadable:
            reasons = [p for p in found.problems if isinstance(p, RosterProblem)]
            raise BadInput(problem.as_problem(roster.name) for problem in reasons)
        if not found.expected:
            hint = "write a patient a line under the headings"
            raise BadInput([Problem(roster.name, "has no rows", hint)])
        if self.means.printing:
            for note in print_notes(found.asked, brand, self.means.printing.options):
                found.note(note)
        return found


@dataclass(frozen=True, slots=True)
class _Run:
    """A batch on its way: its roster is open, its folder is held."""

    batch: Batch
    roster: Roster
    brand: Brand
    session: Session
    listener: Listener

    def make(self, out: Path) -> Ended:
        batch, listener = self.batch, self.listener
        today = self._day()
        basis = batch.basis(self.brand, today)
        found = batch.preflight(self.roster, self.brand, basis)
        if batch.sample:
            listener.columns(found, batch.choices)
        listener.preflight(found, batch.choices)
        self._refuse(found)
        if batch.before:
            rows = jobs(self.roster, found, basis)
            listener.made_before(self.session.skip_made(batch.before, found, rows))
        known = len(found.problems)
        tally, stopped = self._made(found, basis, out, today)
        listener.problems(p for p in found.problems[known:] if p.severity == "error")
        if not tally.counts.left:
            listener.left_behind(tally.left_behind, out)
        return Ended(out, tally.counts, stopped, found.rows_to_know(tally.failed))

    def _day(self) -> dt.date:
        """Return the date of rows without one: that of the run that this one goes on with."""
        earlier = self.session.earlier_date if self.batch.resume else None
        if self.batch.before and not earlier:
            earlier = self.session.date_before(self.batch.before)
        return earlier or resources.today()

    def _refuse(self, found: Preflight) -> None:
        if self.batch.strict and found.refused:
            count = len(found.refused)
            message = f"{count} of {found.expected} rows have a mistake; nothing was made"
            hint = "correct them, or leave out --strict"
            raise BadInput([Problem(self.roster.name, message, hint)])

    def _made(self, found: Preflight, basis: Basis, out: Path, today: dt.date) -> tuple[Tally, int]:
        """Make what preflight let through, into files, a print file, or both."""
        batch, means = self.batch, self.batch.means
        files = means.sink(out, NamePattern(batch.choices.pattern), force=batch.force)

        def wanted() -> Iterator[Job]:
            return islice(jobs(self.roster, found, basis), batch.sample)

        with print_to(means.printing, files, force=batch.force) as (sink, file):
            tally, stopped = self.session.run(
                found, wanted, sink,
                engine=means.engine_for(batch.sample or found.ready), resume=batch.resume,
                today=today, progress=self._tell, whole=bool(means.printing),
            )  # fmt: skip
            if file and stopped:
                file.discard()
        self.listener.progress(tally.counts, last=True)
        self.listener.print_files(file.paths if file else ())
        return tally, stopped

    def _tell(self, tally: Tally, outcomes: Sequence[Outcome]) -> None:
        self.listener.outcomes(outcomes)
        self.listener.progress(tally.counts)
