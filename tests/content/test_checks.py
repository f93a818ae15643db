"""Every check, shown to fail on a copy of the library with one edit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.content import load_library
from handouts.errors import BadInput, Problem

Edit = tuple[str, str, str, str, str, str]
Broken = Callable[[str, str, str], list[Problem]]

EDITS: list[Edit] = [
    # file, what stands there, what to write instead, source, message, hint
    ("exercises/bridge.toml", 'type = "resistance"', 'typ = "resistance"',
     "exercises/bridge.toml:typ", "is not a known key", "did you mean type"),
    ("exercises/bridge.toml", "reps = 10", "rep = 10",
     "exercises/bridge.toml:doses.subacute.rep", "is not a known key", "did you mean reps"),
    ("exercises/bridge.toml", "reps = 10", "",
     "exercises/bridge.toml:doses.subacute.reps", "is missing", "add this key"),
    ("exercises/bridge.toml", "reps = 10", 'reps = "ten"',
     "exercises/bridge.toml:doses.subacute.reps", "valid integer", "schema"),
    ("exercises/bridge.toml", "reps = 10", "reps = 99",
     "exercises/bridge.toml:doses.subacute.reps", "must be from 1 to 30", "condition.toml"),
    ("exercises/bridge.toml", "effort = [3, 4]", "effort = [4, 3]",
     "exercises/bridge.toml:doses.subacute.effort", "lowest value is above", "swap"),
    ("exercises/bridge.toml", "effort = [3, 4]", "effort = [3, 11]",
     "exercises/bridge.toml:doses.subacute.effort", "must lie from 0 to 10", "range"),
    ("exercises/bridge.toml", '"build_strength"', '"build_strenght"',
     "exercises/bridge.toml:chart_goals", "there is no goal", "did you mean build_strength"),
    ("exercises/bridge.toml", '"build_strength"', '"improve_endurance"',
     "exercises/bridge.toml:chart_goals", "type resistance cannot serve", "improve_muscle_balance"),
    ("exercises/bridge.toml", '"strength_endurance"', '"strength"',
     "exercises/bridge.toml:outcomes", "there is no outcome", "strength_endurance"),
    ("exercises/bridge.toml", '"resistance"', '"resistence"',
     "exercises/bridge.toml:type", "there is no type", "did you mean resistance"),
    ("exercises/bridge.toml", '"recent_spine_surgery"', '"recent_surgery"',
     "exercises/bridge.toml:avoid_if", "there is no flag", "did you mean recent_spine_surgery"),
    ("exercises/bridge.toml", '"S-MAYO"', '"S-MAJO"',
     "exercises/bridge.toml:evidence.sources", "there is no source", "did you mean S-MAYO"),
    ("exercises/bridge.toml", 'grade = "B"', 'grade = "E"',
     "exercises/bridge.toml:evidence.grade", "there is no grade", "choose from: A, B, C, D"),
    ("exercises/bridge.toml", 'position = "supine"', 'position = "supin"',
     "exercises/bridge.toml:position", "there is no position", "did you mean supine"),
    ("exercises/bridge.toml", 'settings = ["floor"]', 'settings = ["flor"]',
     "exercises/bridge.toml:settings", "there is no setting", "did you mean floor"),
    ("exercises/bridge.toml", "reps = 8\neffort = [3, 4]", "reps = 11\neffort = [3, 4]",
     "exercises/bridge.toml:doses.chronic.start.reps", "is more than in the dose", "lower it"),
    ("exercises/bridge.toml", "sets = 2\nreps = 8\neffort = [3, 4]", "effort = [3, 9]",
     "exercises/bridge.toml:doses.chronic.start.effort", "is more than in the dose", "lower it"),
    ("exercises/bridge.toml", "sets = 2\nreps = 8\neffort = [3, 4]", "effort = [4, 3]",
     "exercises/bridge.toml:doses.chronic.start.effort", "lowest value is above", "swap"),
    ("exercises/bridge.toml", "sets = 2\nreps = 8\neffort = [3, 4]\n", "",
     "exercises/bridge.toml:doses.chronic.start", "is the same as the dose itself", "remove it"),
    ("exercises/bridge.toml", "weeks = [1, 2]", "weeks = [2, 1]",
     "exercises/bridge.toml:doses.chronic.start.weeks", "lowest value is above", "swap"),
    ("exercises/bridge.toml", "weeks = [1, 2]", "",
     "exercises/bridge.toml:doses.chronic.start.weeks", "is missing", "add"),
    ("exercises/bridge.toml", "weeks = [1, 2]", "weeks = [1, 2]\nper_side = true",
     "exercises/bridge.toml:doses.chronic.start.per_side", "is not a known key", ""),
    ("exercises/bridge.toml", "weeks = [1, 2]", "weeks = [1, 2]\nper_day = 1",
     "exercises/bridge.toml:doses.chronic.start.per_day", "is not a known key", ""),
    ("exercises/nerve-slider-lying.toml", "per_side = false", "per_side = true",
     "exercises/nerve-slider-lying.toml:doses.acute.per_side", "with the sore side alone", "false"),
    ("en/condition.toml", 'both = "both"\n', "",
     "condition.toml:sides.both", "has no words", "en/condition.toml"),
    ("plans/chronic-b.toml", "weeks = [8, 16]", "weeks = [16, 8]",
     "plans/chronic-b.toml:weeks", "lowest value is above", "swap"),
    ("condition.toml", "effort = [0, 8]", "effort = [0, 80]",
     "condition.toml:limits.effort", "must lie from 0 to 10", "range"),
    ("condition.toml", "reps = [1, 30]", "reps = [30, 1]",
     "condition.toml:limits.reps", "lowest value is above", "swap"),
    ("condition.toml", "effort = [0, 4]", "effort = [4, 0]",
     "condition.toml:type_limits.stretching.effort", "lowest value is above", "swap"),
    ("stages.toml", "from_week = 0", "from_week = 40",
     "stages.toml:acute.to_week", "lowest value is above", "swap"),
    ("rules.toml", "amber = [4, 5]", "amber = [3, 5]",
     "rules.toml:pain_rule.levels", "a pain of 3 is green and amber", "be one"),
    ("rules.toml", "amber = [4, 5]", "amber = [5, 5]",
     "rules.toml:pain_rule.levels", "a pain of 4 is none of them", "be one"),
    ("flags.toml", "most_effort = 4", "most_effort = 99",
     "flags.toml:levels.urgent.most_effort", "is above 10", "lower it"),
    ("stages.toml", "share = [1, 2]", "share = [2, 1]",
     "stages.toml:acute.flare.share", "is more than the dose", "[1, 2]"),
    ("en/condition.toml", "\n6 = ", "\nsix = ",
     "en/condition.toml:effort_scale.six", "", ""),
    ("exercises/bridge.toml", "[doses.subacute]", "[doses.subacut]",
     "exercises/bridge.toml:doses", "there is no stage", "did you mean subacute"),
    ("exercises/bridge.toml", 'chart_goals = ["build_strength", "improve_muscle_balance"]',
     "chart_goals = []",
     "exercises/bridge.toml", "serves no goal", "chart_goals or outcomes"),
    ("exercises/bridge.toml", 'direction = "neutral"', 'direction = "sideways"',
     "condition.toml:directions.sideways", "has no words", "en/condition.toml"),
    ("en/exercises/bridge.toml", 'name = "Bridge"', "",
     "en/exercises/bridge.toml:name", "is missing", "add"),
    ("en/exercises/bridge.toml", "[doses.chronic]", "[doses.acute]",
     "exercises/bridge.toml:doses.chronic", "has no words", "en/exercises/bridge.toml"),
    ("en/exercises/bridge.toml", "Bridge", "Bridge {docter}",
     "en/exercises/bridge.toml:name", "unknown placeholder {docter}", "did you mean doctor"),
    ("en/exercises/bridge.toml", "Lower slowly.", "Lower { slowly.",
     "en/exercises/bridge.toml:steps.3", "a brace without its partner", "{doctor}"),
    ("plans/chronic-b.toml", 'stage = "chronic"', 'stage = "cronic"',
     "plans/chronic-b.toml:stage", "there is no stage", "did you mean chronic"),
    ("plans/chronic-b.toml", 'preference = "any"', 'preference = "flection"',
     "plans/chronic-b.toml:preference", "there is no preference", "did you mean flexion"),
    ("plans/chronic-b.toml", 'setting = "any"', 'setting = "char"',
     "plans/chronic-b.toml:setting", "there is no setting", "did you mean chair"),
    ("plans/chronic-b.toml", 'setting = "any"', 'setting = "chair"',
     "plans/chronic-b.toml:items.1.exercise", "cannot be done in the setting chair", "setting"),
    ("plans/chronic-b.toml", 'next = "chronic-a"', 'next = "chronic-c"',
     "plans/chronic-b.toml:next", "there is no plan", "did you mean chronic-"),
    ("plans/chronic-b.toml", 'exercise = "bridge"', 'exercise = "brigde"',
     "plans/chronic-b.toml:items.1", "there is no exercise", "did you mean bridge"),
    ("plans/chronic-b.toml", 'exercise = "bridge"', 'exercise = "tummy-brace"',
     "plans/chronic-b.toml:items.1.exercise", "no dose for the stage chronic", "dose"),
    ("plans/chronic-b.toml", 'exercise = "bridge"', 'exercise = "bird-dog"',
     "plans/chronic-b.toml:items", "bird-dog is there 2 times", "keep one"),
    ("plans/chronic-b.toml", '["chair-squat"]', '["tummy-brace"]',
     "plans/chronic-b.toml:items.1.alternatives", "tummy-brace has no dose", "remove"),
    ("plans/chronic-b.toml", '["chair-squat"]', '["heel-to-toe-walk"]',
     "plans/chronic-b.toml:items.1", "there is no exercise", "did you mean heel-to-toe-stand"),
    ("plans/chronic-b.toml", '["chair-squat"]', '["walking"]',
     "plans/chronic-b.toml:items.1.alternatives", "serves no goal that bridge", "remove"),
    ("plans/chronic-b.toml", '["chair-squat"]', '["bridge"]',
     "plans/chronic-b.toml:items.1.alternatives", "cannot stand in for itself", "remove"),
    ("plans/acute-flexion-chair.toml", '"single-knee-hug"', '"cat-camel"',
     "plans/acute-flexion-chair.toml:items.2.alternatives", "cat-camel has no dose", "remove"),
    ("plans/subacute-chair.toml", '["side-leg-lift"]', '["bridge"]',
     "plans/subacute-chair.toml:items.2.alternatives", "cannot be done in the setting", "remove"),
    ("plans/chronic-b.toml", 'mon = ["walking", "bridge"', 'mon = ["walking"',
     "plans/chronic-b.toml:week", "bridge is on 2 days, but its dose says 3", "week"),
    ("plans/chronic-b.toml", 'mon = ["walking"', 'mon = ["walking", "walking"',
     "plans/chronic-b.toml:week.mon", "names an exercise twice", "keep one"),
    ("plans/chronic-b.toml", 'mon = ["walking"', 'mon = ["walking", "chair-squat"',
     "plans/chronic-b.toml:week.mon", "chair-squat is no item", ""),
    ("plans/chronic-b.toml", 'mon = ["walking"', 'mon = ["walkin"',
     "plans/chronic-b.toml:week.mon", "there is no exercise", "did you mean walking"),
    ("plans/chronic-b.toml", "mon = [", "moon = [",
     "plans/chronic-b.toml:week.moon", "input should be 'mon', 'tue'", "schema"),
    ("plans/acute-flexion-chair.toml", "per_day = 2", "per_day = 20",
     "plans/acute-flexion-chair.toml:items.5.dose.per_day", "must be from 1 to 8", "limits"),
    ("plans/acute-flexion-chair.toml", 'dose_while = "stationary-bike"', 'dose_while = "bike"',
     "plans/acute-flexion-chair.toml:items.5.dose_while", "there is no item", "stationary-bike"),
    ("en/plans/acute-flexion-chair.toml", 'about = ["rest-side-lying"]', 'about = ["rest-side"]',
     "en/plans/acute-flexion-chair.toml:rhythm.1.about", "there is no exercise", "rest-side-lying"),
    ("en/plans/acute-flexion-chair.toml", "walking = { text", "walkin = { text",
     "en/plans/acute-flexion-chair.toml:notes", "there is no item", "did you mean walking"),
    ("en/plans/acute-flexion-chair.toml", "nerve-slider-sitting =", "walking =",
     "en/plans/acute-flexion-chair.toml:optional_if", "no condition is given",
     "add optional_if.nerve-slider-sitting"),
    ("en/plans/acute-flexion-chair.toml", "nerve-slider-sitting =", "walking =",
     "en/plans/acute-flexion-chair.toml:optional_if.walking", "is no optional item", "nerve"),
    ("condition.toml", 'chronic = "chronic-a"', 'chronic = "subacute-floor"',
     "condition.toml:default_plans.chronic", "is a plan of another stage", "name a plan"),
    ("condition.toml", 'chronic = "chronic-a"', 'chronic = "chronic-z"',
     "condition.toml:default_plans.chronic", "there is no plan", "did you mean"),
    ("condition.toml", 'chronic = "chronic-a"', "",
     "condition.toml:default_plans", "no plan for the stage chronic", "default_plans.chronic"),
    ("condition.toml", "sets = [1, 5]", "set = [1, 5]",
     "condition.toml:limits", "there is no dose field", "did you mean sets"),
    ("condition.toml", "[type_limits.aerobic]", "[type_limits.aerobics]",
     "condition.toml:type_limits", "there is no type", "did you mean aerobic"),
    ("condition.toml", "most_months = 24", "most_months = 6",
     "condition.toml:review.months", "is more than most_months", "lower months"),
    ("condition.toml", "review_by = 2027-11-23", 'review_by = "soon"',
     "condition.toml:review.review_by", "valid date", "schema"),
    ("condition.toml", '"chronic"]', '"chronic", "later"]',
     "condition.toml:stages.later", "has no words", "stages.toml"),
    ("stages.toml", "leg_pain = [6, 10]", "leg_pain = [6, 11]",
     "stages.toml:acute.leg_pain", "must lie from 0 to 10", "range"),
    ("stages.toml", '"S-ATLAS18"', '"S-ATLAS"',
     "stages.toml:acute.sources", "there is no source", "did you mean S-ATLAS18"),
    ("en/stages.toml", 'label = "Acute', 'lable = "Acute',
     "en/stages.toml:acute.lable", "is not a known key", "did you mean label"),
    ("en/stages.toml", "{physiotherapist}", "{physio}",
     "en/stages.toml:acute.flare.then.2", "unknown placeholder {physio}", "physiotherapist"),
    ("goals.toml", 'types = ["resistance"]', 'types = ["strength"]',
     "goals.toml:goals.build_strength.types", "there is no type", ""),
    ("goals.toml", 'types = ["resistance"]', 'types = ["aerobic"]',
     "goals.toml:goals.build_strength.types", "aerobic does not serve build_strength", "serves"),
    ("goals.toml", 'serves = { improve_endurance = "extension" }',
     'serves = { endurance = "extension" }',
     "goals.toml:types.aerobic.serves", "there is no goal", "did you mean improve_endurance"),
    ("goals.toml", 'basis = "inferred"', 'basis = "guessed"',
     "goals.toml:goals.improve_flexibility.basis", "input should be", "schema"),
    ("en/goals.toml", 'core = "Core"', "",
     "goals.toml:types.core", "has no words", "en/goals.toml"),
    ("en/goals.toml", 'core = "Core"', 'core = "Core"\ncores = "Cores"',
     "en/goals.toml:types.cores", "words without facts", "did you mean core"),
    ("flags.toml", 'warning_sign = "swollen_calf"', 'warning_sign = "swollen"',
     "flags.toml:flags.dvt_signs.warning_sign", "there is no warning sign", "swollen_calf"),
    ("flags.toml", '"S-BHOF"', '"S-BHOFF"',
     "flags.toml:flags.osteoporosis_spine.sources", "there is no source", "did you mean S-BHOF"),
    ("red_flags.toml", 'level = "emergency"', 'level = "urgent"',
     "red_flags.toml:saddle_numbness.level", "input should be 'emergency'", "schema"),
    ("red_flags.toml", '"S-MACP"', '"S-MAC"',
     "red_flags.toml:saddle_numbness.sources", "there is no source", "did you mean S-MACP"),
    ("en/red_flags.toml", 'bladder = "', 'blader = "',
     "en/red_flags.toml:items.blader", "words without facts", "did you mean bladder"),
    ("screening.toml", 'flags = ["poor_balance"]', 'flags = ["balance"]',
     "screening.toml:falls.flags", "there is no flag", ""),
    ("screening.toml", '"S-BMJ19"', '"S-BMJ91"',
     "screening.toml:no_diagnosis.sources", "there is no source", "S-BMJ19"),
    ("rules.toml", "amber = [4, 5]", "amber = [5, 4]",
     "rules.toml:pain_rule.levels.amber", "lowest value is above", "swap"),
    ("rules.toml", '"S-TRAFFIC"', '"S-TRAFIC"',
     "rules.toml:pain_rule.sources", "there is no source", "did you mean S-TRAFFIC"),
    ("rules.toml", '"urgent", "osteoporosis_spine"', '"urgent", "osteoporosis"',
     "rules.toml:direction_finder.skip_if", "there is no flag", "osteoporosis_spine"),
    ("rules.toml", 'stages = ["acute"]', 'stages = ["accute"]',
     "rules.toml:direction_finder.stages", "there is no stage", "acute"),
    ("rules.toml", 'preferences = ["none"]', 'preferences = ["non"]',
     "rules.toml:direction_finder.preferences", "there is no preference", "none"),
    ("article.toml", '"S-KOVACS"', '"S-KOVAC"',
     "article.toml:sleep.sources", "there is no source", "did you mean S-KOVACS"),
    ("article.toml", '"pregnancy_after_16_weeks"', '"pregnancy"',
     "article.toml:sleep_on_back.unless", "there is no flag", "pregnancy_after"),
    ("article.toml", 'figure = "lifting"', 'figure = "liftin"',
     "article.toml:lifting.figure", "there is no figure", "did you mean lifting"),
    ("article.toml", "[sport]", "[sports]",
     "article.toml:sports", "", ""),
    ("statements.toml", 'claims = ["posture"]', 'claims = ["postures"]',
     "statements.toml:reasons.posture.claims", "there is no claim", "did you mean posture"),
    ("statements.toml", 'grade = "A"', 'grade = "Z"',
     "statements.toml:recommendations.keep_active.grade", "there is no grade", "choose from"),
    ("statements.toml", 'stages = ["acute", ', 'stages = ["accute", ',
     "statements.toml:recommendations.keep_active.stages", "there is no stage", "acute"),
    ("statements.toml", '"S-DOVE23"', '"S-DOVE"',
     "statements.toml:recommendations.some_exercise.sources", "there is no source", "S-DOVE23"),
    ("en/statements.toml", "[claims.posture]", "[claims.postures]",
     "statements.toml:claims.posture", "has no words", "en/statements.toml"),
    ("sources.toml", 'checked = ["V"]', 'checked = ["X"]',
     "sources.toml:S-ARTICLE.checked.0", "input should be 'V'", "schema"),
    ("en/condition.toml", 'chair = "', 'chairs = "',
     "condition.toml:settings.chair", "has no words", "en/condition.toml"),
]  # fmt: skip


@pytest.mark.parametrize(
    "edit", EDITS, ids=[f"{edit[3]}-{number}" for number, edit in enumerate(EDITS)]
)
def test_a_mistake_is_named_with_file_key_and_remedy(broken: Broken, edit: Edit) -> None:
    file, old, new, source, message, hint = edit
    problems = broken(file, old, new)

    assert any(
        problem.source == source and message in problem.message and hint in problem.hint
        for problem in problems
    ), problems


def test_a_syntax_error_is_one_problem_with_file_and_line(broken: Broken) -> None:
    problems = broken("exercises/bridge.toml", "reps = 10", "reps == 10")

    assert [problem.source for problem in problems] == ["exercises/bridge.toml:16"]


def test_an_unfinished_file_is_reported_at_its_end(broken: Broken) -> None:
    (problem,) = broken("flags.toml", 'warning_sign = "swollen_calf"', 'warning_sign = "swollen')

    assert problem.source.startswith("flags.toml:")


def test_all_mistakes_are_reported_at_once(copy: Path, broken: Broken) -> None:
    for name in ("exercises/bridge.toml", "exercises/bird-dog.toml"):
        path = copy / name
        path.write_text(path.read_text().replace("reps", "rep"))

    sources = {
        problem.source
        for problem in broken("flags.toml", 'sources = ["S-BHOF"', 'source = ["S-BHOF"')
    }

    assert {
        "exercises/bridge.toml:doses.chronic.rep",
        "exercises/bird-dog.toml:doses.chronic.rep",
        "flags.toml:flags.osteoporosis_spine.source",
    } <= sources


def test_no_problem_quotes_the_value(broken: Broken) -> None:
    problems = broken("exercises/bridge.toml", "reps = 10", 'reps = "unlikely-text"')

    assert problems
    assert "unlikely-text" not in " ".join(str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("missing", "source"),
    [
        ("exercises/bridge.toml", "en/exercises/bridge.toml"),
        ("en/exercises/bridge.toml", "exercises/bridge.toml"),
        ("en/plans/chronic-b.toml", "plans/chronic-b.toml"),
        ("goals.toml", "goals.toml"),
        ("en/goals.toml", "en/goals.toml"),
    ],
)
def test_a_file_without_its_partner_is_named(copy: Path, missing: str, source: str) -> None:
    (copy / missing).unlink()

    with pytest.raises(BadInput) as caught:
        load_library(copy)

    assert source in {problem.source for problem in caught.value.problems}


def test_a_file_that_is_not_utf_8_is_named_with_its_line(copy: Path) -> None:
    path = copy / "en" / "flags.toml"
    path.write_bytes(path.read_bytes() + b'odd = "\xff"\n')

    with pytest.raises(BadInput) as caught:
        load_library(copy)

    (problem,) = caught.value.problems
    assert problem.source.startswith("en/flags.toml:")
    assert "UTF-8" in problem.message


def test_a_placeholder_that_is_empty_in_the_region_is_refused(copy: Path) -> None:
    path = copy / "en" / "red_flags.toml"
    path.write_text(path.read_text().replace("{urgent_help}", "{urgent_line}"))

    assert "Call 111 today if" in load_library(copy).words.red_flags.levels["same_day"].act
    with pytest.raises(BadInput) as caught:
        load_library(copy, region="us")
    assert caught.value.problems[0].source == "en/red_flags.toml:levels.same_day.act"
