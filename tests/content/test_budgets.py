"""The shipped words stay short enough for the page; budgets.toml says how short."""

import re
import tomllib
from dataclasses import replace
from itertools import chain

import pytest

from handouts.content import Library
from handouts.content.room import (
    FILE,
    Budget,
    longest,
    miscounted,
    read_room,
    room_problems,
    too_long,
)
from handouts.resources import library_folder

PATH = library_folder() / FILE
BUDGETS = tomllib.loads(PATH.read_text(encoding="utf-8"))
ROOM = read_room(PATH)


def test_every_text_keeps_to_its_budget(library: Library) -> None:
    assert list(too_long(library, ROOM)) == []


def test_every_list_has_as_many_lines_as_the_page_has_room_for(library: Library) -> None:
    assert list(miscounted(library, ROOM)) == []


@pytest.mark.parametrize("budget", ROOM.characters, ids=".".join)
def test_a_smaller_budget_is_noticed(library: Library, budget: Budget) -> None:
    found = list(too_long(library, replace(ROOM, characters={**ROOM.characters, budget: 3})))

    assert found
    assert all(problem.source.endswith(budget[1]) for problem in found)
    assert all(problem.severity == "warning" for problem in found)


@pytest.mark.parametrize("budget", ROOM.lines, ids=".".join)
def test_a_list_of_another_length_is_noticed(library: Library, budget: Budget) -> None:
    assert list(miscounted(library, replace(ROOM, lines={budget: (9, 9)})))


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


def test_the_steps_of_a_card_are_short_and_begin_after_the_start(library: Library) -> None:
    assert list(room_problems(library, ROOM)) == []


def test_steps_that_take_more_room_are_noticed(library: Library) -> None:
    found = [str(problem) for problem in room_problems(library, replace(ROOM, one_line=9))]
    assert any("bridge.toml:steps: has 4 steps over 9 characters" in one for one in found)
    assert ROOM.restated.match("Lie on your back with both knees bent.")
    assert ROOM.restated.match("Stand by a low step. Hold the rail.")
    again = replace(ROOM, restated=re.compile("Push through"))
    assert any("says again where `start` is" in str(one) for one in room_problems(library, again))


def test_a_condition_reads_on_from_its_label(library: Library) -> None:
    conditions = [plan.optional_if.values() for plan in library.words.plans.values()]

    for condition in chain.from_iterable(conditions):
        assert condition[:1].islower(), f'printed after "Only do this if:": {condition}'
