"""The outline that a reader shows beside the pages: each heading, nested, leading to its place."""

import re

from handouts.document import Block, Heading, PageBreak, Paragraph
from handouts.layout.outline import Entry, outline
from tests.layout.laying_out import edition_of, file_of, text
from tests.reading import open_pdf
from tests.reading import outline as read_outline

BLOCKS: tuple[Block, ...] = (
    Heading(2, text("Walking")), Paragraph(text("Walk each day.")), Heading(3, text("How far")),
    Heading(3, text("How fast")), PageBreak(), Heading(2, text("Rest")),
    Paragraph(text("Rest at night.")), Heading(4, text("Sleep")), Heading(2, text("Later")),
)  # fmt: skip
_TRACED = re.compile(r"p(\d+) +[\d.]+ +([\d.]+) +H\d +(.*)")


def shown() -> list[str]:
    with open_pdf(file_of(*BLOCKS)) as pdf:
        return read_outline(pdf)


def test_every_heading_is_in_the_outline_below_the_one_that_it_belongs_to() -> None:
    assert [line.partition(" (")[0] for line in shown()] == [
        "Title", "  Walking", "    How far", "    How fast", "  Rest", "    Sleep", "  Later",
    ]  # fmt: skip


def test_each_entry_leads_to_the_upper_edge_of_its_heading() -> None:
    places = {}
    for line in edition_of(*BLOCKS).trace:
        if found := _TRACED.fullmatch(line):
            places[found[3]] = f"(page {found[1]}, {found[2]})"
    assert len(places) == 7
    assert [line.strip() for line in shown()] == [f"{name} {at}" for name, at in places.items()]


def test_an_outline_is_objects_that_name_one_another_and_all_of_it_is_open() -> None:
    entries = [Entry("A (1)", 1, 7, 700), Entry("B", 2, 7, 500), Entry("C", 4, 8, 90.5),
               Entry("D", 2, 9, 80), Entry("E", 1, 9, 70)]  # fmt: skip
    assert outline(entries, 20) == [
        b"<</Count 5 /First 21 0 R /Last 25 0 R /Type /Outlines>>",
        (
            b"<</Dest [7 0 R /XYZ 0 700.0000 0] /Count 3 /First 22 0 R /Last 24 0 R /Next 25 0 R"
            b" /Parent 20 0 R /Title (A \\(1\\))>>"
        ),
        (
            b"<</Dest [7 0 R /XYZ 0 500.0000 0] /Count 1 /First 23 0 R /Last 23 0 R /Next 24 0 R"
            b" /Parent 21 0 R /Title (B)>>"
        ),
        b"<</Dest [8 0 R /XYZ 0 90.5000 0] /Parent 22 0 R /Title (C)>>",
        b"<</Dest [9 0 R /XYZ 0 80.0000 0] /Parent 21 0 R /Prev 22 0 R /Title (D)>>",
        b"<</Dest [9 0 R /XYZ 0 70.0000 0] /Parent 20 0 R /Prev 21 0 R /Title (E)>>",
    ]


def test_a_file_without_headings_has_an_empty_outline() -> None:
    assert outline([], 20) == [b"<</Type /Outlines>>"]
