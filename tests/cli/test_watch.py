"""`handouts watch`: rosters dropped into a folder become handouts, one roster after another."""

import csv
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from handouts.batch.ledger import Ledger
from handouts.batch.listener import Listener
from handouts.batch.make import Batch, Ended
from tests.batch.rosters import csv_text
from tests.cli.running import Run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "batch" / "cases"
PATIENCE = 60  # seconds

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "exercises"}
BO = ANN | {"name": "Bo Ek", "patient_id": "0043"}
CY = ANN | {"name": "Cy Ng", "patient_id": "0044"}
WRONG = ANN | {"name": "Di Ax", "patient_id": "0045", "stage": "acut"}
CLOT = ANN | {"patient_id": "0046", "avoid": "dvt_signs"}

pytestmark = pytest.mark.usefixtures("editions_on_disk")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def drop(folder: Path, name: str, *rows: Mapping[str, str]) -> None:
    (folder / name).write_text(csv_text(rows), encoding="utf-8", newline="")


def outcomes(place: Path) -> list[str]:
    with (place / "report.csv").open(newline="") as file:
        return [line["outcome"] for line in csv.DictReader(file)]


def pdfs(folder: Path) -> int:
    return len(list(folder.glob("*.pdf")))


def test_each_roster_is_made_and_goes_where_it_belongs(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "good.csv", ANN, BO)
    drop(inbox, "half.csv", CY, WRONG)
    drop(inbox, "none.csv", WRONG)
    (inbox / "broken.csv").write_bytes(b"stage\n\xff\xff\xff")
    drop(inbox, ".hidden.csv", ANN)
    result = handouts("watch", "in", "--out", "out", "--once")
    assert result.code == 4
    assert outcomes(inbox / "done" / "good") == ["made", "made"]
    assert outcomes(inbox / "done" / "half") == ["made", "failed"]
    assert "did you mean acute" in (inbox / "done" / "half" / "report.csv").read_text()
    assert outcomes(inbox / "failed" / "none") == ["failed"]
    assert (inbox / "done" / "good" / "good.csv").exists()
    assert (inbox / "done" / "half" / "half.csv").exists()
    assert "Not made: 1 row" in (inbox / "done" / "half" / "report.html").read_text()
    assert "encoding" in (inbox / "failed" / "broken" / "report.csv").read_text()
    assert [pdfs(tmp_path / "out" / name) for name in ("good", "half")] == [2, 1]
    assert not (tmp_path / "out" / "broken").exists()
    assert sorted(path.name for path in inbox.iterdir() if path.is_file()) == [
        ".handouts-watch.lock", ".hidden.csv",
    ]  # fmt: skip


def test_what_cannot_be_read_fails_with_its_reason_and_those_behind_it_are_made(
    handouts: Run, inbox: Path
) -> None:
    for name in ("c-bad-crc-sheet.xlsx", "c-truncated-sheet-xml.xlsx"):
        shutil.copy(CASES / name, inbox / name)
    (inbox / "a.ods").write_bytes(b"PK\x03\x04 no zip")
    (inbox / "empty.csv").touch()
    drop(inbox, "report.csv", ANN)
    drop(inbox, "zebra.csv", BO)
    result = handouts("watch", "in", "--out", "out", "--once")
    assert result.code == 4
    for name in ("a", "c-bad-crc-sheet", "c-truncated-sheet-xml"):
        told = (inbox / "failed" / name / "report.csv").read_text()
        assert "damaged" in told
        assert "bug" not in told
    assert outcomes(inbox / "done" / "report") == ["made"]
    assert outcomes(inbox / "done" / "zebra") == ["made"]
    assert "empty.csv: is empty" in result.err
    assert list((inbox / "working").iterdir()) == []


def test_a_roster_on_which_the_program_breaks_does_not_hold_up_the_next(
    handouts: Run, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, "bad.csv", ANN)
    drop(inbox, "good.csv", BO)
    make = Batch.make

    def break_once(batch: Batch, out: Path, listener: Listener) -> Ended:
        if str(batch.source).endswith("bad.csv"):
            raise RuntimeError("Ann Lee")
        return make(batch, out, listener)

    monkeypatch.setattr(Batch, "make", break_once)
    result = handouts("watch", "in", "--out", "out", "--once")
    assert result.code == 4
    told = (inbox / "failed" / "bad" / "report.csv").read_text()
    assert "a bug in this program" in told
    assert "Ann" not in told + result.err
    assert outcomes(inbox / "done" / "good") == ["made"]


