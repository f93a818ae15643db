"""The surroundings: where shipped files lie, today's date, the environment.

Nothing else in the program reads the clock, the working directory or the environment.
"""

import datetime as dt
import os
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


def today() -> dt.date:
    """Return the date on the machine's calendar."""
    return dt.datetime.now().astimezone().date()


def environment(name: str) -> str:
    """Return an environment variable, or an empty string."""
    return os.environ.get(name, "")
