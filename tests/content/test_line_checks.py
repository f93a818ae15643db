"""Lines that can never be said, name what there is not, or leave a place empty: all are told."""

import pytest

from handouts.content import Library
from handouts.content.line_checks import line_problems
from handouts.content.lines import Line
from handouts.content.slots import Place, library_places
from handouts.errors import Problem
from tests.content.conftest import Worded

STAGES, BRIDGE = "en/stages.toml", "en/exercises/bridge.toml"


def told(problems: list[Problem], source: str) -> Problem:
    """Return the one problem that a place has."""
    (problem,) = [problem for problem in problems if problem.source == source]
    assert problem.hint
    return problem


# -- names


NAMED = [
    # key, a name that there is none of, what it should be, the nearest
    ("about", "walkin", "exercise", "walking"),
    ("types", "mobilty", "type", "mobility"),
    ("directions", "flection", "direction", "flexion"),
    ("without", "walkin", "exercise or type", "walking"),
    ("without", "mobilty", "exercise or type", "mobility"),
    ("stages", "accute", "stage", "acute"),
    ("preferences", "flection", "preference", "flexion"),
    ("settings", "char", "setting", "chair"),
    ("sore", "lefft", "side", "left"),
    ("plans", "chronic-c", "plan", "chronic-"),
    ("flags", "knee_problm", "flag, or level of flags,", "knee_problem"),
    ("flags", "ask_frist", "flag, or level of flags,", "ask_first"),
    ("flags", "same_dy", "flag, or level of flags,", "same_day"),
    ("unless", "knee_problm", "flag, or level of flags,", "knee_problem"),
    ("unless", "urgnt", "flag, or level of flags,", "urgent"),
]


@pytest.mark.parametrize(("key", "name", "what", "near"), NAMED)
def test_a_condition_with_an_unknown_name_is_told_with_the_nearest(
    worded: Worded, key: str, name: str, what: str, near: str
) -> None:
    line = f'{{ text = "Days in bed.", {key} = ["{name}"] }}'
    problems = worded(STAGES, "acute.avoid+", line)
    unknown = [problem for problem in problems if problem.message.startswith("there is no")]
    problem = told(unknown, f"{STAGES}:acute.avoid.0.{key}")

    assert problem.message == f"there is no {what} {name!r}"
    assert near in problem.hint


PLACES = [
    # file, the key of a place; + for one more in a list
    (STAGES, "acute.criteria+"),
    (STAGES, "acute.message"),
    (STAGES, "acute.flare.calm"),
    (STAGES, "acute.flare.then+"),
    (BRIDGE, "start"),
    (BRIDGE, "steps+"),
    (BRIDGE, "stop_if"),
    (BRIDGE, "doses.subacute.note"),
    (BRIDGE, "figure.alt"),
    ("en/plans/chronic-b.toml", "who_for"),
    ("en/plans/chronic-a.toml", "rhythm+"),
    ("en/rules.toml", "lists.diary.items+"),
    ("en/rules.toml", "lists.diary.title"),
    ("en/article.toml", "sport.title"),
    ("en/article.toml", "sport.core+"),
    ("en/article.toml", "sport.more+"),
    ("en/rules.toml", "pain_rule.stop"),
    ("en/statements.toml", "disclaimers.results"),
    ("en/statements.toml", "claims.posture.careful"),
    ("en/statements.toml", "safety_net.keep_the_list"),
    ("en/red_flags.toml", "check.avoid+"),
]


@pytest.mark.parametrize(("file", "key"), PLACES, ids=[place[1] for place in PLACES])
def test_conditions_are_looked_at_wherever_a_line_may_stand(
    worded: Worded, file: str, key: str
) -> None:
    line = '[{ text = "Said to some.", flags = ["knee_problm"] }, "Said to others."]'
    source = key.replace("+", ".0")

    assert told(worded(file, key, line), f"{file}:{source}.0.flags").hint == (
        "did you mean knee_problem?"
    )


def test_every_slot_of_the_library_is_looked_at(library: Library) -> None:
    """One line too many in each place is found there."""
    places = tuple(library_places(library))
    assert len(places) > 700
    lost = Line(text="x", about=("nowhere",))
    broken = [Place(place.source, (lost, *place.slot)) for place in places]

    found = {problem.source for problem in line_problems(library, broken)}

    key = "{}.0.about"
    assert found == {
        key.format(place.source) if place.slot else f"{place.source}.about" for place in places
    }


