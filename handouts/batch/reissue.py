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
from handouts.edition_request import PreparedEdition
from handouts.errors import BadInput, Problem
from handouts.personalise import Handout, identify, make_handout, prepare_for


def choices_of(entry: Entry) -> Choices:
    """Return what was chosen for the run that made a handout."""
    return read_choices(entry.options)


def reissue(entry: Entry, roster: Roster) -> Handout:
    """Return the handout that the ledger names, made again from its row of the roster.

    Raises BadInput if the row is not what it was, or if content, brand or program have changed so
    that other bytes come of it. A handout that went to a print file alone is known by its id.
    """
    job = job_again(entry, roster)
    handout = make_handout(job.request, job.patient)
    if hashlib.sha256(handout.pdf).hexdigest() != (entry.sha256 or _of_id(entry, handout)):
        raise BadInput([_other(entry)])
    return handout


def prepare_again(entry: Entry, roster: Roster) -> tuple[Job, PreparedEdition]:
    """Return the job and the edition of a handout, to print its pages again; raises as `reissue`.

    The id depends on the edition and every detail: the same one, the same pages.
    """
    job = job_again(entry, roster)
    prepared = prepare_for(job.request, job.patient)
    if identify(prepared.edition, job.patient) != entry.handout_id:
        raise BadInput([_other(entry)])
    return job, prepared


def job_again(entry: Entry, roster: Roster) -> Job:
    """Return the job of the row that the ledger names; BadInput if it is not what it was."""
    job = _job(entry, roster)
    if job is None or job.key != entry.key:
        message = f"row {entry.row} is not the row that {entry.handout_id} was made from"
        hint = "give the roster of that day; the ledger knows its SHA-256: handouts ledger show"
        raise BadInput([Problem(roster.name, message, hint)])
    return job


def _of_id(entry: Entry, handout: Handout) -> str:
    """Return the handout's SHA-256 if it has the id that the ledger names, else nothing."""
    same = handout.id == entry.handout_id
    return hashlib.sha256(handout.pdf).hexdigest() if same else ""


def _other(entry: Entry) -> Problem:
    message = f"{entry.handout_id} was made from other content, or by another program"
    hint = f"it had library {entry.content_version}; make a new handout from the row"
    return Problem("reissue", message, hint)


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
