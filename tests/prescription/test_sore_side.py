"""The sore side: which lines name it, what it changes of a dose, and what is told of it."""

import re
from dataclasses import replace

import pytest

from handouts.content import SIDES, Library
from handouts.errors import BadInput
from handouts.prescription import (
    AddExercise,
    CheckFirst,
    Decision,
    Prescription,
    PrescriptionRequest,
    assess,
    prescribe,
)

GLIDES = ("nerve-slider-lying", "nerve-slider-sitting")
PLANS = {
    "acute": PrescriptionRequest("acute"),
    "acute-weak-foot": PrescriptionRequest("acute", flags=("foot_weakness",)),
    "acute-chair": PrescriptionRequest("acute", setting="chair"),
    "subacute": PrescriptionRequest("subacute"),
    "subacute-chair": PrescriptionRequest("subacute", setting="chair", flags=("flexion_worsens",)),
    "chronic": PrescriptionRequest("chronic"),
}


def sided(library: Library, name: str, sore: str) -> Prescription:
    """Return a plan with every exercise that suits: it has every line that speaks of a side."""
    request = replace(PLANS[name], sore=sore)
    present = {item.id for item in prescribe(library, request).items}
    against = {one for one in library.exercises if {*library.flags_against(one)} & {*request.flags}}
    added = [
        AddExercise(one)
        for one, facts in library.exercises.items()
        if one not in present | against
        and request.stage in facts.doses
        and request.setting in facts.settings
    ]
    return prescribe(library, replace(request, adjustments=tuple(added)))


def said(made: Prescription) -> list[str]:
    """Return what the exercises and the plan say, line by line."""
    lines = []
    for item in made.items:
        words = item.words
        lines += [words.purpose, *words.equipment, words.start, *words.steps, words.breathing]
        lines += [words.feel, words.mistake, words.easier, words.harder, words.stop_if, words.note]
        lines.append(words.alt)
    return [*lines, repr(made.spoken)]


def mirrored(line: str) -> str:
    other = {"left": "right", "right": "left"}
    return re.sub(r"\b(left|right)\b", lambda found: other[found[0]], line)


def names_a_side(line: str) -> bool:
    return bool(re.search(r"\b(left|right) (leg|thigh|side|one)\b", line))


# -- lines


@pytest.mark.parametrize("name", PLANS)
def test_left_and_right_are_told_the_same_but_for_the_side(library: Library, name: str) -> None:
    left, right = (said(sided(library, name, sore)) for sore in ("left", "right"))

    assert any(map(names_a_side, left))
    for one, other in zip(left, right, strict=True):
        assert (mirrored(one) if names_a_side(one) else one) == other


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("sore", ["", "both"])
def test_no_side_is_named_where_there_is_not_one_side(
    library: Library, name: str, sore: str
) -> None:
    assert not any(map(names_a_side, said(sided(library, name, sore))))


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("sore", ["left", "right", "both"])
def test_nothing_speaks_of_the_sore_leg_as_if_its_side_were_unknown(
    library: Library, name: str, sore: str
) -> None:
    lines = "\n".join(said(sided(library, name, sore)))

    assert "the sore leg" not in lines
    assert "the sore thigh" not in lines
    assert "sore leg on top" not in lines


@pytest.mark.parametrize(
    ("name", "exercise", "field", "left", "both"),
    [
        ("acute", "nerve-slider-lying", "note",
         "Do this with the left leg only. You may leave it out.",
         "Do one leg, then the other. You may leave it out."),
        ("subacute", "nerve-slider-lying", "note",
         "Do this with the left leg only.", "Do this with one leg, then the other."),
        ("subacute-chair", "nerve-slider-sitting", "note",
         "Do this with the left leg only.", "Do this with one leg, then the other."),
        ("chronic", "nerve-slider-lying", "note",
         "Stop doing it once your leg moves freely.", "Stop doing it once your legs move freely."),
        ("acute", "nerve-slider-lying", "start",
         "On your back, hands behind the left thigh, toes up.",
         "On your back, hands behind one thigh, toes up."),
        ("acute-weak-foot", "nerve-slider-lying", "start",
         "On your back, hands behind the left thigh, knee bent.",
         "On your back, hands behind one thigh, knee bent."),
        ("acute", "nerve-slider-sitting", "start",
         "Sitting, chin down, left leg bent under the chair.",
         "Sitting, chin down, one leg bent under the chair."),
        ("subacute-chair", "nerve-slider-sitting", "start",
         "Sitting tall, chin down, left leg bent under the chair.",
         "Sitting tall, chin down, one leg bent under the chair."),
        ("acute-chair", "rest-side-lying", "start",
         "On your right side, left leg on top, knees a little bent.",
         "On the side that feels better, knees a little bent."),
        ("acute", "single-knee-hug", "note",
         "Start with the less sore leg, the right one.", "Start with the less sore leg."),
        ("chronic", "heel-raise", "stop_if",
         "You can no longer rise on the left leg. Get help today.",
         "You can no longer rise on one leg. Get help today."),
    ],
)  # fmt: skip
def test_a_line_about_the_sore_leg_names_the_side_or_each_leg(
    library: Library, name: str, exercise: str, field: str, left: str, both: str
) -> None:
    told = {
        sore: getattr(item.words, field)
        for sore in ("left", "right", "both")
        for item in sided(library, name, sore).items
        if item.id == exercise
    }

    assert told == {"left": left, "right": mirrored(left), "both": both}


