"""How a font draws, in numbers: how high its letters are, how heavy and how wide."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from handouts.typefaces.outlines import Outlines, Shape
from handouts.typefaces.truetype import parse_face

_FLAT = "xzvw"  # small letters with neither a rounding nor a stroke upwards
_TALL, _DEEP = "bdhkl", "gpqy"
_STEMS = "hnlimrI"
_TEXT = "the quick brown fox jumps over the lazy dog and asks when to rest in the morning"
_LEVELS = (0.72, 0.8, 0.88, 0.92, 0.96, 0.99)  # of the height of a 1: where its flag is
_EVEN = 0.3  # of the stem


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths are in 1/1000 of the type size.

    `uneven` is how far small letters without strokes differ in height, a share of the middle one.
    `tall` says that letters such as b and d rise above others, `deep` that g and p hang below.
    """

    x_height: float
    capitals: float
    uneven: float
    tall: bool
    deep: bool
    highest: float
    lowest: float
    stem: float
    letter: float
    monospaced: bool
    small_figures: str
    plain_one: bool


@lru_cache(maxsize=32)
def measure(data: bytes) -> Measures:
    """Measure a font that has passed `font_flaws`."""
    outlines, widths = Outlines(data), parse_face(data).widths
    plain = string.ascii_letters + string.digits
    shapes = {character: outlines.of(character) for character in plain}
    tops = [shapes[letter].top for letter in _FLAT]
    x_height = median(tops)
    capitals = median(shapes[letter].top for letter in "HIEZ")
    rising = median(shapes[letter].top for letter in _TALL)
    hanging = median(shapes[letter].bottom for letter in _DEEP)
    one = shapes["1"]
    shown = {widths[ord(letter)] for letter in "ilmwMW0"}
    return Measures(
        x_height=x_height,
        capitals=capitals,
        uneven=(max(tops) - min(tops)) / x_height if x_height > 0 else 1,
        tall=rising > 1.1 * x_height,
        deep=hanging < -0.1 * x_height,
        highest=max(shape.top for shape in shapes.values()),
        lowest=min(shape.bottom for shape in shapes.values()),
        stem=_stem(shapes, x_height / 2),
        letter=sum(widths[ord(letter)] for letter in _TEXT) / len(_TEXT),
        monospaced=max(shown) - min(shown) < 1,
        small_figures=_small_figures(shapes, x_height, capitals),
        plain_one=_is_plain(one, x_height),
    )


def _stem(shapes: Mapping[str, Shape], height: float) -> float:
    """Return how thick upright strokes are, half-way up the small letters."""
    found = [shapes[letter].ink(height) for letter in _STEMS]
    return median(runs[0][1] - runs[0][0] for runs in found if runs) if any(found) else 0.0


def _small_figures(shapes: Mapping[str, Shape], x_height: float, capitals: float) -> str:
    """Return the figures that are no higher than small letters, where capitals are."""
    if capitals < 1.15 * x_height:
        return ""
    limit = (x_height + capitals) / 2
    return "".join(figure for figure in string.digits if shapes[figure].top < limit)


def _is_plain(one: Shape, x_height: float) -> bool:
    """Say whether a 1 is the same left and right of its stem all the way up, as an I is."""
    if one.top <= one.bottom or x_height <= 0:
        return False
    height = one.top - max(one.bottom, 0)
    (left, right), *more = one.ink(0.5 * height) or ((0.0, 0.0),)
    if more or right <= left:
        return False
    stem = right - left
    for level in _LEVELS:
        runs = one.ink(level * height)
        if not runs:
            return False
        lean = abs((left - runs[0][0]) - (runs[-1][1] - right))
        if lean > _EVEN * stem:
            return False
    return True
