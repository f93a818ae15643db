"""Whether lines declare what they name: no sentence may tell of what a plan does not have.

The library lists how lines call exercises, types, directions, sides, stages, counts and times of a
day.
A line that uses such a word must have a condition under which what it names is there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from handouts.content.facts import Exercise, Plan
from handouts.content.library import Library
from handouts.content.lines import Line
from handouts.content.slots import (
    Place,
    exercise_places,
    plain_exercise_places,
    plain_plan_places,
    plan_places,
)
from handouts.content.words import PlanWords
from handouts.errors import Problem
from handouts.identity import Same

Named = tuple[str, str]
"""What a word stands for: its kind and its id.

The kinds are exercise, type, direction, side, stage, count and time.
"""

_ONE_SIDE = (("left",), ("right",))
_WORD = re.compile(r"\w+")
_NUMBER = r"(?:\d+(?: (?:to|or) \d+)?|once|twice|one|two|three|four|five)"


def naming_problems(library: Library, places: Iterable[Place]) -> Iterator[Problem]:
    """Yield each line that names something without declaring it."""
    for place in places:
        if place.general:
            continue
        for number, line in enumerate(place.slot):
            key = f"{place.source}.{number}" if len(place.slot) > 1 else place.source
            for words, meant in names_in(library, line.text):
                if not any(_is_declared(library, place, line, one) for one in meant):
                    yield Problem(key, f'names "{words}" without a condition', _remedy(meant))


def own_naming_problems(library: Library) -> Iterator[Problem]:
    """Yield the same for a clinic's own exercises and plans, as warnings: the clinic may know."""
    said = library.words
    places: list[Place] = []
    for name, entry in library.own_exercises.items():
        words, key = said.exercises[name], f"{entry.source}:words."
        places += [*exercise_places(name, words, key), *plain_exercise_places(name, words, key)]
    for name, entry in library.own_plans.items():
        places += _of_plan(library.plans[name], said.plans[name], f"{entry.source}:words.")
    yield from _warned(naming_problems(library, places))


def plan_naming_problems(
    library: Library, plan: Plan, words: PlanWords, source: str
) -> Iterator[Problem]:
    """Yield the same for a plan from a file; `source` is what Problems call it."""
    yield from _warned(naming_problems(library, _of_plan(plan, words, f"{source}:words.")))


def _of_plan(plan: Plan, words: PlanWords, key: str) -> Iterator[Place]:
    yield from plan_places(plan, words, key)
    yield from plain_plan_places(plan, words, key)


def _warned(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield replace(problem, severity="warning")


def names_in(library: Library, text: str) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """Yield what a text names, as written, and what that may stand for; longest words first."""
    pattern, meanings, sets = _vocabulary(Same(library))
    words_in = frozenset(_WORD.findall(text.casefold()))
    if not any(words <= words_in for word in words_in for words in sets.get(word, ())):
        return  # most lines name nothing, and looking for all names takes a while
    for match in pattern.finditer(text):
        words = match[0].casefold()
        known = meanings.get(words)
        # What is not among the words as they are begins with a number: it is a count.
        yield match[0], known or (("count", words),)


@lru_cache(maxsize=8)
def _vocabulary(
    of_library: Same[Library],
) -> tuple[re.Pattern[str], dict[str, tuple[Named, ...]], dict[str, list[frozenset[str]]]]:
    """Return what finds names in a text, what each means, and the words of each, by the longest."""
    library = of_library.value
    meanings: dict[str, tuple[Named, ...]] = {}

    def add(words: Iterable[str], kind: str, name: str) -> None:
        for word in words:
            key = word.casefold()
            meanings[key] = (*meanings.get(key, ()), (kind, name))

    said = library.words
    for name, exercise in said.exercises.items():
        add((exercise.name, *exercise.called), "exercise", name)
    for name, label in said.types.items():
        add((label, *said.called_types.get(name, ())), "type", name)
    for name, words in said.condition.called.directions.items():
        add(words, "direction", name)
    for name, words in said.condition.called.sides.items():
        add(words, "side", name)
    for name, stage in said.stages.items():
        add(stage.called, "stage", name)
    add((*said.condition.called.times, *said.condition.days.values()), "time", "")
    counts = "|".join(map(re.escape, said.condition.called.counts))
    longest = sorted(meanings, key=len, reverse=True)
    listed = "|".join(map(re.escape, longest))
    pattern = re.compile(rf"(?<!\w)(?:{_NUMBER} (?:{counts})|{listed})(?!\w)", re.IGNORECASE)
    sets: dict[str, list[frozenset[str]]] = {}
    for name in (*meanings, *(count.casefold() for count in said.condition.called.counts)):
        parts = frozenset(_WORD.findall(name))
        if parts:  # a name of signs alone is no word that a line can hold
            sets.setdefault(max(parts, key=len), []).append(parts)
    return pattern, meanings, sets


def _is_declared(library: Library, place: Place, line: Line, named: Named) -> bool:
    """Say whether a condition, or the place where a line stands, sees to what it names."""
    kind, name = named
    sure = [library.exercises[one] for one in line.about if one in library.exercises]
    home = library.exercises.get(place.exercise)
    if home is not None:
        sure.append(home)
    match kind:
        case "exercise":
            return name in line.about or name == place.exercise
        case "type":
            # How an exercise feels or what it trains may be told in the words of another type.
            # What is said of how often a type is done, another exercise of it must not change.
            if line.as_dosed:
                return name in line.types
            return home is not None or name in line.types or _any(sure, "type", name)
        case "direction":
            # Of several preferences or stages a patient has one: it must be the one named.
            held = name in (*line.directions, place.preference) or line.preferences == (name,)
            return held or _any(sure, "direction", name)
        case "stage":
            return line.stages == (name,) or name == place.stage
        case _:
            # Which the other leg is follows from the one sore side, so any side may be named.
            return line.sore in _ONE_SIDE if kind == "side" else line.as_dosed


def _any(exercises: Iterable[Exercise], field: str, name: str) -> bool:
    return any(getattr(facts, field) == name for facts in exercises)


def _remedy(meant: tuple[Named, ...]) -> str:
    kind, name = meant[0]
    keys = {
        "exercise": "about", "type": "types", "direction": "directions", "side": "sore",
        "stage": "stages",
    }  # fmt: skip
    if kind not in keys:
        return "add about = [...] and as_dosed = true, or leave the number to the dose"
    return f'add {keys[kind]} = ["{name}"], or word it without'
