"""What the page says of a dose is what was prescribed, whatever a clinician sets."""

from itertools import product

import pytest

from handouts import resources
from handouts.content import Library, load_library
from handouts.document import Card, every_block
from handouts.edition import EditionRequest, compose_document
from handouts.prescription import AddExercise, DropExercise, PrescriptionRequest, SetField

LIBRARY: Library = load_library(resources.library_folder() / "sciatica")
DOSES = [(name, stage) for name, facts in LIBRARY.exercises.items() for stage in facts.doses]
COUNTED = [
    (name, stage)
    for name, stage in DOSES
    if LIBRARY.exercises[name].doses[stage].reps > 1 and LIBRARY.limits(name)["reps"][0] == 1
]


def numerals(exercise: str, stage: str, **changes: int) -> list[tuple[str, str]]:
    """Return the numerals and labels on an exercise's card."""
    plan = LIBRARY.plans[LIBRARY.condition.default_plans[stage]]
    planned = [item.exercise for item in plan.items]
    others = tuple(DropExercise(name) for name in planned if name != exercise)
    added = () if exercise in planned else (AddExercise(exercise),)
    sets = tuple(SetField(exercise, key, str(value)) for key, value in changes.items())
    asked = PrescriptionRequest(stage, adjustments=(*others, *added, *sets))
    document = compose_document(EditionRequest(asked))
    card = next(b for b in every_block(document.blocks) if isinstance(b, Card))
    assert card.exercise == exercise
    return [(one.value, one.label) for one in card.dose.numerals]


@pytest.mark.parametrize(("exercise", "stage"), DOSES)
def test_both_sides_are_said_exactly_when_both_are_meant(exercise: str, stage: str) -> None:
    said = " ".join(label for _, label in numerals(exercise, stage))
    assert ("each side" in said) == LIBRARY.exercises[exercise].doses[stage].per_side


@pytest.mark.parametrize(("exercise", "stage"), COUNTED)
def test_one_repetition_is_still_a_number_of_times(exercise: str, stage: str) -> None:
    dose = LIBRARY.exercises[exercise].doses[stage]
    shown = numerals(exercise, stage, reps=1)
    side = " each side" if dose.per_side else ""
    assert shown[0] == ("1", f"time{side}")


def test_a_hold_of_one_repetition_is_said_beside_it() -> None:
    shown = numerals("figure-four-stretch", "subacute", reps=1)
    assert shown[:2] == [("1", "time each side"), ("20", "seconds hold")]


def test_what_is_counted_in_time_says_its_time() -> None:
    assert numerals("walking", "acute")[0] == ("5", "minutes")
    assert numerals("rest-side-lying", "acute")[0] == ("10", "minutes")


@pytest.mark.parametrize(("reps", "hold"), list(product((1, 2, 7), (1, 5, 60))))
def test_every_number_set_is_on_the_page(reps: int, hold: int) -> None:
    shown = numerals("knee-rolls", "acute", reps=reps, hold_seconds=hold)
    held = {1: ("1", "second hold"), 5: ("5", "seconds hold"), 60: ("1", "minute hold")}
    times = "time each side" if reps == 1 else "times each side"
    assert shown[:2] == [(str(reps), times), held[hold]]


def test_a_timed_rest_done_twice_says_both_numbers() -> None:
    shown = numerals("rest-side-lying", "acute", reps=2)
    assert shown[:2] == [("2", "times"), ("10", "minutes hold")]
