"""Hints that name what was probably meant."""

import time

from hypothesis import given
from hypothesis import strategies as st

from handouts.suggest import did_you_mean, near, nearest

STAGES = ("acute", "subacute", "chronic")


def test_the_nearest_name_is_meant() -> None:
    assert did_you_mean("cronic", STAGES) == "did you mean chronic?"
    assert did_you_mean("zzz", STAGES, "see the list") == "see the list"
    assert near("acut", STAGES, 2) == ["acute", "subacute"]


def test_a_part_of_a_name_is_near_it() -> None:
    assert nearest("lying", ("nerve-slider-lying", "bridge")) == "did you mean nerve-slider-lying?"


def test_a_short_list_is_shown_whole_in_its_order_and_a_long_one_counted() -> None:
    assert nearest("zzz", STAGES) == "choose from: acute, subacute, chronic"
    assert nearest("zzz", {"b", "a"}) == "choose from: a, b"
    assert nearest("zzz", map(str, range(21))) == "there are 21 to choose from"
    assert nearest("zzz", ()) == ""


def test_a_name_of_any_length_is_compared_at_once() -> None:
    started = time.process_time()
    nearest("a" * 10_000_000, [f"exercise-{number}" for number in range(50)])
    assert time.process_time() - started < 1


@given(st.text(), st.lists(st.text(min_size=1), max_size=30))
def test_what_is_meant_is_always_a_known_name(name: str, known: list[str]) -> None:
    assert set(near(name, known, 3)) <= set(known)
    hint = did_you_mean(name, known, "none")
    assert hint == "none" or hint.removeprefix("did you mean ").removesuffix("?") in known
