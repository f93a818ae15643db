"""Slots as a file has them: text alone, a line with a condition, or several of either."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from handouts.content.lines import Line, MaybeSlot, Slot, Slots, When, every_line

SLOT: TypeAdapter[tuple[Line, ...]] = TypeAdapter(Slot)
MAYBE: TypeAdapter[tuple[Line, ...]] = TypeAdapter(MaybeSlot)
SLOTS: TypeAdapter[tuple[tuple[Line, ...], ...]] = TypeAdapter(Slots)

KNEES = {"text": "Kneel on a pad.", "flags": ["knee_problem"]}


@pytest.mark.parametrize("kind", [SLOT, MAYBE])
def test_text_alone_is_a_line_without_a_condition(kind: TypeAdapter[tuple[Line, ...]]) -> None:
    (line,) = kind.validate_python("Stand tall.")

    assert (line.text, line.stated, str(line)) == ("Stand tall.", "", "Stand tall.")


@pytest.mark.parametrize("kind", [SLOT, MAYBE])
def test_a_table_is_a_line_with_its_condition(kind: TypeAdapter[tuple[Line, ...]]) -> None:
    (line,) = kind.validate_python(KNEES)

    assert (line.text, line.flags) == ("Kneel on a pad.", ("knee_problem",))


@pytest.mark.parametrize("kind", [SLOT, MAYBE])
def test_a_list_has_lines_of_both_kinds_in_its_order(kind: TypeAdapter[tuple[Line, ...]]) -> None:
    lines = kind.validate_python([KNEES, "Kneel."])

    assert [line.text for line in lines] == ["Kneel on a pad.", "Kneel."]
    assert [line.stated for line in lines] == ["flags: knee_problem", ""]


def test_a_line_that_was_read_can_be_read_again() -> None:
    lines = SLOT.validate_python([KNEES, "Kneel."])

    assert SLOT.validate_python(lines) == lines
    assert SLOT.validate_python(SLOT.dump_python(lines)) == lines


def test_only_what_may_stay_silent_can_be_empty() -> None:
    assert MAYBE.validate_python("") == MAYBE.validate_python([]) == ()
    empty: list[Any] = ["", []]
    for nothing in empty:
        with pytest.raises(ValidationError):
            SLOT.validate_python(nothing)


@pytest.mark.parametrize("value", [3, None, True, [3], {"text": ""}, {"flags": ["x"]}, ["", "x"]])
def test_what_is_no_line_is_refused(value: Any) -> None:
    for kind in (SLOT, MAYBE):
        with pytest.raises(ValidationError):
            kind.validate_python(value)


def test_a_list_of_slots_has_one_for_each_thing_to_say() -> None:
    slots = SLOTS.validate_python(["One.", KNEES, [KNEES, "Three."]])

    assert [len(slot) for slot in slots] == [1, 1, 2]
    assert len(SLOTS.validate_python(["One."])) == 1
    with pytest.raises(ValidationError):
        SLOTS.validate_python([])


def test_each_line_stands_under_its_key_as_a_file_has_it() -> None:
    slots = SLOTS.validate_python(["One.", KNEES, [KNEES, "Three."]])

    assert [(key, line.text) for key, line in every_line(slots)] == [
        ("0", "One."), ("1", "Kneel on a pad."), ("2.0", "Kneel on a pad."), ("2.1", "Three."),
    ]  # fmt: skip


def test_a_condition_is_stated_as_a_file_would_have_it() -> None:
    line = Line(
        text="Walk.", about=("walking",), as_dosed=True, unless=("chest", "bladder"),
        stages=("acute",),
    )  # fmt: skip

    assert line.stated == "about: walking; stages: acute; unless: chest, bladder; as_dosed"
    assert Line(text="Walk.", as_dosed=False, about=()).stated == ""


NAMES = st.lists(st.from_regex(r"[a-z][a-z_-]{0,8}", fullmatch=True), max_size=3).map(tuple)
CONDITIONS = st.fixed_dictionaries(
    {name: NAMES for name in When.model_fields if name != "as_dosed"} | {"as_dosed": st.booleans()}
)


@given(CONDITIONS, CONDITIONS)
def test_lines_with_other_conditions_state_other_conditions(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Two that read alike to a reviewer are alike."""
    first, second = (Line(text="x", **condition) for condition in (one, other))

    assert (first.stated == second.stated) == (first == second)
    assert bool(first.stated) == any(one.values())


def test_a_line_without_a_condition_is_for_everybody_and_says_so() -> None:
    assert When().stated == ""


def test_an_unknown_key_of_a_line_is_refused() -> None:
    with pytest.raises(ValidationError):
        SLOT.validate_python({"text": "x", "flag": ["knee_problem"]})
