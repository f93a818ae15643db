"""The region: who said it, and how its people write a date."""

import json
from pathlib import Path

import pytest

from handouts import resources
from tests.cli.running import Run
from tests.cli.test_patient import words_of

ACUTE = ("patient", "--stage", "acute")
SUMMARY = (*ACUTE, "--edition", "summary")
RIVERSIDE = str(resources.examples_folder() / "brands" / "riverside")


def test_a_region_that_nobody_gave_is_said_with_whom_it_makes_people_call(handouts: Run) -> None:
    done = handouts(*SUMMARY, "--out", "a.pdf")
    assert (done.code, done.out) == (0, "a.pdf\n")
    note, hint = done.err.splitlines()
    assert note == "note: --region: not given, so it is uk (United Kingdom), with 999 to call"
    assert "--region ID" in hint


@pytest.mark.parametrize("given", [["--region", "us"], ["--brand", RIVERSIDE]])
def test_a_region_that_was_given_is_not_spoken_of(handouts: Run, given: list[str]) -> None:
    assert handouts(*SUMMARY, *given, "--out", "a.pdf").err == ""


def test_a_brand_that_names_no_region_gives_none_and_one_that_it_extends_does(
    handouts: Run, tmp_path: Path
) -> None:
    for name, text in (("child", 'extends = "../group"'), ("group", ""), ("lone", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "brand.toml").write_text(f'{text}\nname = "Clinic"\n')
    assert "not given, so it is uk" in handouts(*SUMMARY, "--brand", "lone", "--out", "a.pdf").err
    with (tmp_path / "group" / "brand.toml").open("a") as file:
        file.write('region = "ie"\n')
    assert handouts(*SUMMARY, "--brand", "child", "--out", "b.pdf").err == ""


@pytest.mark.parametrize(
    ("given", "region", "by"),
    [
        ([], "uk", "default"),
        (["--region", "us"], "us", "option"),
        (["--brand", RIVERSIDE], "uk", "brand"),
    ],
)
def test_json_tells_the_region_and_who_named_it(
    handouts: Run, given: list[str], region: str, by: str
) -> None:
    told = json.loads(handouts(*SUMMARY, *given, "--json", "--out", "a.pdf").out)
    assert (told["region"], told["region_from"]) == (region, by)
    assert told["notices"] == []


def test_the_help_says_the_region_that_is_used_when_none_is_given(handouts: Run) -> None:
    shown = " ".join(handouts("patient", "--help").out.split())
    assert f"Default: the brand's, else {resources.DEFAULT_REGION}." in shown


@pytest.mark.parametrize(
    ("date", "region", "understood", "doubt"),
    [
        ("23/11/2026", "uk", "23 November 2026", ""),
        ("5/11/2026", "uk", "5 November 2026", "day before month, as in United Kingdom"),
        ("5/11/2026", "us", "May 11, 2026", "month before day, as in United States"),
        ("23/11/2026", "us", "November 23, 2026", ""),
        ("Nov 23, 2026", "uk", "23 November 2026", ""),
    ],
)
def test_a_date_is_read_as_the_region_writes_it_and_what_was_understood_is_said(
    handouts: Run, date: str, region: str, understood: str, doubt: str
) -> None:
    done = handouts(*SUMMARY, "--date", date, "--region", region, "--out", "a.pdf")
    assert done.code == 0
    assert f"note: --date: understood as {understood}\n" in done.err
    assert (doubt or "hint") in done.err if doubt else "hint" not in done.err
    assert understood in " ".join(words_of("a.pdf").split())


def test_a_date_in_a_file_is_read_so_too(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('date = "23/11/2026"\n')
    done = handouts(*SUMMARY, "--patient-file", "p.toml", "--brand", RIVERSIDE, "--out", "a.pdf")
    assert done.err == "note: p.toml:date: understood as 23 November 2026\n"


def test_a_plain_date_needs_no_word(handouts: Run) -> None:
    done = handouts(*SUMMARY, "--date", "2026-11-23", "--region", "uk", "--out", "a.pdf")
    assert done.err == ""


@pytest.mark.parametrize("date", ["31/02/2026", "23/11/26", "soon"])
def test_what_is_no_date_is_refused_with_the_form_that_leaves_no_doubt(
    handouts: Run, date: str
) -> None:
    done = handouts(*SUMMARY, "--date", date, "--region", "uk")
    assert done.code == 3
    assert "YYYY-MM-DD" in done.err
    assert date not in done.err


@pytest.mark.parametrize("name", ["ann.docx", "ann", "ann.pdf.txt", "Mr.Zebedee"])
def test_a_file_that_is_no_pdf_is_refused_with_the_remedy(
    handouts: Run, tmp_path: Path, name: str
) -> None:
    done = handouts(*SUMMARY, "--out", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: --out: a handout is a PDF")
    assert "end the name in .pdf" in done.err
    assert "Zebedee" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_another_program_is_never_replaced(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.docx").write_text("mine")
    for force in ([], ["--force"]):
        assert handouts(*SUMMARY, "--out", "ann.docx", *force).code == 2
    assert (tmp_path / "ann.docx").read_text() == "mine"


def test_a_pdf_may_be_spelled_in_capitals(handouts: Run) -> None:
    assert handouts(*SUMMARY, "--out", "ANN.PDF").code == 0
