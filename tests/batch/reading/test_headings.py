"""The row of headings is found, and no patient is ever taken for it."""

import pytest

from handouts.batch.meaning import Told
from tests.batch.reading.given import cells, read, told, values, workbook

ROW = "A1,Rosa Muster,acute"


@pytest.mark.parametrize(
    "above",
    [
        ["Appointment report"], ["Clinic: North,,", "Printed 25/11/2026,,", ",,"],
        ["# exported 2026-11-25", "# Name and stage of each patient"], ["", "", ""],
        ["Patient list", "", "Date:,25/11/2026"], ["Notes"], [",,,,,", ";;;"],
    ],
)  # fmt: skip
def test_what_stands_above_the_headings_is_passed_over(above: list[str]) -> None:
    rows, problems = read("\n".join([*above, "Patient no,Name,Stage", ROW]).encode())
    assert values(rows, "name") == ["Rosa Muster"]
    assert rows[0].number == len(above) + 2
    assert f"the headings are in row {len(above) + 1}" in told(problems)
    assert told(problems, "error") == ""


@pytest.mark.parametrize(
    "lines",
    [
        [ROW, "A2,Otto Beispiel,chronic"], ["Rosa Muster,acute", "Otto Beispiel,chronic"],
        ["0042,Rosa Muster,Review,acute", "0043,Otto,Review,acute"], ["1950-01-02,Review"],
        ["Rosa,rosa@example.test,Place"],
    ],
)  # fmt: skip
def test_a_list_without_headings_is_refused_and_its_first_patient_not_shown(
    lines: list[str],
) -> None:
    rows, problems = read("\n".join(lines).encode())
    assert rows == []
    assert "no known heading in its first 10 rows" in told(problems, "error")
    assert "write a heading over each column" in told(problems, "error")
    assert "Rosa" not in told(problems, "error")


def test_headings_below_the_tenth_row_are_not_looked_for() -> None:
    rows, _ = read("\n".join([*["note to self"] * 10, "Name,Stage", "Ann,acute"]).encode())
    assert rows == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Patient,Patient,Stage", "no,name,"),
        ("Patient,,Handout", "No.,Name,Stage"),
        (",,", "Patient no,Name,Stage"),
    ],
)
def test_headings_in_two_rows_are_read_together(upper: str, lower: str) -> None:
    rows, problems = read(f"{upper}\n{lower}\n{ROW}\n".encode())
    assert [row.number for row in rows] == [3]
    assert values(rows, "patient_id") == ["A1"]
    assert values(rows, "name") == ["Rosa Muster"]
    assert values(rows, "stage") == ["acute"]
    assert "the headings are in row" in told(problems)


def test_a_heading_that_is_merged_over_columns_belongs_to_each() -> None:
    sheet = cells(("Patient", "", "Stage"), ("number", "name", ""), ("A1", "Rosa", "acute"))
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C2"/></mergeCells>'
    rows, problems = read(workbook(sheet + merged))
    assert [dict(row.values) for row in rows] == [
        {"patient_id": "A1", "name": "Rosa", "stage": "acute"}
    ]
    assert "the headings are in rows 1 and 2, read together" in told(problems)


def test_a_patient_below_the_headings_is_never_a_part_of_them() -> None:
    rows, problems = read(b"Name,Stage,Follow-up text\nRosa,acute,Review\n,acute,Review\n")
    assert [row.number for row in rows] == [2, 3]
    assert "read together" not in told(problems)


def test_headings_that_stand_there_again_and_notes_are_told_and_are_no_patients() -> None:
    lines = ["Name,Stage", "Ann,acute", "Name,Stage", "Bo,acute", "# end of the list,"]
    rows, problems = read("\n".join(lines).encode())
    assert [row.number for row in rows] == [2, 4]
    assert "3  has the headings once more" in told(problems)
    assert "5  has a note that begins with #" in told(problems)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Patient no,Name,Stage", "Patient No.,NAME,Stage"),
        ("Patient no,Name,Stage", "MRN,Patient name,stage"),
        (",Patient,\nnumber,name,Note", ",Patient,\nnumber,name,Note"),
    ],
)
def test_headings_that_stand_again_in_other_words_are_passed_over(first: str, again: str) -> None:
    rows, problems = read(f"{first}\n{ROW}\n{again}\nA3,Ida Test,acute\n".encode())
    assert values(rows, "name") == ["Rosa Muster", "Ida Test"]
    assert "has the headings once more" in told(problems)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Patient no,Name,Stage", "Name,Patient no,Stage"), ("Patient no,Name", "Name,Patient no"),
        ("Patient no,Name,Stage", "Name,Shoes,Stage"), ("Patient no,Name,Stage", "Name,Note"),
    ],
)  # fmt: skip
def test_below_other_headings_no_row_is_read_till_the_first_ones_come_again(
    first: str, other: str
) -> None:
    text = f"{first}\nA1,Rosa\n{other}\nIda,A3,acute\nOtto,A4\n{first}\nA5,Bo\n"
    rows, problems = read(text.encode())
    assert values(rows, "name") == ["Rosa", "Bo"]
    assert [p.row for p in problems if p.severity == "error"] == [3, 4, 5]
    assert "put each list into a file or sheet of its own" in told(problems, "error")


