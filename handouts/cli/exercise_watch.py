"""Drawing again whenever a file is saved: for `handouts exercise preview --watch`."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from handouts.cli import speech
from handouts.errors import BadInput

PAUSE = 0.2
"""Seconds between two looks at the file."""


def _pause() -> None:
    time.sleep(PAUSE)


def draw_on_save(path: Path, draw: Callable[[], None], wait: Callable[[], None] = _pause) -> None:
    """Draw now, and again whenever a file is saved, until Ctrl-C.

    What is wrong with the file is told, and drawing goes on when it is mended. `wait` is called
    between two looks at the file.
    """
    try:
        for _ in _saves(path, wait):
            try:
                draw()
            except BadInput as mistakes:
                speech.complain(mistakes)
    except KeyboardInterrupt:
        return  # the ordinary way to end


def _saves(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Yield at once, and whenever a file has changed since."""
    seen: tuple[int, int] | None = None
    while True:
        state = _state(path)
        # Some editors save by removing the file and writing another: then it is away for a moment.
        if state not in (None, seen):
            seen = state
            yield
        wait()


def _state(path: Path) -> tuple[int, int] | None:
    """Return when a file was changed and its size in bytes; None while it is not there."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
