"""Trying out an exercise that is still being written, by the checks of a finished one."""

import copy
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from handouts.content.library import Library
from handouts.content.load import placeholders
from handouts.content.own import OwnContent, with_own
from handouts.errors import BadInput, Problem
from handouts.toml_text import toml_text

Keys = tuple[str, ...]


class Trial:
    """A clinic's own exercise in the making: what has been answered, and what is wrong with it.

    `folder` is that of the library: what has not been answered yet stands as in an exercise of
    ours, so that one answer can be checked at a time; none of that is ever written.
    """

    def __init__(self, library: Library, folder: Path) -> None:
        self._library = library
        self._sample = _sample(library, folder)
        self.table: dict[str, Any] = {}
        self.pictures: tuple[str, ...] = ()
        self.name = "new"

    def problems_with(self, keys: Keys, value: Any) -> list[Problem]:
        """Return what is wrong with an answer, given those before it."""
        table = _merged(self._sample, self.table)
        stages = self.table.get("doses", {})
        if stages:
            table["doses"] = {
                one: table["doses"].get(one) or _any(table["doses"]) for one in stages
            }
            said = table["words"]["doses"]
            table["words"]["doses"] = {one: said.get(one) or _any(said) for one in stages}
            table = _merged(table, self.table)
        put(table, keys, value)
        wanted = ".".join(keys)
        return [
            problem
            for problem in self._problems(table)
            if f"{_key(problem)}.".startswith(f"{wanted}.")
        ]

    def answer(self, keys: Keys, value: Any) -> None:
        """Keep an answer."""
        put(self.table, keys, value)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the exercise as a whole."""
        return self._problems(self.table)

    def text(self) -> str:
        """Return the exercise's file."""
        return toml_text(self.table)

    def _problems(self, table: Mapping[str, Any]) -> list[Problem]:
        source = f"exercises/{self.name}.toml"
        own = OwnContent({self.name: (toml_text(table), source)}, {}, self.pictures)
        try:
            with_own(self._library, own, placeholders(self._library.region))
        except BadInput as error:
            return list(error.problems)
        return []


def about(problem: Problem, keys: Collection[Keys]) -> list[Keys]:
    """Return which of some keys a problem is about: the nearest, or those that it is within."""
    found = _key(problem)
    near = [one for one in keys if f"{found}.".startswith(f"{'.'.join(one)}.")]
    return near or [one for one in keys if found and ".".join(one).startswith(f"{found}.")]


def put(table: dict[str, Any], keys: Keys, value: Any) -> None:
    """Put a value into nested tables; None takes it out."""
    for key in keys[:-1]:
        table = table.setdefault(key, {})
    if value is None:
        table.pop(keys[-1], None)
    else:
        table[keys[-1]] = value


def _key(problem: Problem) -> str:
    return problem.source.partition(":")[2]


def _any(tables: Mapping[str, Any]) -> Any:
    return copy.deepcopy(next(iter(tables.values())))


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    made = copy.deepcopy(dict(under))
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(made.get(key), Mapping)
        made[key] = _merged(made[key], value) if both else copy.deepcopy(value)
    return made


def _sample(library: Library, folder: Path) -> dict[str, Any]:
    """Return an exercise of ours in the form of a clinic's own, without its picture."""
    name = next(one for one in library.exercises if one not in library.own_exercises)
    facts = tomllib.loads((folder / f"exercises/{name}.toml").read_text("utf-8"))
    words = tomllib.loads((folder / library.language / f"exercises/{name}.toml").read_text("utf-8"))
    facts.pop("pose", None)
    words.pop("figure", None)
    facts.setdefault("avoid_if", [])
    facts["evidence"] = {**facts["evidence"], "basis": "inferred"}
    return {**facts, "words": words}
