"""Flags that stand in columns that are not used: they must not be lost."""

import re
from collections.abc import Iterable
from functools import lru_cache

from handouts.content import Library
from handouts.errors import Problem
from handouts.identity import Same

_NEVER = "(?!)"  # what no text matches
_NAME_SIGNS = re.compile(r"[\W_]+")


def flags_unread(
    library: Library | tuple[Problem, ...], unread: Iterable[str], never: Iterable[str]
) -> list[Problem]:
    """Return a problem where a flag stands in a column that is not used.

    It would be lost, and the patient could get the exercises that it rules out. In what is `never`
    printed a single word, such as chest, may be a street's.
    """
    if isinstance(library, tuple):
        return []
    flags, of_several_words = _flags_in_words(Same(library))
    if not flags.search(_words(unread)) and not of_several_words.search(_words(never)):
        return []
    message = "a flag stands in a column that is not used, and would be lost"
    hint = (
        "write avoid over that column, or say --map LETTER=avoid; --ignore LETTER if it is no flag"
    )
    return [Problem("", message, hint)]


@lru_cache(maxsize=64)
def _flags_in_words(place: Same[Library]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the names of flags in words, and only those of several words."""
    told = place.value.flags
    names = {*told, *(flag.warning_sign for flag in told.values() if flag.warning_sign)}
    several = [name for name in names if "_" in name]
    of_all, of_several = (
        "|".join(f"_{re.escape(name)}_" for name in group) for group in (names, several)
    )
    return re.compile(of_all or _NEVER), re.compile(of_several or _NEVER)


def _words(texts: Iterable[str]) -> str:
    """Return texts with one sign between their words, as names of flags have it."""
    return "|".join(f"_{_NAME_SIGNS.sub('_', text.casefold())}_" for text in texts)
