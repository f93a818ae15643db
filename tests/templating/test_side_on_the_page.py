"""Where a handout says for which side it is made, in every edition and text size."""

import re
from itertools import product

import pytest

from handouts.content import SIDES
from handouts.document import Card, every_block
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest, assess
from handouts.templating import Composition, compose
from tests.templating.test_words_follow_the_plan import BRAND, LIBRARY, TEMPLATES, cards, page

LOOKS = tuple(product(("full", "summary", "exercises"), ("standard", "large", "giant")))


@pytest.mark.parametrize("sore", SIDES)
@pytest.mark.parametrize(("edition", "text"), LOOKS)
def test_every_edition_says_once_for_which_side_it_is_made(
    edition: str, text: str, sore: str
) -> None:
    said = page(PrescriptionRequest("acute", setting="chair", sore=sore), edition, text)

    assert re.findall(r"Sore side: (\w+)", said) == [sore]


@pytest.mark.parametrize(("edition", "text"), LOOKS)
def test_no_edition_tells_of_a_side_that_was_not_given(edition: str, text: str) -> None:
    assert "Sore side" not in page(PrescriptionRequest("acute"), edition, text)


def test_the_sheet_for_an_urgent_sign_has_no_side() -> None:
    asked = PrescriptionRequest("acute", flags=("dvt_signs",), sore="left")

    assert "Sore side" not in page(asked)
    assert page(asked) == page(PrescriptionRequest("acute", flags=("dvt_signs",)))


def test_the_side_stands_beside_the_stage_on_page_1() -> None:
    said = page(PrescriptionRequest("acute", sore="right")).split("\n")

    assert said[2] == "Your stage: Acute: calm it down. Sore side: right"


@pytest.mark.parametrize(("sore", "unit"), [("left", "times"), ("both", "times each side")])
def test_a_card_says_each_side_where_both_are_sore(sore: str, unit: str) -> None:
    card = cards(PrescriptionRequest("acute", sore=sore))["nerve-slider-lying"]

    assert card.dose.numerals[0].label == unit


@pytest.mark.parametrize("sore", ["", *SIDES])
@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_alternative_texts_of_pictures_are_the_same_for_every_side(stage: str, sore: str) -> None:
    """A picture may be mirrored: what is said of it must hold for both."""

    def alts(asked: PrescriptionRequest) -> list[str]:
        composition = Composition("full", "standard", FIELDS)
        made = compose(TEMPLATES, LIBRARY, BRAND, assess(LIBRARY, asked), composition)
        return [b.alt for b in every_block(made.document.blocks) if isinstance(b, Card)]

    assert alts(PrescriptionRequest(stage, sore=sore)) == alts(PrescriptionRequest(stage))
