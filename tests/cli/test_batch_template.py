"""`handouts batch template`: what its lists offer is in words, and is read back as it was meant."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from handouts.batch.columns import column_of, columns
from handouts.batch.jobs import Job
from handouts.batch.roster import open_roster
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row, RowProblem
from handouts.cli.batch_template import _choices
from handouts.spellings import meant, shown
from tests.batch.rosters import basis
from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("editions_on_disk")

IDS = {column: [c.name for c in choices] for column, choices in _choices("", "").items()}
CHOSEN = [(column, name) for column, names in IDS.items() for name in names]


@pytest.fixture(scope="module")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the template lies as the program wrote it, when it has."""
    return tmp_path_factory.mktemp("template") / "roster.xlsx"


@pytest.fixture
def template(handouts: Run, tmp_path: Path, written_once: Path) -> Path:
    """Return a template of one test's own."""
    if not written_once.exists():
        assert handouts("batch", "template", "--out", str(written_once)).code == 0
    return Path(shutil.copy(written_once, tmp_path))


def heads(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def filled_in(path: Path, *patients: Mapping[str, object]) -> None:
    """Fill in rows below the example, by heading."""
    book = openpyxl.load_workbook(path)
    sheet = book["Roster"]
    at = {heading: number for number, heading in enumerate(heads(sheet), 1)}
    for row, patient in enumerate(patients, 3):
        for heading, value in patient.items():
            sheet.cell(row, at[heading], value)
    book.save(path)


def read_back(path: Path) -> tuple[list[Row], list[RowProblem]]:
    with open_roster(path) as roster:
        lines = list(roster.rows())
    problems = [line for line in lines if isinstance(line, RowProblem)]
    return [line for line in lines if isinstance(line, Row) and line.number > 2], problems


@pytest.mark.parametrize(("column", "name"), CHOSEN)
def test_every_word_on_offer_means_the_choice_that_it_stands_for(column: str, name: str) -> None:
    words = shown(column, name)
    assert meant(column, words) == name
    if column not in ("site", "clinician", "condition"):
        assert "_" not in words
        assert words[0].isupper()


@pytest.mark.parametrize(
    ("column", "name", "words"),
    [
        ("avoid", "dvt_signs", "DVT signs"),
        ("avoid", "uncontrolled_heart_or_bp", "Uncontrolled heart or BP"),
        ("plan", "acute-none-floor", "Acute none floor"),
        ("paper", "a4", "A4"),
        ("region", "uk", "United Kingdom"),
        ("plan", "odd--name", "odd--name"),
    ],
)
def test_words_are_those_of_people(column: str, name: str, words: str) -> None:
    assert shown(column, name) == words


def test_each_list_offers_words_and_each_cell_has_its_list(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    sheet, lists = book["Roster"], book["Choices"]
    offered = {
        str(cells[0]): [word for word in cells[1:] if word]
        for cells in lists.iter_cols(values_only=True)
    }
    ruled = set()
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            heading = str(sheet.cell(1, area.min_col).value)
            ruled.add(heading)
            column = column_of(heading)
            assert column
            if rule.type == "list":
                words = offered[f"Words for {column.name}"]
                assert words == [shown(column.name, name) for name in IDS[column.name]]
                assert rule.formula1.endswith(f"${len(words) + 1}")
    assert {"Stage", "Avoid 1", "Avoid 2", "Avoid 3", "Checked 1", "Checked 2", "Add"} <= ruled


def test_several_flags_can_be_picked_and_all_are_read(template: Path) -> None:
    patient = {
        "Name": "Bo Ek", "Stage": "Acute", "Avoid 1": "DVT signs", "Avoid 2": "Poor balance",
        "Avoid 3": "Knee problem", "Checked 1": "DVT signs",
    }  # fmt: skip
    filled_in(template, patient)
    (row,), problems = read_back(template)
    assert problems == []
    job = job_of(row, basis())
    assert isinstance(job, Job)
    asked = job.request.prescription
    assert set(asked.flags) == {"dvt_signs", "poor_balance", "knee_problem"}
    assert set(asked.checked) == {"dvt_signs"}


def test_every_choice_of_every_list_is_read_back(template: Path) -> None:
    headings = {c.name: h for h in heads(openpyxl.load_workbook(template)["Roster"])
                if (c := column_of(h)) and not h.endswith(("2", "3"))}  # fmt: skip
    chosen = [(column, name) for column, name in CHOSEN if column not in ("site", "clinician")]
    filled_in(
        template,
        *(
            {"Name": f"Patient {number}", "Stage": "Acute", headings[column]: shown(column, name)}
            for number, (column, name) in enumerate(chosen)
        ),
    )
    rows, problems = read_back(template)
    assert problems == []
    assert len(rows) == len(chosen)
    for row, (column, name) in zip(rows, chosen, strict=True):
        value = row.values.get(column, "none")  # a word for nothing is an empty cell
        told = value if isinstance(value, list) else [str(value)]
        assert [meant(column, str(part)) for part in told] == [name]
        job = job_of(row, basis())
        assert isinstance(job, Job) or column in ("checked", "edition"), (column, name)


def test_a_day_is_a_day_whatever_the_spreadsheet_makes_of_it(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["Roster"]
    at = heads(sheet).index("Date") + 1
    assert {sheet.cell(row, at).number_format for row in range(2, 100)} == {"yyyy-mm-dd"}
    assert sheet.cell(2, at + 1).number_format == "@"
    (rule,) = (r for r in sheet.data_validations.dataValidation if r.type == "date")
    assert sheet.cell(2, at).coordinate in rule.sqref
    filled_in(template, {"Name": "Bo Ek", "Stage": "Acute", "Date": dt.date(2026, 12, 3)})
    (row,), problems = read_back(template)
    assert problems == []
    assert row.values["date"] == "2026-12-03"


def test_the_guide_tells_what_each_word_means(template: Path) -> None:
    guide = openpyxl.load_workbook(template)["Guide"]
    told = {(where, word): meaning for where, word, meaning in guide.iter_rows(values_only=True)}
    assert "calf" in str(told["Avoid", "DVT signs"])
    assert "today or now" in str(told["Avoid", "DVT signs"])
    assert ("Add", "Band row") in told
    for column in columns().values():
        if not (column.unused or column.part):
            assert told[column.over_it, None] == column.help


def test_the_note_of_a_template_is_plainly_the_patients(handouts: Run, template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert "Note for the patient" in heads(book["Roster"])
    assert handouts("batch", "template", "--out", "roster.csv").code == 0
    text = (template.parent / "roster.csv").read_text(encoding="utf-8-sig")
    assert ",note_for_the_patient," in text.splitlines()[0]
    filled_in(template, {"Name": "Bo Ek", "Stage": "Acute", "Note for the patient": "Bring shoes"})
    rows, problems = read_back(template)
    assert [row.values["note"] for row in rows] == ["Bring shoes"]
    assert problems == []


def test_a_template_that_was_filled_in_is_made(handouts: Run, template: Path) -> None:
    filled_in(
        template,
        {"Name": "Bo Ek", "Patient id": "0043", "Stage": "Acute", "Avoid 1": "Poor balance",
         "Edition": "Exercises", "Date": dt.date(2026, 12, 3)},
    )  # fmt: skip
    result = handouts("batch", str(template), "--out", "out")
    assert result.code == 0
    assert "1 made" in result.out
