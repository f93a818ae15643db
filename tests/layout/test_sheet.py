"""A page's content is cut at its fields, and each part of it stands alone."""

from dataclasses import replace

import pytest

from handouts.document import Field, Fields, Panel, Paragraph
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.press import font_book
from handouts.layout.sheet import Sheet
from handouts.layout.stamp import CUT, Stamp
from handouts.layout.tags import Tag
from tests.layout.laying_out import BLANK, file_of, text, theme
from tests.pdf.test_fill import BOX
from tests.reading import open_pdf


@pytest.fixture
def canvas() -> TaggedCanvas:
    return TaggedCanvas(font_book(theme().typeface))


def with_a_field(canvas: TaggedCanvas) -> Stamp:
    """Return a stamp of a rectangle, a field, a rectangle."""

    def draw() -> None:
        canvas.rect(0, 0, 10, 10)
        canvas.field(BOX, Tag("P"))
        canvas.rect(0, 0, 20, 20)

    return canvas.record(draw)


def balanced(content: bytes) -> bool:
    words = content.split()
    return words.count(b"q") == words.count(b"Q")


def test_what_is_drawn_around_a_field_is_two_streams(canvas: TaggedCanvas) -> None:
    sheet = Sheet(0)
    sheet.add(with_a_field(canvas), 100)
    before, behind = sheet.contents()
    assert b"10.00 10.00 re" in before
    assert b"20.00 20.00 re" in behind
    for content in (before, behind):
        assert balanced(content)
        assert content.startswith(b"q 1 0 0 1 0.000 100.000 cm\n")
        assert content.count(b"/Artifact BMC") == content.count(b"EMC") == 1


def test_a_field_of_an_inset_cuts_what_the_inset_stands_on(canvas: TaggedCanvas) -> None:
    inner = with_a_field(canvas)
    outer = canvas.record(lambda: canvas.put(inner, (), 5, 7))
    assert outer.operators.count(CUT) == 1
    sheet = Sheet(0)
    sheet.add(outer, 100)
    for content in sheet.contents():
        assert balanced(content)
        assert content.count(b" cm\n") == 2
    ((box, _),) = outer.fields
    assert (box.x, box.baseline) == (BOX.x + 5, BOX.baseline + 7)


def test_nothing_is_written_where_nothing_is_drawn_beside_a_field(canvas: TaggedCanvas) -> None:
    sheet = Sheet(0)
    sheet.add(canvas.record(lambda: canvas.field(BOX, Tag("P"))), 0)
    assert sheet.contents() == [b"", b""]


def test_every_stream_of_a_page_stands_alone_and_ends_a_line() -> None:
    fields = Fields((Field("name", text("Name")), Field("date", text("Date"))))
    data = file_of(fields, Panel("note", text("For you"), (Field("note", text("Note"), 3),)),
                   Paragraph(text("The end")), patient=replace(BLANK, name="Kim"))  # fmt: skip
    with open_pdf(data) as pdf:
        streams = [one.read_bytes() for page in pdf.pages for one in page.Contents]
    assert len(streams) == 8
    assert all(content.endswith(b"\n") for content in streams)
    assert all(balanced(content) for content in streams)
