"""The plan for a flare: the patient's own calmer moves, done less."""

from pathlib import Path

import pytest

from handouts.content import Dose, Library
from handouts.prescription import DropExercise, PrescriptionRequest, prescribe

PLAIN = {
    "sets": 1, "reps": 1, "hold_seconds": 0, "seconds_per_rep": 5, "per_side": False,
    "rest_seconds": 0, "per_day": 2, "days_per_week": 7, "effort": (1, 2), "weeks": (1, 4),
}  # fmt: skip


def dose(**fields: object) -> Dose:
    return Dose.model_validate(PLAIN | fields)


@pytest.mark.parametrize(
    ("whole", "field", "half"),
    [
        (dose(sets=2, reps=10), "sets", 1),
        (dose(sets=3, reps=10), "sets", 1),
        (dose(reps=10), "reps", 5),
        (dose(reps=5), "reps", 2),
        (dose(reps=2), "reps", 1),
        (dose(seconds_per_rep=720), "seconds_per_rep", 360),
        (dose(seconds_per_rep=300), "seconds_per_rep", 120),
        (dose(seconds_per_rep=90), "seconds_per_rep", 45),
        (dose(hold_seconds=20), "hold_seconds", 10),
        (dose(hold_seconds=1), "hold_seconds", 1),
    ],
)
def test_half_a_dose_is_fewer_sets_or_repetitions_or_less_time(
    whole: Dose, field: str, half: int
) -> None:
    less = whole.less((1, 2))

    assert getattr(less, field) == half
    assert less.model_copy(update={field: getattr(whole, field)}) == whole


def test_the_moves_are_the_plans_own_of_calm_types(library: Library) -> None:
    for stage in library.stages:
        for setting in library.condition.settings:
            made = prescribe(library, PrescriptionRequest(stage, setting=setting))
            own = {item.id for item in made.items}
            types = set(library.stages[stage].flare.types)
            assert {move.item.id for move in made.flare} <= own
            assert {move.item.facts.type for move in made.flare} <= types


def test_rest_goes_on_as_it_is_and_walks_are_halved(library: Library) -> None:
    moves = {m.item.id: m for m in prescribe(library, PrescriptionRequest("acute")).flare}

    assert moves["rest-side-lying"].dose == moves["rest-side-lying"].item.dose
    assert moves["walking"].dose.seconds_per_rep == 120
    assert "nerve-slider-lying" not in moves, "it is optional"


def test_what_is_optional_is_no_move_for_a_flare(library: Library, tmp_path: Path) -> None:
    """When it may be done has a condition of its own, which a flare does not meet."""
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'stage = "acute"\npreference = "any"\nsetting = "any"\nweeks = [1, 4]\n'
        '[evidence]\ngrade = "D"\nsources = []\n'
        '[[items]]\nexercise = "walking"\noptional = true\n[[items]]\nexercise = "pelvic-tilt"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n'
        '[words.optional_if]\nwalking = "it does not rain"\n'
    )
    made = prescribe(library, PrescriptionRequest("acute", plan=plan))

    assert [move.item.id for move in made.flare] == ["pelvic-tilt"]


def test_without_a_calm_move_there_is_none(library: Library) -> None:
    calm = ("walking", "figure-four-stretch")
    request = PrescriptionRequest("chronic", adjustments=tuple(map(DropExercise, calm)))

    assert prescribe(library, request).flare == ()
