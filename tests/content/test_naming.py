"""A line that names what a plan may not have has to declare it."""

from dataclasses import replace

import pytest

from handouts.content import DAYS, Library
from handouts.content.lines import Line
from handouts.content.naming import Named, names_in, naming_problems
from handouts.content.slots import Place, library_places
from handouts.errors import Problem
from tests.content.conftest import Worded

RULES, DIARY = "en/rules.toml", "lists.diary.items+"
SOURCE = f"{RULES}:lists.diary.items.0"


def found(library: Library, line: Line, **where: str) -> list[Problem]:
    """Return what is wrong with a line in a place that is sure of nothing but `where`."""
    return list(naming_problems(library, [Place("en/x.toml:line", (line,), **where)]))  # type: ignore[arg-type]


def meant(library: Library, text: str) -> list[tuple[str, tuple[Named, ...]]]:
    return list(names_in(library, text))


def test_the_shipped_lines_declare_what_they_name(library: Library) -> None:
    places = tuple(library_places(library))
    named = [place for place in places for line in place.slot if meant(library, line.text)]
    assert len(named) > 100
    assert list(naming_problems(library, places)) == []


# -- seen in a library: refused without a condition, accepted with one


NAMING = [
    # what the line says, the words found, the remedy, the condition with which it may be said
    ("Skip the bridge today.", "bridge", 'add about = ["bridge"]', 'about = ["bridge"]'),
    ("Skip the bridges today.", "bridges", 'add about = ["bridge"]', 'about = ["bridge"]'),
    ("Walk, then rest.", "Walk", 'add about = ["walking"]', 'about = ["walking"]'),
    ("Skip hard balance work.", "balance work", 'add types = ["balance"]', 'types = ["balance"]'),
    ("Keep the core firm.", "core", 'add types = ["core"]', 'types = ["core"]'),
    ("Keep the core firm.", "core", 'add types = ["core"]', 'about = ["bird-dog"]'),
    ("Do not bend forward.", "bend forward", 'add directions = ["flexion"]',
     'directions = ["flexion"]'),
    ("Do not bend forward.", "bend forward", 'add directions = ["flexion"]',
     'preferences = ["flexion"]'),
    ("Do not bend forward.", "bend forward", 'add directions = ["flexion"]',
     'about = ["seated-forward-bend"]'),
    ("Rest the left leg.", "left leg", 'add sore = ["left"]', 'sore = ["left"]'),
    ("Start with the right leg.", "right leg", 'add sore = ["right"]', 'sore = ["left"]'),
    ("Ask for the sub-acute plan.", "sub-acute plan", 'add stages = ["subacute"]',
     'stages = ["subacute"]'),
    ("Do it 3 times a day.", "3 times a day", "as_dosed = true",
     'about = ["walking"], as_dosed = true'),
    ("Do it twice a day.", "twice a day", "as_dosed = true",
     'about = ["walking"], as_dosed = true'),
    ("Do it 2 to 3 times a week.", "2 to 3 times a week", "as_dosed = true",
     'about = ["walking"], as_dosed = true'),
    ("Rest on 5 days a week.", "5 days a week", "as_dosed = true",
     'about = ["walking"], as_dosed = true'),
    ("Start in the morning.", "morning", "as_dosed = true",
     'about = ["walking"], as_dosed = true'),
    ("Rest on Monday.", "Monday", "as_dosed = true", 'about = ["walking"], as_dosed = true'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "remedy", "condition"), NAMING)
def test_what_a_line_names_has_to_be_declared(
    worded: Worded, text: str, words: str, remedy: str, condition: str
) -> None:
    (problem,) = worded(RULES, DIARY, f'"{text}"')

    assert problem.source == SOURCE
    assert problem.message == f'names "{words}" without a condition'
    assert remedy in problem.hint
    assert condition


