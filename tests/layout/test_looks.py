"""Each key of a brand's look is seen on paper, and none of them breaks a handout."""

import datetime as dt
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from handouts import resources
from handouts.brand import FontFiles, load_brand
from handouts.editions.request import EditionRequest
from handouts.layout.theme import furniture, make_theme
from handouts.patients import Patient
from handouts.personalise import Handout, make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.layout.laying_out import look
from tests.making import EXAMPLES, SIZES, STAGES
from tests.reading import Shown, images_of, open_pdf, shown
from tests.typefaces.fonts import patched, regular

A4_WIDTH = 210 * MM
CLINIC = 'name = "Oak Lane Clinic"\nphone = "01632 960140"\nweb = "oak.example.org"\n'
CINDER_PEAK = next(folder for folder in EXAMPLES if folder.name == "cinder-peak")
WHITE = (1.0, 1.0, 1.0)


def brand(folder: Path, keys: str = "", *, logo: bool = False, light: bool = False) -> Path:
    """Return a folder with a brand; keys come before the tables."""
    source = CINDER_PEAK
    top = CLINIC
    for wanted, name in ((logo, "logo"), (light, "logo-light")):
        if wanted:
            (folder / f"{name}.png").write_bytes((source / f"{name}.png").read_bytes())
            top += f'{name.replace("-", "_")} = "{name}.png"\n'
    (folder / "brand.toml").write_text(top + keys, encoding="utf-8")
    return folder


def handout(folder: Path, patient: Patient | None = None, **keys: Any) -> Handout:
    request = EditionRequest(PrescriptionRequest("acute"), "summary", brand=folder, **keys)
    return make_handout(request, patient or Patient(dt.date(2026, 11, 23)))


def first_page(made: Handout) -> list[Shown]:
    with open_pdf(made.pdf) as pdf:
        return [piece for piece in shown(pdf.pages[0]) if piece.text.strip()]


def piece(made: Handout, words: str) -> Shown:
    """Return the first piece on page 1 that begins with the words, wherever its runs are cut."""
    return next(one for one in first_page(made) if one.text.startswith(words))


def logo_box(made: Handout) -> tuple[float, ...]:
    """Return the corners of the first image on page 1: exercises are drawn, a logo is placed."""
    return images_of(made.pdf, 0)[0]


# -- the band


@pytest.mark.parametrize("band", ["plain", "tinted", "filled"])
def test_the_logo_stands_where_the_brand_wants_it(tmp_path: Path, band: str) -> None:
    middles = []
    for header in ("left", "centred", "right"):
        keys = f'page = {{ header = "{header}", band = "{band}" }}\n'
        left, _, right, _ = logo_box(handout(brand(tmp_path, keys, logo=True, light=True)))
        assert left >= 18 * MM - 0.1
        assert right <= A4_WIDTH - 18 * MM + 0.1
        middles.append((left + right) / 2)
    assert middles[0] < A4_WIDTH / 3
    assert middles[1] == pytest.approx(A4_WIDTH / 2, abs=0.5)
    assert middles[2] > A4_WIDTH * 2 / 3


@pytest.mark.parametrize("width", [25, 40])
def test_the_logo_gets_as_wide_as_the_brand_says_and_no_wider(tmp_path: Path, width: int) -> None:
    keys = f"page = {{ logo_width = {width} }}\n"
    left, _, right, _ = logo_box(handout(brand(tmp_path, keys, logo=True)))
    assert right - left == pytest.approx(width * MM, abs=0.1)


def test_contacts_on_a_filled_band_are_white_and_the_logo_is_the_light_one(tmp_path: Path) -> None:
    keys = 'page = { band = "filled" }\n'
    made = handout(brand(tmp_path, keys, logo=True, light=True))
    assert piece(made, "01632").colour == WHITE
    assert images_of(made.pdf, 0)


def test_without_a_light_logo_the_name_stands_in_white_on_a_filled_band(tmp_path: Path) -> None:
    made = handout(brand(tmp_path, 'page = { band = "filled" }\n', logo=True))
    assert piece(made, "Oak").colour == WHITE
    assert piece(made, "Oak").size > piece(made, "01632").size
    assert not images_of(made.pdf, 0)


