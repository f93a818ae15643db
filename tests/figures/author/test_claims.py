"""Claims: a drawing is held against the distance or angle that the words name."""

from typing import Any

import pytest

from handouts.errors import BadInput
from handouts.figures.author.checks import check
from handouts.figures.pose import read_pose

LIFTED = {"near_leg": {"hip": 40}}


def messages(claim: dict[str, Any]) -> list[str]:
    data = {
        "base": "standing",
        "show": "two",
        "start": {},
        "end": LIFTED,
        "rest": {"parts": ["far_foot"]},
        "props": [{"kind": "wall", "x": 0.9}],
        "claims": [{"says": {"en": "so far"}, **claim}],
    }
    found = check("lift", read_pose(data, "lift.toml"), "man")
    return [problem.message for problem in found if "the words say" in problem.message]


@pytest.mark.parametrize(
    ("claim", "unit"),
    [
        ({"measure": "apart", "of": ["near_ankle", "far_ankle"], "range": [0, 0.1]}, "heights"),
        ({"measure": "moved", "of": ["near_ankle"], "range": [0, 0.1]}, "body heights"),
        (
            {"measure": "bend", "of": ["near_shoulder", "near_hip", "near_knee"], "range": [0, 9]},
            "degrees",
        ),
        ({"measure": "level", "of": ["near_hip", "near_knee"], "range": [0, 10]}, "degrees"),
        ({"measure": "upright", "of": ["near_hip", "near_knee"], "range": [0, 10]}, "degrees"),
    ],
)
def test_a_drawing_that_is_not_what_the_words_say_is_told(claim: dict[str, Any], unit: str) -> None:
    (message,) = messages(claim)

    assert "so far" in message
    assert unit in message


@pytest.mark.parametrize(
    "claim",
    [
        {"measure": "moved", "of": ["near_ankle"], "range": [0.25, 0.4]},
        {"measure": "upright", "of": ["near_hip", "near_knee"], "range": [35, 45]},
        {"measure": "level", "of": ["near_hip", "near_knee"], "range": [45, 55]},
        {"measure": "upright", "of": ["near_hip", "near_knee"], "range": [0, 5], "panel": "start"},
    ],
)
def test_a_drawing_that_is_what_the_words_say_is_fine(claim: dict[str, Any]) -> None:
    assert messages(claim) == []


def test_a_claim_with_too_few_places_is_refused() -> None:
    claim = {"says": {"en": "straight"}, "measure": "bend", "of": ["near_hip"], "range": [0, 5]}
    with pytest.raises(BadInput) as caught:
        read_pose({"base": "standing", "start": {}, "claims": [claim]}, "lift.toml")

    (problem,) = caught.value.problems
    assert problem.source == "lift.toml:pose.claims.0"
    assert "takes 3" in problem.message + problem.hint
