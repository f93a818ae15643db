"""What the ledger remembers, and that it remembers whole batches or nothing."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.batch.ledger import _ADDED, SCHEMA_VERSION, Ledger, RunFacts
from handouts.batch.outcomes import Failed, Made
from handouts.errors import OutputError

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
FACTS = RunFacts("work", "out", "aa" * 32, "bb" * 32, "0.1", "{}", 3, "2026-11-25")


VERSION_1 = Path(__file__).parent / "old" / "ledger-1.sql"


def made(
    row: int, *exercises: str, handout_id: str = "AAAA-0000", version: str = "0.1.0",
    check_first: bool = False,
) -> Made:  # fmt: skip
    return Made(
        row=row, key=bytes([row]) * 16, handout_id=handout_id, file=f"{row}.pdf", pages=9,
        size=1000, sha256="cc" * 32, edition="dd" * 32, stage="acute", plan="acute-none-floor",
        exercises=exercises, content_version=version, check_first=check_first,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "ledger.sqlite3"


def test_a_handout_is_found_by_exercise_by_version_and_by_id(path: Path) -> None:
    with Ledger(path) as ledger:
        run = ledger.begin(FACTS, NOW)
        ledger.record(run, [made(2, "bridge", "walking"), made(3, "walking", version="0.2.0")], NOW)
        ledger.record(run, [made(4, "curl-up", handout_id="BBBB-1111")], NOW)
        assert [one.row for one in ledger.entries(exercise="walking")] == [2, 3]
        assert [one.row for one in ledger.entries(exercise="walking", content_version="0.2.0")] == [
            3
        ]
        (found,) = ledger.entries(handout_id="BBBB-1111")
        assert (found.exercises, found.roster_sha256, found.folder) == (
            ("curl-up",), "aa" * 32, "out",
        )  # fmt: skip


def test_a_handout_without_exercises_is_known_as_one(path: Path) -> None:
    with Ledger(path) as ledger:
        run = ledger.begin(FACTS, NOW)
        ledger.record(run, [made(2, "bridge"), made(3, check_first=True)], NOW)
        ledger.begin(FACTS, NOW)
        assert [one.check_first for one in ledger.entries()] == [False, True]
        assert [check_first for *_, check_first in ledger.made_rows(run)] == [False, True]
        assert [one["check_first"] for one in ledger.runs()] == [1, 0]


def test_a_failed_row_is_not_recorded_and_a_row_made_again_counts_once(path: Path) -> None:
    with Ledger(path) as ledger:
        run = ledger.begin(FACTS, NOW)
        ledger.record(run, [Failed(2, ()), made(3, "bridge")], NOW)
        ledger.record(run, [made(3, "walking")], NOW)
        ((row, *_),) = ledger.made_rows(run)
        assert row == 3
        assert [one.exercises for one in ledger.entries()] == [("walking",)]


def test_the_latest_run_of_the_same_work_is_known_with_its_date(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.latest("work") is None
        ledger.begin(FACTS, NOW)
        second = ledger.begin(replace(FACTS, date="2026-11-26"), NOW)
        ledger.begin(replace(FACTS, key="other"), NOW)
        ledger.finish(second, "done", NOW)
        assert ledger.latest("work") == (second, "2026-11-26")
        assert [run["state"] for run in ledger.runs()] == ["running", "done", "running"]


def test_a_batch_that_breaks_off_leaves_nothing_of_itself(path: Path) -> None:
    with Ledger(path) as ledger:
        run = ledger.begin(FACTS, NOW)
        broken = made(3, "bridge")
        object.__setattr__(broken, "size", None)
        with pytest.raises(OutputError):
            ledger.record(run, [made(2, "bridge"), broken], NOW)
        assert list(ledger.entries()) == []


def test_what_was_recorded_outlives_a_kill(path: Path) -> None:
    script = """