def test_the_shipped_lines_are_without_problems(library: Library) -> None:
    assert list(line_problems(library, library_places(library))) == []


# -- lines that are never said


def test_as_dosed_says_nothing_without_about(worded: Worded) -> None:
    line = '{ text = "Days in bed.", as_dosed = true }'
    problem = told(worded(STAGES, "acute.avoid+", line), f"{STAGES}:acute.avoid.0.as_dosed")

    assert (problem.message, problem.hint) == ("says nothing without about", "add about = [...]")


@pytest.mark.parametrize(
    "second", ['{ text = "Long sitting.", flags = ["knee_problem"] }', '"Long sitting."']
)
def test_a_line_after_one_that_always_fits_is_never_said(worded: Worded, second: str) -> None:
    lines = f'["Days in bed.", {second}]'
    problem = told(worded(STAGES, "acute.avoid+", lines), f"{STAGES}:acute.avoid.0.1")

    assert problem.message == "is never said: the line before it always fits"
    assert problem.hint == "put the line without a condition last"


def test_flags_and_unless_that_exclude_each_other_are_told(worded: Worded) -> None:
    line = '{ text = "Days in bed.", flags = ["knee_problem"], unless = ["knee_problem"] }'
    problem = told(worded(STAGES, "acute.avoid+", line), f"{STAGES}:acute.avoid.0")

    assert "flags and unless exclude each other" in problem.message


@pytest.mark.parametrize("flag", ["recent_spine_surgery", "new_weakness_or_numbness"])
def test_a_line_whose_flags_leave_its_own_exercise_out_is_never_said(
    worded: Worded, library: Library, flag: str
) -> None:
    """Whether the exercise names the flag, or one that the flag implies."""
    exercise = next(name for name in library.exercises if flag in library.flags_against(name))
    file = f"en/exercises/{exercise}.toml"
    line = f'[{{ text = "Breathe.", flags = ["{flag}"] }}, "Breathe."]'
    problem = told(worded(file, "breathing", line), f"{file}:breathing.0.flags")

    assert problem.message == "is never said: these flags leave the exercise out"
    assert problem.hint == "remove the line"


def test_a_line_that_one_of_its_flags_leaves_alone_may_be_said(worded: Worded) -> None:
    flags = 'flags = ["recent_spine_surgery", "knee_problem"]'

    assert worded(BRIDGE, "easier", f'[{{ text = "Lift a bit.", {flags} }}, "Lift less."]') == []


@pytest.mark.parametrize(
    ("file", "key", "other", "stage"),
    [
        (STAGES, "acute.avoid+", "chronic", "acute"),
        (BRIDGE, "doses.subacute.note", "chronic", "subacute"),
        ("en/plans/chronic-a.toml", "rhythm+", "acute", "chronic"),
    ],
    ids=["stage", "dose", "plan"],
)
def test_stages_that_contradict_the_place_are_told(
    worded: Worded, file: str, key: str, other: str, stage: str
) -> None:
    line = f'{{ text = "Later on.", stages = ["{other}"] }}'
    problem = told(worded(file, key, line), f"{file}:{key.replace('+', '.0')}.stages")

    assert problem.message == f"is never said: it stands under the stage {stage}"


def test_a_line_may_name_the_stage_that_it_stands_under(worded: Worded) -> None:
    line = '{ text = "For now.", stages = ["subacute", "acute"] }'

    assert worded(STAGES, "acute.avoid+", line) == []


