import pytest

from handouts.content import Library
from handouts.errors import BadInput, Problem
from handouts.prescription import (
    AddExercise,
    PrescribedExercise,
    PrescriptionRequest,
    SetField,
    parse_set,
    prescribe,
    totals,
)
from handouts.prescription.adjusting import eased


def adjusted(library: Library, stage: str, *changes: str) -> dict[str, PrescribedExercise]:
    fields = [parse_set(change) for change in changes]
    assert all(isinstance(field, SetField) for field in fields)
    request = PrescriptionRequest(
        stage, adjustments=tuple(field for field in fields if isinstance(field, SetField))
    )
    return {item.id: item for item in prescribe(library, request).items}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bridge.reps=8", SetField("bridge", "reps", "8")),
        (" chair-squat.per_day = 2", SetField("chair-squat", "per_day", "2")),
        ("side-bridge.effort=3 - 4 ", SetField("side-bridge", "effort", "3 - 4")),
        ("bridge.reps", Problem),
        ("bridge=8", Problem),
        ("bridge.reps=", Problem),
        ("", Problem),
        ("bridge.reps=8=9", Problem),
    ],
)
def test_a_setting_is_read_or_refused(text: str, expected: SetField | type[Problem]) -> None:
    read = parse_set(text)

    if isinstance(expected, SetField):
        assert read == expected
    else:
        assert isinstance(read, Problem)
        assert "a dot, the field" in read.hint


def test_a_field_is_set(library: Library) -> None:
    items = adjusted(library, "chronic", "side-bridge.reps=3", "side-bridge.hold_seconds=8")

    assert items["side-bridge"].dose.reps == 3
    assert items["side-bridge"].dose.hold_seconds == 8
    assert items["side-bridge"].dose.sets == 3


def test_the_minutes_follow_the_dose(library: Library) -> None:
    plain = prescribe(library, PrescriptionRequest("acute"))
    request = PrescriptionRequest("acute", adjustments=(SetField("walking", "per_day", "2"),))

    less = prescribe(library, request)

    assert totals(plain).minutes[0] - totals(less).minutes[0] == 10


def test_a_walk_is_set_in_seconds(library: Library) -> None:
    items = adjusted(library, "acute", "walking.seconds_per_rep=600")

    assert items["walking"].dose.session_minutes == 10


def test_changed_days_are_spread_over_the_week(library: Library) -> None:
    items = adjusted(library, "chronic", "chair-squat.days_per_week=2")

    assert items["chair-squat"].days == ("mon", "thu")


@pytest.mark.parametrize(
    ("effort", "span"), [("8", (8, 8)), ("5-8", (5, 8)), ("0-3", (0, 3)), ("4-4", (4, 4))]
)
def test_an_effort_may_reach_both_limits(
    library: Library, effort: str, span: tuple[int, int]
) -> None:
    items = adjusted(library, "chronic", f"chair-squat.effort={effort}")

    assert items["chair-squat"].dose.effort == span


def test_an_effort_as_the_library_has_it_is_told_in_the_exercises_own_words(
    library: Library,
) -> None:
    items = adjusted(library, "chronic", "chair-squat.reps=12")

    assert items["chair-squat"].effort == "hard but in control"


