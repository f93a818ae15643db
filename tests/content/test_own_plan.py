"""A clinic's own plan file."""

from pathlib import Path

import pytest

from handouts.content import Library, load_plan
from handouts.errors import BadInput, Problem

OWN = """
stage = "chronic"
preference = "any"
setting = "floor"
weeks = [4, 8]

[evidence]
grade = "D"
sources = []

[[items]]
exercise = "walking"
[items.dose]
days_per_week = 7

[[items]]
exercise = "bridge"
alternatives = ["chair-squat"]

[week]
mon = ["bridge"]
wed = ["bridge"]
fri = ["bridge"]

[words]
title = "Our plan"
who_for = "Ask your {doctor} about it."
"""


def problems_of(path: Path, library: Library) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        load_plan(path, library)
    return list(caught.value.problems)


def test_a_clinics_plan_is_read_with_its_words(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(OWN)

    plan = load_plan(path, library)

    assert [item.exercise for item in plan.items] == ["walking", "bridge"]
    assert [line.text for line in plan.words.who_for] == ["Ask your GP about it."]


def test_a_clinics_plan_is_checked_like_ours(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(OWN.replace('fri = ["bridge"]', ""))

    (problem,) = problems_of(path, library)

    assert problem.source == "plan.toml:week"
    assert "2 days" in problem.message


def test_a_clinics_words_are_checked_like_ours(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(OWN + '[words.optional_if]\nwalking = "If you like."\n')

    (problem,) = problems_of(path, library)

    assert problem.source == "plan.toml:words.optional_if.walking"


def test_an_unknown_key_of_a_clinics_plan_names_the_nearest(
    tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(OWN.replace("who_for", "who_fr"))

    problems = {problem.source: problem for problem in problems_of(path, library)}

    assert problems["plan.toml:words.who_fr"].hint == "did you mean who_for?"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ('{ text = "Walk.", about = ["walkin"] }', "rhythm.0.about"),
        ('{ text = "Walk.", flags = ["knee_problm"] }', "rhythm.0.flags"),
        ('[{ text = "Walk.", stages = ["acute"] }, "Rest."]', "rhythm.0.0.stages"),
        ('["Walk.", "Rest."]', "rhythm.0.1"),
        ('{ text = "Walk.", as_dosed = true }', "rhythm.0.as_dosed"),
    ],
)
def test_conditions_in_a_clinics_plan_are_checked_like_ours(
    tmp_path: Path, library: Library, line: str, source: str
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(f"{OWN}rhythm = [{line}]\n")

    (problem,) = problems_of(path, library)

    assert problem.source == f"plan.toml:words.{source}"
    assert problem.hint


def test_for_whom_a_clinics_plan_is_has_to_be_said_to_everybody(
    tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "plan.toml"
    line = '{ text = "You.", preferences = ["flexion"] }'
    path.write_text(OWN.replace('"Ask your {doctor} about it."', line))

    (problem,) = problems_of(path, library)

    assert problem.source == "plan.toml:words.who_for"
    assert "stage chronic, preference none" in problem.message


@pytest.mark.parametrize("kind", ["absent", "folder"])
def test_a_plan_that_is_no_file_is_refused(tmp_path: Path, library: Library, kind: str) -> None:
    path = tmp_path / "plan.toml"
    if kind == "folder":
        path.mkdir()

    (problem,) = problems_of(path, library)

    assert problem.source == "plan.toml"
