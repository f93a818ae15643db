"""What a clinician calls the parts of the content."""

import pytest

from handouts.review import Thing, chosen, thing_of

THINGS = [
    Thing("exercise", "bridge"), Thing("exercise", "bird-dog"), Thing("section", "exercises"),
    Thing("section", "pain-map"), Thing("figure", "pain-map"), Thing("plan", "chronic-a"),
    Thing("brand", "emergency number of the site quay"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "thing"),
    [
        ("library/exercises/bridge.toml", ("exercise", "bridge")),
        ("library/en/exercises/bridge.toml", ("exercise", "bridge")),
        ("pictures/exercises/bridge", ("exercise", "bridge")),
        ("brand/exercises/bridge", ("exercise", "bridge")),
        ("brand/exercises/bridge+chair.woman.pic", ("exercise", "bridge")),
        ("brand/exercises/bridge.png", ("exercise", "bridge")),
        ("pictures/figures/nerve", ("figure", "nerve")),
        ("library/en/figures/nerve.toml", ("figure", "nerve")),
        ("library/plans/chronic-a.toml", ("plan", "chronic-a")),
        ("brand/plans/ours", ("plan", "ours")),
        ("templates/en/why.md", ("section", "why")),
        ("brand/templates/why", ("section", "why")),
        ("templates/arrangement.toml", ("words", "arrangement")),
        ("templates/en/running.toml", ("words", "running")),
        ("library/stages.toml", ("words", "stages")),
        ("library/en/stages.toml", ("words", "stages")),
        ("regions/uk.toml", ("region", "uk")),
        ("brand.toml:disclaimer", ("brand", "disclaimer")),
        ("emergency number of the site quay", ("brand", "emergency number of the site quay")),
        ("typefaces", ("brand", "typefaces")),
    ],
)
def test_a_part_belongs_to_what_people_call_it(part: str, thing: tuple[str, str]) -> None:
    assert thing_of(part) == thing


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["bridge"], ["bridge"]),
        (["exercise bridge"], ["bridge"]),
        (["exercise:bridge"], ["bridge"]),
        (["exercises"], ["bird-dog", "bridge"]),
        (["Exercises"], ["bird-dog", "bridge"]),
        (["section exercises"], ["exercises"]),
        (["bridge, chronic-a"], ["bridge", "chronic-a"]),
        (["b*"], ["bird-dog", "bridge"]),
        (["pain-map"], ["pain-map", "pain-map"]),
        (["figure pain-*"], ["pain-map"]),
        (["emergency number*"], ["emergency number of the site quay"]),
    ],
)
def test_things_are_named_as_people_would(asked: list[str], found: list[str]) -> None:
    things, problems = chosen(THINGS, asked)
    assert not problems
    assert sorted(thing.name for thing in things) == found


def test_a_name_of_nothing_is_told_with_the_nearest() -> None:
    things, (problem,) = chosen(THINGS, ["brige", "bird-dog"])
    assert [thing.name for thing in things] == ["bird-dog"]
    assert (problem.source, problem.hint) == ("--part", "did you mean bridge?")
