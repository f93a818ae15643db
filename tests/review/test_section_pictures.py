"""The pictures of own sections are signed with their section."""

from pathlib import Path

from handouts.brand import load_brand
from handouts.clinic_library import load_clinic_library
from handouts.resources import library_folder, templates_folder
from handouts.review.parts import content_parts
from handouts.review.things import Thing, thing_of
from tests.brand_lint.brands import brand_folder, encoded, picture

TEXT = "## Parking\n\n![A map of the car park.](map.png)\n"


def parts_of(folder: Path) -> dict[str, str]:
    brand = load_brand(folder)
    library = load_clinic_library(library_folder() / "sciatica", "en", "", brand)
    pictures = library_folder() / "sciatica" / "pictures"
    return content_parts(library, templates_folder() / "sciatica", brand, pictures)


def test_a_picture_and_the_place_of_a_section_are_signed_with_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sections/parking.md": TEXT}
    files["sections/map.png"] = encoded(picture())
    before = parts_of(brand_folder(tmp_path / "b", files))
    other = encoded(picture(ink=(200, 30, 30)))
    changed = parts_of(brand_folder(tmp_path / "b", {"sections/map.png": other}))
    (part,) = (name for name in before if before[name] != changed[name])
    assert thing_of(part) == Thing("section", "parking")
    moved = parts_of(brand_folder(tmp_path / "b", text='[sections.own.parking]\nafter = "help"'))
    assert {name for name in moved if moved[name] != changed.get(name)} == {
        "brand.toml:sections.own"
    }
    assert "brand/templates/parking" in before
