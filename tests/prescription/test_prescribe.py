import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.content import DAYS, Library
from handouts.content.dose import DoseChange
from handouts.errors import BadInput, Problem
from handouts.prescription import (
    AddExercise,
    DropExercise,
    LeftOut,
    Prescription,
    PrescriptionRequest,
    SetField,
    look_over,
    prescribe,
    read_request,
    totals,
)

MINUTES = tomllib.loads(Path(__file__).with_name("plan_minutes.toml").read_text())
PREFERENCES = ("none", "extension", "flexion")


def ids(prescription: Prescription) -> list[str]:
    return [item.id for item in prescription.items]


def problems_of(library: Library, request: PrescriptionRequest) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        prescribe(library, request)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("stage", "preference", "setting", "plan"),
    [
        ("acute", "none", "floor", "acute-none-floor"),
        ("acute", "none", "chair", "acute-none-chair"),
        ("acute", "extension", "floor", "acute-extension-floor"),
        ("acute", "extension", "chair", "acute-extension-chair"),
        ("acute", "flexion", "floor", "acute-flexion-floor"),
        ("acute", "flexion", "chair", "acute-flexion-chair"),
        *(("subacute", preference, "floor", "subacute-floor") for preference in PREFERENCES),
        *(("subacute", preference, "chair", "subacute-chair") for preference in PREFERENCES),
        *(("chronic", preference, "floor", "chronic-a") for preference in PREFERENCES),
        *(("chronic", preference, "chair", "chronic-a") for preference in PREFERENCES),
    ],
)
def test_the_plan_follows_stage_preference_and_setting(
    library: Library, stage: str, preference: str, setting: str, plan: str
) -> None:
    prescription = prescribe(library, PrescriptionRequest(stage, preference, setting))

    assert prescription.plan_id == plan
    assert prescription.setting == setting
    assert prescription.preference == preference
    assert all(setting in item.facts.settings for item in prescription.items)


@pytest.mark.parametrize("plan", sorted(MINUTES))
def test_the_minutes_of_each_day_are_those_of_the_clinical_fact_base(
    library: Library, plan: str
) -> None:
    request = PrescriptionRequest(library.plans[plan].stage, plan=plan)
    minutes = prescribe(library, request).minutes_by_day

    assert [minutes[day][0] for day in DAYS] == MINUTES[plan]["active"]
    assert [minutes[day][1] for day in DAYS] == MINUTES[plan]["rest"]


def test_the_fewest_and_most_minutes_of_a_day_are_told(library: Library) -> None:
    prescription = prescribe(library, PrescriptionRequest("subacute"))

    assert totals(prescription).minutes == (32.5, 42.0)
    assert totals(prescription).rest_minutes == (0, 0)


@pytest.mark.parametrize("plan", sorted(MINUTES))
def test_each_exercise_is_on_as_many_days_as_its_dose_says(library: Library, plan: str) -> None:
    prescription = prescribe(library, PrescriptionRequest(library.plans[plan].stage, plan=plan))

    for item in prescription.items:
        assert len(item.days) == item.dose.days_per_week
        assert item.days == tuple(day for day in DAYS if item.id in prescription.week[day])


def test_a_named_plan_of_another_stage_is_refused_with_the_reason(library: Library) -> None:
    (problem,) = problems_of(library, PrescriptionRequest("acute", plan="chronic-a"))

    assert problem.message == "this plan is for the stage chronic, not acute"
    assert "acute-none-floor" in problem.hint


def test_a_named_plan_brings_its_own_preference_and_setting(library: Library) -> None:
    prescription = prescribe(library, PrescriptionRequest("acute", plan="acute-flexion-chair"))

    assert (prescription.preference, prescription.setting) == ("flexion", "chair")


def test_a_named_plan_for_another_preference_is_refused_with_the_remedy(library: Library) -> None:
    request = PrescriptionRequest("acute", "flexion", plan="acute-extension-floor")
    (problem,) = problems_of(library, request)

    assert problem.source == "--plan"
    assert problem.message == "this plan is for the preference extension, not flexion"
    assert problem.hint == "leave out --preference, or name a plan that fits it"


def test_a_setting_that_was_given_stays_beside_a_plan_that_is_for_another(library: Library) -> None:
    made = prescribe(
        library, PrescriptionRequest("acute", "none", "chair", plan="acute-none-floor")
    )

    assert made.setting == "chair"


