"""What the page says of a dose is what was prescribed, whatever a clinician sets."""

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType

import pytest

from handouts import resources
from handouts.content import Library, load_library
from handouts.document import Card, every_block, every_text, plain
from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.prescription import AddExercise, DropExercise, PrescriptionRequest, SetField

LIBRARY: Library = load_library(resources.library_folder() / "sciatica")
DOSES = [(name, stage) for name, facts in LIBRARY.exercises.items() for stage in facts.doses]
COUNTED = [
    (name, stage)
    for name, stage in DOSES
    if LIBRARY.exercises[name].doses[stage].reps > 1 and LIBRARY.limits(name)["reps"][0] == 1
]


NOTHING: Mapping[str, int] = MappingProxyType({})


def numerals(exercise: str, stage: str, **changes: int) -> list[tuple[str, str]]:
    """Return the numerals and labels on an exercise's card."""
    return [(one.value, one.label) for one in card_of(exercise, stage, changes).dose.numerals]


def card_of(exercise: str, stage: str, changes: Mapping[str, int] = NOTHING) -> Card:
    """Return the card of an exercise that is alone in its plan."""
    plan = LIBRARY.plans[LIBRARY.condition.default_plans[stage]]
    planned = [item.exercise for item in plan.items]
    others = tuple(DropExercise(name) for name in planned if name != exercise)
    added = () if exercise in planned else (AddExercise(exercise),)
    sets = tuple(SetField(exercise, key, str(value)) for key, value in changes.items())
    asked = PrescriptionRequest(stage, adjustments=(*others, *added, *sets))
    document = compose_document(EditionRequest(asked))
    card = next(b for b in every_block(document.blocks) if isinstance(b, Card))
    assert card.exercise == exercise
    return card


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


@pytest.mark.parametrize(
    ("reps", "label"),
    [
        (1, "time"),
        (2, "times"),
        (3, "times, later up to 5"),
        (10, "times, later up to 12"),
        (12, "times, later up to 14"),
        (28, "times, later up to 30"),
        (29, "times"),
        (30, "times"),
    ],
)
def test_strength_work_says_up_to_how_many_it_grows_from_the_patients_own(
    reps: int, label: str
) -> None:
    assert numerals("chair-squat", "chronic", reps=reps)[0] == (str(reps), label)


@pytest.mark.parametrize(("exercise", "stage"), DOSES)
def test_only_what_the_stage_lets_grow_says_that_it_does(exercise: str, stage: str) -> None:
    growth = LIBRARY.stages[stage].growth.get(LIBRARY.exercises[exercise].type)
    grows = growth is not None and growth.reps is not None
    said = " ".join(label for _, label in numerals(exercise, stage))
    assert ("later up to" in said) == grows


def test_nothing_grows_in_the_acute_stage() -> None:
    assert LIBRARY.stages["acute"].growth == {}


def test_who_is_to_ask_first_is_told_of_no_growth() -> None:
    def labels(*flags: str) -> str:
        asked = EditionRequest(PrescriptionRequest("chronic", flags=flags))
        cards = [b for b in every_block(compose_document(asked).blocks) if isinstance(b, Card)]
        return " ".join(one.label for card in cards for one in card.dose.numerals)

    assert "later up to" in labels()
    assert "later up to" not in labels("uncontrolled_heart_or_bp")


def how(card: Card) -> str:
    return " ".join(plain(text) for text in every_text(card.how))


def test_a_walk_grows_from_the_first_weeks_to_the_dose() -> None:
    assert "20 minutes. Then add up to 5 a week, up to the time above." in how(
        card_of("walking", "chronic")
    )
    assert "Then add" not in how(card_of("walking", "chronic", {"seconds_per_rep": 900}))
    assert "Then as above." in how(card_of("walking", "subacute"))
