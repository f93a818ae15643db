"""Drafts: a rough picture for its author, with what is wrong in red, and the same in words."""

from dataclasses import dataclass
from typing import Final

from handouts.errors import Problem
from handouts.figures.author.bake import ROUGH, bake
from handouts.figures.author.examination import found_in, told
from handouts.figures.author.raster import paint, to_png
from handouts.figures.author.red import in_red, marked
from handouts.figures.author.solver import solve
from handouts.figures.compose import arrange
from handouts.figures.paints import Palette
from handouts.figures.pose import FlatSpec, PoseSpec

_MM: Final = 66.0
_DPI: Final = 200.0
# While somebody waits for each save: body heights for a pixel of what is traced, and dots an inch.
_QUICK_PITCH: Final = 0.009
_QUICK_DPI: Final = 130.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A picture as PNG, and what `exercise check` says of it."""

    png: bytes
    problems: tuple[Problem, ...] = ()


def draft(
    name: str, spec: PoseSpec | FlatSpec, figure: str, palette: Palette, *, quick: bool
) -> Draft:
    """Return a draft of a picture; a `quick` one is rougher, and soon there."""
    pitch, dpi = (_QUICK_PITCH, _QUICK_DPI) if quick else (ROUGH, _DPI)
    solved = () if isinstance(spec, FlatSpec) else solve(spec, figure)
    picture = bake(name, spec, figure, pitch, solved)
    problems: list[Problem] = []
    if isinstance(spec, PoseSpec):
        found = found_in(spec, figure, solved)
        picture = marked(picture, spec, solved, found)
        problems = told(name, {name: found})
    drawing = arrange(picture)
    width = _MM * (2 if drawing.wide else 1)
    image = paint(drawing, in_red(palette), width, dpi)
    return Draft(to_png(image, dpi), tuple(problems))
