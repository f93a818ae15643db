"""Colours for a brand, taken from its logo and moved until they can be read on white.

Likeness is distance in Oklab, a space in which equal steps look equal (B. Ottosson, "A perceptual
color space for image processing", 2020, https://bottosson.github.io/posts/oklab/).
"""

import io
import math
from collections import Counter
from dataclasses import dataclass

from PIL import Image

from handouts.brand.logo import Logo
from handouts.brand.values import MAIN_CONTRAST
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing, to_linear

MOST = 3

_SIDE = 200  # pixels: plenty to weigh colours by their area
_OPAQUE = 128
_ALIKE = 0.09  # in Oklab; two shades of one flat colour are nearer, two colours of a logo farther
_GREY = 0.035  # chroma below which a colour reads as grey
_NEAR_WHITE, _NEAR_BLACK = 0.93, 0.25  # lightness, 0 to 1
_SPECK = 0.004  # a share of the picture below which a colour is an edge or a speck


@dataclass(frozen=True, slots=True)
class Proposal:
    """A colour for `colours.main`, and the one in the logo that it was made from."""

    main: Colour
    taken: Colour

    @property
    def words(self) -> str:
        """What was changed, for a person who chooses."""
        ratio = f"contrast {contrast_ratio(self.main, WHITE):.1f}:1"
        if self.main == self.taken:
            return f"as in the logo, {ratio}"
        return f"darker than {self.taken} in the logo, which is too pale to read; {ratio}"


def propose_colours(logo: Logo) -> tuple[Proposal, ...]:
    """Return up to three colours from a logo that pass as `colours.main`, the best first.

    Colours come before greys, and large areas before small ones; near-black only if the logo has
    nothing else, near-white never.
    """
    proposals: list[Proposal] = []
    for taken in _ranked(_clusters(_counted(logo))):
        main = nearest_passing(taken, WHITE, MAIN_CONTRAST)
        if all(_distance(main, other.main) > _ALIKE for other in proposals):
            proposals.append(Proposal(main, taken))
    return tuple(proposals[:MOST])


def first_readable(logo: Logo) -> Proposal | None:
    """Return the first colour from a logo that can be read as it is, None for a white logo.

    Colours come before greys, near-black last, large areas before small ones. Where none can be
    read, it is the first of them, darkened.
    """
    clusters = _clusters(_counted(logo))
    for taken in (*_ranked(clusters), *_near_black(clusters)):
        if contrast_ratio(taken, WHITE) >= MAIN_CONTRAST:
            return Proposal(taken, taken)
    return next(iter(propose_colours(logo)), None)


def _counted(logo: Logo) -> Counter[Colour]:
    """Return how many pixels each colour of the visible part has, in a small copy."""
    image = Image.open(io.BytesIO(logo.png)).convert("RGBA")
    # No new colours are made: a flat logo keeps its exact ones.
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.NEAREST)
    counted: Counter[Colour] = Counter()
    for count, pixel in image.getcolors(_SIDE * _SIDE) or ():
        if isinstance(pixel, tuple) and pixel[3] >= _OPAQUE:
            counted[Colour(*pixel[:3])] += count
    return counted


def _clusters(counted: Counter[Colour]) -> Counter[Colour]:
    """Join like colours: each cluster is called by its most frequent one."""
    bins: dict[tuple[int, int, int], Counter[Colour]] = {}
    for colour, count in counted.items():
        # Sixteen steps a channel keep the work small for photographs.
        key = (colour.red >> 4, colour.green >> 4, colour.blue >> 4)
        bins.setdefault(key, Counter())[colour] += count
    weights = {max(b.items(), key=_weight)[0]: b.total() for b in bins.values()}
    clusters: Counter[Colour] = Counter()
    for colour, count in sorted(weights.items(), key=_weight, reverse=True):
        like = (seed for seed in clusters if _distance(seed, colour) < _ALIKE)
        clusters[next(like, colour)] += count
    return clusters


def _weight(entry: tuple[Colour, int]) -> tuple[int, str]:
    return entry[1], str(entry[0])


def _ranked(clusters: Counter[Colour]) -> list[Colour]:
    """Return what may be proposed, the best first: near-black if there is nothing else."""
    black = _near_black(clusters)
    rest = [colour for colour in _visible(clusters) if colour not in black]
    return sorted(rest, key=_is_grey) or black


def _near_black(clusters: Counter[Colour]) -> list[Colour]:
    return [colour for colour in _visible(clusters) if _oklab(colour)[0] < _NEAR_BLACK]


def _visible(clusters: Counter[Colour]) -> list[Colour]:
    """Return the colours that are neither specks nor near-white, large areas first."""
    least = clusters.total() * _SPECK
    return [
        colour
        for colour, count in sorted(clusters.items(), key=_weight, reverse=True)
        if count >= least and _oklab(colour)[0] < _NEAR_WHITE
    ]


def _is_grey(colour: Colour) -> bool:
    _, a, b = _oklab(colour)
    return math.hypot(a, b) < _GREY


def _distance(one: Colour, other: Colour) -> float:
    return math.dist(_oklab(one), _oklab(other))


def _oklab(colour: Colour) -> tuple[float, float, float]:
    """Return lightness and the two opponent colours; the constants are those of the source."""
    red, green, blue = to_linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