def test_a_flag_leaves_out_the_exercise_and_says_so(library: Library) -> None:
    request = PrescriptionRequest("acute", "flexion", "floor", ("pregnancy_after_16_weeks",))
    prescription = prescribe(library, request)

    assert (
        LeftOut("pelvic-tilt", "flag", ("pregnancy_after_16_weeks",), None) in prescription.left_out
    )
    assert "pelvic-tilt" not in ids(prescription)
    name = library.words.exercises["pelvic-tilt"].name
    assert name != "pelvic-tilt"
    assert any(f"{name} is left out" in notice.message for notice in prescription.notices)


def test_a_flag_brings_in_the_alternative_and_says_so(library: Library) -> None:
    request = PrescriptionRequest("chronic", flags=("hip_replacement",))
    prescription = prescribe(library, request)

    assert prescription.left_out == (
        LeftOut("figure-four-stretch", "flag", ("hip_replacement",), "hip-flexor-stretch"),
    )
    assert ids(prescription)[5] == "hip-flexor-stretch"
    name = library.words.exercises["hip-flexor-stretch"].name
    assert f"replaced by {name}" in prescription.notices[0].message


def test_an_alternative_that_a_flag_rules_out_too_is_passed_over(library: Library) -> None:
    request = PrescriptionRequest("chronic", flags=("hip_replacement", "knee_problem"))
    prescription = prescribe(library, request)

    replaced = {entry.exercise: entry.replaced_by for entry in prescription.left_out}
    assert replaced["figure-four-stretch"] == "hamstring-strap-stretch"


def test_an_alternative_is_used_once(library: Library) -> None:
    request = PrescriptionRequest("acute", "extension", flags=("shoulder_wrist_problem",))
    prescription = prescribe(library, request)

    replaced = {entry.exercise: entry.replaced_by for entry in prescription.left_out}
    assert replaced == {"prone-on-elbows": "standing-back-bend", "prone-press-up": None}


def test_an_alternative_takes_over_the_days_when_done_equally_often(library: Library) -> None:
    flagged = prescribe(library, PrescriptionRequest("chronic", flags=("hip_replacement",)))
    plain = prescribe(library, PrescriptionRequest("chronic"))

    assert flagged.items[5].days == plain.items[5].days


def test_what_needs_the_floor_is_replaced_for_a_chair(library: Library) -> None:
    prescription = prescribe(library, PrescriptionRequest("chronic", setting="chair"))

    assert prescription.left_out == (LeftOut("side-bridge", "setting", (), "heel-to-toe-stand"),)
    assert "not for chair" in prescription.notices[0].message


def test_an_alternative_against_the_preference_is_passed_over(library: Library) -> None:
    flags = ("hip_replacement",)
    bending_forward = prescribe(library, PrescriptionRequest("chronic", "flexion", flags=flags))

    # The kneeling hip stretch bends back.
    assert "hip-flexor-stretch" not in ids(bending_forward)
    assert "hamstring-strap-stretch" in ids(bending_forward)


def test_a_flag_given_twice_is_said_once(library: Library) -> None:
    once = prescribe(library, PrescriptionRequest("chronic", flags=("knee_problem",)))
    twice = prescribe(library, PrescriptionRequest("chronic", flags=("knee_problem",) * 2))

    assert once == twice


def test_when_nothing_is_left_the_request_is_refused(library: Library) -> None:
    drops = tuple(DropExercise(item.exercise) for item in library.plans["chronic-a"].items)

    (problem,) = problems_of(library, PrescriptionRequest("chronic", adjustments=drops))

    assert problem.message == "no exercise of the plan is left"


def test_an_added_exercise_is_spread_over_the_week(library: Library) -> None:
    request = PrescriptionRequest("chronic", adjustments=(AddExercise("bridge"),))
    item = prescribe(library, request).items[-1]

    assert item.id == "bridge"
    assert item.days == ("mon", "wed", "fri")


def test_more_exercises_than_the_library_advises_warns(library: Library) -> None:
    request = PrescriptionRequest("chronic", adjustments=(AddExercise("bridge"),))
    notices = prescribe(library, request).notices

    assert ["8 exercises" in notice.message for notice in notices] == [True]
    assert f"{library.max_exercises} or fewer" in notices[0].hint


def test_a_dropped_exercise_is_gone_and_not_replaced(library: Library) -> None:
    request = PrescriptionRequest("chronic", adjustments=(DropExercise("side-bridge"),))
    prescription = prescribe(library, request)

    assert "side-bridge" not in ids(prescription)
    assert prescription.left_out == ()
    assert len(prescription.items) == len(prescription.plan.items) - 1