def test_greys_have_no_filled_band(tmp_path: Path) -> None:
    made = handout(
        brand(tmp_path, 'page = { band = "filled" }\n', logo=True, light=True), mono=True
    )
    assert WHITE not in {one.colour for one in first_page(made)}
    assert furniture(look(band="filled"), mono=True).band == "plain"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("band", "header", "rules"),
    [*product(["plain", "tinted", "filled"], ["left", "right", "centred"], ["none", "thick"])],
)
def test_whatever_the_page_looks_like_the_danger_signs_are_on_page_one(
    tmp_path: Path, band: str, header: str, rules: str, size: TextSize
) -> None:
    keys = (
        f'page = {{ band = "{band}", header = "{header}", rules = "{rules}", '
        f'footer = "{"Member of a group of clinics. " * 4}" }}\n'
    )
    # Another page would be refused: layout sees to that.
    made = handout(brand(tmp_path, keys, logo=True, light=True), text=size)
    assert any(one.text.startswith("Get help") for one in first_page(made))


# -- corners, rules, colours


def test_corners_and_rules_are_as_the_brand_says() -> None:
    assert furniture(look(corners="square"), mono=False).corner == 0
    assert furniture(look(corners="round"), mono=False).corner > 0
    thin, thick, none = (furniture(look(rules=r), mono=False) for r in ("thin", "thick", "none"))
    assert none.band_rule == none.section_rule == 0
    assert 0 < thin.band_rule < thick.band_rule
    assert 0 < thin.section_rule < thick.section_rule


def operators(folder: Path) -> list[str]:
    """Return the drawing operators of page 1."""
    import pikepdf  # noqa: PLC0415

    with open_pdf(handout(folder).pdf) as pdf:
        return [str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])]


def test_square_corners_draw_no_curves_around_boxes(tmp_path: Path) -> None:
    square = operators(brand(tmp_path, 'page = { corners = "square" }\n')).count("c")
    round_ = operators(brand(tmp_path, 'page = { corners = "round" }\n')).count("c")
    assert square < round_


def test_headings_have_the_main_colour_and_the_accent_is_for_no_words(tmp_path: Path) -> None:
    keys = '[colours]\nmain = "#123456"\naccent = "#C04000"\n'
    made = handout(brand(tmp_path, keys))
    main = tuple(round(int(c, 16) / 255, 4) for c in ("12", "34", "56"))
    accent = tuple(round(int(c, 16) / 255, 4) for c in ("C0", "40", "00"))
    assert piece(made, "Exercises for").colour == main
    assert accent not in {one.colour for one in first_page(made)}


# -- typefaces


def base_fonts(made: Handout) -> set[str]:
    with open_pdf(made.pdf) as pdf:
        return {
            str(font.BaseFont).split("+")[-1]
            for page in pdf.pages
            for font in page.resources.Font.values()
        }


def own_typeface(folder: Path, **files: bytes) -> Path:
    keys = "".join(f'{style} = "{style}.ttf"\n' for style in files)
    for style, data in files.items():
        (folder / f"{style}.ttf").write_bytes(data)
    table = f'[typefaces]\nbody = "house"\n[typefaces.own.house]\n{keys}'
    return brand(folder, table)


def test_headings_and_text_are_set_in_the_typefaces_of_the_brand(tmp_path: Path) -> None:
    table = '[typefaces]\nheadings = "lexend"\nbody = "atkinson-hyperlegible-next"\n'
    made = handout(brand(tmp_path, table))
    fonts = base_fonts(made)
    assert {"Lexend-SemiBold", "AtkinsonHyperlegibleNext-Regular"} <= fonts
    with open_pdf(made.pdf) as pdf:
        names = {str(k): str(f.BaseFont) for k, f in pdf.pages[0].resources.Font.items()}
    assert "Lexend" in names[piece(made, "Exercises for").font]


def test_a_clinics_own_font_sets_the_text_and_is_read_from_bytes(tmp_path: Path) -> None:
    made = handout(own_typeface(tmp_path, regular=regular()))
    (tmp_path / "regular.ttf").unlink()
    assert any(name.startswith("Lexend-Regular-") for name in base_fonts(made))
    assert validate(made.pdf) == []
    assert audit(made.pdf) == []


