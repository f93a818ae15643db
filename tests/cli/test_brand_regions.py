"""Regions in a brand's folder, from the command line."""

import json
from pathlib import Path

import pypdfium2
import pytest

from handouts.content import regions
from handouts.resources import library_folder
from tests.cli.running import Run
from tests.cli.test_patient import words_of
from tests.content.test_region_files import WHOLE

SUMMARY = ("patient", "--stage", "acute", "--edition", "summary", "--brand", "clinic")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    folder = tmp_path / "clinic"
    (folder / "regions").mkdir(parents=True)
    text = 'name = "Clinic"\nphone = "021 555 0100"\nregion = "za"\n'
    (folder / "brand.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_region_is_begun_filled_in_and_used(handouts: Run, clinic: Path) -> None:
    done = handouts("brand", "regions", "clinic", "--new", "za")
    assert (done.code, done.out) == (0, f"{Path('clinic/regions/za.toml')}\n")
    unfinished = handouts("brand", "check", "clinic")
    assert unfinished.code == 3
    assert "regions/za.toml:emergency_number: is not filled in yet" in unfinished.err
    assert "Until it is filled in, nothing is made for patients in this brand." in done.err
    assert handouts(*SUMMARY, "--region", "uk", "--out", "a.pdf").code == 3

    (clinic / "regions" / "za.toml").write_text(WHOLE, encoding="utf-8")
    assert handouts("brand", "check", "clinic").code == 0
    assert handouts(*SUMMARY, "--out", "a.pdf").err == ""
    assert "10177 or 112" in words_of("a.pdf")


def test_json_tells_both_numbers(handouts: Run, clinic: Path) -> None:
    (clinic / "regions" / "za.toml").write_text(WHOLE, encoding="utf-8")
    told = json.loads(handouts(*SUMMARY, "--json", "--out", "a.pdf").out)
    assert (told["region"], told["emergency_numbers"]) == ("za", ["10177", "112"])


def test_json_tells_the_brands_number_and_that_of_its_site(handouts: Run, clinic: Path) -> None:
    text = 'name = "C"\nemergency_number = "112"\n[sites.far]\nemergency_number = ["911", "15"]\n'
    (clinic / "brand.toml").write_text(text, encoding="utf-8")
    for more, numbers in (
        ([], ["112"]), (["--site", "far"], ["911", "15"]), (["--region", "us"], ["911"]),
    ):  # fmt: skip
        done = handouts(*SUMMARY, *more, "--json", "--force", "--out", "a.pdf")
        assert json.loads(done.out)["emergency_numbers"] == numbers


def test_the_list_says_whose_file_names_each_number(handouts: Run, clinic: Path) -> None:
    (clinic / "regions" / "za.toml").write_text(WHOLE, encoding="utf-8")
    rows = {
        row["region"]: row
        for row in json.loads(handouts("brand", "regions", "clinic", "--json").out)
    }
    assert set(rows) == {"za", *regions(library_folder())}
    assert (rows["za"]["emergency"], rows["za"]["from"]) == ("10177 or 112", "regions/za.toml")
    assert rows["uk"]["from"] == "the library"


def test_a_begun_file_is_not_written_over(handouts: Run, clinic: Path) -> None:
    (clinic / "regions" / "za.toml").write_text(WHOLE, encoding="utf-8")
    assert handouts("brand", "regions", "clinic", "--new", "za").code == 5
    assert (clinic / "regions" / "za.toml").read_text(encoding="utf-8") == WHOLE
    assert handouts("brand", "regions", "clinic", "--new", "za", "--force").code == 0


def test_the_shipped_brand_takes_no_regions(handouts: Run) -> None:
    done = handouts("brand", "regions", "--new", "za")
    assert done.code == 3
    assert "handouts brand new FOLDER" in done.err


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize("command", [("brand", "check", "clinic"), (*SUMMARY, "--out", "a.pdf")])
def test_a_region_that_there_is_not_says_how_to_add_it(
    handouts: Run, command: tuple[str, ...]
) -> None:
    done = handouts(*command)
    assert done.code == 3
    assert "handouts brand regions FOLDER --new za" in done.err


def test_what_changes_a_number_of_ours_is_noted(handouts: Run, clinic: Path) -> None:
    (clinic / "brand.toml").write_text('name = "C"\nphone = "021 555 0100"\nregion = "ie"\n')
    (clinic / "regions" / "ie.toml").write_text('emergency_number = "112"\n', encoding="utf-8")
    done = handouts("brand", "check", "clinic")
    assert "regions/ie.toml:emergency_number: is 112, but the emergency number of ie" in done.err


def test_a_date_is_read_as_people_of_the_clinics_region_write_it(
    handouts: Run, clinic: Path
) -> None:
    text = WHOLE.replace("{day} {month} {year}", "{month} {day}, {year}")
    (clinic / "regions" / "za.toml").write_text(text, encoding="utf-8")
    done = handouts(*SUMMARY, "--date", "03/04/2026", "--out", "a.pdf")
    assert "understood as March 4, 2026" in done.err
    Path("roster.csv").write_text("name,stage,date\nAnn,acute,03/04/2026\n", encoding="utf-8")
    ran = handouts("batch", "roster.csv", "--out", "today", "--brand", "clinic")
    assert ran.code == 0
    (made,) = Path("today").glob("*.pdf")
    assert "March 4, 2026" in words_of(str(made))


def test_a_region_says_the_paper_where_nobody_else_does(handouts: Run, clinic: Path) -> None:
    text = WHOLE.replace("[words.en]", 'paper = "letter"\n[words.en]')
    (clinic / "regions" / "za.toml").write_text(text, encoding="utf-8")
    for more, width in (([], 612), (["--paper", "a4"], 595)):
        assert handouts(*SUMMARY, *more, "--force", "--out", "a.pdf").code == 0
        with pypdfium2.PdfDocument(Path("a.pdf")) as pdf:
            assert int(pdf[0].get_width()) == width