def test_changed_effort_changes_its_words(library: Library) -> None:
    items = adjusted(
        library, "chronic", "chair-squat.effort=2-3", "step-up.effort=6", "side-bridge.effort=3-6"
    )

    assert items["chair-squat"].dose.effort == (2, 3)
    assert items["chair-squat"].effort == library.words.condition.effort_scale["2"]
    assert items["step-up"].dose.effort == (6, 6)
    assert items["step-up"].effort == library.words.condition.effort_scale["6"]
    assert items["side-bridge"].effort == "easy to hard"


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ("chair-squat.reps=31", "out of range", "whole numbers from 1 to 30"),
        ("chair-squat.reps=0", "out of range", "whole numbers from 1 to 30"),
        ("chair-squat.reps=many", "not a whole number", "whole numbers from 1 to 30"),
        ("chair-squat.reps=-3", "not a whole number", "whole numbers from 1 to 30"),
        ("chair-squat.reps=99999999999999999999", "not a whole number", "from 1 to 30"),
        ("chair-squat.reps=8.5", "not a whole number", "from 1 to 30"),
        ("chair-squat.reps=٣", "not a whole number", "from 1 to 30"),
        ("chair-squat.effort=7-5", "out of range", "lowest first"),
        ("chair-squat.effort=5-11", "out of range", "from 0 to 8"),
        ("chair-squat.effort=hard", "not a whole number", "from 0 to 8"),
        ("chair-squat.rep=8", "no such field", "did you mean reps?"),
        ("chair-squat.hold=8", "no such field", "hold_seconds"),
        ("chair-squat.weeks=8", "no such field", ""),
        ("walking.reps=2", "out of range", "only 1"),
        ("side-bridge.hold_seconds=0", "out of range", "from 1 to 60"),
    ],
)
def test_a_value_that_cannot_be_set_names_what_can(
    library: Library, change: str, message: str, hint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        adjusted(library, "chronic", change)

    (problem,) = caught.value.problems
    assert problem.source == "--set " + change.partition("=")[0]
    assert message in problem.message
    assert hint in problem.hint


def test_what_is_counted_in_time_gets_no_hold_beside_it(library: Library) -> None:
    """Its time would be told, and summed, twice."""
    hold = SetField("heel-to-toe-stand", "hold_seconds", "30")
    request = PrescriptionRequest("chronic", adjustments=(AddExercise("heel-to-toe-stand"), hold))
    with pytest.raises(BadInput) as caught:
        prescribe(library, request)

    (problem,) = caught.value.problems
    assert problem.source == "--set heel-to-toe-stand.hold_seconds"
    assert problem.hint == "allowed: only 0"


def test_what_is_not_in_the_plan_is_told_before_its_dose_is_looked_at(library: Library) -> None:
    with pytest.raises(BadInput) as caught:
        adjusted(library, "chronic", "bridge.reps=99")

    (problem,) = caught.value.problems
    assert "bridge" in problem.message
    assert "30" not in problem.hint


def test_a_field_that_is_set_twice_is_refused(library: Library) -> None:
    with pytest.raises(BadInput) as caught:
        adjusted(library, "chronic", "chair-squat.reps=8", "chair-squat.reps=9")

    assert caught.value.problems[0].message == "is set twice"


def test_a_cap_on_effort_makes_nothing_harder(library: Library) -> None:
    flags = ("uncontrolled_heart_or_bp",)
    for stage in library.stages:
        made = prescribe(library, PrescriptionRequest(stage, flags=flags))
        for item in made.items:
            low, high = library.exercises[item.id].doses[stage].effort
            if high <= 4:
                assert item.dose.effort == (low, high)
            else:
                assert item.dose.effort == (max(0, 4 - (high - low)), 4)


@pytest.mark.parametrize(
    ("effort", "most", "eased_to"),
    [((2, 6), 4, (0, 4)), ((1, 7), 4, (0, 4)), ((5, 6), 4, (3, 4)), ((2, 4), 4, (2, 4))],
)
def test_a_capped_effort_never_begins_below_none(
    library: Library, effort: tuple[int, int], most: int, eased_to: tuple[int, int]
) -> None:
    dose = library.exercises["walking"].doses["acute"].model_copy(update={"effort": effort})

    assert eased(dose, most).effort == eased_to


def test_what_is_set_by_hand_holds_from_the_first_week(library: Library) -> None:
    dose = adjusted(library, "chronic", "chair-squat.reps=12")["chair-squat"].dose

    assert dose.at_start is not None
    assert dose.at_start.reps == 12
    assert dose.at_start.sets < dose.sets
