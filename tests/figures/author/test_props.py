"""What stands round the body, or is held: where it is, and what is checked about it."""

import numpy as np
import pytest

from handouts.figures.author.checks import check
from handouts.figures.author.field import viewer
from handouts.figures.author.gates import look
from handouts.figures.author.places import point
from handouts.figures.author.props import Setting, flat_props, solid_props
from handouts.figures.author.shapes import Part
from handouts.figures.author.solver import near_side, solve
from handouts.figures.pose import PoseSpec, read_pose

LYING = {"base": "supine", "rest": {"parts": ["torso"]}}
SITTING = {"base": "sitting", "rest": {"parts": ["torso"], "z": 0.272}}


def spec(*props: dict[str, object], **data: object) -> PoseSpec:
    return read_pose({"base": "standing", "start": {}, "props": list(props), **data}, "wave.toml")


def scene(pose: PoseSpec) -> Setting:
    (start,) = solve(pose, "man")
    xs = np.concatenate([solid.surface()[:, 0] for part in start.parts for solid in part.solids])
    return Setting(start.body, start.parts, near_side(pose), (float(xs.min()), float(xs.max())))


def things(pose: PoseSpec) -> dict[str, Part]:
    return {part.name: part for part in solid_props(pose.props, scene(pose))}


def surface(part: Part) -> np.ndarray:
    return np.concatenate([solid.surface() for solid in part.solids])


def complaints(pose: PoseSpec) -> str:
    return " | ".join(problem.message for problem in check("wave", pose, "man"))


def test_whoever_lies_on_a_bed_lies_on_its_mattress_from_head_to_foot() -> None:
    pose = spec({"kind": "bed"}, **LYING)
    mattress = surface(things(pose)["mattress"])
    low, high = scene(pose).reach
    assert mattress[:, 2].max() == pytest.approx(0, abs=0.007)
    assert mattress[:, 0].min() < low < high < mattress[:, 0].max()


def test_a_bed_stands_on_a_floor_below_it() -> None:
    pose = spec({"kind": "bed", "h": 0.25}, **LYING)
    (floor,) = flat_props(pose.props, scene(pose), viewer(0, 10))
    assert {corner[2] for corner in floor.corners} == {-0.25}
    assert min(part.lowest for part in things(pose).values()) == pytest.approx(-0.25)


@pytest.mark.parametrize("base", ["supine", "prone"])
def test_the_headboard_is_where_the_head_lies(base: str) -> None:
    pose = spec({"kind": "bed"}, **{**LYING, "base": base})
    parts, body = things(pose), scene(pose).body
    to_board = surface(parts["headboard"])[:, 0].mean() - body.origin["pelvis"][0]
    to_head = body.origin["head"][0] - body.origin["pelvis"][0]
    assert to_board * to_head > 0
    assert abs(to_board) > abs(to_head)
    assert surface(parts["headboard"])[:, 2].max() > 0.1


def test_a_head_that_goes_through_the_headboard_is_found() -> None:
    assert complaints(spec({"kind": "bed"}, **LYING)) == ""
    assert "into the bed" in complaints(spec({"kind": "bed", "x": [-0.42, 0.6]}, **LYING))


def test_a_chair_has_a_back_behind_whoever_sits_on_it_and_a_stool_has_none() -> None:
    chair = {"kind": "chair", "seat": 0.27}
    back = surface(things(spec(chair, **SITTING))["backrest"])
    assert back[:, 0].max() < scene(spec(chair, **SITTING)).body.origin["pelvis"][0]
    assert back[:, 2].min() > 0.3
    assert "backrest" not in things(spec({**chair, "back": False}, **SITTING))


def test_a_chair_whose_back_goes_through_the_trunk_is_found() -> None:
    assert "into the chair" in complaints(
        spec({"kind": "chair", "seat": 0.27, "x": 0.1}, **SITTING)
    )


@pytest.mark.parametrize("count", [2, 3])
def test_stairs_go_up_step_by_step_with_a_rail_along_them(count: int) -> None:
    parts = things(spec({"kind": "stairs", "x": 0.2, "count": count, "rise": 0.1}))
    steps = [surface(part) for name, part in parts.items() if name.startswith("step")]
    assert [step[:, 2].max() for step in steps] == pytest.approx(
        [0.1 * i for i in range(1, count + 1)]
    )
    assert [step[:, 2].min() for step in steps] == pytest.approx([0] * count)
    assert sorted(step[:, 0].mean() for step in steps) == [step[:, 0].mean() for step in steps]
    rail = surface(parts["rail"])
    assert rail[:, 1].mean() > 0.1
    assert rail[:, 2].max() > 0.1 * count + 0.5


def test_stairs_may_lead_up_to_the_left() -> None:
    parts = things(spec({"kind": "stairs", "x": -0.2, "facing": -1}))
    assert surface(parts["step2"])[:, 0].max() < surface(parts["step0"])[:, 0].min() + 1e-9


def test_legs_in_the_stairs_are_found() -> None:
    assert "into the stairs" in complaints(spec({"kind": "stairs", "x": -0.1, "rise": 0.2}))


def test_a_walking_stick_goes_from_the_hand_to_the_floor() -> None:
    pose = spec({"kind": "stick", "at": "near_grip", "dx": 0.05})
    stick = surface(things(pose)["stick"])
    hand = point(scene(pose).body, "near_grip", near_side(pose))
    assert stick[:, 2].min() == pytest.approx(0, abs=0.003)
    assert np.linalg.norm(stick - hand, axis=1).min() < 0.03
    assert stick[stick[:, 2] < 0.02][:, 0].mean() == pytest.approx(hand[0] + 0.05, abs=0.01)


@pytest.mark.parametrize("kind", ["stick", "stairs"])
def test_whoever_holds_a_stick_or_a_stair_rail_does_not_fall_over(kind: str) -> None:
    prop: dict[str, object] = {"kind": "stick"} if kind == "stick" else {"kind": "stairs", "x": 0.4}
    assert "falls over" in complaints(spec(start={"tilt": 40}))
    assert "falls over" not in complaints(spec(prop, start={"tilt": 40}))


def test_a_hand_with_a_stick_that_nobody_sees_is_noted() -> None:
    behind = {"near_arm": {"reach": {"bone": "lum1", "at": [-0.15, 0, 0]}}}
    stick: dict[str, object] = {"kind": "stick", "at": "near_grip"}
    pose = spec(stick, view={"yaw": 90, "pitch": 5}, show="one", start=behind)
    found = [one.finding for one in look(pose, "man", solve(pose, "man"))]
    assert "holds something and is hidden" in {one.says for one in found}