def test_the_steps_of_a_nerve_glide_name_the_side_or_change_legs(library: Library) -> None:
    steps = {
        sore: next(i.words.steps for i in sided(library, "acute", sore).items if i.id == GLIDES[1])
        for sore in ("", "left", "both")
    }

    assert steps[""][0] == "Straighten the knee of the sore leg slowly."
    assert steps["left"][0] == "Straighten the knee of the left leg slowly."
    assert steps["both"][0] == "Straighten the knee of that leg slowly."
    assert [steps[sore][-1] for sore in steps] == [
        "Keep it smooth.", "Keep it smooth.", "Keep it smooth. Then change legs.",
    ]  # fmt: skip


# -- doses


@pytest.mark.parametrize(("sore", "each"), [("", False), ("left", False), ("both", True)])
def test_what_is_done_with_the_sore_side_alone_is_done_with_each_where_both_are(
    library: Library, sore: str, each: bool
) -> None:
    made = sided(library, "chronic", sore)
    plain = sided(library, "chronic", "")

    assert {item.id: item.dose.per_side for item in made.items if item.id in GLIDES} == (
        dict.fromkeys(GLIDES, each)
    )
    assert [item.dose for item in made.items if item.id not in GLIDES] == [
        item.dose for item in plain.items if item.id not in GLIDES
    ]
    longer = made.minutes_by_day["mon"][0] > plain.minutes_by_day["mon"][0]
    assert longer == each


# -- what is told, and refused


@pytest.mark.parametrize(("sore", "nearest"), [("lefft", "left"), ("Both", "both"), ("x", "right")])
def test_a_side_that_there_is_not_is_refused_with_the_nearest(
    library: Library, sore: str, nearest: str
) -> None:
    with pytest.raises(BadInput) as caught:
        assess(library, PrescriptionRequest("acute", sore=sore))

    (problem,) = caught.value.problems
    assert (problem.source, problem.message) == (f"--sore {sore}", "there is no such side")
    assert nearest in problem.hint


@pytest.mark.parametrize("sore", SIDES)
def test_a_clinician_is_told_which_side_was_given(library: Library, sore: str) -> None:
    made = sided(library, "acute", sore)

    (told,) = [one for one in made.decisions if one.about == "sore side"]
    assert told.what == sore
    assert "--sore" in told.why
    each = Decision("dose", f"{GLIDES[0]}: each side", "both sides are sore")
    assert (each in made.decisions) == (sore == "both")


def test_nothing_is_told_of_a_side_that_was_not_given(library: Library) -> None:
    made = sided(library, "acute", "")

    assert not [one for one in made.decisions if one.about == "sore side"]
    assert made.sore == ""


def test_an_urgent_sign_comes_before_the_sore_side(library: Library) -> None:
    made = assess(library, PrescriptionRequest("acute", flags=("dvt_signs",), sore="left"))

    assert isinstance(made, CheckFirst)
    assert made.sore == "left"
    kept = Decision(
        "sore side", "sore side left is kept for the plan", "the urgent sign comes first"
    )
    assert kept in made.decisions


@pytest.mark.parametrize(("sore", "warned"), [("", 0), ("left", 0), ("right", 0), ("both", 1)])
def test_pain_in_both_legs_is_asked_about(library: Library, sore: str, warned: int) -> None:
    notices = sided(library, "acute", sore).notices
    about = [notice for notice in notices if notice.source == "--sore both"]

    assert len(about) == warned
    assert all("--avoid both_legs" in notice.hint for notice in about)
    assert all(notice.severity == "warning" for notice in about)


def test_pain_in_both_legs_that_was_looked_at_is_not_asked_about_again(library: Library) -> None:
    asked = PrescriptionRequest("acute", flags=("both_legs",), checked=("both_legs",), sore="both")

    assert not [one for one in prescribe(library, asked).notices if one.source == "--sore both"]
