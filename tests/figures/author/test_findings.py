"""A mistake in a pose is told once, with whom it concerns, in the words of the documents."""

import tomllib

import pytest

from handouts import resources
from handouts.errors import Problem
from handouts.figures import FIGURES
from handouts.figures.author.checks import check
from handouts.figures.author.examination import examine
from handouts.figures.pose import PoseSpec, read_pose

(LIBRARY,) = (p.parent for p in resources.library_folder().glob("*/exercises"))


def spec(**data: object) -> PoseSpec:
    return read_pose({"base": "standing", "start": {}, **data}, "wave.toml")


def told(pose: PoseSpec) -> list[Problem]:
    return check("wave", pose, *FIGURES)


def test_a_mistake_of_both_sides_and_all_people_is_told_once() -> None:
    pose = spec(start={"arms": {"elbow": 175}}, end={"tilt": 5})
    (problem,) = [one for one in told(pose) if "elbow" in one.message]
    assert problem.source == "wave.toml:pose"
    assert problem.message.startswith("near_elbow and far_elbow:")
    assert "`elbow` is 175 degrees, it goes from -5 to 154" in problem.message
    assert problem.message.endswith("(start and end, all four people)")


def test_what_concerns_one_position_and_some_people_names_them() -> None:
    (problem,) = check("wave", spec(start={"near_leg": {"hip": 140, "knee": 90}}), "man")[:1]
    assert problem.source == "wave.toml:pose.start"
    assert problem.message.startswith("near_hip: `hip` is 140 degrees")
    assert problem.message.endswith("(figure man)")


def test_where_no_side_is_near_problems_say_left_and_right() -> None:
    pose = spec(no_far=True, start={"left_arm": {"elbow": 175}})
    assert told(pose)[0].message.startswith("left_elbow: ")


@pytest.mark.parametrize("angle", ["hip_rot", "hip_out"])
def test_an_angle_is_called_as_the_author_writes_it(angle: str) -> None:
    key = angle.removeprefix("hip_")
    pose = spec(start={"near_leg": {key: 90}})
    assert any(f"near_hip: `{key}` is 90" in problem.message for problem in told(pose))


def test_one_wrong_angle_of_a_whole_exercise_gives_a_handful_of_problems_with_remedies() -> None:
    data = tomllib.loads((LIBRARY / "exercises" / "cat-camel.toml").read_text("utf-8"))["pose"]
    data["start"]["legs"]["ankle"] = 70
    problems = told(read_pose(data, "cat-camel.toml"))
    assert 0 < len(problems) < 6
    assert all(problem.hint for problem in problems)
    assert not any(f"{side}{bone}" in problem.message for problem in problems
                   for side in "LR" for bone in ("hip", "foot", "shank", "hand"))  # fmt: skip


def test_what_is_wrong_with_the_usual_pose_is_not_told_again_for_a_setting() -> None:
    pose = spec(start={"near_arm": {"elbow": 175}}, settings={"chair": {"show": "one"}})
    problems = examine({"wave": pose, "wave+chair": pose.elsewhere("chair")})
    assert [problem.source for problem in problems] == ["wave.toml:pose.start"]


def test_what_is_wrong_in_a_setting_alone_names_it() -> None:
    bent = {"near_arm": {"elbow": 175}}
    pose = spec(start={}, settings={"chair": {"start": bent}})
    (problem,) = examine({"wave": pose, "wave+chair": pose.elsewhere("chair")})
    assert problem.source == "wave.toml:pose.settings.chair.start"
