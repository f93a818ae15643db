"""A clinic's own exercises and plans beside the library's: checked alike, found alike."""

from pathlib import Path

import pytest

from handouts.content import (
    Library,
    OwnContent,
    fewer_flags_problems,
    load_library,
    own_naming_problems,
)
from handouts.errors import BadInput, Problem
from handouts.prescription import PrescriptionRequest, prescribe
from handouts.prescription.request import AddExercise
from handouts.resources import library_folder
from tests.content.conftest import CONDITION

EXAMPLE = Path(__file__).parents[2] / "examples" / "brands" / "riverside"
EXERCISE = (EXAMPLE / "exercises" / "pool-walk.toml").read_text(encoding="utf-8")
PLAN = (EXAMPLE / "plans" / "pool-days.toml").read_text(encoding="utf-8")
SOURCE, PLAN_SOURCE = "exercises/pool-walk.toml", "plans/pool-days.toml"


def own(
    exercise: str = EXERCISE, plan: str = PLAN, name: str = "pool-walk", title: str = "pool-days"
) -> OwnContent:
    return OwnContent(
        {name: (exercise, f"exercises/{name}.toml")} if exercise else {},
        {title: (plan, f"plans/{title}.toml")} if plan else {},
        ("pool-walk.png",),
    )


def loaded(content: OwnContent, language: str = "en") -> Library:
    return load_library(library_folder() / CONDITION, language, own=content)


def problems_of(content: OwnContent) -> dict[str, Problem]:
    with pytest.raises(BadInput) as caught:
        loaded(content)
    assert all(problem.hint for problem in caught.value.problems), caught.value.problems
    return {problem.source: problem for problem in caught.value.problems}


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_a_clinics_exercise_and_plan_stand_after_the_librarys(library: Library) -> None:
    both = loaded(own())
    assert list(both.exercises) == [*library.exercises, "pool-walk"]
    assert list(both.plans) == [*library.plans, "pool-days"]
    assert both.words.exercises["pool-walk"].name == "Walking in the pool"
    assert both.own_exercises["pool-walk"].picture == "pool-walk.png"
    assert library.own_exercises == {}
    assert loaded(OwnContent()).digest == library.digest != both.digest
    assert loaded(own(changed(EXERCISE, "like", "can"))).digest != both.digest


def test_a_clinics_exercise_is_screened_like_the_librarys() -> None:
    both = loaded(own())
    asked = PrescriptionRequest("subacute", plan="pool-days", flags=("poor_balance",))
    prescription = prescribe(both, asked)
    assert [change.exercise for change in prescription.left_out] == ["pool-walk"]
    assert [item.id for item in prescription.items] == ["walking", "pelvic-tilt", "bridge"]
    with pytest.raises(BadInput) as caught:
        prescribe(
            both,
            PrescriptionRequest(
                "subacute", flags=("poor_balance",), adjustments=(AddExercise("pool-walk"),)
            ),
        )
    assert "poor_balance" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('type = "aerobic"', 'type = "aerobics"', ":type"),
        ('"neutral"', '"sideways"', ":direction"),
        ('"standing"', '"floating"', ":position"),
        ('settings = ["floor", "chair"]', 'settings = ["pool"]', ":settings"),
        ('["improve_endurance"]', '["build_strength"]', ":chart_goals"),
        ('"strength_endurance"]', '"strenth"]', ":outcomes"),
        ('"dvt_signs"', '"dvt"', ":avoid_if"),
        ("[doses.chronic]", "[doses.later]", ":doses"),
        ('grade = "D"', 'grade = "E"', ":evidence.grade"),
        ('grade = "D"', 'grade = "B"', ":evidence.grade"),
        ("sources = []", 'sources = ["S-NOBODY"]', ":evidence.sources"),
        ('basis = "extension"', "", ":evidence.basis"),
        ('basis = "extension"', 'basis = "source"', ":evidence.sources"),
        ("seconds_per_rep = 600", "seconds_per_rep = 7", ":doses.subacute.seconds_per_rep"),
        ("effort = [2, 3]", "effort = [2, 9]", ":doses.subacute.effort"),
        ("days_per_week = 2", "days_per_week = 8", ":doses.subacute.days_per_week"),
        ("[words.doses.subacute]", "[words.doses.acute]", ":doses.subacute"),
        ('name = "Walking in the pool"', "", ":words.name"),
        ("[words]", "[wrds]", ":wrds"),
        ("[words.figure]\nalt", "[words.fig]\nalt", ":words.fig"),
        ("pool-walk.png", "pool-wlk.png", ":picture"),
        ('picture = "pool-walk.png"', "", ":words.figure"),
        ("breathing = ", "breathing = 'Ask your {doktor}.' #", ":words.breathing"),
        ("sets = 1", "sets = ", ":27"),
    ],
)
def test_a_mistake_in_a_clinics_exercise_names_file_and_key(old: str, new: str, key: str) -> None:
    assert f"{SOURCE}{key}" in problems_of(own(changed(EXERCISE, old, new)))


