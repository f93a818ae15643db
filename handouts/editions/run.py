"""The editions of one run: what they are made from is read once, and each is made once in use.

So files that change during a run do not mix two states of it.
"""

from dataclasses import dataclass
from functools import lru_cache

from handouts.editions.find import find_edition, keep_edition
from handouts.editions.key import Surroundings, edition_key, surroundings
from handouts.editions.make import new_edition
from handouts.editions.request import EditionRequest, PreparedEdition
from handouts.editions.sources import Sources

_EDITIONS = 64  # kept in memory: about 300 kB each
_BRANDS = 16


@dataclass(slots=True)
class _InUse:
    """An edition of the run, its name, how often it was asked for, whether it is kept for later."""

    prepared: PreparedEdition
    key: str
    around: Surroundings
    asked: int = 0
    kept: bool = False


class EditionRun:
    """Finds or makes editions."""

    def __init__(self) -> None:
        self._sources = Sources()
        self._around = lru_cache(_BRANDS)(surroundings)
        self._in_use = lru_cache(_EDITIONS)(self._begin)

    def prepare(self, request: EditionRequest) -> PreparedEdition:
        """Return the edition for a request. Raises BadInput with every mistake.

        One that is made is kept for other runs when it is asked for again: a plan that only one
        patient has would cost the disk more than it saves.
        """
        use = self._in_use(request)
        use.asked += 1
        if use.asked > 1 and not use.kept:
            use.kept = True
            if surroundings(request.brand) == use.around:  # else the files are others now
                keep_edition(use.key, use.prepared)
        return use.prepared

    def _begin(self, request: EditionRequest) -> _InUse:
        around = self._around(request.brand)
        key = edition_key(request, around)
        found = find_edition(key)
        if found is not None:
            return _InUse(found, key, around, kept=True)
        return _InUse(new_edition(request, self._sources), key, around)
