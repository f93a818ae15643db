"""Whether handouts for patients may be made in a brand: the errors that `brand check` finds.

The check takes longer than finding an edition that was made before. So its verdict is kept beside
the editions, under a name for all that it depends on: the brand's files and the program's.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from handouts import resources
from handouts.editions import disk
from handouts.editions.key import Surroundings, surroundings
from handouts.editions.memory import EditionStore
from handouts.errors import BadInput, Problem

DESPITE = "--despite-errors"

_KEPT: EditionStore[tuple[Problem, ...]] = EditionStore(limit=64)
_FORMAT = b"handouts verdict 1\n"


def brand_errors(brand: Path | None, around: Surroundings | None = None) -> tuple[Problem, ...]:
    """Return the errors of a brand with all its sites, None for the shipped one.

    `around` are its surroundings, looked at now unless they are given. What was found for the same
    files is not looked for again.
    """
    folder = brand or resources.default_brand_folder()
    named = (around or surroundings(brand)).name
    key = hashlib.sha256(f"verdict\n{named}".encode("utf-8", "surrogatepass")).hexdigest()
    found = _KEPT.get(key)
    if found is None:
        found = _load(key)
        if found is None:
            found = _errors(folder)
            if surroundings(brand).name == named:  # else something was changed while it was read
                _save(key, found)
        _KEPT.put(key, found)
    return found


def refuse_errors(brand: Path | None) -> None:
    """Raise BadInput, with every error and its remedy, for a brand that has some."""
    errors = brand_errors(brand)
    if errors:
        raise BadInput((*errors, refusal(errors)))


def refusal(errors: Iterable[Problem]) -> Problem:
    """Return what is said behind the errors of a brand: that they keep a handout from a patient."""
    count = len(tuple(errors))
    told = "1 error" if count == 1 else f"{count} errors"
    them = "it" if count == 1 else "them"
    hint = f"put {them} right; to look at the pages before that: handouts patient {DESPITE}"
    return Problem("--brand", f"has {told}, so nothing is made for patients", hint)


def beyond_printing(errors: Iterable[Problem], failure: BadInput) -> list[Problem]:
    """Return what is said where errors of a brand keep its pages from being made at all."""
    if {*errors}.isdisjoint(failure.problems):
        return []
    message = "cannot help here: with these errors of the brand no page can be made"
    return [Problem(DESPITE, message, "put them right first")]


def _errors(folder: Path) -> tuple[Problem, ...]:
    from handouts.brand_lint import check_brand  # noqa: PLC0415 - only where nothing is kept

    return tuple(one for one in check_brand(folder) if one.severity == "error")


def _load(key: str) -> tuple[Problem, ...] | None:
    folder = resources.cache_folder()
    if folder is None:
        return None
    try:
        data = disk.read_own(folder / f"{key}{disk.VERDICT_ENDING}")
        if not data.startswith(_FORMAT + key.encode()):
            return None
        told = json.loads(data[len(_FORMAT) + len(key) :])
        return tuple(Problem(str(source), str(what), str(hint)) for source, what, hint in told)
    except (OSError, ValueError, TypeError):
        return None


def _save(key: str, errors: tuple[Problem, ...]) -> None:
    told = [[one.source, one.message, one.hint] for one in errors]
    data = _FORMAT + key.encode() + json.dumps(told).encode()
    disk.keep_beside(f"{key}{disk.VERDICT_ENDING}", data)