NEVER = [
    # file, key, condition, key of the problem, why
    (STAGES, "acute.avoid+", 'about = ["walking"], without = ["walking"]', "",
     "without leaves out what it is about"),
    (STAGES, "acute.avoid+", 'about = ["walking"], without = ["aerobic"]', "",
     "without leaves out what it is about"),
    (STAGES, "acute.avoid+", 'types = ["aerobic"], without = ["aerobic"]', "",
     "without leaves out what it is about"),
    (BRIDGE, "easier", 'without = ["bridge"]', "", "without leaves out what it is about"),
    (STAGES, "acute.avoid+", 'about = ["walking"], flags = ["dvt_signs"]', ".flags",
     "these flags leave what it is about out"),
    (STAGES, "acute.avoid+", 'flags = ["new_weakness_or_numbness"], unless = ["foot_weakness"]', "",
     "flags and unless exclude each other"),
    (STAGES, "acute.avoid+", 'about = ["chair-squat"]', ".stages",
     "chair-squat has no dose for them"),
    (BRIDGE, "easier", 'stages = ["acute"]', ".stages", "bridge has no dose for them"),
    (BRIDGE, "easier", 'settings = ["chair"]', ".settings", "bridge is not done there"),
    (STAGES, "acute.avoid+", 'plans = ["chronic-a"]', ".plans",
     "these plans are for another stage"),
    (BRIDGE, "easier", 'stages = ["subacute"], plans = ["chronic-b"]', ".plans",
     "these plans are for another stage"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key", "condition", "field", "why"), NEVER, ids=[never[2] for never in NEVER]
)
def test_a_condition_that_can_never_hold_is_told(
    worded: Worded, file: str, key: str, condition: str, field: str, why: str
) -> None:
    problems = worded(file, key, f'{{ text = "Breathe.", {condition} }}')
    problem = told(problems, f"{file}:{key.replace('+', '.0')}{field}")

    assert problem.message == f"is never said: {why}"


@pytest.mark.parametrize(
    ("file", "key", "condition"),
    [
        (STAGES, "subacute.avoid+", 'about = ["bridge"], without = ["walking", "balance"]'),
        (STAGES, "acute.avoid+", 'about = ["walking"], flags = ["dvt_signs", "knee_problem"]'),
        (STAGES, "acute.avoid+", 'flags = ["foot_weakness"], unless = ["knee_problem"]'),
        (STAGES, "acute.avoid+", 'plans = ["chronic-a", "acute-none-floor"]'),
        (BRIDGE, "easier", 'stages = ["acute", "chronic"]'),
        (BRIDGE, "easier", 'settings = ["chair", "floor"]'),
    ],
)
def test_a_condition_that_holds_for_some_is_not(
    worded: Worded, file: str, key: str, condition: str
) -> None:
    assert worded(file, key, f'{{ text = "Breathe.", {condition} }}') == []


def test_the_same_condition_twice_is_told(worded: Worded) -> None:
    one = 'about = ["walking"], stages = ["acute"]'
    lines = f'[{{ text = "A.", {one} }}, {{ text = "B.", flags = ["knee_problem"] }}, '
    problems = worded(STAGES, "acute.avoid+", f'{lines}{{ text = "C.", {one} }}]')

    assert told(problems, f"{STAGES}:acute.avoid.0.2").message == (
        "is never said: a line before it has the same condition"
    )


@pytest.mark.parametrize(
    ("earlier", "sides"),
    [
        ('sore = ["left", "right"]', '"right"'),
        ('sore = ["left", "right", "both"]', '"both", "left"'),
    ],
)
def test_a_line_whose_sides_all_have_a_line_before_it_is_told(
    worded: Worded, earlier: str, sides: str
) -> None:
    later = f'{{ text = "B.", sore = [{sides}], stages = ["acute"] }}'
    problems = worded(STAGES, "acute.avoid+", f'[{{ text = "A.", {earlier} }}, {later}]')
    problem = told(problems, f"{STAGES}:acute.avoid.0.1.sore")

    assert problem.message == "is never said: the lines before it are for these sides"


@pytest.mark.parametrize(
    "earlier", ['sore = ["left"]', 'sore = ["left", "right"], flags = ["knee_problem"]']
)
def test_a_line_for_a_side_that_is_still_open_may_be_said(worded: Worded, earlier: str) -> None:
    lines = f'[{{ text = "A.", {earlier} }}, {{ text = "B.", sore = ["left", "right"] }}, "C."]'

    assert worded(STAGES, "acute.avoid+", lines) == []


# -- places that can be empty


def test_lines_for_every_side_leave_a_place_empty_where_no_side_is_given(worded: Worded) -> None:
    lines = '{ text = "Breathe.", sore = ["left", "right", "both"] }'
    problem = told(worded(BRIDGE, "breathing", lines), f"{BRIDGE}:breathing")

    assert problem.message.startswith("can be without a line")
    assert worded(BRIDGE, "breathing", f'[{lines}, "Breathe out."]') == []


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ('preferences = ["extension"]', "stage acute, preference none, setting floor"),
        ('preferences = ["none"]', "stage acute, preference extension, setting floor"),
        ('settings = ["floor"]', "stage acute, preference none, setting chair"),
        ('about = ["walking"]', "stage acute, preference none, setting floor"),
        ('types = ["mobility"]', "stage acute, preference none, setting floor"),
        ('directions = ["neutral"]', "stage acute, preference none, setting floor"),
        ('without = ["balance"]', "stage acute, preference none, setting floor"),
        ('plans = ["acute-none-floor"]', "stage acute, preference none, setting floor"),
        ('flags = ["knee_problem"]', "stage acute, preference none, setting floor"),
        ('unless = ["knee_problem"]', "stage acute, preference none, setting floor"),
        ('about = ["walking"], as_dosed = true', "stage acute, preference none, setting floor"),
    ],
)
def test_a_place_that_must_say_something_cannot_be_without_a_line(
    worded: Worded, condition: str, where: str
) -> None:
    line = f'{{ text = "Keep moving.", {condition} }}'
    problem = told(worded(STAGES, "acute.message", line), f"{STAGES}:acute.message")

    assert problem.message == f"can be without a line: {where}, and nothing else that helps"
    assert problem.hint == "add a last line without a condition"


