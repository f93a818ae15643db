"""The clinic that programs use: what the command line makes, in a few lines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import handouts
from handouts.brand import read_clinicians
from tests.docs.console import blocks
from tests.reading import page_texts, words

ROOT = Path(__file__).parents[1]
RIVERSIDE = ROOT / "examples" / "brands" / "riverside"
ANN = {"name": "Ann Lee", "patient_id": "17", "date": "2026-11-28"}


@pytest.fixture(scope="module")
def clinic() -> handouts.Clinic:
    return handouts.Clinic(RIVERSIDE, region="uk")


def test_a_handout_has_the_bytes_that_the_command_line_gives(
    clinic: handouts.Clinic, tmp_path: Path
) -> None:
    out = tmp_path / "ann.pdf"
    command = [sys.executable, str(ROOT / "generate.py"), "patient", "--stage", "acute"]
    command += ["--brand", str(RIVERSIDE), "--region", "uk", "--name", "Ann Lee"]
    command += ["--patient-id", "17", "--date", "2026-11-28", "--edition", "exercises"]
    command += ["--drop", "walking", "--out", str(out), "--no-ledger"]
    subprocess.run(command, check=True, capture_output=True)
    made = clinic.handout("acute", patient=ANN, edition="exercises", drop=["walking"])
    assert made.pdf == out.read_bytes()


def test_a_handout_tells_its_pages_notices_and_decisions(clinic: handouts.Clinic) -> None:
    made = clinic.handout(
        "acute", edition="exercises", avoid=["pregnancy_after_16_weeks"], patient=ANN
    )
    assert made.pages == len(page_texts(made.pdf))
    assert made.notices
    assert made.decisions


def test_a_clinician_of_the_brand_is_named_in_full(clinic: handouts.Clinic) -> None:
    short, known = next(iter(read_clinicians(RIVERSIDE).items()))
    made = clinic.handout("acute", edition="exercises", patient={**ANN, "clinician": short})
    assert known.name in words(" ".join(page_texts(made.pdf)))


def test_a_preview_has_a_picture_for_each_page(clinic: handouts.Clinic) -> None:
    pages = clinic.preview("acute", edition="exercises", dpi=20)
    assert len(pages) == clinic.handout("acute", edition="exercises").pages
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert len(set(pages)) == len(pages)


def test_every_mistake_comes_at_once_without_a_value(clinic: handouts.Clinic) -> None:
    patient = {"nmae": "Ann Lee", "date": "28.11."}
    with pytest.raises(handouts.BadInput) as caught:
        clinic.handout("acut", patient=patient, set=["what"])
    sources = [problem.source for problem in caught.value.problems]
    assert sources == ["--set", "patient:nmae", "patient:date", "--stage acut"]
    assert "Ann" not in str(caught.value)


def test_a_stage_is_asked_for_with_those_that_there_are(clinic: handouts.Clinic) -> None:
    with pytest.raises(handouts.BadInput, match="one of: acute, subacute, chronic"):
        clinic.handout()


def test_an_article_for_everybody_needs_no_stage(clinic: handouts.Clinic) -> None:
    assert clinic.handout(edition="article").stage == ""
    with pytest.raises(handouts.BadInput):
        clinic.handout(edition="article", patient=ANN)


def test_a_brand_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(handouts.BadInput, match="nor the name of a brand"):
        handouts.Clinic("no-such-clinic")


def test_a_batch_gives_what_became_of_each_row(clinic: handouts.Clinic, tmp_path: Path) -> None:
    roster = tmp_path / "list.csv"
    roster.write_text("name,patient_id,stage\nAnn,1,acute\nBo,2,acut\nCy,3,chronic\nCy,3,chronic\n")
    rows = list(
        clinic.batch(
            roster, tmp_path / "out", ledger=tmp_path / "l.sqlite",
            defaults={"edition": "exercises", "setting": "chair"},
        )
    )  # fmt: skip
    assert [(row.row, row.state) for row in rows] == [
        (2, "made"), (3, "failed"), (4, "made"), (5, "skipped")
    ]  # fmt: skip
    assert rows[0].file is not None
    assert rows[0].file.read_bytes().startswith(b"%PDF")
    assert rows[0].pages > 1
    assert [problem.column for problem in rows[1].problems] == ["stage"]
    assert (tmp_path / "out" / "report.csv").exists()


def test_a_default_that_no_column_has_is_refused(clinic: handouts.Clinic, tmp_path: Path) -> None:
    with pytest.raises(handouts.BadInput, match="defaults:stge"):
        clinic.batch("list.csv", tmp_path / "out", defaults={"stge": "acute"})


def test_what_the_package_does_not_have_is_said_so() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        handouts.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_examples_of_the_document_run(tmp_path: Path) -> None:
    """In one process after another block, as a reader tries them."""
    code = "\n".join(
        block.text for block in blocks(ROOT / "docs" / "python.md") if block.language == "python"
    )
    code = code.replace("jobs=2", "jobs=1")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDOUTS_LEDGER": str(tmp_path / "ledger")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ann.pdf").read_bytes().startswith(b"%PDF")
    assert "did you mean" in done.stdout
    assert "made" in done.stdout