def test_whom_a_clinics_exercise_does_not_suit_must_be_said() -> None:
    lines = EXERCISE.split("\n")
    first, last = lines.index("avoid_if = ["), lines.index("]")
    silent = "\n".join(lines[:first] + lines[last + 1 :])
    assert problems_of(own(silent))[f"{SOURCE}:avoid_if"].message == "is missing"


def test_a_picture_wants_words_for_those_who_cannot_see_it() -> None:
    blind = EXERCISE.split("[words.figure]")[0]
    problem = problems_of(own(blind))[f"{SOURCE}:words.figure"]
    assert "[words.figure]" in problem.hint


def test_a_picture_and_a_pose_are_too_much() -> None:
    posed = f'{EXERCISE}\n[pose]\nbase = "standing"\n'
    assert "keep one" in problems_of(own(posed))[f"{SOURCE}:picture"].hint


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('stage = "subacute"', 'stage = "later"', ":stage"),
        ('exercise = "pool-walk"', 'exercise = "pool-run"', ":items.0"),
        ('tue = ["pool-walk"]', "", ":week"),
        ('about = ["pool-walk"]', 'about = ["pool-run"]', ":words.rhythm.0.about"),
        ("title = ", "titel = ", ":words.titel"),
        ('next = "chronic-a"', 'next = "chronic-z"', ":next"),
    ],
)
def test_a_mistake_in_a_clinics_plan_names_file_and_key(old: str, new: str, key: str) -> None:
    assert f"{PLAN_SOURCE}{key}" in problems_of(own(plan=changed(PLAN, old, new)))


NAMED = [
    ("about", "pool-wlk", "pool-walk"),
    ("types", "aerobics", "aerobic"),
    ("directions", "flection", "flexion"),
    ("without", "walkin", "walking"),
    ("stages", "subacut", "subacute"),
    ("preferences", "flection", "flexion"),
    ("settings", "char", "chair"),
    ("plans", "pool-day", "pool-days"),
    ("flags", "knee_problm", "knee_problem"),
    ("unless", "ask_frist", "ask_first"),
]


@pytest.mark.parametrize(("condition", "name", "near"), NAMED)
def test_an_unknown_name_in_a_condition_is_refused_with_the_clinics_file(
    condition: str, name: str, near: str
) -> None:
    def hints(content: OwnContent, source: str) -> str:
        with pytest.raises(BadInput) as caught:
            loaded(content)
        return " ".join(one.hint for one in caught.value.problems if one.source == source)

    told = f'{condition} = ["{name}"]'
    easier = f'[{{ text = "Hold the rail.", {told} }}, "Shorter steps."]'
    worded = EXERCISE.replace('"Walk along the rail, with shorter steps."', easier)
    if condition != "plans":  # the exercise's file is read before the clinic's plans
        assert near in hints(own(worded, plan=""), f"{SOURCE}:words.easier.0.{condition}")
    rhythm = changed(PLAN, 'about = ["pool-walk"]', told)
    assert near in hints(own(plan=rhythm), f"{PLAN_SOURCE}:words.rhythm.0.{condition}")


def test_a_clinics_lines_may_depend_on_its_own_exercise_and_plan() -> None:
    note = '[words.notes]\nwalking = { text = "Or swim.", about = ["pool-walk"] }\n'
    plan = f'{PLAN}plans = ["pool-days"]\n\n{note}'
    with pytest.raises(BadInput):  # walking is no item of this plan
        loaded(own(plan=plan))
    both = loaded(own(plan=plan.replace("walking = {", "bridge = {")))
    assert both.words.plans["pool-days"].rhythm[0][0].plans == ("pool-days",)
    assert both.words.plans["pool-days"].notes["bridge"][0].about == ("pool-walk",)


def test_what_every_card_says_may_not_be_missing_for_some_patient() -> None:
    some = '{ text = "Push.", flags = ["knee_problem"] }'
    worded = changed(EXERCISE, '"Your legs push against the water."', some)
    problem = problems_of(own(worded, plan=""))[f"{SOURCE}:words.feel"]
    assert "can be without a line" in problem.message
    who_for = changed(PLAN, 'who_for = "', f"who_for = {some} # ")
    problem = problems_of(own(plan=who_for))[f"{PLAN_SOURCE}:words.who_for"]
    assert "stage subacute" in problem.message


