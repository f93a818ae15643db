"""The article edition: what is taught, the same for everybody, and nothing of a plan."""

from dataclasses import replace

import pytest

from handouts.brand import Brand, load_brand
from handouts.content import Library, load_library
from handouts.content.lines import Line
from handouts.document import Document, Field, Table
from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.patients import FIELDS
from handouts.prescription import (
    DropExercise,
    PrescriptionRequest,
    SetField,
    educate,
)
from handouts.resources import default_brand_folder, library_folder
from handouts.templating import Composition
from handouts.units import TextSize
from tests.making import SIZES
from tests.templating.composing import CONDITION, composed, of_kind, overriding, texts

LIBRARY = load_library(library_folder() / CONDITION)
PLAIN = load_brand(default_brand_folder())


def article(
    brand: Brand = PLAIN, text: TextSize = "standard", library: Library = LIBRARY
) -> Document:
    return composed(library, brand, educate(library), Composition("article", text, FIELDS))


def read(document: Document) -> str:
    return " ".join(texts(document.blocks))


@pytest.mark.parametrize("text", SIZES)
def test_every_section_can_be_filled_in_without_a_plan(text: TextSize) -> None:
    assert read(article(text=text))


@pytest.mark.parametrize(
    "name",
    ["stage.label", "items|length", "totals.days", "plan.title", "flare.when", "most_effort",
     "relief|join", "setting", "sore", "left_out|length", "groups|length", "next_plan"],
)  # fmt: skip
def test_a_sentence_about_a_plan_is_a_mistake_and_not_a_wrong_sentence(name: str) -> None:
    with pytest.raises(BadInput) as error:
        article(overriding(PLAIN, why=f"## Why\n\nIt is {{{{ {name} }}}}.\n"))
    (problem,) = error.value.problems
    assert problem.source == "templates/why.md"
    assert "does not exist" in problem.message


def test_a_row_of_the_chart_has_no_exercises_of_a_patient() -> None:
    own = "## Why\n\n{% for row in chart %}{{ row.mine|join }}{% endfor %}\n"
    with pytest.raises(BadInput) as error:
        article(overriding(PLAIN, why=own))
    assert ["mine" in problem.message for problem in error.value.problems] == [True]
    (chart,) = of_kind(article().blocks, Table)
    assert isinstance(chart, Table)
    assert len(chart.head) == 2
    assert len(chart.rows) == len(LIBRARY.goals)


@pytest.mark.parametrize("text", SIZES)
def test_no_exercise_is_named_and_no_place_for_a_patients_detail_is_left(text: TextSize) -> None:
    document = article(text=text)
    told = read(document).casefold()
    named = [words.name for words in LIBRARY.words.exercises.values() if len(words.name) > 8]
    assert [name for name in named if name.casefold() in told] == []
    fields = of_kind(document.blocks, Field)
    assert [one for one in fields if isinstance(one, Field) and one.name] == []


def test_only_the_whole_form_is_printed_in_it_and_elsewhere_the_short_one() -> None:
    either = "## Why\n\n{{ 'long' if whole else 'short' }} form.\n"
    brand = overriding(PLAIN, why=either)
    assert "long form." in read(article(brand))
    assert "short form." in read(composed(LIBRARY, brand, PrescriptionRequest("acute")))


def test_it_says_that_it_lists_no_exercises_for_anybody() -> None:
    said = dict(educate(LIBRARY).spoken.disclaimers)
    assert said["for_everybody"] in read(article())
    assert said["only_listed"] not in read(article())
    full = read(composed(LIBRARY, PLAIN, PrescriptionRequest("acute")))
    assert said["for_everybody"] not in full


def test_every_line_that_can_be_said_to_all_is_one_without_a_condition() -> None:
    claim = LIBRARY.words.statements.claims["posture"]
    plain, *_ = claim.careful
    only = Line(text="Only for some.", unless=("pregnancy",))
    for slot, said in (((only, plain), plain.text), ((only,), "")):
        claims = {
            **LIBRARY.words.statements.claims,
            "posture": claim.model_copy(update={"careful": slot}),
        }
        statements = LIBRARY.words.statements.model_copy(update={"claims": claims})
        library = replace(LIBRARY, words=replace(LIBRARY.words, statements=statements))
        assert dict(educate(library).spoken.claims)["posture"] == said


def test_nothing_that_the_shipped_article_says_has_gone_missing_for_want_of_a_condition() -> None:
    spoken = educate(LIBRARY).spoken
    for group in (spoken.claims, spoken.safety, spoken.disclaimers):
        assert [name for name, said in group if not said] == []


def test_the_title_of_the_file_tells_no_stage() -> None:
    stages = [stage.label for stage in LIBRARY.words.stages.values()]
    title = article().title
    assert title == LIBRARY.words.condition.article_title
    assert not any(stage in title for stage in stages)


def test_the_danger_signs_cannot_be_left_out() -> None:
    with pytest.raises(BadInput) as error:
        article(replace(PLAIN, left_out=("red-flags",)))
    told = [problem.message for problem in error.value.problems]
    assert told == ["red-flags cannot be left out"]
    assert LIBRARY.region.facts.emergency_number in read(article())


def test_a_request_with_a_plan_is_refused_whoever_makes_it() -> None:
    asked = PrescriptionRequest(
        "acute", "flexion", "chair", ("knee_problem",), "chronic-a",
        (SetField("bridge", "reps", "8"), DropExercise("walking")), ("dvt_signs",), "left",
    )  # fmt: skip
    with pytest.raises(BadInput) as error:
        compose_document(EditionRequest(asked, edition="article"))
    options = ("stage", "preference", "setting", "sore", "avoid", "checked", "plan", "set", "drop")
    assert [problem.source for problem in error.value.problems] == [f"--{one}" for one in options]
    assert all("--edition full" in problem.hint for problem in error.value.problems)
