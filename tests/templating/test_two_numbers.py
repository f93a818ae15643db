"""Two emergency numbers, and the line for closed hours, wherever a handout tells them."""

from dataclasses import replace
from itertools import product

import pytest

from handouts.brand import Brand, OutOfHours, OwnFile, load_brand
from handouts.clinic_library import load_clinic_library
from handouts.content import Library
from handouts.document import CallNumber, Panel, every_block, plain
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest, assess, educate
from handouts.resources import default_brand_folder, library_folder
from handouts.templating import Composition
from tests.content.test_region_files import WHOLE
from tests.making import EDITIONS, SIZES
from tests.templating.composing import CONDITION, composed, links, texts
from tests.templating.test_linked_contacts import told_but_no_link

PLAIN = load_brand(default_brand_folder())
FILE = OwnFile(WHOLE, "regions/za.toml")
OURS = replace(PLAIN, region="za", regions={"za": FILE})


def library_of(brand: Brand) -> Library:
    return load_clinic_library(library_folder() / CONDITION, "en", "", brand)


BRANDS = {
    "in its own region": OURS,
    "in the brand itself": replace(PLAIN, emergency_numbers=("10177", "112")),
    "over its own region's": replace(
        OURS,
        regions={"za": replace(FILE, text=WHOLE.replace('["10177", "112"]', '"999"'))},
        emergency_numbers=("10177", "112"),
    ),
}


@pytest.mark.parametrize("told", BRANDS)
@pytest.mark.parametrize(("edition", "text"), list(product((*EDITIONS, "article"), SIZES)))
def test_both_numbers_are_in_the_danger_box_and_each_is_a_link(
    told: str, edition: str, text: str
) -> None:
    brand = BRANDS[told]
    library = library_of(brand)
    assessed = (
        educate(library) if edition == "article" else assess(library, PrescriptionRequest("acute"))
    )
    document = composed(library, brand, assessed, Composition(edition, text, FIELDS))
    (box,) = [
        b for b in every_block(document.blocks) if isinstance(b, Panel) and b.kind == "danger"
    ]
    (call,) = [b for b in every_block((box,)) if isinstance(b, CallNumber) and "112" in str(b)]
    assert plain(call.number) == "10177 or 112"
    assert [span.link for span in call.number if span.link] == ["tel:10177", "tel:112"]
    assert told_but_no_link(library, brand, document.blocks) == []
    assert "999" not in " ".join(texts(document.blocks))


@pytest.mark.parametrize("flag", ["bladder", "dvt_signs"])
@pytest.mark.parametrize("text", SIZES)
def test_both_numbers_are_on_the_sheet_for_urgent_signs(flag: str, text: str) -> None:
    document = composed(
        library_of(OURS), OURS, PrescriptionRequest("acute", flags=(flag,)),
        Composition("full", text, FIELDS),
    )  # fmt: skip
    assert "Call 10177 or 112" in " ".join(texts(document.blocks))
    assert {"tel:10177", "tel:112"} <= set(links(document.blocks))


def test_a_number_of_two_digits_is_a_link_where_it_is_called_and_nowhere_else() -> None:
    brand = replace(PLAIN, emergency_numbers=("15", "112"))
    document = composed(library_of(brand), brand, PrescriptionRequest("acute"))
    calls = [b for b in every_block(document.blocks) if isinstance(b, CallNumber)]
    assert "tel:15" in [span.link for call in calls for span in call.number]
    assert links(document.blocks).count("tel:15") == 1


def about(brand: Brand, flag: str = "") -> str:
    asked = PrescriptionRequest("acute", flags=(flag,) if flag else ())
    return " ".join(texts(composed(library_of(brand), brand, asked).blocks))


WITH_A_LINE = WHOLE.replace("[words.en]", 'out_of_hours = "021 555 0199"\n[words.en]')
NAMED = f'{WITH_A_LINE}out_of_hours = "Nights and weekends"\n'
CLINIC = replace(
    OURS, phone="021 555 0100", regions={"za": replace(FILE, text=NAMED)}, name="Cape Clinic"
)


@pytest.mark.parametrize("flag", ["", "dvt_signs"])
def test_a_line_for_closed_hours_is_said_once_in_the_region(flag: str) -> None:
    assert "Nights and weekends: 021 555 0199" in about(CLINIC, flag)
    document = composed(library_of(CLINIC), CLINIC, PrescriptionRequest("acute"))
    assert "tel:+27215550199" in links(document.blocks)


@pytest.mark.parametrize("flag", ["", "dvt_signs"])
def test_the_brands_own_line_for_closed_hours_comes_first(flag: str) -> None:
    own = replace(CLINIC, out_of_hours=OutOfHours("Nurse on call", "021 555 0123"))
    assert "Nurse on call: 021 555 0123" in about(own, flag)
    assert "0199" not in about(own, flag)


def test_a_line_without_a_name_is_called_what_it_is() -> None:
    unnamed = replace(CLINIC, regions={"za": replace(FILE, text=WITH_A_LINE)})
    assert "When we are closed: 021 555 0199" in about(unnamed)
