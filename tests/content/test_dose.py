import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.content import Dose, Library
from handouts.content.dose import DoseChange, DoseStart

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

    assert {name: ours[name] for name in MINUTES} == MINUTES


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


# -- less of a dose, and the first weeks

AMOUNTS = (
    "sets", "reps", "hold_seconds", "seconds_per_rep", "per_day", "days_per_week",
)  # fmt: skip

shares = st.integers(1, 9).flatmap(lambda most: st.tuples(st.integers(1, most), st.just(most)))
starts = st.builds(
    DoseStart,
    sets=st.none() | st.integers(1, 5),
    reps=st.none() | st.integers(1, 30),
    hold_seconds=st.none() | st.integers(0, 60),
    seconds_per_rep=st.none() | whole,
    effort=st.none() | st.sampled_from([(0, 0), (0, 1), (1, 2), (2, 8), (9, 10)]),
    weeks=st.just((1, 2)),
)
long = st.builds(
    Dose.model_copy,
    doses,
    update=st.fixed_dictionaries(
        {"sets": st.just(1), "reps": st.just(1), "seconds_per_rep": st.integers(1, 3600)}
    ),
)


@given(doses | long, shares)
def test_less_of_a_dose_is_never_more_and_never_nothing(dose: Dose, share: tuple[int, int]) -> None:
    less = dose.less(share)

    for name in AMOUNTS:
        assert getattr(less, name) <= getattr(dose, name)
        assert getattr(less, name) >= min(1, getattr(dose, name))
    assert less.session_minutes <= dose.session_minutes
    assert less.day_minutes > 0
    assert (less.effort, less.per_side, less.weeks) == (dose.effort, dose.per_side, dose.weeks)


@given(doses | long, shares)
def test_less_of_a_dose_is_less_in_one_way_only(dose: Dose, share: tuple[int, int]) -> None:
    less = dose.less(share)
    changed = [name for name in AMOUNTS if getattr(less, name) != getattr(dose, name)]
    assert len(changed) <= 1
    if changed and share[0] < share[1]:
        (name,) = changed
        exact = getattr(dose, name) * share[0] / share[1]
        # Rounded down to whole times, sets, seconds or minutes, but to one at least.
        assert getattr(less, name) <= max(1, exact)
        assert exact - getattr(less, name) < 60


@given(doses | long)
def test_all_of_a_dose_is_the_dose(dose: Dose) -> None:
    """What is counted in time is told in whole minutes from a minute on."""
    same = dose.less((1, 1))

    assert same.less((1, 1)) == same
    if dose.sets > 1 or dose.reps > 1:
        assert same == dose
    else:
        seconds, whole_time = (one.hold_seconds or one.seconds_per_rep for one in (dose, same))
        assert whole_time == (seconds if seconds < 60 else seconds // 60 * 60)


@given(long, shares)
def test_a_walk_is_shortened_to_whole_minutes(dose: Dose, share: tuple[int, int]) -> None:
    less = dose.model_copy(update={"hold_seconds": 0}).less(share)

    assert less.seconds_per_rep < 60 or less.seconds_per_rep % 60 == 0


@given(doses, starts, shares)
def test_less_of_a_dose_has_no_first_weeks(
    dose: Dose, start: DoseStart, share: tuple[int, int]
) -> None:
    """In a flare nobody is told of two doses."""
    assert dose.model_copy(update={"start": start}).less(share).start is None


@given(doses, starts)
def test_nothing_of_the_first_weeks_is_more_than_in_the_dose(dose: Dose, start: DoseStart) -> None:
    first = dose.model_copy(update={"start": start}).at_start
    if first is None:
        return
    for name in AMOUNTS:
        assert getattr(first, name) <= getattr(dose, name)
    assert first.effort[0] <= dose.effort[0]
    assert first.effort[1] <= dose.effort[1]
    assert first.effort[0] <= first.effort[1]
    assert first.weeks == (1, 2)
    assert first.start is None
    assert first.at_start is None
    assert first != dose.model_copy(update={"weeks": (1, 2)})


@given(doses, starts)
def test_the_first_weeks_are_told_where_they_are_less_and_only_there(
    dose: Dose, start: DoseStart
) -> None:
    given_fields = start.model_dump(exclude_none=True, exclude={"weeks", "effort"})
    less = any(value < getattr(dose, name) for name, value in given_fields.items())
    easier = start.effort is not None and any(
        one < whole for one, whole in zip(start.effort, dose.effort, strict=True)
    )
    first = dose.model_copy(update={"start": start}).at_start

    assert (first is not None) == (less or easier)


def test_a_dose_without_first_weeks_is_the_same_from_the_start(library: Library) -> None:
    for exercise in library.exercises.values():
        for dose in exercise.doses.values():
            assert (dose.at_start is None) == (dose.start is None)


@pytest.mark.parametrize("value", [0, -1, 8.5, "8", True])
def test_repetitions_are_whole_and_positive(value: object) -> None:
    with pytest.raises(ValidationError):
        DoseChange.model_validate({"reps": value})


@pytest.mark.parametrize(
    ("share", "sets"), [((1, 2), 4), ((2, 3), 6), ((1, 3), 3), ((1, 9), 1), ((1, 10), 1)]
)
def test_a_share_of_sets_is_rounded_down(
    library: Library, share: tuple[int, int], sets: int
) -> None:
    dose = library.exercises["bridge"].doses["chronic"].model_copy(update={"sets": 9})

    assert dose.less(share).sets == sets


@pytest.mark.parametrize(
    ("seconds", "share", "less"),
    [(1800, (1, 2), 900), (1800, (2, 3), 1200), (300, (1, 2), 120), (90, (1, 2), 45)],
)
def test_a_share_of_a_walk_is_so_much_time(
    library: Library, seconds: int, share: tuple[int, int], less: int
) -> None:
    walk = library.exercises["walking"].doses["chronic"]
    dose = walk.model_copy(update={"seconds_per_rep": seconds, "start": None})

    assert dose.less(share).seconds_per_rep == less
