"""Arrange a picture's panels in one box: one, one above the other, or side by side."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from handouts.figures.baked import figures_of, in_setting, picture_path, read_picture
from handouts.figures.drawing import UNITS_PER_STATURE, Drawing, Mark, Panel, Picture

Arrangement = Literal["auto", "row", "stack"]

# Room between two panels, and the radius of the discs with 1 and 2, in body heights.
_GAP = round(0.06 * UNITS_PER_STATURE)
_DISC = round(0.042 * UNITS_PER_STATURE)
LYING = 1.15  # wider than this many times its height, a panel wants the width of the page
_NUMERAL_MM = 0.3
_WIDE_LINES = 1.25

# 1 and 2 as strokes about their middle: a picture carries no typeface.
_NUMERALS: dict[int, tuple[str, tuple[int, ...]]] = {
    1: ("mll", (-10, 11, 2, 21, 2, -21)),
    2: ("mccl", (-12, 9, -12, 26, 13, 26, 13, 9, 13, -2, -5, -10, -13, -21, 14, -21)),
}


def load(
    folder: Path,
    exercise: str,
    figure: str = "",
    arrangement: Arrangement = "auto",
    setting: str = "",
) -> Drawing | None:
    """Return the drawing of an exercise, or None when the folder has none.

    `folder` holds baked pictures. A `figure` that the exercise is not drawn with falls back to
    the first it is drawn with, and a `setting` that it is not drawn in to the usual picture.
    `auto` puts two lying positions side by side and marks the
    drawing as wide; `stack` puts them one above the other for a narrow column.
    ValueError when the file is damaged.
    """
    for name in (in_setting(exercise, setting), exercise):
        path = picture_path(folder, name, figure)
        if not path.is_file():
            have = figures_of(folder, name)
            if not have:
                continue
            path = picture_path(folder, name, have[0])
        return _drawing(path.read_bytes(), arrangement)
    return None


@lru_cache(maxsize=160)  # as many as a library has
def _drawing(baked: bytes, arrangement: Arrangement) -> Drawing:
    """Return the drawing in a baked file's bytes: the same drawing for the same bytes."""
    return arrange(read_picture(baked), arrangement)


def arrange(picture: Picture, arrangement: Arrangement = "auto") -> Drawing:
    """Return a picture's panels in one box with its lower left corner at (0, 0)."""
    if len(picture.panels) == 1:
        panel = picture.panels[0]
        return Drawing(panel.width, panel.height, _placed(panel, 0, 0))
    if arrangement == "stack":
        return _stacked(picture.panels)
    lying = min(p.width / p.height for p in picture.panels) > LYING
    return _side_by_side(picture.panels, wide=lying)


def _stacked(panels: tuple[Panel, ...]) -> Drawing:
    width = max(p.width for p in panels) + 2 * _DISC
    height = y = sum(p.height for p in panels) + _GAP * (len(panels) - 1)
    marks: list[Mark] = []
    for number, panel in enumerate(panels, 1):
        y -= panel.height
        marks += _placed(panel, 2 * _DISC + (width - 2 * _DISC - panel.width) // 2, y)
        marks += _numbered(number, _DISC, y + panel.height - _DISC)
        y -= _GAP
    return Drawing(width, height, tuple(marks))


def _side_by_side(panels: tuple[Panel, ...], *, wide: bool) -> Drawing:
    """Return panels in a row on one ground, each with its number at the upper left."""
    bottom = min(p.box[1] for p in panels)
    height = max(p.box[3] for p in panels) - bottom
    x = 0
    marks: list[Mark] = []
    for number, panel in enumerate(panels, 1):
        marks += _numbered(number, x + _DISC, height - _DISC)
        x += 2 * _DISC
        marks += _placed(panel, x, panel.box[1] - bottom)
        x += panel.width + _GAP
    if wide:  # printed larger, so its lines may be stronger
        marks = [replace(mark, width=round(mark.width * _WIDE_LINES, 3)) for mark in marks]
    return Drawing(x - _GAP, height, tuple(marks), wide)


def _placed(panel: Panel, x: int, y: int) -> tuple[Mark, ...]:
    dx, dy = x - panel.box[0], y - panel.box[1]
    return tuple(mark.moved(dx, dy) for mark in panel.marks)


def _numbered(number: int, x: int, y: int) -> tuple[Mark, Mark]:
    """Return a disc with 1 or 2 in it."""
    r, k = _DISC, round(_DISC * 0.5523)
    disc = (r, 0, r, k, k, r, 0, r, -k, r, -r, k, -r, 0, -r, -k, -k, -r, 0, -r, k, -r, r, -k, r, 0)
    ops, numeral = _NUMERALS[number]
    return (
        Mark("fill", "disc", 0, "mccccz", disc).moved(x, y),
        Mark("line", "numeral", _NUMERAL_MM, ops, numeral).moved(x, y),
    )