def test_nothing_to_do_ends_well(handouts: Run, inbox: Path) -> None:
    assert handouts("watch", str(inbox), "--out", "out", "--once").code == 0


def test_strict_rosters_make_nothing_and_tell_every_row(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "half.csv", ANN, WRONG)
    assert handouts("watch", "in", "--out", "out", "--once", "--strict").code == 4
    told = (inbox / "failed" / "half" / "report.csv").read_text()
    assert "nothing was made" in told
    assert "\n3,failed" in told
    assert not (tmp_path / "out" / "half").exists()


def test_a_row_to_be_checked_stands_first_in_every_report(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "good.csv", ANN, CLOT)
    result = handouts("watch", "in", "--out", "out", "--once")
    assert result.code == 0
    assert "2 made, 1 of them only to be checked" in result.out
    assert outcomes(inbox / "done" / "good") == ["check first", "made", "made"]
    drop(inbox, "half.csv", WRONG, CLOT)
    assert handouts("watch", "in", "--out", "out", "--once", "--strict").code == 4
    assert outcomes(inbox / "failed" / "half")[0] == "check first"
    assert not (tmp_path / "out" / "half").exists()


def test_events_are_json_lines(handouts: Run, inbox: Path) -> None:
    drop(inbox, "good.csv", ANN)
    result = handouts("watch", "in", "--out", "out", "--once", "--json")
    events = [json.loads(line)["event"] for line in result.out.splitlines()]
    assert events[0] == "roster"
    assert events[-2:] == ["end", "moved"]


