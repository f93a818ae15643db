import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colour import (
    BLACK,
    WHITE,
    Colour,
    contrast_ratio,
    mix,
    nearest_passing,
    parse_hex,
    relative_luminance,
    tint,
    to_grey,
)

channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)


@pytest.mark.parametrize("text", ["#0F5C73", "0f5c73", " #0F5C73 "])
def test_a_colour_is_read_from_six_hexadecimal_digits(text: str) -> None:
    assert parse_hex(text) == Colour(15, 92, 115)


def test_the_short_notation_doubles_each_digit() -> None:
    assert parse_hex("#1af") == parse_hex("#11AAFF")


@pytest.mark.parametrize(
    "text",
    [
        "#zzz",
        "red",
        "",
        "#12345",
        "#1234567",
        "rgb(1,2,3)",
        "__import__('os')",
        "\uff11\uff12\uff13",
    ],
)
def test_anything_else_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        parse_hex(text)


def test_a_channel_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 255"):
        Colour(0, 256, 0)


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast_ratio(BLACK, WHITE) == pytest.approx(21)


@pytest.mark.parametrize(
    ("colour", "expected"),
    # Known pairs: #767676 is the lightest grey with 4.5:1 on white, #777777 the first without.
    [("#767676", 4.54), ("#777777", 4.48), ("#FF0000", 3.998), ("#0000FF", 8.592)],
)
def test_contrast_on_white_agrees_with_published_values(colour: str, expected: float) -> None:
    assert contrast_ratio(parse_hex(colour), WHITE) == pytest.approx(expected, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_depend_on_the_order(one: Colour, other: Colour) -> None:
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert 1 <= contrast_ratio(one, other) <= 21.0001


@given(colours)
def test_a_colour_survives_being_written_and_read(colour: Colour) -> None:
    assert parse_hex(str(colour)) == colour


@given(colours)
def test_the_nearest_passing_colour_passes_on_white(colour: Colour) -> None:
    found = nearest_passing(colour, WHITE, 4.5)
    assert contrast_ratio(found, WHITE) >= 4.5


@given(colours)
def test_a_colour_that_passes_is_left_alone(colour: Colour) -> None:
    found = nearest_passing(colour, WHITE, 4.5)
    assert (found == colour) == (contrast_ratio(colour, WHITE) >= 4.5)


def test_the_nearest_passing_colour_is_no_further_away_than_it_must_be() -> None:
    assert nearest_passing(parse_hex("#808080"), WHITE, 4.5) == parse_hex("#767676")


def test_on_a_dark_background_the_nearest_passing_colour_is_lighter() -> None:
    dark = parse_hex("#202020")
    assert relative_luminance(nearest_passing(dark, BLACK, 4.5)) > relative_luminance(dark)


def test_a_ratio_that_nothing_reaches_is_refused() -> None:
    with pytest.raises(ValueError, match="no colour"):
        nearest_passing(BLACK, parse_hex("#777777"), 7)


@given(colours)
def test_grey_keeps_the_luminance_to_within_one_step(colour: Colour) -> None:
    grey = to_grey(colour)
    assert grey.red == grey.green == grey.blue
    assert relative_luminance(grey) == pytest.approx(relative_luminance(colour), abs=0.005)


@given(colours)
def test_a_tint_runs_from_white_to_the_colour_itself(colour: Colour) -> None:
    assert tint(colour, 0) == WHITE
    assert tint(colour, 1) == colour
    assert relative_luminance(tint(colour, 0.2)) >= relative_luminance(colour)


def test_mixing_halves_lies_in_the_middle() -> None:
    assert mix(BLACK, WHITE, 0.5) == Colour(128, 128, 128)
