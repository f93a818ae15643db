"""What a handout is said not to print, it does not print: every word on the page is asked for."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from handouts.brand import Brand, OwnFile, load_brand
from handouts.content import Library, load_library
from handouts.prescription import DropExercise, PrescriptionRequest, assess, educate
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.review import Thing, thing_of
from handouts.templating import Assessed, Composition, marking, not_printed, read_template_set
from handouts.templating.compose import values_of
from handouts.templating.environment import Templates
from handouts.templating.reach import _handouts, _marks_of
from tests.templating.composing import CONDITION

LIBRARY = load_library(library_folder() / CONDITION)
PLAIN = load_brand(default_brand_folder())
SHIPPED = read_template_set(templates_folder() / CONDITION, "en")


def left_out(edition: str, *, brand: Brand = PLAIN, **asked: object) -> frozenset[Thing]:
    request = PrescriptionRequest("acute", **asked)  # type: ignore[arg-type]
    return not_printed(SHIPPED, LIBRARY, brand, assess(LIBRARY, request), edition)


def named(things: frozenset[Thing], kind: str) -> set[str]:
    return {thing.name for thing in things if thing.kind == kind}


def with_section(name: str, text: str) -> Brand:
    return replace(PLAIN, sections={name: OwnFile(text, f"templates/{name}.md")})


def things_on(
    edition: str, text: str, assessed: Assessed, library: Library, places: tuple[str, ...]
) -> Iterator[Thing]:
    """Yield the things whose words a handout carries."""
    filled = Templates(SHIPPED.texts)
    values = values_of(SHIPPED, library, PLAIN, assessed, Composition(edition, text, ()))
    check = type(assessed).__name__ == "CheckFirst"
    names = SHIPPED.check if check else SHIPPED.arrangement["editions"][edition]["sections"]
    for name in names:
        for mark in _marks_of(filled, f"{name}.md", {**values, "sections": tuple(names)}):
            file = places[mark].partition(":")[0]
            yield thing_of(f"library/en/{file}")


@cache
def known() -> tuple[Library, tuple[str, ...]]:
    """Return the library with a mark for each file, exercises and plans told apart."""
    told = marking._NAMED_IN_TEMPLATES
    marking._NAMED_IN_TEMPLATES = (*told, "exercises/", "plans/", "article.toml:")  # type: ignore[assignment]
    try:
        return marking.marked(LIBRARY)
    finally:
        marking._NAMED_IN_TEMPLATES = told


def test_no_handout_has_a_word_of_what_it_is_said_not_to_print() -> None:
    library, places = known()
    seen = set[Thing]()
    for number, (edition, text, assessed, _) in enumerate(_handouts(SHIPPED, library)):
        if number % 7:
            continue  # enough of them, from all over
        left = not_printed(SHIPPED, library, PLAIN, assessed, edition)
        on_page = set(things_on(edition, text, assessed, library, places))
        assert not on_page & left, (edition, text)
        seen |= on_page
    assert {thing.kind for thing in seen} >= {"exercise", "plan", "figure", "words"}


def test_only_prescribed_exercises_and_their_plan_are_asked_for() -> None:
    left = left_out("full")
    assert "bridge" in named(left, "exercise")
    assert "walking" not in named(left, "exercise")
    plans = LIBRARY.plans.keys() - named(left, "plan")
    assert {LIBRARY.plans[name].stage for name in plans} <= {"acute", "subacute"}
    assert len(plans) == 2


def test_an_exercise_that_was_dropped_is_not_asked_for() -> None:
    left = left_out("full", adjustments=(DropExercise("walking"),))
    assert "walking" in named(left, "exercise")


def test_only_the_sections_of_the_edition_and_what_they_take_in_are_asked_for() -> None:
    left = named(left_out("exercises"), "section")
    assert {"why", "what", "chart", "check-signs"} <= left
    assert left.isdisjoint({"red-flags", "exercises", "_card", "_words", "_signed"})


def test_the_article_has_no_exercise_and_no_plan() -> None:
    left = not_printed(SHIPPED, LIBRARY, PLAIN, educate(LIBRARY), "article")
    assert named(left, "exercise") == set(LIBRARY.exercises)
    assert named(left, "plan") == set(LIBRARY.plans)
    assert Thing("words", "article") not in left


def test_the_sheet_for_urgent_signs_has_its_own_sections_alone() -> None:
    left = left_out("full", flags=("saddle_numbness",))
    assert {"exercises", "why", "red-flags"} <= named(left, "section")
    assert "check-signs" not in named(left, "section")
    assert named(left, "exercise") == set(LIBRARY.exercises)


@pytest.mark.parametrize(
    "text",
    [
        "{{ words.exercises.bridge.name }}",
        "{{ words['exercises'] }}",
        "{% set w = words %}{{ w.exercises }}",
        '{{ "}}" ~ words.exercises }}',
        "{% for x in words|list %}{% endfor %}",
        '::: picture id={{ "bridge" }} alt="x"',
    ],
)
def test_a_section_that_may_name_any_exercise_asks_for_all(text: str) -> None:
    left = left_out("full", brand=with_section("why", f"## Why\n\n{text}\n"))
    assert named(left, "exercise") == named(left, "plan") == set()


def test_a_picture_in_an_own_section_is_asked_for() -> None:
    brand = with_section("why", '## Why\n\n::: picture id=bridge alt="x"\n')
    left = named(left_out("full", brand=brand), "exercise")
    assert "bridge" not in left
    assert "bird-dog" in left


def test_an_own_section_that_the_edition_does_not_have_is_not_asked_for() -> None:
    brand = with_section("why", "## Why\n\nBecause {{ words.exercises }}.\n")
    left = left_out("exercises", brand=brand)
    assert "why" in named(left, "section")
    assert "bridge" in named(left, "exercise")


def test_what_another_section_takes_in_is_asked_for() -> None:
    taken = '## Help\n\n{% include "what.md" %}\n'
    assert "what" not in named(left_out("full", brand=with_section("help", taken)), "section")
    hidden = '## Help\n\n{% set f = "what.md" %}{% include f %}\n'
    brand = replace(with_section("help", hidden), left_out=("what", "why", "order"))
    assert named(left_out("full", brand=brand), "section") == set()


def test_what_must_be_printed_behind_an_own_section_is_asked_for() -> None:
    left = left_out("full", brand=with_section("about", "## About us\n\nAsk us.\n"))
    assert "_signed" not in named(left, "section")
    assert "bridge" in named(left, "exercise")
