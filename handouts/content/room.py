"""Whether the words of a library are as short as its pages have room for.

What is longer is no mistake: the page is laid out all the same, only less well. So it is told, and
the shipped words keep to it. How much room there is says `budgets.toml`, beside the libraries.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from handouts.content.library import Library
from handouts.content.lines import Line
from handouts.errors import Problem

FILE = "budgets.toml"

Budget = tuple[str, str]
"""A table of budgets.toml and a key in it."""

ONE_SLOT = (
    "purpose", "start", "breathing", "mistake", "easier", "harder", "feel", "stop_if",
)  # fmt: skip
"""The words of an exercise that are one slot each."""


@dataclass(frozen=True, slots=True)
class Room:
    """Most characters of a text; fewest and most lines of a list; how steps may be.

    A step over `one_line` characters takes two lines, and so many as `longer` may. `restated` is
    how a step begins that only says again where the start is.
    """

    characters: Mapping[Budget, int]
    lines: Mapping[Budget, tuple[int, int]]
    one_line: int
    longer: int
    restated: re.Pattern[str]


@lru_cache(maxsize=2)
def read_room(path: Path) -> Room:
    """Return what a budgets.toml of ours says."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))

    def by_key(name: str) -> dict[Budget, Any]:
        return {
            (kind, key): most for kind, keys in table[name].items() for key, most in keys.items()
        }

    steps = table["one_line"]
    return Room(
        by_key("characters"),
        {budget: (fewest, most) for budget, (fewest, most) in by_key("lines").items()},
        steps["step"],
        steps["longer"],
        re.compile(steps["restated"]),
    )


def room_problems(library: Library, room: Room) -> Iterator[Problem]:
    """Yield a warning for each text or list that is longer than a page has room for."""
    yield from too_long(library, room)
    yield from miscounted(library, room)
    for name, words in library.words.exercises.items():
        source = f"{library.language}/exercises/{name}.toml:steps"
        long = [step for step in longest(words.steps) if len(step) > room.one_line]
        if len(long) > room.longer:
            message = f"has {len(long)} steps over {room.one_line} characters"
            yield _warned(source, message, f"shorten them: {room.longer} may take two lines")
        for step in each_said(words.steps):
            if room.restated.match(step):
                message = f'a step says again where `start` is: "{step}"'
                yield _warned(source, message, "begin with what is done from there")


def too_long(library: Library, room: Room) -> Iterator[Problem]:
    """Yield each text that is over its budget."""
    for budget, place, texts in lists(library):
        most = room.characters[budget]
        for text in texts:
            if len(text) > most:
                source = f"{library.language}/{place}{':' if ':' not in place else '.'}{budget[1]}"
                message = f"has {len(text)} characters, and the page has room for {most}"
                yield _warned(source, message, f"shorten it: {text}")


def miscounted(library: Library, room: Room) -> Iterator[Problem]:
    """Yield each list that has too few or too many lines."""
    for budget, place, count in counts(library):
        fewest, most = room.lines.get(budget, (0, count))
        if not fewest <= count <= most:
            source = f"{library.language}/{place}{':' if ':' not in place else '.'}{budget[1]}"
            message = f"has {count} lines, and the page has room for {fewest} to {most}"
            yield _warned(source, message, "join some, or leave the least out")


def _warned(source: str, message: str, hint: str) -> Problem:
    return Problem(source, message, hint, severity="warning")


def said(slot: tuple[Line, ...]) -> tuple[str, ...]:
    """Return each line that may be said in a slot."""
    return tuple(line.text for line in slot)


def each_said(slots: Iterable[tuple[Line, ...]]) -> tuple[str, ...]:
    """Return each line that may be said in any of the slots."""
    return tuple(chain.from_iterable(map(said, slots)))


def longest(slots: Iterable[tuple[Line, ...]]) -> tuple[str, ...]:
    """Return one line for each slot: the longest that may be said there."""
    return tuple(max(said(slot), key=len) for slot in slots if slot)


def lists(library: Library) -> Iterator[tuple[Budget, str, tuple[str, ...]]]:
    """Yield each budget, the file and the id it is kept in, and all lines it holds for."""
    words = library.words
    for name, exercise in words.exercises.items():
        place = f"exercises/{name}.toml"
        for key in ONE_SLOT:
            yield ("exercise", key), place, said(getattr(exercise, key))
        yield ("exercise", "equipment"), place, (", ".join(longest(exercise.equipment)),)
        yield ("exercise", "steps"), place, each_said(exercise.steps)
        notes = (dose.note for dose in exercise.doses.values())
        yield ("exercise", "note"), place, each_said(notes)
    for name, plan in words.plans.items():
        place = f"plans/{name}.toml"
        yield ("plan", "who_for"), place, said(plan.who_for)
        yield ("plan", "optional_if"), place, tuple(plan.optional_if.values())
        yield ("plan", "rhythm"), place, each_said(plan.rhythm)
        yield ("plan", "notes"), place, each_said(plan.notes.values())
    yield from shared_lists(library)


def shared_lists(library: Library) -> Iterator[tuple[Budget, str, tuple[str, ...]]]:
    """Yield the same for the files that all exercises and plans share."""
    words = library.words
    for name, stage in words.stages.items():
        place = f"stages.toml:{name}"
        for key in ("message", "message_more"):
            yield ("stage", key), place, said(getattr(stage, key))
        for key in ("criteria", "goals", "do", "avoid", "progress_when"):
            yield ("stage", key), place, each_said(getattr(stage, key))
        yield ("stage", "progress_for"), place, (stage.progress_for,)
        for key in ("when", "calm", "instead"):
            yield ("flare", key), f"{place}.flare", said(getattr(stage.flare, key))
        yield ("flare", "then"), f"{place}.flare", each_said(stage.flare.then)
    for name, flag in library.red_flags.items():
        yield ("red_flags", flag.level), "red_flags.toml", (words.red_flags.items[name],)
    pain = words.rules.pain_rule
    actions = tuple(level.action for level in pain.levels.values())
    yield ("rules", "action"), "rules.toml:pain_rule", actions
    yield ("rules", "leg_rule"), "rules.toml:pain_rule", said(pain.leg_rule)
    yield ("rules", "stop"), "rules.toml:pain_rule", said(pain.stop)
    yield ("rules", "at_rest"), "rules.toml:pain_rule", (pain.at_rest,)
    for key in ("floor_down", "floor_up"):
        yield ("rules", key), f"rules.toml:lists.{key}", each_said(words.rules.lists[key].items)
    for name, source in library.sources.items():
        yield ("sources", "cite"), f"sources.toml:{name}", (source.cite,)


def counts(library: Library) -> Iterator[tuple[Budget, str, int]]:
    """Yield the lists with a budget of lines, where they stand, and the most lines of one page."""
    words = library.words
    for name, exercise in words.exercises.items():
        yield ("exercise", "steps"), f"exercises/{name}.toml", len(exercise.steps)
    for name, stage in words.stages.items():
        for key in ("do", "avoid", "progress_when"):
            yield ("stage", key), f"stages.toml:{name}", len(getattr(stage, key))
        yield ("flare", "then"), f"stages.toml:{name}.flare", len(stage.flare.then)
    for key in ("floor_down", "floor_up"):
        yield ("rules", key), f"rules.toml:lists.{key}", len(words.rules.lists[key].items)
