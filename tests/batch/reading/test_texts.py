"""What programs on the way did to a text is undone, and told where letters were changed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.rosters.dates import day_of, days_of
from handouts.batch.rosters.tidy import ENCODED, SPOILED, is_plain, tidied
from handouts.patients.dates import readings
from tests.batch.reading.given import read, told, values


@pytest.mark.parametrize(
    ("text", "meant", "done"),
    [
        ("Ann\xa0Lee ", "Ann Lee", ()), ("Ann  Lee", "Ann Lee", ()), ("A\u200bnn", "Ann", ()),
        ("one_x000D_\ntwo", "one\ntwo", ()), ('="00123"', "00123", ()),
        ("O&#39;Neill &amp; Sons", "O'Neill & Sons", (ENCODED,)),
        ("O&amp;#39;Neill", "O'Neill", (ENCODED,)), ("Fish &chips;", "Fish &chips;", ()),
        ("Ren\xc3\xa9", "René", (SPOILED,)),
        ("J\xc3\xbcrgen M\xc3\xbcller", "Jürgen Müller", (SPOILED,)),
        ("Å\xa0imek", "Šimek", (SPOILED,)), ("it\xe2\u20ac\u2122s", "it\u2019s", (SPOILED,)),
        ("JOÃO", "JOÃO", ()), ("CAFÉ\u2019S", "CAFÉ\u2019S", ()), ("Ángel Peña", "Ángel Peña", ()),
        ("Ren\xc3\xa9 Çelik", "Ren\xc3\xa9 Çelik", ()), ("Łukasz Żak", "Łukasz Żak", ()),
        ("山田", "山田", ()), ("Åsa Ärlig", "Åsa Ärlig", ()),
    ],
)  # fmt: skip
def test_a_text_says_again_what_was_typed(text: str, meant: str, done: tuple[str, ...]) -> None:
    assert tidied(text) == (meant, done)
    assert not (is_plain([text]) and text != meant)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_what_is_plain_stays_as_it_is(texts: list[str]) -> None:
    if is_plain(texts):
        assert [tidied(text)[0] for text in texts] == texts


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C"]), max_size=20))
def test_letters_that_were_spoiled_once_come_back(text: str) -> None:
    try:
        spoiled = text.encode().decode("windows-1252")
    except UnicodeError:
        return
    if spoiled != text and "&" not in text and "_x" not in text and text[:1] != "=":
        assert tidied(spoiled)[0] in (tidied(text)[0], tidied(spoiled.replace(" ", " "))[0])


def test_what_was_put_right_is_told_once_with_its_rows() -> None:
    lines = ["Name,Stage", "Ren\xc3\xa9,acute", "Ann &amp; Bo,acute", "Zo\xc3\xab,acute"]
    rows, problems = read("\n".join(lines).encode())
    assert values(rows, "name") == ["René", "Ann & Bo", "Zoë"]
    assert "name has letters that were spoiled on the way, such as Ã© for é" in told(problems)
    assert "they were put right (rows 2, 4)" in told(problems)
    assert "3 name has signs as web pages write them" in told(problems)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25", "2026/11/25", "2026.11.25", "20261125", "25-Nov-2026", "25 November 2026",
        "25-Nov-26", "Nov 25, 2026", "Wed 25 Nov 2026", "25th November 2026", "25/11/2026",
        "11/25/2026", "25.11.2026", "2026-11-25T09:30:00Z", "2026-11-25 09:30:00.000+01:00",
        "2026-11-25T09:30:00+0100", "25/11/2026 9:30 AM", "46351", "46351.375",
    ],
)  # fmt: skip
def test_a_day_that_can_be_one_day_only_is_that_day(text: str) -> None:
    assert day_of(text) == "2026-11-25"


@pytest.mark.parametrize(
    "text", ["03/04/2026", "3.4.2026", "25/11/26", "31/02/2026", "2026-13-01", "1950", "soon", "0"]
)
def test_what_can_be_two_days_or_none_stays(text: str) -> None:
    assert day_of(text) == text
    assert len(days_of(text)) != 1


@pytest.mark.parametrize(
    ("number", "days"),
    [("09999", ()), ("10000", ("1927-05-18",)), ("36526", ("2000-01-01",)),
     ("99999", ("2173-10-13",)), ("100000", ()), ("1999", ()), ("20000", ("1954-10-03",))],
)  # fmt: skip
def test_a_number_of_five_digits_is_the_day_that_a_spreadsheet_means(
    number: str, days: tuple[str, ...]
) -> None:
    assert tuple(day.isoformat() for day in days_of(number)) == days


def test_a_number_of_a_workbook_that_counts_from_1904_is_four_years_and_a_day_later() -> None:
    assert day_of("46351") == "2026-11-25"
    assert day_of("44889", since_1904=True) == "2026-11-25"


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    assert len(days_of(text)) <= 2


@pytest.mark.parametrize(
    ("cell", "number"),
    [('"=""00123"""', "00123"), ("1234567.0", "1234567"), ("'00123", "00123"), ("12E4", "12E4"),
     ("00042", "00042"), ("A-1.50", "A-1.50")],
)  # fmt: skip
def test_a_patients_number_keeps_its_signs(cell: str, number: str) -> None:
    rows, problems = read(f"MRN,Stage\n{cell},acute\n".encode())
    assert values(rows, "patient_id") == [number]
    assert problems == []


