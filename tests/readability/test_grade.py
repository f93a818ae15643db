"""The measure itself: syllables against a dictionary, the grade against hand-made counts."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.readability import grade, passages, syllables
from tests.templating.composing import built

KNOWN = {
    word: int(count)
    for count, words in tomllib.loads(
        (Path(__file__).parent / "syllables.toml").read_text(encoding="utf-8")
    ).items()
    for word in words
}


@pytest.mark.parametrize("word", KNOWN)
def test_a_word_has_as_many_syllables_as_a_dictionary_says(word: str) -> None:
    assert syllables(word) == KNOWN[word]


def test_there_are_enough_known_words() -> None:
    assert len(KNOWN) >= 60


@pytest.mark.parametrize(
    ("word", "count"), [("A&E", 3), ("GP", 2), ("999", 3), ("heel-to-toe", 3), ("Sub-acute", 3)]
)
def test_abbreviations_numbers_and_compounds_count(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(min_size=1))
@settings(deadline=None)
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1


def test_the_grade_is_the_formula_of_1975() -> None:
    # 6 words, 7 syllables, 1 sentence: 0.39 * 6 + 11.8 * 7 / 6 - 15.59
    assert grade(("The cat sat on the table.",)) == pytest.approx(0.5166667)
    # 9 words, 12 syllables, 2 sentences: 0.39 * 4.5 + 11.8 * 12 / 9 - 15.59
    assert grade(("Rest when you need it.", "Then do some exercises.")) == pytest.approx(1.8983333)


def test_long_sentences_and_long_words_raise_the_grade() -> None:
    assert grade(("Walk. Rest.", "Walk.")) < grade(("Walk and then rest and then walk again.",))
    assert grade(("Use it now.",)) < grade(("Utilise it immediately.",))


def test_labels_headings_names_and_scraps_are_left_out() -> None:
    blocks, _ = built(
        "## A heading is left out\n\n**Easier:** lift your heel a little. The Bridge is next.\n\n"
        "two words\n\n- one small point here\n- and another small one"
    )
    found = list(passages(blocks, frozenset({"The Bridge"})))
    assert [passage.sentences for passage in found] == [
        ("lift your heel a little.", "is next."),
        ("one small point here", "and another small one"),
    ]
