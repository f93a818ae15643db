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
    assert plan.words.who_for == "Ask your GP about it."


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


@pytest.mark.parametrize("kind", ["absent", "folder"])
def test_a_plan_that_is_no_file_is_refused(tmp_path: Path, library: Library, kind: str) -> None:
    path = tmp_path / "plan.toml"
    if kind == "folder":
        path.mkdir()

    (problem,) = problems_of(path, library)

    assert problem.source == "plan.toml"
