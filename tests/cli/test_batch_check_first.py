"""`handouts batch` with urgent signs in the roster: who gets no exercises is told first."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handouts.batch.columns import column_of
from handouts.batch.template import template_columns
from handouts.cli.batch_progress import MOST_SHOWN
from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import page_texts, words

pytestmark = pytest.mark.usefixtures("editions_on_disk")

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "exercises"}
WRONG = ANN | {"patient_id": "0043", "stage": "acut"}
CLOT = ANN | {"patient_id": "0044", "avoid": "dvt_signs"}
NUMB = ANN | {"patient_id": "0045", "avoid": "knee_problem; saddle_numbness"}
EXAMINED = CLOT | {"patient_id": "0046", "checked": "dvt_signs"}
SUM = "5 expected = 4 made, 2 of them only to be checked, + 1 failed + 0 skipped"


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """Two rows for exercises, two with an urgent sign, one with a mistake before these."""
    return str(roster_of(tmp_path, ANN, WRONG, CLOT, NUMB, EXAMINED))


def report(folder: Path) -> list[dict[str, str]]:
    text = (folder / "report.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def facts(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "report.json").read_text()))


def events(out: str, kind: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in out.splitlines()]
    return [event for event in told if event["event"] == kind]


def ledger(handouts: Run) -> list[dict[str, Any]]:
    return list(json.loads(handouts("ledger", "find", "--run", "1", "--json").out))


def test_a_dry_run_tells_them_before_every_mistake(handouts: Run, roster: str) -> None:
    result = handouts("batch", roster, "--out", "out", "--dry-run")
    assert result.code == 4
    assert result.out.endswith(
        "5 rows: 4 ready, 2 of them only to be checked, 1 with a mistake, 0 that repeat another\n"
    )
    first, remedy, second = result.err.splitlines()[:3]
    assert first.startswith("note: row 4: A swollen")
    assert first.endswith("The handout says so, and has no exercises")
    assert remedy.endswith("add dvt_signs in the column checked")
    assert second.startswith("note: row 5: Numb")
    assert result.err.index("row 5") < result.err.index("there is no such stage")


def test_their_sheets_have_no_exercises_and_all_rows_made_are_a_success(
    handouts: Run, tmp_path: Path
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN, CLOT)), "--out", "out")
    assert result.code == 0
    assert result.out == (
        "out: 2 expected = 2 made, 1 of them only to be checked, + 0 failed + 0 skipped\n"
    )
    plan, sheet = (line for line in report(tmp_path / "out") if line["outcome"] == "made")
    assert (sheet["row"], sheet["plan"], sheet["pages"]) == ("3", "", "1")
    assert int(plan["pages"]) > 1
    text = words(" ".join(page_texts((tmp_path / "out" / sheet["file"]).read_bytes())))
    assert "Get checked before you exercise" in text


def test_a_roster_without_such_signs_is_summed_up_as_ever(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN))
    dry = handouts("batch", roster, "--out", "out", "--dry-run")
    assert dry.out.endswith("1 rows: 1 ready, 0 with a mistake, 0 that repeat another\n")
    assert handouts("batch", roster, "--out", "out").out == (
        "out: 1 expected = 1 made + 0 failed + 0 skipped\n"
    )
    assert facts(tmp_path / "out")["check_first"] == []


def test_the_report_has_their_signs_at_the_top_and_once(
    handouts: Run, roster: str, tmp_path: Path
) -> None:
    result = handouts("batch", roster, "--out", "out")
    assert (result.code, result.out) == (4, f"out: {SUM}\n")
    lines = report(tmp_path / "out")
    assert [(line["row"], line["outcome"], line["column"]) for line in lines[:2]] == [
        ("4", "check first", "avoid"), ("5", "check first", "avoid"),
    ]  # fmt: skip
    assert lines[0]["remedy"].endswith("add dvt_signs in the column checked")
    rest = [(line["row"], line["outcome"]) for line in lines[2:] if line["outcome"] != "note"]
    assert rest == [("2", "made"), ("3", "failed"), ("4", "made"), ("5", "made"), ("6", "made")]
    assert not any("has no exercises" in line["reason"] for line in lines[2:])
    told = facts(tmp_path / "out")
    assert told["counts"] == {
        "expected": 5, "made": 4, "check_first": 2, "failed": 1, "skipped": 0, "left": 0,
    }  # fmt: skip
    names = list(told)
    assert names[names.index("counts") + 1] == "check_first"
    assert told["check_first"] == [4, 5]
    assert [problem["row"] for problem in told["problems"][:3]] == [4, 5, 3]


def test_programs_get_the_rows_first_and_the_counts_in_each_sum(handouts: Run, roster: str) -> None:
    for options in (["--dry-run"], []):
        out = handouts("batch", roster, "--out", "out", "--json", *options).out
        assert [event["check_first"] for event in events(out, "preflight")] == [2]
        problems = events(out, "problem")
        assert [(event["row"], event["check_first"]) for event in problems] == [
            (4, True), (5, True), (3, False),
        ]  # fmt: skip
        assert {event["severity"] for event in problems[:2]} == {"warning"}
    (end,) = events(out, "end")
    assert (end["made"], end["check_first"]) == (4, 2)


def test_several_processes_say_the_same(handouts: Run, tmp_path: Path) -> None:
    rows = [
        (CLOT if number % 3 else ANN) | {"patient_id": str(number)} for number in range(140)
    ]  # fmt: skip
    roster = str(roster_of(tmp_path, *rows))
    one = handouts("batch", roster, "--out", "one", "--jobs", "1")
    many = handouts("batch", roster, "--out", "many", "--jobs", "2")
    assert "140 made, 93 of them only to be checked" in one.out
    assert one.out.removeprefix("one") == many.out.removeprefix("many")
    assert report(tmp_path / "one") == report(tmp_path / "many")


def test_the_screen_shows_some_and_the_report_has_all(handouts: Run, tmp_path: Path) -> None:
    rows = [CLOT | {"patient_id": str(number)} for number in range(MOST_SHOWN + 2)]
    result = handouts("batch", str(roster_of(tmp_path, *rows, WRONG)), "--out", "out", "--dry-run")
    assert result.err.count("note: row") == MOST_SHOWN
    assert re.findall(r"and \d+ more.*", result.err) == ["and 2 more signs to be checked"]
    assert "did you mean acute" in result.err


def test_a_run_that_goes_on_counts_what_was_kept(
    handouts: Run, roster: str, tmp_path: Path
) -> None:
    handouts("batch", roster, "--out", "out")
    before = report(tmp_path / "out")
    for row in ("2", "4"):  # one with exercises and one without are lost
        (line,) = (one for one in before if (one["row"], one["outcome"]) == (row, "made"))
        (tmp_path / "out" / line["file"]).unlink()
        result = handouts("batch", roster, "--out", "out", "--resume")
        assert result.out == f"out: {SUM}\n"
        assert facts(tmp_path / "out")["check_first"] == [4, 5]
    assert [one["check_first"] for one in ledger(handouts)] == [False, True, True, False]


def test_a_plan_that_was_made_before_its_flag_became_urgent_is_not_kept(
    handouts: Run, roster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ledger.sqlite3"
    monkeypatch.setenv("HANDOUTS_LEDGER", str(place))
    handouts("batch", roster, "--out", "out")
    database = sqlite3.connect(place)
    database.execute("UPDATE handouts SET check_first = 0, plan = 'acute-none-floor'")
    database.commit()
    database.close()
    assert handouts("batch", roster, "--out", "out", "--resume").out == f"out: {SUM}\n"
    assert [(one["check_first"], one["plan"]) for one in ledger(handouts)][1] == (True, "")


def test_the_ledger_tells_which_handouts_have_no_exercises(
    handouts: Run, roster: str, tmp_path: Path
) -> None:
    handouts("batch", roster, "--out", "out")
    found = ledger(handouts)
    assert [(one["row"], one["check_first"]) for one in found] == [
        (2, False), (4, True), (5, True), (6, False),
    ]  # fmt: skip
    assert [bool(one["exercises"]) for one in found] == [True, False, False, True]
    shown = handouts("ledger", "show", found[1]["handout_id"])
    assert "check_first: yes" in shown.out
    assert "check_first" in handouts("ledger", "find", "--run", "1").out.splitlines()[0]
    (run,) = json.loads(handouts("ledger", "list", "--json").out)
    assert (run["made"], run["check_first"]) == (4, 2)
    assert "check_first" in handouts("ledger", "list").out
    handouts("ledger", "export", "--out", "l.csv")
    lines = list(csv.DictReader(io.StringIO((tmp_path / "l.csv").read_text())))
    assert [line["check_first"] for line in lines] == ["no", "yes", "yes", "no"]


def test_a_sheet_without_exercises_is_made_again_to_the_byte(
    handouts: Run, roster: str, tmp_path: Path
) -> None:
    handouts("batch", roster, "--out", "out")
    (line,) = (one for one in report(tmp_path / "out") if one["row"] == "5" and one["file"])
    number = line["handout_id"]
    assert handouts("ledger", "reissue", number, "--roster", roster, "--out", "a.pdf").code == 0
    assert handouts("batch", "reprint", roster, "--row", "5", "--out", "b.pdf").code == 0
    wanted = (tmp_path / "out" / line["file"]).read_bytes()
    assert [(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")] == [wanted] * 2


def test_a_print_file_has_their_sheets_among_the_others(
    handouts: Run, roster: str, tmp_path: Path
) -> None:
    result = handouts(
        "batch", roster, "--out", "out", "--print-file", "stack.pdf", "--only-print-file"
    )
    assert f"out: {SUM}\n" in result.out
    text = [words(page) for page in page_texts((tmp_path / "stack.pdf").read_bytes())]
    assert sum("Get checked before you exercise" in page for page in text) == 2
    assert [one["check_first"] for one in ledger(handouts)] == [False, True, True, False]


# -- the column checked


def test_a_sign_that_is_checked_has_exercises_again(handouts: Run, tmp_path: Path) -> None:
    result = handouts("batch", str(roster_of(tmp_path, EXAMINED)), "--out", "out")
    assert (result.code, result.out) == (0, "out: 1 expected = 1 made + 0 failed + 0 skipped\n")
    lines = report(tmp_path / "out")
    assert lines[0]["plan"] == "acute-none-floor"
    assert [line["column"] for line in lines if "you have checked this" in line["reason"]] == [
        "checked"
    ]


@pytest.mark.parametrize("heading", ["Checked", "examined", "CLEARED", "cleared flags"])
def test_the_column_has_other_names(handouts: Run, tmp_path: Path, heading: str) -> None:
    row = CLOT | {heading: "dvt_signs"}
    result = handouts("batch", str(roster_of(tmp_path, row)), "--out", "out", "--dry-run")
    assert (result.code, "remedy" in result.err) == (0, False)
    assert "\n1 rows: 1 ready, 0 with" in result.out


@pytest.mark.parametrize("checked", ["dvt_signs", "saddle_numbness"])
def test_one_of_two_signs_checked_is_not_enough(
    handouts: Run, tmp_path: Path, checked: str
) -> None:
    row = CLOT | {"avoid": "dvt_signs, saddle_numbness", "checked": checked}
    result = handouts("batch", str(roster_of(tmp_path, row)), "--out", "out", "--dry-run")
    assert "1 ready, 1 of them only to be checked" in result.out
    assert result.err.count("note: row 2") == 1
    both = row | {"checked": "saddle_numbness; dvt_signs"}
    again = handouts("batch", str(roster_of(tmp_path, both)), "--out", "out", "--dry-run")
    assert (again.code, "remedy" in again.err) == (0, False)


def test_defaults_can_say_that_a_sign_was_checked(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text('avoid = "dvt_signs"\nchecked = ["dvt_signs"]\n')
    roster = str(roster_of(tmp_path, ANN, ANN | {"patient_id": "0050"}))
    options = ("--out", "out", "--dry-run", "--defaults", "all.toml")
    assert "2 ready, 0 with a mistake" in handouts("batch", roster, *options).out
    (tmp_path / "all.toml").write_text('avoid = "dvt_signs"\n')
    assert "2 ready, 2 of them only to be checked" in handouts("batch", roster, *options).out


@pytest.mark.parametrize(
    ("row", "reason", "remedy"),
    [
        (
            ANN | {"checked": "dvt_signs"},
            "was not given in the column avoid",
            "add dvt_signs in the column avoid, or leave it out",
        ),
        (
            ANN | {"avoid": "knee_problem", "checked": "knee_problem"},
            "needs no check",
            "leave it out",
        ),
        (CLOT | {"checked": "dvt_sings"}, "there is no such flag", "did you mean dvt_signs"),
    ],
)
def test_what_cannot_be_checked_refuses_the_row_with_the_remedy(
    handouts: Run, tmp_path: Path, row: dict[str, str], reason: str, remedy: str
) -> None:
    roster = str(roster_of(tmp_path, row, EXAMINED))
    result = handouts("batch", roster, "--out", "out")
    assert result.code == 4
    (line,) = (one for one in report(tmp_path / "out") if one["outcome"] == "failed")
    assert (line["row"], line["column"], line["reason"]) == ("2", "checked", reason)
    assert remedy in line["remedy"]


@pytest.mark.parametrize(
    ("row", "remedy"),
    [
        (
            {"avoid": "extension_worsens", "preference": "extension"},
            "choose flexion or none in the column preference, or leave out the flag",
        ),
        (
            {"avoid": "high_nerve_irritation", "stage": "subacute"},
            "use acute in the column stage: touchiness decides",
        ),
    ],
)
def test_what_does_not_go_together_refuses_the_row_with_a_remedy_for_its_columns(
    handouts: Run, tmp_path: Path, row: dict[str, str], remedy: str
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN | row)), "--out", "out")
    assert result.code == 4
    (line,) = report(tmp_path / "out")
    assert (line["outcome"], line["column"]) == ("failed", "avoid")
    assert line["remedy"].startswith(remedy)


def test_notes_of_handouts_that_were_made_send_nobody_to_the_command_line(
    handouts: Run, tmp_path: Path
) -> None:
    avoided = {"avoid": "foot_weakness; knee_problem; poor_balance", "stage": "chronic"}
    handouts("batch", str(roster_of(tmp_path, ANN | avoided)), "--out", "out")
    notes = [line for line in report(tmp_path / "out") if line["outcome"] == "note"]
    assert {"add foot_weakness in the column checked once somebody has cleared it"} <= {
        line["remedy"] for line in notes
    }
    assert {line["column"] for line in notes} == {"avoid"}
    assert not any("--" in line["reason"] + line["remedy"] for line in notes)


def test_the_template_offers_the_signs_that_can_be_checked(handouts: Run, tmp_path: Path) -> None:
    handouts("batch", "template", "--out", "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    names = [cell.value for cell in book["Roster"][1]]
    assert names.index("Checked 1") == names.index("Avoid 3") + 1
    read = dict.fromkeys(column.name for name in names if (column := column_of(name)))
    assert list(read) == [column.name for column in template_columns()]
    offered = {
        column[0]: {name for name in column[1:] if name}
        for column in book["Choices"].iter_cols(values_only=True)
    }
    checked, avoid = offered["Words for checked"], offered["Words for avoid"]
    assert {"DVT signs", "Foot weakness"} <= checked < avoid
    assert "Knee problem" not in checked