def test_two_fonts_of_one_name_do_not_get_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "one.ttf").write_bytes(regular())
    (tmp_path / "other.ttf").write_bytes(patched(regular(), "head", 4, b"\0\7\0\0"))
    table = (
        '[typefaces]\nheadings = "one"\nbody = "other"\n'
        '[typefaces.own.one]\nregular = "one.ttf"\n'
        '[typefaces.own.other]\nregular = "other.ttf"\n'
    )
    made = handout(brand(tmp_path, table))
    assert sum(name.startswith("Lexend-Regular-") for name in base_fonts(made)) == 2
    assert validate(made.pdf) == []


@pytest.mark.parametrize("typeface", ["lexend", "atkinson-hyperlegible-next"])
@pytest.mark.parametrize("name", ["Ελένη Νίκα", "Юлия Жук", "Zoë Ångström", "Nguyễn Thị Ánh"])
def test_any_patients_name_can_be_set_whatever_the_typeface(
    tmp_path: Path, typeface: str, name: str
) -> None:
    folder = brand(tmp_path, f'[typefaces]\nbody = "{typeface}"\n')
    made = handout(folder, Patient(dt.date(2026, 11, 23), name=name))
    said = "".join(one.text for one in first_page(made))
    assert name.replace(" ", "") in said.replace(" ", "")
    assert validate(made.pdf) == []


def test_the_same_fonts_make_the_same_typeface_however_often_they_are_read() -> None:
    fresh = [bytes(bytearray(regular())) for _ in range(2)]
    made = [
        make_theme(
            look(
                body="house",
                headings="house",
                own_typefaces={"house": FontFiles("x", dict.fromkeys(_STYLES, data))},
            ),
            "a4",
            "standard",
            mono=False,
        ).typeface
        for data in fresh
    ]
    assert made[0] is made[1]


_STYLES: Any = ("regular", "italic", "bold", "bold_italic")


# -- the examples


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("stage", STAGES)
def test_an_example_brand_makes_every_edition(folder: Path, stage: str) -> None:
    loaded = load_brand(folder)
    for site in ("", *loaded.sites):
        request = EditionRequest(PrescriptionRequest(stage), "exercises", brand=folder, site=site)
        assert make_handout(request, Patient(dt.date(2026, 11, 23))).pages


def test_the_example_brands_differ_in_what_the_eye_sees_first() -> None:
    looks = [load_brand(folder).look for folder in EXAMPLES if folder.name != "harbour-group"]
    assert len({one.band for one in looks}) == len(looks)
    assert len({one.main for one in looks}) == len(looks)
    assert len({(one.headings, one.body) for one in looks}) == len(looks)
    assert len({one.accent for one in looks}) == len(looks)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_logos_of_the_examples_are_sharp_in_print(folder: Path) -> None:
    look_ = load_brand(folder).look
    for logo in (look_.logo, look_.logo_light, look_.logo_mono):
        if logo is not None:
            assert len(logo.png) < 70_000
            tall = min(40.0, look_.logo_width * MM * logo.height / logo.width)
            assert logo.height / tall * 72 >= 300


def test_the_default_brand_is_untouched_by_looks() -> None:
    default = load_brand(resources.default_brand_folder()).look
    assert replace(default, accent=default.main) == default


def test_no_brands_typeface_sets_danger_signs_numbers_to_call_or_doses(tmp_path: Path) -> None:
    types = '[typefaces]\nheadings = "lexend"\nbody = "atkinson-hyperlegible-next"\n'
    request = EditionRequest(
        PrescriptionRequest("acute"), "exercises", brand=brand(tmp_path, types)
    )
    with open_pdf(make_handout(request, Patient(dt.date(2026, 11, 23))).pdf) as pdf:
        pieces = [piece for page in pdf.pages for piece in shown(page)]
        names = {
            key: str(font.BaseFont)
            for page in pdf.pages
            for key, font in page.resources.Font.items()
        }
    faces = {piece.text.strip(): names[piece.font] for piece in pieces}
    assert "Lexend" in faces["Your exercises"]
    for words in ("999", "111", "Get help now if new or worse", "times"):
        assert "SourceSans3" in faces[words], words