def test_a_rule_for_one_stage_is_missed_at_the_others(worded: Worded) -> None:
    line = '{ text = "Up is good.", stages = ["acute"] }'
    problems = worded("en/rules.toml", "pain_rule.leg_rule", line)
    problem = told(problems, "en/rules.toml:pain_rule.leg_rule")

    assert "stage subacute" in problem.message


@pytest.mark.parametrize("key", ["purpose", "start", "breathing", "feel", "mistake"])
def test_what_every_card_says_cannot_be_empty(worded: Worded, key: str) -> None:
    line = '{ text = "Say it.", flags = ["knee_problem"] }'
    problem = told(worded(BRIDGE, key, line), f"{BRIDGE}:{key}")

    assert "can be without a line" in problem.message


@pytest.mark.parametrize("key", ["end", "easier", "harder", "stop_if"])
def test_what_a_card_can_do_without_may_be_empty(worded: Worded, key: str) -> None:
    assert worded(BRIDGE, key, '{ text = "Say it.", flags = ["knee_problem"] }') == []


@pytest.mark.parametrize(
    "condition",
    [
        'about = ["bridge"]',
        'types = ["resistance"]',
        'directions = ["neutral"]',
        'settings = ["floor"]',
        'stages = ["subacute", "chronic"]',
        'preferences = ["none", "extension", "flexion"]',
        'unless = ["recent_spine_surgery"]',
    ],
)
def test_what_holds_wherever_an_exercise_is_done_leaves_nobody_out(
    worded: Worded, condition: str
) -> None:
    """A bridge is done on the floor alone, at two stages, and never after surgery."""
    assert worded(BRIDGE, "mistake", f'{{ text = "Arching.", {condition} }}') == []


@pytest.mark.parametrize(
    "condition",
    [
        'about = ["bridge"], as_dosed = true',
        'about = ["bridge", "walking"]',
        'types = ["resistance", "core"]',
        'directions = ["flexion"]',
        'stages = ["subacute"]',
        'preferences = ["none", "extension"]',
        'unless = ["recent_spine_surgery", "knee_problem"]',
        'without = ["walking"]',
        'plans = ["chronic-b"]',
    ],
)
def test_what_holds_for_some_who_do_an_exercise_leaves_others_out(
    worded: Worded, condition: str
) -> None:
    problems = worded(BRIDGE, "mistake", f'{{ text = "Arching.", {condition} }}')

    assert "can be without a line" in told(problems, f"{BRIDGE}:mistake").message


def test_lines_that_share_out_all_patients_leave_nobody_out(worded: Worded) -> None:
    shared = ", ".join(
        f'{{ text = "For {name}.", preferences = ["{name}"] }}'
        for name in ("none", "extension", "flexion")
    )
    assert worded(STAGES, "acute.message", f"[{shared}]") == []


# -- whole lists that can be empty


LISTS = [
    (STAGES, "acute.criteria"),
    (STAGES, "acute.goals"),
    (STAGES, "acute.do"),
    (STAGES, "acute.avoid"),
    (STAGES, "acute.progress_when"),
    (STAGES, "acute.flare.then"),
    (BRIDGE, "equipment"),
    (BRIDGE, "steps"),
    ("en/rules.toml", "lists.stop_exercise.items"),
    ("en/red_flags.toml", "check.do"),
    ("en/red_flags.toml", "check.avoid"),
    ("en/red_flags.toml", "check.back"),
]


