"""Close-ups: a round inset beside a position, cut out of the same scene."""

import numpy as np
import pytest

from handouts.errors import BadInput
from handouts.figures import PEOPLE, arrange, operators, palette, to_svg
from handouts.figures.author.bake import bake, digest
from handouts.figures.author.clipping import marks_outside
from handouts.figures.author.closeups import cut_area, cut_line
from handouts.figures.author.field import viewer
from handouts.figures.author.gates import look
from handouts.figures.author.pen import box_of, flattened
from handouts.figures.author.places import point
from handouts.figures.author.solver import near_side, solve
from handouts.figures.baked import read_picture, write_picture
from handouts.figures.drawing import UNITS_PER_STATURE, Mark, Panel
from handouts.figures.pose import PoseSpec, read_pose

COARSE = 0.01
SAYS = {"en": "close-up of the hand"}
HAND = {"at": "near_palm", "zoom": 3.0, "r": 0.06, "says": SAYS}


def spec(*closeups: dict[str, object], **data: object) -> PoseSpec:
    base = {"base": "standing", "show": "one", "start": {}, **data}
    return read_pose({**base, "closeups": list(closeups)}, "wave.toml")


def panel(pose: PoseSpec) -> Panel:
    return bake("wave", pose, "man", COARSE).panels[0]


def inset(one: Panel) -> tuple[np.ndarray, float]:
    """Return the middle and the radius of the first inset of a panel: its rim is its last line."""
    left, bottom, right, top = box_of(one.marks[-1])
    return np.array([(left + right) / 2, (bottom + top) / 2]), (right - left) / 2


@pytest.fixture(scope="module")
def shown() -> Panel:
    return panel(spec(HAND))


@pytest.fixture(scope="module")
def plain() -> Panel:
    return panel(spec())


def test_a_closeup_stands_beside_the_person_and_inside_the_box(shown: Panel, plain: Panel) -> None:
    middle, radius = inset(shown)
    assert radius == pytest.approx(0.18 * UNITS_PER_STATURE, abs=3)
    assert shown.width > plain.width
    assert not [mark for mark, out in marks_outside(shown, 20) if out > 4]
    body = np.concatenate([points for mark in plain.marks for points in flattened(mark)])
    assert np.hypot(*(body - middle).T).min() > radius


def test_all_else_is_drawn_as_without_it(shown: Panel, plain: Panel) -> None:
    assert shown.marks[: len(plain.marks)] == plain.marks


def test_it_shows_what_is_round_its_place_larger(shown: Panel, plain: Panel) -> None:
    middle, radius = inset(shown)
    own = shown.marks[len(plain.marks) :]
    skin = [mark for mark in own if mark.paint == "skin"]
    assert skin
    for mark in own[5:]:
        points = np.concatenate(flattened(mark))
        assert np.hypot(*(points - middle).T).max() < radius + 6
    # The hand's own width in the inset, against that in the picture.
    assert max(box_of(mark)[3] - box_of(mark)[1] for mark in skin) > radius


def test_a_ring_round_the_place_and_a_line_lead_to_it(shown: Panel, plain: Panel) -> None:
    pose = spec(HAND)
    solved = solve(pose, "man")[0].body
    near = near_side(pose)
    place = (viewer(10, 9) @ point(solved, "near_palm", near))[:2] * UNITS_PER_STATURE
    ring, line = shown.marks[len(plain.marks) + 2 : len(plain.marks) + 4]
    points = np.reshape(ring.points, (-1, 2))
    assert np.hypot(*(points.mean(0) - place)) < 3
    middle, radius = inset(shown)
    ends = np.reshape(line.points, (2, 2))
    assert np.hypot(*(ends[0] - place)) == pytest.approx(60, abs=2)
    assert np.hypot(*(ends[1] - middle)) == pytest.approx(radius, abs=2)