@pytest.mark.parametrize(("text", "words", "remedy", "condition"), NAMING)
def test_a_line_that_declares_what_it_names_is_accepted(
    worded: Worded, text: str, words: str, remedy: str, condition: str
) -> None:
    assert worded(RULES, DIARY, f'{{ text = "{text}", {condition} }}') == []
    assert words in text
    assert remedy


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Skip the bridge today.", 'about = ["walking"]'),
        ("Skip the bridge today.", 'types = ["resistance"]'),
        ("Skip the bridge today.", 'flags = ["knee_problem"]'),
        ("Keep the core firm.", 'types = ["balance"]'),
        ("Keep the core firm.", 'about = ["walking"]'),
        ("Do not bend forward.", 'preferences = ["extension"]'),
        ("Do not bend forward.", 'preferences = ["extension", "flexion"]'),
        ("Rest the left leg.", 'sore = ["both"]'),
        ("Rest the left leg.", 'sore = ["left", "right"]'),
        ("Rest the left leg.", 'flags = ["knee_problem"]'),
        ("Ask for the sub-acute plan.", 'stages = ["chronic"]'),
        ("Ask for the sub-acute plan.", 'stages = ["acute", "subacute"]'),
        ("Do it 3 times a day.", 'about = ["walking"]'),
        ("Rest from strength work.", 'about = ["bridge"], as_dosed = true'),
    ],
)
def test_another_condition_does_not_declare_it(worded: Worded, text: str, condition: str) -> None:
    (problem,) = worded(RULES, DIARY, f'{{ text = "{text}", {condition} }}')

    assert problem.source == SOURCE
    assert "without a condition" in problem.message


PLAIN = [
    # what is said without a choice between lines: file, key, source
    ("en/stages.toml", "acute.label", "en/stages.toml:acute.label"),
    ("en/stages.toml", "acute.progress_for", "en/stages.toml:acute.progress_for"),
    (RULES, "pain_rule.at_rest", "en/rules.toml:pain_rule.at_rest"),
    (RULES, "pain_rule.levels.amber.action", "en/rules.toml:pain_rule.levels.amber.action"),
    ("en/exercises/bridge.toml", "doses.chronic.effort",
     "en/exercises/bridge.toml:doses.chronic.effort"),
    ("en/plans/chronic-a.toml", "title", "en/plans/chronic-a.toml:title"),
    ("en/plans/acute-flexion-chair.toml", "optional_if.nerve-slider-sitting",
     "en/plans/acute-flexion-chair.toml:optional_if.nerve-slider-sitting"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "key", "source"), PLAIN, ids=[place[1] for place in PLAIN])
def test_what_is_said_to_everybody_names_nothing(
    worded: Worded, file: str, key: str, source: str
) -> None:
    """Titles, conditions and effort are said whatever the plan has: no line stands in for them."""
    problems = worded(file, key, '"When the cat and camel is easy."')

    (problem,) = [one for one in problems if one.source == source]
    assert problem.message == 'names "cat and camel" without a condition'


def test_the_title_of_a_plan_for_a_direction_may_name_it(worded: Worded) -> None:
    plans = "en/plans/acute-flexion-floor.toml", "en/plans/acute-extension-floor.toml"
    title = '"For bending forward"'

    assert worded(plans[0], "title", title) == []
    (problem,) = worded(plans[1], "title", title)
    assert problem.source == f"{plans[1]}:title"


def test_each_of_several_names_is_told(worded: Worded) -> None:
    problems = worded(RULES, DIARY, '"Walk, bridge and rest twice a day in the evening."')

    assert [problem.message.split('"')[1] for problem in problems] == [
        "Walk", "bridge", "twice a day", "evening",
    ]  # fmt: skip


def test_the_line_of_several_is_named(worded: Worded) -> None:
    lines = '[{ text = "Heat helps.", flags = ["knee_problem"] }, "Walk."]'
    (problem,) = worded(RULES, DIARY, lines)

    assert problem.source == f"{SOURCE}.1"


# -- every word of the vocabulary


def test_every_name_of_every_exercise_has_to_be_declared(library: Library) -> None:
    for name, words in library.words.exercises.items():
        for called in (words.name, *words.called):
            text = f"Now the {called} again."
            problems = found(library, Line(text=text))
            assert f'names "{called}" without a condition' in {p.message for p in problems}, called
            assert found(library, Line(text=text, about=(name,))) == [], called


def test_every_name_of_every_type_has_to_be_declared(library: Library) -> None:
    for name, label in library.words.types.items():
        for called in (label, *library.words.called_types.get(name, ())):
            text = f"No {called} today."
            assert found(library, Line(text=text)), called
            assert found(library, Line(text=text, types=(name,))) == [], called


