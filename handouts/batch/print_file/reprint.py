"""Choosing the handouts that are printed again: after a jam, or because one was lost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handouts.batch.jobs import Job
from handouts.edition import EditionRequest, PreparedEdition
from handouts.errors import BadInput, Problem
from handouts.personalise import identify, prepare_for


@dataclass(frozen=True, slots=True)
class Wanted:
    """Handouts by their roster's row, their patient's number or their own id, as printed."""

    rows: tuple[int, ...] = ()
    patient_ids: tuple[str, ...] = ()
    handout_ids: tuple[str, ...] = ()


def wanted_jobs(
    jobs: Iterable[Job], wanted: Wanted, prepare: Callable[[EditionRequest], PreparedEdition]
) -> list[Job]:
    """Return the jobs of what is wanted, in their order; `prepare` makes or finds editions.

    An id depends on every detail and the date, so the roster and the date must be those of the
    first time. Raises BadInput for what is not there, never naming a patient's number.
    """
    ids = {_plain(handout_id) for handout_id in wanted.handout_ids}
    rows, numbers = set(wanted.rows), set(wanted.patient_ids) - {""}
    found_ids: set[str] = set()
    chosen = []
    for job in jobs:
        own = _plain(_id(job, prepare)) if ids - found_ids else ""
        if job.row in rows or job.patient.patient_id in numbers or own in ids:
            chosen.append(job)
            found_ids.add(own)
    found_rows = {job.row for job in chosen}
    found_numbers = {job.patient.patient_id for job in chosen}
    problems = [
        *_none_of(wanted),
        *(_no_row(row) for row in sorted(rows - found_rows)),
        *([_no_number(len(numbers - found_numbers))] if numbers - found_numbers else []),
        *(_no_id(i) for i in wanted.handout_ids if _plain(i) not in found_ids),
    ]
    if problems:
        raise BadInput(problems)
    return chosen


def _id(job: Job, prepare: Callable[[EditionRequest], PreparedEdition]) -> str:
    try:
        return identify(prepare_for(job.request, job.patient, prepare).edition, job.patient)
    except BadInput:
        return ""  # it was not made the first time either


def _plain(handout_id: str) -> str:
    """Return an id as it may be typed, without what people write in other ways."""
    return handout_id.strip().upper().replace("-", "").replace(" ", "")


def _none_of(wanted: Wanted) -> list[Problem]:
    if wanted.rows or wanted.patient_ids or wanted.handout_ids:
        return []
    hint = "name them with --row, --patient-id or --id"
    return [Problem("reprint", "does not say which handouts", hint)]


def _no_row(row: int) -> Problem:
    hint = "rows count as in the spreadsheet, the headings being row 1; --dry-run tells mistakes"
    return Problem("--row", f"{row} has no handout: it is not there, or has a mistake", hint)


def _no_number(count: int) -> Problem:
    one = "one of the numbers is" if count == 1 else f"{count} of the numbers are"
    hint = "write it as in the roster, with every leading zero"
    return Problem("--patient-id", f"{one} in no row that can be made", hint)


def _no_id(handout_id: str) -> Problem:
    hint = "take the same roster, options and date as the first time"
    shown = handout_id if len(_plain(handout_id)) <= _ID_LENGTH else "that id"
    return Problem("--id", f"no row gives the handout {shown}", hint)


_ID_LENGTH = 8
