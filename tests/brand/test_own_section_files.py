"""The files of new sections: their names, their pictures, and nothing from outside the folder."""

import shutil
from pathlib import Path

import pytest

from handouts.brand import Brand, NewSection, load_brand, read_brand
from handouts.brand.new_sections import plain_name, stray_files
from handouts.errors import Problem
from tests.brand_lint.brands import brand_folder, encoded, picture

PARKING = "## Parking\n\n![A map of the car park.](map.png)\n"
MAP = encoded(picture())


def refused(folder: Path, files: dict[str, str | bytes], text: str = "") -> list[Problem]:
    brand, problems = read_brand(brand_folder(folder, files, text))
    assert brand is not None
    assert all(one.hint for one in problems)
    return list(problems)


def of(folder: Path, files: dict[str, str | bytes], text: str = "") -> Brand:
    return load_brand(brand_folder(folder, files, text))


def test_a_file_of_sections_is_a_new_section_with_its_pictures(tmp_path: Path) -> None:
    brand = of(tmp_path / "b", {"sections/parking.md": PARKING, "sections/map.png": MAP})
    assert brand.sections["parking"].source == "sections/parking.md"
    assert brand.new_sections == {"parking": NewSection(("full",), "")}
    shown = brand.shown["sections/map.png"]
    assert shown is not None
    assert shown.width == 900


def test_brand_toml_says_where_it_stands(tmp_path: Path) -> None:
    text = '[sections.own.parking]\neditions = ["full", "summary"]\nafter = "why"\n'
    brand = of(tmp_path / "b", {"sections/parking.md": "## Parking\n"}, text)
    assert brand.new_sections["parking"] == NewSection(("full", "summary"), "why")


def test_a_place_without_a_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = "[sections.own.parkin]\n"
    (problem,) = refused(tmp_path / "b", {"sections/parking.md": "## Parking\n"}, text)
    assert problem.source == "brand.toml:sections.own.parkin"
    assert problem.hint == "did you mean parking?"


@pytest.mark.parametrize(
    ("file", "wanted"),
    [("Car Park.md", "car-park.md"), ("Übung.md", "uebung.md"), ("a_b.md", "a-b.md")],
)
def test_a_name_that_no_order_can_say_is_told_with_one_that_can(
    tmp_path: Path, file: str, wanted: str
) -> None:
    (problem,) = refused(tmp_path / "b", {f"sections/{file}": "## Parking\n"})
    assert problem.source == f"sections/{file}"
    assert problem.hint == f"rename the file to {wanted}"


def test_notes_and_what_other_programs_leave_are_no_sections(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"sections/{name}": b"\xff" for name in ("._a.md", "~$a.md")}
    assert of(tmp_path / "b", {**files, "sections/README.md": "Notes"}).new_sections == {}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("https://evil.example/a.png", "from the web"),
        ("//evil.example/a.png", "from the web"),
        ("data:image/png;base64,AAAA", "from the web"),
        ("../../secret.png", "outside of the brand's folder"),
        ("/etc/secret.png", "outside of the brand's folder"),
        ("%2e%2e/%2e%2e/secret.png", "outside of the brand's folder"),
        ("pictures\\map.png", "has a \\"),
        ("gone.png", "is not there"),
        ("parking.md", "is not a PNG"),
        ("link.png", "leads out of the brand's folder"),
    ],
)
def test_a_picture_from_elsewhere_is_refused_with_its_line(
    tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "secret.png").write_bytes(MAP)
    folder = brand_folder(tmp_path / "b", {"sections/parking.md": f"## P\n\n![A map.]({name})\n"})
    (folder / "sections/link.png").symlink_to(tmp_path / "secret.png")
    brand, (problem,) = read_brand(folder)
    assert problem.source.startswith("sections/parking.md:3")
    assert message in problem.message
    assert problem.hint
    assert brand is not None
    assert list(brand.shown.values()) == [None]


def test_the_case_of_a_picture_counts_and_is_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sections/parking.md": PARKING, "sections/Map.png": MAP}
    (problem,) = refused(tmp_path / "b", files)
    assert problem.hint == "did you mean Map.png?"


def test_there_are_not_more_pictures_than_a_clinic_needs(tmp_path: Path) -> None:
    lines = "".join(f"![Map {number}.](m{number}.png)\n\n" for number in range(30))
    files: dict[str, str | bytes] = {"sections/parking.md": f"## P\n\n{lines}"}
    files |= {f"sections/m{number}.png": MAP for number in range(30)}
    (problem,) = refused(tmp_path / "b", files)
    assert "more than 24 pictures" in problem.message


def test_a_picture_is_never_cut_free_of_what_is_empty_in_it(tmp_path: Path) -> None:
    small = encoded(picture((900, 900), margin=0.4))
    brand = of(tmp_path / "b", {"sections/parking.md": PARKING, "sections/map.png": small})
    shown = brand.shown["sections/map.png"]
    assert shown is not None
    assert (shown.width, shown.height) == (900, 900)


def test_a_group_says_a_section_for_all_its_clinics(tmp_path: Path) -> None:
    brand_folder(tmp_path / "group", {"sections/parking.md": PARKING, "sections/map.png": MAP})
    mine = brand_folder(tmp_path / "mine", text='extends = "../group"')
    brand = load_brand(mine)
    assert brand.sections["parking"].source == "../group/sections/parking.md"
    assert brand.shown["sections/map.png"] is not None
    (mine / "sections").mkdir()
    shutil.copy(tmp_path / "group/sections/map.png", mine / "sections/map.png")
    (mine / "sections/parking.md").write_text(PARKING.replace("Parking", "Ours"))
    assert "Ours" in load_brand(mine).sections["parking"].text


def test_a_changed_picture_is_another_brand(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"sections/parking.md": PARKING, "sections/map.png": MAP}
    before = of(tmp_path / "b", files).digest
    other = encoded(picture(ink=(200, 30, 30)))
    assert of(tmp_path / "b", {**files, "sections/map.png": other}).digest != before


@pytest.mark.parametrize(
    ("words", "name"),
    [("Übung 2", "uebung-2"), ("Straße", "strasse"), ("L'été", "l-ete"), ("--", ""), ("体操", "")],
)
def test_a_name_is_made_of_any_words(words: str, name: str) -> None:
    assert plain_name(words) == name


def test_files_that_nothing_uses_are_told_with_what_to_do() -> None:
    names = ["sections/parking.md", "sections/a.png", "sections/b.png", "sections/Car park.docx"]
    told = dict(stray_files([*names, "sections/README.txt"], ["sections/a.png"]))
    assert told == {
        "sections/b.png": "show it: ![what it shows](b.png)",
        "sections/Car park.docx": "save its text as car-park.md",
    }