import datetime as dt, os, sys
from pathlib import Path
from handouts.batch.ledger import Ledger
from tests.batch.test_ledger import FACTS, NOW, made
ledger = Ledger(Path(sys.argv[1]))
run = ledger.begin(FACTS, NOW)
ledger.record(run, [made(2, "bridge")], NOW)
ledger._database.execute("BEGIN IMMEDIATE")
ledger._execute("DELETE FROM exercises")
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        check=False, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert killed.returncode == -9
    with Ledger(path) as ledger:
        assert [one.exercises for one in ledger.entries()] == [("bridge",)]


def test_only_its_owner_can_read_the_ledger(path: Path) -> None:
    with Ledger(path):
        pass
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_ledger_has_no_column_for_a_patient(path: Path) -> None:
    with Ledger(path):
        pass
    database = sqlite3.connect(path)
    named = {
        column[1]
        for table in ("runs", "handouts", "exercises")
        for column in database.execute(f"PRAGMA table_info({table})")
    }
    database.close()
    assert named & {"name", "patient_id", "note", "goal", "clinician", "next_visit"} == set()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to look at", b"PK\x03"])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(content)
    with pytest.raises(OutputError):
        Ledger(path)
    assert path.read_bytes() == content


def test_a_ledger_of_a_newer_program_is_left_alone(path: Path) -> None:
    with Ledger(path):
        pass
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(OutputError, match="newer"):
        Ledger(path)


# -- ledgers of older programs


@pytest.fixture
def old(path: Path) -> Path:
    """A ledger that the program of schema version 1 wrote: three handouts, with a clot in one."""
    path.parent.mkdir()
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.executescript(VERSION_1.read_text(encoding="utf-8"))
    database.close()
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    database = sqlite3.connect(path)
    found = database.execute("SELECT * FROM handouts ORDER BY row").fetchall()
    database.close()
    return found


def version_of(path: Path) -> int:
    database = sqlite3.connect(path)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    database.close()
    return int(version)


def test_a_ledger_of_an_older_program_keeps_all_it_knows(old: Path) -> None:
    before = rows_of(old)
    assert (len(before), version_of(old)) == (3, 1)
    for _ in range(2):
        with Ledger(old) as ledger:
            found = list(ledger.entries())
        assert [(one.row, one.handout_id, one.check_first) for one in found] == [
            (2, "PFV5-Q68D", False), (3, "SF3A-HTY8", False), (4, "JW2W-YC9D", False),
        ]  # fmt: skip
        assert (found[0].folder, found[0].date, found[0].last_page) == ("out", "2026-11-27", 0)
        assert "knee-rolls" in found[0].exercises
        assert rows_of(old) == [(*row, 0) for row in before]
        assert version_of(old) == SCHEMA_VERSION


def test_a_ledger_of_an_older_program_takes_new_handouts(old: Path) -> None:
    with Ledger(old) as ledger:
        ledger.record(ledger.begin(FACTS, NOW), [made(2, check_first=True)], NOW)
        assert [one.check_first for one in ledger.entries()] == [False, False, False, True]
        assert [(run["made"], run["check_first"]) for run in ledger.runs()] == [(3, 0), (1, 1)]


def test_an_older_ledger_and_a_new_one_have_the_same_columns(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite3"
    told = []
    for path in (old, new):
        with Ledger(path):
            pass
        database = sqlite3.connect(path)
        told.append(database.execute("PRAGMA table_info(handouts)").fetchall())
        database.close()
    assert told[0] == told[1]


def test_two_that_open_an_older_ledger_at_once_both_can_use_it(old: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_rows_in, [old] * 8)) == [3] * 8


def _rows_in(path: Path) -> int:
    with Ledger(path) as ledger:
        return len(list(ledger.entries()))


def test_what_cannot_be_brought_up_to_date_stays_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(old)
    monkeypatch.setitem(
        _ADDED, "check_first_again", "INTEGER NOT NULL"
    )  # no default: SQLite refuses
    with pytest.raises(OutputError):
        Ledger(old)
    assert (rows_of(old), version_of(old)) == (before, 1)
