"""Filling in templates: what is refused, and how it is said."""

from dataclasses import dataclass
from typing import Any

import pytest

from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import Problem
from handouts.language import DateWords
from handouts.prescription import Prescription
from handouts.review import DRAFT
from handouts.templating.environment import Templates, unpack
from handouts.templating.view import view


@pytest.fixture(scope="module")
def values(library: Library, brand: Brand, prescription: Prescription) -> dict[str, Any]:
    dates = DateWords("{day} {month} {year}", ("month",) * 12)
    return dict(view(library, brand, prescription, dates, "standard", DRAFT))


def problem_of(template: str, values: dict[str, Any]) -> Problem:
    text, problems = Templates({"why.md": template}).render("why.md", values, "templates/why.md")
    assert text == ""
    (problem,) = problems
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    "name", ["{{ brnd.name }}", "{{ brand.nme }}", "{{ lipsum() }}", "{% if plam %}x{% endif %}"]
)
def test_a_name_that_does_not_exist_is_refused(name: str, values: dict[str, Any]) -> None:
    problem = problem_of(f"Text\n{name}", values)
    assert problem.source == "templates/why.md"
    assert "does not exist" in problem.message
    assert "docs/templates.md" in problem.hint


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("a\nb\n{{ brand.name", 3),
        ("a\n{% if stage %}\nb", 3),
        ("{% endfor %}", 1),
        ("a\n{% foo %}", 2),
        ("a\n\n{{ brand.name|shout }}", 3),
        ("{{ brand.name|safe }}", 1),
        ("{{ brand.name|tojson }}", 1),
    ],
)
def test_a_broken_tag_is_refused_with_its_line(
    template: str, line: int, values: dict[str, Any]
) -> None:
    problem = problem_of(template, values)
    assert problem.source == f"templates/why.md:{line}"
    assert problem.message.startswith("broken tag: ")


@pytest.mark.parametrize(
    "probe",
    [
        "{{ brand.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ brand.name|attr('__class__') }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(brand) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ words.condition.__dict__ }}",
        "{{ words.condition.days.clear() }}",
        "{{ words.condition.days.update(mon='x') }}",
        "{{ [].append(1) }}",
        # A pydantic model's methods read files and unpickle.
        "{{ region.facts.parse_raw('cnothing', proto='pickle', allow_pickle=True) }}",
        "{{ region.facts.parse_file('/etc/hostname') }}",
        "{{ region.facts['parse_file']('/etc/hostname') }}",
        "{{ items|map(attribute='dose.model_copy')|first }}",
        "{{ items[0].dose.model_copy(update={'reps': 99}) }}",
        "{{ region.facts.model_dump() }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ [1] * 9 }}",
        "{{ 9 ** 9 }}",
    ],
)
def test_a_template_cannot_reach_into_the_program(probe: str, values: dict[str, Any]) -> None:
    problem = problem_of(probe, values)
    assert problem.source == "templates/why.md"
    assert problem.message.startswith("not allowed in a template: ")


@pytest.mark.parametrize(
    "template",
    [
        "{{ 1 / 0 }}",
        "{{ brand.name() }}",
        "{{ brand.name + 1 }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% include 'other.md' %}",
        "{{ days[0].name|round }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% extends 'why.md' %}",
    ],
)
def test_a_tag_that_fails_is_a_problem_and_not_a_crash(
    template: str, values: dict[str, Any]
) -> None:
    assert problem_of(template, values).message.startswith("cannot be filled in (")


WRITTEN = "{% macro m() %}**{{ brand.name }}**{% endmacro %}{% set t %}{{ brand.name }}{% endset %}"


@pytest.mark.parametrize(
    "use",
    [
        "{{ t|upper }}",
        "{{ t|truncate(9) }}",
        "{{ t|replace('5', 'z') }}",
        "{% filter upper %}{{ brand.name }}{% endfilter %}",
        "{{ m() ~ brand.name }}",
        "{{ m() + brand.name }}",
        "{{ [m(), brand.name]|join(' ') }}",
        "{{ '%s' % m() }}",
        "{{ t.upper() }}",
        "{{ t.format(brand.name) }}",
    ],
)
def test_what_a_macro_or_block_wrote_can_only_be_printed(use: str, values: dict[str, Any]) -> None:
    problem = problem_of(WRITTEN + use, values)
    assert problem.message.startswith("not allowed in a template: ")


