"""Reading TOML that a user wrote: ordinary files of a sane size, mistakes as Problems.

No Problem quotes what stands in the file beyond the names of its keys.
"""

import hashlib
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from handouts.errors import Problem
from handouts.suggest import did_you_mean

MAX_BYTES = 256 * 1024  # the longest library file has 20 kB; anything longer is no TOML of ours

MAX_DEPTH = 40  # our files need 6

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ENCODING_HINT = "save it as UTF-8 in your editor"


def read_toml(
    path: Path, source: str, limit: int = MAX_BYTES
) -> tuple[dict[str, object], list[Problem]]:
    """Return the tables of a file, or {} and the Problem that kept it from being read.

    `source` names the file in Problems; `limit` is in bytes.
    """
    data, problems = read_start(path, source, limit + 1)
    return ({}, problems) if problems else parse_toml(data, source, limit)


def read_start(path: Path, source: str, length: int) -> tuple[bytes, list[Problem]]:
    """Return the first bytes of a file, or none and the Problem that kept it from being read.

    Folders, pipes and devices are refused without being opened, because opening a pipe would wait
    for ever.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return b"", [_not_a_file(source, mode)]
        with path.open("rb") as file:
            return file.read(length), []
    except OSError as error:
        return b"", [_unreadable(source, error)]


def parse_toml(
    data: bytes, source: str, limit: int = MAX_BYTES
) -> tuple[dict[str, object], list[Problem]]:
    """Return the tables in UTF-8 bytes (a byte order mark is skipped), or {} and a Problem."""
    if len(data) > limit:
        message = f"is larger than {limit // 1024} kB"
        return {}, [Problem(source, message, "check that this is the right file")]
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return {}, [Problem(f"{source}:{line}", "is not UTF-8 text", _ENCODING_HINT)]
    except tomllib.TOMLDecodeError as error:
        return {}, [_syntax(source, error, data)]
    except RecursionError:
        return {}, [_too_deep(source)]
    return ({}, [_too_deep(source)]) if _is_deeper(table, MAX_DEPTH) else (table, [])


def _too_deep(source: str) -> Problem:
    return Problem(source, "is nested too deeply", "write flat tables")


def _is_deeper(table: dict[str, object], depth: int) -> bool:
    """Say whether tables and lists stand in each other more than `depth` times.

    A dotted key of many parts is read without recursion, but could not be walked through with it.
    """
    level: list[object] = [table]
    for _ in range(depth):
        level = [
            item
            for one in level
            for item in (one.values() if isinstance(one, dict) else one)  # type: ignore[attr-defined]
            if isinstance(item, dict | list)
        ]
        if not level:
            return False
    return True


def text_digest(content: bytes) -> str:
    """Return the SHA-256, in hexadecimal, of a text file, the same for every kind of line end."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def over(near: Mapping[str, object], far: Mapping[str, object]) -> dict[str, object]:
    """Return two nested tables as one; where both have a key, the near one's counts."""
    both = dict(far)
    for key, value in near.items():
        other = far.get(key)
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            both[key] = over(value, other)
        else:
            both[key] = value
    return both


def unknown_keys(table: Mapping[str, object], known: Iterable[str], source: str) -> list[Problem]:
    """Return a Problem for each key of a table that is not known."""
    listed = list(known)
    otherwise = f"known keys: {', '.join(listed)}"
    return [
        Problem(f"{source}:{key}", "is not a known key", did_you_mean(key, listed, otherwise))
        for key in table
        if key not in listed
    ]


def _syntax(source: str, error: tomllib.TOMLDecodeError, data: bytes) -> Problem:
    text = str(error)
    place = _PLACE.search(text)
    line = place[1] if place and place[1] else str(data.count(b"\n") + 1)
    reason = _PLACE.sub("", text)
    return Problem(
        f"{source}:{line}",
        f"is not valid TOML: {reason[:1].lower()}{reason[1:]}",
        'write each detail as key = "text", one a line',
    )


def _not_a_file(source: str, mode: int) -> Problem:
    if stat.S_ISDIR(mode):
        return Problem(source, "is a folder, not a file", "name the file in it")
    return Problem(source, "is not an ordinary file", "use - and a pipe, or name an ordinary file")


def _unreadable(source: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(source, "does not exist", "check the path")
    if isinstance(error, PermissionError):
        return Problem(source, "may not be read by you", "ask for the right to read it")
    return Problem(source, f"cannot be read: {error.strerror}", "check the path")
