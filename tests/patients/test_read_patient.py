import datetime as dt
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import Problem
from handouts.patients import FIELDS, Patient, read_patient, read_patient_file, read_patient_stream

TODAY = dt.date(2026, 3, 4)


def problems(**values: object) -> tuple[Problem, ...]:
    patient, found = read_patient(values, {field: f"--{field}" for field in values}, today=TODAY)
    assert (patient is None) == bool(found)
    return found


def test_nothing_given_makes_a_blank_patient_dated_today() -> None:
    assert read_patient({}, {}, today=TODAY) == (Patient(TODAY), ())


def test_every_detail_reaches_the_patient() -> None:
    values = {field: f"some {field}" for field in FIELDS} | {"date": "2026-11-23"}
    patient, found = read_patient(values, {}, today=TODAY)
    assert found == ()
    assert patient is not None
    assert patient.date == dt.date(2026, 11, 23)
    assert {getattr(patient, field) for field in FIELDS if field != "date"} == {
        f"some {field}" for field in FIELDS if field != "date"
    }


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
@pytest.mark.parametrize("kind", [str, dt.date.fromisoformat])
def test_the_first_and_the_last_day_of_a_handout_are_taken(
    day: str, kind: Callable[[str], object]
) -> None:
    assert read_patient({"date": kind(day)}, {}, today=TODAY) == (
        Patient(dt.date.fromisoformat(day)), (),
    )  # fmt: skip


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-01"])
@pytest.mark.parametrize("kind", [str, dt.date.fromisoformat])
def test_the_day_before_and_the_day_after_are_refused(
    day: str, kind: Callable[[str], object]
) -> None:
    (problem,) = problems(date=kind(day))
    assert problem.source == "--date"
    assert problem.message == "lies outside the years 2000 to 2099"


def test_an_empty_text_counts_as_absent() -> None:
    assert read_patient({"name": "", "date": "", "note": None}, {}, today=TODAY)[0] == Patient(
        TODAY
    )


@pytest.mark.parametrize("text", [" ", "\u200b\u200b", "\u00a0", "\u2800"])
def test_text_that_cannot_be_seen_is_refused(text: str) -> None:
    assert [problem.source for problem in problems(name=text)] == ["--name"]


@pytest.mark.parametrize("text", ["None", "NaN", "#N/A", "null", " NULL ", "n/a", "?", "-"])
@pytest.mark.parametrize("field", ["name", "patient_id", "clinician", "next_visit", "note", "goal"])
def test_a_word_for_a_missing_value_is_refused_in_every_detail(field: str, text: str) -> None:
    (problem,) = problems(**{field: text})
    assert "missing value" in problem.message


