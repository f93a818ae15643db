"""Larger logos, partners, addresses, bright rules and letterhead paper beside danger signs."""

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from handouts.brand import load_brand
from handouts.editions.lay_out import masthead_of
from handouts.editions.request import EditionRequest
from handouts.layout import Mark, Theme, make_masthead
from handouts.layout.band import Band, fits
from handouts.layout.page import PageFrame, Running
from handouts.layout.partners import partner_sizes
from handouts.patients import Patient
from handouts.personalise import Handout, make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, PAPERS, PaperName, TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.brand_lint.brands import encoded
from tests.layout.laying_out import theme
from tests.making import SIZES
from tests.reading import images_of, open_pdf, running_lines, shown, tag_tree

CLINIC = (
    'name = "Oak Lane Clinic"\nphone = "01632 960140"\nweb = "oak.example.org"\n'
    'address = ["12 Oak Lane", "Millbrook", "AB1 2CD"]\n'
)
BRIGHT = (0.0, 0.7098, 0.8863)
SHAPES = {"square": (600, 600), "tall": (400, 900), "wide": (1500, 250)}


@cache
def drawn(wide: int, tall: int) -> bytes:
    """Return a logo of that many pixels: a dark frame on nothing, ink up to its edges."""
    image = Image.new("RGBA", (wide, tall), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, wide - 1, tall - 1), outline=(15, 60, 90), width=60)
    return encoded(image)


def brand(folder: Path, keys: str = "", logo: str = "") -> Path:
    """Return a folder with a brand, perhaps with a logo of a shape, and one of each for others."""
    for name, size in SHAPES.items():
        (folder / f"{name}.png").write_bytes(drawn(*size))
    top = f'logo = "{logo}.png"\nlogo_light = "{logo}.png"\n' if logo else ""
    (folder / "brand.toml").write_text(CLINIC + top + keys, encoding="utf-8")
    return folder


def handout(folder: Path, **keys: Any) -> Handout:
    request = EditionRequest(PrescriptionRequest("acute"), "summary", brand=folder, **keys)
    return make_handout(request, Patient(dt.date(2026, 11, 23)))


def sizes_on(made: Handout, page: int) -> list[tuple[float, float]]:
    """Return the widths and heights of the pictures on a page, in millimetres."""
    return [((x1 - x0) / MM, (y1 - y0) / MM) for x0, y0, x1, y1 in images_of(made.pdf, page)]


def words_on(made: Handout, page: int) -> str:
    with open_pdf(made.pdf) as pdf:
        return " ".join(piece.text for piece in shown(pdf.pages[page])).replace("  ", " ")


def is_white(made: Handout, page: int, top: float, bottom: float) -> bool:
    """Say whether nothing is printed so far down from a page's top and up from its foot (mm)."""
    document = pypdfium2.PdfDocument(made.pdf)
    picture = document[page].render(scale=1).to_pil().convert("L")
    document.close()
    wide, tall = picture.size
    areas = [(0, 0, wide, int(top * MM)), (0, tall - int(bottom * MM), wide, tall)]
    return all(picture.crop(area).getextrema()[0] > 250 for area in areas if area[3] > area[1])


# -- the logo's size


@pytest.mark.parametrize("text", SIZES)
def test_a_square_logo_gets_the_width_that_is_asked_for(tmp_path: Path, text: TextSize) -> None:
    made = handout(brand(tmp_path, "page.logo_width = 22\n", "square"), text=text)
    (size,) = sizes_on(made, 0)
    assert size == pytest.approx((22, 22), abs=0.1)


@pytest.mark.parametrize(
    ("logo", "keys", "wanted"),
    [
        ("square", "logo_height = 24", (24, 24)),
        ("tall", "logo_height = 18", (8, 18)),
        ("tall", "logo_width = 25", (10.7, 24)),
        ("wide", "logo_height = 24", (60, 10)),
        ("wide", "logo_width = 70", (70, 11.7)),
        ("square", "corners = 'round'", (14.1, 14.1)),
    ],
)
def test_no_logo_is_wider_or_taller_than_the_brand_says(
    tmp_path: Path, logo: str, keys: str, wanted: tuple[float, float]
) -> None:
    (size,) = sizes_on(handout(brand(tmp_path, f"page = {{ {keys} }}\n", logo)), 0)
    assert size == pytest.approx(wanted, abs=0.1)


