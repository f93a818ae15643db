"""The square code is the address, large enough, with white around it, and a link for who reads."""

import pypdfium2
import pytest
import segno

from handouts.document import Columns, Paragraph, WebLink
from handouts.layout.web import QUIET, modules
from handouts.units import MM, TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.layout.laying_out import edition_of, file_of, text
from tests.reading import open_pdf, tag_tree

SHORT = "https://clinic.example.org/a"
LONG = "https://clinic.example.org/" + "back-pain/" * 17
SCALE = 8  # pixels a point


def link(address: str = SHORT) -> WebLink:
    return WebLink(address, address.removeprefix("https://"), text("Films"), "A square code")


def figure_box(data: bytes) -> tuple[float, ...]:
    """Return the corners of the first figure, in points from the lower left."""
    with open_pdf(data) as pdf:
        (line,) = [one for one in tag_tree(pdf) if one.strip().startswith("Figure")]
    (box,) = [part for part in line.split() if part.startswith("BBox=")]
    return tuple(float(edge) for edge in box.removeprefix("BBox=").split(","))


def printed(data: bytes, count: int) -> list[list[bool]]:
    """Return which of so many modules of the code are dark on the rendered page."""
    left, bottom, right, top = figure_box(data)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    tall = page.get_height()
    picture = page.render(scale=SCALE, grayscale=True).to_numpy()
    document.close()
    step = (right - left) / (count + 2 * QUIET)
    everything = range(count + 2 * QUIET)
    assert top - bottom == pytest.approx(right - left, abs=0.02)
    return [
        [
            bool(
                picture[
                    int((tall - top + (down + 0.5) * step) * SCALE),
                    int((left + (across + 0.5) * step) * SCALE),
                ].min()
                < 128
            )
            for across in everything
        ]
        for down in everything
    ]


@pytest.mark.parametrize("address", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("size", ["standard", "giant"])
def test_the_code_on_paper_is_that_of_the_address_with_four_modules_of_white_around(
    address: str, size: TextSize
) -> None:
    # The other program's own rendering, quiet zone included.
    wanted = segno.make(address, error="m", boost_error=False, micro=False)
    rows = [[bool(module) for module in row] for row in wanted.matrix_iter(border=QUIET)]
    assert printed(file_of(link(address), size=size), len(modules(address))) == rows


@pytest.mark.parametrize("address", [SHORT, LONG], ids=["short", "long"])
def test_the_code_is_wide_enough_for_a_phone(address: str) -> None:
    left, _, right, _ = figure_box(file_of(link(address)))
    count = len(modules(address))
    module = (right - left) / (count + 2 * QUIET)
    assert module * count >= 20 * MM - 0.05
    assert module >= 0.5 * MM - 0.01


def test_the_address_stands_beside_it_as_a_link_and_the_code_has_words() -> None:
    with open_pdf(file_of(link())) as pdf:
        tree = "\n".join(tag_tree(pdf))
    assert "alt='A square code'" in tree
    assert f"({SHORT})" in tree
    assert "clinic.example.org/a" in tree


@pytest.mark.parametrize("size", ["standard", "large"])
def test_a_handout_with_a_code_in_a_column_passes_both_standards(size: TextSize) -> None:
    block = Columns(((Paragraph(text("Ring us.")),), (link(),)))
    data = file_of(block, size=size)
    assert validate(data) == []
    assert audit(data) == []


def test_the_same_address_makes_the_same_code_always() -> None:
    assert edition_of(link()).digest == edition_of(link()).digest != edition_of(link(LONG)).digest
