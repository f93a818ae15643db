"""Two exercises that read the same are refused, with both files."""

from pathlib import Path

import pytest

from handouts.content import load_library
from handouts.content.own import OwnContent
from handouts.errors import BadInput, Problem
from handouts.resources import library_folder
from tests.content.conftest import CONDITION
from tests.content.test_own import EXERCISE, own

CAMEL = "en/exercises/cat-camel.toml"


def problems_of(folder: Path, content: OwnContent | None = None) -> dict[str, Problem]:
    try:
        load_library(folder, own=content or OwnContent())
    except BadInput as caught:
        return {problem.source: problem for problem in caught.problems}
    return {}


def test_an_exercise_that_was_copied_and_not_changed_is_refused_with_both_files(
    copy: Path,
) -> None:
    for folder in ("exercises", "en/exercises"):
        text = (copy / folder / "cat-camel.toml").read_text(encoding="utf-8")
        (copy / folder / "new-camel.toml").write_text(text, encoding="utf-8")
    found = problems_of(copy)
    for key in ("name", "steps", "figure.alt"):
        problem = found[f"en/exercises/new-camel.toml:{key}"]
        assert CAMEL in problem.message
        assert problem.hint


@pytest.mark.parametrize("name", ["Cat and camel", "cat  and CAMEL"])
def test_a_clinics_exercise_with_a_name_of_ours_is_refused_with_both_files(name: str) -> None:
    text = EXERCISE.replace("Walking in the pool", name)
    found = problems_of(library_folder() / CONDITION, own(text))
    assert CAMEL in found["exercises/pool-walk.toml:words.name"].message


def test_two_of_a_clinics_exercises_that_read_the_same_are_refused_with_both_files() -> None:
    both = {name: (EXERCISE, f"exercises/{name}.toml") for name in ("pool-one", "pool-two")}
    content = OwnContent(both, {}, ("pool-walk.png",))
    found = problems_of(library_folder() / CONDITION, content)
    assert set(found) == {
        f"exercises/pool-two.toml:words.{key}" for key in ("name", "steps", "figure.alt")
    }
    assert all("exercises/pool-one.toml:words" in problem.message for problem in found.values())


def test_the_one_that_a_clinic_replaces_is_not_there_twice() -> None:
    text = (library_folder() / CONDITION / "exercises" / "bridge.toml").read_text(encoding="utf-8")
    said = (library_folder() / CONDITION / CAMEL.replace("cat-camel", "bridge")).read_text()
    words = said.replace("\n[", "\n[words.").partition("\n")[2]
    replacing = (
        "replaces = true\n"
        + text.partition("\n[pose]")[0].replace("[evidence]", '[evidence]\nbasis = "source"')
        + f"\n[words]\n{words}"
    )
    content = OwnContent({"bridge": (replacing, "exercises/bridge.toml")})
    assert problems_of(library_folder() / CONDITION, content) == {}
