"""Words in a roster are understood as people write them, and nothing is nothing."""

from pathlib import Path

import pytest

from handouts.batch.jobs import Job
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row
from tests.batch.rosters import basis, checked_rows

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute"}


def job(**cells: object) -> Job:
    made = job_of(Row(2, {**ANN, **cells}), basis())
    assert isinstance(made, Job), made
    return made


@pytest.mark.parametrize(
    ("cells", "as_if"),
    [
        ({"stage": "Sub-acute"}, {"stage": "subacute"}),
        ({"stage": "sub acute"}, {"stage": "subacute"}),
        ({"paper": "A4"}, {"paper": "a4"}),
        ({"language": "EN"}, {"language": "en"}),
        ({"region": "GB"}, {"region": "uk"}),
        ({"text": "Large print"}, {"text": "large"}),
        ({"text": "LARGE"}, {"text": "large"}),
        ({"mono": "X"}, {"mono": "yes"}),
        ({"mono": "None"}, {}),
        ({"avoid": ["Knee Problem"]}, {"avoid": ["knee_problem"]}),
        ({"avoid": ["none"]}, {}),
        ({"avoid": ["No"], "checked": ["nil"]}, {}),
        ({"add": ["Side bridge"]}, {"add": ["side-bridge"]}),
        ({"preference": "-"}, {}),
        ({"sore": "?"}, {}),
    ],
)
def test_a_cell_is_understood_as_people_write_it(
    cells: dict[str, object], as_if: dict[str, object]
) -> None:
    assert job(**cells).key == job(**as_if).key


@pytest.mark.parametrize("cell", ["unknown", "?"])
def test_flags_that_nobody_knows_are_asked_about(tmp_path: Path, cell: str) -> None:
    assert checked_rows(tmp_path, ANN | {"avoid": cell}).refused == {2}
