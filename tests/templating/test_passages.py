"""The article: what sciatica is, why exercise, and living with it; short in a handout, or whole.

What the library can say a template prints, and what depends on the plan follows it.
"""

import tomllib
from functools import cache
from itertools import product

import pytest

from handouts.brand import load_brand
from handouts.content import load_library
from handouts.document import BulletList, Picture, every_block, plain
from handouts.patients import FIELDS
from handouts.prescription import Prescription, PrescriptionRequest, prescribe
from handouts.readability import grade, passages, promises
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.review import DRAFT
from handouts.templating import Composition, read_template_set
from handouts.templating.built import Built
from handouts.templating.compose import make_sections
from handouts.templating.contacts import contacts_of
from handouts.templating.view import view
from tests.readability.test_what_patients_read import HARDEST_GRADE, MEDIAN_GRADE
from tests.templating.composing import CONDITION, STANDARD, texts

LIBRARY = load_library(library_folder() / CONDITION)
BRAND = load_brand(default_brand_folder())
TEMPLATES = read_template_set(templates_folder() / CONDITION, "en")
FULL = tuple(TEMPLATES.arrangement["editions"]["full"]["sections"])
ARTICLE = tuple(TEMPLATES.arrangement["editions"]["article"]["sections"])
EDUCATION = ("what", "why", "order", "outcomes", "chart", "living")
BUDGETS = tomllib.loads((library_folder() / "budgets.toml").read_text("utf-8"))["words"]
LINKED = {**LIBRARY.statements.reasons, **LIBRARY.statements.warnings}

UNPRINTED = {
    "stage_choice": "for who chooses the stage: the proof has it",
    "diary": "the log says the same with the letters of the pain map",
}
"""Lists of the library that no section prints as they are, and why."""


def sections(
    prescription: Prescription,
    *,
    whole: bool = False,
    names: tuple[str, ...] = EDUCATION,
    composition: Composition = STANDARD,
) -> dict[str, Built]:
    dates = TEMPLATES.dates_in(LIBRARY.region)
    values = view(LIBRARY, BRAND, prescription, dates, composition.text, DRAFT)
    values = {**values, "whole": whole, "sections": FULL}
    made = make_sections(
        TEMPLATES.texts, names, values, composition, BRAND, contacts_of(LIBRARY, BRAND)
    )
    assert all(not one.problems for one in made.values())
    return made


@cache
def said(stage: str, flags: tuple[str, ...] = (), *, whole: bool = False) -> dict[str, str]:
    """Return what each section of a handout or the article says at a stage, short or whole."""
    made = sections(asked(stage, flags), whole=whole, names=tuple(dict.fromkeys(FULL + ARTICLE)))
    return {name: "\n".join(texts(one.blocks)) for name, one in made.items()}


def asked(stage: str, flags: tuple[str, ...] = ()) -> Prescription:
    checked = tuple(flag for flag in flags if LIBRARY.flags[flag].level != "adapt")
    return prescribe(LIBRARY, PrescriptionRequest(stage, flags=flags, checked=checked))


# -- what the library can say is printed


@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_a_template_prints_all_that_the_library_says_to_everybody(stage: str) -> None:
    page = "\n".join([*said(stage).values(), *said(stage, whole=True).values()])
    spoken, words = asked(stage).spoken.general, LIBRARY.words
    told = [
        *(line for one in spoken.passages for line in (one.title, *one.core, *one.more)),
        *(line for one in spoken.lists if one.id not in UNPRINTED for line in one.lines),
        *(line for group in (spoken.claims, spoken.safety) for _, line in group),
        *words.screening.questions.values(),
        *words.outcomes.values(),
        *words.statements.reasons.values(),
        *words.statements.warnings.values(),
    ]

    assert [line for line in told if line not in page] == []


def test_each_card_says_first_what_one_should_feel() -> None:
    made = said("chronic")["exercises"]

    for item in asked("chronic").items:
        assert f"You should feel: {item.words.feel}" in made


def test_the_unprinted_lists_are_lists_of_the_library() -> None:
    assert set(UNPRINTED) < set(LIBRARY.rules.lists)


# -- reasons, warnings and outcomes


