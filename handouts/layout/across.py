"""Words across a page, from its lower left corner to the upper right one."""

import math

from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import text_width, word_runs
from handouts.typefaces import load_typeface

_SHARE = 0.8  # of the diagonal: how long the words are
_CAP_MIDDLE = 0.33  # of its size: how high the middle of a capital is
_OUTLINE = 1.3  # points: thick enough for a copier, thin enough to read what lies below


def draw_across(pen: Pen, words: str, tag: Tag | None) -> None:
    """Draw words across the page, over what stands there, as outlines that hide nothing.

    They are the content of a tag, or an artifact where they have been read before. No brand's
    typeface sets them: it may be what is wrong.
    """
    paper, typeface = pen.theme.paper, load_typeface()
    style = TextStyle(100, 100, pen.theme.inks.soft, "bold")
    diagonal = math.hypot(paper.width, paper.height)
    size = style.size * _SHARE * diagonal / text_width(words, style, typeface)
    style = TextStyle(size, size, style.colour, style.style)
    start, pieces = -_SHARE * diagonal / 2, []
    for run in word_runs(words, style, typeface):
        pieces.append((run.face, run.text, start, -_CAP_MIDDLE * size))
        start += run.width
    angle = math.atan2(paper.height, paper.width)
    middle = paper.width / 2, paper.height / 2
    pen.turned(words, pieces, style, (*middle, angle), _OUTLINE, tag)