@contextmanager
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program itself, as a process, watching tmp_path/in."""
    with subprocess.Popen(
        [
            sys.executable, "generate.py", "watch", str(tmp_path / "in"), "--out",
            str(tmp_path / "out"), "--ledger", str(tmp_path / "ledger.sqlite3"), "--jobs", "1",
        ],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_a_roster_that_grows_is_waited_for_and_ctrl_c_ends(tmp_path: Path, inbox: Path) -> None:
    with watching(tmp_path) as process:
        wait_for((inbox / "working").is_dir)
        rows = csv_text([ANN, BO]).splitlines(keepends=True)
        with (inbox / "slow.csv").open("w", newline="") as file:
            for line in rows:
                file.write(line)
                file.flush()
                time.sleep(0.7)
                assert list((inbox / "working").iterdir()) == []
        drop(inbox, "wrong.csv", WRONG)
        shutil.move(inbox / "wrong.csv", inbox / "moved.csv")
        wait_for((inbox / "failed" / "moved").is_dir)
        wait_for((inbox / "done" / "slow").is_dir)
        drop(inbox, "slow.csv", CY)
        wait_for((inbox / "done" / "slow-2").is_dir)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stderr
        told = process.stderr.read()
        assert "Traceback" not in told
        assert "Nothing is in work" in told
    assert outcomes(inbox / "done" / "slow") == ["made", "made"]
    assert pdfs(tmp_path / "out" / "slow-2") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_start_goes_on_with_what_was_in_work(
    tmp_path: Path, inbox: Path, number: signal.Signals
) -> None:
    rows = 2000
    drop(inbox, "many.csv", *(ANN | {"patient_id": str(row)} for row in range(rows)))
    made = tmp_path / "out" / "many"
    with watching(tmp_path) as process:
        wait_for(lambda: made.is_dir() and pdfs(made) > 20)
        process.send_signal(number)
        code = process.wait(PATIENCE)
        told = process.stderr.read() if process.stderr else ""
    if number == signal.SIGINT:
        assert "start handouts watch again" in told
        assert str(Path("working") / "many") in told
    assert "--resume" not in told
    assert code == (130 if number == signal.SIGINT else -number)
    assert pdfs(made) < rows
    assert (inbox / "working" / "many" / "many.csv").exists()
    with watching(tmp_path) as process:
        wait_for((inbox / "done" / "many").is_dir)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert outcomes(inbox / "done" / "many") == ["made"] * rows
    assert pdfs(made) == rows
    with Ledger(tmp_path / "ledger.sqlite3") as ledger:
        assert len({entry.row for entry in ledger.entries()}) == rows
        assert len(list(ledger.runs())) == 1


def again(handouts: Run, *words: str) -> str:
    """What a look into the folder tells, where every row must have its handout."""
    result = handouts("watch", "in", "--out", "out", "--once", *words)
    assert result.code == 0
    return result.out + result.err


def test_a_list_that_is_dropped_again_is_not_made_again(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "march.csv", ANN, BO)
    again(handouts)
    drop(inbox, "march.csv", ANN, BO)
    told = again(handouts)
    assert "2 rows have their handouts already" in told
    assert outcomes(inbox / "done" / "march-2") == ["skipped", "skipped"]
    assert "in the folder march" in (inbox / "done" / "march-2" / "report.csv").read_text()
    assert [pdfs(tmp_path / "out" / name) for name in ("march", "march-2")] == [2, 0]


def test_a_corrected_list_gets_what_was_missing(handouts: Run, tmp_path: Path, inbox: Path) -> None:
    drop(inbox, "march.csv", ANN, WRONG, CLOT)
    assert handouts("watch", "in", "--out", "out", "--once").code == 4
    drop(inbox, "corrected.csv", ANN, WRONG | {"stage": "acute"}, CLOT, BO)
    again(handouts)
    told = outcomes(inbox / "done" / "corrected")
    assert sorted(told) == ["check first", "made", "made", "skipped", "skipped"]
    assert [pdfs(tmp_path / "out" / name) for name in ("march", "corrected")] == [2, 2]


def test_the_same_list_on_another_day_is_still_the_same(
    handouts: Run, tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, "march.csv", ANN, BO)
    again(handouts)
    monkeypatch.setattr("handouts.resources.today", lambda: dt.date(2031, 1, 2))
    drop(inbox, "march.csv", ANN, BO)
    assert "already" in again(handouts)
    for path in (tmp_path / "out" / "march").glob("*.pdf"):
        path.unlink()  # whoever clears away what was handed out begins anew
    drop(inbox, "march.csv", ANN, BO)
    assert "already" not in again(handouts)
    assert len(list((tmp_path / "out" / "march-3").glob("2031-01-02-*.pdf"))) == 2


def test_a_handout_that_was_deleted_or_changed_is_made_again(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "march.csv", ANN, BO, CY)
    again(handouts)
    first, second, _ = sorted((tmp_path / "out" / "march").glob("*.pdf"))
    first.unlink()
    second.write_bytes(b"something else")
    drop(inbox, "march.csv", ANN, BO, CY)
    again(handouts)
    assert sorted(outcomes(inbox / "done" / "march-2")) == ["made", "made", "skipped"]
    made = {path.name for path in (tmp_path / "out" / "march-2").glob("*.pdf")}
    assert made == {first.name, second.name}


def test_what_another_watch_made_elsewhere_counts_for_nothing(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "march.csv", ANN)
    assert handouts("watch", "in", "--out", "elsewhere", "--once").code == 0
    drop(inbox, "march.csv", ANN)
    again(handouts)
    assert pdfs(tmp_path / "out" / "march-2") == 1


def test_each_list_has_its_print_file(handouts: Run, tmp_path: Path, inbox: Path) -> None:
    drop(inbox, "one.csv", ANN, BO)
    drop(inbox, "two.csv", CY, WRONG)
    words = ("--print-file", "stack.pdf", "--only-print-file", "--slip-sheets", "--sort", "name")
    assert handouts("watch", "in", "--out", "out", "--once", *words).code == 4
    for name in ("one", "two"):
        assert [path.name for path in (tmp_path / "out" / name).glob("*.pdf")] == ["stack.pdf"]
    drop(inbox, "one.csv", ANN, BO)
    again(handouts, *words)
    assert outcomes(inbox / "done" / "one-2") == ["skipped", "skipped"]
    assert not list((tmp_path / "out" / "one-2").glob("*.pdf"))


@pytest.mark.parametrize("name", ["../stack.pdf", "stack", "/stack.pdf", "a/b.pdf"])
def test_a_print_file_has_a_name_and_no_place(handouts: Run, inbox: Path, name: str) -> None:
    result = handouts("watch", str(inbox), "--out", "out", "--once", "--print-file", name)
    assert result.code == 3
    assert "--print-file" in result.err


def test_handouts_go_to_a_store_below_the_name_of_their_list(
    handouts: Run, tmp_path: Path, inbox: Path
) -> None:
    drop(inbox, "one.csv", ANN, BO)
    words = ("--store", f"file://{tmp_path}/store")
    again(handouts, *words)
    assert pdfs(tmp_path / "store" / "one") == 2
    assert pdfs(tmp_path / "out" / "one") == 0
    assert (tmp_path / "out" / "one" / "report.html").exists()
    drop(inbox, "one.csv", ANN, BO)
    assert "already" in again(handouts, *words)