def test_what_was_dropped_does_not_come_in_as_an_alternative(library: Library) -> None:
    request = PrescriptionRequest(
        "chronic",
        flags=("hip_replacement",),
        adjustments=(DropExercise("hip-flexor-stretch"),),
    )
    prescription = prescribe(library, request)

    assert "hip-flexor-stretch" not in ids(prescription)
    assert "hamstring-strap-stretch" in ids(prescription)


def test_what_was_added_does_not_come_in_as_an_alternative_too(library: Library) -> None:
    request = PrescriptionRequest(
        "chronic",
        flags=("hip_replacement",),
        adjustments=(AddExercise("hip-flexor-stretch"),),
    )
    prescription = prescribe(library, request)

    assert ids(prescription).count("hip-flexor-stretch") == 1
    assert "hamstring-strap-stretch" in ids(prescription)


def test_an_exercise_of_the_plan_against_the_preference_warns(library: Library) -> None:
    prescription = prescribe(library, PrescriptionRequest("chronic", "extension"))
    against = [i.id for i in prescription.items if i.facts.direction == "flexion"]
    said = [n.message for n in prescription.notices if "goes against the preference" in n.message]

    assert against
    names = [library.words.exercises[name].name for name in against]
    assert [message.partition(" goes against")[0] for message in said] == names
    sources = {n.source for n in prescription.notices if "goes against the preference" in n.message}
    assert sources == {"--preference"}


def test_an_added_exercise_against_the_preference_warns(library: Library) -> None:
    request = PrescriptionRequest(
        "subacute", "extension", adjustments=(AddExercise("seated-forward-bend"),)
    )
    notices = prescribe(library, request).notices

    name = library.words.exercises["seated-forward-bend"].name
    (told,) = [n for n in notices if n.message.startswith(f"{name} goes against")]
    assert told.source == "--add"
    others = [n for n in notices if "goes against" in n.message and n is not told]
    assert all(notice.source == "--preference" for notice in others)


