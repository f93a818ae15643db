"""Which column is printed where is shown before anything is printed, and can be chosen."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import page_texts, words

pytestmark = pytest.mark.usefixtures("editions_on_disk")

ANN = {
    "Patient no": "A1", "Name": "Ann Lee", "Notes": "DNA x2", "Ward": "3", "DOB": "02/01/1950",
    "Stage": "acute", "Edition": "exercises",
}  # fmt: skip
BO = ANN | {"Patient no": "A2", "Name": "Bo Ek"}


def first_page(folder: Path) -> str:
    (path,) = folder.glob("*.pdf")
    return words(page_texts(path.read_bytes())[0])


def test_the_dry_run_shows_which_column_is_printed_where(handouts: Run, tmp_path: Path) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out", "--dry-run")

    told = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "printed name: The patient's name B (Name)" in told
    assert "printed note: A note for the patient C (Notes)" in told
    assert "decides stage F (Stage)" in told
    assert "not printed E (DOB)" in told
    assert "not used D (Ward)" in told
    assert "1 heading is not known, and not used" in result.err
    assert "--dry-run shows all" not in result.err
    assert "C (Notes) is printed on the handouts" in result.err
    assert not (tmp_path / "out").exists()


def test_headings_that_are_not_known_are_shown_where_they_are_surely_headings(
    handouts: Run, tmp_path: Path
) -> None:
    row = ANN | {"Phase of Rehab": "early", "Cancelled At": "", "Seen 02/03/2026": "", "0042": ""}
    result = handouts("batch", str(roster_of(tmp_path, row)), "--dry-run")

    told = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "not used D (Ward), H (Phase of Rehab), I (Cancelled At), J, K" in told


def test_what_stands_beside_one_known_heading_may_be_a_patient_and_is_not_shown(
    handouts: Run,
) -> None:
    Path("roster.csv").write_text("name,Ann Lee\nBo Ek,Cy Ek\n", encoding="utf-8")
    Path("given.toml").write_text('stage = "acute"\n', encoding="utf-8")
    result = handouts("batch", "roster.csv", "--dry-run", "--defaults", "given.toml")

    assert "not used" in result.out
    assert "Ann" not in result.out + result.err


def test_a_run_says_that_the_dry_run_shows_all_headings(handouts: Run, tmp_path: Path) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out")

    assert "--dry-run shows all" in result.err
    assert "(Ward)" not in result.err


def test_programs_are_shown_the_columns_too(handouts: Run, tmp_path: Path) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "o", "--dry-run", "--json")

    events = [json.loads(line) for line in result.out.splitlines()]
    (columns,) = [event["columns"] for event in events if event["event"] == "columns"]
    assert {"use": "printed", "column": "name", "from": "B (Name)"} in columns


def test_a_sample_makes_the_first_handouts_alone(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    result = handouts("batch", roster, "--out", "out", "--sample", "1")

    assert result.code == 0
    assert "printed" in result.out
    assert "2 expected = 1 made + 0 failed + 0 skipped + 1 not come to" in result.out
    assert "A sample" in result.err
    assert "Ann Lee" in first_page(tmp_path / "out")
    rest = handouts("batch", roster, "--out", "out", "--resume")
    assert "2 expected = 2 made" in rest.out


def test_columns_are_chosen_and_left_out_on_the_command_line(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN))
    result = handouts(
        "batch", roster, "--out", "out", "--map", "Ward=next_visit", "--ignore", "Notes"
    )

    assert (result.code, "remedy" in result.err) == (0, False)
    page = first_page(tmp_path / "out")
    assert "DNA" not in page
    again = handouts("batch", "reprint", roster, "--row", "2", "--out", "again.pdf")
    assert again.code == 0
    (made,) = (tmp_path / "out").glob("*.pdf")
    assert Path("again.pdf").read_bytes() == made.read_bytes()


def test_columns_are_chosen_in_a_file(handouts: Run, tmp_path: Path) -> None:
    Path("columns.toml").write_text('C = "ignore"\nWard = "goal"\n', encoding="utf-8")
    roster = str(roster_of(tmp_path, ANN))
    result = handouts("batch", roster, "--out", "out", "--columns", "columns.toml", "--dry-run")

    told = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "printed goal: What the patient wants to do again D (Ward)" in told
    assert "not used C (Notes)" in told


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--map", "patient_id=NHS Number"), "the heading comes first"),
        (("--map", "Ward"), "is not HEADING=COLUMN"),
        (("--map", "Ward=nmae"), "--map: 'nmae' is no column that handouts knows\n"),
        (("--map", "Ward=nmae"), "did you mean name?"),
        (("--map", "D=dates"), "did you mean date?"),
        (("--map", "Name=dates"), "did you mean date?"),
        (("--map", "Ward=bed"), "one of: name, first_name"),
        (("--map", "Ward=goal", "--ignore", "ward"), "'Ward' is in --map too, as goal"),
        (("--map", "Ward=goal", "--ignore", "D"), "'Ward' and 'D' are one column"),
        (("--map", "Ward=goal", "--map", "D=note"), "'Ward' and 'D' are one column"),
        (("--map", "Bed=name"), "has no column 'Bed'"),
        (("--ignore", "Bed"), "has no column 'Bed'"),
    ],
)
def test_a_column_that_cannot_be_chosen_is_told(
    handouts: Run, tmp_path: Path, options: tuple[str, ...], reason: str
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out", *options)

    assert result.code == 3
    assert reason in result.err, result.err
    assert not (tmp_path / "out").exists()


def test_a_misspelt_heading_is_asked_about(handouts: Run, tmp_path: Path) -> None:
    row = {"First name": "Rosa", "Lastnam": "Muster", "Stage": "acute"}
    result = handouts("batch", str(roster_of(tmp_path, row)), "--out", "out")

    assert result.code == 3
    assert "roster.csv:1:B" in result.err
    assert "did you mean last name?" in result.err
    assert "Lastnam" not in result.err
    named = handouts(
        "batch", str(tmp_path / "roster.csv"), "--out", "out", "--map", "B=surname", "--dry-run"
    )
    assert named.code == 0


def test_people_of_one_name_have_a_file_each(handouts: Run, tmp_path: Path) -> None:
    rows = [
        {"Name": "Rosa", "DOB": day, "Stage": "acute", "Edition": "exercises"}
        for day in ("1950-01-02", "1961-03-04")
    ]
    result = handouts("batch", str(roster_of(tmp_path, *rows)), "--out", "out")

    assert "2 expected = 2 made" in result.out
    names = sorted(path.stem for path in (tmp_path / "out").glob("*.pdf"))
    assert names[1] == f"{names[0]}-2"


def test_a_handout_of_an_earlier_run_is_named_in_the_report(handouts: Run, tmp_path: Path) -> None:
    handouts("batch", str(roster_of(tmp_path, ANN, BO)), "--out", "out")
    before = {path.name for path in (tmp_path / "out").glob("*.pdf")}
    for number in range(2):
        roster = str(roster_of(tmp_path, ANN | {"DOB": str(number)}))
        result = handouts("batch", roster, "--out", "out")
        assert result.code == 0
        lies = "note: 1 handout of an earlier run still lies in out that this list does not make"
        assert f"{lies}: do not print it; see earlier in out/report.html" in words(result.err)
        page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        assert "Earlier: 1 handout that this list does not make" in page
        assert sum(f"<td>{name}</td>" in page for name in before) == 2
        report = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8").splitlines()
        (line,) = [line for line in report if line.split(",")[1] == "earlier"]
        assert line.split(",")[3] in before
        facts = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
        assert [told["file"] for told in facts["problems"] if "file" in told] == [
            line.split(",")[3]
        ]


def test_a_handout_of_a_run_that_was_killed_is_named_in_the_report(
    handouts: Run, tmp_path: Path
) -> None:
    out, ledger = tmp_path / "out", tmp_path / "ledger.sqlite3"
    handouts("batch", str(roster_of(tmp_path, ANN, BO)), "--out", "out", "--ledger", str(ledger))
    before = {path.name for path in out.glob("*.pdf")}
    for path in out.glob("report.*"):  # a run that is killed writes none
        path.unlink()
    with sqlite3.connect(ledger) as database:
        database.execute("UPDATE runs SET state = 'running', finished = NULL")
    database.close()
    roster = str(roster_of(tmp_path, ANN | {"DOB": "1950-03-04"}))
    shutil.copytree(out, tmp_path / "elsewhere")  # nobody's run: it may be there for a reason
    for folder, count in (("elsewhere", 0), ("out", 1), ("out", 1)):
        result = handouts("batch", roster, "--out", folder, "--ledger", str(ledger))
        assert result.code == 0
        said = "of an earlier run still lies in" in words(result.err)
        assert said == bool(count)
        told = (tmp_path / folder / "report.csv").read_text(encoding="utf-8").splitlines()
        earlier = [line.split(",")[3] for line in told if line.split(",")[1] == "earlier"]
        assert (len(earlier), set(earlier) <= before) == (count, True)
