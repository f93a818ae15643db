"""Drafts: a rough picture for its author, with what is wrong in red, and the same in words."""

from dataclasses import dataclass
from typing import Final

from handouts.errors import Problem
from handouts.figures.author.bake import ROUGH, bake
from handouts.figures.author.examination import found_in, told
from handouts.figures.author.memory import FORGETFUL, Memory
from handouts.figures.author.raster import paint, to_png
from handouts.figures.author.red import in_red, marked
from handouts.figures.author.sight import PITCH
from handouts.figures.author.solver import solve
from handouts.figures.compose import arrange
from handouts.figures.paints import Palette
from handouts.figures.pose import FlatSpec, PoseSpec

_MM: Final = 66.0
_DPI: Final = 200.0
# While somebody waits for each save: body heights for a pixel of what is traced, and dots an inch.
_QUICK_PITCH: Final = PITCH  # what is looked at for the check is drawn
_QUICK_DPI: Final = 130.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A picture as PNG, and what `exercise check` says of it."""

    png: bytes
    problems: tuple[Problem, ...] = ()


def draft(
    name: str,
    spec: PoseSpec | FlatSpec,
    figure: str,
    palette: Palette,
    *,
    quick: bool = False,
    memory: Memory = FORGETFUL,
) -> Draft:
    """Return a draft of a picture; a `quick` one is rougher, and soon there.

    With a `memory`, only what has changed since the last draft is solved, drawn and looked at.
    """
    pitch, dpi = (_QUICK_PITCH, _QUICK_DPI) if quick else (ROUGH, _DPI)
    solved = () if isinstance(spec, FlatSpec) else solve(spec, figure, memory)
    picture = bake(name, spec, figure, pitch, solved, memory)
    problems: list[Problem] = []
    if isinstance(spec, PoseSpec):
        found = found_in(spec, figure, solved, memory)
        picture = marked(picture, spec, solved, found)
        problems = told(name, {name: found})
    drawing = arrange(picture)
    width = _MM * (2 if drawing.wide else 1)
    image = paint(drawing, in_red(palette), width, dpi)
    return Draft(to_png(image, dpi), tuple(problems))
