"""One search over names and words."""

import pytest

from handouts.content import Library
from handouts.content.finding import KINDS, did_you_mean, find


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pregnant", "flag"), ("chair", "setting"), ("sub-acute", "stage"),
        ("hip replacement", "flag"), ("bike", "exercise"), ("Bridging", "exercise"),
        ("cannot lie on front", "flag"), ("long lasting", "stage"), ("build up plan A", "plan"),
    ],
)  # fmt: skip
def test_what_people_type_finds_what_they_mean_first(
    library: Library, typed: str, first: str
) -> None:
    found = find(library, typed, [kind for kind in KINDS if kind != "source"])
    assert found[0].kind == first


def test_an_id_is_found_by_itself_before_all_that_have_it_in_their_words(library: Library) -> None:
    for name in (*library.stages, *library.exercises, *library.plans, *library.flags):
        assert find(library, name)[0].id == name
        assert find(library, name.replace("_", " ").replace("-", " ").upper())[0].id == name


def test_everything_is_found_by_what_it_is_called(library: Library) -> None:
    for name, words in library.words.exercises.items():
        assert name in [found.id for found in find(library, words.name)[:3]]
    for name, meaning in library.words.flags.items():
        assert find(library, meaning, ("flag",))[0].id == name


def swapped(word: str) -> str:
    """Return a word with two letters in each other's place."""
    middle = len(word) // 2
    return word[:middle] + word[middle + 1] + word[middle] + word[middle + 2 :]


def test_a_word_with_two_letters_swapped_or_one_missing_is_still_found(library: Library) -> None:
    for name in library.exercises:
        word = max(name.split("-"), key=len)
        if len(word) < 6:
            continue
        for slip in (swapped(word), word[:3] + word[4:], f"{word}s"):
            assert any(word in found.id for found in find(library, slip)), slip


def test_a_word_of_the_description_is_found_after_the_names(library: Library) -> None:
    kinds = [found.kind for found in find(library, "calf")]
    assert kinds[0] == "flag"
    assert "exercise" in kinds


def test_no_word_that_is_known_finds_nothing(library: Library) -> None:
    assert find(library, "xyzzy") == ()
    assert find(library, "  --  ") == ()
    assert find(library, "") == ()


@pytest.mark.parametrize(
    ("typed", "flag"),
    [
        ("bad knee", "knee_problem"), ("osteoperosis", "osteoporosis_spine"),
        ("hurts to kneel", "knee_problem"), ("fell last year", "poor_balance"),
        ("pregnant 20 weeks", "pregnancy_after_16_weeks"), ("SWOLLEN LEG", "dvt_signs"),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_understood_by_its_words(
    library: Library, typed: str, flag: str
) -> None:
    hint = did_you_mean(library, typed, "flag", library.flags)
    assert hint.startswith(f"did you mean {flag} ({library.words.flags[flag]})")


def test_a_slip_of_the_hand_gets_the_id_alone(library: Library) -> None:
    assert did_you_mean(library, "dvt_sgns", "flag", library.flags) == "did you mean dvt_signs?"


def test_a_name_like_nothing_gets_no_guess_but_a_place_to_look(library: Library) -> None:
    hint = did_you_mean(library, "incontinent", "flag", [*library.flags, *library.red_flags])
    assert "did you mean" not in hint
    assert "handouts library find WORD" in hint
    assert did_you_mean(library, "xyzzy", "stage", library.stages) == (
        "choose from: acute, subacute, chronic"
    )