def test_a_literal_that_is_cut_is_refused(values: dict[str, Any]) -> None:
    assert "cuts or changes" in problem_of(WRITTEN + "{{ t[:5] }}", values).message


def test_a_mistake_in_an_imported_template_names_that_template() -> None:
    sources = {"_words.md": "a\n{% nonsense %}", "why.md": '{% from "_words.md" import a %}'}
    _, (problem,) = Templates(sources).render("why.md", {}, "templates/why.md")
    assert problem.source == "templates/_words.md:2"


@pytest.mark.parametrize("character", ["\ue000", "\ue001"])
def test_the_packing_characters_are_refused_in_a_template(
    character: str, values: dict[str, Any]
) -> None:
    assert "private-use" in problem_of(f"a{character}", values).message


def test_templates_import_from_each_other() -> None:
    sources = {"_words.md": "{% macro m(x) %}**{{ x }}**{% endmacro %}", "a.md": ""}
    sources["a.md"] = '{% from "_words.md" import m %}{{ m("b") }}'
    text, problems = Templates(sources).render("a.md", {}, "a.md")
    assert problems == []
    assert text.startswith("**")
    assert text.endswith("**")


def test_a_template_changes_no_value_for_the_next(values: dict[str, Any]) -> None:
    templates = Templates({"a.md": "{% set stage = 1 %}{{ stage }}", "b.md": "{{ stage.id }}"})
    templates.render("a.md", values, "a.md")
    _, problems = templates.render("b.md", values, "b.md")
    assert problems == []


# -- what is filled in once


def text_of(templates: Templates, values: dict[str, Any]) -> str:
    text, problems = templates.render("a.md", values, "a.md")
    assert problems == []
    return unpack(text)


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}",
        "{% if x %}yes{% else %}no{% endif %}",
        '{% from "_words.md" import m %}{{ m(x) }}',
        '{% from "_words.md" import m %}{% for one in [x, 1] %}{{ m(one) }}{% endfor %}',
        '{% from "_words.md" import outer with context %}{{ outer() }}',
        "{% macro outer() %}{{ x }}{% endmacro %}{{ outer() }}",
        '{% include "_part.md" %}',
    ],
)
def test_a_template_says_what_its_values_are_now_whatever_it_said_before(template: str) -> None:
    words = "{% macro m(y) %}{{ y }}!{% endmacro %}{% macro outer() %}{{ x }}{% endmacro %}"
    sources = {"a.md": template, "_words.md": words, "_part.md": "{{ x }}"}
    templates = Templates(sources)
    given: tuple[object, ...] = (1, True, 0, False, "1", "", 1.0, (1, 2), [1], [2], (True, 2), 1)
    for value in given:
        fresh = Templates(sources)
        assert text_of(templates, {"x": value}) == text_of(fresh, {"x": value}), value


def test_from_the_second_time_on_a_macro_is_run_once_for_the_same_arguments() -> None:
    asked = []

    @dataclass(frozen=True)
    class Counted:
        kind: str

        @property
        def name(self) -> str:
            asked.append(self.kind)
            return self.kind

    words = "{% macro m(item) %}{{ item.name }}{% endmacro %}"
    use = '{% from "_words.md" import m %}{% for one in items %}{{ m(one) }}{% endfor %}{{ last }}'
    templates = Templates({"a.md": use, "_words.md": words})
    items = (Counted("bridge"), Counted("bridge"), Counted("walk"))
    for last in (1, 2, 3):
        said = text_of(templates, {"items": items, "last": last})
        assert said == f"bridgebridgewalk{last}"
    assert asked == [*("bridge", "bridge", "walk"), *("bridge", "walk")]
