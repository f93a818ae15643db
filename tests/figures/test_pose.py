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
    assert "mean at?" in problem.hint


@pytest.mark.parametrize("text", ["much", "30"])
def test_a_number_in_quotes_is_refused_with_its_key(text: str) -> None:
    (problem,) = problems(pose(start={"spine": {"lumbar": text}}))
    assert problem.source == "wave.toml:pose.start.spine.lumbar"
    assert problem.message == "is not a number"
    assert "without quotes" in problem.hint


def test_a_prop_that_does_not_exist_is_refused_with_the_kinds_there_are() -> None:
    (problem,) = problems(pose(props=[{"kind": "ladder"}]))
    assert problem.source == "wave.toml:pose.props.0"
    assert problem.message == "there is no such prop"
    assert "mat, floor, bed, table" in problem.hint
    (near,) = problems(pose(props=[{"kind": "chiar"}]))
    assert "did you mean chair?" in near.hint


PLAIN: dict[str, tuple[dict[str, object], str, str]] = {
    "a place with two numbers": ({"arms": {"reach": [1, 2]}}, "arms.reach", "has too few parts"),
    "a direction with four": ({"arms": {"upper": [1, 2, 3, 4]}}, "arms.upper", "too many parts"),
    "a fist of three": ({"arms": {"curl": 3}}, "arms.curl", "is more than 1"),
    "a hand turned inside out": ({"arms": {"curl": -1}}, "arms.curl", "is less than 0"),
    "a yes in quotes": ({"legs": {"foot": "yes"}}, "legs.foot", "none of the words"),
    "a limb that is a number": ({"legs": 3}, "legs", "is not a table"),
    "a name alone for a list": ({"pin": "near_hand"}, "pin", "is not a list"),
    "a touch without its range": (
        {"touch": {"head": {"by": "spine.neck"}}},
        "touch.head.range",
        "is missing",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_mistake_is_said_plainly_with_a_remedy(name: str) -> None:
    start, key, message = PLAIN[name]
    (problem,) = problems(pose(start=start))
    assert problem.source == f"wave.toml:pose.start.{key}"
    assert message in problem.message
    assert problem.hint


def test_a_prop_without_its_kind_and_one_that_is_no_table_are_told() -> None:
    told = problems(pose(props=[{"h": 1}, "mat"]))
    assert [problem.message for problem in told] == ["does not say what it is", "is not a table"]


def test_true_in_quotes_is_refused() -> None:
    (problem,) = problems(pose(no_far="true"))
    assert problem.message == "is neither true nor false"


def test_a_mistake_in_a_setting_is_told_with_its_key_there() -> None:
    (problem,) = problems(pose(settings={"chair": {"bas": "sitting"}}))
    assert problem.source == "wave.toml:pose.settings.chair.bas"
    assert "mean base?" in problem.hint
