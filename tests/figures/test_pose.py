import pytest

from handouts.errors import BadInput, Problem
from handouts.figures.pose import read_pose


def problems(data: object) -> list[Problem]:
    with pytest.raises(BadInput) as raised:
        read_pose(data, "wave.toml")
    return list(raised.value.problems)


def pose(**more: object) -> dict[str, object]:
    return {"base": "standing", "start": {"legs": {"knee": 10}}, **more}


def test_a_small_pose_is_read() -> None:
    assert read_pose(pose(), "wave.toml").start.legs is not None


def test_a_misspelt_key_is_named_with_the_one_that_was_meant() -> None:
    (problem,) = problems(pose(start={"legs": {"kne": 10}}))
    assert problem.source == "wave.toml:pose.start.legs.kne"
    assert "knee" in problem.hint


def test_a_misspelt_place_is_named_with_the_one_that_was_meant() -> None:
    (problem,) = problems(pose(anchor="near_kne"))
    assert problem.source == "wave.toml:pose.anchor"
    assert "near_knee" in problem.hint


def test_every_mistake_is_told_at_once() -> None:
    wrong = pose(base="floating", feel=["near_foo"], props=[{"kind": "chair", "seats": 1}])
    keys = {p.source.removeprefix("wave.toml:pose.") for p in problems(wrong)}
    assert {"base", "feel.0", "props.0.seat", "props.0.seats"} <= keys


def test_a_wrong_place_is_one_mistake_and_not_one_for_each_way_to_write_it() -> None:
    (problem,) = problems(pose(start={"near_arm": {"reach": {"bone": "head", "att": [0, 0, 0]}}}))
    assert problem.source == "wave.toml:pose.start.near_arm.reach.att"
    assert "'at'" in problem.hint


def test_a_number_in_quotes_is_refused_with_its_key() -> None:
    (problem,) = problems(pose(start={"tilt": "much"}))
    assert problem.source == "wave.toml:pose.start.tilt"
