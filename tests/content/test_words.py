"""What the shipped words have to be, whoever edits them."""

import re
from collections.abc import Iterator

import pytest

from handouts.content import Library, conditions, load_library
from handouts.content.lines import Line
from handouts.content.words import ExerciseWords
from handouts.resources import library_folder

LIBRARY = load_library(library_folder() / conditions(library_folder())[0])
EXERCISES = sorted(LIBRARY.words.exercises)

DOSE_NUMBER = re.compile(
    r"\b(?:\d+|twice)\s*(?:to \d+\s*)?(?:seconds?|reps?|sets?|times|rounds?)\b"
)
STILL = re.compile(r"hold|pause|rest|slowly|go soft|still", re.IGNORECASE)


def instructions(words: ExerciseWords) -> Iterator[str]:
    """Yield the sentences that may tell how to do an exercise."""
    slots = (words.start, words.end, *words.steps, words.breathing)
    for slot in (*slots, words.mistake, words.easier, words.harder):
        yield from (line.text for line in slot)


def lines_at(slot: tuple[Line, ...], stage: str) -> list[Line]:
    """Return the lines of a slot that may be said at a stage, [] if there may be none."""
    lines = [line for line in slot if not line.stages or stage in line.stages]
    always = [line for line in lines if not line.model_copy(update={"stages": ()}).stated]
    return lines[: lines.index(always[0]) + 1] if always else []


@pytest.mark.parametrize("name", EXERCISES)
def test_a_purpose_is_one_honest_line(name: str) -> None:
    for purpose in LIBRARY.words.exercises[name].purpose:
        assert len(purpose.text.split()) <= 14
        assert not re.search(r"\b(will|cures?|heals?|fix(es)?|always|never)\b", purpose.text)


@pytest.mark.parametrize("name", EXERCISES)
def test_instructions_leave_numbers_to_the_dose(name: str) -> None:
    for sentence in instructions(LIBRARY.words.exercises[name]):
        assert not DOSE_NUMBER.search(sentence), sentence


def test_the_number_check_can_fail() -> None:
    assert DOSE_NUMBER.search("Hold for 20 to 30 seconds.")
    assert DOSE_NUMBER.search("Do it 3 times.")


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_for_a_bed_does_not_speak_of_the_floor(name: str) -> None:
    facts = LIBRARY.exercises[name]
    if "chair" not in facts.settings or facts.position in {"standing", "sitting"}:
        return
    for sentence in instructions(LIBRARY.words.exercises[name]):
        assert "floor" not in sentence, sentence


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_with_a_hold_says_to_hold_or_rest(name: str) -> None:
    """Whoever the patient is: one of the steps says so in each of its lines."""
    for stage, dose in LIBRARY.exercises[name].doses.items():
        said = [lines_at(slot, stage) for slot in LIBRARY.words.exercises[name].steps]
        held = [lines for lines in said if lines and all(STILL.search(one.text) for one in lines)]
        assert held or not dose.hold_seconds, stage


def test_the_emergency_signs_fit_a_box() -> None:
    signs = [name for name, sign in LIBRARY.red_flags.items() if sign.level == "emergency"]

    assert 1 <= len(signs) <= 7
    for name in LIBRARY.red_flags:
        assert len(LIBRARY.words.red_flags.items[name].split()) <= 25


def test_patients_read_the_careful_wording_of_each_warning(library: Library) -> None:
    words, facts = library.words.statements, library.statements
    careful = [
        tuple(line.text for line in words.claims[claim].careful)
        for warning in facts.warnings.values()
        for claim in warning.claims
    ]

    assert careful == [
        ("Start with light work. Build up as pain settles.",),
        ("Do not force any pull early. If it tingles, ease off.",),
    ]


def test_the_inferred_cells_of_the_chart_stay_marked(library: Library) -> None:
    inferred = [name for name, goal in library.goals.items() if goal.basis == "inferred"]

    assert inferred == ["improve_flexibility", "develop_core_strength"]


def test_every_source_says_how_far_it_was_checked(library: Library) -> None:
    for name, source in library.sources.items():
        assert source.checked, name
        if "K" in source.checked:
            assert source.not_checked, name


def test_every_goal_of_the_chart_has_an_exercise_at_the_last_stage(library: Library) -> None:
    last = list(library.stages)[-1]
    for goal in library.goals:
        assert any(
            goal in exercise.chart_goals and last in exercise.doses
            for exercise in library.exercises.values()
        ), goal


def test_an_alternative_helps_against_some_flag_or_setting(library: Library) -> None:
    for plan_id, plan in library.plans.items():
        for item in plan.items:
            original = library.exercises[item.exercise]
            for name in item.alternatives:
                other = library.exercises[name]
                flags = map(set, map(library.flags_against, (item.exercise, name)))
                spared = next(flags) - next(flags)
                assert spared or set(other.settings) - set(original.settings), (plan_id, name)


def test_what_is_said_of_a_picture_that_may_be_mirrored_names_no_direction(
    library: Library,
) -> None:
    """Not "to the left" either: with the other side sore it would be wrong."""
    for name, facts in library.exercises.items():
        poses = [facts.pose, *facts.pose.get("settings", {}).values()]
        figure = library.words.exercises[name].figure
        if figure and any(pose.get("sore") for pose in poses):
            said = " ".join([*(line.text for line in figure.alt), *figure.captions])
            assert not re.search(r"\b(left|right)\b", said, re.IGNORECASE), name
