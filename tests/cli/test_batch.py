"""`handouts batch`: a roster in, every handout out, and what became of each row."""

import csv
import hashlib
import io
import json
import stat
from pathlib import Path

import openpyxl
import pytest

from handouts.batch.report import HEADING
from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import page_texts, words

pytestmark = pytest.mark.usefixtures("editions_on_disk")

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "exercises"}
BO = ANN | {"name": "Bo Ek", "patient_id": "0043"}
CY = ANN | {"name": "Cy Ng", "patient_id": "0044"}
WRONG = ANN | {"name": "Di Ax", "patient_id": "0045", "stage": "acut"}


def report(folder: Path) -> list[dict[str, str]]:
    text = (folder / "report.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def facts(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "report.json").read_text()))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}


def test_each_row_gets_a_file_of_its_own_that_its_owner_alone_can_read(
    handouts: Run, tmp_path: Path
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN, BO)), "--out", "out")
    assert result.code == 0
    assert result.out == "out: 2 expected = 2 made + 0 failed + 0 skipped\n"
    for line, name in zip(report(tmp_path / "out"), ("Ann Lee", "Bo Ek"), strict=True):
        path = tmp_path / "out" / line["file"]
        text = words(" ".join(page_texts(path.read_bytes())))
        assert name in text
        assert line["handout_id"] in text
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert line["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert int(line["bytes"]) == path.stat().st_size
        assert name.split()[0] not in path.name
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_good_rows_are_made_and_the_sum_holds_when_others_fail(
    handouts: Run, tmp_path: Path
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN, WRONG, {}, ANN, BO)), "--out", "out")
    assert result.code == 4
    assert "4 expected = 2 made + 1 failed + 1 skipped" in result.out
    assert "did you mean acute" in result.err
    outcomes = [(line["row"], line["outcome"]) for line in report(tmp_path / "out")]
    assert outcomes == [("2", "made"), ("3", "failed"), ("5", "skipped"), ("6", "made")]
    assert facts(tmp_path / "out")["counts"] == {
        "expected": 4, "made": 2, "check_first": 0, "failed": 1, "skipped": 1, "left": 0,
    }  # fmt: skip
    assert list(report(tmp_path / "out")[0]) == list(HEADING)


def test_nothing_said_or_written_beside_the_handouts_tells_a_patient(
    handouts: Run, tmp_path: Path
) -> None:
    marked = {"name": "Xqname", "patient_id": "Xqnumber", "note": "Xqnote", "goal": "Xqgoal"}
    rows = [ANN | marked, ANN | marked, WRONG | marked, ANN | {"name": "Xqname\u6f22"}]
    for options in ([], ["--json"], ["--dry-run"]):
        result = handouts("batch", str(roster_of(tmp_path, *rows)), "--out", "out", *options)
        assert "xq" not in (result.out + result.err).lower()
    told = [p for p in tmp_path.rglob("*") if p.is_file() and p.suffix not in (".pdf", ".csv")]
    told.append(tmp_path / "out" / "report.csv")
    assert any(path.name == "report.json" for path in told)
    for path in told:
        assert b"xq" not in path.read_bytes().lower()


@pytest.mark.parametrize("rows", [[WRONG, ANN]])
def test_strict_makes_nothing_and_leaves_nothing(
    handouts: Run, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, *rows)), "--out", "out", "--strict")
    assert result.code == 3
    assert not (tmp_path / "out").exists()


def test_a_dry_run_checks_and_writes_nothing(handouts: Run, tmp_path: Path) -> None:
    good = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out", "--dry-run")
    wrong = handouts("batch", str(roster_of(tmp_path, ANN, WRONG)), "--out", "out", "--dry-run")
    assert (good.code, wrong.code) == (0, 4)
    assert wrong.out.endswith("2 rows: 1 ready, 1 with a mistake, 0 that repeat another\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "is empty"), ("stage\n", "has no rows"), ("Ann,Bo\n1,2\n", "no known heading")],
)
def test_a_roster_that_cannot_be_used_is_bad_input(
    handouts: Run, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "r.csv").write_text(text)
    result = handouts("batch", "r.csv", "--out", "out")
    assert result.code == 3
    assert reason in result.err
    assert not (tmp_path / "out").exists()


def test_the_same_files_come_from_one_process_and_from_several(
    handouts: Run, tmp_path: Path
) -> None:
    rows = [ANN | {"patient_id": str(number)} for number in range(140)]
    roster = str(roster_of(tmp_path, *rows))
    assert handouts("batch", roster, "--out", "one", "--jobs", "1").code == 0
    assert handouts("batch", roster, "--out", "many", "--jobs", "3").code == 0
    assert files(tmp_path / "one") == files(tmp_path / "many")
    assert report(tmp_path / "one") == report(tmp_path / "many")