def test_two_closeups_do_not_lie_on_each_other_nor_on_an_arrow() -> None:
    arrow = {"at": "crown", "from": [0.15, -0.6], "to": [0.15, -0.2]}
    knee = {**HAND, "at": "near_knee"}
    solved = solve(spec(HAND, knee), "man")
    pose = spec(HAND, knee, arrows=[arrow])
    assert solved
    rims = [box_of(m) for m in panel(pose).marks if m.paint == "line" and m.width == 0.3]
    (one, a), (other, b) = (
        (np.array([(x + u) / 2, (y + v) / 2]), (u - x) / 2) for x, y, u, v in rims
    )
    assert np.hypot(*(one - other)) > a + b
    arrows = [mark for mark in panel(pose).marks if mark.paint == "arrow"]
    tips = np.concatenate([points for mark in arrows for points in flattened(mark)])
    assert min(np.hypot(*(tips - one).T).min(), np.hypot(*(tips - other).T).min()) > a


def test_it_stands_in_its_own_position() -> None:
    pose = spec(HAND, show="two", end={"near_arm": {"shoulder": 40}})
    start, end = bake("wave", pose, "man", COARSE).panels
    assert not [mark for mark in start.marks if mark.width == 0.3]
    assert [mark for mark in end.marks if mark.width == 0.3]


def test_it_is_in_the_baked_file_in_pdf_and_in_svg() -> None:
    picture = bake("wave", spec(HAND), "man", COARSE)
    assert read_picture(write_picture(picture)) == picture
    colours = palette("#1f77b4", PEOPLE[1])
    drawing, without = arrange(picture), arrange(bake("wave", spec(), "man", COARSE))
    assert len(operators(drawing, colours, 1.0)) > len(operators(without, colours, 1.0))
    assert to_svg(drawing, colours, 46).count("<path") == len(drawing.marks)


def test_a_pose_without_closeups_keeps_its_name() -> None:
    one = read_pose({"base": "standing", "start": {}}, "wave.toml")
    assert digest(one, "man") == digest(spec(show="ghost"), "man")
    assert digest(one, "man") != digest(spec(HAND, show="ghost"), "man")


def test_a_thing_can_be_shown_closer() -> None:
    weight = {**HAND, "at": "weight"}
    pose = spec(weight, props=[{"kind": "weight", "at": ["near_palm"]}])
    paints = {mark.paint for mark in panel(pose).marks[-12:]}
    assert "weight" in paints


@pytest.mark.parametrize(
    ("closeup", "fact"),
    [
        ({**HAND, "at": "near_plam"}, "no such place or thing"),
        ({**HAND, "at": "towel"}, "no towel among the props"),
        ({**HAND, "zoom": 1}, "less than 1.5"),
        ({"at": "near_palm"}, "is missing"),
    ],
)
def test_a_mistake_in_a_closeup_is_told(closeup: dict[str, object], fact: str) -> None:
    with pytest.raises(BadInput) as raised:
        spec(closeup)
    assert fact in str(raised.value.problems[0])


@pytest.mark.parametrize(
    ("closeup", "says", "severity"),
    [
        ({**HAND, "r": 0.02, "zoom": 2.0}, "mm wide on paper", "warning"),
        ({**HAND, "shift": [1.0, 0.3]}, "shows nothing", "error"),
    ],
)
def test_a_closeup_that_shows_little_is_found(
    closeup: dict[str, object], says: str, severity: str
) -> None:
    pose = spec(closeup)
    found = [one.finding for one in look(pose, "man", solve(pose, "man"))]
    assert [(one.part, one.severity) for one in found if says in one.says] == [
        ("close-up 1", severity)
    ]


def test_a_line_is_cut_where_it_leaves_the_circle_and_begins_where_it_comes_back() -> None:
    line = Mark("line", "line", 0.2, "mlll", (-200, 0, 0, 0, 0, 200, 50, 0))
    (cut,) = cut_line(line, 100)
    pieces = flattened(cut)
    assert len(pieces) == 2
    assert np.allclose(pieces[0][0], (-100, 0), atol=3)
    assert np.allclose(pieces[0][-1], (0, 100), atol=3)
    assert cut_line(Mark("line", "line", 0.2, "ml", (200, 0, 200, 90)), 100) == []


def test_an_area_is_cut_to_the_circle() -> None:
    square = Mark("fill", "wall", 0, "mlllz", (0, 0, 300, 0, 300, 300, 0, 300))
    (cut,) = cut_area(square, 100)
    assert box_of(cut) == (0, 0, 100, 100)
    assert cut_area(Mark("fill", "wall", 0, "mllz", (200, 0, 300, 0, 300, 90)), 100) == []
