"""Baked pictures that came with a brand: read only if they could be ours.

What a picture says is written into the page as it is, so everything in it is held against what a
baked picture can hold, and how much, before it is drawn.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from handouts.figures.baked import SUFFIX, in_setting, picture_of
from handouts.figures.compose import arrange
from handouts.figures.drawing import Drawing, Mark, Panel, Picture, SoreSide
from handouts.figures.paints import PEOPLE, palette

_MOST_BYTES = 1024 * 1024  # unpacked: ten times the largest of ours
_MOST_PANELS = 3
_FARTHEST = 10_000  # units from the origin: ten body heights
_WIDEST_LINE = 5.0  # millimetres
_LONG_NUMBER = re.compile(rb"[\x80-\xff]{4}")  # no distance of ours needs as many bytes
_OPS = re.compile(r"m[mlcz]*")


def find_picture(
    files: Mapping[str, bytes], exercise: str, figure: str, setting: str = ""
) -> str | None:
    """Return the name of the file that shows an exercise, None when there is none.

    `files` holds baked pictures by name. Without the figure another will do, and without a
    picture in the setting the usual one.
    """
    for name in (in_setting(exercise, setting), exercise):
        have = sorted(file for file in files if file.rpartition(".")[0].rpartition(".")[0] == name)
        if have:
            wanted = f"{name}.{figure}{SUFFIX}"
            return wanted if wanted in have else have[0]
    return None


@lru_cache(maxsize=64)
def read_foreign(data: bytes) -> Picture:
    """Return the picture in a baked file's bytes; ValueError for one that could not be ours."""
    try:
        picture = picture_of(_unpacked(data))
        sound = _is_sound(picture)
    except (zlib.error, struct.error, ValueError, LookupError, TypeError, RecursionError) as fault:
        raise ValueError("not a baked picture") from fault
    if not sound:
        raise ValueError("not a baked picture")
    return picture


def _unpacked(data: bytes) -> bytes:
    """Return what a file's stream holds, if that is no more than a picture may."""
    reader = zlib.decompressobj()
    raw = reader.decompress(data, _MOST_BYTES)
    (size,) = struct.unpack_from("<I", raw)
    if not reader.eof or _LONG_NUMBER.search(raw, 4 + size):
        raise ValueError("too large, cut off, or with a distance beyond every picture")
    return raw


@lru_cache(maxsize=64)
def draw_foreign(data: bytes, sore: str = "") -> Drawing:
    """Return the drawing in a baked file's bytes; ValueError for one that could not be ours.

    `sore` mirrors it as `compose.load` does.
    """
    return arrange(read_foreign(data), sore=sore)


def _is_sound(picture: Picture) -> bool:
    texts = (picture.exercise, picture.figure, picture.digest, picture.pose)
    return (
        all(isinstance(text, str) for text in texts)
        and picture.sore in get_args(SoreSide)
        and 1 <= len(picture.panels) <= _MOST_PANELS
        and all(_is_sound_panel(panel) for panel in picture.panels)
    )


def _is_sound_panel(panel: Panel) -> bool:
    # bool is an int in Python, and 1.0 equals 1: only what is written as a whole number will do.
    whole = all(type(edge) is int and abs(edge) <= _FARTHEST for edge in panel.box)
    return (
        len(panel.box) == 4  # noqa: PLR2004 - left, bottom, right, top
        and whole
        and panel.width > 0
        and panel.height > 0
        and all(_is_sound_mark(mark) for mark in panel.marks)
    )


def _is_sound_mark(mark: Mark) -> bool:
    return (
        mark.kind in ("fill", "line")
        and mark.paint in _paints()
        and type(mark.width) in (int, float)
        and 0 <= mark.width <= _WIDEST_LINE
        and _OPS.fullmatch(mark.ops) is not None
        and len(mark.points) == sum(len(values) for _, values in mark.steps())
        and len(mark.points) == 2 * sum({"z": 0, "c": 3}.get(op, 1) for op in mark.ops)
        and all(abs(value) <= _FARTHEST for value in mark.points)
    )


@lru_cache(maxsize=1)
def _paints() -> frozenset[str]:
    return frozenset(palette("#000000", PEOPLE[0]))
