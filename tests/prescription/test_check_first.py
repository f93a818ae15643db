"""An urgent sign never becomes a workout: levels of flags, checks, and the cap on effort."""

import pytest

from handouts.content import Library
from handouts.errors import BadInput, Problem
from handouts.prescription import (
    CheckFirst,
    Prescription,
    PrescriptionRequest,
    SetField,
    assess,
    prescribe,
)


def urgent(library: Library) -> list[str]:
    return [name for name, flag in library.flags.items() if flag.level == "urgent"]


def problems_of(library: Library, request: PrescriptionRequest) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        assess(library, request)
    return list(caught.value.problems)


def planned(library: Library, request: PrescriptionRequest) -> Prescription:
    made = assess(library, request)
    assert isinstance(made, Prescription)
    return made


def test_every_warning_sign_can_be_given_as_a_flag_by_its_own_name(library: Library) -> None:
    for sign, facts in library.red_flags.items():
        made = assess(library, PrescriptionRequest("acute", flags=(sign,)))
        flag = library.flag_named(sign)
        assert flag in made.flags
        assert isinstance(made, CheckFirst) == (facts.level != "soon")


def test_an_urgent_sign_gives_no_exercise_at_any_stage(library: Library) -> None:
    for stage in library.stages:
        for flag in urgent(library):
            assert isinstance(
                assess(library, PrescriptionRequest(stage, flags=(flag,))), CheckFirst
            )


def test_prescribing_refuses_an_urgent_sign_that_nobody_has_checked(library: Library) -> None:
    with pytest.raises(BadInput) as caught:
        prescribe(library, PrescriptionRequest("acute", flags=("dvt_signs",)))

    (problem,) = caught.value.problems
    assert problem.source == "--avoid dvt_signs"
    assert "--checked dvt_signs" in problem.hint


def test_the_notice_says_what_to_do_in_whole_sentences(library: Library) -> None:
    made = assess(library, PrescriptionRequest("acute", flags=("dvt_signs",)))
    (notice,) = made.notices

    assert "before any exercise" in notice.message
    assert notice.hint.startswith("Call NHS 111 or your GP today. ")
    assert not notice.hint.endswith(":")


def test_several_urgent_signs_share_a_sheet_the_most_urgent_first(library: Library) -> None:
    flags = ("knee_problem", "dvt_signs", "new_weakness_or_numbness", "bladder")
    made = assess(library, PrescriptionRequest("acute", flags=flags))

    assert isinstance(made, CheckFirst)
    assert made.urgent == ("bladder", "new_weakness_or_numbness", "dvt_signs")
    assert [notice.source for notice in made.notices] == [f"--avoid {f}" for f in made.urgent]


def test_a_checked_sign_gives_a_plan_without_what_it_rules_out(library: Library) -> None:
    request = PrescriptionRequest("acute", flags=("dvt_signs",), checked=("dvt_signs",))
    made = planned(library, request)

    assert made.checked == ("dvt_signs",)
    assert "walking" not in {item.id for item in made.items}


def test_one_check_of_two_signs_is_not_enough(library: Library) -> None:
    flags = ("dvt_signs", "bladder")
    made = assess(library, PrescriptionRequest("acute", flags=flags, checked=("dvt_signs",)))

    assert isinstance(made, CheckFirst)
    assert made.urgent == ("bladder",)


def test_a_check_of_a_sign_that_was_not_given_is_refused(library: Library) -> None:
    (problem,) = problems_of(library, PrescriptionRequest("acute", checked=("dvt_signs",)))

    assert problem.source == "--checked dvt_signs"
    assert problem.message == "was not given with --avoid"
    assert problem.hint == "add --avoid dvt_signs, or leave it out"


def test_a_check_of_a_flag_that_needs_none_is_refused(library: Library) -> None:
    request = PrescriptionRequest("acute", flags=("knee_problem",), checked=("knee_problem",))
    (problem,) = problems_of(library, request)

    assert problem.message == "needs no check"


def test_a_check_of_an_unknown_flag_names_the_nearest(library: Library) -> None:
    (problem,) = problems_of(library, PrescriptionRequest("acute", checked=("dvt_sign",)))

    assert problem.source == "--checked dvt_sign"
    assert problem.hint == "did you mean dvt_signs?"


