"""Colours that must not be taken for the red of danger, by any eyes."""

from handouts.brand import Look
from handouts.colour import BLACK, Colour, mix
from handouts.colour_vision import DEFICIENCIES, distance, simulate
from handouts.errors import Problem
from handouts.layout.theme import inks

LEAST_DISTANCE = 10.0
"""CIE 1976 L*a*b*. A just noticed difference is about 2.3 side by side (M. Mahy, L. Van Eycken,
A. Oosterlinck, Color Research and Application 19, 1994); the danger box and a heading stand apart
on a page, so four times as much is asked for."""

_STEPS = 64


def apart_problems(look: Look) -> list[Problem]:
    """Return a warning for each colour of a brand that looks like the red of the danger signs.

    The lights and the danger signs differ in shape and words too, so nothing is lost with colour
    alone. But a page whose headings look like its danger signs hides them.
    """
    danger = inks(look.main, look.accent, mono=False).danger
    chosen = {"main": look.main} | ({"accent": look.accent} if look.accent != look.main else {})
    if look.bright and look.bright not in chosen.values():
        chosen["bright"] = look.bright
    problems = []
    for key, colour in chosen.items():
        alike = _alike(colour, danger)
        if alike:
            message = f"looks like the red of the danger signs ({danger}) {alike}"
            hint = _hint(colour, danger)
            problems.append(Problem(f"brand.toml:colours.{key}", message, hint, "warning"))
    return problems


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


def _hint(colour: Colour, danger: Colour) -> str:
    for step in range(1, _STEPS + 1):
        darker = mix(colour, BLACK, step / _STEPS)
        if not _alike(darker, danger):
            return f"the nearest darker colour that passes is {darker}; another hue is better still"
    return "choose another hue"
