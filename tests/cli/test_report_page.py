"""The report as a page: what is to be done stands first, and nothing of a patient stands in it."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handouts.batch import report_page
from handouts.batch.report import PAGE, Counts, check_place
from handouts.batch.report_page import write_page
from handouts.batch.rows import RowProblem
from handouts.errors import OutputError
from tests.batch.rosters import csv_text
from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("editions_on_disk")

HEADINGS = ("Patient no", "Patient name", "Phase", "Precautions", "Extra exercises")
VOID = ("meta", "br", "!doctype")


def row(number: str, stage: str, *, avoid: str = "", add: str = "") -> Mapping[str, str]:
    name = f"Xq<b>name</b>{number}"
    cells = (number, name, stage, avoid, add)
    return dict(zip(HEADINGS, cells, strict=True)) | {"Edition": "exercises"}


ROWS = (
    row("Xq1", "acute"),
    row("Xq2", "cronic"),
    row("Xq3", "subacute", avoid="dvt_signs"),
    row("Xq4", "acute", add="prone-press-up", avoid="extension_worsens"),
    row("Xq1", "acute"),
)


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.setdefault(self.open[-1], []).append(data.strip())


def outline_of(text: str) -> Outline:
    outline = Outline()
    outline.feed(text)
    outline.close()
    assert outline.open == []
    return outline


@pytest.fixture
def page(handouts: Run, tmp_path: Path) -> str:
    (tmp_path / "list.csv").write_text(csv_text(ROWS), encoding="utf-8", newline="")
    assert handouts("batch", "list.csv", "--out", "out").code == 4
    return (tmp_path / "out" / PAGE).read_text(encoding="utf-8")


def test_what_is_to_be_done_stands_first(page: str) -> None:
    assert outline_of(page).texts["h2"] == [
        "First: signs to be looked at before any exercise",
        "Not made: 2 rows",
        "Made: 2 handouts",
        "Skipped: 1 row",
    ]
    assert "5 rows: 2 handouts made, 2 not made, 1 skipped" in page


def test_a_column_is_named_as_the_file_has_it(page: str) -> None:
    cells = outline_of(page).texts["td"]
    assert "C (Phase)" in cells
    assert "E (Extra exercises)" in cells
    assert "D (Precautions)" in cells
    assert "Did you mean chronic?" in cells


def test_nothing_of_a_patient_is_on_the_page(page: str) -> None:
    assert "xq" not in page.casefold()


def test_the_page_loads_nothing_and_runs_nothing(page: str) -> None:
    outline = outline_of(page)
    names = {name for name, _ in outline.elements}
    assert not names & {"script", "img", "link", "iframe", "form", "object", "a"}
    assert not any(key.startswith("on") for _, keys in outline.elements for key in keys)
    (policy,) = (
        str(keys["content"])
        for name, keys in outline.elements
        if name == "meta" and keys.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "url(" not in style
    assert "@import" not in style


def test_whoever_cannot_see_the_page_finds_the_way(page: str) -> None:
    outline = outline_of(page)
    assert ("html", {"lang": "en"}) in outline.elements
    assert len(outline.texts["h1"]) == len(outline.texts["title"]) == 1
    for name, keys in outline.elements:
        assert name != "th" or keys["scope"] in ("col", "row", "rowgroup")
    sections = [keys["aria-labelledby"] for name, keys in outline.elements if name == "section"]
    assert sections == [keys["id"] for name, keys in outline.elements if name == "h2"]


def luminance(colour: str) -> float:
    whole = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_can_be_read_on_white(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    colours = re.findall(r"(?<!background: )#([0-9a-f]{3,6})", style)
    assert colours
    for colour in colours:
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5, colour


def test_words_of_a_value_are_text(tmp_path: Path) -> None:
    problem = RowProblem(5, "stage", "<script>alert(1)</script>{{ 7*7 }}", "<b>")
    write_page(tmp_path, ("<i>",), Counts(1, 0, 1, 0), (), [problem], [5], ())
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert not {name for name, _ in outline_of(page).elements} & {"script", "b", "i"}


def test_a_row_whose_problems_were_too_many_to_keep_is_named(tmp_path: Path) -> None:
    write_page(tmp_path, (), Counts(3, 0, 2, 0), (), [], {7, 8}, ())
    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert "Not made: 2 rows" in page
    assert "1 not come to yet" in page


def test_a_long_list_is_cut_on_the_page_and_says_so(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_page, "MOST_MADE", 2)
    rows = [row(str(number), "acute") for number in range(5)]
    (tmp_path / "list.csv").write_text(csv_text(rows), encoding="utf-8", newline="")
    assert handouts("batch", "list.csv", "--out", "out").code == 0
    page = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")
    assert "Made: 5 handouts" in page
    assert page.count('class="file"') == 1
    assert len(re.findall(r'<tr><th scope="row"', page)) == 2
    assert "And 3 more" in page


NOTED = (
    {"patient_id": "1", "stage": "acute", "avoid": "knee_problem", "edition": "exercises"},
    {"patient_id": "2", "stage": "chronic", "avoid": "pregnancy_after_16_weeks"},
    {"patient_id": "3", "stage": "subacute", "sore": "both"},
    {"patient_id": "4", "stage": "acute"},
)


def test_what_nobody_has_checked_stands_before_what_is_left_out(
    handouts: Run, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(csv_text(NOTED), encoding="utf-8", newline="")
    result = handouts("batch", "list.csv", "--out", "out")
    assert result.code == 0
    page = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")
    assert outline_of(page).texts["h2"] == [
        "Made, with something to be checked",
        "Made, with something to know",
        "Made: 4 handouts",
    ]
    checks, rest = page.split('id="checks"')[1].split('id="notes"')
    assert "this plan was made without a check" in checks
    assert "to ask first" in checks
    assert "is left out" not in checks
    assert "Buttock stretch (figure four) is left out" in rest
    assert "figure-four-stretch" not in page
    table = (tmp_path / "out" / "report.csv").read_text(encoding="utf-8")
    assert table.index("to ask first") < table.index("is left out")


def test_the_screen_says_where_the_notes_on_patients_are(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(csv_text(NOTED), encoding="utf-8", newline="")
    place = str(Path("out") / PAGE)
    told = handouts("batch", "list.csv", "--out", "out").err.splitlines()
    assert told[-2:] == [
        f"3 rows have something to know: {place}", f"Every row and reason: {place}",
    ]  # fmt: skip
    end = handouts("batch", "list.csv", "--out", "again", "--json").out.splitlines()[-1]
    assert json.loads(end)["to_know"] == 3
    assert json.loads(end)["report"] == str(Path("again") / PAGE)


def test_the_screen_names_the_report_of_a_run_without_a_note(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(csv_text(NOTED[3:]), encoding="utf-8", newline="")
    result = handouts("batch", "list.csv", "--out", "out")
    assert f"Every row and reason: {Path('out') / PAGE}\n" in result.err
    assert "something to know" not in result.err


def test_a_row_that_is_refused_or_left_out_is_none_of_those_to_know_of(
    handouts: Run, tmp_path: Path
) -> None:
    rows = [*NOTED, NOTED[2], NOTED[2] | {"patient_id": "5", "text": "tiny"}, {"stage": "acute"}]
    (tmp_path / "list.csv").write_text(csv_text(rows), encoding="utf-8", newline="")
    result = handouts("batch", "list.csv", "--out", "out")
    assert result.code == 4
    assert "\n3 rows have something to know" in result.err


def test_a_page_of_the_users_own_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / PAGE).write_text("<!doctype html>\n<html>mine</html>")
    with pytest.raises(OutputError):
        check_place(tmp_path)
    write_page(tmp_path, (), Counts(0, 0, 0, 0), (), [], (), ())
    check_place(tmp_path)
