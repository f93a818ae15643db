"""No value is ever parsed: whatever it looks like, it is printed as typed."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import Text, every_text, plain
from handouts.prescription import Prescription, PrescriptionRequest
from handouts.templating.environment import Templates, literal, unpack
from tests.templating.composing import built, composed, links

NASTY = [
    "<b>bold</b>",
    "Tom &amp; Jerry & co &#x110000;",
    "{{ 7*7 }}",
    "{% if x %}{# no #}",
    "**x** and *y* and __z__",
    "[a](javascript:x)",
    "<https://example.org>",
    "![picture](file:///etc/passwd)",
    "`code` and ```fence```",
    "| a | table |\n|---|---|",
    "::: panel kind=danger",
    ":::",
    "# heading",
    "- point\n1. step",
    "> quote",
    "two\nlines\r\nand\ttabs",
    "\ue000 \ue001 \ue00041\ue001",
    '"quoted" \\ backslash',
    "    four spaces",
    "zero\u200bwidth\u00a0hard\u2028line\u0085next",
    "\x00\x1b[31m",
    "{page} of {pages}",
]

PLACES = {
    "a paragraph": "{{ x }}",
    "a sentence": "Before {{ x }} after.",
    "a heading": "## {{ x }}",
    "strong words": "**{{ x }}**",
    "a point": "- {{ x }}",
    "a step": "1. {{ x }}",
    "a cell": "| a | b |\n|---|---|\n| {{ x }} | c |",
    "a head cell": "| {{ x }} | b |\n|---|---|\n| a | c |",
    "a link's words": "[{{ x }}](https://clinic.example)",
    "a title": '::: panel kind=note title="{{ x }}"\ninside\n:::',
    "a bare attribute": "::: call label={{ x }} number=1",
    "a field's label": '::: field name=name label="{{ x }}"',
    "a macro's argument": "{% macro m(y) %}**{{ y }}**{% endmacro %}{{ m(x) }}",
    "a block that is set": "{% set y %}({{ x }}){% endset %}{{ y }}",
    "a list that is joined": '{{ [x, "and"]|join(", ") }}',
    "a joined value": "{{ 'a ' ~ x ~ ' b' }}",
    "a choice": '{{ x if true else "" }}',
}


def everything_read(template: str, value: str) -> str:
    text, problems = Templates({"t": template}).render("t", {"x": value}, "t")
    assert problems == []
    blocks, problems = built(text)
    assert problems == []
    return "\0".join(plain(text) for text in every_text(blocks))


@pytest.mark.parametrize("place", PLACES)
def test_what_looks_like_markup_is_printed_as_typed(place: str) -> None:
    for value in NASTY:
        assert value in everything_read(PLACES[place], value)


@given(value=st.text(min_size=1), place=st.sampled_from(sorted(PLACES)))
@settings(deadline=None)
def test_any_text_is_printed_as_typed_anywhere(value: str, place: str) -> None:
    assert value in everything_read(PLACES[place], value)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "file:///etc/passwd", "a) [b](http://c"])
def test_a_value_that_leads_elsewhere_makes_no_link(value: str) -> None:
    text, _ = Templates({"t": "[words]({{ x }})"}).render("t", {"x": value}, "t")
    blocks, (problem,) = built(text)
    assert "http, https, mailto or tel" in problem.message
    assert links(blocks) == []


@given(value=st.text())
@settings(deadline=None)
def test_a_literal_turns_back_into_its_characters(value: str) -> None:
    assert unpack(literal(value)) == value


@given(value=st.text(), around=st.text(alphabet="*_[]()<>`|:#-&{} \n"))
@settings(deadline=None)
def test_a_literal_has_no_character_that_markup_uses(value: str, around: str) -> None:
    assert set(literal(value)).isdisjoint(around)


def test_a_constant_in_a_tag_is_printed_as_typed() -> None:
    assert everything_read("{{ '<b> & **x**' }}", "") == "<b> & **x**"


def spans(text: Text, value: str) -> bool:
    return any(value in span.text for span in text)


@given(value=st.text(min_size=1))
@example(value="<b> &amp; {{ 7*7 }} **x** [a](javascript:x) `c` | ::: # \ue000")
@settings(max_examples=40, deadline=None)
def test_any_word_of_brand_and_library_reaches_the_document_as_typed(
    value: str, library: Library, brand: Brand, prescription: Prescription
) -> None:
    first = prescription.items[0]
    words = replace(
        first.words, name=f"name {value}", steps=(f"step {value}",), stop_if=f"stop {value}"
    )
    mine = replace(prescription, items=(replace(first, words=words), *prescription.items[1:]))
    disclaimed = replace(brand, name=f"brand {value}", phone="0", disclaimer=f"small {value}")
    sign = next(iter(library.words.red_flags.items))
    signs = library.words.red_flags.model_copy(
        update={"items": {**library.words.red_flags.items, sign: f"sign {value}"}}
    )
    reworded = replace(library, words=replace(library.words, red_flags=signs))

    document = composed(reworded, disclaimed, mine)

    read = list(every_text(document.blocks))
    for kind in ("name", "step", "stop", "brand", "small", "sign"):
        assert any(spans(text, f"{kind} {value}") for text in read), kind


def test_a_document_of_plain_words_has_no_trace_of_the_packing(
    library: Library, brand: Brand
) -> None:
    document = composed(library, brand, PrescriptionRequest("acute"))
    read = "".join(plain(text) for text in every_text(document.blocks))
    assert "\ue000" not in read
    assert "\ue001" not in read
