"""What staff may have written for themselves is told before it is printed for the patient."""

from pathlib import Path

import pytest

from handouts.batch.roster import open_roster
from tests.batch.rosters import checked, checked_rows

ANN = {"name": "Ann Lee", "patient_id": "A1", "stage": "acute"}
BO = {"name": "Bo Ek", "patient_id": "A2", "stage": "acute"}


def told(folder: Path, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
    """Return row, column and beginning of the message of what is told first."""
    problems = checked_rows(folder, *rows).problems
    return [(one.row, one.column, one.message.partition(",")[0]) for one in problems]


@pytest.mark.parametrize(
    "heading",
    ["Note", "note", "Notes", "Comments", "Patient notes", "Patient note", "Note (optional)"],
)
def test_a_filled_note_is_told_where_staff_may_have_meant_it_for_themselves(
    tmp_path: Path, heading: str
) -> None:
    rows = (ANN | {heading: ""}, BO | {heading: "DNA x2"})
    message = f"D ({heading}) is printed on the handouts"
    assert told(tmp_path, *rows) == [(1, "note", message)]


@pytest.mark.parametrize(
    "heading",
    ["Note for the patient", "note_for_the_patient", "Notes for patient", "Message to patient"],
)
def test_a_note_whose_heading_is_for_the_patient_is_not_asked_about(
    tmp_path: Path, heading: str
) -> None:
    assert told(tmp_path, ANN | {heading: "Bring shoes"}) == []


@pytest.mark.parametrize("said", ["", "NULL", "-"])
def test_where_no_note_is_written_there_is_nothing_to_tell(tmp_path: Path, said: str) -> None:
    assert all("printed on" not in text for *_, text in told(tmp_path, ANN | {"Notes": said}))


def test_a_note_is_told_before_all_else(tmp_path: Path) -> None:
    rows = [
        ANN | {"patient_id": f"B{number}", "paper": "a3", "Note": "DNA"} for number in range(40)
    ]
    assert told(tmp_path, *rows)[0][1] == "note"


def test_it_is_told_of_lines_of_json_as_well(tmp_path: Path) -> None:

    path = tmp_path / "roster.jsonl"
    line = '{"name": "%s", "patient_id": "%s", "stage": "acute", "note": "DNA"}\n'
    path.write_text(line % ("Ann", "1") + line % ("Bo", "2"), encoding="utf-8")
    with open_roster(path) as roster:
        found = checked(roster)
    assert [(one.row, one.column) for one in found.problems] == [(1, "note")]
