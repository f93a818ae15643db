"""How many pages a handout takes, and that they are well filled."""

from pathlib import Path

import pytest

from handouts.edition import prepare_edition
from handouts.units import PaperName
from tests.making import EXAMPLES, PAPERS, RIVERSIDE, STAGES, Combination


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda brand: brand.name if brand else "")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_summary_is_one_sheet_printed_on_both_sides(
    stage: str, paper: PaperName, brand: Path | None
) -> None:
    request = Combination(stage, paper, edition="summary", brand=brand).request

    assert prepare_edition(request).edition.pages == 2


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_handout_has_at_most_ten_pages_of_a4(stage: str) -> None:
    request = Combination(stage, brand=RIVERSIDE).request

    assert prepare_edition(request).edition.pages <= 10
