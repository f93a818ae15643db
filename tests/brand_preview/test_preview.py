import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handouts.brand import load_brand
from handouts.brand_preview import preview_brand
from handouts.errors import BadInput
from tests.making import RIVERSIDE

ROOT = Path(__file__).parents[2]
CAPTIONS = (
    "Page 1", "Page 1 in greys, for printers of one colour", "Page 1 in large print",
    "Exercise cards", "Goals chart", "Exercise log", "Last page, with how to reach you",
)  # fmt: skip


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return preview_brand(RIVERSIDE)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return " ".join(str(text).split())


def brand_in(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "brand.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_preview_is_one_sheet_of_a3_on_its_side(sheet: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        (page,) = pdf.pages
        assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 1191, 842]
        assert "Riverside Physiotherapy" in str(pdf.docinfo["/Title"])


def test_the_sheet_shows_every_page_it_announces(sheet: bytes) -> None:
    words = words_of(sheet)
    for number, caption in enumerate(CAPTIONS, 1):
        assert f"{number} {caption}" in words
    # Page 1 three times, with its danger signs.
    assert words.count("Get help now") == 3
    for heading in ("Cat and camel", "Your goals and your exercises", "Your exercise log"):
        assert heading in words


def test_the_sheet_says_what_the_brand_says(sheet: bytes) -> None:
    words = words_of(sheet)
    brand = load_brand(RIVERSIDE)
    for said in (brand.name, brand.phone, ", ".join(brand.address), brand.hours):
        assert said in words
    assert f"Main {brand.look.main}, contrast 7.5:1" in words


def test_the_pages_stay_text_and_paths_on_the_sheet(sheet: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        drawn = pdf.pages[0].resources["/XObject"]
        forms = [entry for entry in drawn.values() if entry.Subtype == "/Form"]
        assert len(forms) == len(CAPTIONS)
        for form in forms:
            assert "/Font" in form.Resources


def test_the_grey_page_has_no_colour_and_the_one_beside_it_has(sheet: bytes) -> None:
    document = pypdfium2.PdfDocument(sheet)
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    width = picture.width // 4
    colourful = []
    for column in (1, 2):
        page = picture.crop((column * width + 30, 60, (column + 1) * width - 10, 400))
        saturation = page.convert("HSV").getchannel("S")
        colourful.append((saturation.getextrema() or (0, 0))[1])
    assert colourful[0] > 100
    assert colourful[1] < 10


def test_a_picture_of_the_sheet_is_a_png_of_150_dots_per_inch() -> None:
    with Image.open(io.BytesIO(preview_brand(RIVERSIDE, picture=True))) as picture:
        assert picture.format == "PNG"
        assert picture.size == (2481, 1754)
        assert round(picture.info["dpi"][0]) == 150
        assert len(set(picture.resize((60, 40)).get_flattened_data())) > 50


_PRINT_DIGESTS = """
import hashlib, json, pathlib, sys
from handouts.brand_preview import preview_brand
folder = pathlib.Path(sys.argv[1])
sheets = [preview_brand(folder, picture=picture) for picture in (False, True)]
print(json.dumps([hashlib.sha256(sheet).hexdigest() for sheet in sheets]))
"""


def test_the_same_brand_gives_the_same_bytes_in_any_process(sheet: bytes) -> None:
    environment = dict(os.environ) | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_DIGESTS, str(RIVERSIDE)], cwd=ROOT, env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [sheet, preview_brand(RIVERSIDE, picture=True)]
    assert json.loads(done.stdout) == [hashlib.sha256(data).hexdigest() for data in here]


def test_another_colour_gives_another_sheet(tmp_path: Path) -> None:
    blue = brand_in(tmp_path / "a", 'name = "Clinic"\ncolours.main = "#1F4E79"\n')
    red = brand_in(tmp_path / "b", 'name = "Clinic"\ncolours.main = "#8C1C13"\n')
    assert preview_brand(blue) != preview_brand(red)


def test_a_brand_without_a_logo_says_that_its_name_stands_there(tmp_path: Path) -> None:
    assert "No logo" in words_of(preview_brand(brand_in(tmp_path / "a", 'name = "Clinic"\n')))


def test_a_brand_that_says_all_it_can_still_fits(tmp_path: Path) -> None:
    long = "Very long words of a clinic " * 4
    sites = "".join(f'[sites.site-{n}]\nname = "{long}"\n' for n in range(30))
    people = "".join(f'[clinicians.c-{n}]\nname = "{long}"\n' for n in range(30))
    folder = brand_in(
        tmp_path / "a",
        f'name = "{long}"\naddress = {[long] * 6}\nhours = "{long}"\n'
        f'out_of_hours = {{ label = "{long}", phone = "01632 960199" }}\n{sites}{people}',
    )
    with pikepdf.open(io.BytesIO(preview_brand(folder))) as pdf:
        assert len(pdf.pages) == 1


def test_a_site_s_preview_has_the_site_s_contacts(tmp_path: Path) -> None:
    folder = brand_in(
        tmp_path / "a", 'name = "Clinic"\n[sites.north]\nname = "North"\nphone = "01632 960111"\n'
    )
    words = words_of(preview_brand(folder, "north"))
    assert "01632 960111" in words
    assert "north (of north)" in words


def test_a_letter_brand_is_shown_on_letter_pages(tmp_path: Path) -> None:
    folder = brand_in(tmp_path / "a", 'name = "Clinic"\npaper = "letter"\n')
    with pikepdf.open(io.BytesIO(preview_brand(folder))) as pdf:
        forms = pdf.pages[0].resources["/XObject"].values()
        assert {float(form.BBox[2]) for form in forms if form.Subtype == "/Form"} == {612}


def test_a_broken_brand_is_told_whole(tmp_path: Path) -> None:
    folder = brand_in(tmp_path / "a", 'fone = "1"\ncolours.main = "#FFFF00"\n')
    with pytest.raises(BadInput) as caught:
        preview_brand(folder)
    assert len(caught.value.problems) == 3
