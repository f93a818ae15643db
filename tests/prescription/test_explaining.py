"""What a clinician is told of each flag: what became of it, and nothing else."""

from pathlib import Path

import pytest

from handouts.content import Library
from handouts.prescription import (
    Decision,
    DropExercise,
    PrescriptionRequest,
    SetField,
    assess,
    prescribe,
)
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
CAPPED = "uncontrolled_heart_or_bp"
REQUESTS = {
    "acute": PrescriptionRequest("acute"),
    "named-plan": PrescriptionRequest("chronic", plan="chronic-b"),
    "quiet-flags": PrescriptionRequest(
        "acute", flags=("shoulder_wrist_problem", "hip_replacement", "cannot_lie_on_front")
    ),
    "capped": PrescriptionRequest("chronic", flags=(CAPPED,)),
    "capped-and-set": PrescriptionRequest(
        "chronic",
        flags=(CAPPED,),
        checked=(CAPPED,),
        adjustments=(SetField("chair-squat", "effort", "3"), SetField("walking", "per_day", "1")),
    ),
    "chair": PrescriptionRequest("subacute", "flexion", "chair", flags=("knee_problem",)),
    "one-move": PrescriptionRequest(
        "chronic",
        plan="chronic-a",
        adjustments=(
            *(
                DropExercise(name)
                for name in ("hip-hinge-lift", "side-bridge", "step-up", "figure-four-stretch")
            ),
            DropExercise("walking"),
            SetField("chair-squat", "sets", "1"),
        ),
    ),
    "urgent": PrescriptionRequest("subacute", flags=("dvt_signs", "knee_problem")),
}


@pytest.mark.parametrize(
    ("flags", "checked", "flag", "what", "why"),
    [
        (("dvt_signs",), ("dvt_signs",), "dvt_signs", "check", "said to be checked"),
        (("uncontrolled_heart_or_bp",), (), "uncontrolled_heart_or_bp", "check", "cleared first"),
        (
            ("uncontrolled_heart_or_bp",),
            ("uncontrolled_heart_or_bp",),
            "uncontrolled_heart_or_bp",
            "check",
            "said to be checked",
        ),
    ],
)
def test_what_is_checked_is_told_apart_from_what_is_to_be_cleared(
    library: Library,
    flags: tuple[str, ...],
    checked: tuple[str, ...],
    flag: str,
    what: str,
    why: str,
) -> None:
    made = prescribe(library, PrescriptionRequest("subacute", flags=flags, checked=checked))

    (told,) = [one for one in made.decisions if one.what.startswith(f"{flag} (")]
    assert told.about == what
    assert why in told.why


def test_a_flag_that_leaves_exercises_out_is_told_with_its_level(library: Library) -> None:
    made = prescribe(library, PrescriptionRequest("chronic", flags=("knee_problem",)))

    (told,) = [one for one in made.decisions if one.what.startswith("knee_problem (adapt)")]
    assert (told.about, told.why) == ("flag", library.words.flag_levels["adapt"])


@pytest.mark.parametrize("name", REQUESTS)
def test_what_decided_each_part_of_a_plan_is_told(
    library: Library, golden: Golden, name: str
) -> None:
    told = assess(library, REQUESTS[name]).decisions

    lines = [f"{one.about}: {one.what}\n  {one.why}" for one in told if one.about != "line"]
    golden(GOLDEN / f"decisions-{name}.txt", "\n".join(lines) + "\n")


def test_a_plan_of_the_clinics_own_is_told_by_where_it_came_from(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'stage = "chronic"\npreference = "any"\nsetting = "any"\nweeks = [4, 8]\n'
        '[evidence]\ngrade = "D"\nsources = []\n[[items]]\nexercise = "prone-press-up"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n'
    )
    made = prescribe(library, PrescriptionRequest("chronic", plan=path))

    assert made.decisions[0] == Decision("plan", "own: Ours", "the file named with --plan")


def test_a_line_that_is_not_said_is_told_with_its_condition(library: Library) -> None:
    lines = assess(library, PrescriptionRequest("acute")).decisions
    unsaid = [one for one in lines if one.what.endswith("(nothing is said)")]
    said = [one for one in lines if one.about == "line" and one not in unsaid]

    assert unsaid
    assert said
    assert not any(one.what.endswith(": ") for one in said)


def test_only_a_line_that_could_have_been_another_is_a_decision(library: Library) -> None:
    lines = {
        one.what.partition(": ")[0]: one.why
        for one in assess(library, PrescriptionRequest("subacute")).decisions
        if one.about == "line"
    }

    assert lines["exercises/cat-camel.toml:steps.0"] == "no other line fits"
    assert "exercises/walking.toml:mistake" not in lines
    flagged = assess(library, REQUESTS["quiet-flags"]).decisions
    assert any(one.why == "flags: shoulder_wrist_problem" for one in flagged)


def test_the_lines_of_a_sheet_for_an_urgent_sign_are_told(library: Library) -> None:
    told = assess(library, REQUESTS["urgent"]).decisions

    assert any(one.about == "line" for one in told)
