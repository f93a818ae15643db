"""No patient is lost, none is mixed up with another, and nothing is made for nobody."""

import json
from pathlib import Path

import pytest

from handouts.batch.preflight import Preflight, jobs
from handouts.batch.roster import open_roster
from handouts.batch.rows import RowProblem
from tests.batch.rosters import basis, checked, checked_rows, roster_of

ANN = {"Patient no": "A1", "Name": "Ann Lee", "Stage": "acute"}
BO = {"Patient no": "A2", "Name": "Bo Ek", "Stage": "acute"}


def told(found: Preflight, row: int) -> list[str]:
    """Return what is told of a row."""
    return [problem.message for problem in found.problems if problem.row == row]


def counts(found: Preflight) -> tuple[int, set[int], set[int]]:
    """Return how many are ready, and the rows that are skipped and refused."""
    return found.ready, found.skipped, found.refused


# -- the same row again


def test_rows_that_differ_in_a_column_that_is_not_used_are_two_patients(tmp_path: Path) -> None:
    rows = [{"Name": "Ann", "Stage": "acute", "Ward": str(ward)} for ward in (1, 2, 1)]
    assert counts(checked_rows(tmp_path, *rows)) == (2, {4}, set())


@pytest.mark.parametrize("column", ["Date of birth", "Phone", "Ward"])
def test_two_people_of_one_name_have_a_handout_each_in_a_file_of_its_own(
    tmp_path: Path, column: str
) -> None:
    rows = [{"Name": "Rosa", "Stage": "acute", column: day} for day in ("1950-01-02", "1961-03-04")]
    found = checked_rows(tmp_path, *rows)
    assert counts(found) == (2, set(), set())
    with open_roster(roster_of(tmp_path, *rows)) as roster:
        copies = [job.copy for job in jobs(roster, checked(roster), basis())]
    assert copies == [1, 2]


def test_a_space_that_nobody_sees_makes_no_other_row(tmp_path: Path) -> None:
    assert checked_rows(tmp_path, ANN, ANN | {"Patient no": "A1\u00a0"}).skipped == {3}


# -- one number


def test_one_number_with_two_names_refuses_both_rows(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN, BO, ANN | {"Name": "Cy Ng"})
    assert counts(found) == (1, set(), {2, 4})
    assert told(found, 2) == ["is in row 4 too, with another name; neither is made"]
    assert told(found, 4) == ["is in row 2 too, with another name; neither is made"]


