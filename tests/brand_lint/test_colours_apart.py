from dataclasses import replace

import pytest

from handouts import resources
from handouts.brand import Look, load_brand
from handouts.brand_lint.colours_apart import apart_problems
from handouts.brand_lint.contrast import contrast_problems
from handouts.colour import parse_hex

LOOK = load_brand(resources.default_brand_folder()).look


def look(main: str, accent: str) -> Look:
    return replace(LOOK, main=parse_hex(main), accent=parse_hex(accent))


@pytest.mark.parametrize("colour", ["#0F5C73", "#1F4E79", "#1F6B3B", "#5B2C83", "#1C2429"])
def test_blue_green_violet_and_black_are_no_danger_signs(colour: str) -> None:
    assert apart_problems(look(colour, colour)) == []


def test_a_red_brand_is_told_that_its_headings_hide_the_danger_signs() -> None:
    (problem,) = apart_problems(look("#B01E22", "#B01E22"))
    assert (problem.source, problem.severity) == ("brand.toml:colours.main", "warning")
    assert "to everybody" in problem.message


def test_what_only_some_eyes_confuse_is_found_and_named() -> None:
    (problem,) = apart_problems(look("#1F4E79", "#8A6A00"))
    assert problem.source == "brand.toml:colours.accent"
    assert "deuteranopia" in problem.message
    assert "everybody" not in problem.message


REDS = [
    "#DA0000", "#C00000", "#E3000F", "#B22222", "#8B0000", "#B01E22", "#C0392B", "#A93226",
    "#CC0000", "#C8102E", "#A6192E", "#800020", "#7A0019", "#990000", "#D6001C", "#CC3300",
]  # fmt: skip


@pytest.mark.parametrize("colour", REDS)
@pytest.mark.parametrize("key", ["main", "accent"])
def test_every_red_is_told_and_the_colour_in_the_hint_passes(key: str, colour: str) -> None:
    other = "#1F4E79"
    used = look(colour, other) if key == "main" else look(other, colour)
    (problem,) = apart_problems(used)
    assert (problem.source, problem.severity) == (f"brand.toml:colours.{key}", "warning")
    nearest = next(word.rstrip(";,") for word in problem.hint.split() if word.startswith("#"))
    used = look(nearest, other) if key == "main" else look(other, nearest)
    assert apart_problems(used) == []
    assert contrast_problems(used) == []


@pytest.mark.parametrize("colour", REDS)
def test_a_band_filled_with_red_is_an_error(colour: str) -> None:
    (problem,) = apart_problems(replace(look(colour, colour), band="filled"))
    assert problem.severity == "error"
    assert 'page.band = "plain"' in problem.hint
    assert apart_problems(replace(look("#1F4E79", colour), band="filled"))[0].severity == "warning"


@pytest.mark.parametrize(
    "colour", ["#AE2573", "#C2185B", "#8E1B4B", "#6A1B9A", "#3B1A1A", "#7A4A00"]
)
def test_pink_violet_and_brown_are_not_called_red(colour: str) -> None:
    listed = apart_problems(replace(look(colour, colour), band="filled"))
    assert [one for one in listed if one.severity == "error"] == []
