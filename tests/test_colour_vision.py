import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colour import BLACK, WHITE, Colour, parse_hex, to_grey
from handouts.colour_vision import DEFICIENCIES, Deficiency, distance, simulate

channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@given(level=channels)
def test_greys_look_the_same_to_everybody(deficiency: Deficiency, level: int) -> None:
    seen = simulate(Colour(level, level, level), deficiency)
    assert distance(seen, Colour(level, level, level)) < 1


@pytest.mark.parametrize(
    ("colour", "deficiency", "expected"),
    [
        # Worked out by hand from the first column of each matrix, then the sRGB curve.
        ("#FF0000", "protanopia", "#6D5F00"),
        ("#FF0000", "deuteranopia", "#A39000"),
        ("#FF0000", "tritanopia", "#FF000F"),
    ],
)
def test_pure_red_is_the_first_column_of_the_matrix(
    colour: str, deficiency: Deficiency, expected: str
) -> None:
    assert str(simulate(parse_hex(colour), deficiency)) == expected


def test_red_and_green_come_together_without_red_or_green_cones_and_stay_apart_without_blue() -> (
    None
):
    red, green = parse_hex("#A34C38"), parse_hex("#7A5E38")
    usual = distance(red, green)
    assert distance(simulate(red, "deuteranopia"), simulate(green, "deuteranopia")) < usual / 4
    assert distance(simulate(red, "tritanopia"), simulate(green, "tritanopia")) > usual / 2


def test_distances_are_those_of_cielab() -> None:
    assert distance(BLACK, WHITE) == pytest.approx(100, abs=0.01)
    # sRGB red is L* 53.24, a* 80.09, b* 67.20 under D65.
    assert distance(parse_hex("#FF0000"), BLACK) == pytest.approx(
        (53.24**2 + 80.09**2 + 67.20**2) ** 0.5, abs=0.05
    )


@given(one=colours, other=colours)
def test_a_distance_is_the_same_both_ways_and_nothing_to_itself(one: Colour, other: Colour) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, one) == 0


@given(colour=colours)
def test_a_grey_is_as_light_as_its_colour(colour: Colour) -> None:
    grey = to_grey(colour)
    assert grey.red == grey.green == grey.blue
