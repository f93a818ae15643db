"""A group's brand sets the frame, a brand that extends it the details, a site its contacts."""

from pathlib import Path

import pytest
from PIL import Image

from handouts import resources
from handouts.brand import load_brand
from handouts.errors import BadInput

GROUP = """
name = "Harbour Group"
phone = "01632 960100"
region = "ie"
logo = "group.png"
out_of_hours = { label = "Nights", phone = "01632 960199" }
colours = { main = "#0F5C73", accent = "#B3521B" }
sections.leave_out = ["why"]
[clinicians.sam]
name = "Sam Sample"
title = "Physiotherapist"
registration = "HCPC PH000000"
[sites.north]
phone = "01632 960111"
address = ["1 North Street"]
"""


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "brand.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def group(tmp_path: Path) -> Path:
    folder = write(tmp_path / "group", GROUP)
    Image.new("RGB", (300, 100), "navy").save(folder / "group.png")
    return folder


def problems_of(folder: Path, site: str = "") -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        load_brand(folder, site)
    assert all(problem.hint for problem in caught.value.problems)
    return {problem.source: problem.message for problem in caught.value.problems}


def test_what_a_brand_does_not_say_comes_from_the_one_it_extends(group: Path) -> None:
    own = write(
        group.parent / "clinic",
        'extends = "../group"\nname = "Clinic"\ncolours.main = "#222222"\n'
        'out_of_hours.phone = "01632 960122"',
    )
    brand = load_brand(own)
    assert (brand.name, brand.phone, brand.region) == ("Clinic", "01632 960100", "ie")
    assert (str(brand.look.main), str(brand.look.accent)) == ("#222222", "#B3521B")
    assert (brand.out_of_hours.label, brand.out_of_hours.phone) == ("Nights", "01632 960122")
    assert brand.left_out == ("why",)
    assert brand.look.logo is not None
    assert brand.clinicians["sam"].line == "Sam Sample, Physiotherapist, HCPC PH000000"


def test_the_nearest_template_of_a_name_counts(group: Path) -> None:
    own = write(group.parent / "clinic", 'extends = "../group"')
    for folder, text in ((group, "Far."), (own, "Near.")):
        (folder / "templates").mkdir()
        (folder / "templates" / "why.md").write_text(text)
    (group / "templates" / "order.md").write_text("Group.")
    sections = load_brand(own).sections
    assert (sections["why"].text, sections["why"].source) == ("Near.", "templates/why.md")
    assert sections["order"].source == "../group/templates/order.md"


def test_a_site_has_its_own_contacts_and_the_brands_where_it_says_nothing(group: Path) -> None:
    brand, site = load_brand(group), load_brand(group, "north")
    assert (site.phone, site.address) == ("01632 960111", ("1 North Street",))
    assert (site.name, site.out_of_hours) == (brand.name, brand.out_of_hours)
    assert (brand.sites, site.site) == (("north",), "north")
    assert site.digest != brand.digest


def test_an_unknown_site_is_refused_with_the_nearest(group: Path) -> None:
    assert set(problems_of(group, "nroth")) == {"--site"}


def test_mistakes_of_every_brand_in_the_chain_are_reported(group: Path) -> None:
    write(group, GROUP.replace("region", "regoin") + "\n[sites.south]\nfone = '1'")
    own = write(group.parent / "clinic", 'extends = "../group"\nfone = "1"')
    assert set(problems_of(own)) == {
        "brand.toml:fone",
        "../group/brand.toml:regoin",
        "../group/brand.toml:sites.south.fone",
    }
    write(own, 'extends = "../group"')
    sources = set(problems_of(own))
    assert sources == {"../group/brand.toml:regoin", "../group/brand.toml:sites.south.fone"}


def test_a_change_in_any_brand_of_the_chain_changes_the_digest(group: Path) -> None:
    own = write(group.parent / "clinic", 'extends = "../group"')
    before = load_brand(own).digest
    write(group, GROUP.replace("Nights", "At night"))
    assert load_brand(own).digest != before


@pytest.mark.parametrize(
    "way", ["../../etc", "/etc", "group", "../../tmp/x", "..", "../", "../a/../b", "../.ssh"]
)
def test_only_a_folder_beside_a_brand_can_be_extended(group: Path, way: str) -> None:
    own = write(group.parent / "clinic", f'name = "Clinic"\nextends = "{way}"')
    assert set(problems_of(own)) == {"brand.toml:extends"}


def test_a_circle_of_brands_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "b", 'extends = "../a"')
    assert (
        "chain" in problems_of(write(tmp_path / "a", 'extends = "../b"'))["../b/brand.toml:extends"]
    )


def test_a_brand_without_a_name_in_its_whole_chain_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "group", 'phone = "01632 960100"')
    own = write(tmp_path / "own", 'extends = "../group"')
    assert set(problems_of(own)) == {"brand.toml:name"}


def test_a_clinics_own_typeface_uses_near_styles_for_those_it_lacks(group: Path) -> None:
    fonts = resources.fonts_folder() / "lexend"
    upright, bold = (
        (fonts / f"Lexend-{style}.ttf").read_bytes() for style in ("Regular", "SemiBold")
    )
    (group / "upright.ttf").write_bytes(upright)
    (group / "bold.ttf").write_bytes(bold)
    write(
        group,
        GROUP + "\n[typefaces.own.house]\nregular = 'upright.ttf'\nbold = 'bold.ttf'\n",
    )
    files = load_brand(group).look.own_typefaces["house"].faces
    assert files == {"regular": upright, "italic": upright, "bold": bold, "bold_italic": bold}


def test_a_typeface_that_is_no_font_or_that_nobody_has_is_refused(group: Path) -> None:
    (group / "upright.ttf").write_bytes(b"upright")
    own = "\n[typefaces]\nbody = 'hous'\n[typefaces.own.house]\nregular = 'upright.ttf'\n"
    write(group, GROUP + own)
    assert set(problems_of(group)) == {
        "brand.toml:typefaces.body",
        "brand.toml:typefaces.own.house.regular",
    }