@pytest.mark.parametrize("name", LINKED)
def test_a_reason_or_a_warning_is_told_through_its_claims_in_40_to_60_words(name: str) -> None:
    spoken = asked("acute").spoken.general
    claims = dict(spoken.claims)
    (passage,) = (one for one in spoken.passages if one.id == name)
    told = [*passage.core, *passage.more]
    whole = " ".join([*told, *(claims[claim] for claim in LINKED[name].claims)])

    assert (
        whole in said("acute", whole=True)["why" if name in LIBRARY.statements.reasons else "order"]
    )
    assert 40 <= len(whole.split()) <= 60


def test_every_reason_warning_and_outcome_has_its_passage() -> None:
    assert {*LINKED, *LIBRARY.outcomes} <= set(LIBRARY.article)


@pytest.mark.parametrize("whole", [False, True])
def test_the_six_things_we_hope_for_are_one_list(whole: bool) -> None:
    blocks = sections(asked("acute"), whole=whole)["outcomes"].blocks
    (listed,) = (block for block in blocks if isinstance(block, BulletList))

    told = [plain(item) for item in listed.items]
    names = list(LIBRARY.words.outcomes.values())
    assert [line.split(".")[0] for line in told] == names
    assert (told == names) is not whole  # the article says what each would mean


def test_the_chart_says_each_hard_name_once_in_everyday_words() -> None:
    made = said("chronic")["chart"]

    assert made.count("(a load that grows step by step)") == 1
    assert made.count("(tummy, back and hips)") == 1


# -- two forms


@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_a_handout_has_the_short_form_and_the_article_the_whole(stage: str) -> None:
    short, whole = (
        "\n".join(said(stage, whole=form)[name] for name in EDUCATION) for form in (False, True)
    )
    for passage in asked(stage).spoken.general.passages:
        assert " ".join(passage.core) in short
        assert " ".join((*passage.core, *passage.more)) in whole
        assert not passage.more or " ".join(passage.more) not in short


@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_the_whole_article_is_at_grade_six_or_lower_and_promises_nothing(stage: str) -> None:
    made = sections(asked(stage), whole=True)
    found = [one for part in made.values() for one in passages(part.blocks, frozenset())]

    assert grade(tuple(sentence for one in found for sentence in one.sentences)) <= MEDIAN_GRADE
    assert {one.where: one.grade for one in found if one.grade > HARDEST_GRADE} == {}
    told = [text for part in made.values() for text in texts(part.blocks)]
    assert [promise for text in told for promise in promises(text)] == []


@pytest.mark.parametrize(("form", "stage"), tuple(product(("section", "whole"), LIBRARY.stages)))
def test_every_section_keeps_to_its_words(form: str, stage: str) -> None:
    made = said(stage, whole=form == "whole")
    counted = {name: len(made[name].split()) for name in BUDGETS[form]}

    assert {name: n for name, n in counted.items() if n > BUDGETS[form][name]} == {}


def test_the_pictures_of_the_article_stand_with_its_passages() -> None:
    def shown(*, whole: bool) -> set[str]:
        made = sections(asked("subacute"), whole=whole)
        blocks = (block for one in made.values() for block in every_block(one.blocks))
        return {block.exercise for block in blocks if isinstance(block, Picture)}

    pictures = {one.figure for one in LIBRARY.article.values() if one.figure}
    assert shown(whole=True) == pictures
    others = {"disc-and-root", "moving-up", "sitting", "lifting"}
    assert shown(whole=False) == pictures - others | {"pain-map"}


def test_large_and_giant_print_is_shorter_and_giant_shows_no_picture_of_daily_life() -> None:
    made = {
        text: sections(asked("acute"), composition=Composition("full", text, FIELDS))
        for text in ("standard", "large", "giant")
    }
    counted = {
        text: sum(len(line.split()) for one in parts.values() for line in texts(one.blocks))
        for text, parts in made.items()
    }
    pictures = {
        text: [b for b in every_block(parts["living"].blocks) if isinstance(b, Picture)]
        for text, parts in made.items()
    }

    assert counted["giant"] <= counted["large"] < counted["standard"]
    assert [len(found) for found in pictures.values()] == [2, 2, 0]
    spoken = asked("acute").spoken.general
    told = [one for one in spoken.passages if one.id in LIBRARY.statements.warnings]
    for parts in made.values():  # both halves of both warnings, in any size
        order = "\n".join(texts(parts["order"].blocks))
        assert all(" ".join(one.core) in order for one in told)


