"""What a plan adds up to follows from its doses."""

from handouts.content import Library
from handouts.prescription import DropExercise, PrescriptionRequest, SetField, prescribe, totals


def test_the_minutes_of_the_acute_day_are_told_with_and_without_what_is_optional(
    library: Library,
) -> None:
    sums = totals(prescribe(library, PrescriptionRequest("acute")))

    assert sums.minutes == (29.0, 30.5)
    assert sums.bouts == (12, 15)
    assert sums.rest_minutes == (27.0, 27.0)
    assert sums.rest_bouts == (5, 5)
    assert sums.longest == (0.5, 5.0)
    assert sums.days == 7


def test_days_without_exercise_do_not_count(library: Library) -> None:
    sums = totals(prescribe(library, PrescriptionRequest("chronic")))

    assert sums.days == 6
    assert sums.minutes == (10.5, 54.0)


def test_the_first_weeks_are_lower_where_a_dose_begins_lower(library: Library) -> None:
    sums = totals(prescribe(library, PrescriptionRequest("chronic")))

    assert sums.start is not None
    assert sums.start[1] < sums.minutes[1]
    assert sums.start_weeks == (1, 2)


def test_a_dose_set_by_hand_is_the_same_from_the_start(library: Library) -> None:
    changes = (SetField("walking", "seconds_per_rep", "600"),)
    made = prescribe(library, PrescriptionRequest("chronic", adjustments=changes))
    walking = next(item for item in made.items if item.id == "walking")

    assert walking.dose.seconds_per_rep == 600
    assert walking.dose.at_start is None


def test_a_changed_dose_keeps_nothing_of_the_first_weeks_of_the_old_one(library: Library) -> None:
    usual = library.exercises["walking"].doses["chronic"]
    assert usual.at_start

    shorter = usual.model_copy(update={"seconds_per_rep": 300})

    assert shorter.at_start is None or shorter.at_start.seconds_per_rep <= 300


def test_nothing_of_the_first_weeks_is_more_than_later(library: Library) -> None:
    for exercise in library.exercises.values():
        for dose in exercise.doses.values():
            first = dose.at_start
            if first is not None:
                assert first.day_minutes <= dose.day_minutes
                assert first.effort[1] <= dose.effort[1]
                assert first.weeks[0] == 1


def test_exercises_are_grouped_by_how_often_they_are_done(library: Library) -> None:
    made = prescribe(library, PrescriptionRequest("subacute"))
    groups = {
        (one.days_per_week, one.per_day): [i.id for i in one.items] for one in totals(made).often
    }

    assert groups[7, 2] == ["walking", "cat-camel", "nerve-slider-lying"]
    assert groups[5, 1] == ["bird-dog", "side-bridge"]
    assert sum(map(len, groups.values())) == len(made.items)


def test_a_plan_of_rest_alone_adds_up_too(library: Library) -> None:
    active = [i.id for i in prescribe(library, PrescriptionRequest("acute")).items if not i.rest]
    request = PrescriptionRequest("acute", adjustments=tuple(map(DropExercise, active)))
    sums = totals(prescribe(library, request))

    assert (sums.days, sums.minutes, sums.bouts) == (0, (0, 0), (0, 0))
    assert sums.rest_minutes[0] > 0
    assert sums.effort == (0, 1)
