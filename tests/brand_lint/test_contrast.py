from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import resources
from handouts.brand import load_brand
from handouts.brand.values import ACCENT_CONTRAST, MAIN_CONTRAST
from handouts.brand_lint.contrast import GRAPHICS, contrast_problems
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing, parse_hex

LOOK = load_brand(resources.default_brand_folder()).look
TEAL = parse_hex("#0F5C73")
channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)


@given(main=colours)
def test_one_colour_that_a_brand_may_have_passes_everywhere(main: Colour) -> None:
    only = nearest_passing(main, WHITE, MAIN_CONTRAST)
    assert contrast_problems(replace(LOOK, main=only, accent=only)) == []


def test_an_accent_that_passes_on_paper_but_not_on_the_tint_of_the_main_colour_is_found() -> None:
    look = replace(LOOK, main=parse_hex("#000000"), accent=parse_hex("#008AEF"))
    assert contrast_ratio(look.accent, WHITE) >= GRAPHICS
    (problem,) = contrast_problems(look)
    assert problem.source == "brand.toml:colours.accent"
    assert "edge of a panel on wash" in problem.message
    better = parse_hex(problem.hint.split()[-1])
    assert contrast_problems(replace(look, accent=better)) == []


@given(main=colours, accent=colours)
def test_any_two_colours_that_a_brand_may_have_pass_together(main: Colour, accent: Colour) -> None:
    look = replace(
        LOOK,
        main=nearest_passing(main, WHITE, MAIN_CONTRAST),
        accent=nearest_passing(accent, WHITE, ACCENT_CONTRAST),
    )
    assert contrast_problems(look) == []


@pytest.mark.parametrize("pale", ["#9ACD32", "#FFD700", "#8FB8C4"])
def test_a_pale_colour_is_an_error_that_names_what_cannot_be_read(pale: str) -> None:
    (problem,) = contrast_problems(replace(LOOK, main=parse_hex(pale), accent=TEAL))
    assert problem.source == "brand.toml:colours.main"
    assert problem.severity == "error"
    assert "headings on paper" in problem.message
    assert "black and white" in problem.message


def test_a_pale_accent_is_put_down_to_the_accent() -> None:
    (problem,) = contrast_problems(replace(LOOK, main=TEAL, accent=parse_hex("#CCDDEE")))
    assert problem.source == "brand.toml:colours.accent"
    assert "dots of the week" in problem.message


@given(pale=colours)
def test_the_colour_in_the_hint_passes_and_has_no_more_contrast_than_it_needs(pale: Colour) -> None:
    look = replace(LOOK, main=pale, accent=pale)
    for problem in contrast_problems(look):
        nearest = parse_hex(problem.hint.split()[-1])
        assert contrast_problems(replace(LOOK, main=nearest, accent=nearest)) == []
        assert contrast_ratio(nearest, WHITE) < 7
