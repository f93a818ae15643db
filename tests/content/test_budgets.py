"""The shipped words stay short enough for the page; budgets.toml says how short."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from handouts.content import Library
from handouts.content.lines import Line

BUDGETS = tomllib.loads(Path(__file__).with_name("budgets.toml").read_text("utf-8"))

Budget = tuple[str, str]
"""A table of budgets.toml and a key in it."""

CHARACTERS: dict[Budget, int] = {
    (table, key): most
    for table, keys in BUDGETS["characters"].items()
    for key, most in keys.items()
}
LINES: dict[Budget, tuple[int, int]] = {
    (table, key): (fewest, most)
    for table, keys in BUDGETS["lines"].items()
    for key, (fewest, most) in keys.items()
}

ONE_SLOT = (
    "purpose", "start", "breathing", "mistake", "easier", "harder", "feel", "stop_if",
)  # fmt: skip
"""The words of an exercise that are one slot each."""

RESTATES = re.compile(r"(Lie|Kneel|Sit|Stand|Start) (on|face|by|at|close|with|in)\b")
"""How a step opens that only puts the reader where `start` already does."""


def said(slot: tuple[Line, ...]) -> tuple[str, ...]:
    """Return each line that may be said in a slot."""
    return tuple(line.text for line in slot)


def each_said(slots: Iterable[tuple[Line, ...]]) -> tuple[str, ...]:
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


def too_long(library: Library, budgets: dict[Budget, int]) -> list[str]:
    """Return a message for each text that is over its budget."""
    return [
        f"{place}, {budget[1]}: {len(line)} characters, cut {len(line) - budgets[budget]}: {line}"
        for budget, place, lines in lists(library)
        for line in lines
        if len(line) > budgets[budget]
    ]


def miscounted(library: Library, budgets: dict[Budget, tuple[int, int]]) -> list[str]:
    """Return a message for each list that has too few or too many lines."""
    return [
        f"{place}, {budget[1]}: {count} lines, not {fewest} to {most}"
        for budget, place, count in counts(library)
        for fewest, most in [budgets.get(budget, (0, count))]
        if not fewest <= count <= most
    ]


def test_every_text_keeps_to_its_budget(library: Library) -> None:
    assert too_long(library, CHARACTERS) == []


def test_every_list_has_as_many_lines_as_the_page_has_room_for(library: Library) -> None:
    assert miscounted(library, LINES) == []


@pytest.mark.parametrize("budget", CHARACTERS, ids=".".join)
def test_a_smaller_budget_is_noticed(library: Library, budget: Budget) -> None:
    messages = too_long(library, {**CHARACTERS, budget: 3})

    assert messages
    assert all(f", {budget[1]}: " in message for message in messages)


@pytest.mark.parametrize("budget", LINES, ids=".".join)
def test_a_list_of_another_length_is_noticed(library: Library, budget: Budget) -> None:
    assert miscounted(library, {budget: (9, 9)})


def wordy(library: Library, most: dict[str, int]) -> list[str]:
    """Return a message for each passage of the article that has too many words."""
    messages = []
    for name, told in library.words.article.items():
        core = sum(len(line.split()) for line in longest(told.core))
        whole = core + sum(len(line.split()) for line in longest(told.more))
        messages += [
            f"article.toml:{name}, {form}: {count} words, cut {count - most[form]}"
            for form, count in (("core", core), ("whole", whole))
            if count > most[form]
        ]
    return messages


def test_every_passage_of_the_article_keeps_to_its_budget(library: Library) -> None:
    assert wordy(library, BUDGETS["words"]["passage"]) == []


@pytest.mark.parametrize("form", ["core", "whole"])
def test_a_passage_of_too_many_words_is_noticed(library: Library, form: str) -> None:
    assert wordy(library, {"core": 999, "whole": 999, form: 3})


def test_a_card_has_at_most_one_step_that_may_run_over_a_line(library: Library) -> None:
    one_line = BUDGETS["one_line"]
    for name, words in library.words.exercises.items():
        long = [step for step in longest(words.steps) if len(step) > one_line["step"]]
        assert len(long) <= one_line["longer"], f"exercises/{name}.toml, shorten: {long}"


def test_steps_begin_after_the_start(library: Library) -> None:
    for name, words in library.words.exercises.items():
        restated = [step for step in each_said(words.steps) if RESTATES.match(step)]
        assert not restated, f"exercises/{name}.toml: `start` says this already: {restated}"


def test_the_check_of_the_steps_can_fail() -> None:
    assert RESTATES.match("Lie on your back with both knees bent.")
    assert RESTATES.match("Stand by a low step. Hold the rail.")


def test_a_condition_reads_on_from_its_label(library: Library) -> None:
    conditions = [plan.optional_if.values() for plan in library.words.plans.values()]

    for condition in chain.from_iterable(conditions):
        assert condition[:1].islower(), f'printed after "Only do this if:": {condition}'
