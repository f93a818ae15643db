"""What is wrong with a roster is known before the first page: row, column, reason, remedy."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch.preflight import jobs
from handouts.batch.roster import open_roster
from handouts.batch.rows import RowProblem
from tests.batch.rosters import basis, checked, checked_rows, roster_of

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute"}
MARK = "Xqzv"


def only(folder: Path, row: dict[str, str]) -> RowProblem:
    found = checked_rows(folder, ANN, row)
    assert found.refused == {3}
    (problem,) = [one for one in found.problems if one.severity == "error"]
    assert problem.row == 3
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("stage", "", "is missing"),
        ("stage", MARK, "no such stage"),
        ("preference", MARK, "no such preference"),
        ("setting", MARK, "no such setting"),
        ("sore", MARK, "no such side"),
        ("avoid", MARK, "no such flag"),
        ("checked", MARK, "no such flag"),
        ("checked", "dvt_signs", "was not given in the column avoid"),
        ("plan", MARK, "no such plan"),
        ("plan", f"{MARK}/plan.toml", "a roster opens none"),
        ("add", MARK, "no such exercise"),
        ("drop", MARK, "no such exercise"),
        ("set", f"walking.{MARK}=3", "no such field"),
        ("set", MARK, "is not EXERCISE.FIELD=VALUE"),
        ("edition", MARK, "no such edition"),
        ("paper", MARK, "none of the choices"),
        ("text", MARK, "none of the choices"),
        ("figure", MARK, "none of the choices"),
        ("mono", MARK, "neither yes nor no"),
        ("language", MARK, "has no words"),
        ("region", MARK, "no such region"),
        ("site", MARK, "no site of the brand"),
        ("condition", MARK, "no condition"),
        ("date", "03/04/26", "is not a date"),
        ("date", "2026-02-30", "calendar does not have"),
        ("name", "\u6f22" + MARK, "typeface lacks"),
        ("note", MARK + "x" * 1300, ""),
        ("name", f"{MARK}\nAnn", "line break"),
    ],
)
def test_a_mistake_is_told_with_its_column_and_remedy_and_without_the_value(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    wrong = {"name": "Bo Ek", "patient_id": "0043", "stage": "acute", column: value}
    problem = only(tmp_path, wrong)
    assert problem.column == column
    assert reason in problem.message
    assert MARK.lower() not in (problem.message + problem.hint).lower()


def test_a_region_that_there_is_not_has_the_remedy_to_add_it_or_to_leave_the_column_out(
    tmp_path: Path,
) -> None:
    problem = only(tmp_path, {"name": "Bo Ek", "stage": "acute", "region": "za"})
    assert "handouts brand regions FOLDER --new ID" in problem.hint
    assert "--ignore LETTER leaves the column out" in problem.hint


@pytest.mark.parametrize("said", ["unknown", "Not known", "?", "not asked"])
def test_flags_that_nobody_knows_are_asked_about_in_plain_words(tmp_path: Path, said: str) -> None:
    problem = only(tmp_path, {"name": "Bo Ek", "stage": "acute", "avoid": said})
    assert (problem.column, problem.hint) == ("avoid", "write none, or the flags")


@pytest.mark.parametrize("said", ["None of these", "none of the above", "no flags", "nothing"])
def test_no_flags_in_a_sentence_are_no_flags(tmp_path: Path, said: str) -> None:
    found = checked_rows(tmp_path, {"name": "Bo Ek", "stage": "acute", "avoid": said})
    assert (found.ready, found.problems) == (1, [])


def test_every_mistake_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    wrong = {"name": "Ann", "stage": "acut", "paper": "a3", "date": "tomorrow", "mono": "perhaps"}
    found = checked_rows(tmp_path, wrong)
    assert {problem.column for problem in found.problems} == {"date", "paper", "mono"}
    assert (found.expected, found.ready) == (1, 0)


def test_an_equal_row_is_skipped_and_two_of_one_number_that_differ_are_refused(
    tmp_path: Path,
) -> None:
    other = ANN | {"patient_id": "0043"}
    namesake = {"name": "Ann Lee", "patient_id": "0050", "stage": "acute"}
    found = checked_rows(tmp_path, ANN, ANN, other, other | {"stage": "chronic"}, namesake)
    assert (found.expected, found.skipped, found.refused) == (5, {3}, {4, 5})
    told = [(problem.row, problem.message) for problem in found.problems]
    assert told == [
        (3, "is the same as row 2 in every cell; one handout is made"),
        (4, "is in row 5 too, on the same day with other details"),
        (5, "is in row 4 too, on the same day with other details"),
    ]


def test_rows_with_an_urgent_sign_are_ready_and_told_before_all_others(tmp_path: Path) -> None:
    clot = ANN | {"patient_id": "0043", "avoid": "dvt_signs"}
    examined = clot | {"patient_id": "0044", "checked": "dvt_signs"}
    wrong = ANN | {"patient_id": "0045", "stage": "acut"}
    found = checked_rows(tmp_path, wrong, ANN, clot, examined, ANN)
    assert (found.to_check, found.refused, found.skipped, found.ready) == ({4}, {2}, {6}, 3)
    assert [(problem.row, problem.check_first) for problem in found.told] == [
        (4, True), (2, False), (6, False),
    ]  # fmt: skip
    sign = found.told[0]
    assert (sign.column, sign.severity) == ("avoid", "warning")
    assert "before any exercise" in sign.message
    assert "in the column checked" in sign.hint


def test_a_sign_of_a_row_that_is_not_made_is_not_counted(tmp_path: Path) -> None:
    clot = ANN | {"avoid": "dvt_signs"}
    other = clot | {"patient_id": "0043"}
    found = checked_rows(tmp_path, clot, clot, other, other | {"avoid": "chest"})
    assert (found.to_check, found.skipped, found.refused) == ({2}, {3}, {4, 5})
    assert [problem.row for problem in found.check_notes] == [2]


def test_every_row_to_be_checked_is_told_however_many_mistakes_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.preflight.MAX_TOLD", 1)
    clot = ANN | {"avoid": "dvt_signs"}
    rows = [clot | {"patient_id": str(number)} for number in range(3)]
    wrong = [ANN | {"patient_id": f"{number}w", "stage": "acut"} for number in range(3)]
    found = checked_rows(tmp_path, *wrong, *rows)
    assert [problem.row for problem in found.told] == [5, 6, 7, 2]
    assert found.count == 6


def test_a_name_pattern_that_does_not_tell_rows_apart_refuses_the_later(tmp_path: Path) -> None:
    rows = [ANN | {"patient_id": number} for number in ("a/1", "A-1", "e\u0301/", "\u00c9-")]
    found = checked_rows(tmp_path, *rows, pattern="{patient_id}")
    assert found.refused == {3, 5}
    assert "row 2" in found.problems[0].message
    assert checked_rows(tmp_path, *rows, pattern="{patient_id}-{row}").ready == 4


def test_defaults_hold_for_rows_that_say_nothing_else(tmp_path: Path) -> None:
    path = roster_of(tmp_path, {"name": "Ann", "text": "giant"}, {"name": "Bo", "text": ""})
    start = basis(stage="chronic", text="large")
    with open_roster(path) as roster:
        found = checked(roster, stage="chronic", text="large")
        made = list(jobs(roster, found, start))
    assert [(job.request.prescription.stage, job.request.text) for job in made] == [
        ("chronic", "giant"), ("chronic", "large"),
    ]  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(["", "Ann", "Bo", "\u6f22", "  "]),
                "patient_id": st.sampled_from(["", "1", "01", "2"]),
                "stage": st.sampled_from(["", "acute", "ACUTE ", "acut"]),
                "avoid": st.sampled_from(["", "dvt_signs", "poor_balance; chest"]),
                "checked": st.sampled_from(["", "dvt_signs", "chest"]),
                "text": st.sampled_from(["", "large", "huge"]),
                "note": st.text(max_size=5),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_ready_refused_or_skipped_and_each_ready_one_has_a_job(
    tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    with open_roster(roster_of(tmp_path, *rows)) as roster:
        found = checked(roster)
        if found.unreadable:
            return
        made = [job.row for job in jobs(roster, found, basis())]
    assert not found.refused & found.skipped
    assert found.to_check <= set(made)
    assert len(made) == len(set(made)) == found.ready
    assert found.expected == found.ready + len(found.refused) + len(found.skipped)
    for row in found.refused:
        assert any(p.row == row and p.severity == "error" for p in found.problems)


@pytest.mark.parametrize("said", ["dvt_signs", "DVT signs", "swollen_calf", "knee pain; dvt-signs"])
@pytest.mark.parametrize("name", ["r.csv", "r.jsonl"])
def test_a_flag_under_a_heading_that_is_not_known_is_never_lost(
    tmp_path: Path, name: str, said: str
) -> None:
    text = f"id,stage,Doctor\n1,acute,{said}\n2,acute,fine\n"
    if name == "r.jsonl":
        lines = ({"id": told, "stage": "acute", "Doctor": told} for told in (said, "fine"))
        text = "\n".join(map(json.dumps, lines))
    (tmp_path / name).write_text(text, encoding="utf-8")
    with open_roster(tmp_path / name) as roster:
        found = checked(roster)
    (problem,) = [told for told in found.problems if told.severity == "error"]
    assert "a flag stands in a column" in problem.message
    assert (len(found.refused), found.ready) == (1, 1)
