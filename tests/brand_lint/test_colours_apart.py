from dataclasses import replace

import pytest

from handouts import resources
from handouts.brand import Look, load_brand
from handouts.brand_lint.colours_apart import apart_problems
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


@pytest.mark.parametrize("colour", ["#B01E22", "#C0392B", "#A93226"])
def test_the_colour_in_the_hint_passes(colour: str) -> None:
    (problem,) = apart_problems(look(colour, colour))
    nearest = next(word.rstrip(";") for word in problem.hint.split() if word.startswith("#"))
    assert apart_problems(look(nearest, nearest)) == []
