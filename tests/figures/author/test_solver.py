import numpy as np
import pytest

from handouts.figures import FIGURES
from handouts.figures.author.checks import check
from handouts.figures.author.solver import solve
from handouts.figures.pose import PoseSpec, read_pose

FLOOR_TOLERANCE = 0.003


def spec(**data: object) -> PoseSpec:
    return read_pose({"base": "standing", "start": {}, **data}, "wave.toml")


def lying(**more: object) -> PoseSpec:
    touch = {"near_foot": {"by": "near_leg.knee", "range": [70, 140]}}
    start = {"legs": {"hip": 47, "knee": 105, "foot": "flat"}, "touch": touch}
    return spec(base="supine", rest={"parts": ["torso"]}, start=start, **more)


def complaints(pose: PoseSpec) -> str:
    return " | ".join(problem.message for problem in check("wave", pose, "man"))


@pytest.mark.parametrize("figure", FIGURES)
def test_whoever_stands_stands_on_the_floor(figure: str) -> None:
    (start,) = solve(spec(start={"legs": {"foot": "flat"}}), figure)
    assert min(part.lowest for part in start.parts) == pytest.approx(0, abs=FLOOR_TOLERANCE)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_part_told_to_touch_touches_for_every_figure(figure: str) -> None:
    (start,) = solve(lying(), figure)
    foot = next(part for part in start.parts if part.name == "Rfoot")
    assert foot.lowest == pytest.approx(0, abs=FLOOR_TOLERANCE)
    assert not start.unreached


@pytest.mark.parametrize("figure", FIGURES)
def test_a_palm_laid_on_the_thigh_lies_on_its_skin_however_thick_it_is(figure: str) -> None:
    hold = {"bone": "near_thigh", "at": [0, 0, -0.10], "facing": [1, 0, 0]}
    arm = {"hold": hold, "fingers": {"bone": "near_thigh", "dir": [0, 0, -1]}, "curl": 0}
    legs = {"thigh": [1, 0, 0], "shank": [0, 0, -1], "foot": "flat"}
    pose = spec(
        base="sitting", rest={"parts": ["torso"], "z": 0.272}, start={"legs": legs, "near_arm": arm}
    )
    text = " | ".join(p.message for p in check("wave", pose, figure))
    assert "hand" not in text


@pytest.mark.parametrize("figure", FIGURES)
def test_a_hand_on_the_belly_rises_with_the_breath(figure: str) -> None:
    hand = {"hold": {"bone": "lum1", "at": [0, 0, 0.02], "facing": [1, 0, 0]}}
    heights = []
    for breath in (0.0, 0.02, 0.04, 0.06):
        (start,) = solve(
            spec(
                base="supine",
                rest={"parts": ["torso"]},
                start={"belly": breath, "left_arm": hand},
            ),
            figure,
        )
        heights.append(float(start.body.origin["Lhand"][2]))
    rises = np.diff(heights)
    assert rises.mean() == pytest.approx(0.02, abs=0.01)
    assert rises.min() > 0


def test_a_pinned_foot_stays_where_it_was() -> None:
    pose = lying(anchor="tho2", end={"tilt": -20, "pin": ["near_foot", "far_foot"]})
    start, end = solve(pose, "man")
    for bone in ("Lfoot", "Rfoot"):
        assert end.body.origin[bone] == pytest.approx(start.body.origin[bone], abs=0.004)


def test_the_anchor_keeps_its_place_on_the_page() -> None:
    start, end = solve(spec(anchor="near_ankle", end={"tilt": 30}), "man")
    gap = end.body.origin["Rfoot"] - start.body.origin["Rfoot"]
    assert np.hypot(gap[0], gap[1]) < 1e-9


def test_another_way_to_place_a_limb_replaces_the_first_way() -> None:
    reach = {"near_arm": {"reach": [0.2, -0.1, 0.9]}}
    point = {"near_arm": {"upper": [1, 0, 0]}}
    _, end = solve(spec(start=reach, end=point), "man")
    assert end.body.origin["Rfarm"][0] - end.body.origin["Ruarm"][0] == pytest.approx(0.186)


def test_solving_twice_gives_the_same_body() -> None:
    one, two = solve(lying(), "older")[0], solve(lying(), "older")[0]
    for bone, place in one.body.origin.items():
        assert (place == two.body.origin[bone]).all()


def test_a_sound_pose_has_nothing_to_complain_about() -> None:
    assert complaints(spec(start={"legs": {"foot": "flat"}})) == ""


BROKEN: dict[str, tuple[dict[str, object], str]] = {
    "a joint turned too far": ({"start": {"near_leg": {"knee": 170}}}, "`knee` is 170"),
    "feet under the floor": ({"rest": {"parts": ["near_thigh"]}}, "under the floor"),
    "a touch out of range": (
        {"start": {"touch": {"near_hand": {"by": "near_arm.shoulder", "range": [0, 5]}}}},
        "short of what it should touch",
    ),
    "a target out of reach": ({"start": {"near_arm": {"reach": [2, 0, 1]}}}, "short of its place"),
    "a hand that hovers": (
        {"start": {"near_arm": {"hold": {
            "bone": "tho2", "facing": [1, 0, 0], "gap": 0.05,
        }}}},
        "away from what it holds",
    ),
    "somebody who falls over": ({"start": {"tilt": 60}}, "falls over"),
    "an arm inside the body": (
        {"start": {"near_arm": {"reach": {"bone": "lum1", "at": [0, 0, 0.05]}}}},
        "into the body",
    ),
    "a step through the legs": (
        {"props": [{"kind": "step", "at": [0, 0], "h": 0.3}]},
        "into the step",
    ),
    "a wall through the arms": (
        {"start": {"arms": {"upper": [1, 0, 0]}}, "props": [{"kind": "wall", "x": 0.2}]},
        "into the wall",
    ),
    "an end like the start": ({"end": {}}, "the same as start"),
    "a foot that slides": (
        {"start": {"legs": {"foot": "flat"}}, "end": {"legs": {"out": 20}}},
        "slides",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_check_finds(name: str) -> None:
    data, expected = BROKEN[name]
    assert expected in complaints(spec(**data))
