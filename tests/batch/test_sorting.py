"""Rows in the order of a column, as people would put them."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.columns import places
from handouts.batch.roster import open_roster
from handouts.batch.rows import Row, RowProblem
from handouts.batch.sorting import in_order, natural
from handouts.errors import OutputError
from tests.batch.rosters import checked, csv_text, roster_of

TEXTS = st.text(max_size=12)
ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=30).map(
    lambda pairs: [Row(n, {"name": pair[0]}, pair) for n, pair in enumerate(pairs, 2)]
)


def sorted_names(folder: Path, *rows: Mapping[str, str], sort: tuple[str, ...]) -> list[str]:
    with open_roster(roster_of(folder, *rows), sort=sort) as roster:
        found = in_order(row for row in roster.rows() if isinstance(row, Row))
        return [str(row.values["patient_id"]) for row in found]


@pytest.mark.parametrize(
    "texts",
    [
        ["Ward 2", "ward 10", "Ward 10b", "Ward 11"],
        ["Ang", "Ångström", "Anke", "Łuczak", "Lund", "Lynn", "Łyż", "Ørn", "Özil", "Pope"],
        ["2026-02-09", "2026-02-10", "2026-11-01"],
        ["0042", "43", "100"],
        ["a", "A b", "b", ""],
        ["lee", "Lee  Ann", "Lee Bo", " "],
        ["bed", "Bed 0", "bed 9", "Bed 010", "bed " + "9" * 40, "bed 1" + "0" * 40],
        ["9:30", "10:15", "14:00"],
        ["12:05 am", "9:30 AM", "10:15 a.m.", "12:15 PM", "1:00 PM", "2 pm", "2.30pm", "15:00"],
        ["08:00", "9:30 am", "noon", "13:00:30", "1:30 PM", "midnight guard"],
        ["9 - 10 am", "11 am - 12 noon", "11:30 - 1:00 pm", "12:00-12:30pm", "1 to 2 PM"],
        ["25/11/2026", "26/11/2026", "01/12/2026", "2/1/2027"],
        ["25.11.26", "1.12.26", "02.12.2026"],
        ["Wed 25 Nov 2026", "Thursday, 26 November 2026", "1st Dec 2026", "3-Jan-27"],
        ["Nov 25, 2026", "December 1, 2026", "January 2, 2027"],
        ["2026-11-25 9:30", "2026-11-25T10:00", "25/11/2026 2 pm", "2026-11-26"],
        ["25 November", "1 December"],
        ["900", "1,200", "12,000"],
        ["Ward 2, 9 am", "Ward 2, 1 pm", "Ward 10, 8 am"],
    ],
)
def test_texts_stand_as_people_would_put_them(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=natural) == texts


@pytest.mark.parametrize(
    "texts",
    [
        ["11/30/2026", "12/01/2026", "12/13/2026", "01/02/2027"],  # 13 is no month
        ["30/11/2026", "01/12/2026", "13/12/2026", "02/01/2027"],
        ["9/30/26 2 PM", "10/1/26 9:00 AM", "10/1/26 1:00 PM", ""],
        ["Mon", "Tues", "Weds", "Thursday", "Fri", "Sat", "Sunday", ""],
        ["Mon 9:30 AM", "Monday, 1 pm", "Fri 8:00"],
        ["Fri", "Mon", "Sunderland"],  # not all are days: they go by their letters
    ],
)
def test_a_column_tells_how_its_days_are_written(texts: list[str]) -> None:
    rows = [Row(number, {"name": text}, (text,)) for number, text in enumerate(texts, 2)]
    assert [row.values["name"] for row in in_order(rows[::-1])] == texts


@given(ROWS)
def test_every_row_comes_once_and_ties_stay_as_they_came(rows: list[Row]) -> None:
    found = list(in_order(rows))
    assert found == [Row(r.number, r.values) for r in sorted(rows, key=_key)]


def _key(row: Row) -> tuple[object, ...]:
    return (*map(natural, row.sort_by), row.number)


@given(st.integers(0), st.integers(0), st.text("AbÄ -", max_size=4), st.integers(0, 3))
def test_numbers_are_sorted_by_their_value(one: int, other: int, before: str, zeros: int) -> None:
    first, second = natural(f"{before}{'0' * zeros}{one}"), natural(f"{before}{other}")
    assert (first < second, first == second) == (one < other, one == other)


@given(st.text("aBc 12", max_size=8))
def test_case_and_spaces_make_no_difference(text: str) -> None:
    assert natural(text.upper()) == natural(f"  {text.lower().replace(' ', '  ')} ")


@given(st.lists(TEXTS, max_size=20))
def test_empty_cells_come_last(texts: list[str]) -> None:
    found = sorted(texts, key=natural)
    blank = [not text.strip() for text in found]
    assert blank == sorted(blank)


PEOPLE = (
    {"patient_id": "1", "surname": "Ek", "ward": "10", "stage": "acute"},
    {"patient_id": "2", "surname": "Ax", "ward": "", "stage": "acute"},
    {"patient_id": "3", "surname": "Dee", "ward": "9", "stage": "chronic"},
    {"patient_id": "4", "surname": "ax", "ward": "10", "stage": "acute"},
)
WAITING = [Row(2, {"name": "Ann"}, ("b",)), Row(3, {"name": "Bo"}, ("a",))]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (("surname",), "2431"),
        (("Last Name",), "2431"),  # what the heading means
        (("Ward",), "3142"),  # a heading that is known for nothing else
        (("stage", "ward"), "1423"),
        (("surname", "ward"), "4231"),  # Ax and ax are the same: the ward decides
        (("WARD", "surname"), "3412"),
    ],
)
def test_any_heading_of_the_roster_can_be_sorted_by(
    tmp_path: Path, sort: tuple[str, ...], ids: str
) -> None:
    assert sorted_names(tmp_path, *PEOPLE, sort=sort) == list(ids)


def test_a_heading_that_is_sorted_by_is_used_and_others_are_told(tmp_path: Path) -> None:
    rows = [one | {"bed": "1"} for one in PEOPLE]
    with open_roster(roster_of(tmp_path, *rows), sort=("ward",)) as roster:
        problems = [line for line in roster.rows() if isinstance(line, RowProblem)]
    assert [(problem.column, problem.severity) for problem in problems] == [("E", "warning")]


@pytest.mark.parametrize(
    ("wanted", "remedy"),
    [
        ("surnme", "did you mean surname?"),
        ("famly name", "did you mean family name?"),
        ("bed", "patient_id, surname, stage"),
    ],
)
def test_a_column_that_is_not_there_is_a_mistake_with_a_remedy(
    tmp_path: Path, wanted: str, remedy: str
) -> None:
    with open_roster(roster_of(tmp_path, *PEOPLE), sort=(wanted, "stage")) as roster:
        found = checked(roster)
    assert found.unreadable
    (problem,) = (one for one in found.problems if one.severity == "error")
    assert wanted in problem.message
    assert remedy in problem.hint


@pytest.mark.parametrize(
    ("wanted", "found"), [("#", 2), ("№", 3), ("", None), ("--", None), ("MRN", 4), ("bed-no", 5)]
)
def test_signs_count_only_in_a_heading_that_is_nothing_else(wanted: str, found: int | None) -> None:
    headings = ("", "stage", " # ", "No", "Patient number", "Bed No.")
    assert places(headings, [wanted]) == (found,)


def test_a_key_that_no_line_has_is_a_mistake_and_one_that_some_have_is_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "roster.jsonl"
    lines = [{"patient_id": "1", "stage": "acute"}, {"patient_id": "2", "stage": "acute", "bed": 3}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with open_roster(path, sort=("bed",)) as roster:
        assert not checked(roster).problems
    with open_roster(path, sort=("bed", "ward")) as roster:
        found = checked(roster)
    assert found.unreadable
    (problem,) = found.problems
    assert "'ward'" in problem.message


def test_rows_that_cannot_be_kept_meanwhile_are_told_without_a_word_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(OutputError) as told:
        list(in_order(WAITING))
    assert "Ann" not in told.value.message + told.value.hint


@pytest.mark.skipif(os.name == "nt", reason="there a file has a name until it is closed")
def test_what_waits_is_in_no_file_that_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = in_order(WAITING)
    assert next(rows).number == 3
    assert list(tmp_path.iterdir()) == []


def test_json_lines_are_sorted_by_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "roster.jsonl"
    rows = [{**one, "ward": int(one["ward"]) if one["ward"] else None} for one in PEOPLE]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with open_roster(path, sort=("ward", "surname")) as roster:
        lines = list(roster.rows())
    assert not any(isinstance(line, RowProblem) for line in lines)
    found = in_order(line for line in lines if isinstance(line, Row))
    assert [row.values["patient_id"] for row in found] == list("3412")


def test_rows_that_are_short_or_cut_are_sorted_too(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(csv_text(PEOPLE[:2]) + "5,Bo\n", encoding="utf-8", newline="")
    with open_roster(path, sort=("ward", "surname")) as roster:
        found = in_order(line for line in roster.rows() if isinstance(line, Row))
        assert [row.values["patient_id"] for row in found] == ["1", "2", "5"]
