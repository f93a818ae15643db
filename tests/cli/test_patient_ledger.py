"""`handouts patient` writes down that a handout was made, and never fails for it."""

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("editions_on_disk")

ROOT = Path(__file__).parents[2]
LINE = (
    "patient", "--region", "uk", "--stage", "acute", "--edition", "exercises", "--name", "Xqname",
    "--patient-id", "Xqnumber", "--clinician", "Xqsam",
)  # fmt: skip


def number_of(file: str) -> str:
    return Path(file.strip()).stem[-9:]


def test_a_handout_for_one_patient_is_found_by_the_number_on_its_pages(
    handouts: Run, tmp_path: Path
) -> None:
    made = handouts(*LINE)
    number = number_of(made.out)
    (found,) = json.loads(handouts("ledger", "show", number, "--json").out)
    assert (found["file"], found["folder"]) == (made.out.strip(), str(tmp_path))
    assert (found["stage"], found["row"]) == ("acute", None)
    assert "walking" in found["exercises"]
    assert found["size"] == (tmp_path / found["file"]).stat().st_size
    assert number in handouts("ledger", "find", "--exercise", "walking").out
    assert handouts("ledger", "export", "--out", "all.csv").code == 0


def test_handouts_of_one_day_are_one_run(handouts: Run) -> None:
    for name in ("Ann", "Bo", "Cy"):
        assert handouts("patient", "--stage", "acute", "--name", name).code == 0
    (run,) = json.loads(handouts("ledger", "list", "--json").out)
    assert (run["made"], run["expected"], run["state"]) == (3, 3, "done")


def test_a_sheet_that_says_to_get_checked_is_known_as_one(handouts: Run) -> None:
    made = handouts(*LINE, "--avoid", "saddle_numbness")
    (found,) = json.loads(handouts("ledger", "show", number_of(made.out), "--json").out)
    assert (found["check_first"], found["exercises"]) == (True, [])


def test_nothing_of_the_patient_is_written_down_nor_what_a_file_is_named(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kept" / "ledger.sqlite3"
    monkeypatch.setenv("HANDOUTS_LEDGER", str(place))
    (tmp_path / "Xqfolder").mkdir()
    result = handouts(*LINE, "--out", "Xqfolder/Xqname.pdf")
    assert (result.code, result.err) == (0, "")
    (run,) = json.loads(handouts("ledger", "list", "--json").out)
    assert run["made"] == 1
    held = b"".join(path.read_bytes() for path in place.parent.iterdir()).lower()
    assert b"walking" in held
    assert b"xq" not in held


def test_who_must_not_write_it_down_does_not(handouts: Run, tmp_path: Path) -> None:
    assert handouts(*LINE, "--no-ledger").code == 0
    assert "there is no ledger yet" in handouts("ledger", "list").err
    both = handouts(*LINE, "--no-ledger", "--ledger", "here.sqlite3")
    assert both.code == 2
    assert not (tmp_path / "here.sqlite3").exists()


def test_another_ledger_can_be_named(handouts: Run, tmp_path: Path) -> None:
    made = handouts(*LINE, "--out", "x.pdf", "--ledger", "here.sqlite3")
    assert (made.code, made.err) == (0, "")
    (run,) = json.loads(handouts("ledger", "list", "--ledger", "here.sqlite3", "--json").out)
    assert run["made"] == 1
    assert "there is no ledger yet" in handouts("ledger", "list").err
    assert (tmp_path / "here.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["no database", "a folder", "locked", "newer"])
def test_a_ledger_that_cannot_be_written_keeps_no_handout_back(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    place = tmp_path / "ledger.sqlite3"
    monkeypatch.setenv("HANDOUTS_LEDGER", str(place))
    monkeypatch.setattr("handouts.batch.alone._PATIENCE", 0.1)
    if kind == "a folder":
        place.mkdir()
    elif kind == "no database":
        place.write_bytes(b"this is no database, but something of the clinic's own" * 50)
    else:
        assert handouts(*LINE, "--out", "first.pdf").code == 0
    before = place.read_bytes() if place.is_file() else b""
    with closing(sqlite3.connect(place if before else ":memory:", isolation_level=None)) as other:
        if kind in ("locked", "newer"):
            other.execute("BEGIN IMMEDIATE" if kind == "locked" else "PRAGMA user_version=99")
        result = handouts(*LINE)
    assert result.code == 0
    assert (tmp_path / result.out.strip()).is_file()
    assert "the handout is made, but not written down" in result.err
    assert "--no-ledger" in result.err
    assert "Xq" not in result.err
    if kind == "no database":
        assert place.read_bytes() == before


def test_a_note_on_it_is_in_the_answer_for_programs(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_LEDGER", str(tmp_path))
    result = handouts(*LINE, "--json")
    assert result.code == 0
    told = [notice["source"] for notice in json.loads(result.out)["notices"]]
    assert "--ledger" in told


def test_several_at_a_time_are_all_written_down(handouts: Run, tmp_path: Path) -> None:
    assert handouts(*LINE, "--ledger", "one.sqlite3").code == 0

    def make(number: int) -> int:
        line = [str(number) if word == "Xqnumber" else word for word in LINE]
        options = (
            "--ledger",
            str(tmp_path / "one.sqlite3"),
            "--out",
            str(tmp_path / f"{number}.pdf"),
        )
        command = [sys.executable, "generate.py", *line, *options]
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make, range(4))) == [0] * 4
    runs = json.loads(handouts("ledger", "list", "--ledger", "one.sqlite3", "--json").out)
    assert sum(run["made"] for run in runs) == 5


def test_one_without_a_roster_cannot_be_reissued_and_is_told_how(
    handouts: Run, tmp_path: Path
) -> None:
    number = number_of(handouts(*LINE).out)
    (tmp_path / "r.csv").write_text("stage\nacute\n")
    result = handouts("ledger", "reissue", number, "--roster", "r.csv", "--out", "again.pdf")
    assert result.code == 3
    assert "handouts patient" in result.err