def test_every_name_of_a_direction_and_a_stage_has_to_be_declared(library: Library) -> None:
    for name, words in library.words.condition.called.directions.items():
        for called in words:
            assert found(library, Line(text=f"Do not {called} now.")), called
            assert found(library, Line(text=f"Do not {called} now.", directions=(name,))) == []
    for name, stage in library.words.stages.items():
        for called in stage.called:
            assert found(library, Line(text=f"See the {called}.")), called
            assert found(library, Line(text=f"See the {called}.", stages=(name,))) == []
            assert found(library, Line(text=f"See the {called}."), stage=name) == []


def test_every_day_time_and_count_has_to_be_declared(library: Library) -> None:
    said = library.words.condition
    times = [*said.called.times, *(said.days[day] for day in DAYS)]
    numbers = ("7", "two", "Once")
    counts = [f"{number} {count}" for count in said.called.counts for number in numbers]
    assert len(times) > 10
    for words in (*times, *counts):
        text = f"Do it {words}, gently."
        assert found(library, Line(text=text)), words
        assert found(library, Line(text=text, about=("walking",), as_dosed=True)) == [], words


# -- what is no name


@pytest.mark.parametrize(
    "text",
    [
        "Score your pain from 0 to 10.",  # core
        "The walkway is flat.",  # walk
        "Wait for 2 days.",
        "Stop if pain is 6 or more.",
        "Hold it for 20 seconds.",
        "Abridged words say less.",  # bridge
    ],
)
def test_a_part_of_a_word_and_a_number_alone_name_nothing(library: Library, text: str) -> None:
    assert meant(library, text) == []


def test_the_longest_name_is_the_one_that_is_meant(library: Library) -> None:
    ((words, kinds),) = meant(library, "Do the heel-to-toe walk.")

    assert (words, kinds) == ("heel-to-toe walk", (("exercise", "heel-to-toe-stand"),))


def test_small_and_capital_letters_are_alike(library: Library) -> None:
    for text in ("Bridge.", "bridge.", "BRIDGE."):
        ((words, kinds),) = meant(library, text)
        assert (f"{words}.", kinds) == (text, (("exercise", "bridge"),))


def test_a_word_for_two_things_is_declared_by_either(library: Library) -> None:
    ((_, kinds),) = meant(library, "Do some strength work.")
    assert {name for _, name in kinds} == {"resistance", "high_rep_resistance"}

    for name in ("resistance", "high_rep_resistance"):
        assert found(library, Line(text="Do some strength work.", types=(name,))) == []


# -- what the place is sure of


def test_an_exercise_may_name_itself_and_no_other(library: Library) -> None:
    assert found(library, Line(text="Lower the bridge slowly."), exercise="bridge") == []
    (problem,) = found(library, Line(text="Then walk."), exercise="bridge")
    assert problem.hint == 'add about = ["walking"], or word it without'


def test_an_exercise_may_tell_in_words_of_other_types_how_it_feels(library: Library) -> None:
    assert found(library, Line(text="You feel a stretch."), exercise="bridge") == []


def test_an_exercise_may_name_the_way_it_bends_and_no_other(library: Library) -> None:
    forward, back = Line(text="Bend forward slowly."), Line(text="Bend back slowly.")

    assert found(library, forward, exercise="seated-forward-bend") == []
    assert found(library, back, exercise="seated-forward-bend")


def test_an_exercise_leaves_counts_and_times_to_its_dose(library: Library) -> None:
    for text in ("Do it twice a day.", "Do it in the morning.", "Do it on Monday."):
        (problem,) = found(library, Line(text=text), exercise="bridge")
        assert "leave the number to the dose" in problem.hint


def test_a_stage_may_name_its_own_plan_and_no_other(library: Library) -> None:
    text = "Go on with the acute plan."

    assert found(library, Line(text=text), stage="acute") == []
    assert found(library, Line(text=text), stage="chronic")


def test_a_name_of_signs_alone_names_nothing(library: Library) -> None:
    words = library.words.exercises["bridge"].model_copy(update={"called": ("—",)})
    exercises = {**library.words.exercises, "bridge": words}
    changed = replace(library, words=replace(library.words, exercises=exercises))
    assert meant(changed, "Rest — then go on.") == []


def test_an_alternative_text_names_no_side(worded: Worded) -> None:
    """A picture may be mirrored, so that the side is sure nowhere."""
    file = "en/exercises/bridge.toml"
    (problem,) = worded(file, "figure.alt", '"A person on their back lifts the left leg."')

    assert problem.source == f"{file}:figure.alt"
    assert problem.message == 'names "left leg" without a condition'
