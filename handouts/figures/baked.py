"""Baked pictures: the file format, and reading and writing it with the standard library only.

A file `ID.FIGURE.pic` is one zlib stream: the length of a JSON head (4 bytes, little endian),
the head, and then four byte planes that hold the differences between successive points: the
low bytes of x, the high bytes of x, the low bytes of y, the high bytes of y. Planes squeeze far
better than numbers in a row: nearly every high byte is 0 or 255. The head lists panels, and in
each panel its marks as [kind, paint, width, ops]; the number of points follows from the ops.
"""

import json
import struct
import zlib
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from handouts.figures.drawing import Mark, Panel, Picture

FORMAT = 1
SUFFIX = ".pic"

_POINTS = {"m": 1, "l": 1, "c": 3, "z": 0}


def picture_path(folder: Path, exercise: str, figure: str) -> Path:
    """Return where the picture of an exercise with a figure lies in a folder of pictures."""
    return folder / f"{exercise}.{figure}{SUFFIX}"


def figures_of(folder: Path, exercise: str) -> tuple[str, ...]:
    """Return the figures an exercise is drawn with, sorted; empty when it has no picture."""
    found = folder.glob(f"{exercise}.*{SUFFIX}")
    return tuple(sorted(path.name[len(exercise) + 1 : -len(SUFFIX)] for path in found))


def read_picture(data: bytes) -> Picture:
    """Return the picture in a baked file's bytes; ValueError when it is not one of ours."""
    try:
        raw = zlib.decompress(data)
        (size,) = struct.unpack_from("<I", raw)
        head = json.loads(raw[4 : 4 + size])
    except (zlib.error, struct.error, ValueError) as fault:
        raise ValueError("not a baked picture") from fault
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError(f"not a baked picture of format {FORMAT}")
    points = _unpack(raw[4 + size :])
    at = 0
    panels = []
    for panel in head["panels"]:
        marks = []
        for kind, paint, width, ops in panel["marks"]:
            end = at + 2 * sum(_POINTS[op] for op in ops)
            marks.append(Mark(kind, paint, width, ops, tuple(points[at:end])))
            at = end
        panels.append(Panel(tuple(panel["box"]), tuple(marks)))
    return Picture(head["exercise"], head["figure"], head["digest"], tuple(panels))


def write_picture(picture: Picture) -> bytes:
    """Return the bytes of a baked file; the same picture always gives the same bytes."""
    head = {
        "format": FORMAT,
        "exercise": picture.exercise,
        "figure": picture.figure,
        "digest": picture.digest,
        "panels": [
            {
                "box": panel.box,
                "marks": [[m.kind, m.paint, m.width, m.ops] for m in panel.marks],
            }
            for panel in picture.panels
        ],
    }
    text = json.dumps(head, separators=(",", ":"), sort_keys=True).encode()
    points = [value for panel in picture.panels for m in panel.marks for value in m.points]
    return zlib.compress(struct.pack("<I", len(text)) + text + _pack(points), 9)


def _differences(values: list[int]) -> "array[int]":
    return array("h", (b - a for a, b in zip([0, *values], values, strict=False)))


def _pack(points: list[int]) -> bytes:
    planes = []
    for axis in (0, 1):
        data = _little_endian(_differences(points[axis::2])).tobytes()
        planes += [data[::2], data[1::2]]
    return b"".join(planes)


def _unpack(data: bytes) -> list[int]:
    count = len(data) // 4
    points = [0] * (2 * count)
    for axis in (0, 1):
        low = data[2 * axis * count : (2 * axis + 1) * count]
        high = data[(2 * axis + 1) * count : (2 * axis + 2) * count]
        both = bytearray(2 * count)
        both[::2], both[1::2] = low, high
        steps = array("h")
        steps.frombytes(both)
        points[axis::2] = _running(_little_endian(steps))
    return points


def _running(steps: Iterable[int]) -> list[int]:
    return list(accumulate(steps))


def _little_endian(values: "array[int]") -> "array[int]":
    """Swap bytes where the machine is big endian, so that files are the same everywhere."""
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        values = array("h", values)
        values.byteswap()
    return values