@pytest.mark.parametrize(("file", "key"), LISTS, ids=[one[1] for one in LISTS])
def test_a_whole_list_cannot_be_empty(worded: Worded, file: str, key: str) -> None:
    lines = (
        '[{ text = "Said to some.", flags = ["knee_problem"] }, '
        '{ text = "Said to others.", flags = ["poor_balance"] }]'
    )
    problem = told(worded(file, key, lines), f"{file}:{key}")

    assert "can be without a line: stage " in problem.message
    assert problem.hint == "add a last line without a condition"


def test_a_list_may_be_short_as_long_as_one_line_is_for_everybody(worded: Worded) -> None:
    lines = '[{ text = "Said to some.", flags = ["knee_problem"] }, "Said to all."]'

    assert worded(STAGES, "acute.avoid", lines) == []


def test_a_list_whose_lines_share_out_the_settings_is_never_empty(worded: Worded) -> None:
    lines = (
        '[{ text = "On the mat.", settings = ["floor"] }, '
        '{ text = "On the bed.", settings = ["chair"] }]'
    )
    assert worded(STAGES, "acute.avoid", lines) == []


def test_a_list_that_one_setting_lacks_is_told_with_it(worded: Worded) -> None:
    lines = '[{ text = "On the mat.", settings = ["floor"] }]'
    problem = told(worded(STAGES, "acute.avoid", lines), f"{STAGES}:acute.avoid")

    assert "preference none, setting chair" in problem.message


# -- keys inside lines


def test_an_unknown_key_inside_a_line_names_the_nearest(worded: Worded) -> None:
    line = '{ text = "Days in bed.", flgs = ["knee_problem"] }'
    problem = told(worded(STAGES, "acute.avoid+", line), f"{STAGES}:acute.avoid.0.0.flgs")

    assert (problem.message, problem.hint) == ("is not a known key", "did you mean flags?")


@pytest.mark.parametrize(
    ("file", "key", "place"),
    [
        (BRIDGE, "easier", "easier.0"),
        (BRIDGE, "stop_if", "stop_if.0"),
        (BRIDGE, "start", "start.0"),
        (BRIDGE, "steps+", "steps.0.0"),
        (BRIDGE, "doses.subacute.note", "doses.subacute.note.0"),
        ("en/rules.toml", "lists.diary.items+", "lists.diary.items.0.0"),
        ("en/plans/chronic-a.toml", "rhythm+", "rhythm.0.0"),
        (STAGES, "acute.flare.then+", "acute.flare.then.0.0"),
    ],
)
def test_an_unknown_key_is_found_in_every_kind_of_place(
    worded: Worded, file: str, key: str, place: str
) -> None:
    problems = worded(file, key, '{ text = "Say it.", unles = ["chest"] }')

    assert told(problems, f"{file}:{place}.unles").hint == "did you mean unless?"


def test_an_unknown_key_is_found_in_one_of_several_lines(worded: Worded) -> None:
    lines = '["First.", { text = "Second.", stage = ["acute"] }]'
    problem = told(worded(BRIDGE, "easier", lines), f"{BRIDGE}:easier.1.stage")

    assert problem.hint == "did you mean stages?"


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ('[{ txt = "Days in bed." }]', "acute.avoid.0.0.txt"),
        ('[{ text = "Days in bed.", flags = "knee_problem" }]', "acute.avoid.0.0.flags"),
        ("[7]", "acute.avoid.0.0"),
        ('[""]', "acute.avoid.0.0.text"),
    ],
)
def test_a_place_is_not_said_to_be_empty_because_its_line_is_wrong(
    worded: Worded, lines: str, source: str
) -> None:
    """A list that lacks its only line, for a slip in it, is not reported as too short."""
    problems = worded(STAGES, "acute.avoid", lines)

    assert f"{STAGES}:{source}" in {problem.source for problem in problems}
    assert {problem.source.count(".") for problem in problems} == {source.count(".") + 1}


def test_a_list_that_is_really_empty_is_said_to_be(worded: Worded) -> None:
    problem = told(worded(STAGES, "acute.avoid", "[]"), f"{STAGES}:acute.avoid")

    assert "at least 1 item" in problem.message
