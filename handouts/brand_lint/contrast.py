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
    problems = []
    for source, colour, changed in (
        (_MAIN, look.main, lambda new: replace(look, main=new)),
        (_ACCENT, look.accent, lambda new: replace(look, accent=new)),
    ):
        if source == _ACCENT and look.accent == look.main:
            continue  # it is the main colour, and reported as that
        weak = [what for what, by in _weak(look) if by == source]
        if weak:
            problems.append(
                Problem(
                    source, f"has too little contrast: {'; '.join(weak)}", _hint(colour, changed)
                )
            )
    return problems


def _hint(colour: Colour, changed: Callable[[Colour], Look]) -> str:
    for step in range(1, _STEPS + 1):
        darker = mix(colour, BLACK, step / _STEPS)
        if not any(True for _ in _weak(changed(darker))):
            return f"the nearest colour that passes is {darker}"
    return "choose a darker colour"


def _weak(look: Look) -> Iterator[tuple[str, str]]:
    """Yield what has too little contrast, and the key of the colour that causes it."""
    for mono, where in ((False, ""), (True, ", greys only")):
        made = inks(look.main, look.accent, mono=mono)
        groups = ((made.pairs(), TEXT), (made.graphics(), GRAPHICS))
        for pairs, needed in groups:
            for name, (one, other) in pairs.items():
                for way, ratio in _ratios(one, other, mono=mono):
                    if ratio < needed:
                        text = f"{name}{where or way} {ratio:.1f}:1, needed {needed:g}:1"
                        yield text, _cause(made, one, other)


def _ratios(one: Colour, other: Colour, *, mono: bool) -> Iterator[tuple[str, float]]:
    yield "", contrast_ratio(one, other)
    if not mono:
        yield ", printed in black and white", contrast_ratio(to_grey(one), to_grey(other))


def _cause(made: Inks, one: Colour, other: Colour) -> str:
    return _ACCENT if {one, other} & {made.accent, made.tinted} else _MAIN
