"""What a file says about itself, in both places."""

import datetime as dt
import io
from xml.etree import ElementTree as ET

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.edition_data import About
from handouts.pdf.metadata import information, metadata
from tests.pdf.reading import join

PLAIN = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")))
ABOUTS = st.builds(About, PLAIN, PLAIN, PLAIN, st.just("en"), PLAIN)
DATES = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def packet(about: About, date: dt.date) -> ET.Element:
    body = metadata(about, date).split(b"stream\r\n", 1)[1].removesuffix(b"\r\nendstream")
    return ET.fromstring(body)  # noqa: S314 - we wrote it


def said(tree: ET.Element, name: str) -> str:
    found = tree.find(f".//{name}", SPACES)
    assert found is not None
    return "".join(found.itertext()).strip("\n")


@given(ABOUTS, DATES)
def test_both_places_say_the_same(about: About, date: dt.date) -> None:
    catalog, pages = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"
    data = join({1: catalog, 2: pages}, {3: information(about, date)}, 1, 3)
    tree = packet(about, date)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == said(tree, "dc:title") == about.title
    assert info.get("/Author", "") == about.author
    assert (b"dc:creator" in metadata(about, date)) == bool(about.author)
    assert not about.author or said(tree, "dc:creator") == about.author
    assert info["/Subject"] == said(tree, "dc:description") == about.subject
    assert info["/Producer"] == said(tree, "pdf:Producer") == about.producer
    assert info["/CreationDate"] == f"D:{date:%Y%m%d}000000Z"
    assert said(tree, "xmp:CreateDate") == f"{date.isoformat()}T00:00:00Z"


def test_the_file_claims_both_standards() -> None:
    tree = packet(About("", "", "", "en", ""), dt.date(2026, 11, 23))
    assert said(tree, "pdfaid:part") == "2"
    assert said(tree, "pdfaid:conformance") == "A"
    assert said(tree, "pdfuaid:part") == "1"
    assert said(tree, "dc:language") == "en"


def test_a_file_without_tags_claims_no_more_than_it_keeps() -> None:
    about, date = About("Stack", "", "Clinic", "en", "p"), dt.date(2026, 11, 23)
    tree = ET.fromstring(  # noqa: S314 - we wrote it
        metadata(about, date, tagged=False)
        .split(b"stream\r\n", 1)[1]
        .removesuffix(b"\r\nendstream")
    )
    assert (said(tree, "pdfaid:part"), said(tree, "pdfaid:conformance")) == ("2", "B")
    assert tree.find(".//pdfuaid:part", SPACES) is None
    assert said(packet(about, date), "pdfaid:conformance") == "A"
