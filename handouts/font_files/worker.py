"""The process in which fonts are opened and converted: fontTools runs nowhere else.

`prepare.py` begins it, sends the files and reads what was made. It can write no file, reach no
network and start nothing; time and memory are limited.
"""

import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, Any

from handouts import confined
from handouts.font_files.model import FontFile, FontRefusedError
from handouts.typefaces import font_flaws

SECONDS = 90.0
MEGABYTES = 1024
_SEE = "get the font again from its maker, or choose another"


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer once: a JSON line and the files in, a JSON line and the fonts out."""
    logging.disable(logging.CRITICAL)
    head = json.loads(asked.readline())
    files = [FontFile(one["name"], asked.read(one["size"]), one["together"]) for one in head]
    _shut_in()
    try:
        told, fonts = prepared(files)
    except FontRefusedError as error:
        told, fonts = {"refused": (error.file, error.message, error.hint)}, []
    told["sizes"] = [len(font) for font in fonts]
    answers.write(json.dumps(told).encode() + b"\n" + b"".join(fonts))
    answers.flush()
    os._exit(0)


def prepared(files: Sequence[FontFile]) -> tuple[dict[str, Any], list[bytes]]:
    """Return what was made of the files, and the fonts in the order of `styles`."""
    from handouts.font_files.convert import RESERVED, convert  # noqa: PLC0415 - see _shut_in
    from handouts.font_files.describe import faces_in  # noqa: PLC0415
    from handouts.font_files.roles import choose_roles, family_of  # noqa: PLC0415

    faces = []
    for file in files:
        with _explained(file.name):
            found = list(faces_in(file))
        faces += found
    if not faces:
        raise FontRefusedError(files[0].name, "holds no font", _SEE)
    faces = [replace(face, order=order) for order, face in enumerate(faces)]
    roles, notes = choose_roles(faces)
    family = family_of(roles["regular"])
    made = {}
    for style, face in roles.items():
        with _explained(face.file.name):
            made[style] = convert(face, style, family)
        for flaw in font_flaws(made[style].data):
            raise FontRefusedError(face.called, flaw.message, flaw.hint)
    ones = list(made.values())
    changed = [style for style, one in made.items() if one.changed]
    if changed and any(made[style].reserved for style in changed):
        notes.append(
            f"its licence reserves the name {family} for the original (OFL): the converted files "
            f"call themselves {RESERVED}"
        )
    if any(one.cut for one in ones):
        notes.append("it was cut to Latin, Greek and Cyrillic letters and signs, to keep it small")
    is_web = any(face.file.data[:4] in (b"wOFF", b"wOF2") for face in roles.values())
    if (changed or is_web) and not all(one.free for one in ones):
        notes.append(
            "it was converted; its licence is not one that allows that to everybody: ask its maker "
            "whether you may, and whether you may print with it"
        )
    told = {"family": family, "styles": list(made), "notes": notes}
    return told, [one.data for one in ones]


class _explained:  # noqa: N801 - used as a word
    """What goes wrong within is said of a file; nothing of it is a crash."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if error is None or isinstance(error, FontRefusedError):
            return
        if isinstance(error, MemoryError):
            raise FontRefusedError(self._name, "needs too much memory to be read", _SEE) from None
        if isinstance(error, Exception):  # fontTools raises any kind for a damaged table
            message = "is damaged or cut off: it cannot be read"
            raise FontRefusedError(self._name, message, _SEE) from None


def _shut_in() -> None:
    """Import what reads fonts, then let this process do nothing else."""
    from fontTools.ttLib import tables  # noqa: F401, PLC0415

    from handouts.font_files import convert, describe, roles  # noqa: F401, PLC0415

    sys.addaudithook(_refuse_writing)
    confined.forbid((*confined.REACHING_OUT, "ctypes."), "a font reaches nothing")
    memory = MEGABYTES * 1024 * 1024
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        confined.limit(name, most, most)
    confined.give_time(SECONDS)


def _refuse_writing(event: str, args: tuple[Any, ...]) -> None:
    """Refuse to open a file for anything but reading: fontTools imports what a table needs."""
    if event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError("a font writes nothing")
