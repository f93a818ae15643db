import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.content import Dose, Library
from handouts.content.dose import DoseChange

MINUTES = tomllib.loads(Path(__file__).with_name("session_minutes.toml").read_text())

whole = st.integers(1, 60)
doses = st.builds(
    Dose,
    sets=st.integers(1, 5),
    reps=st.integers(1, 30),
    hold_seconds=st.integers(0, 60),
    seconds_per_rep=whole,
    per_side=st.booleans(),
    rest_seconds=st.integers(0, 90),
    per_day=st.integers(1, 8),
    days_per_week=st.integers(1, 7),
    effort=st.just((1, 2)),
    weeks=st.just((1, 4)),
)


def test_session_minutes_are_those_of_the_clinical_fact_base(library: Library) -> None:
    ours = {
        name: {stage: dose.session_minutes for stage, dose in exercise.doses.items()}
        for name, exercise in library.exercises.items()
    }

    assert ours == MINUTES


@given(doses)
def test_a_session_is_rounded_up_to_the_half_minute(dose: Dose) -> None:
    one_side = dose.reps * dose.sets * (dose.hold_seconds + dose.seconds_per_rep)
    seconds = one_side * (1 + dose.per_side) + dose.rest_seconds * (dose.sets - 1)

    assert dose.session_minutes * 60 >= seconds
    assert dose.session_minutes * 60 - seconds < 30
    assert dose.session_minutes * 2 == int(dose.session_minutes * 2)


@given(doses, st.integers(1, 8))
def test_a_plan_changes_only_the_fields_it_names(dose: Dose, per_day: int) -> None:
    changed = DoseChange(per_day=per_day).applied_to(dose)

    assert changed.per_day == per_day
    assert changed.model_copy(update={"per_day": dose.per_day}) == dose


@pytest.mark.parametrize("value", [0, -1, 8.5, "8", True])
def test_repetitions_are_whole_and_positive(value: object) -> None:
    with pytest.raises(ValidationError):
        DoseChange.model_validate({"reps": value})
