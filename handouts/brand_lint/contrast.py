"""Contrast of every pair of colours that is printed, in colour and on a black-and-white printer."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from handouts.brand import Look
from handouts.colour import BLACK, Colour, contrast_ratio, mix, to_grey
from handouts.errors import Problem
from handouts.layout.theme import Inks, inks

TEXT = 4.5  # WCAG 2.1, 1.4.3
GRAPHICS = 3.0  # WCAG 2.1, 1.4.11

_STEPS = 64

_MAIN, _ACCENT = "brand.toml:colours.main", "brand.toml:colours.accent"


def contrast_problems(look: Look) -> list[Problem]:
    """Return an error for each colour of a brand with too little contrast somewhere."""
    if look.accent == look.main:
        return _problems(_MAIN, look.main, lambda new: replace(look, main=new, accent=new))
    return [
        *_problems(_MAIN, look.main, lambda new: replace(look, main=new)),
        *_problems(_ACCENT, look.accent, lambda new: replace(look, accent=new)),
    ]


def is_readable(look: Look) -> bool:
    """Say whether both colours of a brand have enough contrast wherever they are printed."""
    return not (_weak(look, _MAIN) or _weak(look, _ACCENT))


def _problems(source: str, colour: Colour, changed: Callable[[Colour], Look]) -> list[Problem]:
    """Return an error for one colour, if it is too weak; `changed` gives the look with another."""
    weak = _weak(changed(colour), source)
    if not weak:
        return []
    message = f"has too little contrast: {'; '.join(weak)}"
    darker = (mix(colour, BLACK, step / _STEPS) for step in range(1, _STEPS + 1))
    passing = next((one for one in darker if not _weak(changed(one), source)), BLACK)
    return [Problem(source, message, f"the nearest colour that passes is {passing}")]


def _weak(look: Look, source: str) -> list[str]:
    """Return what has too little contrast because of the colour with that key."""
    weak = []
    for mono, where in ((False, ""), (True, ", greys only")):
        made = inks(look.main, look.accent, mono=mono)
        groups = ((made.pairs(), TEXT), (made.graphics(), GRAPHICS))
        for pairs, needed in groups:
            for name, (one, other) in pairs.items():
                for way, ratio in _ratios(one, other, mono=mono):
                    if ratio < needed and source in _causes(look, made, one, other):
                        weak.append(f"{name}{where or way} {ratio:.1f}:1, needed {needed:g}:1")
    return weak


def _ratios(one: Colour, other: Colour, *, mono: bool) -> Iterator[tuple[str, float]]:
    yield "", contrast_ratio(one, other)
    if not mono:
        yield ", printed in black and white", contrast_ratio(to_grey(one), to_grey(other))


def _causes(look: Look, made: Inks, one: Colour, other: Colour) -> tuple[str, ...]:
    if look.accent == look.main:
        return (_MAIN,)
    return (_ACCENT,) if {one, other} & {made.accent, made.tinted} else (_MAIN,)
