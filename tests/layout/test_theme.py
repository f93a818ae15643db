"""Looks that a person with poor sight can read, for any brand: sizes and contrast."""

from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts import resources
from handouts.brand import load_brand
from handouts.brand.values import ACCENT_CONTRAST, MAIN_CONTRAST
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing
from handouts.layout.theme import SCALES, Inks, Scale, inks, make_theme
from handouts.units import TextSize
from tests.layout.laying_out import look
from tests.making import BLANK, EDITIONS, EVERY, EXAMPLES, PATIENT, SIZES, Combination, made
from tests.reading import Shown, open_pdf, shown

READABLE = 4.5  # WCAG 2.1, 1.4.3
SEEN = 3.0  # WCAG 2.1, 1.4.11
LEAST_BODY = {"standard": 12, "large": 18, "giant": 24}
BRANDS = [resources.default_brand_folder(), *EXAMPLES]
COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


def unreadable(palette: Inks) -> dict[str, float]:
    """Return the pairs with too little contrast, and how much they have."""
    return {
        use: contrast_ratio(*pair)
        for pairs, needed in ((palette.pairs(), READABLE), (palette.graphics(), SEEN))
        for use, pair in pairs.items()
        if contrast_ratio(*pair) < needed
    }


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "mono"])
@pytest.mark.parametrize("folder", BRANDS, ids=lambda folder: folder.name)
def test_every_colour_of_the_shipped_brands_stands_out_from_its_ground(
    folder: object, *, mono: bool
) -> None:
    brand = load_brand(next(one for one in BRANDS if one is folder))
    assert unreadable(inks(brand.look.main, brand.look.accent, mono=mono)) == {}


@settings(max_examples=200)
@example(Colour(0, 0, 0), Colour(23, 251, 251), False)  # noqa: FBT003 - the darkest wash, a pale accent
@given(COLOURS, COLOURS, st.booleans())
def test_every_colour_of_any_brand_stands_out_from_its_ground(
    one: Colour, other: Colour, mono: bool
) -> None:
    main = nearest_passing(one, WHITE, MAIN_CONTRAST)
    accent = nearest_passing(other, WHITE, ACCENT_CONTRAST)
    assert unreadable(inks(main, accent, mono=mono)) == {}


@given(COLOURS, COLOURS)
def test_a_printer_of_one_colour_gets_greys_alone(main: Colour, accent: Colour) -> None:
    palette = inks(main, accent, mono=True)
    for one in fields(palette):
        ink = getattr(palette, one.name)
        assert ink.red == ink.green == ink.blue


def pieces(combination: Combination, *, filled: bool = True) -> list[Shown]:
    with open_pdf(made(combination, PATIENT if filled else BLANK).pdf) as pdf:
        return [piece for page in pdf.pages for piece in shown(page) if piece.text.strip()]


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "mono"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_text_has_the_colours_whose_contrast_was_checked(
    folder: Path, size: TextSize, *, mono: bool
) -> None:
    look = load_brand(folder).look
    palette = inks(look.main, look.accent, mono=mono)
    checked = {colour for colour, _ in palette.pairs().values()} | {palette.accent}  # week dots
    used = {
        piece.colour for piece in pieces(Combination("acute", text=size, mono=mono, brand=folder))
    }
    assert used <= {tuple(round(share, 4) for share in one.fractions) for one in checked}


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
    theme = make_theme(look(), "a4" if paper == "a4" else "letter", size, mono=False)
    narrowest = theme.typeface.families[0].faces["regular"].advance("n") * theme.body.size / 1000
    assert min(theme.width, theme.scale.measure) / narrowest < 85
