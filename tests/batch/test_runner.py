"""Whatever a row does to its process, the others are made."""

import datetime as dt
import os
from collections.abc import Iterator

import pytest

from handouts.batch.jobs import Job
from handouts.batch.outcomes import Failed, Made
from handouts.batch.runner import CHUNK, run
from handouts.editions.request import EditionRequest
from handouts.errors import HandoutError
from handouts.patients import Patient
from handouts.prescription import PrescriptionRequest
from tests.batch.stubborn import Stubborn

REQUEST = EditionRequest(PrescriptionRequest("acute"), edition="exercises")

pytestmark = pytest.mark.usefixtures("editions_on_disk")


def jobs(count: int) -> Iterator[Job]:
    for row in range(2, count + 2):
        patient = Patient(dt.date(2026, 11, 25), name="Xqname", patient_id=str(row))
        yield Job(row, REQUEST, patient, bytes(16))


def became(sink: Stubborn, count: int, workers: int) -> dict[int, str]:
    """Return the reason of each row, "" for those that were made; each stands there once."""
    found: list[tuple[int, str]] = []
    for chunk in run(jobs(count), sink, workers, lambda: False):
        for outcome in chunk.outcomes:
            reason = outcome.problems[0].message if isinstance(outcome, Failed) else ""
            found.append((outcome.row, reason))
    assert len({row for row, _ in found}) == len(found)
    return dict(sorted(found))


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of Unix")
def test_a_row_that_kills_its_process_costs_itself_alone() -> None:
    count = 3 * CHUNK
    found = became(Stubborn(kills=frozenset({5, 6, 70})), count, 2)
    assert list(found) == list(range(2, count + 2))
    assert [row for row, reason in found.items() if reason] == [5, 6, 70]
    assert "ended from outside" in found[70]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of Unix")
def test_processes_that_always_die_end_the_run() -> None:
    with pytest.raises(HandoutError) as caught:
        became(Stubborn(kills=frozenset(range(100))), 8, 2)
    assert "--jobs 1" in caught.value.hint


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bug_that_one_row_meets_fails_that_row_without_its_text(workers: int) -> None:
    found = became(Stubborn(fails=frozenset({3})), 4, workers)
    assert [row for row, reason in found.items() if reason] == [3]
    assert found[3] == "met a bug in this program (ZeroDivisionError)"


@pytest.mark.parametrize("workers", [1, 2])
def test_asked_to_stop_it_begins_nothing_new(workers: int) -> None:
    made: list[Made] = []
    for chunk in run(jobs(20 * CHUNK), Stubborn(), workers, lambda: bool(made)):  # noqa: B023 - the list as it grows
        made += [outcome for outcome in chunk.outcomes if isinstance(outcome, Made)]
    assert 0 < len(made) <= 5 * CHUNK
