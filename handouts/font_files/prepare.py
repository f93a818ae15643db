"""Making a clinic's font files ready for a brand, in a process that can be stopped."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from handouts import resources
from handouts.errors import HandoutError
from handouts.font_files.gather import MAX_BYTES, gather
from handouts.font_files.model import FontFile, FontRefusedError, Prepared
from handouts.font_files.worker import SECONDS
from handouts.typefaces import STYLES, Style, font_flaws

_BEGINNING = 20  # seconds that Python may take to begin, on a busy machine
_LONGEST_NAME = 30


def prepare_typeface(paths: Sequence[Path]) -> Prepared:
    """Return the TrueType files that are made of font files, ZIP packages or folders.

    Raises FontRefusedError, which names the file, what is wrong and the remedy.
    """
    files = [file for path in paths for file in gather(path)]
    if sum(len(file.data) for file in files) > MAX_BYTES:
        hint = "name regular, bold, italic and bold italic alone"
        raise FontRefusedError(paths[0].name, "and the other files are very large together", hint)
    told, fonts = _asked(files)
    faces: dict[Style, bytes] = {}
    for name, font in zip(told["styles"], fonts, strict=True):
        (style,) = (style for style in STYLES if style == name)
        for flaw in font_flaws(font):  # what was made beside a stranger's font is looked at again
            raise FontRefusedError(files[0].name, flaw.message, flaw.hint)
        faces[style] = font
    family = str(told["family"])
    return Prepared(family, _id(family), faces, tuple(map(str, told["notes"])))


def _asked(files: Sequence[FontFile]) -> tuple[dict[str, list[str]], list[bytes]]:
    head = [{"name": f.name, "size": len(f.data), "together": f.together} for f in files]
    message = json.dumps(head).encode() + b"\n" + b"".join(file.data for file in files)
    try:
        done = subprocess.run(  # noqa: S603 - our own Python, our own words
            resources.serving_python("handouts.font_files.worker"),
            input=message,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + _BEGINNING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _stopped(files) from None
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise HandoutError(f"cannot start a process for fonts: {reason}", "free memory") from error
    head_line, _, rest = done.stdout.partition(b"\n")
    if not head_line:
        raise _stopped(files)
    told = json.loads(head_line)
    if "refused" in told:
        raise FontRefusedError(*told["refused"])
    fonts, at = [], 0
    for size in told["sizes"]:
        fonts.append(rest[at : at + size])
        at += size
    return told, fonts


def _stopped(files: Sequence[FontFile]) -> FontRefusedError:
    message = f"takes more than {SECONDS:g} seconds or too much memory to read, or ends the program"
    hint = "get the font again from its maker; one for your script alone is smaller"
    return FontRefusedError(files[0].name, message, hint)


def _id(family: str) -> str:
    """Return a name as keys of brand.toml have it."""
    plain = re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return plain or "house"