def test_a_line_of_a_clinic_that_is_never_said_is_told() -> None:
    lost = '{ text = "Take a rail.", flags = ["poor_balance"] }'
    worded = changed(EXERCISE, '"Walk along the rail, with shorter steps."', f'[{lost}, "Slower."]')
    problem = problems_of(own(worded, plan=""))[f"{SOURCE}:words.easier.0.flags"]
    assert problem.message == "is never said: these flags leave the exercise out"


def test_what_a_clinics_lines_name_without_a_condition_is_a_warning() -> None:
    """The clinic may know that all its patients have it; the library's own lines are refused."""
    assert list(own_naming_problems(loaded(own()))) == []
    worded = changed(EXERCISE, '"Take longer steps."', '"Add the bridge, twice a day."')
    rhythm = changed(PLAN, "as_dosed = true\n", "")
    told = list(own_naming_problems(loaded(own(worded, rhythm))))
    assert {problem.severity for problem in told} == {"warning"}
    assert [(problem.source, problem.message.split('"')[1]) for problem in told] == [
        (f"{SOURCE}:words.harder", "bridge"),
        (f"{SOURCE}:words.harder", "twice a day"),
        (f"{PLAN_SOURCE}:words.rhythm.0", "Tuesday"),
        (f"{PLAN_SOURCE}:words.rhythm.0", "Friday"),
    ]
    assert all(problem.hint for problem in told)


def test_a_clinics_own_names_have_to_be_declared_too() -> None:
    plan = changed(PLAN, 'who_for = "', 'who_for = "You like walking in the pool, and bridges. ')
    told = [problem.message for problem in own_naming_problems(loaded(own(plan=plan)))]
    assert told == [
        'names "walking in the pool" without a condition',
        'names "bridges" without a condition',
    ]


def test_translations_are_checked_as_the_words_are() -> None:
    words = EXERCISE[EXERCISE.index("[words]") :].replace("[words", "[translations.es")
    lost = changed(words, '"Take longer steps."', '{ text = "Mas.", flags = ["knee"] }')
    found = problems_of(own(f"{EXERCISE}\n{lost}", plan=""))
    assert "knee_problem" in found[f"{SOURCE}:translations.es.harder.flags"].hint


def test_all_mistakes_of_all_files_are_told_at_once() -> None:
    content = own(changed(EXERCISE, "name =", "nam ="), changed(PLAN, "title =", "titel ="))
    found = problems_of(content)
    assert {f"{SOURCE}:words.nam", f"{PLAN_SOURCE}:words.titel"} <= found.keys()


# -- the library's own names


def test_a_name_of_the_librarys_is_taken_unless_it_is_to_be_replaced() -> None:
    taken = own(name="walking", plan="")
    assert "replaces = true" in problems_of(taken)["exercises/walking.toml"].hint
    taken = own(title="subacute-floor")
    assert "replaces = true" in problems_of(taken)["plans/subacute-floor.toml"].hint


def test_only_what_is_there_can_be_replaced() -> None:
    found = problems_of(own(f"replaces = true\n{EXERCISE}", plan="", name="walkin"))
    assert "walking" in found["exercises/walkin.toml:replaces"].hint


@pytest.mark.parametrize("name", ["Pool", "-x", "a b", "x" * 61])
def test_the_files_name_must_be_an_id(name: str) -> None:
    assert "rename" in problems_of(own(name=name, plan=""))[f"exercises/{name}.toml"].hint


def replacing(library: Library) -> str:
    """Return the pool walk as a replacement that fits every plan with walking in it."""
    acute = library.exercises["walking"].doses["acute"].model_dump(exclude_none=True)
    dose = "\n".join(
        f"{key} = {list(value) if isinstance(value, tuple) else str(value).lower()}"
        for key, value in acute.items()
    )
    days = EXERCISE.replace("days_per_week = 2", "days_per_week = 7", 1)
    days = days.replace("days_per_week = 2", "days_per_week = 5", 1)
    lowest = f'[doses.acute]\n{dose}\n\n[words.doses.acute]\neffort = "easy"\n\n'
    return "replaces = true\n" + days.replace("[words]\n", f"{lowest}[words]\n", 1)