@pytest.mark.parametrize("wrong", [{"Stage": "acut"}, {"Paper": "a3"}])
def test_a_number_with_two_names_is_told_beside_another_mistake(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    found = checked_rows(tmp_path, ANN | wrong, ANN | {"Name": "Cy Ng"})
    assert found.refused == {2, 3}
    for row in (2, 3):
        assert any("another name" in message for message in told(found, row))
    assert len(told(found, 2)) == 2


def test_every_row_of_a_number_with_two_names_is_refused(tmp_path: Path) -> None:
    days = [ANN | {"Date": f"2026-11-2{day}"} for day in (5, 6, 7)]
    other = ANN | {"Name": "Cy Ng", "Date": "2026-11-28"}
    found = checked_rows(tmp_path, *days[:2], other, days[2])
    assert found.refused == {2, 3, 4, 5}
    for row in found.refused:
        assert any(p.row == row and p.severity == "error" for p in found.problems)


@pytest.mark.parametrize(
    ("first", "second"),
    [("A1,Ann,acute,,extra", "A1,Bo,acute,"), ("A1,Bo,acute,", "A1,Ann,acute,#REF!")],
)
def test_a_number_with_two_names_is_found_where_the_reader_refuses_a_row(
    tmp_path: Path, first: str, second: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"Patient no,Name,Stage,Date\n{first}\n{second}\n", encoding="utf-8")
    with open_roster(path) as roster:
        found = checked(roster)
    assert counts(found) == (0, set(), {2, 3})
    for row in (2, 3):
        assert any("another name" in message for message in told(found, row))
    assert all(type(problem) is RowProblem for problem in found.problems)


def test_a_refused_row_with_a_number_of_its_own_keeps_nobody_back(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN | {"Date": "#REF!"}, ANN, BO)
    assert counts(found) == (2, set(), {2})


@pytest.mark.parametrize("name", ["ANN LEE", "Lee, Ann", "Ann  Lee", "Änn Lee"])
def test_a_name_may_be_written_in_another_way(tmp_path: Path, name: str) -> None:
    rows = [ANN | {"Date": "2026-11-25"}, ANN | {"Name": name, "Date": "2026-11-27"}]
    assert counts(checked_rows(tmp_path, *rows)) == (2, set(), set())


@pytest.mark.parametrize("stages", ["aac", "aca", "caa", "aacc", "acca"])
def test_rows_of_one_day_that_contradict_one_another_are_all_refused(
    tmp_path: Path, stages: str
) -> None:
    full = {"a": "acute", "c": "chronic"}
    rows = [ANN | {"Stage": full[one], "Ward": str(at)} for at, one in enumerate(stages)]
    found = checked_rows(tmp_path, *rows, BO)
    assert counts(found) == (1, set(), {row + 2 for row in range(len(stages))})
    for row in found.refused:
        assert len([p for p in found.problems if p.row == row]) == 1


def test_one_number_on_two_days_is_two_appointments(tmp_path: Path) -> None:
    rows = [ANN | {"Date": day} for day in ("2026-11-25", "2026-11-27")]
    found = checked_rows(tmp_path, *rows)
    assert counts(found) == (2, set(), set())
    assert found.problems == []


def test_a_number_with_another_date_of_birth_is_noted(tmp_path: Path) -> None:
    rows = [ANN | {"Date": f"2026-11-2{n}", "DOB": f"195{n}-01-02"} for n in (5, 7)]
    found = checked_rows(tmp_path, *rows)
    assert counts(found) == (2, set(), set())
    assert told(found, 3) == ["is in row 2 too, with another date of birth"]


# -- nobody


@pytest.mark.parametrize(
    "last",
    [
        {"Patient no": "Total patients: 2"}, {"Patient no": "Total", "Name": "2"},
        {"Name": "TOTAL"}, {"Ward": "2 patients"}, {"Name": "Page 1 of 3"},
        {"Patient no": "Printed on 25/11/2026"}, {"Ward": "End of report"},
        {"Patient no": "======"}, {"Patient no": "Clinic: North", "Ward": ""},
        {"Patient no": "North clinic", "Ward": ""}, {"Name": "Monday 25 November", "Ward": ""},
        {"Ward": "47"},
    ],
)  # fmt: skip
def test_a_line_about_the_list_is_for_nobody(tmp_path: Path, last: dict[str, str]) -> None:
    rows = [{**row, "Stage": ""} for row in (ANN, BO, {"Ward": "1", **last})]
    with open_roster(roster_of(tmp_path, *rows)) as roster:
        found = checked(roster, stage="acute")
    assert counts(found) == (2, {4}, set())
    assert [problem.severity for problem in found.problems if problem.row == 4] == ["warning"]


@pytest.mark.parametrize(
    "last",
    [
        "Count,12", ",Report generated by Sam", "(2 rows affected),", "--- end ---,", ",End",
        "*** End of report ***,", "25 November 2026,", "List printed at 25.11.2026,",
    ],
)  # fmt: skip
def test_what_programs_write_under_a_list_is_for_nobody(tmp_path: Path, last: str) -> None:
    assert counts(_given_acute(tmp_path, "Patient no,Name", "A1,Ann", last)) == (1, {3}, set())


@pytest.mark.parametrize(
    ("heading", "ann", "title", "bo"),
    [
        ("Name,Patient no", "Ann,A1", "Monday,", "Bo,A2"),
        ("Patient no,Name", "A1,Ann", "Monday,", "A2,Bo"),
        ("First name,Last name,Ward", "Ann,Lee,1", "Dr Smith clinic,,", "Bo,Ek,2"),
        ("Name,Ward", "Ann,1", "Cancelled,", "Bo,2"),
    ],
)
def test_a_text_alone_in_its_row_may_be_a_title_and_is_asked_about(
    tmp_path: Path, heading: str, ann: str, title: str, bo: str
) -> None:
    found = _given_acute(tmp_path, heading, title, ann, bo)
    assert counts(found) == (2, set(), {2})
    assert "may be a title or a total" in told(found, 2)[-1]


@pytest.mark.parametrize(
    "lines",
    [
        ("Name", "Rosa123 Muster456", "Otto1 Beispiel2"), ("Patient no", "A1", "A2"),
        ("Name,Patient no", "Ann,A1", "Bo,", "Cy,", "Di,"), ("Name,Note", "Ann,Bring shoes", "Bo,"),
        ("Name,Patient no", "Ann,", "Bo,"),
    ],
)  # fmt: skip
def test_a_name_or_number_alone_is_a_patient_where_the_list_is_so(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    assert _given_acute(tmp_path, *lines).ready == len(lines) - 1


def _given_acute(folder: Path, *lines: str) -> Preflight:
    path = folder / "r.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    with open_roster(path) as roster:
        return checked(roster, stage="acute")


@pytest.mark.parametrize("name", ["LUNCH", "Blocked out", "Staff meeting", "free slot"])
def test_a_time_without_a_patient_in_a_diary_is_for_nobody(tmp_path: Path, name: str) -> None:
    rows = [{"Time": "9:30", "Name": one, "Stage": "acute"} for one in ("Ann Lee", name, "")]
    assert counts(checked_rows(tmp_path, *rows)) == (1, {3, 4}, set())


@pytest.mark.parametrize("name", ["Martin Free", "Lunch", "Total Smith", "Page Muster"])
def test_people_may_be_called_like_lines_about_lists(tmp_path: Path, name: str) -> None:
    assert checked_rows(tmp_path, ANN | {"Name": name}).ready == 1


def test_rows_that_a_spreadsheet_filled_down_are_for_nobody(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN, {"Stage": "acute"}, {"Stage": "acute"})
    assert counts(found) == (1, {3, 4}, set())
    assert "no patient" in told(found, 3)[0]


@pytest.mark.parametrize(
    "cell",
    [{"Note": "Bring it"}, {"DOB": "1950-01-02"}, {"Ward": "1"}, {"Avoid": "chest"}, {"Side": "L"}],
)
def test_a_row_of_somebody_without_name_and_number_is_refused(
    tmp_path: Path, cell: dict[str, str]
) -> None:
    found = checked_rows(tmp_path, ANN | dict.fromkeys(cell, ""), {"Stage": "acute", **cell})
    assert counts(found) == (1, set(), {3})
    assert told(found, 3) == ["has neither a name nor a number; no handout is made"]


CLINIC = ANN | {"Clinician": "Sam Sample"}
LOST = {"Stage": "acute", "Clinician": "Sam Sample"}


def test_a_row_with_a_stage_and_a_clinician_of_its_own_was_somebodys(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, CLINIC, LOST, BO, LOST, LOST | {"Stage": "chronic"})
    assert counts(found) == (2, set(), {3, 5, 6})
    remedy = "write the name or the number; or --blank-rows makes such rows, to be filled in by pen"
    assert {(p.severity, p.hint) for p in found.problems} == {("error", remedy)}


def test_rows_alike_in_the_middle_of_a_list_were_somebodys(tmp_path: Path) -> None:
    assert counts(checked_rows(tmp_path, CLINIC, LOST, LOST, BO)) == (2, set(), {3, 4})


def test_rows_alike_below_the_last_patient_are_filled_down(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, CLINIC, BO, LOST, LOST, LOST)
    assert counts(found) == (2, {4, 5, 6}, set())
    assert "no patient" in told(found, 4)[0]


def test_a_free_time_with_a_clinician_and_a_default_stage_is_for_nobody(tmp_path: Path) -> None:
    rows = [{**row, "Stage": ""} for row in (CLINIC, LOST)]
    with open_roster(roster_of(tmp_path, *rows)) as roster:
        found = checked(roster, stage="acute")
    assert counts(found) == (1, {3}, set())
    with open_roster(roster_of(tmp_path, ANN, {"Stage": "acute"})) as roster:
        assert checked(roster, clinician="Sam Sample").skipped == {3}


def test_a_lost_row_is_a_blank_one_when_somebody_wants_these(tmp_path: Path) -> None:
    assert checked_rows(tmp_path, CLINIC, LOST, blank_rows=True).ready == 2


def test_blank_rows_are_made_when_somebody_wants_them(tmp_path: Path) -> None:
    rows = ({"Stage": "acute", "Ward": "1"}, {"Stage": "acute", "Ward": "2"})
    assert checked_rows(tmp_path, *rows, blank_rows=True).ready == 2


def test_a_list_without_a_column_for_names_and_numbers_is_asked_about(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, {"Stage": "acute", "Ward": "1"}, {"Stage": "acute"})
    assert found.unreadable
    (problem,) = found.problems
    assert "--map" in problem.hint
    assert "--blank-rows" in problem.hint


def test_an_edition_for_everybody_needs_no_patient(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, {"Edition": "Article"}, {"Edition": "article", "Paper": "A4"})
    assert counts(found) == (2, set(), set())


def test_the_example_of_the_template_is_left_out_and_told(tmp_path: Path) -> None:
    example = {"Patient no": "0042-17", "Name": "Ann Example", "Stage": "acute"}
    found = checked_rows(tmp_path, example, ANN)
    assert counts(found) == (1, {2}, set())
    assert "the example of the template" in told(found, 2)[0]
    alone = checked_rows(tmp_path, example)
    assert (counts(alone), alone.problems) == ((1, set(), set()), [])


# -- nothing


def test_words_for_nothing_are_told_once_for_each_column(tmp_path: Path) -> None:
    rows = [
        ANN | {"Next visit": "NULL", "Note": "N/A", "Goal": "nan"},
        BO | {"Next visit": "#N/A", "Note": "########", "Goal": "-"},
    ]
    found = checked_rows(tmp_path, *rows)
    assert found.ready == 2
    assert [(p.column, p.severity) for p in found.problems] == [
        ("next_visit", "warning"), ("note", "warning"), ("goal", "warning"),
    ]  # fmt: skip
    assert all("2 cells hold" in problem.message for problem in found.problems)


def test_a_word_for_nothing_that_halves_a_name_is_asked_about(tmp_path: Path) -> None:
    row = {"Patient no": "A1", "First name": "ROSA", "Last name": "NULL", "Stage": "acute"}
    found = checked_rows(tmp_path, row, row | {"Patient no": "A2", "Last name": "EK"})
    assert counts(found) == (1, set(), {2})
    assert [p.column for p in found.problems if p.severity == "error"] == ["surname"]


# -- what is never printed


@pytest.mark.parametrize("day", ["02/01/1950", "13/01/1961", "02-Jan-1950", "unknown", "1950"])
def test_a_date_of_birth_is_written_in_any_way(tmp_path: Path, day: str) -> None:
    found = checked_rows(tmp_path, ANN | {"DOB": day})
    assert (found.ready, found.problems) == (1, [])


@pytest.mark.parametrize("day", ["2031-01-01", "1850-01-01", "1950-02-30"])
def test_a_day_on_which_nobody_was_born_is_noted(tmp_path: Path, day: str) -> None:
    found = checked_rows(tmp_path, ANN | {"DOB": day})
    assert found.ready == 1
    assert told(found, 2) == ["cannot be a date of birth; it is not printed"]


def test_sums_beside_a_choice_may_be_somebodys_number(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN | {"Ref": "1"}, {"Stage": "acute", "Ref": "47"})
    assert counts(found) == (1, set(), {3})


def test_a_place_that_is_no_site_of_the_brand_is_told_with_a_way_on(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN | {"Location": "Room 2"})
    (problem,) = found.problems
    assert problem.column == "site"
    assert "--ignore LETTER" in problem.hint


def test_blank_rows_that_are_alike_are_all_made(tmp_path: Path) -> None:
    blank = {"Stage": "acute", "Name": ""}
    assert counts(checked_rows(tmp_path, blank, blank, blank, blank_rows=True))[0] == 3


def test_what_is_never_printed_is_no_mistake_whatever_it_is(tmp_path: Path) -> None:
    line = {
        "Patient no": "A1", "Name": "Ann", "Stage": "acute", "DOB": {"year": 1950},
        "Address": ["1 Test Rd", "Testtown"], "Email": "chest", "Phone": "infection",
    }  # fmt: skip
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    with open_roster(path) as roster:
        found = checked(roster)
    assert (found.ready, found.problems) == (1, [])


def test_a_flag_in_the_record_is_asked_about(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN | {"Diagnosis": "DVT signs"})
    assert found.refused == {2}
    assert "--map LETTER=avoid" in found.problems[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "dvt_signs / poor_balance", "DVT signs and bladder", "Hx: dvt_signs", "? dvt_signs",
        "dvt_signs (left)", "Recent spine surgery.", "Pregnancy after 16 weeks; well", "bladder\t?",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["Medical", "Diagnosis"])
def test_a_flag_is_found_among_other_words_that_are_not_used(
    tmp_path: Path, column: str, text: str
) -> None:
    found = checked_rows(tmp_path, ANN | {column: text})
    assert found.refused == {2}
    assert "--ignore LETTER" in found.problems[-1].hint


@pytest.mark.parametrize("text", ["bladderwort", "spine surgery", "chestnut allergy", "fine"])
def test_what_only_looks_like_a_flag_keeps_nobody_back(tmp_path: Path, text: str) -> None:
    assert checked_rows(tmp_path, ANN | {"Medical": text}).ready == 1


@pytest.mark.parametrize("column", ["Address", "Phone", "Time", "Title"])
def test_a_flag_in_a_column_that_is_never_printed_is_asked_about(
    tmp_path: Path, column: str
) -> None:
    assert checked_rows(tmp_path, ANN | {column: "dvt_signs"}).refused == {2}
    assert checked_rows(tmp_path, ANN | {column: "1 Chest Road"}).ready == 1


@pytest.mark.parametrize("value", [{"flags": ["dvt_signs"]}, [["dvt_signs"]], {"a": ["chest"]}])
def test_a_flag_deep_in_json_is_asked_about(tmp_path: Path, value: object) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(ANN | {"medical": value}), encoding="utf-8")
    with open_roster(path) as roster:
        assert checked(roster).refused == {1}


def test_the_first_appointment_of_a_day_is_the_first_that_can_be_read(tmp_path: Path) -> None:
    rows = [ANN | {"Stage": stage} for stage in ("acut", "acute", "chronic")]
    found = checked_rows(tmp_path, *rows)
    assert found.refused == {2, 3, 4}
    assert told(found, 4) == ["is in row 3 too, on the same day with other details"]


def test_the_number_of_the_example_is_noted_where_somebody_wrote_over_the_name(
    tmp_path: Path,
) -> None:
    found = checked_rows(tmp_path, ANN | {"Patient no": "0042-17"})
    assert found.ready == 1
    assert told(found, 2) == ["is that of the template's example"]