@pytest.mark.parametrize(
    ("request_", "source", "message", "hint"),
    [
        (PrescriptionRequest("acut"), "--stage", "there is no such stage", "did you mean acute"),
        (PrescriptionRequest("acute", "flexon"), "--preference", "no such preference", "flexion"),
        (PrescriptionRequest("acute", setting="char"), "--setting", "no such setting", "chair"),
        (PrescriptionRequest("acute", flags=("dvt",)),
         "--avoid", "there is no such flag", "did you mean dvt_signs "),
        (PrescriptionRequest("acute", flags=("knee_problm",)),
         "--avoid", "no such flag", "knee_problem"),
        (PrescriptionRequest("acute", plan="acute-floor"), "--plan",
         "there is no such plan", "acute-"),
        (PrescriptionRequest("acute", adjustments=(AddExercise("brige"),)),
         "--add", "there is no such exercise", "did you mean bridge"),
        (PrescriptionRequest("acute", adjustments=(DropExercise("wolking"),)),
         "--drop", "there is no such exercise", "did you mean walking"),
        (PrescriptionRequest("acute", adjustments=(SetField("wolking", "reps", "1"),)),
         "--set", "there is no such exercise", "did you mean walking"),
        (PrescriptionRequest("acute", adjustments=(AddExercise("bridge"),)),
         "--add", "bridge has no dose for the stage acute", "subacute, chronic"),
        (PrescriptionRequest("acute", adjustments=(AddExercise("walking"),)),
         "--add", "in the plan already", "--set"),
        (PrescriptionRequest("chronic", flags=("belly_surgery_or_hernia",),
                             adjustments=(AddExercise("curl-up"),)),
         "--add", "to be avoided with belly_surgery_or_hernia", "another"),
        (PrescriptionRequest("chronic", setting="chair", adjustments=(AddExercise("bridge"),)),
         "--add", "cannot be done in the setting chair", "another --setting: floor"),
        (PrescriptionRequest("chronic", adjustments=(DropExercise("bird-dogs"),)),
         "--drop", "there is no such exercise", "did you mean bird-dog"),
        (PrescriptionRequest("acute", adjustments=(DropExercise("side-bridge"),)),
         "--drop", "not in the plan", ""),
        (PrescriptionRequest("chronic",
                             adjustments=(DropExercise("bridge"), AddExercise("bridge"))),
         "--drop", "both added and dropped", "keep one"),
        (PrescriptionRequest("chronic", adjustments=(SetField("bridge", "reps", "8"),)),
         "--set", "not on this handout", "side-bridge"),
        (PrescriptionRequest("chronic", flags=("hip_replacement",),
                             adjustments=(SetField("figure-four-stretch", "reps", "2"),)),
         "--set", "not on this handout", ""),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_met_is_refused_with_reason_and_remedy(
    library: Library, request_: PrescriptionRequest, source: str, message: str, hint: str
) -> None:
    (problem,) = problems_of(library, request_)

    assert problem.source.split()[0] == source
    assert message in problem.message
    assert hint in problem.hint


def test_all_problems_of_a_request_are_told_at_once(library: Library) -> None:
    request = PrescriptionRequest("acut", "flexon", flags=("nothing",))

    assert len(problems_of(library, request)) == 3


def test_an_unknown_name_hides_no_mistake_in_a_plan_or_a_dose(library: Library) -> None:
    changes = (SetField("walking", "rep", "8"), SetField("pelvic-tilt", "reps", "800"))
    request = PrescriptionRequest("acute", flags=("nothing",), plan="nope", adjustments=changes)

    assert {problem.source for problem in problems_of(library, request)} == {
        "--avoid nothing",
        "--plan nope",
        "--set walking.rep",
        "--set pelvic-tilt.reps",
    }


def test_every_exercise_serves_a_goal_or_says_it_is_for_relief(library: Library) -> None:
    for plan_id, plan in library.plans.items():
        prescription = prescribe(library, PrescriptionRequest(plan.stage, plan=plan_id))
        for item in prescription.items:
            assert bool(item.goals) != item.for_relief
            for goal in item.goals:
                assert item in prescription.serving(goal)


def test_an_optional_exercise_says_when_to_do_it(library: Library) -> None:
    items = {item.id: item for item in prescribe(library, PrescriptionRequest("acute")).items}

    assert items["nerve-slider-lying"].optional_if.startswith("leg pain at rest")
    assert items["walking"].optional_if == ""


def test_what_replaces_an_optional_exercise_is_optional_too(library: Library) -> None:
    request = PrescriptionRequest("acute", flags=("pregnancy_after_16_weeks",))
    items = {item.id: item for item in prescribe(library, request).items}

    assert items["nerve-slider-sitting"].optional_if.startswith("leg pain at rest")


def test_the_rhythm_names_only_what_is_on_the_page_and_unchanged(library: Library) -> None:
    plain = prescribe(library, PrescriptionRequest("subacute")).spoken.rhythm
    dropped = prescribe(
        library, PrescriptionRequest("subacute", adjustments=(DropExercise("cat-camel"),))
    ).spoken.rhythm
    changed = prescribe(
        library, PrescriptionRequest("subacute", adjustments=(SetField("bridge", "per_day", "2"),))
    ).spoken.rhythm

    assert len(plain) == 2
    assert [line for line in plain if line not in dropped] == [plain[0]]
    assert [line for line in plain if line not in changed] == [plain[1]]


def test_a_line_about_how_often_a_type_is_done_is_not_said_beside_one_that_was_added(
    library: Library,
) -> None:
    """The plan has spread its own over the week, and not what somebody adds."""
    rest = "Leave a day of rest between strength days."
    added = PrescriptionRequest("chronic", adjustments=(AddExercise("bridge"),))

    assert rest in prescribe(library, PrescriptionRequest("chronic")).spoken.rhythm
    assert rest not in prescribe(library, added).spoken.rhythm


def test_that_nothing_is_left_is_told_where_nothing_else_is_wrong(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        'stage = "acute"\npreference = "any"\nsetting = "any"\nweeks = [1, 4]\n'
        '[evidence]\ngrade = "D"\nsources = []\n[[items]]\nexercise = "pelvic-tilt"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n'
    )
    gone = DropExercise("pelvic-tilt")
    set_too = SetField("pelvic-tilt", "reps", "3")

    (alone,) = problems_of(library, PrescriptionRequest("acute", plan=path, adjustments=(gone,)))
    request = PrescriptionRequest("acute", plan=path, adjustments=(gone, set_too))
    told = problems_of(library, request)

    assert alone.source == "prescription"
    assert [problem.source for problem in told] == ["--set"]


def test_a_plans_own_note_and_dose_hold_while_what_they_are_about_is_there(
    library: Library,
) -> None:
    request = PrescriptionRequest("acute", "flexion", "chair")
    without = PrescriptionRequest(
        "acute", "flexion", "chair", adjustments=(DropExercise("stationary-bike"),)
    )
    walking = next(item for item in prescribe(library, request).items if item.id == "walking")
    alone = next(item for item in prescribe(library, without).items if item.id == "walking")

    assert "bike" in walking.words.note
    assert walking.dose.per_day == 2
    assert "bike" not in alone.words.note
    assert alone.dose.per_day == 4


def test_a_clinics_own_plan_is_prescribed_without_its_file_name(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "jane-doe.toml"
    path.write_text(
        'stage = "chronic"\npreference = "any"\nsetting = "any"\nweeks = [4, 8]\n'
        '[evidence]\ngrade = "D"\nsources = []\n'
        '[[items]]\nexercise = "prone-press-up"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n'
    )
    prescription = prescribe(library, PrescriptionRequest("chronic", plan=path))

    assert prescription.plan_id == "own"
    assert prescription.plan_title == "Ours"
    assert "jane" not in repr(prescription)


def test_a_clinics_own_plan_of_another_stage_is_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        'stage = "chronic"\npreference = "any"\nsetting = "any"\nweeks = [4, 8]\n'
        '[evidence]\ngrade = "D"\nsources = []\n'
        '[[items]]\nexercise = "prone-press-up"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n'
    )

    (problem,) = problems_of(library, PrescriptionRequest("acute", plan=path))

    assert problem.source == "--plan"


def test_a_plans_own_dose_holds_without_a_condition(library: Library) -> None:
    plan = library.plans["chronic-b"]
    changed = {"dose": DoseChange(reps=6)}
    items = (i.model_copy(update=changed) if i.exercise == "bridge" else i for i in plan.items)
    own = plan.model_copy(update={"items": tuple(items)})
    both = replace(library, plans={**library.plans, "chronic-b": own})

    made = prescribe(both, PrescriptionRequest("chronic", plan="chronic-b"))

    assert next(item for item in made.items if item.id == "bridge").dose.reps == 6
    flags = ("pregnancy_after_16_weeks",)
    made = prescribe(both, PrescriptionRequest("chronic", plan="chronic-b", flags=flags))
    stands_in = next(item for item in made.items if item.id == "chair-squat")
    assert stands_in.dose.reps == library.exercises["chair-squat"].doses["chronic"].reps


def test_a_plan_for_anybody_suits_each_preference(library: Library) -> None:
    for preference in PREFERENCES:
        made = prescribe(library, PrescriptionRequest("chronic", preference, plan="chronic-b"))
        assert (made.plan_id, made.preference) == ("chronic-b", preference)


@pytest.mark.parametrize(
    ("given", "plan"),
    [
        ("", None),
        ("chronic-a", "chronic-a"),
        ("plan.toml", Path("plan.toml")),
        ("ours/plan", Path("ours/plan")),
        ("ours/plan.toml", Path("ours/plan.toml")),
    ],
)
def test_a_plan_is_a_file_where_it_has_a_folder_or_the_ending(
    given: str, plan: str | Path | None
) -> None:
    request, problems = read_request(
        stage="acute",
        preference="none",
        setting="floor",
        flags=(),
        plan=given,
        changes=(),
        additions=(),
        omissions=(),
    )

    assert (request.plan, problems) == (plan, ())


def test_looking_a_request_over_finds_what_making_the_plan_would(library: Library) -> None:
    wrong = PrescriptionRequest("chronic", adjustments=(DropExercise("cat-camel"),))
    with pytest.raises(BadInput) as made:
        prescribe(library, wrong)
    with pytest.raises(BadInput) as looked_over:
        look_over(library, wrong)

    assert looked_over.value.problems == made.value.problems
    assert look_over(library, PrescriptionRequest("chronic")) is None


def test_what_nothing_stands_in_for_is_told_with_a_remedy(library: Library) -> None:
    notices = prescribe(library, PrescriptionRequest("acute", flags=("hip_replacement",))).notices

    name = library.words.exercises["knee-rolls"].name
    (told,) = [notice for notice in notices if name in notice.message]
    assert "no other exercise takes its place" in told.message
    assert told.hint == "use --add for one that suits"


def test_what_is_to_be_checked_is_told_apart_from_other_notes(library: Library) -> None:
    def kinds(request: PrescriptionRequest) -> dict[bool, str]:
        notices = prescribe(library, request).notices
        return {is_check: " ".join(n.message for n in notices if n.about_check is is_check)
                for is_check in (True, False)}  # fmt: skip

    both = kinds(PrescriptionRequest("subacute", sore="both"))
    assert "made without a check" in both[True]
    pregnant = kinds(PrescriptionRequest("chronic", flags=("pregnancy_after_16_weeks",)))
    assert "to ask first" in pregnant[True]
    assert "is left out" in pregnant[False]
    assert "is left out" not in pregnant[True]
    bending = kinds(PrescriptionRequest("acute", flags=("spinal_stenosis",)))
    assert "this plan has no direction" in bending[False]
    assert "this plan has no direction" not in bending[True]
