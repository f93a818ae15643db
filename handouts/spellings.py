"""How people write what can be chosen, and what they write where there is nothing.

One way for rosters, defaults and the command line; the words are the library's
(`spellings.toml`). Light: a command asks before it reads the library.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from typing import Any

from handouts import resources

_SIGNS = re.compile(r"[\W_]+")
_GAPS = re.compile(r"[\s_-]+")
_NAME = re.compile(r"[\w\s-]+")


def plain(text: str) -> str:
    """Return a text without case, spaces and signs; one of signs alone stays as it is."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return _SIGNS.sub("", folded) or folded


def meant(option: str, text: str) -> str:
    """Return what somebody chose in these words: the library's own name for it, or the words.

    `option` is a column's name, an option's without its hyphens.
    """
    said = text.strip()
    known = _by_spelling().get(option, {}).get(plain(said))
    if known is not None:
        return known
    joint = _table()["joined"].get(option)
    if joint is None:
        return said.casefold() if option in _by_spelling() or option == "set" else said
    # What is no name, such as a file, stays as it is.
    return _GAPS.sub(joint, said.casefold()) if _NAME.fullmatch(said) else said


def shown(option: str, value: str) -> str:
    """Return a choice in words that `meant` understands; as it is where there are none."""
    table = _table()
    words = " ".join(
        word.upper() if word in table["capitals"] else word for word in _GAPS.split(value)
    )
    words = table["shown"].get(option, {}).get(value, words[:1].upper() + words[1:])
    return words if meant(option, words) == value else value


def is_nothing(option: str, text: str, *, kind: str = "") -> bool:
    """Say whether a text stands for nothing in a column.

    `kind` is "name" for a name or a part of one, "detail" for others that are printed, "list"
    where several may be named.
    """
    said = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    folded = " ".join(said.casefold().split())
    if kind != "list" and folded not in _any_nothing() and not _nothing_like().fullmatch(folded):
        return False  # which is so for nearly every cell of a list
    table = _table()["nothing"]
    if kind == "name" and said in table["names"]:
        return False
    if folded in _nothing("words") or _nothing_like().fullmatch(folded):
        return True
    if folded in _nothing("doubt"):
        return option not in table["doubt_matters"]
    if kind == "list":
        return plain(folded) in _plainly("lists")
    matters = option in table["zeros_matter"]
    return kind in ("name", "detail") and not matters and folded in _nothing("zeros")


def is_also_a_name(text: str) -> bool:
    """Say whether a word for nothing is somebody's beside another part of a name."""
    return text.strip() in _table()["nothing"]["name_parts"]


def is_unsettled(text: str) -> bool:
    """Say whether a text in place of flags says that nobody knows, or has asked."""
    said = plain(text)
    return said in _plainly("doubt") or said in _plainly("unasked")


def is_plainly_something(text: str) -> bool:
    """Say whether a text without blanks around it is no word for nothing in any column.

    So it is with nearly every cell of a list, and this is faster than `is_nothing`.
    """
    return text.isascii() and text.casefold() not in _any_nothing() and "#" not in text


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    path = resources.library_folder() / "spellings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, dict[str, str]]:
    """Return for each option what its spellings mean."""
    return {
        option: {plain(text): value for value, also in values.items() for text in (value, *also)}
        for option, values in _table()["choices"].items()
    }


@lru_cache(maxsize=8)
def _nothing(group: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFKC", word) for word in _table()["nothing"][group])


@lru_cache(maxsize=4)
def _plainly(group: str) -> frozenset[str]:
    return frozenset(map(plain, _nothing(group)))


@lru_cache(maxsize=1)
def _any_nothing() -> frozenset[str]:
    return frozenset[str]().union(*map(_nothing, ("words", "doubt", "lists", "zeros")))


@lru_cache(maxsize=1)
def _nothing_like() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _table()["nothing"]["patterns"]))
