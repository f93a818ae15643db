"""A library in which every text carries a number, so that a page tells where its words are from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from handouts.content import Library
from handouts.content.lines import Line

_OPEN, _CLOSE = "\u27e6", "\u27e7"  # no filter changes these or the digits between them
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

_PLACES = {
    "condition": "condition.toml:", "stages": "stages.toml:", "goals": "goals.toml:goals.",
    "outcomes": "goals.toml:outcomes.", "types": "goals.toml:types.",
    "plain_types": "goals.toml:plain_types.", "explained_types": "goals.toml:explained.",
    "grades": "goals.toml:grades.", "flag_levels": "flags.toml:levels.",
    "flags": "flags.toml:flags.", "conflicts": "conflicts.toml:", "red_flags": "red_flags.toml:",
    "screening": "screening.toml:", "rules": "rules.toml:", "statements": "statements.toml:",
    "exercises": "exercises/", "plans": "plans/", "figures": "figures/",
}  # fmt: skip
"""Where the words of a library stand in its language's folder; a file each under a folder."""

_NAMED_IN_TEMPLATES = (
    "statements.toml:", "rules.toml:lists.", "figures/", "red_flags.toml:items.",
)  # fmt: skip
"""Templates choose among these by name. Among all others the data does: one stands for each."""

_NO_WORDS = ("called",)
"""How lines name things, for checking them: nobody reads it."""


def marked(library: Library) -> tuple[Library, tuple[str, ...]]:
    """Return a library whose texts carry their number in a list of places, and that list.

    A place is file:key below the language's folder, `*` for what the data chooses, such as one of
    the exercises; the lines of a slot and of a list have one place.
    """
    places: dict[str, int] = {}
    words = replace(
        library.words,
        **{
            name: _marked(getattr(library.words, name), place, places)
            for name, place in _PLACES.items()
        },
    )
    return replace(library, words=words), tuple(places)


def marks_in(text: str) -> Iterator[int]:
    """Yield the numbers that a text carries."""
    return (int(number) for number in _MARK.findall(text))


def _marked(value: Any, place: str, places: dict[str, int]) -> Any:
    match value:
        case str() if value:
            number = places.setdefault(place.rstrip("."), len(places))
            return f"{value}{_OPEN}{number}{_CLOSE}"
        case Line():
            return value.model_copy(update={"text": _marked(value.text, place, places)})
        case BaseModel():
            names = [name for name in type(value).model_fields if name not in _NO_WORDS]
            inside = {n: _marked(getattr(value, n), f"{place}{n}.", places) for n in names}
            return value.model_copy(update=inside)
        case tuple():
            return tuple(_marked(one, place, places) for one in value)
        case Mapping():
            named = {key: _within(place, str(key)) for key in value}
            return {key: _marked(one, named[key], places) for key, one in value.items()}
    return value


def _within(place: str, key: str) -> str:
    """Return the place of what stands under a key."""
    name = key if place.startswith(_NAMED_IN_TEMPLATES) else "*"
    return f"{place}{name}.toml:" if place.endswith("/") else f"{place}{name}."
