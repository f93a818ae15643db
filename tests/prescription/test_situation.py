"""Conditions against a patient's situation: each key alone decides."""

from dataclasses import replace

import pytest

from handouts.content.lines import When
from handouts.prescription.situation import Situation, fits

HERE = Situation(
    stage="acute",
    preference="flexion",
    setting="chair",
    sore="left",
    plan="acute-flexion-chair",
    flags=frozenset({"knee_problem", "adapt"}),
    exercises=frozenset({"walking", "belly-breathing"}),
    types=frozenset({"aerobic", "relaxation"}),
    directions=frozenset({"neutral"}),
    as_dosed=frozenset({"walking", "relaxation"}),
)

MET: list[dict[str, object]] = [
    {},
    {"about": ("walking", "belly-breathing")},
    {"types": ("aerobic", "relaxation")},
    {"directions": ("neutral",)},
    {"without": ("bridge", "balance")},
    {"stages": ("chronic", "acute")},
    {"preferences": ("none", "flexion")},
    {"settings": ("floor", "chair")},
    {"sore": ("both", "left")},
    {"plans": ("chronic-a", "acute-flexion-chair")},
    {"flags": ("hip_replacement", "knee_problem")},
    {"flags": ("adapt",)},
    {"unless": ("hip_replacement", "ask_first")},
    {"about": ("walking",), "as_dosed": True},
    {"types": ("relaxation",), "as_dosed": True},
]

NOT_MET: list[dict[str, object]] = [
    {"about": ("walking", "bridge")},
    {"types": ("aerobic", "balance")},
    {"directions": ("neutral", "flexion")},
    {"without": ("bridge", "walking")},
    {"without": ("relaxation",)},
    {"stages": ("chronic", "subacute")},
    {"preferences": ("none",)},
    {"settings": ("floor",)},
    {"sore": ("right", "both")},
    {"plans": ("chronic-a",)},
    {"flags": ("hip_replacement",)},
    {"unless": ("hip_replacement", "knee_problem")},
    {"about": ("belly-breathing",), "as_dosed": True},
    {"about": ("walking",), "types": ("aerobic",), "as_dosed": True},
]


@pytest.mark.parametrize("condition", MET, ids=str)
def test_a_condition_that_is_met_holds(condition: dict[str, object]) -> None:
    assert fits(When.model_validate(condition), HERE)


@pytest.mark.parametrize("condition", NOT_MET, ids=str)
def test_one_key_that_is_not_met_is_enough(condition: dict[str, object]) -> None:
    assert not fits(When.model_validate(condition), HERE)


def test_a_line_for_every_sore_side_is_not_said_where_none_was_given() -> None:
    unknown = replace(HERE, sore="")

    assert not fits(When.model_validate({"sore": ("left", "right", "both")}), unknown)
    assert fits(When.model_validate({}), unknown)