def test_the_band_grows_with_the_logo(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    tops = []
    for folder, height in ((small, 12), (large, 24)):
        folder.mkdir()
        made = handout(brand(folder, f"page.logo_height = {height}\n", "square"))
        (box,) = images_of(made.pdf, 0)
        with open_pdf(made.pdf) as pdf:
            title = next(one for one in shown(pdf.pages[0]) if one.text.startswith("Exercises"))
        assert title.y < box[1]
        tops.append(title.y)
    assert tops[1] < tops[0]


def test_a_band_takes_no_more_room_than_the_danger_signs_leave() -> None:
    mark = drawn(600, 600)
    tall = theme("giant")
    furniture = tall.furniture
    grown = _with(tall, tallest_logo=24 * MM)
    assert furniture.tallest_logo < grown.furniture.tallest_logo
    masthead = make_masthead("Clinic", (), (mark, 600, 600), address=("1 Lane", "Town"))
    frame = PageFrame(grown, Running("Title", "", "", ""), masthead, fits(grown, masthead)[0])
    roomy, least = frame.heights[0], frame.fitted(10_000).heights[0]
    assert roomy < least
    for needed in (roomy, roomy + 10, roomy + 25, least):
        fitted = frame.fitted(needed)
        assert fitted.heights[0] >= needed
        assert (fitted.fit == frame.fit) == (needed <= roomy)
    # Who asks for nothing has one band, whatever the danger signs need.
    assert len(fits(tall, make_masthead("Clinic", (), (mark, 600, 600)))) == 1


def _with(made: Theme, **keys: Any) -> Theme:
    return replace(made, furniture=replace(made.furniture, **keys))


# -- the logo on every page


@pytest.mark.parametrize("keys", ["", 'band = "filled", '])
def test_the_logo_is_small_at_the_head_of_every_page_if_the_brand_says_so(
    tmp_path: Path, keys: str
) -> None:
    made = handout(brand(tmp_path, f'page = {{ {keys}logo_on = "every" }}\n', "tall"))
    for page in range(1, made.pages):
        (box,) = images_of(made.pdf, page)
        assert (box[3] - box[1]) / MM == pytest.approx(9, abs=0.1)
        assert box[3] <= PAPERS["a4"].height - 9 * MM + 0.1
    with open_pdf(made.pdf) as pdf:
        assert not any("Oak Lane" in line for line in running_lines(pdf))
    assert audit(made.pdf) == []
    assert validate(made.pdf) == []


def test_later_pages_have_no_picture_unless_the_brand_says_so(tmp_path: Path) -> None:
    assert sizes_on(handout(brand(tmp_path, logo="tall")), 1) == []


# -- partners


def figures(made: Handout) -> list[str]:
    """Return the alternative texts of figures in the order of reading."""
    with open_pdf(made.pdf) as pdf:
        lines = [line.strip() for line in tag_tree(pdf)]
    return [line.partition("alt=")[2].split("'")[1] for line in lines if line.startswith("Figure")]


PARTNERS = 'partners = ["wide.png", { file = "square.png", name = "The University" }, "tall.png"]\n'


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("header", ["left", "right", "centred"])
@pytest.mark.parametrize(
    ("band", "logo"), [("plain", "square"), ("filled", "wide"), ("tinted", "")]
)
def test_partners_stand_beside_the_logo_on_one_level_and_apart(
    tmp_path: Path, text: TextSize, header: str, band: str, logo: str
) -> None:
    keys = f'{PARTNERS}page = {{ header = "{header}", band = "{band}", address = true }}\n'
    made = handout(brand(tmp_path, keys, logo), text=text)
    boxes = sorted(images_of(made.pdf, 0))
    assert len(boxes) == 3 + bool(logo)
    middles = [(box[1] + box[3]) / 2 for box in boxes]
    assert max(middles) - min(middles) < 0.5
    for one, other in pairwise(boxes):
        assert other[0] - one[2] >= 13
    assert boxes[0][0] >= 18 * MM - 0.1
    assert boxes[-1][2] <= PAPERS["a4"].width - 18 * MM + 0.1
    assert audit(made.pdf) == []


def test_readers_hear_who_the_partners_are(tmp_path: Path) -> None:
    made = handout(brand(tmp_path, PARTNERS, "square"))
    assert figures(made)[:3] == ["wide", "The University", "tall"]
    assert validate(made.pdf) == []


def test_contacts_below_partners_begin_a_row_rather_than_end_one_with_a_dot() -> None:
    long = "reception.of.the.department@musculoskeletal.example.org"
    contacts = tuple((one, "") for one in ("01632 960140", long, "oak.example.org/back"))
    masthead = make_masthead("Clinic", contacts, (b"", 600, 600), partners=(Mark(b"", (1, 1)),))
    sizes: tuple[TextSize, ...] = ("standard", "large")
    for look in map(theme, sizes):
        band = Band(look, masthead, fits(look, masthead)[0])
        said = ["".join(run.text for run in one.line.runs) for one in band._contact_lines]
        assert not any("·" in (row.strip()[0], row.strip()[-1]) for row in said)
        assert all(any(one in row for row in said) for one, _ in contacts)


def test_logos_of_different_shapes_have_one_area_as_far_as_the_row_allows() -> None:
    marks = [Mark(b"", size) for size in ((300, 100), (200, 100), (100, 100))]
    wide, less, square = partner_sizes(marks, 40, 1000, (60.0, 40.0))
    assert wide[0] * wide[1] == pytest.approx(less[0] * less[1])
    assert square == pytest.approx((40, 40))
    narrow = partner_sizes(marks, 40, 150, (60, 40))
    assert sum(size[0] for size in narrow) < 150
    assert narrow[2][0] == pytest.approx(narrow[2][1])


def test_partners_keep_white_around_them_on_a_filled_band_and_are_grey_in_one_ink(
    tmp_path: Path,
) -> None:
    folder = brand(tmp_path, f'{PARTNERS}page.band = "filled"\n', "square")
    document = pypdfium2.PdfDocument(handout(folder).pdf)
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    left, _, _, top = sorted(images_of(handout(folder).pdf, 0))[1]
    beside = picture.getpixel((int(left) - 2, int(PAPERS["a4"].height - top) + 4))
    assert beside == (255, 255, 255)
    assert len(images_of(handout(folder, mono=True).pdf, 0)) == 4


# -- the address


@pytest.mark.parametrize("logo", ["", "square", "wide"])
@pytest.mark.parametrize("header", ["left", "centred"])
def test_the_address_is_on_page_one_if_the_brand_says_so(
    tmp_path: Path, logo: str, header: str
) -> None:
    keys = f'page = {{ address = true, header = "{header}" }}\n'
    assert "12 Oak Lane, Millbrook, AB1 2CD" in words_on(handout(brand(tmp_path, keys, logo)), 0)
    assert "Oak Lane, " not in words_on(handout(brand(tmp_path, "", logo)), 0)


# -- a bright colour


def test_a_bright_colour_is_on_rules_and_on_no_words_and_not_in_one_ink(tmp_path: Path) -> None:
    folder = brand(tmp_path, 'colours.bright = "#00B5E2"\npage.rules = "thick"\n', "square")
    made = handout(folder)
    for page in range(made.pages):
        with open_pdf(made.pdf) as pdf:
            colours = {one.colour for one in shown(pdf.pages[page])}
        assert all(max(abs(a - b) for a, b in zip(c, BRIGHT, strict=True)) > 0.01 for c in colours)
    assert _has_colour(made)
    assert not _has_colour(handout(folder, mono=True))
    plain = brand(tmp_path, "", "square")
    assert not _has_colour(handout(plain))


def _has_colour(made: Handout) -> bool:
    document = pypdfium2.PdfDocument(made.pdf)
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    return (0, 181, 226) in {colour for _, colour in picture.getcolors(1 << 24) or []}


# -- letterhead paper


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("text", SIZES)
def test_nothing_is_printed_where_the_letterhead_is(
    tmp_path: Path, paper: PaperName, text: TextSize
) -> None:
    keys = 'letterhead = { top = 45, bottom = 20 }\npage.band = "filled"\n'
    made = handout(brand(tmp_path, keys, "square"), text=text, paper=paper)
    assert made.notices == ()
    assert is_white(made, 0, 45, 20)
    assert sizes_on(made, 0) == []
    assert "Oak Lane Clinic" not in words_on(made, 0)
    assert "Get help now" in words_on(made, 0)
    # The other pages are plain paper, with the running lines where they always are.
    assert not is_white(made, 1, 20, 0)
    assert not is_white(made, 1, 0, 15)


def test_a_letterhead_on_every_page_stays_free_on_every_page(tmp_path: Path) -> None:
    keys = "letterhead = { top = 38, bottom = 16, first_page_only = false }\n"
    made = handout(brand(tmp_path, keys, "square"))
    assert all(is_white(made, page, 38, 16) for page in range(made.pages))
    assert "Exercises for sciatica" in words_on(made, 1)


def test_under_a_letterhead_the_file_is_read_as_before(tmp_path: Path) -> None:
    made = handout(brand(tmp_path, "letterhead.top = 45\n", "square"))
    assert audit(made.pdf) == []
    assert validate(made.pdf) == []
    with open_pdf(made.pdf) as pdf:
        assert pdf.docinfo["/Author"] == "Oak Lane Clinic"
    everything = " ".join(words_on(made, page) for page in range(made.pages))
    assert "01632 960140" in everything


def test_a_letterhead_that_leaves_no_room_is_told_and_the_danger_signs_stay(tmp_path: Path) -> None:
    made = handout(brand(tmp_path, "letterhead = { top = 90, bottom = 60 }\n"), text="giant")
    (told,) = (one for one in made.notices if one.source == "brand.toml:letterhead")
    assert "plain paper" in told.message
    assert "giant print" in told.message
    assert "Get help now" in words_on(made, 0)


def test_an_address_in_giant_print_says_whose_it_is(tmp_path: Path) -> None:
    long = "The Northern Riverside Musculoskeletal Physiotherapy and Rehabilitation Centre"
    folder = brand(tmp_path, "page.address = true\n", "square")
    file = folder / "brand.toml"
    file.write_text(file.read_text().replace("Oak Lane Clinic", long))
    words = words_on(handout(folder, text="giant"), 0)
    assert "12 Oak Lane" in words
    assert words.index("Riverside Musculoskeletal") < words.index("12 Oak Lane")


def test_an_address_has_its_place_in_the_masthead_only_where_the_brand_wants_it(
    tmp_path: Path,
) -> None:
    shown_ = masthead_of(load_brand(brand(tmp_path, "page.address = true\n")), mono=False)
    assert shown_.address == ("12 Oak Lane", "Millbrook", "AB1 2CD")
