"""A clinic's new section on the page: tagged and sound in every size, its links and pictures."""

from pathlib import Path

import pikepdf
import pytest

from handouts.editions.request import EditionRequest
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.brand_lint.brands import brand_folder, encoded, picture
from tests.making import BLANK, SIZES
from tests.reading import open_pdf

TEXT = """## How to find us

Park **behind** the clinic. [Plan your way](https://travel.example.org/plan).

![A map: the car park is behind the clinic.](map.svg "From Mill Road"){width=90}

### Our front door

![A blue door with a bell on the left.](door.jpg){width=50%}

- [Call the desk](tel:01632960177)
"""
MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24">'
    '<rect width="40" height="24" fill="#eee"/><path d="M0 8H40" stroke="#333"/></svg>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    door = encoded(picture((1200, 900), mode="RGB", ground=(200, 210, 220)), "JPEG")
    files: dict[str, str | bytes] = {"sections/find-us.md": TEXT, "sections/map.svg": MAP}
    files["sections/door.jpg"] = door
    place = tmp_path_factory.mktemp("brand") / "b"
    return brand_folder(place, files, '[sections.own.find-us]\neditions = ["summary"]\n')


def made(folder: Path, text: TextSize, *, mono: bool = False) -> bytes:
    asked = PrescriptionRequest("acute")
    request = EditionRequest(asked, edition="summary", brand=folder, text=text, mono=mono)
    return make_handout(request, BLANK).pdf


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("mono", [False, True])
def test_it_passes_both_standards_and_the_audit(folder: Path, text: TextSize, mono: bool) -> None:
    pdf = made(folder, text, mono=mono)
    assert validate(pdf) == []
    assert audit(pdf) == []


def test_its_pictures_have_their_words_and_its_links_lead_where_they_say(folder: Path) -> None:
    with open_pdf(made(folder, "standard")) as pdf:
        alts = {str(one.Alt) for one in pdf.objects if _is(one, "/Alt")}
        links = {
            str(one.A.URI): str(one.Contents)
            for one in pdf.objects
            if _is(one, "/A") and "/URI" in one.A
        }
    assert "A map: the car park is behind the clinic." in alts
    assert "A blue door with a bell on the left." in alts
    assert links["https://travel.example.org/plan"] == "Plan your way (travel.example.org/plan)"
    assert links["tel:+441632960177"] == "Call the desk (01632960177)"


def _is(one: object, key: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and key in one
