"""Words of the library that no template prints: found, named, and fewer with each change."""

import fnmatch
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from handouts.brand import load_brand
from handouts.content import load_library
from handouts.patients import FIELDS
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.templating import (
    TemplateSet,
    read_template_set,
    unprinted,
    unprinted_problems,
)
from handouts.templating.marking import marked, marks_in
from tests.templating.composing import CONDITION

LIBRARY = load_library(library_folder() / CONDITION)
SHIPPED = read_template_set(templates_folder() / CONDITION, "en")
PLAIN = load_brand(default_brand_folder())
KNOWN = tomllib.loads((Path(__file__).parent / "unprinted.toml").read_text("utf-8"))["unprinted"]


@cache
def shipped() -> tuple[str, ...]:
    return unprinted(SHIPPED, LIBRARY, PLAIN, FIELDS)


def with_sections(**changed: str) -> TemplateSet:
    texts = {f"{name}.md": text for name, text in changed.items()}
    return replace(SHIPPED, texts={**SHIPPED.texts, **texts})


def arranged(**words: list[str]) -> TemplateSet:
    """Return the templates with another list of words that are not for patients."""
    return replace(SHIPPED, arrangement={**SHIPPED.arrangement, "words": words})


def test_no_more_words_are_out_of_reach_than_are_known_to_be() -> None:
    assert [place for place in shipped() if place not in KNOWN] == []


def test_what_a_template_prints_by_now_is_taken_from_the_list_of_exceptions() -> None:
    assert [place for place in KNOWN if place not in shipped()] == []


def test_what_a_section_no_longer_prints_is_named_with_file_and_key() -> None:
    less = with_sections(why="## Why exercise?\n\n{{ claims.piriformis }}\n")
    found = set(unprinted(less, LIBRARY, PLAIN, FIELDS)) - set(shipped())
    assert "statements.toml:claims.trigger_points.careful" in found
    assert "statements.toml:claims.piriformis.careful" not in found
    assert all(place.startswith(("statements.toml:", "article.toml:")) for place in found)


def test_what_a_section_prints_in_one_text_size_of_one_edition_is_printed() -> None:
    more = "## Order\n\n{% if whole and text == 'giant' %}{{ reasons }}{% endif %}\n"
    more = more.replace("{{ reasons }}", "{{ words.condition.name }}")
    found = unprinted(with_sections(order=more), LIBRARY, PLAIN, FIELDS)
    assert "condition.toml:name" in shipped()
    assert "condition.toml:name" not in found
    assert "condition.toml:pain_points.*" in found


def test_a_word_of_each_exercise_is_one_place_and_so_is_a_list() -> None:
    _, places = marked(LIBRARY)
    assert places.count("exercises/*.toml:feel") == 1
    assert places.count("rules.toml:lists.starting.items") == 1
    assert "exercises/*.toml:steps" not in shipped()
    assert not any(".called" in place for place in places)


def test_every_text_of_the_words_carries_its_mark() -> None:
    library, places = marked(LIBRARY)
    assert places[next(marks_in(library.words.exercises["bridge"].name))] == (
        "exercises/*.toml:name"
    )
    (line,) = library.words.statements.safety_net["scans"]
    assert places[next(marks_in(line.text))] == "statements.toml:safety_net.scans"
    assert LIBRARY.words.exercises["bridge"].name == "Bridge"


def test_words_for_a_reviewer_count_where_the_proof_prints_them_and_only_there() -> None:
    claim = "statements.toml:claims.posture.idea"
    assert claim not in shipped()
    assert claim in unprinted(arranged(), LIBRARY, PLAIN, FIELDS)
    never = "goals.toml:nothing.*"
    reviewers = arranged(for_reviewers=["statements.toml:reasons.*", "stages.toml:*", never])
    found = unprinted(reviewers, LIBRARY, PLAIN, FIELDS)
    assert "condition.toml:pain_points.*" in found  # the proof does not print it
    assert "stages.toml:*.goals" not in found


def test_words_for_the_screen_are_not_looked_for_on_paper() -> None:
    assert "conflicts.toml:*.remedy" not in shipped()
    assert "conflicts.toml:*.remedy" in unprinted(arranged(), LIBRARY, PLAIN, FIELDS)


def test_a_warning_names_the_file_and_all_of_its_keys() -> None:
    problems = unprinted_problems(SHIPPED, LIBRARY, PLAIN, FIELDS)
    told = {problem.source: problem for problem in problems}
    assert "end" in told["en/exercises/*.toml"].message
    assert {problem.severity for problem in problems} == {"warning"}
    assert len(told) == len(problems)


@pytest.mark.parametrize("pattern", SHIPPED.arrangement["words"]["for_reviewers"])
def test_each_pattern_of_the_arrangement_is_for_something(pattern: str) -> None:
    _, places = marked(LIBRARY)
    assert any(fnmatch.fnmatchcase(place, pattern) for place in places)
