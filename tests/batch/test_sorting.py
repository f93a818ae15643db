"""Rows in the order of a column, as people would put them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.roster import open_roster
from handouts.batch.rows import Row, RowProblem
from handouts.batch.sorting import in_order, natural
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
        ["Ang", "Ångström", "Anke", "Özil", "Pope"],
        ["2026-02-09", "2026-02-10", "2026-11-01"],
        ["0042", "43", "100"],
        ["a", "A b", "b", ""],
        ["lee", "Lee  Ann", "Lee Bo", " "],
    ],
)
def test_texts_stand_as_people_would_put_them(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=natural) == texts


@given(ROWS)
def test_every_row_comes_once_and_ties_stay_as_they_came(rows: list[Row]) -> None:
    found = list(in_order(rows))
    assert found == [Row(r.number, r.values) for r in sorted(rows, key=_key)]


def _key(row: Row) -> tuple[object, ...]:
    return (*map(natural, row.sort_by), row.number)


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


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (("surname",), "2431"),
        (("Last Name",), "2431"),  # what the heading means
        (("Ward",), "3142"),  # a heading that is known for nothing else
        (("stage", "ward"), "1423"),
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


def test_a_column_that_is_not_there_is_a_mistake_with_a_remedy(tmp_path: Path) -> None:
    with open_roster(roster_of(tmp_path, *PEOPLE), sort=("surnme", "stage")) as roster:
        found = checked(roster)
    assert found.unreadable
    (problem,) = (one for one in found.problems if one.severity == "error")
    assert "surnme" in problem.message
    assert "surname" in problem.hint


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
