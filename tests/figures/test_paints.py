import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures import FIGURES, PEOPLE, Person, cast, palette
from handouts.figures.lightness import lightness, with_lightness
from handouts.figures.paints import CONTRAST, NEIGHBOURS

_RANDOM = random.Random(7)  # noqa: S311 - the same brands every time
BRANDS = [f"#{_RANDOM.randrange(1 << 24):06x}" for _ in range(200)]
EDGES = ["#000000", "#ffffff", "#ffff00", "#0000ff", "#808080"]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.figure)
def test_neighbours_differ_in_lightness_for_any_brand(person: Person) -> None:
    for brand in BRANDS + EDGES:
        paints = palette(brand, person)
        for one, other in NEIGHBOURS:
            apart = abs(lightness(paints[one].colour) - lightness(paints[other].colour))
            assert apart >= CONTRAST, (brand, one, other)


def test_in_black_and_white_every_paint_is_grey_and_only_what_is_felt_or_hurts_is_hatched() -> None:
    paints = palette("#2e7d4f", PEOPLE[0], mono=True)
    for name, paint in paints.items():
        assert len({paint.colour[1:3], paint.colour[3:5], paint.colour[5:7]}) == 1
        assert (paint.hatch is not None) == (".feel" in name or name == "pain"), name


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "grey"])
def test_eyes_brows_and_mouth_last_on_every_skin(mono: bool) -> None:
    for person in PEOPLE:
        paints = palette("#1f77b4", person, mono=mono)
        for skin in ("skin", "skin.shade", "skin.far", "skin.move"):
            apart = lightness(paints[skin].colour) - lightness(paints["face"].colour)
            assert apart >= 2 * CONTRAST, (person.figure, skin)


def test_in_black_and_white_people_keep_their_own_skin_and_hair() -> None:
    greys = [palette("#1f77b4", person, mono=True) for person in PEOPLE]
    for role in ("skin", "hair"):
        values = sorted(lightness(paints[role].colour) for paints in greys)
        assert all(b - a >= 5 for a, b in pairwise(values)), role
    darkest = min(PEOPLE, key=lambda person: lightness(person.skin))
    shown = {p.figure: lightness(g["skin"].colour) for p, g in zip(PEOPLE, greys, strict=True)}
    assert min(shown, key=lambda figure: shown[figure]) == darkest.figure
    for paints in greys:
        for other in ("hair", "top", "bottom", "line"):
            apart = abs(lightness(paints["skin"].colour) - lightness(paints[other].colour))
            assert apart >= CONTRAST, other


def test_a_gap_between_limbs_is_paler_than_they_are_in_grey_too() -> None:
    for person in PEOPLE:
        paints = palette("#1f77b4", person, mono=True)
        for cloth in ("top", "bottom", "top.far", "bottom.far", "top.move", "bottom.move"):
            gap = lightness(paints[f"{cloth}.halo"].colour) - lightness(paints[cloth].colour)
            assert gap >= CONTRAST, cloth


@pytest.mark.parametrize("brand", BRANDS[:40])
def test_what_is_felt_is_warm_whatever_the_brand(brand: str) -> None:
    for person in PEOPLE:
        for role in ("skin", "top", "bottom"):
            value = int(palette(brand, person)[f"{role}.feel"].colour[1:], 16)
            red, green, blue = value >> 16, value >> 8 & 255, value & 255
            assert red > green > blue


def test_what_moves_has_the_hue_of_the_clothes_and_no_warmth_of_its_own() -> None:
    """A patient may read an orange limb as pain."""
    paints = palette("#1f77b4", PEOPLE[0])
    assert paints["skin.move"] == paints["skin"]
    for role in ("top", "bottom"):
        value = int(paints[f"{role}.move"].colour[1:], 16)
        assert value & 255 > value >> 16, "blue cloth stays blue"
    assert paints["arrow"].colour == paints["line"].colour


def test_colour_and_black_and_white_know_the_same_paints() -> None:
    assert set(palette("#1f77b4", PEOPLE[0])) == set(palette("#1f77b4", PEOPLE[0], mono=True))


@given(st.integers(0, (1 << 24) - 1), st.floats(0, 100))
def test_a_lightness_that_is_asked_for_is_met(colour: int, wanted: float) -> None:
    assert abs(lightness(with_lightness(f"#{colour:06x}", wanted)) - wanted) < 0.6


@given(st.integers(0, 30))
def test_people_take_turns_so_that_nobody_appears_much_more_than_others(count: int) -> None:
    times = [sum(p.figure == name for p in cast(count)) for name in FIGURES]
    assert max(times) - min(times) <= 1


def test_one_figure_can_be_asked_for_throughout() -> None:
    assert {p.figure for p in cast(5, "older")} == {"older"}
