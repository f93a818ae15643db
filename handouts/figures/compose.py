"""Arrange a picture's panels in one box: one above the other, or side by side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

from handouts.figures.baked import figures_of, in_setting, picture_path, read_picture
from handouts.figures.drawing import UNITS_PER_STATURE, Drawing, Mark, Panel, Picture, Span

Arrangement = Literal["auto", "row", "stack"]

# Room between two panels, in body heights.
_GAP = round(0.06 * UNITS_PER_STATURE)
LYING = 1.15  # wider than this many times its height, a panel wants the width of the page
_WIDE_LINES = 1.25


def load(
    folder: Path,
    exercise: str,
    figure: str = "",
    arrangement: Arrangement = "auto",
    setting: str = "",
    sore: str = "",
) -> Drawing | None:
    """Return the drawing of an exercise, or None when the folder has none.

    `folder` holds baked pictures. A `figure` that the exercise is not drawn with falls back to
    the first it is drawn with, and a `setting` that it is not drawn in to the usual picture.
    `auto` puts two lying positions side by side and marks the
    drawing as wide; `stack` puts them one above the other for a narrow column. `sore`, "left" or
    "right", mirrors what is drawn for the other side, and nothing that is for no side.
    ValueError when the file is damaged.
    """
    for name in (in_setting(exercise, setting), exercise):
        path = picture_path(folder, name, figure)
        if not path.is_file():
            have = figures_of(folder, name)
            if not have:
                continue
            path = picture_path(folder, name, have[0])
        return _drawing(path.read_bytes(), arrangement, sore)
    return None


@lru_cache(maxsize=160)  # as many as a library has
def _drawing(baked: bytes, arrangement: Arrangement, sore: str) -> Drawing:
    """Return the drawing in a baked file's bytes: the same drawing for the same bytes."""
    return arrange(read_picture(baked), arrangement, sore)


def arrange(picture: Picture, arrangement: Arrangement = "auto", sore: str = "") -> Drawing:
    """Return a picture's panels in one box with its lower left corner at (0, 0).

    `sore`, "left" or "right", shows an exercise for one side on that side: drawn for the other, it
    is mirrored. Panels side by side stay in their order.
    """
    panels = picture.panels
    if picture.sore and sore in ("left", "right") and sore != picture.sore:
        panels = tuple(panel.mirrored() for panel in panels)
    if len(panels) == 1:
        panel = panels[0]
        return Drawing(panel.width, panel.height, _placed(panel, 0, 0))
    if arrangement == "stack":
        return _stacked(panels)
    lying = min(p.width / p.height for p in panels) > LYING
    return _side_by_side(panels, wide=lying)


def widened(drawing: Drawing, least: Sequence[int]) -> Drawing:
    """Return a drawing whose panels have at least these widths (units), each in its middle."""
    x = 0
    spans, marks = [], iter(drawing.marks)
    moved: list[Mark] = []
    for span, wanted in zip(drawing.panels, least, strict=True):
        width = max(span.width, wanted)
        shift = x + (width - span.width) // 2 - span.left
        moved += [mark.moved(shift, 0) for mark in islice(marks, span.marks)]
        spans.append(Span(x, width, span.marks))
        x += width + _GAP
    return replace(drawing, width=x - _GAP, marks=tuple(moved), panels=tuple(spans))


def _stacked(panels: tuple[Panel, ...]) -> Drawing:
    width = max(p.width for p in panels)
    height = y = sum(p.height for p in panels) + _GAP * (len(panels) - 1)
    marks: list[Mark] = []
    for panel in panels:
        y -= panel.height
        marks += _placed(panel, (width - panel.width) // 2, y)
        y -= _GAP
    return Drawing(width, height, tuple(marks))


def _side_by_side(panels: tuple[Panel, ...], *, wide: bool) -> Drawing:
    """Return panels in a row on one ground."""
    bottom = min(p.box[1] for p in panels)
    height = max(p.box[3] for p in panels) - bottom
    x = 0
    marks: list[Mark] = []
    spans = []
    for panel in panels:
        marks += _placed(panel, x, panel.box[1] - bottom)
        spans.append(Span(x, panel.width, len(panel.marks)))
        x += panel.width + _GAP
    if wide:  # printed larger, so its lines may be stronger
        marks = [replace(mark, width=round(mark.width * _WIDE_LINES, 3)) for mark in marks]
    return Drawing(x - _GAP, height, tuple(marks), wide, tuple(spans))


def _placed(panel: Panel, x: int, y: int) -> tuple[Mark, ...]:
    dx, dy = x - panel.box[0], y - panel.box[1]
    return tuple(mark.moved(dx, dy) for mark in panel.marks)
