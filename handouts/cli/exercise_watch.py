"""Drawing again whenever a file is saved: for `handouts exercise preview --watch`."""

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from handouts.cli import speech
from handouts.errors import BadInput

PAUSE = 0.1
"""Seconds between two looks at the file."""


def _pause() -> None:
    time.sleep(PAUSE)


def draw_on_save(path: Path, draw: Callable[[], None], wait: Callable[[], None] = _pause) -> None:
    """Draw now, and again whenever a file is saved, until Ctrl-C.

    What is wrong with the file is told, and drawing goes on when it is mended. `wait` is called
    between two looks at the file.
    """
    seen: tuple[int, int] | None = None
    try:
        with _ctrl_c() as pressed:
            while not pressed():
                state = _state(path)
                # Some editors save by removing the file and writing another: it is away for a
                # moment.
                if state not in (None, seen):
                    seen = state
                    try:
                        draw()
                    except BadInput as mistakes:
                        speech.complain(mistakes)
                wait()
    except KeyboardInterrupt:
        return  # the ordinary way to end


@contextmanager
def helper() -> Iterator[Executor]:
    """Give another process that draws a part of a picture; Ctrl-C does not reach it."""
    with ProcessPoolExecutor(1, initializer=_deaf) as process:
        process.submit(_deaf)  # so that it is there when it is needed
        yield process


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _ctrl_c() -> Iterator[Callable[[], bool]]:
    """Give a function that says whether Ctrl-C was pressed.

    It interrupts as usual; but where Python happens to be tidying up, an interruption is lost.
    """
    pressed = False

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _state(path: Path) -> tuple[int, int] | None:
    """Return when a file was changed and its size in bytes; None while it is not there."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
