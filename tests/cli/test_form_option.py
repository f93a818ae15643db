"""`--form` and the column `form`: handouts to fill in on a screen, for patients and rosters."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.accessibility.audit import audit
from tests.accessibility.forms import widgets_of
from tests.accessibility.validator import validate
from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import open_pdf, page_texts, tag_tree, words

pytestmark = pytest.mark.usefixtures("editions_on_disk")

SUMMARY = ("--edition", "summary", "--date", "2026-11-23")
ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "summary"}
BO = ANN | {"name": "Bo Ek", "patient_id": "0043"}
PRINTED = ("--print-file", "s.pdf")


def heard(path: Path) -> list[str]:
    """Return what is heard of the fields of a file, in their order."""
    with open_pdf(path.read_bytes()) as pdf:
        return [str(widget.TU) for widget in widgets_of(pdf)]


def report(folder: Path) -> dict[str, dict[str, str]]:
    """Return the lines of a report by row."""
    text = (folder / "report.csv").read_bytes().decode()
    return {line["row"]: line for line in csv.DictReader(io.StringIO(text, newline=""))}


def forms(folder: Path) -> dict[str, bool]:
    """Return for each row that was made whether it is a form."""
    lines = report(folder)
    return {row: bool(heard(folder / lines[row]["file"])) for row in lines if lines[row]["file"]}


# -- one patient


def test_a_blank_form_has_a_field_for_each_line_and_each_box(handouts: Run, tmp_path: Path) -> None:
    made = handouts("patient", "--stage", "acute", *SUMMARY, "--form", "--out", "a.pdf")
    assert (made.code, made.out) == (0, "a.pdf\n")
    fields = heard(tmp_path / "a.pdf")
    assert fields[:6] == [
        "Name of the clinic", "Name", "Patient number", "Your clinician", "Next visit",
        "My own goal",
    ]  # fmt: skip
    assert "Exercises done, week 1, Monday" in fields
    assert "Pain, 0 to 10, week 2, Sunday" in fields
    data = (tmp_path / "a.pdf").read_bytes()
    assert validate(data) == audit(data) == []


def test_a_box_of_the_log_says_which_exercise_week_day_and_time(
    handouts: Run, tmp_path: Path
) -> None:
    handouts("patient", "--stage", "acute", "--edition", "exercises", "--form", "--out", "a.pdf")
    fields = heard(tmp_path / "a.pdf")
    assert "Pelvic tilt, week 1, Monday, first time" in fields
    assert "Walking, week 4, Sunday, fourth time" in fields


def test_what_is_known_of_the_patient_stays_text(handouts: Run, tmp_path: Path) -> None:
    who = ("--name", "Ann Lee", "--goal", "Walk the dog", "--out", "a.pdf")
    handouts("patient", "--stage", "acute", *SUMMARY, "--form", *who)
    assert "Name" not in heard(tmp_path / "a.pdf")
    assert "My own goal" not in heard(tmp_path / "a.pdf")
    assert "Patient number" in heard(tmp_path / "a.pdf")
    data = (tmp_path / "a.pdf").read_bytes()
    assert "Name Ann Lee" in words(page_texts(data)[0])
    with open_pdf(data) as pdf:
        assert "Ann" not in str([str(field.get("/V", "")) for field in widgets_of(pdf)])
        assert any("Walk the dog" in line for line in tag_tree(pdf))


def test_a_detail_that_needs_several_lines_is_text_in_a_form_too(
    handouts: Run, tmp_path: Path
) -> None:
    note = "Bring this sheet next time. " * 12
    made = handouts("patient", "--stage", "acute", "--form", "--note", note, "--out", "a.pdf")
    assert made.code == 0
    assert "Notes for me" not in heard(tmp_path / "a.pdf")
    assert words(note) in words(" ".join(page_texts((tmp_path / "a.pdf").read_bytes())))


def test_the_article_and_the_sheet_for_urgent_signs_are_forms_too(
    handouts: Run, tmp_path: Path
) -> None:
    handouts("patient", "--edition", "article", "--form", "--out", "a.pdf")
    assert heard(tmp_path / "a.pdf") == ["Name of the clinic", "Phone", "Open"]
    handouts("patient", "--stage", "acute", "--avoid", "dvt_signs", "--form", "--out", "b.pdf")
    assert "Clinic phone" in heard(tmp_path / "b.pdf")


def test_the_same_form_has_the_same_bytes_and_its_paper_another_id(
    handouts: Run, tmp_path: Path
) -> None:
    same = ("patient", "--stage", "acute", *SUMMARY)
    for name in ("a.pdf", "b.pdf"):
        handouts(*same, "--form", "--out", name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    ids = {
        json.loads(handouts(*same, *more, "--json").out)["handout_id"] for more in ((), ("--form",))
    }
    assert len(ids) == 2


# -- a roster


def test_the_column_form_decides_row_by_row(handouts: Run, tmp_path: Path) -> None:
    rows = (ANN | {"form": "yes"}, BO | {"form": "No"}, BO | {"patient_id": "9", "form": ""})
    made = handouts("batch", str(roster_of(tmp_path, *rows)), "--out", "out")
    assert made.code == 0
    assert forms(tmp_path / "out") == {"2": True, "3": False, "4": False}


def test_with_the_option_every_row_is_a_form_but_those_that_say_no(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN, BO | {"form": "no"}))
    assert handouts("batch", roster, "--out", "out", "--form").code == 0
    assert forms(tmp_path / "out") == {"2": True, "3": False}


def test_an_answer_that_is_neither_yes_nor_no_is_a_mistake_of_its_row(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN | {"form": "maybe"}, BO))
    made = handouts("batch", roster, "--out", "out")
    assert made.code == 4
    assert "2    form    is neither yes nor no" in made.err
    assert "maybe" not in made.err


def test_a_form_is_made_again_to_the_last_byte(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN))
    handouts("batch", roster, "--out", "out", "--form")
    file = tmp_path / "out" / report(tmp_path / "out")["2"]["file"]
    assert handouts("batch", "reprint", roster, "--row", "2", "--out", "again.pdf").code == 0
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()


# -- a print file


@pytest.mark.parametrize("only", [(), ("--only-print-file",), ("--dry-run",)])
def test_the_option_is_refused_with_a_print_file(
    handouts: Run, tmp_path: Path, only: tuple[str, ...]
) -> None:
    roster = str(roster_of(tmp_path, ANN))
    refused = handouts("batch", roster, "--out", "out", "--form", *PRINTED, *only)
    assert refused.code == 3
    assert "--form: cannot go with --print-file" in words(refused.err)
    assert "leave it out for paper, or leave out --print-file for screens" in words(refused.err)
    assert not (tmp_path / "s.pdf").exists()
    assert not (tmp_path / "out").exists()


def test_a_default_of_forms_is_refused_with_a_print_file(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text("form = true\n")
    roster = str(roster_of(tmp_path, ANN))
    options = ("--defaults", "all.toml", *PRINTED)
    refused = handouts("batch", roster, "--out", "out", *options)
    assert refused.code == 3
    assert "all.toml:form: cannot go with --print-file" in words(refused.err)


def test_a_row_that_wants_a_form_is_refused_alone_where_a_print_file_is_made(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN | {"form": "yes"}, BO))
    made = handouts("batch", roster, "--out", "out", *PRINTED)
    assert made.code == 4
    assert "2    form    cannot go into a print file" in made.err
    assert "write no, or make it without --print-file" in made.err
    lines = report(tmp_path / "out")
    assert [lines[row]["outcome"] for row in ("2", "3")] == ["failed", "made"]


def test_a_form_is_not_printed_again_into_a_print_file(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN))
    handouts("batch", roster, "--out", "out", "--form")
    refused = handouts("batch", "reprint", roster, "--row", "2", *PRINTED)
    assert refused.code == 3
    assert "row 2: is a form, for no print file" in words(refused.err)
    assert "without --print-file" in refused.err
    assert not (tmp_path / "s.pdf").exists()
