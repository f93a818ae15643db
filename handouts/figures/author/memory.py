"""What was made before, for whoever draws the same exercise again and again while it changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future
from typing import Any, Final, TypeVar

from handouts.figures.pose import PoseSpec

_MOST: Final = 48  # a few versions of three positions, with what was found in them

Made = TypeVar("Made")


class Memory:
    """Keeps the newest of what was made, by what it was made of; `FORGETFUL` keeps nothing.

    `helper`: another process that makes some of it meanwhile.
    """

    def __init__(self, most: int = _MOST, helper: Executor | None = None) -> None:
        self._most, self._helper = most, helper
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._coming: dict[Hashable, Future[Any]] = {}

    def begin(self, key: Hashable, work: Callable[..., object], *of: object) -> None:
        """Let the helper, where there is one, do what `made` will be asked for."""
        if self._helper and key not in self._kept and key not in self._coming:
            self._coming[key] = self._helper.submit(work, *of)

    def made(self, key: Hashable, work: Callable[..., Made], *of: object) -> Made:
        """Return what the helper has made, or make it here."""
        coming = self._coming.pop(key, None)
        made: Made = work(*of) if coming is None else coming.result()
        return made

    def kept(self, key: Hashable, make: Callable[[], Made], alive: object = None) -> Made:
        """Return what was made for a key before, or make it; `alive` is what the key has ids of."""
        if self._most and key in self._kept:
            self._kept.move_to_end(key)
            found: Made = self._kept[key][0]
            return found
        made = make()
        if self._most:
            self._kept[key] = made, alive
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def said(spec: PoseSpec, leaving_out: frozenset[str]) -> str:
    """Return what a pose says, as a key: all but some of its own keys."""
    return spec.model_dump_json(exclude=set(leaving_out), exclude_defaults=True)


FORGETFUL: Final = Memory(0)
