"""Lines to write on are long enough to write on, wherever a field without a value stands."""

from itertools import product

import pytest

from handouts.document import Columns, Field, Fields
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest
from handouts.pdf.edition_data import Edition
from handouts.personalise import HANDOUT_ID
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, PaperName, TextSize
from tests.layout.laying_out import edition_of, text
from tests.making import EDITIONS, PAPERS, SIZES

LONG, SHORT = 60 * MM, 45 * MM
LOOKS = list(product(PAPERS, SIZES))


def lines_of(edition: Edition) -> list[tuple[str, float]]:
    """Return the fields of an edition with the lengths of their lines."""
    return [(box.name, box.width) for box in edition.fields if box.name != HANDOUT_ID]


@pytest.mark.parametrize(("paper", "size"), LOOKS)
@pytest.mark.parametrize("edition", [*EDITIONS, "article"])
def test_every_line_of_a_handout_without_a_brand_is_long_enough(
    edition: str, paper: PaperName, size: TextSize
) -> None:
    asked = PrescriptionRequest("" if edition == "article" else "acute")
    request = EditionRequest(asked, edition, paper=paper, text=size)
    lines = lines_of(find_or_make(request).edition)
    assert [one for one in lines if one[1] < SHORT] == []
    assert [one for one in lines if not one[0] and one[1] < LONG] == []


@pytest.mark.parametrize(("paper", "size"), LOOKS)
def test_the_clinics_phone_on_the_sheet_for_urgent_signs_can_be_written(
    paper: PaperName, size: TextSize
) -> None:
    asked = PrescriptionRequest("acute", flags=("dvt_signs",))
    lines = lines_of(find_or_make(EditionRequest(asked, paper=paper, text=size)).edition)
    blank = [width for name, width in lines if not name]
    assert len(blank) == 2  # the clinic's name and its phone
    assert min(blank) >= LONG


def test_a_line_that_would_be_short_stands_below_its_label() -> None:
    field = Field("", text("A label that leaves no room in its column"))
    edition = edition_of(Columns(((Fields((field,)),), (Fields((field,)),))))
    assert min(width for _, width in lines_of(edition)) >= LONG


def test_two_fields_stand_side_by_side_only_where_both_can_be_written_on() -> None:
    for label, rows in (("Name", 1), ("A label that leaves little room for a line", 2)):
        fields = Fields((Field("", text(label)), Field("", text(label))))
        boxes = edition_of(fields).fields
        assert len({box.baseline for box in boxes if not box.name}) == rows
