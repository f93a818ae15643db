"""Lists: one element each, however their points are set; nobody who listens hears two for one."""

import pytest

from handouts.document import BulletList, Group, NumberedList, Paragraph, Span
from tests.layout.laying_out import file_of, text
from tests.making import EDITIONS, STAGES, Combination, made
from tests.reading import open_pdf, tag_tree, text_boxes

POINTS = tuple(text(f"Point {number}") for number in "12345")


def tags_of(pdf: bytes) -> list[str]:
    with open_pdf(pdf) as opened:
        return list(tag_tree(opened))


def test_a_list_in_pairs_stands_two_in_a_row_and_is_read_in_order() -> None:
    pdf = file_of(BulletList(POINTS, across=2))

    told = [line.split("LBody ")[1] for line in tags_of(pdf) if "LBody" in line]
    assert told == ["Point 1", "Point 2", "Point 3", "Point 4", "Point 5"]
    assert sum(line.split()[:1] == ["L"] for line in tags_of(pdf)) == 1
    places = {box.text.strip(): box.bottom for page in text_boxes(pdf) for box in page}
    assert abs(places["Point 1"] - places["Point 2"]) < 1 < places["Point 1"] - places["Point 3"]


def test_a_list_in_pairs_stands_point_under_point_in_large_print() -> None:
    pdf = file_of(BulletList(POINTS, across=2), size="large")

    places = {box.text.strip(): box.bottom for page in text_boxes(pdf) for box in page}
    assert places["Point 1"] - places["Point 2"] > 18


def test_steps_that_run_on_are_a_list_between_their_paragraphs() -> None:
    steps = NumberedList((text("Lift."), text("Lower.")))
    group = Group(
        (Paragraph(text("First.")), steps, Paragraph((Span("Stop if", strong=True),))), run_on=True
    )
    pdf = file_of(group)

    told = [line.strip() for line in tags_of(pdf)]
    at = told.index("P First.")
    assert told[at + 1].startswith("L ListNumbering=Decimal")
    assert told[at + 2 : at + 9] == [
        "LI", "Lbl 1.", "LBody Lift.", "LI", "Lbl 2.", "LBody Lower.", "P Stop if",
    ]  # fmt: skip
    feet = [
        box.bottom for box in text_boxes(pdf)[0] if any(w in box.text for w in ("Lift", "Stop"))
    ]
    assert max(feet) - min(feet) < 5  # points: all on one line


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_list_is_broken_into_several_and_no_step_is_typed_as_text(
    stage: str, edition: str
) -> None:
    lines = tags_of(made(Combination(stage, edition=edition)).pdf)
    depths = [len(line) - len(line.lstrip()) for line in lines]
    kinds = [line.split()[:2] for line in lines]

    # Steps and what they lead to are two lists: their numbering differs.
    for at, depth in enumerate(depths):
        if kinds[at][0] != "L":
            continue
        after = next((i for i in range(at + 1, len(lines)) if depths[i] <= depth), len(lines))
        following = (depths[after : after + 1], kinds[after : after + 1])
        assert following != ([depth], [kinds[at]]), lines[at : after + 4]
    assert [line for line in lines if line.strip().startswith(("P 1.", "Span 1."))] == []
