"""What a reader of the content finds comes in the order of the tags, a patient's details too."""

from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Pdf

from handouts.patients import Patient
from tests.accessibility.audit import Element
from tests.accessibility.forms import widgets_of
from tests.making import BLANK, EVERY, EXAMPLES, PATIENT, Combination, made
from tests.reading import Key, open_pdf, page_texts, words

BRANDED = tuple(Combination(brand=folder) for folder in EXAMPLES)

FORMS = (
    Combination(form=True),
    Combination(edition="summary", form=True),
    Combination(edition="exercises", text="large", form=True),
)


def marks_in_content(pdf: Pdf) -> list[Key]:
    """Return the numbered marks of all pages in the order in which they are drawn."""
    return [
        (page.obj.objgen, int(instruction.operands[1]["/MCID"]))
        for page in pdf.pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
    ]


def marks_in_tags(element: Any) -> Iterator[Key]:
    """Yield the numbered marks in the order of the structure tree."""
    kids = Element(element, None).kids
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from marks_in_tags(kid)
        elif isinstance(kid, int):
            yield (element.Pg.objgen, kid)
        elif kid.get("/Type") == "/MCR":
            yield (kid.Pg.objgen, int(kid.MCID))


def fields_in_tags(element: Any) -> Iterator[Any]:
    """Yield the fields of a form in the order of the structure tree."""
    found = Element(element, None)
    if found.role == "Form":
        yield from found.annotations
    for kid in found.below:
        yield from fields_in_tags(kid)


@pytest.mark.parametrize("combination", [*EVERY, *BRANDED], ids=str)
@pytest.mark.parametrize("patient", [PATIENT, BLANK], ids=["filled in", "blank"])
def test_content_comes_in_the_order_of_the_tags(combination: Combination, patient: Patient) -> None:
    with open_pdf(made(combination, patient).pdf) as pdf:
        assert marks_in_content(pdf) == list(marks_in_tags(pdf.Root.StructTreeRoot.K))


def test_a_detail_is_read_right_after_its_label() -> None:
    first = words(page_texts(made(Combination()).pdf)[0])
    assert "Name Zoë Ångström Patient number 0042-17 Your clinician Sam Sample" in first
    assert f"Handout {made(Combination()).id}" in first


@pytest.mark.parametrize("combination", FORMS, ids=str)
def test_fields_of_a_form_come_in_the_order_of_the_tags(combination: Combination) -> None:
    with open_pdf(made(combination, BLANK).pdf) as pdf:
        in_tags = list(fields_in_tags(pdf.Root.StructTreeRoot.K))
        assert [field.objgen for field in in_tags] == [field.objgen for field in widgets_of(pdf)]
        assert len(in_tags) > 30
