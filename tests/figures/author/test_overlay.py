"""Lines and letters over a body, an outline without clothes, and what is drawn point by point."""

import pytest

from handouts.errors import BadInput
from handouts.figures import Mark, arrange
from handouts.figures.author.bake import bake
from handouts.figures.author.overlay import smooth_path
from handouts.figures.pose import PoseSpec, read_flat, read_pose

COARSE = 0.02
NERVE = {
    "paint": "nerve",
    "width": 1.0,
    "through": [{"at": "pelvis"}, {"at": "left_knee"}, {"at": "left_ankle", "shift": [0.02, 0]}],
}


def person(**data: object) -> PoseSpec:
    given = {"base": "standing", "show": "one", "no_far": True, "start": {}, **data}
    return read_pose(given, "nerve.toml")


def marks_of(spec: PoseSpec) -> tuple[Mark, ...]:
    return arrange(bake("nerve", spec, "man", COARSE)).marks


def test_a_line_over_a_body_has_dark_edges_on_a_rim_of_paper() -> None:
    rim, edge, core = marks_of(person(lines=[NERVE]))[-3:]

    assert [mark.paint for mark in (rim, edge, core)] == ["paper", "line", "nerve"]
    assert rim.width > edge.width > core.width == 1.0
    assert rim.points == edge.points == core.points
    assert core.ops == "mcc"


def test_an_outline_wears_no_clothes() -> None:
    dressed = {mark.paint for mark in marks_of(person()) if mark.kind == "fill"}
    plain = {mark.paint for mark in marks_of(person(plain=True)) if mark.kind == "fill"}

    assert {"top", "bottom"} <= dressed
    assert not {paint for paint in plain if paint.startswith(("top", "bottom", "skin", "shoe"))}
    assert "paper" in plain


def test_a_line_and_a_letter_stand_in_the_panels_that_are_named() -> None:
    letter = {"letter": "A", "at": "belly", "panels": ["end"]}
    spec = person(
        show="two", end={"spin": 180}, lines=[{**NERVE, "panels": ["start"]}], letters=[letter]
    )

    first, second = bake("nerve", spec, "man", COARSE).panels

    assert [mark.paint for mark in first.marks].count("nerve") == 1
    assert [mark.paint for mark in second.marks].count("nerve") == 0
    assert first.letters == ()
    assert [one.letter for one in second.letters] == ["A"]


def test_a_letter_beside_the_body_is_inside_the_picture() -> None:
    spec = person(letters=[{"letter": "A", "at": "pelvis", "shift": [0.6, 0]}])

    drawing = arrange(bake("nerve", spec, "man", COARSE))

    (letter,) = drawing.letters
    assert 0 < letter.x < drawing.width
    assert 0 < letter.y < drawing.height


FLAT = {
    "shapes": [
        {"paint": "bone", "points": [[100, 100], [300, 100], [200, 300]], "corners": True},
        {"paint": "nerve", "points": [[0, 0], [50, 90], [0, 200]], "open": True, "width": 2.0},
        {"paint": "disc", "points": [[0, 0], [50, 90], [0, 200]], "width": 0.0},
    ],
    "letters": [{"letter": "B", "at": [200, 150]}],
}


def test_shapes_are_drawn_in_their_order_point_by_point() -> None:
    (panel,) = bake("disc", read_flat(FLAT, "disc.toml"), "woman").panels

    bone, edge, nerve, disc = panel.marks
    assert (bone.kind, bone.paint, bone.ops) == ("fill", "bone", "mllz")
    assert (edge.kind, edge.paint) == ("line", "line")
    assert (nerve.kind, nerve.paint, nerve.width, nerve.ops) == ("line", "nerve", 2.0, "mcc")
    assert (disc.kind, disc.ops) == ("fill", "mcccz")
    assert [(one.letter, one.x, one.y) for one in panel.letters] == [("B", 200, 150)]
    left, bottom, right, top = panel.box
    for mark in panel.marks:
        assert left <= min(mark.points[::2]) <= max(mark.points[::2]) <= right
        assert bottom <= min(mark.points[1::2]) <= max(mark.points[1::2]) <= top


def test_a_smooth_curve_goes_through_its_places_and_back() -> None:
    places = [(0, 0), (100, 50), (200, 0)]

    ops, points = smooth_path(places, closed=True)

    ends = list(zip(points[0::2], points[1::2], strict=True))
    assert ops == "mcccz"
    assert [ends[0], *ends[3::3]] == [*places, places[0]]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"shapes": []}, "flat"),
        ({"shapes": [{"paint": "gold", "points": [[0, 0], [1, 1]]}]}, "flat.shapes.0.paint"),
        ({**FLAT, "letters": [{"letter": "b", "at": [1, 2]}]}, "flat.letters.0.letter"),
        ({**FLAT, "leters": []}, "flat.leters"),
    ],
)
def test_what_is_no_flat_picture_is_told_with_its_key(data: object, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_flat(data, "disc.toml")

    assert [problem.source for problem in caught.value.problems] == [f"disc.toml:{key}"]
