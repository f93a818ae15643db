"""Rosters as clinics export them: read whole, or refused with row, column and remedy."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.columns import column_of, columns
from handouts.batch.jobs import Job
from handouts.batch.roster import Roster, open_roster
from handouts.batch.rosters.delimited import LONGEST_CELL
from handouts.batch.rosters.tidy import tidied
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row, RowProblem, UnreadableRosterError
from handouts.spellings import is_nothing
from tests.batch.rosters import basis

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\n#=&_"), max_size=30
).filter(lambda text: not is_nothing("note", text, kind="detail"))


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(roster: Roster) -> tuple[list[Row], list[RowProblem]]:
    with roster:
        return read_again(roster)


def read_again(roster: Roster) -> tuple[list[Row], list[RowProblem]]:
    lines = list(roster.rows())
    return (
        [line for line in lines if isinstance(line, Row)],
        [line for line in lines if isinstance(line, RowProblem)],
    )


def rows_of(folder: Path, name: str, data: bytes | str, **options: Any) -> list[Row]:
    rows, problems = read(open_roster(write(folder, name, data), **options))
    assert problems == []
    return rows


def problem_of(folder: Path, name: str, data: bytes | str, **options: Any) -> RowProblem:
    (problem,) = read(open_roster(write(folder, name, data), **options))[1]
    assert problem.hint
    return problem


def workbook(folder: Path, *rows: list[object], name: str = "roster.xlsx") -> Any:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book, folder / name


def saved(book: Any, path: Path) -> Roster:
    book.save(path)
    return open_roster(path)


# -- headings


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MRN", "patient_id"), ("Hospital No.", "patient_id"), ("D.O.B.", "date_of_birth"),
        (" sur name ", "surname"), ("FIRST_NAME", "first_name"), ("Text size", "text"),
        ("next-visit", "next_visit"), ("\uff33\uff34\uff21\uff27\uff25", "stage"),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_common_names(text: str, name: str) -> None:
    found = column_of(text)
    assert found is not None
    assert found.name == name


def test_no_heading_means_two_columns() -> None:
    spelt = [
        "".join(c for c in text.casefold() if c.isalnum())
        for column in columns().values()
        for text in (column.name, *column.also)
    ]
    assert len(spelt) == len(set(spelt))


def test_unknown_headings_are_told_once_and_not_repeated(tmp_path: Path) -> None:
    text = "stage,Xqzv,name,Xqzw\nacute,1,Ann,2\n"
    problem = problem_of(tmp_path, "r.csv", text)
    assert (problem.row, problem.column, problem.severity) == (1, "B, D", "warning")
    assert "Xqz" not in problem.message + problem.hint


def test_a_file_without_headings_is_refused_without_showing_its_first_patient(
    tmp_path: Path,
) -> None:
    rows, problems = read(open_roster(write(tmp_path, "r.csv", "Ann Lee,0042\nBo Ek,0043\n")))
    assert rows == []
    assert "no known heading" in problems[0].message
    assert not any("Ann" in str(problem) for problem in problems)


def test_first_name_and_surname_become_the_name(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "r.csv", "Surname,Forename,stage\nLee,Ann,acute\n")
    assert row.values["name"] == "Ann Lee"


# -- delimited text


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_every_cell_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]], sign: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(["name", "note", "goal"])
    writer.writerows(cells)
    folder = tmp_path_factory.mktemp("roster")
    rows = read(open_roster(write(folder, "r.csv", out.getvalue())))[0]
    texts = [[tidied(cell)[0] for cell in line] for line in cells]
    assert [row.number for row in rows] == [n for n, line in enumerate(texts, 2) if any(line)]
    for row in rows:
        values = dict(zip(("name", "note", "goal"), texts[row.number - 2], strict=True))
        assert row.values == {key: value for key, value in values.items() if value}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_an_encoding_that_is_certain_is_read(tmp_path: Path, encoding: str) -> None:
    (row,) = rows_of(tmp_path, "r.csv", "name;stage\nÅsa Žák;acute\n".encode(encoding))
    assert row.values == {"name": "Åsa Žák", "stage": "acute"}


def test_text_in_another_encoding_is_refused_until_it_is_named(tmp_path: Path) -> None:
    data = "name,stage\nRené,acute\n".encode("windows-1252")
    assert "--encoding" in problem_of(tmp_path, "r.csv", data).hint
    (row,) = rows_of(tmp_path, "r.csv", data, encoding="windows-1252")
    assert row.values["name"] == "René"


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "r.csv", "name\nAnn\n", encoding="klingon")
    assert "no such encoding" in problem.message


def test_leading_zeros_stay(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "r.csv", "MRN,stage\n000420,acute\n")
    assert row.values["patient_id"] == "000420"


def test_empty_rows_keep_their_number_and_are_passed_over(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "r.csv", "name\nAnn\n\n  \nBo\n")
    assert [row.number for row in rows] == [2, 5]


def test_a_row_with_more_cells_than_headings_is_refused_and_others_go_on(tmp_path: Path) -> None:
    rows, problems = read(open_roster(write(tmp_path, "r.csv", "name,note\nAnn,a,b\nBo,x\n")))
    assert [row.number for row in rows] == [3]
    assert (problems[0].row, problems[0].severity) == (2, "error")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"Ann,x\nBo,y\n', "never closes"),
        ('"Ann"x,y\n', "quotation mark inside"),
        ("x" * (LONGEST_CELL + 1) + ",y\n", "131,072"),
    ],
)
def test_a_row_that_would_swallow_others_is_refused_with_its_number(
    tmp_path: Path, line: str, message: str
) -> None:
    problem = problem_of(tmp_path, "r.csv", f"name,note\n{line}")
    assert problem.row == 2
    assert message in problem.message


def test_a_list_may_have_semicolons_commas_or_lines(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "r.csv", 'name,avoid\nA,"x; y"\nB,"x,y"\nC,"x\ny"\n')
    assert all(row.values["avoid"] == ["x", "y"] for row in rows)


@pytest.mark.parametrize("data", ["", "\n\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: str) -> None:
    rows, problems = read(open_roster(write(tmp_path, "r.csv", data)))
    assert rows == []
    assert any(problem.severity == "error" for problem in problems)


# -- JSON Lines


def test_json_lines_may_nest_changes_of_doses(tmp_path: Path) -> None:
    line = {"name": "Ann", "MRN": "007", "set": {"bridge": {"reps": 8, "sets": 2}}, "avoid": ["x"]}
    (row,) = rows_of(tmp_path, "r.jsonl", json.dumps(line) + "\n\n")
    assert row.values == {
        "name": "Ann",
        "patient_id": "007",
        "set": ["bridge.reps=8", "bridge.sets=2"],
        "avoid": ["x"],
    }


@pytest.mark.parametrize(
    "line", ['["Ann"]', '{"name": "Ann"', '{"name": "A", "name": "B"}', "[" * 10_000, b"\xff"]
)
def test_a_broken_line_is_refused_and_others_go_on(tmp_path: Path, line: str | bytes) -> None:
    broken = line.encode() if isinstance(line, str) else line
    rows, problems = read(open_roster(write(tmp_path, "r.jsonl", broken + b'\n{"name": "Bo"}\n')))
    assert [row.number for row in rows] == [2]
    assert problems[0].row == 1


# -- workbooks


def test_dates_numbers_and_texts_of_a_workbook_are_read_as_excel_shows_them(
    tmp_path: Path,
) -> None:
    book, path = workbook(
        tmp_path,
        ["Name", "MRN", "Date", "mono", "note"],
        ["Ann", 42, dt.datetime(2026, 11, 23), True, "=not a formula?"[1:]],  # noqa: DTZ001
    )
    book.active["B2"].number_format = "000000"
    (row,), problems = read(saved(book, path))
    assert problems == []
    assert row.values == {
        "name": "Ann",
        "patient_id": "000042",
        "date": "2026-11-23",
        "mono": "yes",
        "note": "not a formula?",
    }


def test_a_formula_without_a_saved_value_is_refused(tmp_path: Path) -> None:
    book, path = workbook(tmp_path, ["name"], ["=A1&A2"], ["Bo"])
    rows, problems = read(saved(book, path))
    assert [row.number for row in rows] == [3]
    assert "formula" in problems[0].message


def test_hidden_rows_and_sheets_are_told(tmp_path: Path) -> None:
    book, path = workbook(tmp_path, ["name"], ["Ann"], ["Bo"])
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("old").sheet_state = "hidden"
    rows, problems = read(saved(book, path))
    assert len(rows) == 2
    assert {problem.severity for problem in problems} == {"warning"}
    assert "hidden sheet" in problems[0].message
    assert problems[1].row == 3


def test_a_stray_cell_far_out_is_told_and_the_list_is_read(tmp_path: Path) -> None:
    book, path = workbook(tmp_path, ["name"], ["Ann"])
    book.active["XFD1048576"] = "x"
    rows, problems = read(saved(book, path))
    assert [row.number for row in rows] == [2]
    assert (problems[0].row, problems[0].severity) == (1048576, "error")


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (201 * 1024 * 1024))
    (problem,) = read(open_roster(path))[1]
    assert "200 MB" in problem.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls"),
        (b"Ann\nBo\n", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableRosterError, match=message) as caught:
        open_roster(write(tmp_path, "r.xlsx", data))
    assert caught.value.problem.hint


# -- where it comes from


def test_standard_input_is_read_twice() -> None:
    with open_roster(io.BytesIO(b"name,stage\nAnn,acute\n")) as roster:
        assert [row.number for row in read_again(roster)[0]] == [2]
        assert read_again(roster) == read_again(roster)
    assert roster.name == "standard input"


@pytest.mark.parametrize("name", [".", "nowhere.csv", "old.xls"])
def test_what_is_no_ordinary_file_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UnreadableRosterError) as caught:
        open_roster(tmp_path / name)
    assert caught.value.problem.hint


def test_a_cell_under_an_empty_heading_is_refused_and_others_go_on(tmp_path: Path) -> None:
    text = "stage,avoid,\nacute,knee_problem,dvt_signs\nacute,,\n"
    rows, problems = read(open_roster(write(tmp_path, "r.csv", text)))
    assert [row.number for row in rows] == [3]
    assert (problems[0].row, problems[0].severity) == (2, "error")
    assert "dvt" not in problems[0].message + problems[0].hint


@pytest.mark.parametrize("heading", ["Red flags", "Warning signs", "Contraindication", "Alerts"])
def test_a_heading_for_warning_signs_is_the_column_avoid(heading: str) -> None:
    column = column_of(heading)
    assert column
    assert column.name == "avoid"


def test_an_unknown_heading_is_never_taken_for_checked(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "r.csv", "stage,checkd\nacute,x\n")
    assert problem.severity == "warning"
    assert "checked" not in problem.hint


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("first_name", ["Rosa"]), ("surname", {"x": "Muster"}), ("surname", True), ("note", ["a"]),
        ("goal", True), ("patient_id", ["A1"]),
    ],
)  # fmt: skip
def test_what_is_no_text_in_json_is_refused_where_words_are_written(
    tmp_path: Path, key: str, value: object
) -> None:
    path = tmp_path / "r.jsonl"
    line = {"patient_id": "A1", "first_name": "Rosa", "stage": "acute", key: value}
    path.write_text(json.dumps(line), encoding="utf-8")
    with open_roster(path) as roster:
        (problem,) = [line for line in roster.rows() if isinstance(line, RowProblem)]
    assert (problem.column, problem.severity) == (key, "error")
    assert "no" in problem.message


def test_false_and_nothing_in_json_are_empty_where_words_are_written(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    line = {"patient_id": "A1", "note": False, "goal": [], "next_visit": None, "mono": False}
    path.write_text(json.dumps(line), encoding="utf-8")
    with open_roster(path) as roster:
        (row,) = [line for line in roster.rows() if isinstance(line, Row)]
    assert row.values == {"patient_id": "A1", "mono": "no"}


def test_a_text_too_long_for_a_choice_refuses_its_row(tmp_path: Path) -> None:
    text = f"stage,condition\nacute,{'z' * 300}\nacute,\n"
    first, second = rows_of(tmp_path, "r.csv", text)
    found = job_of(first, basis())
    assert isinstance(found, list)
    assert [(p.row, p.column) for p in found] == [(2, "condition")]
    assert isinstance(job_of(second, basis()), Job)
