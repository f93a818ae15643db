"""Old words beside new ones: what a clinician reads of a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.review import LineChange, part_changes
from handouts.review.parts import Change

PART = "library/en/exercises/bridge.toml"
OLD = (
    'name = "Bridge"\nsteps = ["Lift up.", [{ text = "Hold it long.", flags = ["a"] }, "Hold."]]\n'
)


def compared(old: str, new: str, part: str = PART) -> tuple[LineChange, ...]:
    (found,) = part_changes([Change(part, "changed")], {part: old}, {part: new})
    return found.lines


def marked(line: LineChange) -> tuple[str, str, str]:
    sides = [
        "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in side)
        for side in (line.old, line.new)
    ]
    return line.at, sides[0], sides[1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Lift up.", "Lift high.", [("steps", "Lift [up].", "Lift [high].")]),
        ("Hold it long.", "Hold it short.", [("steps", "Hold it [long].", "Hold it [short].")]),
        ('flags = ["a"]', 'flags = ["b"]', [("steps.flags", "[a]", "[b]")]),
        ('"Lift up.", ', '"Lift up.", "Look up.", ', [("steps", "", "[Look up.]")]),
        ('"Lift up.", ', "", [("steps", "[Lift up.]", "")]),
        ("name =", "# a note\nname  =", []),
        ('"Hold."', '"Hold.",', []),
    ],
)
def test_only_lines_and_words_that_differ_are_shown(
    old: str, new: str, told: list[tuple[str, str, str]]
) -> None:
    assert [marked(line) for line in compared(OLD, OLD.replace(old, new, 1))] == told


def test_numbers_are_shown_with_what_they_are() -> None:
    old, new = (
        "[doses.acute]\nreps = 10\nweeks = [0, 2]\n",
        "[doses.acute]\nreps = 12\nweeks = [0, 3]\n",
    )
    told = [marked(line) for line in compared(old, new)]
    assert told == [
        ("doses.acute.reps", "[10]", "[12]"), ("doses.acute.weeks", "0 to [2]", "0 to [3]"),
    ]  # fmt: skip


def test_a_pose_is_one_line_and_no_table_of_numbers() -> None:
    (line,) = compared("[pose]\nhip = 10\nknee = 20\n", "[pose]\nhip = 12\nknee = 21\n")
    assert line.at == "pose"


def test_a_section_is_shown_as_it_is_written() -> None:
    (line,) = compared(
        "## Why\n\nIt helps most.\n", "## Why\n\nIt helps many.\n", "brand/templates/why"
    )
    assert marked(line) == ("", "It helps [most].", "It helps [many].")


def test_what_was_not_kept_is_told_and_all_new_words_are_there() -> None:
    (found,) = part_changes([Change(PART, "changed")], {}, {PART: OLD})
    assert not found.known
    assert len(found.lines) == 5


def test_a_picture_has_no_lines() -> None:
    (found,) = part_changes([Change("pictures/exercises/bridge", "changed")], {}, {})
    assert (found.text, found.lines) == (False, ())


@given(st.text(), st.text())
def test_no_word_is_lost_whatever_the_texts_are(old: str, new: str) -> None:
    for line in compared(old, new, "brand/templates/why"):
        assert "".join(one.text for one in line.old).rstrip() in old
        assert "".join(one.text for one in line.new).rstrip() in new


def test_a_very_long_line_takes_no_time() -> None:
    assert compared("a b " * 60_000, "b a c " * 40_000, "brand/templates/why")
