"""Exercise pictures: from pose data to plain paths.

Two halves. **Drawing** (this package's own modules) reads baked pictures and needs nothing but
the standard library: `load` gives a `Drawing`, `palette` its colours, `to_svg` and `operators`
write it. **Authoring** (`handouts.figures.author`) poses a body, renders and traces it, and
needs numpy (the extra `author`); it runs when an exercise is added or changed,
never when a handout is made.
"""

from handouts.figures.baked import figures_of
from handouts.figures.compose import Arrangement, arrange, load, widened
from handouts.figures.drawing import UNITS_PER_STATURE, Drawing, Mark, Panel, Picture
from handouts.figures.foreign import draw_foreign, find_picture, read_foreign
from handouts.figures.paints import (
    FIGURES,
    PEOPLE,
    Hatch,
    Paint,
    Palette,
    Person,
    cast,
    palette,
)
from handouts.figures.pdf import operators
from handouts.figures.svg import to_svg

__all__ = [
    "FIGURES",
    "PEOPLE",
    "UNITS_PER_STATURE",
    "Arrangement",
    "Drawing",
    "Hatch",
    "Mark",
    "Paint",
    "Palette",
    "Panel",
    "Person",
    "Picture",
    "arrange",
    "cast",
    "draw_foreign",
    "figures_of",
    "find_picture",
    "load",
    "operators",
    "palette",
    "read_foreign",
    "to_svg",
    "widened",
]
