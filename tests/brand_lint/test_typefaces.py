"""What makes a clinic's own typeface hard to read is told with its name, its file and its key."""

from dataclasses import replace
from pathlib import Path

from handouts.brand_lint import check_brand
from handouts.errors import Problem
from tests.typefaces.made import BOLD, PLAIN, Design, truetype


def found(folder: Path, design: Design, keys: str) -> list[Problem]:
    """Return what is said of the typefaces of a brand with one of its own, and a bold."""
    (folder / "House.ttf").write_bytes(truetype(design))
    (folder / "House-Bold.ttf").write_bytes(truetype(replace(BOLD, stem=2 * design.stem)))
    (folder / "brand.toml").write_text(
        f'name = "Clinic"\n[typefaces]\n{keys}\n[typefaces.own.house]\n'
        'regular = "House.ttf"\nbold = "House-Bold.ttf"\n'
    )
    return [one for one in check_brand(folder) if "typefaces.own" in one.source]


def test_a_scrawl_as_text_is_an_error_that_names_the_typeface_and_its_file(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, replace(PLAIN, x_height=300), 'body = "house"')
    assert problem.source == "brand.toml:typefaces.own.house.regular"
    assert problem.message.startswith("house (House.ttf) has very small letters: an x is 1.3 mm")
    assert problem.severity == "error"
    assert problem.hint


def test_the_same_as_headings_is_a_note(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, replace(PLAIN, x_height=300), 'headings = "house"')
    assert "in headings of 15 points" in problem.message
    assert problem.severity == "warning"


def test_a_typeface_that_nothing_is_set_in_is_not_measured(tmp_path: Path) -> None:
    assert found(tmp_path, replace(PLAIN, x_height=300), 'body = "lexend"') == []


def test_a_typeface_that_can_be_read_has_no_word_said_about_it(tmp_path: Path) -> None:
    assert found(tmp_path, PLAIN, 'body = "house"') == []
