"""Flags, warning signs and conflicts that do not fit together, each seen on a broken library."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.content import Library, load_library
from handouts.errors import BadInput, Problem

Broken = Callable[[str, str, str], list[Problem]]

FLAGS, CONFLICTS, SIGNS = "flags.toml", "conflicts.toml", "en/red_flags.toml"

LEVELLED = "[flags.bladder]\nlevel = "
SIGN = 'warning_sign = "bladder"\n'
KNEE = '[flags.knee_problem]\nlevel = "adapt"\n'


def told(problems: list[Problem], source: str, message: str) -> Problem:
    """Return the one problem of a place that says this."""
    (problem,) = [one for one in problems if one.source == source and message in one.message]
    assert problem.hint
    return problem


# -- flags and signs


def test_every_sign_has_one_flag_and_its_level(library: Library) -> None:
    assert {library.flag_named(sign) for sign in library.red_flags} <= set(library.flags)
    for sign, facts in library.red_flags.items():
        flag = library.flags[str(library.flag_named(sign))]
        assert facts.level in library.flag_levels[flag.level].signs


def test_a_sign_that_cannot_be_given_as_a_flag_is_told(broken: Broken) -> None:
    problem = told(broken(FLAGS, SIGN, ""), "red_flags.toml:bladder", "cannot be given as a flag")

    assert problem.hint == 'add a flag with warning_sign = "bladder" to flags.toml'


def test_a_sign_of_two_flags_is_told(broken: Broken) -> None:
    problems = broken(FLAGS, 'warning_sign = "saddle_numbness"', 'warning_sign = "bladder"')

    told(problems, "red_flags.toml:bladder", "is the warning sign of two flags")
    told(problems, "red_flags.toml:saddle_numbness", "cannot be given as a flag")


def test_a_flag_with_the_name_of_another_sign_is_told(broken: Broken) -> None:
    problems = broken(FLAGS, SIGN, 'warning_sign = "bowel"\n')

    told(problems, "flags.toml:flags.bladder", "has the name of another sign")


@pytest.mark.parametrize("level", ["ask_first", "adapt"])
def test_a_level_that_does_not_match_the_sign_is_told(broken: Broken, level: str) -> None:
    problems = broken(FLAGS, f'{LEVELLED}"urgent"', f'{LEVELLED}"{level}"')

    source = "flags.toml:flags.bladder.level"
    problem = told(problems, source, f"a sign that is emergency is not of the level {level}")
    assert problem.hint == f"see levels.{level}.signs"


def test_a_sign_that_becomes_more_urgent_asks_for_another_level(broken: Broken) -> None:
    problems = broken(
        "red_flags.toml", '[morning_stiffness]\nlevel = "soon"',
        '[morning_stiffness]\nlevel = "same_day"',
    )  # fmt: skip

    source = "flags.toml:flags.morning_stiffness.level"
    told(problems, source, "a sign that is same_day is not of the level ask_first")


def test_an_urgent_flag_that_is_no_sign_is_told(broken: Broken) -> None:
    problems = broken(FLAGS, KNEE, KNEE.replace("adapt", "urgent"))

    told(problems, "flags.toml:flags.knee_problem", "is urgent, but no warning sign")


def test_an_urgent_sign_without_words_for_the_telephone_is_told(broken: Broken) -> None:
    line = 'bladder = "I have sciatica. Now I have trouble with peeing."\n'
    problem = told(broken(SIGNS, line, ""), f"{SIGNS}:check.signs", "has no words for bladder")

    assert problem.hint == "add bladder"


def test_words_for_the_telephone_about_what_is_not_urgent_are_told(broken: Broken) -> None:
    problems = broken(
        SIGNS, "[check.signs]\n", '[check.signs]\nmorning_stiffness = "I am stiff."\n'
    )

    told(problems, f"{SIGNS}:check.signs", "there is no urgent sign 'morning_stiffness'")


@pytest.mark.parametrize(
    ("old", "new", "source", "message", "hint"),
    [
        ('"S-PREG"', '"S-PERG"', "flags.pregnancy_after_16_weeks.sources",
         "there is no source", "S-PREG"),
        ('implies = ["foot_weakness"]', 'implies = ["foot_weaknes"]',
         "flags.new_weakness_or_numbness.implies", "there is no flag", "foot_weakness"),
        (SIGN, 'warning_sign = "blader"\n', "flags.bladder.warning_sign",
         "there is no warning sign", "bladder"),
        (f'{LEVELLED}"urgent"', f'{LEVELLED}"urgnt"', "flags.bladder.level",
         "input should be 'urgent'", "schema"),
        ("most_effort = 4", "most_efort = 4", "levels.urgent.most_efort",
         "is not a known key", "most_effort"),
    ],
)  # fmt: skip
def test_a_slip_in_a_flag_is_named_with_the_nearest(
    broken: Broken, old: str, new: str, source: str, message: str, hint: str
) -> None:
    assert hint in told(broken(FLAGS, old, new), f"flags.toml:{source}", message).hint


def test_a_level_that_there_is_no_rule_for_is_told(broken: Broken) -> None:
    problems = broken(FLAGS, "[levels.adapt]\n", "")

    told(problems, "en/flags.toml:levels.adapt", "words without facts")
    told(problems, "flags.toml:flags.knee_problem.level", "there is no level 'adapt'")


def test_a_level_of_signs_that_there_is_no_rule_for_is_told(broken: Broken) -> None:
    rule = '[levels.ask_first]\nsigns = ["soon"]\nmost_effort = 4\n'
    problems = broken(FLAGS, rule, "")

    told(problems, "flags.toml:flags.morning_stiffness.level", "there is no level 'ask_first'")


@pytest.mark.parametrize(
    ("file", "words", "source"),
    [
        ("en/flags.toml", 'adapt = "the plan is changed for it"\n', "flags.toml:levels.adapt"),
        ("en/flags.toml", 'knee_problem = "A knee that hurts to kneel, squat or climb"\n',
         "flags.toml:flags.knee_problem"),
        ("en/red_flags.toml", 'bowel = "You leak poo, or cannot feel it."\n',
         "red_flags.toml:brief.bowel"),
    ],
)  # fmt: skip
def test_levels_flags_and_emergency_signs_need_words(
    broken: Broken, file: str, words: str, source: str
) -> None:
    told(broken(file, words, ""), source, "has no words")


def test_a_conflict_needs_words(broken: Broken) -> None:
    problems = broken("en/conflicts.toml", "[both_directions_worsen]", "[both_worsen]")

    told(problems, "conflicts.toml:both_directions_worsen", "has no words")
    told(problems, "en/conflicts.toml:both_worsen", "words without facts")


# -- conflicts


BOTH = 'flags = ["flexion_worsens", "extension_worsens"]'


@pytest.mark.parametrize(
    ("old", "new", "source", "message", "hint"),
    [
        (BOTH, BOTH.replace("flexion_worsens", "flection_worsens", 1),
         "both_directions_worsen.flags", "there is no flag 'flection_worsens'", "flexion_worsens"),
        ('preferences = ["none"]', 'preferences = ["nome"]',
         "stenosis_without_direction.preferences", "there is no preference 'nome'", "none"),
        ('stages = ["acute"]', 'stages = ["accute"]',
         "stenosis_without_direction.stages", "there is no stage 'accute'", "acute"),
        ('sore = ["both"]', 'sore = ["bth"]',
         "both_sides_sore.sore", "there is no side 'bth'", "both"),
        ('unless = ["both_legs"]', 'unless = ["both_leg"]',
         "both_sides_sore.unless", "there is no flag 'both_leg'", "both_legs"),
        ('sore = ["both"]', "",
         "both_sides_sore", "is about no flag and no sore side", "add flags"),
        ('"S-LSS24"', '"S-LSS42"', "stenosis_with_extension.sources",
         "there is no source 'S-LSS42'", "S-LSS24"),
        ('severity = "warning"\nsources', 'severity = "warn"\nsources',
         "stenosis_without_direction.severity", "input should be 'error'", "schema"),
        ("own_knowledge = true", "own_knowlege = true",
         "stenosis_with_extension.own_knowlege", "is not a known key", "own_knowledge"),
    ],
)  # fmt: skip
def test_a_slip_in_a_conflict_is_named_with_the_nearest(
    broken: Broken, old: str, new: str, source: str, message: str, hint: str
) -> None:
    assert hint in told(broken(CONFLICTS, old, new), f"{CONFLICTS}:{source}", message).hint


def test_a_conflict_of_one_flag_with_nothing_is_told(broken: Broken) -> None:
    problem = told(
        broken(CONFLICTS, BOTH, 'flags = ["flexion_worsens"]'),
        f"{CONFLICTS}:both_directions_worsen",
        "is one flag and nothing that it could clash with",
    )
    assert problem.hint == "add a flag, preferences, stages or sore"


def test_a_flag_with_the_name_of_a_level_is_told(broken: Broken) -> None:
    problems = broken(FLAGS, "[flags.knee_problem]", "[flags.same_day]")

    problem = told(problems, "flags.toml:flags.same_day", "has the name of a level")
    assert problem.hint == "rename the flag"


def test_flags_that_imply_each_other_are_told(broken: Broken) -> None:
    problems = broken(FLAGS, KNEE, f'{KNEE}implies = ["knee_problem"]\n')

    told(problems, "flags.toml:flags.knee_problem.implies", "comes back to this flag")


@pytest.mark.parametrize(
    "everywhere",
    [
        'stages = ["acute", "subacute", "chronic"]',
        'preferences = ["flexion", "none", "extension"]',
    ],
)
def test_a_flag_that_is_refused_to_everybody_is_told(copy: Path, everywhere: str) -> None:
    problems = added(copy, ("wide", f'flags = ["knee_problem"]\n{everywhere}'))

    told(problems, f"{CONFLICTS}:wide", "refuses the flag to every patient")


@pytest.mark.parametrize(
    "some",
    [
        'stages = ["acute", "subacute"]',
        'stages = ["acute", "subacute", "chronic"]\npreferences = ["flexion"]',
        'stages = ["acute", "subacute", "chronic"]\nseverity = "warning"',
        'stages = ["acute", "subacute", "chronic"]\nsore = ["left"]',
        'stages = ["acute", "subacute", "chronic"]\nunless = ["poor_balance"]',
        'sore = ["left", "right", "both"]',
    ],
)
def test_a_flag_that_is_refused_to_some_is_not(copy: Path, some: str) -> None:
    assert added(copy, ("wide", f'flags = ["knee_problem"]\n{some}')) == []


def added(copy: Path, *conflicts: tuple[str, str]) -> list[Problem]:
    """Return the problems of a library with more conflicts, each an id and its keys."""
    for name, keys in conflicts:
        with (copy / CONFLICTS).open("a", encoding="utf-8") as file:
            file.write(f"\n[{name}]\n{keys}\nsources = []\n")
        with (copy / "en" / CONFLICTS).open("a", encoding="utf-8") as file:
            file.write(f'\n[{name}]\nmessage = "do not fit"\nremedy = "choose one"\n')
    try:
        load_library(copy)
    except BadInput as caught:
        return list(caught.problems)
    return []


NEVER = "can never be met alone: a rule before it is met whenever this one is"
ANY_STAGE = 'flags = ["knee_problem", "poor_balance"]'


@pytest.mark.parametrize(
    "narrow",
    [
        ANY_STAGE,
        f'{ANY_STAGE}\nstages = ["acute"]',
        f'{ANY_STAGE}\npreferences = ["flexion"]',
        f'{ANY_STAGE}\nsore = ["left"]',
        f'{ANY_STAGE}\nunless = ["hip_replacement"]',
        'flags = ["poor_balance", "hip_replacement", "knee_problem"]',
        f'{ANY_STAGE}\nseverity = "warning"',
    ],
)
def test_a_conflict_that_an_earlier_rule_covers_is_told(copy: Path, narrow: str) -> None:
    problems = added(copy, ("wide", ANY_STAGE), ("narrow", narrow))

    problem = told(problems, f"{CONFLICTS}:narrow", NEVER)
    assert problem.hint == "remove it, or put the narrower rule first"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ('stages = ["acute", "chronic"]', 'stages = ["acute"]'),
        ('preferences = ["none", "flexion"]', 'preferences = ["none"]'),
        ('stages = ["acute", "chronic"]', 'stages = ["chronic", "acute"]'),
    ],
)
def test_no_more_stages_or_preferences_are_covered_by_as_many(
    copy: Path, wide: str, narrow: str
) -> None:
    flags = 'flags = ["hip_replacement"]'
    problems = added(copy, ("wide", f"{flags}\n{wide}"), ("narrow", f"{flags}\n{narrow}"))

    told(problems, f"{CONFLICTS}:narrow", NEVER)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f'{ANY_STAGE}\nstages = ["acute"]', ANY_STAGE),
        (f'{ANY_STAGE}\nsore = ["left"]', ANY_STAGE),
        (f'{ANY_STAGE}\nsore = ["left"]', f'{ANY_STAGE}\nsore = ["right"]'),
        (f'{ANY_STAGE}\nunless = ["hip_replacement"]', ANY_STAGE),
        (f'{ANY_STAGE}\nseverity = "warning"', ANY_STAGE),
        (f'{ANY_STAGE}\nstages = ["acute"]', f'{ANY_STAGE}\nstages = ["chronic"]'),
        (f'{ANY_STAGE}\nstages = ["acute"]', f'{ANY_STAGE}\npreferences = ["none"]'),
        ('flags = ["knee_problem", "poor_balance"]', 'flags = ["knee_problem", "hip_replacement"]'),
    ],
    ids=[
        "narrower first",
        "a side first",
        "other side",
        "unless first",
        "only warned",
        "other stage",
        "stage or preference",
        "other flag",
    ],
)
def test_rules_that_may_each_be_met_alone_are_fine(copy: Path, first: str, second: str) -> None:
    assert added(copy, ("first", first), ("second", second)) == []


def test_conflicts_of_a_clinics_choice_are_read_in_their_order(copy: Path) -> None:
    assert added(copy, ("mine", ANY_STAGE)) == []

    library = load_library(copy)

    assert list(library.conflicts)[-1] == "mine"
    assert library.words.conflicts["mine"].remedy == "choose one"
    assert library.conflicts["mine"].severity == "error"
    assert re.fullmatch(r"[0-9a-f]{64}", library.files["conflicts.toml"])


def test_two_flags_that_go_together_at_no_stage_are_no_mistake(copy: Path) -> None:
    stages = 'stages = ["acute", "subacute", "chronic"]'
    assert added(copy, ("wide", f"{ANY_STAGE}\n{stages}")) == []
