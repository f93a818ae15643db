"""What a physiotherapist stumbled over, one by one: the words on the page against the plan."""

import pytest

from handouts.brand import load_brand
from handouts.content import load_library
from handouts.document import (
    BulletList,
    Card,
    Document,
    Panel,
    Table,
    every_block,
    every_text,
    plain,
)
from handouts.editions.make import new_edition
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.patients import FIELDS
from handouts.prescription import (
    AddExercise,
    DropExercise,
    Prescription,
    PrescriptionRequest,
    SetField,
    assess,
    prescribe,
)
from handouts.prescription.request import Adjustment
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.templating import Composition, compose, read_template_set
from tests.templating.composing import CONDITION, overriding

LIBRARY = load_library(library_folder() / CONDITION)
BRAND = load_brand(default_brand_folder())
TEMPLATES = read_template_set(templates_folder() / CONDITION, "en")


def page(request: PrescriptionRequest, edition: str = "full", text: str = "standard") -> str:
    """Return all that a handout says, a line for each piece."""
    composition = Composition(edition, text, FIELDS)
    made = assess(LIBRARY, request)
    blocks = compose(TEMPLATES, LIBRARY, BRAND, made, composition).document.blocks
    return "\n".join(plain(told) for told in every_text(blocks))


def cards(request: PrescriptionRequest) -> dict[str, Card]:
    made = compose(
        TEMPLATES, LIBRARY, BRAND, assess(LIBRARY, request), Composition("full", "standard", FIELDS)
    )
    return {b.exercise: b for b in every_block(made.document.blocks) if isinstance(b, Card)}


def notes_of(card: Card) -> str:
    return "\n".join(plain(note.text) for note in card.notes)


# -- urgent signs


@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
def test_a_possible_clot_gives_a_sheet_without_a_word_of_exercise(edition: str) -> None:
    said = page(PrescriptionRequest("acute", flags=("dvt_signs",)), edition)

    assert said.startswith("Get checked before you exercise")
    assert "Get help today" in said
    assert "Call NHS 111 or your GP today." in said
    for wrong in ("short walks", "Keep moving", "What type", "left out", "Your exercises\n"):
        assert wrong not in said


def test_new_weakness_gives_no_bird_dog_and_no_bridge() -> None:
    said = page(PrescriptionRequest("subacute", flags=("new_weakness_or_numbness",)))

    assert "Get help today" in said
    assert "Bird dog" not in said
    assert "Bridge" not in said


def test_chest_pain_is_urgent_and_a_weak_heart_is_asked_first() -> None:
    assert "Call 999 or go to A&E now." in page(PrescriptionRequest("chronic", flags=("chest",)))

    request = PrescriptionRequest("chronic", flags=("uncontrolled_heart_or_bp",))
    said = page(request)
    assert "Ask first. Before you start, ask your clinician or a GP" in said
    assert "hard but in control" not in said
    assert max(item.dose.effort[1] for item in prescribe(LIBRARY, request).items) <= 4


