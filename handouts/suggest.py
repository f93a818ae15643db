"""Hints that name what was probably meant, for names of all kinds."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100  # characters of a name that are compared: what takes longer is no name
_MOST_LISTED = 20  # a longer list is no hint


def near(name: str, known: Iterable[str], count: int = 1, likeness: float = 0.6) -> list[str]:
    """Return the known names most like a mistyped one, at most `count`, the nearest first.

    `likeness` is the least that counts, 0 to 1 (difflib: twice the letters in common to all).
    """
    return get_close_matches(name[:_LONGEST], list(known), n=count, cutoff=likeness)


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with the known name nearest to a mistyped one, or `otherwise`."""
    found = near(name, known)
    return f"did you mean {found[0]}?" if found else otherwise


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known names, or all of them when there are few.

    They keep the order in which they are given, as stages have one.
    """
    names = sorted(known) if isinstance(known, (set, frozenset)) else list(dict.fromkeys(known))
    close = near(name, names, 3)
    close = close or [other for other in names if name and (name in other or other in name)][:3]
    if close:
        return "did you mean " + " or ".join(close) + "?"
    if not names:
        return ""
    if len(names) > _MOST_LISTED:
        return f"there are {len(names)} to choose from"
    return "choose from: " + ", ".join(names)