# -- what depends on the plan


@pytest.mark.parametrize(
    "flag", ["foot_weakness", "new_weakness_or_numbness", "spreading_numbness"]
)
def test_who_feels_less_is_told_to_ask_before_heat(flag: str) -> None:
    made = said("subacute", (flag,))["living"]

    assert "Ask your clinician before you put heat or cold" in made
    assert "15 to 20 minutes" not in made
    assert "use what feels better." not in said("subacute", (flag,), whole=True)["living"]


def test_who_should_not_lie_flat_for_long_sees_no_back_sleeping() -> None:
    flags = ("pregnancy_after_16_weeks",)
    blocks = sections(asked("subacute", flags))["living"].blocks
    pictures = {block.exercise for block in every_block(blocks) if isinstance(block, Picture)}

    assert "Back sleeping" in said("subacute")["living"]
    assert "Back sleeping" not in said("subacute", flags)["living"]
    assert pictures == {"sleep-on-side"}


@pytest.mark.parametrize("flag", ["uncontrolled_heart_or_bp", "recent_spine_surgery"])
def test_who_has_to_ask_first_asks_about_lifting_work_and_sport(flag: str) -> None:
    made = said("chronic", (flag,))["living"]

    for asking in ("what you may lift", "what work you may do", "before you go back to sport"):
        assert f"Ask your clinician {asking}" in made
    assert "Stay at work if you can" not in made


def test_thin_bones_get_no_line_that_allows_deep_bends() -> None:
    assert "leave deep bends out" in said("acute", ("osteoporosis_spine",))["living"]
    assert "deep bends" not in said("acute")["living"]
    assert "Go easy on deep bends" in said("acute", whole=True)["living"]


def test_pain_that_was_high_before_is_no_reason_to_stop_while_it_is_acute() -> None:
    assert "goes up by more than 2 points" in said("acute")["pain"]
    assert "6 or more out of 10" not in said("acute")["pain"]
    assert "6 or more out of 10" in said("chronic")["pain"]


# -- the test for an easing direction


def finder(request: PrescriptionRequest) -> bool:
    made = sections(prescribe(LIBRARY, request), names=("direction",))
    return bool(made["direction"].blocks)


@pytest.mark.parametrize(
    ("stage", "preference"), tuple(product(LIBRARY.stages, LIBRARY.condition.preferences))
)
def test_the_direction_is_tested_where_it_is_not_known_and_pain_is_new(
    stage: str, preference: str
) -> None:
    fits = (stage, preference) == ("acute", "none")
    assert finder(PrescriptionRequest(stage, preference)) == fits


@pytest.mark.parametrize("flag", LIBRARY.flags)
def test_no_direction_is_tested_with_a_flag_that_forbids_it(flag: str) -> None:
    checked = (flag,) if LIBRARY.flags[flag].level != "adapt" else ()
    request = PrescriptionRequest("acute", flags=(flag,), checked=checked)
    skipped = set(LIBRARY.rules.direction_finder.skip_if)

    assert finder(request) == skipped.isdisjoint(LIBRARY.with_levels((flag,)))
    harmless = {"cannot_lie_on_front", "hip_replacement", "knee_problem", "shoulder_wrist_problem"}
    assert finder(request) == (flag in harmless)


# -- questions before starting


def test_all_questions_are_asked_and_those_that_cannot_wait_come_first() -> None:
    made = said("acute")["questions"]
    words = LIBRARY.words.screening
    places = {name: made.index(text) for name, text in words.questions.items()}
    urgent = {name for name, one in LIBRARY.screening.items() if one.yes_means == "act_now"}

    assert len(places) == 13
    assert max(places[name] for name in urgent) < made.index(words.any_yes)
    assert min(places[name] for name in places.keys() - urgent) > made.index(words.any_yes)
