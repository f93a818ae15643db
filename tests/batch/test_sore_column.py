"""The column `sore`: what receptionists type there, and what becomes of it."""

from pathlib import Path

import pytest

from handouts.batch.columns import column_of
from handouts.batch.jobs import Job
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row
from tests.batch.rosters import basis, checked_rows

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute"}


def asked(cell: str, **given: object) -> str:
    """Return the sore side that a row with this cell asks for."""
    job = job_of(Row(2, {**ANN, "sore": cell} if cell else dict(ANN)), basis(**given))
    assert isinstance(job, Job)
    return job.request.prescription.sore


@pytest.mark.parametrize(
    ("side", "cells"),
    [
        ("left", ["left", "Left", "LEFT", "L", "l.", "Lt", "left leg", "Left side", "left-sided"]),
        ("right", ["right", "R", "rt.", "Right leg", "right lower limb"]),
        ("both", ["both", "B", "Bilateral", "bilat.", "both legs", "L/R", "r & l", "L and R"]),
        ("", ["", " "]),
    ],
)
def test_a_side_may_be_written_as_clinics_write_it(side: str, cells: list[str]) -> None:
    assert {cell: asked(cell) for cell in cells} == dict.fromkeys(cells, side)


@pytest.mark.parametrize(
    "heading", ["sore", "Sore side", "Affected side", "Side", "LATERALITY", "painful leg"]
)
def test_a_heading_for_the_side_is_the_column_sore(heading: str) -> None:
    column = column_of(heading)

    assert column
    assert column.name == "sore"


def test_a_default_holds_for_rows_that_say_nothing() -> None:
    assert asked("", sore="Left") == "left"
    assert asked("r", sore="left") == "right"


@pytest.mark.parametrize("cell", ["lefft", "midline", "left?!x"])
def test_what_is_no_side_is_refused_and_not_repeated(tmp_path: Path, cell: str) -> None:
    found = checked_rows(tmp_path, ANN | {"sore": cell})
    (problem,) = found.problems

    assert (problem.row, problem.column, problem.severity) == (2, "sore", "error")
    assert problem.message == "there is no such side"
    assert "left" in problem.hint
    assert cell not in (problem.message, problem.hint)
    assert found.refused == {2}


def test_a_row_with_another_side_is_another_handout() -> None:
    rows = [Row(2, {**ANN, "sore": cell}) for cell in ("left", "L", "R", "")]
    keys = [job.key for job in (job_of(row, basis()) for row in rows) if isinstance(job, Job)]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 3
