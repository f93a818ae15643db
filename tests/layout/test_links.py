import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.document import (
    BulletList,
    CallNumber,
    Card,
    DoseStrip,
    Numeral,
    PageBreak,
    Panel,
    Paragraph,
    Span,
    Table,
    with_live_links,
)
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.layout.laying_out import file_of, text
from tests.making import STAGES, Combination, made
from tests.reading import open_pdf, shown, tag_tree

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


def card(name: str) -> Card:
    dose = DoseStrip((Numeral("2", "times"),), None)
    how = (Paragraph(text("Do it.")),)
    return Card(name, text(name.title()), (), dose, how, (), (), (), level=2)


def leading(name: str) -> Paragraph:
    return Paragraph((Span(name.title(), link=f"#{name}"),))


def test_a_link_leads_to_a_card_of_the_same_file_wherever_that_stands() -> None:
    after = file_of(leading("bridge"), *[Paragraph(FILLING)] * 70, card("walking"), card("bridge"))
    before = file_of(card("bridge"), card("walking"), leading("bridge"), leading("walking"))
    (link,) = links_of(after)
    assert "(#page 3, " in link
    heights = [float(one.split(", ")[1].split(")")[0]) for one in links_of(before)]
    assert heights[0] > heights[1]
    for data in (after, before):
        assert audit(data) == []
        assert validate(data) == []


def test_a_link_leads_to_the_first_of_two_cards_of_a_name() -> None:
    (link,) = links_of(file_of(card("bridge"), *[Paragraph(FILLING)] * 60, *[card("bridge")] * 2,
                               leading("bridge")))  # fmt: skip
    assert "(#page 1, " in link


def test_links_within_a_handout_have_no_look_of_their_own() -> None:
    with open_pdf(file_of(card("bridge"), leading("bridge"))) as pdf:
        (link,) = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        assert [int(number) for number in link.Border] == [0, 0, 0]
        assert str(link.Contents) == "Bridge"
        assert "/C" not in link
        assert len({piece.colour for piece in shown(pdf.pages[0]) if "Bridge" in piece.text}) == 1


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("edition", ["full", "exercises"])
def test_names_in_the_week_and_the_log_lead_to_their_cards(stage: str, edition: str) -> None:
    made_by = Combination(stage, edition=edition)
    with open_pdf(made(made_by).pdf) as pdf:
        tree = [line.strip() for line in tag_tree(pdf)]
    names = {line.split(" ", 1)[1] for line in tree if re.match("H[34] ", line)}
    found = [line for line in tree if line.startswith("Link ") and "(#page" in line]
    assert found
    assert {line.split(" | ")[1] for line in found} <= names
    assert len(found) % len(set(found)) == 0  # each as often as the others


def test_where_there_are_no_cards_names_are_plain_words() -> None:
    lone = (leading("bridge"), card("walking"), leading("walking"))
    first, _, last = with_live_links(lone)
    assert first == Paragraph((Span("Bridge"),))
    assert last is lone[2]
    assert with_live_links(lone)[0] is first  # so that it is set once


def words_below(data: bytes) -> list[tuple[str, str]]:
    """Return what each link says, and the words that stand in its rectangle."""
    file = pypdfium2.PdfDocument(data)
    with open_pdf(data) as pdf:
        return [
            (str(link.Contents), file[number].get_textpage().get_text_bounded(*map(float, box)))
            for number, page in enumerate(pdf.pages)
            for link in page.obj.get("/Annots", [])
            for box in (link.Rect,)
        ]


def linked(words: str) -> tuple[Span, ...]:
    return Span("Look at "), Span(words, link="https://example.org"), Span(" now.")


def test_a_link_lies_on_its_words_wherever_they_stand() -> None:
    rows = tuple((text("cell"), linked(f"row {number}")) for number in range(3))
    told = replace(card("bridge"), how=(Paragraph(linked("the card")),),
                   notes=(Paragraph(linked("the note")),), stop=linked("the end"))  # fmt: skip
    data = file_of(
        Paragraph(linked("page one")), Table((text("A"), text("B")), rows), PageBreak(),
        *[Paragraph(FILLING)] * 9, told, Panel("note", (), (Paragraph(linked("the box")),)),
        BulletList((text("First"), linked("a point"))),
    )  # fmt: skip
    found = words_below(data)
    assert [said for said, _ in found] == [
        "page one", "row 0", "row 1", "row 2", "the card", "the note", "the end", "the box",
        "a point",
    ]  # fmt: skip
    assert [below.strip(" .\r\n") for _, below in found] == [said for said, _ in found]


def test_a_link_can_be_touched_from_its_tails_to_its_capitals() -> None:
    with open_pdf(file_of(Paragraph(linked("Jogging")))) as pdf:
        (link,) = pdf.pages[0].Annots
        left, bottom, right, top = (float(edge) for edge in link.Rect)
        words = next(piece for piece in shown(pdf.pages[0]) if piece.text == "Jogging")
    assert left == pytest.approx(words.x, abs=0.01)
    assert bottom <= words.y - 0.2 * words.size
    assert top >= words.y + 0.7 * words.size
    assert 3 * words.size < right - left < 5 * words.size
