"""Making a handout again from the ledger and the roster: the identical bytes, or none."""

import datetime as dt
import hashlib
from pathlib import Path

from handouts.batch.choices import Choices, read_choices
from handouts.batch.jobs import Job
from handouts.batch.ledger import Entry
from handouts.batch.roster import Roster
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row
from handouts.errors import BadInput, Problem
from handouts.personalise import Handout, make_handout


def choices_of(entry: Entry) -> Choices:
    """Return what was chosen for the run that made a handout."""
    return read_choices(entry.options)


def reissue(entry: Entry, roster: Roster) -> Handout:
    """Return the handout that the ledger names, made again from its row of the roster.

    Raises BadInput if the row is not what it was, or if content, brand or program have changed so
    that other bytes come of it.
    """
    job = _job(entry, roster)
    if job is None or job.key != entry.key:
        message = f"row {entry.row} is not the row that {entry.handout_id} was made from"
        hint = "give the roster of that day; the ledger knows its SHA-256: handouts ledger show"
        raise BadInput([Problem(roster.name, message, hint)])
    handout = make_handout(job.request, job.patient)
    if hashlib.sha256(handout.pdf).hexdigest() != entry.sha256:
        message = f"{entry.handout_id} was made from other content, or by another program"
        hint = f"it had library {entry.content_version}; make a new handout from the row"
        raise BadInput([Problem("reissue", message, hint)])
    return handout


def _job(entry: Entry, roster: Roster) -> Job | None:
    """Return the job of the row that the ledger names, None if there is none."""
    choices = choices_of(entry)
    if not Path(choices.brand).is_dir():
        hint = "put the brand back in its place"
        raise BadInput([Problem("reissue", "the brand of that run is gone", hint)])
    basis = choices.basis(choices.load(), dt.date.fromisoformat(entry.date))
    for line in roster.rows():
        if isinstance(line, Row) and line.number == entry.row:
            job = job_of(line, basis)
            return job if isinstance(job, Job) else None
    return None
