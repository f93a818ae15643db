"""A clinic's own exercises and plans are checked with its brand."""

from pathlib import Path

from tests.brand_lint.brands import found
from tests.making import RIVERSIDE

FILES: dict[str, str | bytes] = {
    f"{path.parent.name}/{path.name}": path.read_bytes()
    for path in (*RIVERSIDE.glob("exercises/*"), *RIVERSIDE.glob("plans/*"))
}
EXERCISE, PLAN = "exercises/pool-walk.toml", "plans/pool-days.toml"


def changed(name: str, old: str, new: str) -> dict[str, str | bytes]:
    text = FILES[name]
    assert isinstance(text, bytes)
    assert old.encode() in text
    return {**FILES, name: text.replace(old.encode(), new.encode(), 1)}


def test_an_exercise_and_a_plan_without_mistakes_are_no_problem(tmp_path: Path) -> None:
    assert not [source for source in found(tmp_path, FILES) if "/" in source]


def test_a_mistake_in_an_exercise_is_told_with_its_key(tmp_path: Path) -> None:
    files = changed(EXERCISE, "seconds_per_rep = 600", "seconds_per_rep = 6")
    assert f"{EXERCISE}:doses.subacute.seconds_per_rep" in found(tmp_path, files)


def test_a_mistake_in_a_plan_is_told_with_its_key(tmp_path: Path) -> None:
    files = changed(PLAN, 'tue = ["pool-walk"]\n', "")
    assert f"{PLAN}:week" in found(tmp_path, files)


def test_a_pose_that_is_not_drawn_is_told(tmp_path: Path) -> None:
    files = changed(EXERCISE, 'picture = "pool-walk.png"\n', "")
    text = files[EXERCISE]
    assert isinstance(text, bytes)
    files[EXERCISE] = text + b'\n[pose]\nbase = "standing"\nshow = "one"\n[pose.start]\n'
    assert f"{EXERCISE}:pose" in found(tmp_path, files)


def test_a_line_that_names_what_the_plan_may_not_have_is_told_with_its_key(tmp_path: Path) -> None:
    files = changed(EXERCISE, 'easier = "', 'easier = "Do the bridge first. ')
    assert f"{EXERCISE}:words.easier" in found(tmp_path, files)
    files = changed(PLAN, "as_dosed = true", "as_dosed = false")
    assert f"{PLAN}:words.rhythm.0" in found(tmp_path, files)
