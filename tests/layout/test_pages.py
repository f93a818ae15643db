"""How many pages a handout takes, and that they are well filled."""

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.edition import prepare_edition
from handouts.prescription import PrescriptionRequest
from handouts.units import PaperName, TextSize
from tests.making import EXAMPLES, PAPERS, RIVERSIDE, STAGES, Combination


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda brand: brand.name if brand else "")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_summary_is_one_sheet_printed_on_both_sides(
    stage: str, paper: PaperName, brand: Path | None
) -> None:
    request = Combination(stage, paper, edition="summary", brand=brand).request

    assert prepare_edition(request).edition.pages == 2


URGENT = {
    "one": ("dvt_signs",),
    "now": ("bladder",),
    "both": ("bladder", "dvt_signs"),
    "four": ("bladder", "chest", "infection", "dvt_signs"),
}


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda brand: brand.name if brand else "")
@pytest.mark.parametrize(("text", "most"), [("standard", 1), ("large", 2), ("giant", 2)])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("flags", URGENT)
def test_a_sheet_for_urgent_signs_is_one_page_and_two_in_larger_print(
    flags: str, paper: PaperName, text: TextSize, most: int, brand: Path | None
) -> None:
    usual = Combination(paper=paper, text=text, brand=brand).request
    request = replace(usual, prescription=PrescriptionRequest("acute", flags=URGENT[flags]))

    assert prepare_edition(request).edition.pages <= most


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_handout_has_at_most_eleven_pages_of_a4(stage: str) -> None:
    request = Combination(stage, brand=RIVERSIDE).request

    assert prepare_edition(request).edition.pages <= 11


@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
@pytest.mark.parametrize("sore", ["left", "right", "both"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_sore_side_adds_no_page(stage: str, sore: str, edition: str) -> None:
    usual = Combination(stage, edition=edition).request
    request = replace(usual, prescription=PrescriptionRequest(stage, sore=sore))

    assert prepare_edition(request).edition.pages <= prepare_edition(usual).edition.pages