def test_a_list_above_one_with_more_headings_is_refused_and_nobody_is_lost() -> None:
    rows, problems = read(b"Name,MRN\nRosa,A1\nBo,A2\nMRN,Name,Stage\nA3,Ida,acute\n")
    assert values(rows, "name") == ["Ida"]
    assert [p.row for p in problems if p.severity == "error"] == [1, 2, 3]


@pytest.mark.parametrize("again", ["Patient no,Name", "MRN,Full name,Stage"])
def test_two_lists_side_by_side_are_refused_and_nobody_is_lost(again: str) -> None:
    text = f"Patient no,Name,Stage,,{again}\nA1,Rosa,acute,,B1,Otto\n,,,,B2,Ida\n".encode()
    rows, problems = read(text)
    assert rows == []
    assert "put each list into a file or sheet of its own" in told(problems, "error")
    wishes = Told(dict.fromkeys("EF" if again.endswith("Name") else "EFG", ""))
    rows, problems = read(text, told=wishes)
    assert values(rows, "name")[0] == "Rosa"
    assert told(problems, "error") == ""


def test_choices_that_have_the_name_of_a_heading_are_no_headings() -> None:
    rows, problems = read(b"Patient no,Name,Mono,Form\nA1,Rosa,greyscale,fillable\nA2,Bo,,\n")
    assert values(rows, "name") == ["Rosa", "Bo"]
    assert told(problems, "error") == ""


@pytest.mark.parametrize("sign", [";", "|", "\t", ","])
@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"'])
def test_the_delimiter_that_a_first_line_tells_counts(line: str, sign: str) -> None:
    text = f"{line.format(sign)}\r\nName{sign}Stage\r\nAnn{sign}acute\r\n"
    rows, problems = read(text.encode("utf-8-sig"))
    assert values(rows, "name") == ["Ann"]
    assert problems == []


@pytest.mark.parametrize(("given", "sign"), [("tab", "\t"), (r"\t", "\t"), ("^", "^")])
def test_a_delimiter_may_be_named(given: str, sign: str) -> None:
    rows, _ = read(f"Name{sign}Stage\nAnn{sign}acute\n".encode(), delimiter=given)
    assert values(rows, "stage") == ["acute"]


def test_a_delimiter_of_two_signs_is_refused() -> None:
    _, problems = read(b"Name,Stage\nAnn,acute\n", delimiter="::")
    assert "is not a single sign" in told(problems, "error")


@pytest.mark.parametrize(
    "data",
    [
        b'MRN, "Name", Stage\r\nA1, "Muster, Rosa", acute\r\n',
        "MRN\tName\tStage\nA1\tMuster, Rosa\tacute\n".encode("utf-16-le"),
        b'MRN,Name,Stage\rA1,"Muster, Rosa",acute\r',
        b"MRN|Name|Stage||\nA1|Muster, Rosa|acute||\n",
        b'"MRN";"Name";"Stage"\n"A1";"Muster, Rosa";"acute"\n',
    ],
)  # fmt: skip
def test_delimited_text_is_read_as_programs_write_it(data: bytes) -> None:
    rows, problems = read(data)
    assert values(rows, "name") == ["Muster, Rosa"]
    assert values(rows, "stage") == ["acute"]
    assert problems == []


def test_a_row_that_a_number_sign_takes_out_is_passed_over_and_told() -> None:
    lines = ["MRN,Name,Stage", "# A2,Otto,acute", "#1042,Ida,acute", "# 12,Bo,acute"]
    rows, problems = read("\n".join(lines).encode())
    assert values(rows, "name") == ["Ida", "Bo"]
    assert "2  has a note that begins with #; it was passed over" in told(problems)


@pytest.mark.parametrize("heading", ['"MRN";Name', "MRN;Name"])
@pytest.mark.parametrize("told_sign", ["", "sep=;\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_mark_of_an_encoding_that_is_named_is_no_letter(
    encoding: str, told_sign: str, heading: str
) -> None:
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    text = f"{mark}{told_sign}{heading}\nA1;Zo\xeb\n"
    rows, problems = read(text.encode(encoding), encoding=encoding)
    assert values(rows, "patient_id") == ["A1"]
    assert values(rows, "name") == ["Zo\xeb"]
    assert problems == []


@pytest.mark.parametrize("end", ["\n\x1a", "\x1a", "\r\n\x1a\x1a"])
@pytest.mark.parametrize("row", ["A1,Rosa", '"A1","Rosa"'])
def test_the_sign_with_which_old_programs_end_a_file_is_no_row(row: str, end: str) -> None:
    rows, _ = read(f"MRN,Name\n{row}{end}".encode())
    assert [dict(one.values) for one in rows] == [{"patient_id": "A1", "name": "Rosa"}]


def test_a_list_whose_first_heading_begins_as_a_zip_does_is_read() -> None:
    assert values(read(b"PK,MRN,Name\n1,A1,Rosa\n")[0], "name") == ["Rosa"]
