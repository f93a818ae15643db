"""An exercise begun from another: nothing of the other one can be printed by mistake."""

import tomllib
from pathlib import Path

import pytest

from handouts.content import load_library
from handouts.content.beginning import new_facts, new_own, new_words
from handouts.content.own import OwnContent
from handouts.content.unfinished import MARK
from handouts.errors import BadInput, Problem
from handouts.resources import library_folder
from tests.content.conftest import CONDITION, Broken

EXERCISES = library_folder() / CONDITION / "exercises"
CAT = (EXERCISES / "cat-camel.toml").read_text(encoding="utf-8")
BED = (EXERCISES / "belly-breathing.toml").read_text(encoding="utf-8")
OPEN = {
    "exercises/new.toml:chart_goals.0",
    "exercises/new.toml:outcomes.0",
    "exercises/new.toml:avoid_if.0",
    "exercises/new.toml:evidence.grade",
    "exercises/new.toml:evidence.sources.0",
    "en/exercises/new.toml:name",
    "en/exercises/new.toml:purpose",
    "en/exercises/new.toml:equipment.0",
    "en/exercises/new.toml:start",
    "en/exercises/new.toml:end",
    "en/exercises/new.toml:steps.0",
    "en/exercises/new.toml:breathing",
    "en/exercises/new.toml:feel",
    "en/exercises/new.toml:mistake",
    "en/exercises/new.toml:easier",
    "en/exercises/new.toml:harder",
    "en/exercises/new.toml:stop_if",
    "en/exercises/new.toml:evidence_note",
    "en/exercises/new.toml:doses.subacute.effort",
    "en/exercises/new.toml:doses.chronic.effort",
    "en/exercises/new.toml:figure.alt",
}


def problems_of(folder: Path, own: OwnContent | None = None) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        load_library(folder, own=own or OwnContent())
    return list(caught.value.problems)


@pytest.mark.parametrize("text", [CAT, BED])
def test_type_position_doses_and_pose_are_those_of_the_other(text: str) -> None:
    other, new = tomllib.loads(text), tomllib.loads(new_facts(text))
    for key in ("type", "direction", "position", "settings", "doses", "pose"):
        assert new[key] == other[key]


def test_words_evidence_and_whom_it_does_not_suit_are_not_copied() -> None:
    said = new_facts(CAT) + new_words(CAT) + new_own(CAT)
    other = tomllib.loads(CAT)
    words = (EXERCISES.parent / "en" / "exercises" / "cat-camel.toml").read_text(encoding="utf-8")
    for text in (*other["avoid_if"], *other["evidence"]["sources"], tomllib.loads(words)["name"]):
        assert text not in said


def test_each_place_that_is_not_filled_in_is_one_problem_with_what_belongs_there(
    copy: Path,
) -> None:
    (copy / "exercises" / "new.toml").write_text(new_facts(CAT))
    (copy / "en" / "exercises" / "new.toml").write_text(new_words(CAT))
    problems = problems_of(copy)
    assert sorted(problem.source for problem in problems) == sorted(OPEN)
    assert {problem.message for problem in problems} == {"is not filled in yet"}
    assert all(problem.hint.startswith("write ") for problem in problems)


def test_a_clinics_own_is_refused_until_it_is_filled_in() -> None:
    own = OwnContent({"new": (new_own(CAT), "exercises/new.toml")})
    sources = {problem.source for problem in problems_of(library_folder() / CONDITION, own)}
    assert {"exercises/new.toml:words.name", "exercises/new.toml:evidence.basis"} <= sources
    assert len(sources) == len(OPEN) + 1


def test_other_mistakes_are_told_beside_what_is_not_filled_in(broken: Broken) -> None:
    old = 'name = "Cat and camel"'
    problems = broken("en/exercises/cat-camel.toml", old, f'name = "{MARK} x"\ncoled = []')
    assert [problem.source.partition(":")[2] for problem in problems] == ["coled", "name"]


def test_a_mark_that_is_left_inside_a_text_is_found(broken: Broken) -> None:
    old = 'name = "Cat and camel"'
    (problem,) = broken("en/exercises/cat-camel.toml", old, f'name = "Cat {MARK} and camel"')
    assert problem.message == "is not filled in yet"


def test_what_is_copied_says_so_above_it() -> None:
    text = new_facts(CAT)

    said = [line for line in text.splitlines() if line.startswith("# Copied")]
    assert len(said) == 3, "over what kind of exercise it is, its doses, and its pose"
    assert text.index(said[0]) < text.index("direction = ")
    assert text.index(said[2]) < text.index("[pose]")