def test_a_handout_with_one_other_byte_is_not_taken_for_made_when_a_run_goes_on(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    handouts("batch", roster, "--out", "out")
    good = files(tmp_path / "out")
    harmed = tmp_path / "out" / next(iter(good))
    other = good[harmed.name][:-1] + b"?"
    harmed.write_bytes(other)
    result = handouts("batch", roster, "--out", "out", "--resume")
    assert (result.code, harmed.read_bytes()) == (4, other)
    assert "2 expected = 1 made + 1 failed" in result.out
    assert "exists already" in result.err
    assert handouts("batch", roster, "--out", "out", "--resume", "--force").code == 0
    assert files(tmp_path / "out") == good


def test_a_file_in_the_way_is_never_replaced_unless_forced(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    handouts("batch", roster, "--out", "out")
    good = files(tmp_path / "out")
    mine = tmp_path / "out" / next(iter(good))
    mine.write_bytes(b"mine")
    result = handouts("batch", roster, "--out", "out")
    assert (result.code, mine.read_bytes()) == (4, b"mine")
    assert "exists already" in result.err
    assert mine.name not in result.err
    assert handouts("batch", roster, "--out", "out", "--force").code == 0
    assert files(tmp_path / "out") == good


def test_links_are_not_followed(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    handouts("batch", roster, "--out", "out")
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    name = next(iter(files(tmp_path / "out")))
    (tmp_path / "out" / name).unlink()
    (tmp_path / "out" / name).symlink_to(victim)
    for options in ([], ["--force"], ["--force", "--resume"]):
        result = handouts("batch", roster, "--out", "out", *options)
        assert result.code == 4
        assert "is a link" in result.err
    assert victim.read_bytes() == b"mine"
    (tmp_path / "alias").symlink_to(tmp_path / "out")
    assert handouts("batch", roster, "--out", "alias").code == 5


def test_a_report_never_replaces_a_file_of_the_users_own(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.csv").write_text("mine\n")
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out")
    assert result.code == 5
    assert (tmp_path / "out" / "report.csv").read_text() == "mine\n"
    assert files(tmp_path / "out") == {}


def test_programs_follow_by_a_json_value_a_line(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, WRONG))
    result = handouts("batch", roster, "--out", "out", "--json")
    told = [json.loads(line) for line in result.out.splitlines()]
    events = [event for event in told if event["event"] != "progress"]
    assert (result.code, result.err) == (4, "")
    kinds = [event["event"] for event in events]
    assert kinds == ["preflight", "problem", "note", "note", "end"]
    assert events[1]["row"] == 3
    assert (events[-1]["made"], events[-1]["failed"]) == (1, 1)
    lost = handouts("batch", "lost.csv", "--out", "out", "--json")
    (event,) = [json.loads(line) for line in lost.out.splitlines()]
    assert (lost.code, event["event"], event["exit_code"]) == (3, "error", 3)


def test_defaults_brand_site_and_pattern_hold_for_every_row(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text('stage = "chronic"\nedition = "exercises"\nmono = true\n')
    roster = str(roster_of(tmp_path, {"name": "Ann", "patient_id": "7/1"}))
    result = handouts(
        "batch", roster, "--out", "out", "--defaults", "all.toml",
        "--name-pattern", "{stage}-{patient_id}",
    )  # fmt: skip
    assert result.code == 0
    assert list(files(tmp_path / "out")) == ["chronic-7-1.pdf"]


def test_mistakes_in_the_defaults_are_all_told(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text('stge = "acute"\nname = "Ann"\npaper = 4\navoid = [1]\n')
    result = handouts(
        "batch", str(roster_of(tmp_path, ANN)), "--out", "out", "--defaults", "all.toml"
    )
    assert result.code == 3
    for key in ("stge", "name", "paper", "avoid"):
        assert f"all.toml:{key}" in result.err


def test_a_roster_comes_from_standard_input_too(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = roster_of(tmp_path, ANN).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert handouts("batch", "-", "--out", "out").code == 0
    assert len(files(tmp_path / "out")) == 1


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx"])
def test_the_template_is_a_roster_that_can_be_made(
    handouts: Run, tmp_path: Path, name: str
) -> None:
    assert handouts("batch", "template", "--out", name).out == f"{name}\n"
    result = handouts("batch", "run", name, "--out", "out")
    assert (result.code, "remedy" in result.err) == (0, False)
    assert len(files(tmp_path / "out")) == 1
    assert handouts("batch", "template", "--out", name).code == 5


def test_the_command_alone_shows_its_help(handouts: Run) -> None:
    for words_ in (["batch", "--help"], ["batch", "run", "--help"]):
        result = handouts(*words_)
        assert "roster" in (result.out + result.err).lower()


def test_one_patients_handout_is_made_again_after_a_jam(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO, WRONG))
    handouts("batch", roster, "--out", "out")
    line = report(tmp_path / "out")[1]
    wanted = (tmp_path / "out" / line["file"]).read_bytes()
    for number, which in enumerate((["--patient-id", "0043"], ["--row", "3"])):
        result = handouts("batch", "reprint", roster, *which, "--out", f"{number}.pdf")
        assert (result.code, result.out) == (0, f"{number}.pdf\n")
        assert (tmp_path / f"{number}.pdf").read_bytes() == wanted
    assert handouts("batch", "reprint", roster, "--row", "3").out == f"{line['file']}\n"
    for which, code in ((["--row", "4"], 3), (["--patient-id", "none"], 3), ([], 2)):
        assert handouts("batch", "reprint", roster, *which).code == code
    Path(roster).write_text("stage\nacute\n")
    assert handouts("batch", "reprint", roster, "--row", "2").code == 3


def test_a_print_file_may_lie_beside_the_handouts(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    (tmp_path / "out").mkdir(mode=0o700)
    result = handouts("batch", roster, "--out", "out", "--print-file", "out/stack.pdf")
    assert result.code == 0
    assert "stack.pdf" in files(tmp_path / "out")
    assert not list((tmp_path / "out").glob(".handouts-*.part"))


# -- the sore side


def test_the_sore_side_of_a_row_or_of_the_defaults_is_on_its_page(
    handouts: Run, tmp_path: Path
) -> None:
    (tmp_path / "all.toml").write_text('stage = "acute"\nsore = "Left"\nedition = "exercises"\n')
    rows = ({"patient_id": "1", "side": ""}, {"patient_id": "2", "side": "Bilateral"})
    result = handouts(
        "batch", str(roster_of(tmp_path, *rows)), "--out", "out", "--defaults", "all.toml",
        "--name-pattern", "{patient_id}",
    )  # fmt: skip
    assert result.code == 0
    first = {name: page_texts(data)[0] for name, data in files(tmp_path / "out").items()}
    assert "Sore side: left" in first["1.pdf"]
    assert "Sore side: both" in first["2.pdf"]
    notes = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8")
    assert "add both_legs in the column avoid" in notes
    assert "--" not in notes


def test_the_ledger_holds_nothing_of_a_rows_sore_side(handouts: Run, tmp_path: Path) -> None:
    row = {"patient_id": "1", "stage": "acute", "sore": "right", "edition": "exercises"}
    roster = str(roster_of(tmp_path, row))
    assert handouts("batch", roster, "--out", "out").code == 0
    told = handouts("ledger", "find", "--run", "1", "--json").out
    assert "exercises" in told
    assert "right" not in told
    again = handouts("batch", "reprint", roster, "--patient-id", "1", "--out", "again.pdf")
    assert again.code == 0
    assert (tmp_path / "again.pdf").read_bytes() in files(tmp_path / "out").values()


def test_the_template_offers_the_sides(handouts: Run, tmp_path: Path) -> None:
    handouts("batch", "template", "--out", "roster.xlsx")
    book = openpyxl.load_workbook(tmp_path / "roster.xlsx")
    offered = {
        column[0]: [name for name in column[1:] if name]
        for column in book["Choices"].iter_cols(values_only=True)
    }
    assert offered["Words for sore"] == ["Left", "Right", "Both"]


def test_a_list_is_looked_at_without_a_folder_and_made_into_one(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN))
    assert handouts("batch", roster, "--dry-run").code == 0
    missing = handouts("batch", roster)
    assert missing.code == 2
    assert "--out" in missing.err
    assert list(tmp_path.iterdir()) == [Path(roster)]


UNSAID = (
    "note: region: not given, so it is uk (United Kingdom), with 999 to call",
    "note: brand: not given, so a line is printed to write the clinic's name on",
)


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_run_says_once_that_nobody_chose_region_or_brand(
    handouts: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    told = handouts("batch", roster, "--out", "out", *options).err.splitlines()
    assert [line for line in told if line.startswith("note: ")] == list(UNSAID)
    events = handouts("batch", roster, "--out", "again", "--json", *options).out.splitlines()
    notes = [event for event in map(json.loads, events) if event["event"] == "note"]
    assert [f"note: {note['source']}: {note['message']}" for note in notes] == list(UNSAID)


def test_a_region_that_a_row_a_default_or_a_brand_gave_is_not_said_to_be_missing(
    handouts: Run, tmp_path: Path
) -> None:
    def said(*options: str, **cells: str) -> str:
        roster = str(roster_of(tmp_path, ANN | cells, BO | {"region": "us"}))
        return handouts("batch", roster, "--dry-run", *options).err

    (tmp_path / "given.toml").write_text('region = "us"', encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "brand.toml").write_text('name = "Mine"\nregion = "ie"')
    (tmp_path / "silent").mkdir()
    (tmp_path / "silent" / "brand.toml").write_text('name = "Mine"')
    assert said(region="ie") == said("--defaults", "given.toml")
    assert "region" not in said(region="ie")
    assert said("--brand", "mine") == ""
    assert "region: not given in 1 row, so it is uk" in said("--brand", "silent")
    assert "brand: not" not in said("--brand", "silent")


def test_a_list_of_which_nothing_is_made_is_told_no_region(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, WRONG))
    assert "region" not in handouts("batch", roster, "--dry-run").err
