"""Lists as clinics' programs export them and receptionists keep them (invented people)."""

from pathlib import Path

import pytest

from handouts.batch.preflight import Preflight, jobs
from handouts.batch.roster import open_roster
from tests.batch.rosters import basis, checked

CASES = Path(__file__).parent / "cases"


def looked_at(name: str) -> tuple[Preflight, list[tuple[str, str]]]:
    """Return what is found in a list, and name and number of each patient with a handout."""
    with open_roster(CASES / name) as roster:
        found = checked(roster, stage="acute")
        made = [] if found.unreadable else list(jobs(roster, found, basis(stage="acute")))
    return found, [(job.patient.name, job.patient.patient_id) for job in made]


ROSA, OTTO = ("Rosa Muster", "A1"), ("Otto Beispiel", "A2")


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("base.csv", [ROSA, OTTO]),
        ("address-in-three-columns.csv", [ROSA]),
        ("avoid-none.csv", [("Rosa", "A1"), ("Otto", "A2"), ("Ida", "A3"), ("Al", "A4"),
                            ("Bo", "A5"), ("Cy", "A6")]),
        ("clinical-notes.csv", [ROSA]),
        ("cliniko-patients.csv", [("Rosa Muster", "7")]),
        ("dob-uk-never-printed.csv", [ROSA, OTTO]),
        ("dup-nbsp.csv", [ROSA]),
        ("emis-list.csv", [("Rosa MUSTER", "999 000 0001")]),
        ("multi-appointments.csv", [ROSA, ROSA]),
        ("name-and-parts.csv", [ROSA]),
        ("notes-and-comments.csv", [ROSA]),
        ("null-in-optional.csv", [ROSA, OTTO, ("Ida Test", "A3"), ("Bo Test", "A4")]),
        ("openemr-appointments.csv", [ROSA]),
        ("same-name-other-birth.csv", [("Rosa Muster", ""), ("Rosa Muster", "")]),
        ("stage-filled-down.csv", [ROSA]),
        ("stage-sub-acute.csv", [ROSA, OTTO]),
        ("synthea-like.csv", [("Rosa123 Muster456", "00000000-0000-4000-8000-000000000001")]),
        ("systmone-list.csv", [("Rosa Muster", "999 000 0001")]),
        ("totals-row-defaults.csv", [ROSA, OTTO]),
        ("two-ids.csv", [ROSA]),
    ],
)  # fmt: skip
def test_a_list_gives_a_handout_to_each_of_its_people(
    name: str, people: list[tuple[str, str]]
) -> None:
    found, made = looked_at(name)

    assert made == people
    assert found.refused == set()
    assert not [problem for problem in found.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cliniko-patients.csv", ["A (ID) is taken, not Q (Reference Number)", "R (Notes) is pr"]),
        ("clinical-notes.csv", ["C (Notes) is printed"]),
        ("emis-list.csv", ["B (NHS Number) is taken, not A (EMIS Number)"]),
        ("name-and-parts.csv", ["B (Name) is taken whole; C (First name), D (Last name)"]),
        ("notes-and-comments.csv", ["C (Notes) is taken, not D (Comments)", "C (Notes) is print"]),
        ("openemr-appointments.csv", ["I (pubpid) is taken, not H (pid)"]),
        ("stage-filled-down.csv", ["has no patient"] * 3),
        ("totals-row-defaults.csv", ["is about the list and for no patient"]),
        ("two-ids.csv", ["A (MRN) is taken, not B (NHS number)"]),
        ("null-in-optional.csv", ["a word for nothing"] * 3),
        ("dup-nbsp.csv", ["is the same as row 2 in every cell"]),
        ("synthea-like.csv", []),
        ("systmone-list.csv", []),
        ("address-in-three-columns.csv", []),
        ("dob-uk-never-printed.csv", []),
        ("same-name-other-birth.csv", []),
        ("multi-appointments.csv", []),
    ],
)
def test_what_was_settled_for_the_receptionist_is_told(name: str, told: list[str]) -> None:
    found, _ = looked_at(name)

    assert len(found.problems) == len(told)
    for problem, words in zip(found.problems, told, strict=True):
        assert words in problem.message
        assert problem.hint


def test_a_misspelt_heading_is_asked_about_before_anything_is_made() -> None:
    found, _ = looked_at("surname-heading-misspelt.csv")

    assert found.unreadable
    (problem,) = found.problems
    assert (problem.row, problem.column) == (1, "B")
    assert "did you mean last name?" in problem.hint