def test_what_replaces_the_librarys_takes_its_place_and_is_told(library: Library) -> None:
    both = loaded(own(replacing(library), plan="", name="walking"))
    assert list(both.exercises) == list(library.exercises)
    assert both.words.exercises["walking"].name == "Walking in the pool"
    notices = prescribe(both, PrescriptionRequest("subacute")).notices
    assert [n.source for n in notices if "own version" in n.message] == ["exercises/walking.toml"]
    assert not any("own version" in n.message for n in prescribe(loaded(own()), PrescriptionRequest(
        "subacute", plan="pool-days")).notices)  # fmt: skip


def test_a_replacement_that_fewer_flags_leave_out_is_told(library: Library) -> None:
    """What the library does not give to a patient, the clinic's own exercise may not by chance."""
    lost = changed(replacing(library), '  "dvt_signs",\n', "")
    both = loaded(own(lost, plan="", name="walking"))
    assert both.no_longer_against("walking") == library.flags_against("walking") != ()
    assert both.no_longer_against("bridge") == library.no_longer_against("walking") == ()
    (problem,) = fewer_flags_problems(both)
    assert (problem.source, problem.severity) == ("exercises/walking.toml:avoid_if", "warning")
    assert "dvt_signs" in problem.message
    asked = PrescriptionRequest("subacute", flags=("dvt_signs",), checked=("dvt_signs",))
    (notice,) = [n for n in prescribe(both, asked).notices if "leaves out the library" in n.message]
    assert (notice.source, notice.severity) == ("--avoid dvt_signs", "warning")
    assert "--drop walking" in notice.hint
    none = prescribe(both, PrescriptionRequest("subacute")).notices
    assert not any("leaves out the library" in notice.message for notice in none)


def test_a_replacement_with_the_flags_of_the_librarys_is_fine(library: Library) -> None:
    both = loaded(own(replacing(library), plan="", name="walking"))
    assert both.no_longer_against("walking") == ()
    assert list(fewer_flags_problems(both)) == []


def test_a_replacement_that_breaks_a_plan_of_the_library_is_refused() -> None:
    found = problems_of(own(f"replaces = true\n{EXERCISE}", plan="", name="walking"))
    problem = found["exercises/walking.toml"]
    assert "does not fit the library's plan" in problem.message


def test_a_replaced_plan_keeps_its_stage_and_is_the_one_that_is_used() -> None:
    replaced = own(plan=f"replaces = true\n{PLAN}", title="subacute-floor")
    prescription = prescribe(loaded(replaced), PrescriptionRequest("subacute"))
    assert prescription.plan_title == "Pool days"
    assert any("own version" in notice.message for notice in prescription.notices)
    other = own(plan=f"replaces = true\n{PLAN}", title="chronic-a")
    assert "stage chronic" in problems_of(other)["plans/chronic-a.toml:stage"].message


# -- sources and languages


MINE = """
[sources.S-OURS]
title = "Our pool, ten years on"
cite = "Riverside, 2026"
supports = "walking in water"
checked = ["K"]
"""


def test_a_clinic_names_sources_of_its_own() -> None:
    cited = changed(EXERCISE, "sources = []", 'sources = ["S-OURS"]') + MINE
    assert loaded(own(cited)).sources["S-OURS"].cite == "Riverside, 2026"
    taken = cited.replace("S-OURS", "S-NHS")
    assert f"{SOURCE}:sources.S-NHS" in problems_of(own(taken))


def test_the_handouts_language_wants_words_in_it() -> None:
    spanish = own(f'language = "es"\n{EXERCISE}', plan="")
    assert problems_of(spanish)[SOURCE].hint == "add [translations.en]"
    words = EXERCISE[EXERCISE.index("[words]") :].replace("[words", "[translations.en")
    both = f'language = "es"\n{changed(EXERCISE, "Walking in the pool", "Andar")}\n{words}'
    assert loaded(own(both, plan="")).words.exercises["pool-walk"].name == "Walking in the pool"
    lacking = changed(both, "[translations.en.doses.chronic]", "[translations.en.doses.acute]")
    assert any(":translations.en.doses." in problem.message + problem.hint + problem.source
               for problem in problems_of(own(lacking, plan="")).values())  # fmt: skip


def test_the_plans_words_are_told_apart_by_language() -> None:
    plan = f'language = "es"\n{PLAN}'
    assert problems_of(own(plan=plan))[PLAN_SOURCE].hint == "add [translations.en]"
    said = f'{plan}\n[translations.en]\ntitle = "Water"\nwho_for = "You."\n'
    assert loaded(own(plan=said)).words.plans["pool-days"].title == "Water"
