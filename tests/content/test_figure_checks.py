"""Figures and their words: letters, captions, and claims that the words have to make."""

from dataclasses import replace
from typing import Any

import pytest

from handouts.content import Library
from handouts.content.facts import Exercise, Figure
from handouts.content.figure_checks import figure_problems, picture_problems
from handouts.content.words import ExerciseWords, FigureText
from handouts.errors import Problem


def problems_with(
    library: Library, facts: dict[str, Any], words: dict[str, Any], name: str = "nerve"
) -> list[Problem]:
    figure = Figure.model_validate({"sources": [], **facts})
    said = FigureText.model_validate({"name": "The nerve", "alt": "A nerve.", **words})
    changed = replace(
        library,
        figures={name: figure},
        words=replace(library.words, figures={name: said}),
    )
    return list(figure_problems(changed))


LETTERS = {"show": "one", "letters": [{"letter": "A", "at": "pelvis"}]}


def test_the_figures_of_the_library_are_whole(library: Library) -> None:
    assert list(figure_problems(library)) == []
    assert {"nerve", "disc-and-root", "pain-map", "moving-up"} <= set(library.figures)


@pytest.mark.parametrize(
    ("facts", "words", "source", "message"),
    [
        ({"pose": LETTERS}, {}, "figures/nerve.toml:letters.A", "has no words"),
        ({"pose": {"show": "one"}}, {"letters": {"B": "Hip"}},
         "en/figures/nerve.toml:letters.B", "words without facts"),
        ({"pose": {"show": "two"}}, {}, "en/figures/nerve.toml:captions", "0 captions"),
        ({"pose": {"show": "one"}}, {"captions": ["Start"]},
         "en/figures/nerve.toml:captions", "1 captions"),
        ({}, {}, "figures/nerve.toml", "either [pose] or [flat]"),
        ({"pose": {"show": "one"}, "flat": {"shapes": []}}, {},
         "figures/nerve.toml", "either [pose] or [flat]"),
        ({"pose": {"show": "one"}, "sources": ["S-NOWHERE"]}, {},
         "figures/nerve.toml:sources", "no source"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_figure_is_told_with_its_file_and_key(
    library: Library, facts: dict[str, Any], words: dict[str, Any], source: str, message: str
) -> None:
    (problem,) = problems_with(library, facts, words)

    assert problem.source == source
    assert message in problem.message


def test_a_figure_has_an_id_of_its_own(library: Library) -> None:
    (problem,) = problems_with(library, {"pose": {"show": "one"}}, {}, "bridge")

    assert "exercise" in problem.message


def words_of(library: Library, **figure: object) -> ExerciseWords:
    given = library.words.exercises["bridge"]
    shown = given.figure
    assert shown is not None
    return given.model_copy(update={"figure": shown.model_copy(update=figure)})


def posed(library: Library, **pose: object) -> Exercise:
    return library.exercises["bridge"].model_copy(update={"pose": pose})


def test_an_exercise_has_one_caption_for_each_position(library: Library) -> None:
    words = words_of(library, captions=("Down", "Up"))

    assert list(picture_problems(posed(library, show="two"), words, "en", "b.toml:")) == []
    (problem,) = picture_problems(posed(library, show="three"), words, "en", "b.toml:")
    assert problem.source == "b.toml:figure.captions"
    assert "3 positions" in problem.message


def test_what_a_drawing_is_held_against_is_said_word_for_word(library: Library) -> None:
    kept = posed(library, claims=[{"says": {"en": "your body is straight"}}])
    gone = posed(library, claims=[{"says": {"en": "a hand's width"}}])
    words = words_of(library)

    assert list(picture_problems(kept, words, "en", "b.toml:")) == []
    (problem,) = picture_problems(gone, words, "en", "b.toml:")
    assert "a hand's width" in problem.message
    assert list(picture_problems(gone, words, "es", "b.toml:")) == [], "not claimed in Spanish"


CLOSEUP = {"at": "near_palm", "says": {"en": "close-up of the hand"}}


def test_an_alternative_text_tells_of_a_closeup_in_the_words_it_names(library: Library) -> None:
    facts = posed(library, closeups=[CLOSEUP])
    given = library.words.exercises["bridge"]

    (problem,) = picture_problems(facts, given, "en", "bridge.toml:")

    assert problem.source == "bridge.toml:figure.alt"
    assert "close-up of the hand" in problem.message
    assert list(picture_problems(facts, given, "fr", "bridge.toml:")) == []


def test_the_same_holds_for_a_figure(library: Library) -> None:
    facts = {"pose": {"show": "one", "closeups": [CLOSEUP]}}

    (problem,) = problems_with(library, facts, {})

    assert problem.source == "en/figures/nerve.toml:alt"
    assert problems_with(library, facts, {"alt": "A nerve. A close-up of the hand."}) == []
