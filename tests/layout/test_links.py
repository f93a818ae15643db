from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.document import CallNumber, Paragraph, Span, Table
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.layout.laying_out import file_of, text
from tests.reading import open_pdf, tag_tree

FILLING = text(" ".join(["word"] * 12))


def links_of(data: bytes) -> list[str]:
    """Return the links of a file as the tag tree has them: their words and their targets."""
    with open_pdf(data) as pdf:
        return [line.strip() for line in tag_tree(pdf) if line.strip().startswith("Link ")]


def test_every_part_of_a_broken_link_says_all_its_words() -> None:
    words = "a link of so many words that no column is wide enough for them " * 2
    data = file_of(Paragraph((Span(words.strip(), link="https://example.org"),)))
    (link,) = links_of(data)
    assert link.count("https://example.org") == 2
    assert audit(data) == []


def test_neighbours_with_one_target_are_two_links_even_where_a_line_ends_between_them() -> None:
    for count in range(1, 30):
        one, two = (Span("number", link="tel:1") for _ in range(2))
        data = file_of(Paragraph((Span("word " * count), one, Span(" "), two)))
        assert len(links_of(data)) == 2
        assert audit(data) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(30, 50), st.lists(st.sampled_from(["", "tel:1", "tel:2"]), min_size=80))
def test_links_of_a_paragraph_that_is_cut_keep_their_elements(
    filling: int, targets: list[str]
) -> None:
    spans = [Span(f"word{i} ", link=target) for i, target in enumerate(targets)]
    data = file_of(*[Paragraph(FILLING)] * filling, Paragraph(tuple(spans)))
    assert audit(data) == []
    assert validate(data) == []


def test_a_number_to_call_says_what_it_is_for_to_those_who_hear_it() -> None:
    number = CallNumber(text("Go to A&E, or call"), (Span("999", link="tel:999"),))
    data = file_of(number)
    assert links_of(data) == ["Link (tel:999) | 999"]
    with open_pdf(data) as pdf:
        (note,) = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert str(note.Contents) == "Go to A&E, or call 999"
    assert audit(data) == []
    assert validate(data) == []


def test_a_link_in_a_repeated_head_is_one_link() -> None:
    head = ((Span("Ring", link="tel:1"),), text("Second"))
    data = file_of(Table(head, ((text("cell"), text("cell")),) * 80))
    assert len(links_of(data)) == 1
    assert audit(data) == []
    assert validate(data) == []
