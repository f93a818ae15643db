"""The band on page 1 holds any clinic's name and contacts without running into each other."""

from pathlib import Path

import pypdfium2
import pytest

from handouts import resources
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest
from handouts.patients import Patient
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, PaperName, TextSize
from tests.accessibility.audit import audit
from tests.making import DATE, EDITIONS, SIZES
from tests.reading import open_pdf, tag_tree

Box = tuple[float, float, float, float]

SHORT = "Oak Lane Practice"
LONG = "The Royal Northern and Saint Example Community Physiotherapy and Back Pain Service"


def letters(pdf: bytes) -> list[Box]:
    """Return the boxes (left, bottom, right, top) of the letters on page 1."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    document.close()
    return [box for box in boxes if box[2] > box[0] and box[3] > box[1]]


def into_each_other(boxes: list[Box], most: float = 1.5) -> list[tuple[Box, Box]]:
    """Return the pairs of boxes that run into each other by more than `most` both ways."""
    found = []
    placed = sorted(boxes)
    for index, one in enumerate(placed):
        for other in placed[index + 1 :]:
            if other[0] >= one[2] - most:
                break  # and all that follow begin further right
            across = min(one[2], other[2]) - other[0]
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > most and down > most:
                found.append((one, other))
    return found


def test_boxes_that_run_into_each_other_are_found_in_any_order() -> None:
    wide, far = (0, 0, 90, 9), (95, 0, 99, 9)
    inside, below = (50, 3, 55, 9), (50, -9, 55, 1)
    assert into_each_other([inside, far, below, wide]) == [(wide, inside)]
    assert into_each_other([far, below, (89, 0, 99, 9), wide], 5) == []


@pytest.mark.parametrize("name", [SHORT, LONG])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("text", ["standard", "large", "giant"])
@pytest.mark.parametrize("logo", [False, True])
def test_name_and_contacts_stay_on_the_paper_and_apart(
    tmp_path: Path, name: str, paper: PaperName, text: TextSize, *, logo: bool
) -> None:
    lines = [
        f'name = "{name}"',
        'phone = "01632 960 123"',
        'web = "https://physiotherapy.royal-northern-saint-example.example.org/back-pain"',
        'email = "back.pain.service@royal-northern-saint-example.example.org"',
    ]
    if logo:
        source = resources.default_brand_folder().parents[2] / "examples/brands/riverside/logo.png"
        (tmp_path / "logo.png").write_bytes(source.read_bytes())
        lines.append('logo = "logo.png"')
    (tmp_path / "brand.toml").write_text("\n".join(lines), encoding="utf-8")
    request = EditionRequest(
        PrescriptionRequest("acute"), "exercises", brand=tmp_path, paper=paper, text=text
    )
    boxes = letters(make_handout(request, Patient(DATE)).pdf)
    width = {"a4": 595.3, "letter": 612.0}[paper]
    assert all(box[0] > 30 and box[2] < width - 30 for box in boxes)
    assert into_each_other(boxes) == []


@pytest.mark.parametrize("header", ["left", "right", "centred"])
def test_the_contacts_in_the_band_are_links_that_say_what_is_read(
    tmp_path: Path, header: str
) -> None:
    contacts = 'phone = "01632 960 123"\nweb = "oak-lane.example"\nemail = "desk@oak-lane.example"'
    (tmp_path / "brand.toml").write_text(
        f'name = "{SHORT}"\n{contacts}\n[page]\nheader = "{header}"\n', encoding="utf-8"
    )
    request = EditionRequest(PrescriptionRequest("acute"), "exercises", brand=tmp_path)
    pdf = make_handout(request, Patient(DATE)).pdf
    with open_pdf(pdf) as opened:
        told = [line.strip() for line in tag_tree(opened) if line.strip().startswith("Link")]
    assert told[:3] == [
        "Link (tel:+441632960123) | 01632 960 123",
        "Link (mailto:desk@oak-lane.example) | desk@oak-lane.example",
        "Link (https://oak-lane.example) | oak-lane.example",
    ]
    assert audit(pdf) == []


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_without_a_brand_there_is_a_line_for_the_clinics_name_and_no_name(
    text: TextSize, edition: str
) -> None:
    prepared = find_or_make(EditionRequest(PrescriptionRequest("acute"), edition, text=text))
    band = prepared.edition.trace[:2]
    assert band[0].split()[-1] == "Clinic"
    assert "[]" in band[1]
    line = next(box for box in prepared.edition.fields if not box.name)
    assert (line.page, line.ruled) == (0, True)
    assert line.width >= 60 * MM
    assert prepared.edition.about.author == ""


def test_a_danger_box_that_is_moved_from_page_one_is_refused_wherever_it_hides() -> None:
    from dataclasses import replace  # noqa: PLC0415

    from handouts.document import Group, PageBreak, Panel  # noqa: PLC0415
    from handouts.editions.compose import compose_request  # noqa: PLC0415
    from handouts.editions.lay_out import lay_out_request  # noqa: PLC0415
    from handouts.editions.sources import Sources  # noqa: PLC0415
    from handouts.errors import BadInput  # noqa: PLC0415

    request = EditionRequest(PrescriptionRequest("acute"))
    composed = compose_request(request)
    moved = tuple(
        other
        for block in composed.document.blocks
        for other in (
            (PageBreak(), Group((block,)))
            if isinstance(block, Panel) and block.kind == "danger"
            else (block,)
        )
    )
    document = replace(composed.document, blocks=moved)
    with pytest.raises(BadInput, match="problem"):
        lay_out_request(request, replace(composed, document=document), Sources())
