"""Somebody with a roster is told of columns: there is no option to choose for one row."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.columns import columns
from handouts.batch.remedies import worded_for_list, worded_for_roster
from handouts.batch.roster import open_roster
from handouts.batch.row_jobs import row_problems
from handouts.editions.compose import library_of
from handouts.editions.request import EditionRequest
from handouts.errors import Problem
from handouts.prescription import PrescriptionRequest
from tests.batch.rosters import checked

OPTION = re.compile(r"--([a-z-]+)")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("choose --preference flexion or none", "choose flexion or none in the column preference"),
        (
            "choose --preference flexion or none, or leave out the flag",
            "choose flexion or none in the column preference, or leave out the flag",
        ),
        (
            "choose --preference flexion if bending forward eases",
            "choose flexion in the column preference if bending forward eases",
        ),
        ("use --stage acute: it decides", "use acute in the column stage: it decides"),
        ("add --checked dvt_signs", "add dvt_signs in the column checked"),
        (
            "add --avoid dvt_signs or leave it out",
            "add dvt_signs in the column avoid or leave it out",
        ),
        ("was not given with --avoid", "was not given in the column avoid"),
        ("use --drop and --add for another", "use the columns drop and add for another"),
        ("use --add for one that suits", "use the column add for one that suits"),
        ("use --drop; 8 or fewer is best", "use the column drop; 8 or fewer is best"),
        ("it suits, or --drop side-bridge", "it suits, or put side-bridge in the column drop"),
        ("try --set bridge.reps=8 first", "try bridge.reps=8 in the column set first"),
        ("change --stage", "change the column stage"),
        ("fill in --next-visit", "fill in the column next_visit"),
        ("see which lines with --explain", "see which lines with handouts patient --explain"),
    ],
)
def test_an_option_that_is_a_column_is_told_as_one(said: str, told: str) -> None:
    assert worded_for_roster(said) == told


@pytest.mark.parametrize(
    "text",
    [
        "add --force to replace it", "add {id} or {row} to --name-pattern", "see --phone and --sex",
        "look for a lack of memory, then use --resume", "no option at all - or is there?", "",
    ],
)  # fmt: skip
def test_an_option_that_is_no_column_stays(text: str) -> None:
    assert worded_for_roster(text) == text


def test_no_remedy_of_the_library_sends_a_roster_to_the_command_line() -> None:
    conflicts = library_of(EditionRequest(PrescriptionRequest(""))).words.conflicts
    told = [words.remedy for words in conflicts.values()]
    remedies = [remedy for remedy in told if OPTION.search(remedy)]
    assert remedies
    for remedy in map(worded_for_roster, remedies):
        assert OPTION.search(remedy) is None
        assert "in the column " in remedy


@given(st.text("abcdefg -=._\n", max_size=40), st.sampled_from(sorted(columns())))
def test_whatever_stands_around_it_a_column_loses_its_option(around: str, name: str) -> None:
    column = columns()[name]
    text = worded_for_roster(f"{around} --{name.replace('_', '-')};{around}")
    assert (f"--{name.replace('_', '-')};" in text) == column.unused


def test_message_and_hint_of_a_problem_are_worded_for_its_row() -> None:
    said = Problem("--checked dvt_signs", "was not given with --avoid", "add --avoid dvt_signs")
    (told,) = row_problems(7, [said])
    assert (told.row, told.column, told.severity) == (7, "checked", "error")
    assert (told.message, told.hint) == (
        "was not given in the column avoid", "add dvt_signs in the column avoid",
    )  # fmt: skip


LISTS = (
    "Patient no,ID,Name,Stage,Notes,Flag,Flags\n1,2,Ann,acute,x,bladder,knee_problem\n,,,a,,,\n",
    "Name,Forename,Stage,Ward\nAnn Lee,Ann,acute,3\n",
    "Name,Stage,Claims\nAnn,acute,poor_balance\n",
    "Name,Stagge\nAnn,acute\n",
    "Stage,Ward\nacute,3\n",
)


@pytest.mark.parametrize("text", LISTS)
def test_what_a_report_advises_can_be_done_in_the_list(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8", newline="")
    with open_roster(path) as roster:
        problems = checked(roster).problems
    assert any("--" in problem.hint for problem in problems)
    for problem in problems:
        told = worded_for_list(problem.hint)
        assert OPTION.search(told) is None, told
        assert problem.hint == told or told.strip(" ,;")


def test_a_report_says_of_a_row_without_a_patient_what_can_be_done_in_the_list() -> None:
    said = "write the name or the number; or --blank-rows makes such rows, to be filled in by pen"
    assert worded_for_list(said) == "write the name or the number, or delete the row"
