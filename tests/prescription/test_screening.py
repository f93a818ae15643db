"""Whatever is asked for, no contraindicated exercise is ever prescribed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content import load_library
from handouts.errors import BadInput
from handouts.prescription import (
    AddExercise,
    Adjustment,
    DropExercise,
    PrescriptionRequest,
    prescribe,
)
from handouts.resources import library_folder

LIBRARY = load_library(library_folder() / "sciatica")


def all_checked(request: PrescriptionRequest) -> PrescriptionRequest:
    """Return the request with every sign that needs a check said to be checked."""
    signs = (flag for flag in request.flags if LIBRARY.flags[flag].level != "adapt")
    return replace(request, checked=tuple(signs))


exercises = st.sampled_from(sorted(LIBRARY.exercises))
adjustments: st.SearchStrategy[Adjustment] = st.one_of(
    st.builds(AddExercise, exercises), st.builds(DropExercise, exercises)
)
requests = st.builds(
    PrescriptionRequest,
    stage=st.sampled_from(list(LIBRARY.stages)),
    preference=st.sampled_from(list(LIBRARY.condition.preferences)),
    setting=st.sampled_from(LIBRARY.condition.settings),
    flags=st.lists(st.sampled_from(sorted(LIBRARY.flags)), max_size=8, unique=True).map(tuple),
    plan=st.none() | st.sampled_from(sorted(LIBRARY.plans)),
    adjustments=st.lists(adjustments, max_size=2).map(tuple),
).map(all_checked)


@settings(max_examples=400, deadline=None)
@given(requests)
def test_what_is_prescribed_is_allowed_dosed_and_doable(request: PrescriptionRequest) -> None:
    try:
        prescription = prescribe(LIBRARY, request)
    except BadInput:
        return

    assert prescription.items
    for item in prescription.items:
        assert not set(LIBRARY.flags_against(item.id)) & set(request.flags)
        assert request.stage in item.facts.doses
        assert prescription.setting in item.facts.settings
        assert item.goals or item.for_relief
        assert len(item.days) == item.dose.days_per_week
    assert len({item.id for item in prescription.items}) == len(prescription.items)


@settings(max_examples=200, deadline=None)
@given(requests)
def test_what_a_plan_has_is_prescribed_dropped_or_said_to_be_left_out(
    request: PrescriptionRequest,
) -> None:
    try:
        prescription = prescribe(LIBRARY, request)
    except BadInput:
        return

    there = {item.id for item in prescription.items}
    left_out = {entry.exercise for entry in prescription.left_out}
    dropped = {c.exercise for c in request.adjustments if isinstance(c, DropExercise)}
    assert {item.exercise for item in prescription.plan.items} <= there | left_out | dropped
    said = " ".join(notice.message for notice in prescription.notices)
    for entry in prescription.left_out:
        assert f"{LIBRARY.words.exercises[entry.exercise].name} is left out" in said
        assert entry.replaced_by is None or entry.replaced_by in there


@settings(max_examples=100, deadline=None)
@given(requests)
def test_the_same_request_gives_the_same_prescription(request: PrescriptionRequest) -> None:
    try:
        prescription = prescribe(LIBRARY, request)
    except BadInput:
        return

    assert prescribe(LIBRARY, request) == prescription
