"""Numbers and addresses are links wherever a handout tells them, and nothing else is."""

import re
from itertools import product

import pytest

from handouts.brand import Brand, load_brand
from handouts.content import Library, load_library, regions
from handouts.document import CallNumber, Log, Panel, Paragraph, Span, Table, every_block, plain
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest, assess, educate
from handouts.resources import default_brand_folder, library_folder
from handouts.templating import Composition, contacts_of
from handouts.templating.contacts import Contacts, linked
from tests.making import EDITIONS, EXAMPLES, SIZES
from tests.templating.composing import CONDITION, composed, links

PLAIN = load_brand(default_brand_folder())
LIBRARIES = {
    region: load_library(library_folder() / CONDITION, "en", region)
    for region in regions(library_folder())
}
SAME = (Contacts((("999", "tel:999"), ("01632 960140", "tel:+441632960140"))),)


def linked_words(words: str, contacts: Contacts = SAME[0]) -> list[str]:
    return [span.text for span in linked(Paragraph((Span(words),)), contacts).text if span.link]


@pytest.mark.parametrize("region", LIBRARIES)
def test_the_numbers_in_the_danger_box_are_links_to_what_they_say(region: str) -> None:
    library = LIBRARIES[region]
    document = composed(library, PLAIN, PrescriptionRequest("acute"))
    (box,) = [
        b for b in every_block(document.blocks) if isinstance(b, Panel) and b.kind == "danger"
    ]
    facts = library.region.facts
    numbers = re.findall(r"\d+", f"{facts.emergency_number} {facts.urgent_line}")
    calls = [block for block in every_block((box,)) if isinstance(block, CallNumber)]
    assert links(tuple(calls)) == [f"tel:{number}" for number in numbers]
    told = "".join(plain(block.number) for block in calls)
    assert told.replace(" or ", "") == "".join(numbers)


def told_but_no_link(library: Library, brand: Brand, document: tuple[object, ...]) -> list[str]:
    """Return the texts in which a contact stands and is no link."""
    found = []
    words = [re.escape(words) for words, _ in contacts_of(library, brand).targets]
    contact = re.compile(rf"(?<![\w.@/+-])(?:{'|'.join(words)})(?![\w@/-])")

    def look(value: object) -> None:
        if isinstance(value, Span):
            if not value.link and contact.search(value.text):
                found.append(value.text)
        elif isinstance(value, tuple):
            for one in value:
                look(one)
        elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Log):
            for name in value.__dataclass_fields__:
                look(getattr(value, name))

    look(document)
    return found


@pytest.mark.parametrize(("edition", "text"), list(product((*EDITIONS, "article"), SIZES)))
def test_no_contact_is_told_without_a_link_in_any_edition(edition: str, text: str) -> None:
    for brand in (PLAIN, *map(load_brand, EXAMPLES)):
        library = LIBRARIES[brand.region]
        asked = PrescriptionRequest("acute", flags=("uncontrolled_heart_or_bp",))
        assessed = educate(library) if edition == "article" else assess(library, asked)
        document = composed(library, brand, assessed, Composition(edition, text, FIELDS))
        assert told_but_no_link(library, brand, document.blocks) == []
        assert links(document.blocks)


def test_no_contact_is_told_without_a_link_on_the_sheet_for_urgent_signs() -> None:
    for brand in (PLAIN, *map(load_brand, EXAMPLES)):
        library = LIBRARIES[brand.region]
        for flag in ("dvt_signs", "chest", "bladder"):
            document = composed(library, brand, PrescriptionRequest("acute", flags=(flag,)))
            assert told_but_no_link(library, brand, document.blocks) == []
            emergency = library.region.facts.emergency_number
            assert f"tel:{emergency}" in links(document.blocks)


def test_a_clinics_numbers_can_be_dialled_from_abroad_and_short_ones_stay() -> None:
    brands = {brand.name: brand for brand in map(load_brand, EXAMPLES)}
    for brand in brands.values():
        library = LIBRARIES[brand.region]
        code = library.region.facts.calling_code
        leads = dict(contacts_of(library, brand).targets)
        assert leads[brand.phone].startswith(f"tel:+{code}")
        assert leads[library.region.facts.emergency_number.split(" or ")[0]].count("+") == 0
        told = links(composed(library, brand, PrescriptionRequest("acute")).blocks)
        given = [contact for contact in (brand.phone, brand.email, brand.web) if contact]
        assert [contact for contact in given if leads[contact] not in told] == []
        assert leads[brand.web].startswith("https://")


@pytest.mark.parametrize("words", ["Call 999 now.", "(999)", "999", "A&E, or 999: go.", "“999”"])
def test_a_number_is_found_with_signs_around_it(words: str) -> None:
    assert linked_words(words) == ["999"]


@pytest.mark.parametrize(
    "words", ["1999", "9991", "x999", "999%", "999.5", "0.999", "999-1", "a/999", "+999", "999x"]
)
def test_a_number_within_another_is_no_contact(words: str) -> None:
    assert linked_words(words) == []


def test_only_the_digits_are_the_link_and_the_text_stays_the_same() -> None:
    block = Paragraph((Span("Ring 01632 960140 or 999.", strong=True),))
    made = linked(block, SAME[0])
    assert plain(made.text) == plain(block.text)
    assert [(span.text, span.link) for span in made.text] == [
        ("Ring ", ""), ("01632 960140", "tel:+441632960140"), (" or ", ""), ("999", "tel:999"),
        (".", ""),
    ]  # fmt: skip
    assert all(span.strong for span in made.text)


def test_a_link_of_a_template_stays_as_it_is() -> None:
    block = Paragraph((Span("999", link="https://clinic.example"),))
    assert linked(block, SAME[0]) == block


def test_a_number_to_call_that_only_the_template_knows_is_a_link_too() -> None:
    block = CallNumber((Span("At night"),), (Span("01632 960199"),))
    (number,) = linked(block, contacts_of(LIBRARIES["uk"], PLAIN)).number
    assert number.link == "tel:+441632960199"
    words = CallNumber((Span("At night"),), (Span("ask at the desk"),))
    assert linked(words, contacts_of(LIBRARIES["uk"], PLAIN)) == words


def test_what_heads_a_row_is_no_link() -> None:
    cell = (Span("999"),)
    made = linked(Table((cell, cell), ((cell, cell),)), SAME[0])
    ((first, second),) = made.rows
    assert first == cell
    assert second[0].link == "tel:999"


def test_without_contacts_nothing_is_changed() -> None:
    block = Paragraph((Span("Call 999."),))
    assert linked(block, Contacts()) is block
