"""Hands: each of the five shapes shows a thumb and fingers, and a pose chooses the right one."""

from dataclasses import replace

import numpy as np
import pytest

from handouts.errors import BadInput
from handouts.figures.author import hands
from handouts.figures.author.builds import BUILDS
from handouts.figures.author.field import viewer
from handouts.figures.author.hands import INDEX, SHAPES, THUMB, HandShape, digits_seen, hand_part
from handouts.figures.author.outlines import DIGIT, STYLES, line_marks
from handouts.figures.author.pen import Pen
from handouts.figures.author.regions import Dressed, Roles, regions
from handouts.figures.author.shapes import Part, rod
from handouts.figures.author.skeleton import Skeleton
from handouts.figures.author.solver import solve
from handouts.figures.author.tracer import Tracer, View
from handouts.figures.author.vectors import vec
from handouts.figures.drawing import Mark
from handouts.figures.pose import read_pose

FINE = 0.0026
BACK, PALM = (0.0, 8.0), (180.0, 10.0)
(LINES,) = (style.width for style in STYLES if style.kind == DIGIT)


def drawn(name: str, towards: tuple[float, float], away: float = 0.0) -> tuple[View, list[Mark]]:
    """Return a right hand that hangs down, and the lines between its fingers.

    `away`: how far off something else lies, in body heights: the hand is the smaller for it.
    """
    body = Skeleton(hand={"R": name}, curl={"R": SHAPES[name].curl})
    body.origin["Rhand"], body.turn["Rhand"] = vec(0, 0, 0), np.eye(3)
    fore = Part("Rfarm", "Rarm", "skin", [rod(vec(0, 0, 0.08), vec(0, 0, 0), 0.023, 0.014)])
    thing = Part("thing", "prop_thing", "wood", [rod(vec(0, 0, away), vec(0, 0, away + 0.1), 0.01)])
    parts = [fore, hand_part(body, "R"), *([thing] if away else [])]
    axes = viewer(*towards)
    view = Tracer(parts, axes, FINE).look()
    who = Dressed(body, parts, BUILDS["man"], axes)
    roles = Roles(who)
    marks = line_marks(view, regions(view, who, roles), who, roles, Pen.over(view))
    return view, [mark for mark in marks if mark.width == LINES]


def strokes(name: str, towards: tuple[float, float]) -> int:
    return sum(mark.ops.count("m") for mark in drawn(name, towards)[1])


def thumb_area(name: str, towards: tuple[float, float]) -> float:
    view, _ = drawn(name, towards)
    seen = digits_seen(view, view.tracer.field.parts)
    return float((seen == THUMB).sum()) * FINE**2 * 1e6


FINGER_LINES = {
    ("flat", BACK): 3,
    ("flat", PALM): 3,
    ("floor", BACK): 3,
    ("relaxed", BACK): 2,
    ("relaxed", PALM): 3,
    ("hook", PALM): 2,
    ("grip", BACK): 2,
    ("grip", PALM): 2,
}


@pytest.mark.parametrize(("name", "towards"), FINGER_LINES)
def test_a_hand_seen_from_back_or_palm_has_lines_between_its_fingers(
    name: str, towards: tuple[float, float]
) -> None:
    assert strokes(name, towards) >= FINGER_LINES[name, towards]


