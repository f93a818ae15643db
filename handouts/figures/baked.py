"""Baked pictures: the file format, and reading and writing it with the standard library only.

A file `ID.FIGURE.pic` is one zlib stream: the length of a JSON head (4 bytes, little endian),
the head, and then the points: first every x, then every y, each as its difference from the one
before, in zigzag (0, -1, 1, -2 ...) with seven bits to a byte. Most differences fit one byte.
The head lists panels, and in each panel its marks as [kind, paint, width, ops]; the number of
points follows from the ops.
"""

import json
import struct
import zlib
from itertools import accumulate
from pathlib import Path

from handouts.figures.drawing import Mark, Panel, Picture

FORMAT = 1
SUFFIX = ".pic"

_LOW_BITS, _MORE = 0x7F, 0x80
# What one byte alone stands for: most differences.
_SHORT = [-(code + 1) // 2 if code & 1 else code // 2 for code in range(_MORE)]
_POINTS = {"m": 1, "l": 1, "c": 3, "z": 0}


def picture_path(folder: Path, exercise: str, figure: str) -> Path:
    """Return where the picture of an exercise with a figure lies in a folder of pictures."""
    return folder / f"{exercise}.{figure}{SUFFIX}"


def in_setting(exercise: str, setting: str) -> str:
    """Return the name of the picture that shows an exercise in a setting."""
    return f"{exercise}+{setting}"


def apart(picture: str) -> tuple[str, str]:
    """Return the exercise and the setting that a picture's name tells, "" for the usual one."""
    exercise, _, setting = picture.partition("+")
    return exercise, setting


def figures_of(folder: Path, exercise: str) -> tuple[str, ...]:
    """Return the figures an exercise is drawn with, sorted; empty when it has no picture."""
    found = folder.glob(f"{exercise}.*{SUFFIX}")
    return tuple(sorted(path.name[len(exercise) + 1 : -len(SUFFIX)] for path in found))


def read_picture(data: bytes) -> Picture:
    """Return the picture in a baked file's bytes; ValueError when it is not one of ours."""
    try:
        return picture_of(zlib.decompress(data))
    except zlib.error as fault:
        raise ValueError("not a baked picture") from fault


def picture_of(raw: bytes) -> Picture:
    """Return the picture in what a baked file's stream holds; ValueError when it is not ours."""
    try:
        (size,) = struct.unpack_from("<I", raw)
        head = json.loads(raw[4 : 4 + size])
    except (struct.error, ValueError) as fault:
        raise ValueError("not a baked picture") from fault
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError(f"not a baked picture of format {FORMAT}")
    values = _unpack(raw[4 + size :])
    points = [0] * len(values)
    points[::2], points[1::2] = values[: len(values) // 2], values[len(values) // 2 :]
    at = 0
    panels = []
    for panel in head["panels"]:
        marks = []
        for kind, paint, width, ops in panel["marks"]:
            end = at + 2 * sum(_POINTS[op] for op in ops)
            marks.append(Mark(kind, paint, width, ops, tuple(points[at:end])))
            at = end
        panels.append(Panel(tuple(panel["box"]), tuple(marks)))
    named = (head["exercise"], head["figure"], head["digest"])
    return Picture(*named, tuple(panels), head.get("pose", ""), head.get("sore", ""))


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
    if picture.pose:
        head["pose"] = picture.pose
    if picture.sore:
        head["sore"] = picture.sore
    text = json.dumps(head, separators=(",", ":"), sort_keys=True).encode()
    points = [value for panel in picture.panels for m in panel.marks for value in m.points]
    packed = _pack(points[::2]) + _pack(points[1::2])
    return zlib.compress(struct.pack("<I", len(text)) + text + packed, 9)


def _pack(values: list[int]) -> bytes:
    out = bytearray()
    before = 0
    for value in values:
        step, before = value - before, value
        code = 2 * step if step >= 0 else -2 * step - 1
        while code > _LOW_BITS:
            out.append(code & _LOW_BITS | _MORE)
            code >>= 7
        out.append(code)
    return bytes(out)


def _unpack(data: bytes) -> list[int]:
    """Return every x and then every y; the second half starts from 0 again."""
    steps: list[int] = []
    code = shift = 0
    for byte in data:
        if byte & _MORE:
            code |= (byte & _LOW_BITS) << shift
            shift += 7
        elif shift:
            code |= byte << shift
            steps.append(-(code + 1) // 2 if code & 1 else code // 2)
            code = shift = 0
        else:
            steps.append(_SHORT[byte])
    half = len(steps) // 2
    return [*accumulate(steps[:half]), *accumulate(steps[half:])]
