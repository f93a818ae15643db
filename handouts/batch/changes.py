"""Waking up when something happens in a folder: the one place that knows watchfiles."""

from collections.abc import Callable, Iterator
from pathlib import Path

import watchfiles

_DEBOUNCE, _STEP = 400, 50  # milliseconds
_LONGEST = 500  # milliseconds of sleep: shares of a network tell nothing, so they are looked at


def looks(folder: Path, stop: Callable[[], bool]) -> Iterator[None]:
    """Yield whenever it is worth looking into a folder, until `stop` says so.

    That is when something changed in it, and at least twice a second.
    """
    yield
    for _ in watchfiles.watch(
        folder, watch_filter=None, debounce=_DEBOUNCE, step=_STEP, rust_timeout=_LONGEST,
        yield_on_timeout=True, recursive=False, raise_interrupt=False,
    ):  # fmt: skip
        if stop():
            return
        yield
