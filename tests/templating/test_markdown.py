"""The Markdown subset: what it makes, and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.document import (
    Block,
    BulletList,
    Heading,
    NumberedList,
    Paragraph,
    Span,
    Table,
)
from handouts.errors import Problem  # noqa: TC001
from handouts.templating.build import Builder
from handouts.templating.markdown import Reader, pieces
from tests.templating.composing import built, links

NEVER = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]


def test_headings_paragraphs_lists_and_tables_become_blocks() -> None:
    blocks, problems = built(
        "## Head\n\nText\nruns on.\n\n- a\n- b\n\n1. one\n2. two\n\n| h | i |\n|---|---|\n| c | d |"
    )
    assert problems == []
    assert blocks == (
        Heading(2, (Span("Head"),)),
        Paragraph((Span("Text runs on."),)),
        BulletList(((Span("a"),), (Span("b"),))),
        NumberedList(((Span("one"),), (Span("two"),))),
        Table(((Span("h"),), (Span("i"),)), (((Span("c"),), (Span("d"),)),)),
    )


def test_strong_emphasis_and_links_become_spans() -> None:
    ((paragraph,), problems) = built("a **b** *c* [d](https://clinic.example)")
    assert problems == []
    assert paragraph == Paragraph(
        (
            Span("a "),
            Span("b", strong=True),
            Span(" "),
            Span("c", emphasis=True),
            Span(" "),
            Span("d", link="https://clinic.example"),
        )
    )


def test_links_lead_to_a_card_of_the_same_handout() -> None:
    blocks, problems = built("[Side bridge](#side-bridge_2)")
    assert problems == []
    assert blocks == (Paragraph((Span("Side bridge", link="#side-bridge_2"),)),)


def test_words_to_say_stand_where_a_link_has_its_target() -> None:
    blocks, problems = built("[sec](say:seconds) and [○](<say:yes, if it suits>)")
    assert problems == []
    assert blocks == (
        Paragraph((Span("sec", said="seconds"), Span(" and "), Span("○", said="yes, if it suits"))),
    )


def test_a_backslash_at_a_line_end_breaks_the_line() -> None:
    ((paragraph,), problems) = built("one\\\ntwo")
    assert problems == []
    assert paragraph == Paragraph((Span("one\ntwo"),))


def test_entities_and_quotation_marks_stay_as_they_are() -> None:
    ((paragraph,), problems) = built('&amp; "a" -- (c) ...')
    assert problems == []
    assert paragraph == Paragraph((Span('&amp; "a" -- (c) ...'),))


@pytest.mark.parametrize(
    "target",
    ["http://a.example", "https://a.example/b?c=d", "mailto:a@b.example", "tel:+441632960140"],
)
def test_links_lead_to_the_web_mail_and_telephone(target: str) -> None:
    blocks, problems = built(f"[words]({target})")
    assert problems == []
    assert links(blocks) == [target]


@pytest.mark.parametrize(
    "target",
    [
        "ftp://a.example",
        "page.html",
        "//a.example",
        "",
        "#",
        "#a.b",
        "pdf:/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
    ],
)
def test_any_other_link_is_refused(target: str) -> None:
    blocks, (problem,) = built(f"[words]({target})")
    assert "http, https, mailto or tel" in problem.message
    assert problem.source == "section.md"
    assert problem.hint
    assert links(blocks) == []


@pytest.mark.parametrize(
    ("template", "part"),
    [
        ("> quoted", "blockquote"),
        ("```\ncode\n```", "fence"),
        ("    indented", "code block"),
        ("a\n\n---\n\nb", "hr"),
        ("a `code` b", "code inline"),
        ("<div>block</div>", "html block"),
        ("<!-- remark -->", "html block"),
        ("a <br> b", "html inline"),
        ("Here: ![picture](map.png)", "image"),
    ],
)
def test_what_is_not_in_the_subset_is_refused_by_name(template: str, part: str) -> None:
    _, problems = built(template)
    assert [problem.message for problem in problems] == [f"{part} is not part of the subset"]
    assert any(word in problems[0].hint for word in ("remove", "plain text", "its own"))


def test_a_sign_that_begins_no_tag_is_text() -> None:
    ((paragraph,), problems) = built("BP < 120, a <- b, 1 > 0")
    assert problems == []
    assert paragraph == Paragraph((Span("BP < 120, a <- b, 1 > 0"),))


def test_a_list_inside_a_list_is_refused() -> None:
    _, (problem,) = built("- a\n  - b\n- c")
    assert problem.message == "a list inside a list"
    assert problem.hint


@pytest.mark.parametrize("inside", ["- > quoted", "- # head", "- ```\n  code\n  ```"])
def test_other_blocks_inside_a_list_are_refused(inside: str) -> None:
    _, problems = built(inside)
    assert problems
    assert all("inside a list" in problem.message for problem in problems)


def test_a_table_row_with_too_few_cells_is_filled_up() -> None:
    ((table,), problems) = built("| a | b |\n|---|---|\n| c |")
    assert problems == []
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [2]


@pytest.mark.parametrize("depth", [25, 20_000])
def test_directives_that_stand_too_deep_in_each_other_are_one_problem(depth: int) -> None:
    blocks, (problem,) = built("::: panel\n" * depth + ":::\n" * depth)
    assert blocks == ()
    assert problem.message == "directives stand 20 deep in each other"
    assert problem.hint


LINES = st.sampled_from(
    ["## Head", "Text.", "", "- point", "::: panel kind=tip", "::: together", ":::", "::: page",
     "::: nonsense", "::: field label=x lines=2", "| a | b |", "|---|---|"]
)  # fmt: skip


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_a_template_reads_the_same_in_pieces(text: str) -> None:
    found: list[Block] = []
    problems: list[Problem] = []
    for piece in pieces(text):
        reader, builder = Reader("section.md"), Builder("section.md")
        found += builder.blocks(reader.read(piece))
        problems += [*reader.problems, *builder.problems]
    blocks, told = built(text)
    assert tuple(found) == blocks
    assert sorted(map(str, problems)) == sorted(map(str, told))