@pytest.mark.parametrize("cell", ["9.87E+11", "1,23457E+06", "9.87e+11", "inf"])
def test_a_number_that_was_shortened_is_refused(cell: str) -> None:
    rows, problems = read(f"MRN;Stage\n{cell};acute\nA2;acute\n".encode())
    assert [row.number for row in rows] == [3]
    assert "2 patient_id is a number that was shortened" in told(problems, "error")
    assert "Text" in told(problems, "error")


@pytest.mark.parametrize(
    ("number", "meant"),
    [("1234567.0", "1234567"), ("12345678901234567890", "12345678901234567890"),
     ("123.50", "123.50")],
)  # fmt: skip
def test_a_number_of_json_is_read_as_it_is_written(number: str, meant: str) -> None:
    rows, _ = read(f'{{"mrn": {number}, "stage": "acute"}}\n'.encode())
    assert values(rows, "patient_id") == [meant]


@pytest.mark.parametrize("number", ["1e999", "9.87E+11", "1E+400000000"])
def test_a_shortened_number_of_json_is_refused(number: str) -> None:
    rows, problems = read(f'{{"mrn": {number}, "stage": "acute"}}\n'.encode())
    assert rows == []
    assert "shortened" in told(problems, "error")


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_of_json_is_no_json(number: str) -> None:
    rows, problems = read(f'{{"mrn": {number}}}\n{{"mrn": "A"}}\n'.encode())
    assert values(rows, "patient_id") == ["A"]
    assert "is not JSON" in told(problems, "error")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#SPILL!", "########", "Err:502"])
def test_the_error_of_a_formula_is_left_out_or_refused(error: str) -> None:
    lines = ["Name,Note,Avoid,Phone", f"Ann,{error},,{error}", f"Bo,,{error},", f"{error},,,"]
    rows, problems = read("\n".join(lines).encode())
    assert [(row.number, row.values.get("note")) for row in rows] == [(2, None)]
    assert "3 avoid shows the error of a formula" in told(problems, "error")
    assert "4 name shows the error of a formula" in told(problems, "error")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("heading", ["Note", "Goal", "Shoes"])
def test_a_cell_that_took_in_the_next_patient_refuses_its_row(heading: str, sign: str) -> None:
    lines = ["MRN,Name," + heading, 'A1,Rosa,"walk daily', 'A2,Otto,rest"', "A3,Ida,x"]
    rows, problems = read("\n".join(lines).replace(",", sign).encode())
    assert values(rows, "name") == ["Ida"]
    assert "2  has what looks like the next row in its cell in column C" in told(problems, "error")
    assert "close the quotation mark" in told(problems, "error")


def test_a_note_of_several_lines_is_read() -> None:
    rows, problems = read(b'MRN,Name,Note\nA1,Rosa,"walk\nsit, then rest"\n')
    assert values(rows, "note") == ["walk\nsit, then rest"]
    assert told(problems, "error") == ""


@pytest.mark.parametrize("text", ["1" * 5000, "3 Nov 2026" + "," * 20_000, "1 Nov " + "2" * 9000])
def test_a_text_too_long_for_a_day_is_none_and_other_rows_go_on(text: str) -> None:
    began = time.monotonic()
    data = f'MRN,Name,Date,Birth date\nA1,Rosa,"{text}","{text}"\nA2,Bo,2026-11-03,\n'
    rows, problems = read(data.encode())
    assert values(rows, "date") == [text, "2026-11-03"]
    assert told(problems, "error") == ""
    assert readings(text, ("November",), day_first=True) == ()
    assert time.monotonic() - began < 5  # seconds


@pytest.mark.parametrize(
    "number", ["1e99999999999999999999", "-1e-99999999999999999999", "1" * 5000]
)
def test_a_number_that_no_program_can_hold_refuses_its_row_alone(number: str) -> None:
    rows, problems = read(f'{{"name": "Ann", "mrn": {number}}}\n{{"name": "Bo"}}\n'.encode())
    assert values(rows, "name") == ["Bo"]
    assert "1  is not JSON" in told(problems, "error")