@pytest.mark.parametrize("stage", ["acute", "subacute", "chronic"])
@pytest.mark.parametrize("checked", [False, True])
def test_what_has_to_be_cleared_first_caps_the_effort_checked_or_not(
    library: Library, stage: str, checked: bool
) -> None:
    most = library.flag_levels["ask_first"].most_effort
    assert most == 4
    for flag, facts in library.flags.items():
        if facts.level != "ask_first":
            continue
        given = (flag,) if checked else ()
        made = planned(library, PrescriptionRequest(stage, flags=(flag,), checked=given))
        assert made.ask_first == (() if checked else (flag,))
        for item in made.items:
            assert item.dose.effort[1] <= most
            assert item.words.harder == ""
            first = item.dose.at_start
            assert first is None or first.effort[1] <= item.dose.effort[1]


def test_a_capped_effort_keeps_its_span_and_takes_the_words_of_the_scale(library: Library) -> None:
    request = PrescriptionRequest("chronic", flags=("uncontrolled_heart_or_bp",))
    items = {item.id: item for item in planned(library, request).items}

    assert items["chair-squat"].dose.effort == (2, 4)
    assert items["chair-squat"].effort == "easy to somewhat hard"


def test_no_effort_above_the_cap_can_be_set_by_hand(library: Library) -> None:
    request = PrescriptionRequest(
        "chronic",
        flags=("uncontrolled_heart_or_bp",),
        adjustments=(SetField("chair-squat", "effort", "5"),),
    )
    (problem,) = problems_of(library, request)

    assert problem.source == "--set chair-squat.effort"
    assert "0 to 4" in problem.hint


def test_all_reasons_to_leave_an_exercise_out_are_told_the_most_urgent_first(
    library: Library,
) -> None:
    flags = ("high_nerve_irritation", "new_weakness_or_numbness")
    request = PrescriptionRequest("acute", flags=flags, checked=flags[1:])
    left_out = {entry.exercise: entry.flags for entry in planned(library, request).left_out}

    assert left_out["nerve-slider-lying"] == ("new_weakness_or_numbness", "high_nerve_irritation")


def test_a_flag_leaves_out_what_the_flags_that_it_implies_do(library: Library) -> None:
    implied = library.flags["minor_fall_thin_bones"].implies
    assert implied == ("osteoporosis_spine",)
    plain, thin, fallen = (
        planned(library, PrescriptionRequest("chronic", flags=flags))
        for flags in ((), implied, ("minor_fall_thin_bones",))
    )

    gone = {entry.exercise for entry in thin.left_out}
    assert gone
    assert gone < {item.id for item in plain.items}
    assert {entry.exercise for entry in fallen.left_out} == gone


def test_a_flag_that_changes_nothing_is_said(library: Library) -> None:
    made = planned(library, PrescriptionRequest("chronic", flags=("cannot_lie_on_front",)))
    (notice,) = made.notices

    assert made.unaffected == ("cannot_lie_on_front",)
    assert notice.source == "--avoid cannot_lie_on_front"
    assert "nothing in this plan had to change" in notice.message


def test_a_flag_that_changes_lines_alone_is_told_so(library: Library) -> None:
    made = planned(library, PrescriptionRequest("acute", flags=("shoulder_wrist_problem",)))
    (notice,) = made.notices

    assert made.left_out == ()
    assert made.unaffected == ()
    assert made.reworded == ("shoulder_wrist_problem",)
    assert "some lines worded for it" in notice.message


def test_what_two_flags_do_alike_each_of_them_does(library: Library) -> None:
    for flags in (("knee_problem", "shoulder_wrist_problem"), ("poor_balance", "knee_problem")):
        made = planned(library, PrescriptionRequest("acute", flags=flags))
        told = {flag for entry in made.left_out for flag in entry.flags}
        assert made.unaffected == ()
        assert set(made.reworded) | told == set(flags)


def test_an_effort_above_the_stages_own_is_noticed(library: Library) -> None:
    changes = (SetField("walking", "effort", "7"),)
    made = planned(library, PrescriptionRequest("acute", adjustments=changes))
    (notice,) = made.notices

    assert notice.source == "--set walking.effort"
    assert "1 to 2 of 10" in notice.hint


def test_what_was_given_in_another_order_is_the_same(library: Library) -> None:
    flags = ("poor_balance", "knee_problem", "hip_replacement")
    one, other = (
        planned(library, PrescriptionRequest("chronic", flags=given))
        for given in (flags, flags[::-1])
    )

    assert one == other


def test_the_sheet_speaks_of_no_sign_that_was_checked(library: Library) -> None:
    request = PrescriptionRequest("acute", flags=("dvt_signs", "bladder"), checked=("dvt_signs",))
    made = assess(library, request)

    assert isinstance(made, CheckFirst)
    assert not any("calf" in line for line in made.spoken.avoid)