@pytest.mark.parametrize(
    "date",
    [
        "23/11/2026", "02/03/04", "45000", "2026-13-01", "2023-02-29", "2026-1-5", "tomorrow",
        "20261123", "2026-W01-1", "0026-11-23", "3026-11-23", 45000, True,
        dt.datetime(2026, 1, 1, 9, 0, tzinfo=dt.UTC), "２０２６-01-01",  # noqa: RUF001
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(date: object) -> None:
    (problem,) = problems(date=date)
    assert problem.source == "--date"
    assert "YYYY-MM-DD" in problem.hint
    assert str(date) not in problem.message


def test_a_number_is_refused_because_leading_zeros_would_be_lost() -> None:
    (problem,) = problems(patient_id=123)
    assert "quotation marks" in problem.hint


def test_all_problems_are_reported_at_once() -> None:
    found = problems(name="x" * 500, date="soon", clinician=7, note="\x00")
    assert {problem.source for problem in found} == {"--name", "--date", "--clinician", "--note"}


@given(
    st.dictionaries(
        st.sampled_from([field for field in FIELDS if field != "date"]),
        st.text("\x00\x1b\u202e\ud800NHSno. 943-476-5919", min_size=6, max_size=300),
    )
)
def test_no_problem_quotes_a_value(values: dict[str, object]) -> None:
    for problem in problems(**values):
        for value in values.values():
            assert str(value) not in problem.message + problem.hint


def test_a_file_gives_its_details(tmp_path: Path) -> None:
    file = tmp_path / "patient.toml"
    file.write_bytes(
        b'\xef\xbb\xbfname = "Zo\xc3\xab"\ndate = 2026-11-23\nnote = """\none\ntwo\n"""\n'
    )
    values, found = read_patient_file(file)
    assert found == ()
    patient, found = read_patient(values, {}, today=TODAY)
    assert patient == Patient(dt.date(2026, 11, 23), name="Zoë", note="one\ntwo")


def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    file = tmp_path / "patient.toml"
    file.write_text('clinican = "Dr A"\nname = "B"\nshoe = "40"\n')
    values, found = read_patient_file(file)
    assert values == {"name": "B"}
    assert found[0] == Problem(
        "patient.toml:clinican", "is not a known key", "did you mean clinician?"
    )
    assert "next_visit" in found[1].hint


def test_a_file_of_json_gives_its_details(tmp_path: Path) -> None:
    file = tmp_path / "patient.json"
    file.write_text('\ufeff {"name": "Zoë", "date": "2026-11-23", "age": 7}', encoding="utf-8")
    details, found = read_patient_file(file)
    assert details == {"name": "Zoë", "date": "2026-11-23"}
    assert [problem.source for problem in found] == ["patient.json:age"]
    assert read_patient_stream(io.BytesIO(b'{"goal": "walk"}')) == ({"goal": "walk"}, ())


@pytest.mark.parametrize(
    ("text", "source", "message"),
    [
        ('{\n"name": "Ann",\n"name": "Bo"}', "p.json:name", "twice"),
        ('{\n"name": "Ann"\n"goal": "x"}', "p.json:3", "not valid JSON"),
        ('{"name": "Ann"', "p.json:1", "not valid JSON"),
        ('{"note": ' + "[" * 20_000, "p.json", "not valid JSON"),
        ('{"note": ' + "9" * 5_000 + "}", "p.json", "not valid JSON"),
        ('{"note": "' + "x" * 70_000 + '"}', "p.json", "larger than"),
    ],
)
def test_json_that_cannot_be_read_is_told_without_its_text(
    text: str, source: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "p.json").write_text(text)
    details, found = read_patient_file(tmp_path / "p.json")
    assert details == {}
    assert [problem.source for problem in found] == [source]
    assert message in found[0].message
    assert "Ann" not in str(found[0])


def test_a_syntax_error_names_file_and_line_and_not_the_text(tmp_path: Path) -> None:
    file = tmp_path / "patient.toml"
    file.write_text("date = 2026-11-23\nname = Margaret Okafor\n")
    values, (problem,) = read_patient_file(file)
    assert values == {}
    assert problem.source == "patient.toml:2"
    assert "Margaret" not in str(problem)


@pytest.mark.parametrize(("encoding", "line"), [("cp1252", 2), ("utf-16", 1)])
def test_another_encoding_is_refused_with_the_remedy(
    tmp_path: Path, encoding: str, line: int
) -> None:
    file = tmp_path / "patient.toml"
    file.write_bytes('clinician = "A"\nname = "Zoë"\n'.encode(encoding))
    _, (problem,) = read_patient_file(file)
    assert problem.source == f"patient.toml:{line}"
    assert "UTF-8" in problem.hint


def test_pipes_folders_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/dev/zero")):
        values, found = read_patient_file(path)
        assert values == {}
        assert len(found) == 1


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    _, (problem,) = read_patient_file(tmp_path / "nowhere.toml")
    assert problem.message == "does not exist"


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "patient.toml"
    file.write_bytes(b"#" * 2_000_000)
    _, (problem,) = read_patient_file(file)
    assert "64 kB" in problem.message


def test_deep_nesting_is_refused() -> None:
    _, (problem,) = read_patient_stream(io.BytesIO(b"name = " + b"[" * 20_000))
    assert "nested" in problem.message


def test_details_come_from_standard_input_too() -> None:
    assert read_patient_stream(io.BytesIO(b'name = "Ann"')) == ({"name": "Ann"}, ())


def test_a_closed_standard_input_is_said() -> None:
    _, (problem,) = read_patient_stream(None)
    assert problem.source == "standard input"
