"""The objects of a file: numbered without a gap, and each is led to from where a reader looks."""

import re
from dataclasses import replace
from typing import Any

import pytest
from pikepdf import Page, Pdf

from handouts import resources
from handouts.document import (
    Block,
    Card,
    DoseStrip,
    Field,
    Fields,
    Heading,
    Numeral,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from tests.layout.laying_out import BLANK, edition_of, file_of, text
from tests.reading import open_pdf, outline, page_texts

RING = (Span("Ring "), Span("us", link="tel:1"))


def card(name: str) -> Card:
    dose = DoseStrip((Numeral("2", "times"),), None)
    return Card(name.lower(), text(name), (), dose, (Paragraph(RING),), (), (), ())


BLOCKS: tuple[Block, ...] = (
    Paragraph((Span("Bridge", link="#bridge"),)), Fields((Field("name", text("Name")),)),
    Table((text("A"), text("B")), ((text("one"), RING), (text("two"), RING))),
    PageBreak(), Heading(2, text("Second")), card("Walking"), card("Bridge"), Paragraph(RING),
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> Pdf:
    return open_pdf(file_of(*BLOCKS))


def entries(tree: Any) -> dict[int, Any]:
    """Return the entries of a tree of numbers."""
    found = list(tree.Nums)
    return {int(key): value for key, value in zip(found[::2], found[1::2], strict=True)}


def kids(element: Any) -> list[Any]:
    return list(element.get("/K", []))


def test_the_catalog_says_what_a_reader_asks_first(pdf: Pdf) -> None:
    root = pdf.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("en", True)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.ViewerPreferences.PrintScaling) == "/None"  # paper as large as the page
    assert root.OutputIntents[0].DestOutputProfile.read_bytes() == resources.colour_profile()
    assert "/AcroForm" not in root
    assert root.StructTreeRoot.K.S == "/Document"


def marks_of(element: Any, page: Any) -> list[int]:
    """Return the numbers of an element's marks on a page."""
    found = []
    for kid in kids(element):
        if isinstance(kid, int):
            home, number = element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            home, number = kid.Pg, int(kid.MCID)
        else:
            continue
        found += [number] * (home.objgen == page.obj.objgen)
    return found


def test_each_mark_of_a_page_leads_to_the_element_that_has_it(pdf: Pdf) -> None:
    parents = entries(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        owners = list(parents[int(page.obj.StructParents)])
        assert len(owners) > 5
        for number, owner in enumerate(owners):
            assert number in marks_of(owner, page)


def test_each_link_leads_to_its_element_and_that_leads_back(pdf: Pdf) -> None:
    parents = entries(pdf.Root.StructTreeRoot.ParentTree)
    links = [link for page in pdf.pages for link in page.obj.Annots]
    assert len(links) == 6
    for link in links:
        owner = parents[int(link.StructParent)]
        assert owner.S == "/Link"
        areas = [kid.Obj.objgen for kid in kids(owner) if not isinstance(kid, int)]
        assert areas == [link.objgen]
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(parents) == len(links) + 2


def test_a_link_within_the_file_leads_to_the_heading_of_its_card(pdf: Pdf) -> None:
    (inner,) = [link for page in pdf.pages for link in page.obj.Annots if "/Dest" in link]
    page, way, left, top, zoom = inner.Dest
    (place,) = [line for line in outline(pdf) if line.strip().startswith("Bridge ")]
    assert f"(page {Page(page).index + 1}, {float(top):.1f})" in place
    assert [str(one) for one in (way, left, zoom)] == ["/XYZ", "None", "None"]  # as it is shown


def test_an_address_is_led_to_and_a_link_is_printed_without_a_frame(pdf: Pdf) -> None:
    found = [link for page in pdf.pages for link in page.obj.Annots if "/A" in link]
    assert {str(link.A.URI) for link in found} == {"tel:1"}
    assert {str(link.Contents) for link in found} == {"us"}
    assert {int(link.F) for link in found} == {4}
    assert {tuple(map(int, link.Border)) for link in found} == {(0, 0, 0)}


def test_every_number_of_a_file_is_an_object_and_a_patients_own_come_last_to_be_written() -> None:
    edition = edition_of(*BLOCKS)
    waiting = {box.object_number for box in edition.fields}
    waiting |= {edition.info_number, edition.metadata_number}
    assert len(waiting) == len(edition.fields) + 2
    assert not waiting & set(edition.objects)
    with open_pdf(file_of(*BLOCKS)) as pdf:
        numbers = sorted(one.objgen[0] for one in pdf.objects)
    assert numbers == list(range(1, len(numbers) + 1))
    assert waiting < set(numbers)


def test_a_detail_is_read_where_its_box_stands_among_the_words() -> None:
    fields = Fields((Field("name", text("Name")),))
    data = file_of(
        Paragraph(text("Before.")), fields, Paragraph(text("Behind.")),
        patient=replace(BLANK, name="Kim Example"),
    )  # fmt: skip
    (words,) = page_texts(data)
    assert re.search(r"Before\.\s+Name\s+Kim Example\s+Behind\.", words)


def test_the_page_says_in_which_order_its_fields_are_walked_through(pdf: Pdf) -> None:
    sizes = {tuple(round(float(edge), 1) for edge in page.obj.MediaBox) for page in pdf.pages}
    assert sizes == {(0, 0, 595.3, 841.9)}
    assert [int(page.obj.StructParents) for page in pdf.pages] == [0, 1]
    assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