# -- what does not go together


@pytest.mark.parametrize(
    ("request_", "remedy"),
    [
        (PrescriptionRequest("acute", "extension", flags=("extension_worsens",)),
         "choose --preference flexion or none"),
        (PrescriptionRequest("acute", "flexion", flags=("flexion_worsens",)),
         "choose --preference extension or none"),
        (PrescriptionRequest("acute", plan="acute-extension-floor", flags=("extension_worsens",)),
         "choose --preference flexion or none"),
        (PrescriptionRequest("acute", "extension", flags=("spinal_stenosis",)),
         "choose --preference flexion or none"),
        (PrescriptionRequest("subacute", flags=("high_nerve_irritation",)),
         "use --stage acute: touchiness decides"),
        (PrescriptionRequest("chronic", flags=("high_nerve_irritation",)),
         "use --stage acute: touchiness decides"),
        (PrescriptionRequest("acute", flags=("flexion_worsens", "extension_worsens")),
         "--preference none"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused_with_the_remedy(
    library: Library, request_: PrescriptionRequest, remedy: str
) -> None:
    (problem,) = problems_of(library, request_)

    assert problem.source.startswith("--avoid ")
    assert remedy in problem.hint


def test_stenosis_without_a_direction_is_told_and_the_plan_is_made(library: Library) -> None:
    made = planned(library, PrescriptionRequest("acute", flags=("spinal_stenosis",)))

    assert made.items
    assert any("--preference flexion" in notice.hint for notice in made.notices)


def test_an_urgent_sign_comes_before_what_does_not_go_together(library: Library) -> None:
    flags = ("extension_worsens", "bladder")
    made = assess(library, PrescriptionRequest("acute", "extension", flags=flags))

    assert isinstance(made, CheckFirst)


# -- why


def test_every_decision_is_told(library: Library) -> None:
    request = PrescriptionRequest(
        "chronic",
        flags=("hip_replacement", "uncontrolled_heart_or_bp"),
        adjustments=(SetField("walking", "seconds_per_rep", "600"),),
    )
    told = planned(library, request).decisions
    by_topic = {topic: [d for d in told if d.about == topic] for topic in {d.about for d in told}}

    assert by_topic["plan"][0].what.startswith("chronic-a: ")
    assert "hip-hinge-lift" in {d.what for d in by_topic["left out"]}
    assert "hip-flexor-stretch" in {d.what for d in by_topic["stands in"]}
    assert any(d.what == "walking.seconds_per_rep = 600" for d in by_topic["dose"])
    assert any("chair-squat.effort = 2 to 4" in d.what for d in by_topic["dose"])
    assert len(by_topic["minutes"]) >= 8
    assert {d.what for d in by_topic["flare"]} >= {"walking"}
    assert any("stages.toml:chronic.do.0: Keep strength work light." in d.what
               for d in by_topic["line"])  # fmt: skip
    assert all(decision.why for decision in told)


def test_why_there_is_no_plan_is_told(library: Library) -> None:
    made = assess(library, PrescriptionRequest("acute", flags=("dvt_signs", "knee_problem")))

    assert any(d.about == "check" and "dvt_signs" in d.why for d in made.decisions)
    assert any(d.about == "flag" and "knee_problem" in d.what for d in made.decisions)


def test_a_flag_leaves_out_what_the_flags_that_it_implies_leave_out_in_turn(
    library: Library,
) -> None:
    for flag, told in library.flags.items():
        for implied in told.implies:
            assert library.implied_by(implied) <= library.implied_by(flag)
    for exercise in library.exercises:
        against = set(library.flags_against(exercise))
        for flag, told in library.flags.items():
            if against.intersection(told.implies):
                assert flag in against


def test_numbness_that_spreads_leaves_out_what_a_weak_foot_leaves_out(library: Library) -> None:
    made = planned(library, PrescriptionRequest("chronic", flags=("spreading_numbness",)))
    exercises = {item.id for item in made.items}
    assert not exercises & {"single-leg-stand", "step-up", "chair-squat", "hip-hinge-lift"}


def test_a_plan_for_no_direction_is_refused_beside_a_direction(library: Library) -> None:
    request = PrescriptionRequest("acute", preference="extension", plan="acute-none-floor")
    (problem,) = problems_of(library, request)
    assert "for the preference none, not extension" in problem.message
