"""Drafts while an exercise changes: only what has changed is drawn, and it is drawn right."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from handouts.figures import PEOPLE, palette
from handouts.figures.author import artist, bake, solver
from handouts.figures.author.draft import Draft, draft
from handouts.figures.author.memory import Memory
from handouts.figures.pose import PoseSpec, read_pose

COLOURS = palette("#1f77b4", PEOPLE[1])
STAND = {"legs": {"foot": "flat"}}


def spec(**data: object) -> PoseSpec:
    base = {"base": "standing", "show": "two", "props": [{"kind": "floor", "x": [-0.2, 0.3]}]}
    both = {"start": STAND, "end": {"near_arm": {"shoulder": 3}}}
    return read_pose({**base, **both, **data}, "wave.toml")


def quick(pose: PoseSpec, memory: Memory) -> Draft:
    return draft("wave", pose, "man", COLOURS, quick=True, memory=memory)


CHANGES: dict[str, dict[str, Any]] = {
    "another end": {"end": {"near_arm": {"shoulder": 5}}},
    "another start": {"start": {"tilt": 4, **STAND}},
    "another view": {"view": {"yaw": 30, "pitch": 9}},
    "another thing": {"props": [{"kind": "mat"}]},
    "a muscle": {"feel": ["near_quads"], "move": ["near_arm"]},
    "an arrow": {"arrows": [{"follow": "near_wrist", "offset": 0.05}]},
    "a mistake": {"end": {"near_arm": {"elbow": 175}}},
}


def test_a_draft_after_a_change_is_as_if_nothing_had_been_drawn_before() -> None:
    with ThreadPoolExecutor(1) as helper:
        memory = Memory(helper=helper)
        quick(spec(), memory)
        for name, change in CHANGES.items():
            assert quick(spec(**change), memory) == quick(spec(**change), Memory(0)), name


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done while the test runs: each position drawn, each solved."""
    out: list[str] = []

    def drawn(job: artist.Job) -> artist.Drawn:
        out.append("drawn")
        return artist.draw(job)

    solve = solver._Solver.solve

    def solved(self: solver._Solver, values: solver.Values) -> solver.Solved:
        out.append("solved")
        return solve(self, values)

    monkeypatch.setattr(bake, "draw", drawn)
    monkeypatch.setattr(solver._Solver, "solve", solved)
    return out


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("an arrow", []),
        ("another end", ["solved", "drawn"]),
        ("another view", ["drawn", "drawn"]),
    ],
)
def test_only_what_has_changed_is_solved_and_drawn(
    name: str, again: list[str], done: list[str]
) -> None:
    # The arm that moves does not reach beyond the foot: both positions keep their floor.
    memory = Memory()
    quick(spec(), memory)
    assert sorted(done) == ["drawn", "drawn", "solved", "solved"]
    done.clear()
    quick(spec(**CHANGES[name]), memory)
    assert sorted(done) == sorted(again)


def test_a_memory_keeps_the_newest() -> None:
    memory, made = Memory(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        memory.kept(key, lambda: made.append(1))
    assert len(made) == 4
