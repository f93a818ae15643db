"""The surroundings: where shipped files lie, today's date, the environment.

Nothing else in the program reads the clock, the working directory or the environment.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_SHIPPED = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def templates_folder() -> Path:
    """Return the folder with the shipped templates, one folder for each condition."""
    return _SHIPPED / "templates"


def fonts_folder() -> Path:
    """Return the folder with the shipped typefaces, one folder for each family."""
    return _SHIPPED / "fonts"


def library_folder() -> Path:
    """Return the folder with the shipped libraries, one folder for each condition."""
    return _PACKAGE / "library"


def default_brand_folder() -> Path:
    """Return the shipped brand: the one used when no other is named."""
    return _PACKAGE / "brand" / "default"


def colour_profile() -> bytes:
    """Return the sRGB profile that every handout names as its output intent."""
    return (_PACKAGE / "layout" / "srgb.icc").read_bytes()


def state_of_shipped_files() -> str:
    """Return a digest over path, size and time of change of each library, template and font.

    As long as it stays the same, so do the files: they need not be read again.
    """
    state: list[tuple[str, int, int]] = []
    for folder in (library_folder(), templates_folder(), fonts_folder()):
        _note_files(str(folder), state)
    return hashlib.sha256(repr(sorted(state)).encode("utf-8", "surrogatepass")).hexdigest()


def _note_files(folder: str, state: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                _note_files(entry.path, state)
            else:
                about = entry.stat()
                state.append((entry.path, about.st_size, about.st_mtime_ns))


def today() -> dt.date:
    """Return the date on the machine's calendar."""
    return dt.datetime.now().astimezone().date()


def environment(name: str) -> str:
    """Return an environment variable, or an empty string."""
    return os.environ.get(name, "")


@contextmanager
def without_variables(prefix: str) -> Iterator[None]:
    """Hide the environment variables whose names begin with a prefix; they come back after."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(prefix)}
    try:
        yield
    finally:
        os.environ.update(hidden)
