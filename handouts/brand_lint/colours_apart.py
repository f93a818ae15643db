"""Colours that must not be taken for the red of danger, by any eyes, nor outshine it."""

import colorsys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from handouts.brand import Look
from handouts.brand.values import MAIN_CONTRAST
from handouts.brand_lint.contrast import is_readable
from handouts.colour import WHITE, Colour, contrast_ratio
from handouts.colour_vision import DEFICIENCIES, chroma_and_hue, distance, simulate
from handouts.errors import Problem
from handouts.layout.theme import inks

LEAST_DISTANCE = 10.0
"""CIE 1976 L*a*b*. A just noticed difference is about 2.3 side by side (M. Mahy, L. Van Eycken,
A. Oosterlinck, Color Research and Application 19, 1994); the danger box and a heading stand apart
on a page, so four times as much is asked for."""

RED_HUES = (-15.0, 10.0)
RED_CHROMA = 45.0
"""So near the hue of danger, in degrees toward pink and toward orange, and so strong, a colour is
called red, however light or dark it is: from crimson over scarlet to maroon, but no orange. Our own
bounds, set by looking at pages."""

_TURNS = [sign * turn / 360 for turn in range(0, 121, 4) for sign in (1, -1)]
_LIGHTER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
_DULLER = (1.0, 0.8, 0.6, 0.4)


def apart_problems(look: Look) -> list[Problem]:
    """Return a problem for each colour of a brand that looks like the red of the danger signs.

    The lights and the danger signs differ in shape and words too, so nothing is lost with colour
    alone. But a page whose headings and cards look like its danger box hides it: a warning. A band
    filled with red stands above the box and is louder: an error.
    """
    one = look.accent == look.main
    found = [_problem(look, "main", look.main, lambda new: _with_main(look, new, both=one))]
    if not one:
        found.append(_problem(look, "accent", look.accent, lambda new: replace(look, accent=new)))
    if look.bright and look.bright not in (look.main, look.accent):
        found.append(_problem(look, "bright", look.bright, lambda new: replace(look, bright=new)))
    return [problem for problem in found if problem]


def _with_main(look: Look, colour: Colour, *, both: bool) -> Look:
    return replace(look, main=colour, accent=colour if both else look.accent)


def _problem(
    look: Look, key: str, colour: Colour, changed: Callable[[Colour], Look]
) -> Problem | None:
    danger = inks(look.main, look.accent, mono=False).danger
    alike, red = _alike(colour, danger), _is_red(colour, danger)
    if not (alike or red):
        return None
    message = f"looks like the red of the danger signs ({danger}) {alike}"
    if red and not alike.endswith("everybody"):
        louder = chroma_and_hue(colour)[0] > chroma_and_hue(danger)[0]
        message = f"is a red that {'outshines' if louder else 'competes with'} the danger signs"
        message += f" ({danger}): headings, cards and the danger box look alike"
    filled = key == "main" and look.band == "filled" and (red or alike.endswith("everybody"))
    if filled:
        message += "; the filled band is the loudest red on page 1"
    hint = _hint(colour, danger, changed)
    if filled:
        hint += ', or page.band = "plain" with this one, which is a note then'
    source = f"brand.toml:colours.{key}"
    return Problem(source, message, hint, "error" if filled else "warning")


def _is_red(colour: Colour, danger: Colour) -> bool:
    """Say whether a colour is called red as danger is, be it lighter or darker."""
    chroma, hue = chroma_and_hue(colour)
    _, red = chroma_and_hue(danger)
    pinker, oranger = RED_HUES
    apart = (hue - red + 180) % 360 - 180
    return chroma >= RED_CHROMA and pinker <= apart <= oranger


def _alike(one: Colour, other: Colour) -> str:
    """Return for whom two colours look alike, "" for nobody."""
    if distance(one, other) < LEAST_DISTANCE:
        return "to everybody"
    found = [
        kind
        for kind in DEFICIENCIES
        if distance(simulate(one, kind), simulate(other, kind)) < LEAST_DISTANCE
    ]
    return f"to people with {' or '.join(found)} (colour blindness)" if found else ""


def _hint(colour: Colour, danger: Colour, changed: Callable[[Colour], Look]) -> str:
    for near in sorted(_others(colour), key=lambda other: distance(colour, other)):
        if _is_red(near, danger) or contrast_ratio(near, WHITE) < MAIN_CONTRAST:
            continue
        if not _alike(near, danger) and is_readable(changed(near)):
            return f"the nearest colour that passes is {near}; another hue is better still"
    return "choose another hue"


def _others(colour: Colour) -> Iterator[Colour]:
    """Yield colours around one: turned in hue, darker, duller."""
    hue, light, strong = colorsys.rgb_to_hls(*colour.fractions)
    for turn, lighter, duller in product(_TURNS, _LIGHTER, _DULLER):
        parts = colorsys.hls_to_rgb((hue + turn) % 1, light * lighter, strong * duller)
        red, green, blue = (round(255 * part) for part in parts)
        yield Colour(red, green, blue)
