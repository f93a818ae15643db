"""Looks that a person with poor sight can read, for any brand: sizes and contrast."""

from collections import Counter
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import resources
from handouts.brand import load_brand
from handouts.brand.values import MAIN_CONTRAST
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing
from handouts.layout.theme import SCALES, Inks, Scale, inks, make_theme
from handouts.units import TextSize
from tests.making import BLANK, EDITIONS, EVERY, PATIENT, RIVERSIDE, SIZES, Combination, made
from tests.reading import Shown, open_pdf, shown

READABLE = 4.5  # WCAG 2.1, 1.4.3
LEAST_BODY = {"standard": 12, "large": 18, "giant": 24}
BRANDS = [resources.default_brand_folder(), *sorted(RIVERSIDE.parent.iterdir())]


def unreadable(palette: Inks) -> dict[str, float]:
    ratios = {use: contrast_ratio(*pair) for use, pair in palette.pairs().items()}
    return {use: ratio for use, ratio in ratios.items() if ratio < READABLE}


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "mono"])
@pytest.mark.parametrize("folder", BRANDS, ids=lambda folder: folder.name)
def test_every_colour_of_the_shipped_brands_stands_out_from_its_ground(
    folder: object, *, mono: bool
) -> None:
    brand = load_brand(next(one for one in BRANDS if one is folder))
    assert unreadable(inks(brand.look.main, mono=mono)) == {}


@settings(max_examples=200)
@given(st.builds(Colour, *[st.integers(0, 255)] * 3), st.booleans())
def test_every_colour_of_any_brand_stands_out_from_its_ground(colour: Colour, mono: bool) -> None:
    accent = nearest_passing(colour, WHITE, MAIN_CONTRAST)
    assert unreadable(inks(accent, mono=mono)) == {}


@given(st.builds(Colour, *[st.integers(0, 255)] * 3))
def test_a_printer_of_one_colour_gets_greys_alone(colour: Colour) -> None:
    palette = inks(colour, mono=True)
    for one in fields(palette):
        ink = getattr(palette, one.name)
        assert ink.red == ink.green == ink.blue


def pieces(combination: Combination, *, filled: bool = True) -> list[Shown]:
    with open_pdf(made(combination, PATIENT if filled else BLANK).pdf) as pdf:
        return [piece for page in pdf.pages for piece in shown(page) if piece.text.strip()]


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "mono"])
@pytest.mark.parametrize("size", SIZES)
def test_text_has_the_colours_whose_contrast_was_checked(size: TextSize, *, mono: bool) -> None:
    combination = Combination("acute", text=size, mono=mono, brand=RIVERSIDE)
    checked = {
        tuple(round(channel, 4) for channel in colour.fractions)
        for colour, _ in inks(load_brand(RIVERSIDE).look.main, mono=mono).pairs().values()
    }
    used = {tuple(round(channel, 4) for channel in piece.colour) for piece in pieces(combination)}
    assert used <= checked


# -- sizes


def sizes(scale: Scale) -> set[float]:
    values = (getattr(scale, one.name) for one in fields(scale))
    return {float(value[0]) for value in values if isinstance(value, tuple)}


@pytest.mark.parametrize("size", SIZES)
def test_the_scale_keeps_body_text_and_the_distance_of_lines_large(size: TextSize) -> None:
    scale = SCALES[size]
    assert scale.body[0] >= LEAST_BODY[size]
    assert min(sizes(scale)) == scale.small[0] or scale.small[0] <= scale.label[0]
    assert scale.body[1] >= 1.25 * scale.body[0]


@pytest.mark.parametrize("combination", EVERY, ids=str)
def test_no_text_is_smaller_than_the_small_size(combination: Combination) -> None:
    scale = SCALES[combination.text]
    assert {piece.size for piece in pieces(combination, filled=False)} <= sizes(scale)
    assert min(piece.size for piece in pieces(combination)) >= scale.small[0]


@pytest.mark.parametrize("combination", EVERY, ids=str)
def test_what_there_is_to_read_has_the_size_of_body_text_or_more(combination: Combination) -> None:
    counted: Counter[float] = Counter()
    for piece in pieces(combination):
        counted[piece.size] += len(piece.text)
        if piece.mark in ("LBody", "Lbl") or piece.mark.startswith("H"):
            assert piece.size >= LEAST_BODY[combination.text]
    ((most, _),) = counted.most_common(1)
    assert most >= LEAST_BODY[combination.text]


def test_every_edition_has_each_size() -> None:
    assert {(one.text, one.edition) for one in EVERY} == {(s, e) for s in SIZES for e in EDITIONS}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_line_of_running_text_is_no_longer_than_the_eye_can_follow(
    size: TextSize, paper: str
) -> None:
    theme = make_theme(WHITE, "a4" if paper == "a4" else "letter", size, mono=False)
    narrowest = theme.typeface.families[0].faces["regular"].advance("n") * theme.body.size / 1000
    assert min(theme.width, theme.scale.measure) / narrowest < 85
