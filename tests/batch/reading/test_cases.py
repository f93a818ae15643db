"""Lists that clinics brought and that were not read, each as it has to be read."""

import shutil
from pathlib import Path

import pytest

from tests.batch.reading.given import CASES, read, told, values

THREE = ["A1", "A2", "A3"]


@pytest.mark.parametrize(
    "name",
    [
        "c-chartsheet", "c-empty-fill", "x-condfmt-x14", "x-dim-A1", "x-dim-huge",
        "x-dim-rows-cut", "x-dim-short", "x-strict", "x-wide-empty-format",
    ],
)  # fmt: skip
def test_a_workbook_is_read_whatever_it_says_beside_its_cells(name: str) -> None:
    rows, problems = read(CASES / f"{name}.xlsx")
    assert values(rows, "patient_id") == THREE
    assert values(rows, "name") == ["Rosa Muster", "Otto Beispiel", "Ida Test"]
    assert values(rows, "date") == ["2026-11-25", "2026-11-26", "2026-11-27"]
    assert values(rows, "stage") == ["acute", "chronic", "subacute"]
    assert problems == []


@pytest.mark.parametrize("name", ["c-bad-crc-sheet", "c-truncated-sheet-xml"])
def test_a_damaged_workbook_is_refused_with_what_to_do(name: str) -> None:
    rows, (problem,) = read(CASES / f"{name}.xlsx")
    assert rows == []
    assert "damaged" in problem.message
    assert "save it as a new .xlsx" in problem.hint


@pytest.mark.parametrize("name", ["lo-formula-empty-note", "x-formula-empty-note"])
def test_a_formula_that_shows_nothing_is_an_empty_cell(name: str) -> None:
    rows, problems = read(CASES / f"{name}.xlsx")
    assert values(rows, "note") == ["", "bring shoes"]
    assert told(problems, "error") == ""


def test_the_time_of_an_appointment_is_left_out_of_its_day() -> None:
    rows, _ = read(CASES / "x-appointment-time.xlsx")
    assert values(rows, "date") == ["2026-11-25"] * 3


def test_an_escaped_end_of_a_line_is_one() -> None:
    rows, _ = read(CASES / "x-cr-escape.xlsx")
    assert values(rows, "note") == ["one\ntwo", "three\nfour"]


@pytest.mark.parametrize(
    ("name", "letter"), [("x-empty-heading", "B"), ("x-empty-heading-end", "D")]
)
def test_a_cell_under_no_heading_is_refused_with_its_column(name: str, letter: str) -> None:
    rows, problems = read(CASES / f"{name}.xlsx")
    assert rows == []
    assert f"2  has a cell in column {letter}, which has no heading" in told(problems, "error")


def test_filtered_rows_are_told_and_left_out_where_asked() -> None:
    rows, problems = read(CASES / "x-filter-hidden.xlsx")
    assert values(rows, "patient_id") == THREE
    assert "filtered out; its handout is made too (rows 3, 4)" in told(problems)
    rows, problems = read(CASES / "x-filter-hidden.xlsx", visible_only=True)
    assert values(rows, "patient_id") == ["A1"]
    assert "it was left out (rows 3, 4)" in told(problems)


def test_a_hidden_column_is_told_and_left_out_where_asked() -> None:
    rows, problems = read(CASES / "x-hidden-col.xlsx")
    assert values(rows, "note") == ["private remark"]
    assert "note column C is hidden, and used all the same" in told(problems)
    rows, problems = read(CASES / "x-hidden-col.xlsx", visible_only=True)
    assert values(rows, "note") == [""]
    assert "note column C is hidden, and left out" in told(problems)


def test_patients_numbers_are_read_as_excel_shows_them() -> None:
    rows, _ = read(CASES / "x-id-leading-zero-formats.xlsx")
    assert values(rows, "patient_id") == [
        "001 234 5678", "001-234-5678", "MRN-00042", "00042", "0012/26", "00042",
    ]  # fmt: skip


def test_of_two_lists_the_one_in_front_is_read_and_the_other_told() -> None:
    rows, problems = read(CASES / "x-list-plus-second-list.xlsx")
    assert values(rows, "patient_id") == ["A1"]
    assert "sheet 2 has a list too, of 2 rows; sheet 1 is read | to read the other one" in told(
        problems
    )
    assert "South" not in told(problems)
    for sheet in ("South", "south ", "2"):
        rows, problems = read(CASES / "x-list-plus-second-list.xlsx", sheet=sheet)
        assert values(rows, "patient_id") == ["A2", "A3"]
        assert problems == []


def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    rows, problems = read(CASES / "x-merged-group.xlsx")
    assert values(rows, "clinician") == ["Sam Sample"] * 3
    assert "merged cells; what stands in them counts for each of their rows (rows 3, 4)" in told(
        problems
    )


@pytest.mark.parametrize("name", ["x-nbsp.xlsx", "dup-nbsp.csv"])
def test_blanks_that_do_not_break_are_blanks(name: str) -> None:
    rows, problems = read(CASES / name)
    assert values(rows, "patient_id") == ["A1", "A1"]
    assert values(rows, "name") == ["Rosa Muster", "Rosa Muster"]
    assert rows[0].digest == rows[1].digest
    assert problems == []


@pytest.mark.parametrize(
    ("name", "row", "count"),
    [("x-table-row3.xlsx", 3, 3), ("title-rows.csv", 4, 1), ("blank-first-line.csv", 2, 1)],
)
def test_headings_below_the_first_row_are_found_and_told(name: str, row: int, count: int) -> None:
    rows, problems = read(CASES / name)
    assert len(rows) == count
    assert rows[0].number == row + 1
    assert f"the headings are in row {row}; what stands above is not read" in told(problems)


def test_a_line_that_tells_the_delimiter_is_no_row() -> None:
    rows, problems = read(CASES / "sep-line.csv")
    assert [(row.number, row.values["patient_id"]) for row in rows] == [(2, "A1"), (3, "A2")]
    assert problems == []


def test_days_are_read_where_they_can_be_one_day_only() -> None:
    rows, problems = read(CASES / "date-formats.csv")
    assert values(rows, "date") == ["2026-11-25"] * 8
    assert told(problems, "error") == ""


def test_a_number_of_json_keeps_its_digits() -> None:
    rows, _ = read(CASES / "float-ids.jsonl")
    assert values(rows, "patient_id") == ["1234567", "1234568"]


def test_errors_of_formulas_do_not_reach_a_handout() -> None:
    rows, _ = read(CASES / "null-in-optional.csv")
    assert not any("#" in str(value) for row in rows for value in row.values.values())


@pytest.mark.parametrize(
    ("case", "name", "message"),
    [
        ("base.csv", "list.xlsx", "is delimited text (CSV), not an Excel workbook as its name"),
        ("base.csv", "list.xls", "is delimited text (CSV), though its name ends in .xls"),
        ("base.csv", "list", "is delimited text (CSV), though its name has no ending"),
        ("base.csv", "list.jsonl", "is delimited text (CSV), not JSON Lines as its name says"),
        ("x-strict.xlsx", "list.csv", "is an Excel workbook, not delimited text (CSV) as its"),
        ("float-ids.jsonl", "list.csv", "is JSON Lines, not delimited text (CSV) as its name"),
    ],
)
def test_a_file_of_another_kind_than_its_name_is_read_and_told(
    tmp_path: Path, case: str, name: str, message: str
) -> None:
    shutil.copy(CASES / case, tmp_path / name)
    rows, problems = read(tmp_path / name)
    assert rows == read(CASES / case)[0]
    assert rows
    assert message in told(problems)
