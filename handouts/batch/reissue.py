"""Making a handout again from the ledger and a roster: the identical bytes, or none.

A row is known by what it asks for, never by its roster's bytes or its place in it. So a roster that
has more rows by now, or was saved in another way, still gives the handouts of the rows that stayed.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.batch.choices import Choices, read_choices
from handouts.batch.jobs import Job
from handouts.batch.ledger import Entry, Ledger
from handouts.batch.roster import Roster
from handouts.batch.row_jobs import Basis, job_of
from handouts.batch.rows import Row
from handouts.editions.request import PreparedEdition
from handouts.errors import BadInput, Problem
from handouts.personalise import Handout, identify, make_handout, prepare_for


@dataclass(frozen=True, slots=True)
class Past:
    """A handout that the ledger knows, and the job of the row that it was made from."""

    entry: Entry
    job: Job


def readings(ledger: Ledger, path: Path) -> Iterator[Roster]:
    """Yield a roster, open, in each way in which rosters were read before, and as it comes.

    First comes the way in which this very file was read. Raises BadInput where it cannot be opened.
    """
    plain = Choices(brand="")
    with plain.open(path) as opened:
        digest = opened.digest
    runs = [run for run in ledger.runs() if run["options"]]
    same = [read_choices(run["options"]) for run in runs if run["roster_sha256"] == digest]
    others = [read_choices(run["options"]) for run in runs]
    seen = set()
    for choices in (*same[::-1], plain, *others[::-1]):
        way = replace(choices, brand="", site="", given={}, pattern="").stated()
        if way not in seen:
            seen.add(way)
            yield choices.open(path)


class Search:
    """Finds the handouts that were made of rows; a run's brand is read once.

    `failure` says what kept it from looking at a run, if something did: its brand is gone.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.failure: BadInput | None = None
        self._ledger = ledger
        self._bases: dict[tuple[str, str], Basis] = {}

    def of_rows(self, rows: Sequence[Row]) -> dict[int, Past]:
        """Return by number of the row the newest handout that was made of it, if there is one.

        A run without that row, or one in which it failed, hides none before it.
        """
        found: dict[int, Past] = {}
        for options, date in self._ledger.chosen():
            left = [row for row in rows if row.number not in found]
            if not left:
                break
            basis = self._basis_if_any(options, date)
            pasts = [self._past(row, basis) for row in left] if basis else []
            found |= {row.number: past for row, past in zip(left, pasts, strict=False) if past}
        return found

    def of_entry(self, entry: Entry, roster: Roster) -> Past:
        """Return a handout with the first row that it could have been made from.

        Raises BadInput where there is none.
        """
        if not entry.options:
            message = f"{entry.handout_id} was made for one patient, without a roster"
            hint = "make it again with handouts patient, and the details of that day"
            raise BadInput([Problem("reissue", message, hint)])
        basis = self._basis(entry.options, entry.date)
        for row in roster.rows():
            if isinstance(row, Row):
                job = job_of(row, basis)
                if isinstance(job, Job) and job.key == entry.key:
                    return Past(entry, job)
        message = f"has no row that {entry.handout_id} was made from, as it was then"
        hint = "the row has changed since; give the roster of that day, or make a new handout"
        raise BadInput([Problem(roster.name, message, hint)])

    def _past(self, row: Row, basis: Basis) -> Past | None:
        """Return the newest handout of what a row asks for, of those whose brand is there."""
        job = job_of(row, basis)
        made = list(self._ledger.entries(key=job.key)) if isinstance(job, Job) else []
        for entry in reversed(made):
            own = self._basis_if_any(entry.options, entry.date)
            again = job_of(row, own) if own else None
            if isinstance(again, Job):
                return Past(entry, again)
        return None

    def _basis_if_any(self, options: str, date: str) -> Basis | None:
        try:
            return self._basis(options, date)
        except BadInput as error:
            self.failure = self.failure or error
            return None

    def _basis(self, options: str, date: str) -> Basis:
        """Return what the rows of a run started from. Raises BadInput where its brand is gone."""
        key = (options, date)
        if key not in self._bases:
            choices = read_choices(options)
            if not Path(choices.brand).is_dir():
                hint = "put the brand back in its place"
                raise BadInput([Problem("reissue", "the brand of that run is gone", hint)])
            self._bases[key] = choices.basis(choices.load(), dt.date.fromisoformat(date))
        return self._bases[key]


def reissue(past: Past) -> Handout:
    """Return a handout made again.

    Raises BadInput if content, brand or program have changed so that other bytes come of it. A
    handout that went to a print file alone is known by its id.
    """
    handout = make_handout(past.job.request, past.job.patient)
    entry = past.entry
    same = hashlib.sha256(handout.pdf).hexdigest() == entry.sha256
    if not (same if entry.sha256 else handout.id == entry.handout_id):
        raise BadInput([_other(entry)])
    return handout


def prepare_again(past: Past) -> PreparedEdition:
    """Return the edition of a handout, to print its pages again; raises as `reissue`.

    The id depends on the edition and every detail: the same one, the same pages.
    """
    prepared = prepare_for(past.job.request, past.job.patient)
    if identify(prepared.edition, past.job.patient) != past.entry.handout_id:
        raise BadInput([_other(past.entry)])
    return prepared


def _other(entry: Entry) -> Problem:
    message = f"{entry.handout_id} was made from other content, or by another program"
    hint = f"it had library {entry.content_version}; make a new handout from the row"
    return Problem("reissue", message, hint)
