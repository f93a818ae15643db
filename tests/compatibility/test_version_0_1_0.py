"""What people have from version 0.1.0 works, or is told with what to change.

In the folder `version-0-1-0` is one of each kind, written by that version (commit c067f57): a brand
with content of its own, its signatures, a roster, a patient's file, the ledger of a run and the
folder of that run.
"""

import csv
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from handouts.batch.ledger import SCHEMA_VERSION, Ledger
from handouts.brand import load_brand
from handouts.review import read_records
from tests.cli.running import Run
from tests.reading import page_texts, words

KEPT = Path(__file__).parent / "version-0-1-0"
MADE, ID = "2026-11-30-acute-9TYV-B87C.pdf", "9TYV-B87C"

pytestmark = pytest.mark.usefixtures("editions_on_disk")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with copies of all of it; the ledger is a file, and its brand in its place."""
    for one in KEPT.iterdir():
        if one.is_dir():
            shutil.copytree(one, tmp_path / one.name)
        else:
            shutil.copy(one, tmp_path)
    statements = (tmp_path / "ledger.sql").read_text(encoding="utf-8")
    brand = json.dumps(str(tmp_path / "brand"))[1:-1]
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as database:
        database.executescript(statements.replace("/desk/brand", brand))
    database.close()
    return tmp_path


def result(handouts: Run, *command: str) -> Any:
    """Return what a command answers in JSON."""
    done = handouts(*command, "--json")
    assert done.code == 0, done.out + done.err
    return json.loads(done.out)


def text_of(path: Path) -> str:
    return words(" ".join(page_texts(path.read_bytes())))


# -- a brand's folder


@pytest.mark.usefixtures("desk")
def test_a_brand_has_no_errors_and_what_it_asks_for_in_vain_is_told(handouts: Run) -> None:
    checked = handouts("brand", "check", "brand")
    assert checked.code == 0, checked.out + checked.err
    assert "error" not in checked.out + checked.err
    told = words(checked.out + checked.err)
    assert "brand.toml:sections.leave_out: floor is a section of an earlier version" in told
    assert "take floor out of the list" in told


def test_a_brand_prints_its_name_its_own_words_and_its_own_plan(handouts: Run, desk: Path) -> None:
    options = ("--stage", "subacute", "--plan", "pool-days", "--brand", "brand", "--out", "a.pdf")
    assert handouts("patient", *options).code == 0
    printed = text_of(desk / "a.pdf")
    for said in (
        "Hill Street Clinic", "3 Hill Street", "01632 960140", "Why we ask you to move",
        "Walking in the pool", "Ask us before you start if you are unsure.",
        "We keep a copy of this handout in your notes.", "Part of the Hill Group",
    ):  # fmt: skip
        assert said in printed


def test_a_site_and_a_clinician_of_a_brand_are_printed(handouts: Run, desk: Path) -> None:
    options = ("--site", "quay", "--clinician", "sam", "--brand", "brand", "--out", "a.pdf")
    assert handouts("patient", "--stage", "acute", *options).code == 0
    printed = text_of(desk / "a.pdf")
    for said in ("Hill Street Clinic at the Quay", "01632 960150", "Sam Sample", "HCPC PH000000"):
        assert said in printed


def test_a_patients_file_fills_in_the_details(handouts: Run, desk: Path) -> None:
    options = ("--patient-file", "patient.toml", "--brand", "brand", "--out", "a.pdf")
    assert handouts("patient", "--stage", "acute", *options).code == 0
    printed = text_of(desk / "a.pdf")
    for said in ("Alex Example", "0042-17", "23 November 2026", "in two weeks",
                 "Walk the dog round the park again.", "Bring this sheet next time."):  # fmt: skip
        assert said in printed


# -- review.toml


def test_signatures_are_read_and_stand_as_they_were_made() -> None:
    review = load_brand(KEPT / "brand").review
    assert review is not None
    (record,), problems = read_records(review)
    assert problems == []
    assert (record.by, record.role, record.library) == ("Sam Sample", "Physiotherapist", "0.2.0")
    assert (record.date.isoformat(), record.until.isoformat()) == ("2026-11-28", "2027-11-28")
    assert (record.form, len(record.parts)) == (1, 137)


def test_a_handout_says_draft_and_how_to_sign_what_has_changed(handouts: Run, desk: Path) -> None:
    options = ("--stage", "acute", "--brand", "brand", "--date", "2026-12-01", "--out", "a.pdf")
    made = handouts("patient", *options)
    assert made.code == 0
    told = words(made.out + made.err)
    assert "what was signed has changed: library 0.2.0 -> " in told
    assert "then sign: handouts review sign --changed" in told
    assert "Draft" in text_of(desk / "a.pdf")


@pytest.mark.usefixtures("desk")
def test_an_old_signature_is_told_until_the_content_is_signed_anew(handouts: Run) -> None:
    brand = ("--brand", "brand")
    before = handouts("review", "status", *brand)
    assert "signed by Sam Sample, Physiotherapist, on 2026-11-28, until 2027-11-28" in before.out
    signed = handouts("review", "sign", *brand, "--by", "Kim Example", "--role", "Physiotherapist")
    assert signed.code == 0, signed.err
    after = handouts("review", "status", *brand)
    assert after.out.startswith("reviewed")
    assert "Kim Example" in after.out


# -- rosters


@pytest.mark.usefixtures("desk")
def test_every_row_of_a_roster_is_ready_and_a_warning_sign_is_told(handouts: Run) -> None:
    command = ("batch", "run", "roster.csv", "--brand", "brand", "--out", "new", "--dry-run")
    checked = handouts(*command)
    assert checked.code == 0, checked.err
    assert "3 rows: 3 ready" in checked.out
    assert "row 3" in checked.err
    assert "add dvt_signs in the column checked" in words(checked.err)


# -- the ledger


@pytest.mark.usefixtures("desk")
def test_a_ledger_tells_of_the_handouts_that_were_made(handouts: Run) -> None:
    ledger = ("--ledger", "ledger.sqlite3")
    (run,) = result(handouts, "ledger", "list", *ledger)
    assert (run["state"], run["made"], run["expected"]) == ("running", 1, 3)
    shown = handouts("ledger", "show", ID, *ledger)
    assert shown.code == 0
    assert MADE in shown.out
    found = handouts("ledger", "find", "--exercise", "prone-press-up", *ledger)
    assert ID in found.out


def test_a_ledger_is_brought_up_to_date_and_keeps_what_it_knew(desk: Path) -> None:
    for _ in range(2):
        with Ledger(desk / "ledger.sqlite3") as ledger:
            (entry,) = ledger.entries()
    assert (entry.handout_id, entry.file, entry.size) == (
        ID,
        MADE,
        (KEPT / "run" / MADE).stat().st_size,
    )
    assert "walking" in entry.exercises
    assert not entry.check_first
    with sqlite3.connect(desk / "ledger.sqlite3") as database:
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    database.close()


# -- a run's folder


def test_a_run_that_was_broken_off_is_made_whole_and_what_is_old_in_it_is_told(
    handouts: Run, desk: Path
) -> None:
    command = ("batch", "run", "roster.csv", "--brand", "brand", "--out", "run", "--resume")
    done = handouts(*command, "--ledger", "ledger.sqlite3", "--jobs", "1")
    assert done.code == 0, done.out + done.err
    assert "3 expected = 3 made" in done.out
    assert "1 handout of an earlier run still lies in run" in words(done.err)
    assert "do not print" in words(done.err)
    # What version 0.1.0 made stays as it is; the rest has the content of today.
    assert (desk / "run" / MADE).read_bytes() == (KEPT / "run" / MADE).read_bytes()
    with (desk / "run" / "report.csv").open(encoding="utf-8", newline="") as file:
        made = [row["file"] for row in csv.DictReader(file) if row["outcome"] == "made"]
    assert len(set(made)) == 3
    assert MADE not in made
    assert {one.name for one in (desk / "run").glob("*.pdf")} == {*made, MADE}


def test_a_handout_that_cannot_be_made_again_to_the_last_byte_is_told(
    handouts: Run, desk: Path
) -> None:
    again = handouts(
        "ledger", "reissue", ID, "--roster", "roster.csv", "--ledger", "ledger.sqlite3",
        "--out", "again.pdf",
    )  # fmt: skip
    assert again.code == 3, again.out
    assert "changed" in again.err
    assert "hint:" in again.err
    assert not (desk / "again.pdf").exists()
