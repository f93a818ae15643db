"""The structure tree as objects: numbered for each file, and true to where things were put."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from handouts.document import Card, DoseStrip, Numeral, Paragraph, Picture
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.press import font_book
from handouts.layout.stamp import Stamp
from handouts.layout.structure import Place, elements
from handouts.layout.tags import Said, Tag
from handouts.personalise import personalise
from tests.layout.laying_out import BLANK, DATES, edition_of, text, theme
from tests.layout.test_press import photo
from tests.reading import images_of, open_pdf

PLACE = Place(page=6, mark=40, area=90, x=0, rise=700)


@pytest.fixture
def canvas() -> TaggedCanvas:
    return TaggedCanvas(font_book(theme().typeface))


def write(canvas: TaggedCanvas, *tags: Tag) -> None:
    """Draw something as the content of each tag."""
    for tag in tags:
        with canvas.content(tag):
            canvas.rect(0, 0, 1, 1)


def drawing(canvas: TaggedCanvas, *tags: Tag) -> Stamp:
    return canvas.record(lambda: write(canvas, *tags))


def below(parent: Tag, *roles: str) -> list[Tag]:
    return [parent.add(role) for role in roles]


def test_elements_count_from_the_first_number_and_name_parent_kids_and_content(
    canvas: TaggedCanvas,
) -> None:
    section = Tag("Sect")
    head, words = below(section, "H2", "P")
    made = elements([section], [drawing(canvas, head, words)])
    assert (made.count, made.tops, made.marks) == (3, (0,), ((1, 2),))
    assert made.bodies(10, 5, [PLACE]) == [
        b"<</K [11 0 R 12 0 R] /P 5 0 R /S /Sect>>",
        b"<</K [40] /P 10 0 R /Pg 6 0 R /S /H2>>",
        b"<</K [41] /P 10 0 R /Pg 6 0 R /S /P>>",
    ]


def test_an_element_on_two_pages_names_the_second_page_beside_its_content(
    canvas: TaggedCanvas,
) -> None:
    words = Tag("P")
    parts = [drawing(canvas, words), drawing(canvas, words)]
    (body,) = elements([words], parts).bodies(10, 5, [PLACE, Place(7, 0, 0, 0, 400)])
    assert body == b"<</K [40 <</MCID 0 /Pg 7 0 R /Type /MCR>>] /P 5 0 R /Pg 6 0 R /S /P>>"


def test_an_empty_cell_is_an_element_and_nothing_more() -> None:
    row = Tag("TR")
    below(row, "TD")
    assert elements([row], []).bodies(10, 5, [])[1] == b"<</P 10 0 R /S /TD>>"


def test_an_element_without_content_keeps_what_is_said_in_place_of_it() -> None:
    cell = Tag("TD", said=Said("ActualText", "rest"))
    (body,) = elements([cell], []).bodies(10, 5, [])
    assert body == b"<</ActualText (rest) /P 5 0 R /S /TD>>"


def test_what_an_element_says_is_written_as_it_is(canvas: TaggedCanvas) -> None:
    figure = Tag("Figure", alt="100 % (half) \\ %d", attributes={"O": "/List"})
    figure.said = Said("ActualText", "5 %")
    (body,) = elements([figure], [drawing(canvas, figure)]).bodies(10, 5, [PLACE])
    assert body == (
        b"<</A <</O /List>> /Alt (100 % \\(half\\) \\\\ %d) /ActualText (5 %) /K [40] /P 5 0 R"
        b" /Pg 6 0 R /S /Figure>>"
    )


def test_a_link_is_a_kid_of_its_text_with_its_words_and_its_area(canvas: TaggedCanvas) -> None:
    words, link = Tag("P"), Tag("Link")

    def draw() -> None:
        canvas.hang(link, words)
        canvas.link_area(link, "tel:1", "Ring", (0, 0, 5, 5))
        write(canvas, link)

    made = elements([words], [canvas.record(draw)])
    assert made.areas == ((1,),)
    assert made.bodies(10, 5, [PLACE]) == [
        b"<</K [11 0 R] /P 5 0 R /S /P>>",
        b"<</K [<</Obj 90 0 R /Pg 6 0 R /Type /OBJR>> 40] /P 10 0 R /Pg 6 0 R /S /Link>>",
    ]


# -- insets: made once, wherever they are put


def nested(canvas: TaggedCanvas) -> tuple[Tag, Stamp]:
    """Return a section of a paragraph, an inset of figure and link, a paragraph; and its stamp."""
    section = Tag("Sect")
    before, figure, link, after = below(section, "P", "Figure", "Link", "P")

    def draw_inset() -> None:
        canvas.figure(figure, (10, -40, 60, -10))
        write(canvas, figure, link)
        canvas.link_area(link, "tel:1", "Ring", (0, 0, 5, 5))

    inset = canvas.record(draw_inset)

    def draw() -> None:
        canvas.link_area(before, "tel:2", "Ring", (0, 0, 5, 5))
        write(canvas, before)
        canvas.put(inset, (figure, link), 100, -200)
        write(canvas, after)

    return section, canvas.record(draw)


def test_a_figure_of_an_inset_lies_where_the_inset_was_put(canvas: TaggedCanvas) -> None:
    section, stamp = nested(canvas)
    bodies = elements([section], [stamp]).bodies(10, 5, [PLACE])
    (box,) = re.findall(rb"/BBox \[(.*?)\]", b"".join(bodies))
    assert box == b"110 460 160 490"
    there = Place(page=6, mark=40, area=90, x=30, rise=500)
    bodies = elements([section], [stamp]).bodies(10, 5, [there])
    assert b"/BBox [140 260 190 290]" in b"".join(bodies)


def test_elements_of_an_inset_have_the_marks_and_areas_that_it_got(canvas: TaggedCanvas) -> None:
    section, stamp = nested(canvas)
    made = elements([section], [stamp])
    parent, before, after, figure, link = made.bodies(10, 5, [PLACE])
    # The inset's own come last, but are read where they belong.
    assert parent == b"<</K [11 0 R 13 0 R 14 0 R 12 0 R] /P 5 0 R /S /Sect>>"
    assert b"/K [<</Obj 90 0 R /Pg 6 0 R /Type /OBJR>> 40] /P 10 0 R" in before
    assert b"/K [41] /P 10 0 R" in figure
    assert b"/K [42 <</Obj 91 0 R /Pg 6 0 R /Type /OBJR>>] /P 10 0 R" in link
    assert b"/K [43] /P 10 0 R" in after
    assert made.marks == ((1, 3, 4, 2),)
    assert made.areas == ((1, 4),)


def figures(pdf: Any) -> Iterator[tuple[str, list[float]]]:
    """Yield the text and the box of each figure of a file."""

    def walk(element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("/K", []):
            if hasattr(kid, "S"):
                yield from walk(kid)

    for element in walk(pdf.Root.StructTreeRoot.K):
        if element.S == "/Figure":
            yield str(element.Alt), [float(edge) for edge in element.A.BBox]


def test_the_box_of_each_figure_lies_around_its_picture() -> None:
    # Both stand in an inset of their card: the second one lower.
    def card(name: str) -> Card:
        how = (Paragraph(text("Look.")), Picture(name, ""), Paragraph(text("Walk.")))
        return Card(
            "none", text(name), (), DoseStrip((Numeral("5", "times"),), None), how, (), (), ()
        )

    shown = {"bow": photo(90), "walk": photo(200)}
    edition = edition_of(card("bow"), card("walk"), illustrations=shown)
    data, _ = personalise(edition, BLANK, DATES)
    with open_pdf(data) as pdf:
        found = dict(figures(pdf))
    images = images_of(data, 0)
    assert len(images) == 2
    assert images[0][1] > images[1][3] + 50
    for illustration, image in zip(shown.values(), images, strict=True):
        assert found[illustration.alt] == pytest.approx(image, abs=0.5)
