"""`handouts ledger`: who was given what, found again next year, and made again to the byte."""

import csv
import datetime as dt
import io
import json
import re
import time
from pathlib import Path

import pytest

from handouts.batch.report import safe_cell
from tests.batch.rosters import roster_of
from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("editions_on_disk")

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "exercises"}
BO = {"name": "Bo Ek", "patient_id": "0043", "stage": "chronic", "edition": "exercises"}


@pytest.fixture
def roster(handouts: Run, tmp_path: Path) -> Path:
    path = roster_of(tmp_path, ANN, BO)
    assert handouts("batch", str(path), "--out", "out").code == 0
    return path


def made(folder: Path, stage: str) -> tuple[str, bytes]:
    (path,) = folder.glob(f"out/*-{stage}-*.pdf")
    return path.stem[-9:], path.read_bytes()


def test_runs_are_listed(handouts: Run, roster: Path) -> None:
    result = handouts("ledger", "list")
    assert "done" in result.out
    (run,) = json.loads(handouts("ledger", "list", "--json").out)
    assert (run["made"], run["expected"], run["state"]) == (2, 2, "done")
    assert str(roster) not in result.out


def test_a_handout_is_found_by_the_number_on_its_pages(
    handouts: Run, roster: Path, tmp_path: Path
) -> None:
    number, _ = made(tmp_path, "acute")
    for typed in (number, number.lower(), number.replace("-", ""), number.replace("0", "O")):
        (found,) = json.loads(handouts("ledger", "show", typed, "--json").out)
        assert (found["row"], found["stage"]) == (2, "acute")
    assert "acute-none-floor" in handouts("ledger", "show", number).out
    assert handouts("ledger", "show", "ZZZZ-ZZZZ").code == 3
    assert roster.is_file()


def test_those_with_an_exercise_can_be_called_back(handouts: Run, roster: Path) -> None:
    def rows(*words: str) -> list[int]:
        return [one["row"] for one in json.loads(handouts("ledger", "find", *words, "--json").out)]

    assert rows("--exercise", "walking") == [2, 3]
    assert rows("--exercise", "step-up") == [3]
    assert rows("--exercise", "Step-Up") == [3]
    assert rows("--exercise", "Walking", "--run", "1") == [2, 3]
    assert handouts("ledger", "find", "--exercise", "stationary-bike").out == "none\n"
    assert handouts("ledger", "find").code == 2
    assert roster.is_file()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--exercise", "bridges"), "did you mean bridge"),
        (("--exercise", "walkin"), "did you mean walking"),
        (("--exercise", "none such at all"), "to choose from"),
        (("--exercise", "walking", "--content-version", "0.0.0"), "did you mean 0."),
        (("--exercise", "walking", "--run", "7"), "ledger list"),
    ],
)
def test_what_does_not_exist_is_a_mistake_and_never_none(
    handouts: Run, roster: Path, words: tuple[str, ...], hint: str
) -> None:
    result = handouts("ledger", "find", *words)
    assert (result.code, result.out) == (3, "")
    assert hint in result.err
    assert roster.is_file()


def test_times_are_those_of_the_clinics_clock_and_folders_are_whole(
    handouts: Run, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    number, _ = made(tmp_path, "acute")
    (run,) = json.loads(handouts("ledger", "list", "--json").out)
    started = dt.datetime.fromisoformat(run["started"]).astimezone(dt.UTC)
    there = (started + dt.timedelta(hours=5, minutes=45)).strftime("%Y-%m-%d %H:%M  done")
    try:
        assert there in handouts("ledger", "list").out
        shown = handouts("ledger", "show", number).out
        assert re.search(r"^made: \d{4}-\d\d-\d\d \d\d:\d\d$", shown, re.MULTILINE)
        assert re.search(r" \d\d:\d\d ", handouts("ledger", "find", "--run", "1").out)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert run["folder"] == str(tmp_path / "out")
    assert roster.is_file()


def test_a_handout_is_made_again_to_the_byte(handouts: Run, roster: Path, tmp_path: Path) -> None:
    number, pdf = made(tmp_path, "acute")
    result = handouts("ledger", "reissue", number, "--roster", str(roster), "--out", "again.pdf")
    assert (result.code, result.out) == (0, "again.pdf\n")
    assert (tmp_path / "again.pdf").read_bytes() == pdf
    again = handouts("ledger", "reissue", number, "--roster", str(roster), "--out", "again.pdf")
    assert again.code == 5


def test_another_roster_or_other_content_makes_none(
    handouts: Run, roster: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, _ = made(tmp_path, "acute")
    line = ("ledger", "reissue", number, "--roster", str(roster), "--out", "again.pdf")
    whole = roster.read_text()
    roster.write_text(whole.replace("Ann", "Anne"))
    result = handouts(*line)
    assert result.code == 3
    assert "has no row that" in result.err
    assert "Ann" not in result.err
    roster.write_text(whole)
    monkeypatch.setattr("handouts.__version__", "9.9")
    assert "another program" in handouts(*line).err
    assert not (tmp_path / "again.pdf").exists()


def test_the_ledger_is_written_as_a_table_and_as_json(
    handouts: Run, roster: Path, tmp_path: Path
) -> None:
    for name in ("l.csv", "l.json"):
        assert handouts("ledger", "export", "--out", name).out == f"{name}\n"
    lines = list(csv.DictReader(io.StringIO((tmp_path / "l.csv").read_text())))
    values = json.loads((tmp_path / "l.json").read_text())
    assert [line["handout_id"] for line in lines] == [value["handout_id"] for value in values]
    assert [line["row"] for line in lines] == ["2", "3"]
    assert "walking" in values[0]["exercises"]
    assert handouts("ledger", "export", "--out", "l.txt").code == 2
    assert roster.is_file()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(sign: str) -> None:
    assert safe_cell(f"{sign}1+1") == f"'{sign}1+1"
    assert safe_cell("1+1") == "1+1"


def test_nothing_of_a_patient_is_in_the_ledger(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_LEDGER", str(tmp_path / "kept" / "ledger.sqlite3"))
    marked = ANN | {"name": "Xqname", "patient_id": "Xqnumber", "note": "Xqnote"}
    assert handouts("batch", str(roster_of(tmp_path, marked)), "--out", "out").code == 0
    for path in (tmp_path / "kept").iterdir():
        assert not any(m in path.read_bytes().lower() for m in (b"xqname", b"xqnumber", b"xqnote"))
        assert path.stat().st_mode & 0o077 == 0


def test_before_the_first_run_there_is_no_ledger(handouts: Run) -> None:
    result = handouts("ledger", "list")
    assert result.code == 3
    assert "there is no ledger yet" in result.err