@pytest.mark.parametrize("text", ["standard", "large", "giant"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("flags", [(), ("uncontrolled_heart_or_bp",)])
def test_page_1_has_both_numbers_and_points_to_help_for_a_weak_leg(
    text: str, paper: str, flags: tuple[str, ...]
) -> None:
    composition = Composition("full", text, FIELDS)
    made = assess(LIBRARY, PrescriptionRequest("acute", flags=flags))
    blocks = compose(TEMPLATES, LIBRARY, BRAND, made, composition).document.blocks
    (box,) = [b for b in every_block(blocks) if isinstance(b, Panel) and b.kind == "danger"]
    said = " ".join(plain(told) for told in every_text((box,)))

    assert "999" in said
    assert "111" in said
    assert "newly weak" in said.casefold()
    asked = PrescriptionRequest("acute", flags=flags)
    request = EditionRequest(asked, edition="summary", paper=paper, text=text)  # type: ignore[arg-type]
    assert new_edition(request).edition.pages, "the box stands whole on page 1"


# -- contradictory input


@pytest.mark.parametrize(
    ("request_", "remedy"),
    [
        (PrescriptionRequest("acute", "extension", flags=("extension_worsens",)),
         "--preference flexion or none"),
        (PrescriptionRequest("acute", flags=("extension_worsens", "flexion_worsens")),
         "--preference none"),
        (PrescriptionRequest("subacute", flags=("high_nerve_irritation",)),
         "use --stage acute: touchiness decides"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(request_: PrescriptionRequest, remedy: str) -> None:
    with pytest.raises(BadInput) as caught:
        assess(LIBRARY, request_)
    assert remedy in caught.value.problems[0].hint


def test_nobody_is_told_to_try_another_direction() -> None:
    for flags in ((), ("spinal_stenosis",), ("extension_worsens",)):
        assert "other direction" not in page(PrescriptionRequest("acute", flags=flags))


# -- text that does not follow from the plan


@pytest.mark.parametrize("flag", ["poor_balance", "foot_weakness"])
def test_nobody_unsteady_is_told_to_stand_on_one_leg(flag: str) -> None:
    for stage in LIBRARY.stages:
        for setting in LIBRARY.condition.settings:
            said = page(PrescriptionRequest(stage, setting=setting, flags=(flag,)))
            assert "tand on one leg" not in said


def test_a_foot_that_drags_already_is_no_sign_to_stop() -> None:
    request = PrescriptionRequest("subacute", flags=("foot_weakness",))
    stop = plain(cards(request)["walking"].stop)

    assert "more than before" in stop


@pytest.mark.parametrize("flag", ["knee_problem", "shoulder_wrist_problem"])
def test_the_way_to_the_floor_minds_knees_and_arms(flag: str) -> None:
    said = page(PrescriptionRequest("acute", flags=(flag,)))

    assert "one knee down" not in said
    assert "hands and knees" not in said
    assert "push up with your hands" not in said
    assert "on a firm bed" in said


def test_without_the_tummy_brace_nobody_is_told_to_firm_the_tummy() -> None:
    request = PrescriptionRequest("acute", adjustments=(DropExercise("tummy-brace"),))

    assert "Firm your tummy lightly." in page(PrescriptionRequest("acute"))
    assert "Firm your tummy" not in page(request)


def test_a_chair_plan_without_core_and_stretches_names_neither() -> None:
    made = assess(LIBRARY, PrescriptionRequest("subacute", setting="chair"))
    assert isinstance(made, Prescription)
    assert not {"core", "stretching"} & {item.facts.type for item in made.items}
    assert not any("core" in line.casefold() or "stretch" in line for line in made.spoken.do)


def test_without_balance_work_its_days_are_not_told() -> None:
    request = PrescriptionRequest("chronic", flags=("poor_balance",))
    made = assess(LIBRARY, request)
    assert isinstance(made, Prescription)
    assert "balance" not in {item.facts.type for item in made.items}
    assert not any("balance" in line for line in made.spoken.do)


def test_no_plan_and_no_move_is_named_that_the_patient_was_never_given() -> None:
    for stage in LIBRARY.stages:
        said = page(PrescriptionRequest(stage)).casefold()
        for wrong in ("use the acute plan", "sub-acute plan for", "use the sub-acute plan",
                      "easing move that helped", "swap with plan a"):  # fmt: skip
            assert wrong not in said


def test_the_flare_plan_has_the_patients_own_calmer_moves_by_name_and_dose() -> None:
    said = page(PrescriptionRequest("acute"))

    assert "Your plan for a flare" in said
    assert "Walking: 2 minutes, 4 times a day" in said
    assert "Pelvic tilt: 5 times, hold 3 seconds, 3 times a day" in said
    assert "Side rest with pillow: 10 minutes, twice a day" in said


def test_the_day_is_told_in_minutes_and_parts_and_its_rest_apart() -> None:
    said = page(PrescriptionRequest("acute"))

    assert "About 29 to 30 minutes of exercise a day, in parts of 5 minutes at most." in said
    assert "Rest: about 27 minutes a day." in said
    assert "1 to 5 minutes at a time" not in said


def test_counts_of_the_bending_back_plan_agree() -> None:
    said = page(PrescriptionRequest("acute", "extension"))

    assert "Lying press-up, 5 times" in " ".join(said.split())
    assert "4 times a day: front rest" not in said


def tables(document: Document, kind: str) -> list[Table]:
    return [b for b in every_block(document.blocks) if isinstance(b, Table) and b.kind == kind]


def test_a_plan_that_is_the_same_every_day_is_a_list_with_the_condition_below() -> None:
    request = PrescriptionRequest("acute")
    made = compose(
        TEMPLATES, LIBRARY, BRAND, assess(LIBRARY, request), Composition("full", "standard", FIELDS)
    )
    listed = [b for b in every_block(made.document.blocks) if isinstance(b, BulletList)]
    told = [plain(item).strip() for one in listed for item in one.items]

    assert tables(made.document, "week") == []
    assert "Lying nerve glide, 3 times, only if it suits (○)" in told
    assert "Walking, 4 times" in told
    assert "○ Only if leg pain at rest is 5 or less" in page(request)


def test_a_plan_with_days_of_its_own_has_a_table_of_the_week() -> None:
    request = PrescriptionRequest("subacute")
    made = compose(
        TEMPLATES, LIBRARY, BRAND, assess(LIBRARY, request), Composition("full", "standard", FIELDS)
    )
    (week,) = tables(made.document, "week")
    cells = {plain(row[0]): [plain(cell) for cell in row[1:] if plain(cell)] for row in week.rows}

    assert cells["Walking"] == ["every day, twice"]
    assert cells["Bridge"] == ["●", "●", "●"]


def test_one_pain_rule_holds_for_every_card() -> None:
    red, _ = LIBRARY.rules.pain_rule.levels["red"]
    for stage in LIBRARY.stages:
        request = PrescriptionRequest(stage)
        said = page(request)
        rule = (
            "Pain goes up by more than 2 points" if stage == "acute" else f"Pain is {red} or more"
        )
        assert f"Stop any exercise if: {rule}" in said
        for card in cards(request).values():
            assert "pain grows" not in plain(card.stop)


def test_loads_and_walks_begin_lower() -> None:
    made = cards(PrescriptionRequest("chronic"))

    assert "Weeks 1 to 2: 20 minutes" in notes_of(made["walking"]) + page(
        PrescriptionRequest("chronic")
    )
    assert "Weeks 1 to 2: 2 sets of 8, effort 3 to 4 of 10" in page(PrescriptionRequest("chronic"))


def test_no_card_says_less_and_more_load_at_once() -> None:
    said = page(PrescriptionRequest("subacute"))
    assert "weight on your hips" not in said
    assert "add hills" not in page(PrescriptionRequest("acute"))
    chronic = page(PrescriptionRequest("chronic"))
    assert "1 to 2 kg" not in chronic
    assert "At your most reps" not in chronic
    assert "short, easy steps" not in chronic


def test_the_chart_names_what_serves_a_goal_by_its_type_or_by_itself() -> None:
    request = PrescriptionRequest("acute")
    made = assess(LIBRARY, request)
    assert isinstance(made, Prescription)
    brace = next(item for item in made.items if item.id == "tummy-brace")

    assert "improve_muscle_balance" in brace.goals
    document = compose(
        TEMPLATES, LIBRARY, BRAND, made, Composition("full", "standard", FIELDS)
    ).document
    (chart,) = tables(document, "chart")
    mine = {plain(row[0]): plain(row[2]) for row in chart.rows}
    assert "Tummy brace" in mine["Improve muscle balance"]


def test_an_effort_set_by_a_plan_has_its_own_words_and_one_number_is_one() -> None:
    changes = (
        SetField("chair-squat", "effort", "1-2"),
        SetField("step-up", "effort", "6"),
    )
    said = page(PrescriptionRequest("chronic", adjustments=changes))

    assert "Effort 1 to 2 of 10: very easy to easy" in said
    assert "Effort 6 of 10: hard" in said
    assert "6 to 6" not in said


def test_an_injection_asks_first_too() -> None:
    assert "an injection in your back" in page(PrescriptionRequest("acute"))


def test_who_cannot_get_to_the_floor_needs_no_mat() -> None:
    for stage in LIBRARY.stages:
        for preference in LIBRARY.condition.preferences:
            said = page(PrescriptionRequest(stage, preference, "chair"))
            assert "mat" not in [word.strip(".,") for word in said.split()]
            assert "Getting down to the floor" not in said


def test_a_flag_that_changes_nothing_is_on_the_page_and_in_the_id() -> None:
    request = PrescriptionRequest("chronic", flags=("cannot_lie_on_front",))
    label = LIBRARY.words.flags["cannot_lie_on_front"]

    assert f"{label}: we looked at your plan for this. Nothing had to change." in page(request)
    one, other = (
        new_edition(EditionRequest(asked, edition="exercises")).edition.digest
        for asked in (PrescriptionRequest("chronic"), request)
    )
    assert one != other


# -- wording that readers stumbled over


def test_readers_stumble_no_more() -> None:
    flags = ("cannot_lie_on_front",)
    for stage in LIBRARY.stages:
        said = page(PrescriptionRequest(stage, flags=flags))
        wrongs = (
            "from your story and an exam", "live as usual", "twice in a row: use", ": add 1 or 2",
            " s rest", "or go to A&E\n999", "stands in for it",
        )  # fmt: skip
        for wrong in wrongs:
            assert wrong not in said
        assert "nerve root: the part of a nerve at the spine" in said


# -- notes and lines that a change of the plan makes wrong


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (
            PrescriptionRequest(
                "subacute", adjustments=(SetField("bridge", "days_per_week", "7"),)
            ),
            "Take a day of rest in between",
        ),
        (
            PrescriptionRequest(
                "acute",
                preference="extension",
                adjustments=(SetField("prone-press-up", "per_day", "1"),),
            ),
            "Spread these out",
        ),
    ],
)
def test_a_note_on_how_often_is_said_of_the_usual_dose_only(
    request_: PrescriptionRequest, said: str
) -> None:
    usual = PrescriptionRequest(request_.stage, preference=request_.preference)

    assert said in page(usual)
    assert said not in page(request_)


BRIDGE_TOO = (AddExercise("bridge"), SetField("bridge", "days_per_week", "7"))
"""Strength work every day."""


def alone(stage: str, keep: str, *changes: Adjustment, **given: str) -> PrescriptionRequest:
    """Return a request for one exercise of the stage's plan, or an added one, and no other."""
    plan = prescribe(LIBRARY, PrescriptionRequest(stage, **given))  # type: ignore[arg-type]
    dropped = (DropExercise(item.id) for item in plan.items if item.id != keep)
    return PrescriptionRequest(stage, adjustments=(*dropped, *changes), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("request_", "wrong"),
    [
        (PrescriptionRequest("chronic", adjustments=BRIDGE_TOO), "day of rest between strength"),
        (alone("subacute", "curl-up", AddExercise("curl-up")), "the others"),
        (alone("acute", "belly-breathing"), "your other moves"),
        (
            PrescriptionRequest(
                "acute",
                "flexion",
                "chair",
                adjustments=(SetField("walking", "per_day", "8"),),
            ),
            "takes the place of some walks",
        ),
        (
            PrescriptionRequest("chronic", adjustments=(SetField("walking", "effort", "1"),)),
            "brisk",
        ),
    ],
)
def test_what_is_added_dropped_or_set_by_hand_makes_no_sentence_untrue(
    request_: PrescriptionRequest, wrong: str
) -> None:
    assert wrong not in page(request_).casefold()


def test_strength_days_are_told_apart_by_a_day_of_rest() -> None:
    assert "Leave a day of rest between strength days." in page(PrescriptionRequest("chronic"))
    balance = PrescriptionRequest("chronic", adjustments=(AddExercise("heel-to-toe-stand"),))
    assert "Leave a day of rest between strength days." in page(balance)


@pytest.mark.parametrize("text", ["standard", "large", "giant"])
@pytest.mark.parametrize("flags", [(), ("uncontrolled_heart_or_bp",)])
@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
def test_the_danger_signs_stand_in_full_words_whatever_a_brand_says_of_getting_help(
    text: str, flags: tuple[str, ...], edition: str
) -> None:
    brand = overriding(BRAND, help="## Ring us\n\nWe are here.\n")
    made = assess(LIBRARY, PrescriptionRequest("acute", flags=flags))
    composition = Composition(edition, text, FIELDS)
    blocks = compose(TEMPLATES, LIBRARY, brand, made, composition).document.blocks
    said = [plain(told) for told in every_text(blocks)]

    assert edition != "full" or "Ring us" in said
    for name, sign in LIBRARY.red_flags.items():
        if sign.level == "emergency":
            assert said.count(LIBRARY.words.red_flags.items[name]) == 1


def test_no_load_is_asked_for_where_every_exercise_goes_without() -> None:
    said = page(PrescriptionRequest("chronic", flags=("shoulder_wrist_problem",)))

    for wrong in ("a load you can control", "add a little load", "less load for a week"):
        assert wrong not in said
    assert "Keep strength work light" in said


def test_easing_moves_are_named_only_where_one_eases() -> None:
    request = PrescriptionRequest(
        "acute",
        preference="flexion",
        setting="chair",
        flags=("osteoporosis_spine",),
        adjustments=(DropExercise("stationary-bike"),),
    )

    assert "easing moves" not in page(request)