@pytest.mark.parametrize("name", SHAPES)
def test_every_hand_shows_a_thumb(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = thumb_area(name, PALM)
    assert whole > 100
    shape = SHAPES[name]
    folded: HandShape = replace(shape, thumb=((0.001, 0, -0.001), (0.001, 0, -0.001)))
    monkeypatch.setitem(hands.SHAPES, name, folded)
    assert thumb_area(name, PALM) < 0.5 * whole


def test_a_thumb_stands_off_an_open_hand_and_lies_over_the_fingers_of_a_fist() -> None:
    def nearest_finger(name: str) -> float:
        body = Skeleton(hand={"R": name}, curl={"R": SHAPES[name].curl})
        body.origin["Rhand"], body.turn["Rhand"] = vec(0, 0, 0), np.eye(3)
        solids = hand_part(body, "R").solids
        tip = solids[-1].centre + solids[-1].turn @ vec(0, 0, solids[-1].size[2])
        ends = [s.centre + s.turn @ vec(0, 0, s.size[2]) for s in solids[2:-2]]
        return min(float(np.linalg.norm(tip - end)) for end in ends)

    for name in ("flat", "floor", "hook"):
        assert nearest_finger(name) > 0.018
    assert nearest_finger("grip") < 0.018


def test_the_lines_between_fingers_stop_before_the_outline() -> None:
    view, (mark,) = drawn("flat", BACK)
    hand = view.part == 1
    pen = Pen.over(view)
    points = np.array(mark.points, dtype=float).reshape(-1, 2)
    column = ((points[:, 0] - pen.left) / pen.unit).astype(int)
    row = ((pen.top - points[:, 1]) / pen.unit).astype(int)
    for r, c in zip(row, column, strict=True):
        assert hand[r - 1 : r + 2, c - 1 : c + 2].all()


def test_a_hand_too_small_on_paper_has_no_lines() -> None:
    assert drawn("flat", BACK, away=0.5)[1]
    assert not drawn("flat", BACK, away=2.0)[1]


def test_no_line_goes_between_a_palm_and_its_fingers() -> None:
    seen = np.array([0, INDEX, INDEX, THUMB, 6, -1])
    other = np.array([INDEX, INDEX, INDEX + 1, 0, THUMB, INDEX])
    assert hands.parted(seen, other).tolist() == [False, False, True, True, False, False]


ARMS = {
    "hanging": ({}, "relaxed"),
    "a fist": ({"curl": 0.95}, "grip"),
    "palm down on the floor": (
        {"reach": [0.3, -0.1, 0.02], "palm": [0, 0, -1], "fingers": [1, 0, 0]},
        "floor",
    ),
    "palm down on a table": (
        {"reach": [0.3, -0.1, 0.5], "palm": [0, 0, -1], "fingers": [1, 0, 0]},
        "flat",
    ),
    "laid on the belly": ({"hold": {"bone": "lum1", "facing": [1, 0, 0]}}, "flat"),
    "bent round the thigh": (
        {"hold": {"bone": "near_thigh", "at": [0, 0, -0.1], "facing": [1, 0, 0]}, "curl": 0.3},
        "hook",
    ),
    "round a rail": (
        {"reach": [0.3, -0.1, 0.5], "palm": [0, 0, -1], "fingers": [1, 0, 0], "curl": 0.55},
        "hook",
    ),
    "as the author says": ({"hand": "hook"}, "hook"),
}


@pytest.mark.parametrize("name", ARMS)
def test_where_a_hand_is_tells_its_shape_unless_the_author_does(name: str) -> None:
    arm, shape = ARMS[name]
    tilt = {"tilt": 80} if "floor" in name else {}
    spec = read_pose({"base": "standing", "start": {"near_arm": arm, **tilt}}, "test")
    assert solve(spec, "man")[0].body.hand["R"] == shape


def test_a_curl_of_the_authors_own_bends_the_fingers_of_any_shape() -> None:
    spec = read_pose({"base": "standing", "start": {"arms": {"hand": "flat", "curl": 0.4}}}, "test")
    assert solve(spec, "man")[0].body.curl["R"] == 0.4


def test_a_hand_that_stays_keeps_its_shape() -> None:
    start = {"near_arm": {"reach": [0.2, -0.1, 0.5], "hand": "hook"}}
    end = {"pin": ["near_hand"], "tilt": 5}
    spec = read_pose({"base": "standing", "show": "two", "start": start, "end": end}, "test")
    assert [one.body.hand["R"] for one in solve(spec, "man")] == ["hook", "hook"]


def test_a_hand_that_does_not_exist_is_refused_with_its_key() -> None:
    with pytest.raises(BadInput) as raised:
        read_pose({"base": "standing", "start": {"arms": {"hand": "claw"}}}, "wave.toml")
    (problem,) = raised.value.problems
    assert problem.source == "wave.toml:pose.start.arms.hand"
    assert problem.hint
