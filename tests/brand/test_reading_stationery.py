"""What a brand says of logos' sizes, sites' logos, partners, bright colours and its letterhead."""

from pathlib import Path

import pytest

from handouts.brand import load_brand, read_brand
from handouts.brand.explain import explain_brand
from handouts.brand.stationery import TALLEST_LOGO
from tests.brand_lint.brands import encoded, picture


def brand(folder: Path, keys: str, **logos: tuple[int, int]) -> Path:
    """Return a folder with a brand and logos of these sizes in pixels."""
    folder.mkdir(exist_ok=True)
    (folder / "brand.toml").write_text(f'name = "Oak Lane"\n{keys}\n', encoding="utf-8")
    for name, size in logos.items():
        (folder / f"{name}.png").write_bytes(encoded(picture(size)))
    return folder


SITES = (
    'logo = "ours.png"\nlogo_light = "ours.png"\nlogo_mono = "ours.png"\n'
    '[sites.north]\nlogo = "north.png"\n[sites.south]\nphone = "01632 960111"'
)


def test_a_site_has_its_own_logo_and_no_variant_of_another_one(tmp_path: Path) -> None:
    folder = brand(tmp_path, SITES, ours=(900, 200), north=(400, 400))
    north, south = load_brand(folder, "north").look, load_brand(folder, "south").look
    assert north.logo is not None
    assert (north.logo.width, north.logo_light, north.logo_mono) == (400, None, None)
    assert south == load_brand(folder).look
    said = {one.key: (one.value, one.origin) for one in explain_brand(folder, "north")}
    assert said["logo"] == ("north.png", "brand.toml:sites.north")
    assert said["logo_mono"] == ("", "brand.toml:sites.north")


def test_a_site_s_logo_that_is_not_there_is_told_with_the_site(tmp_path: Path) -> None:
    _, problems = read_brand(brand(tmp_path, SITES, ours=(900, 200)), "north")
    assert [problem.source for problem in problems] == ["brand.toml:sites.north.logo"]


def test_a_clinic_takes_partners_letterhead_and_a_sites_logo_from_its_group(tmp_path: Path) -> None:
    group = (
        'partners = ["uni.png"]\nletterhead = { top = 40 }\ncolours.bright = "#00b5e2"\n'
        'page = { logo_height = 20, address = true, logo_on = "every" }\n'
        '[sites.north]\nlogo = "north.png"'
    )
    brand(tmp_path / "group", group, uni=(300, 300), north=(400, 400))
    own = 'extends = "../group"\nletterhead.bottom = 15\npage.logo_height = 24'
    look = load_brand(brand(tmp_path / "clinic", own), "north").look
    assert [partner.spoken for partner in look.partners] == ["uni"]
    assert look.letterhead is not None
    assert (look.letterhead.top, look.letterhead.bottom) == (40, 15)
    assert look.letterhead.first_page_only
    assert (look.logo_height, look.logo_on, look.address) == (24, "every", True)
    assert str(look.bright) == "#00B5E2"
    assert look.logo is not None


def test_a_partner_is_heard_by_its_name_or_else_its_file(tmp_path: Path) -> None:
    keys = 'partners = ["uni_of-town.png", { file = "uni_of-town.png", name = "The University" }]'
    partners = load_brand(brand(tmp_path, keys, **{"uni_of-town": (300, 300)})).look.partners
    assert [partner.spoken for partner in partners] == ["uni of town", "The University"]


@pytest.mark.parametrize(
    ("keys", "size", "height"),
    [
        ("", (300, 300), None),
        ("page.logo_width = 20", (300, 300), TALLEST_LOGO),
        ("page.logo_width = 20", (200, 400), TALLEST_LOGO),
        # A wide logo keeps the height that it always had, unless one is written.
        ("page.logo_width = 60", (900, 300), None),
        ("page = { logo_width = 60, logo_height = 20 }", (900, 300), 20),
    ],
)
def test_a_square_logo_has_the_height_that_its_width_asks_for(
    tmp_path: Path, keys: str, size: tuple[int, int], height: float | None
) -> None:
    look = load_brand(brand(tmp_path, f'logo = "ours.png"\n{keys}', ours=size)).look
    assert look.logo_height == height


@pytest.mark.parametrize(
    ("keys", "source", "words"),
    [
        ("letterhead.top = 91", "letterhead.top", "90"),
        ("letterhead.bottom = -1", "letterhead.bottom", "0"),
        ("letterhead = 45", "letterhead", "{ top = 45 }"),
        ("letterhead.topp = 45", "letterhead.topp", "top"),
        ("page.logo_height = 25", "page.logo_height", "24"),
        ("page.logo_height = 5", "page.logo_height", "6"),
        ("page.logo_width = 9", "page.logo_width", "10"),
        ('page.logo_on = "all"', "page.logo_on", "every"),
        ('page.address = "first"', "page.address", "true or false"),
        ('colours.bright = "cyan"', "colours.bright", "#00B5E2"),
        ('partners = "uni.png"', "partners", "list"),
        ('partners = ["a", "b", "c", "d", "e"]', "partners", "4"),
        ('partners = [{ name = "The University" }]', "partners.1.file", "missing"),
        ('partners = [{ fil = "uni.png", file = "a" }]', "partners.1.fil", "file"),
        ("partners = [7]", "partners.1", "{ file ="),
        ('partners = ["gone.png"]', "partners.1", "does not exist"),
        ('partners = ["../uni.png"]', "partners.1", "does not exist"),
        ('[sites.north]\nlogoo = "a.png"', "sites.north.logoo", "logo"),
    ],
)
def test_a_mistake_is_told_with_its_key_and_what_would_do(
    tmp_path: Path, keys: str, source: str, words: str
) -> None:
    _, problems = read_brand(brand(tmp_path / "clinic", keys))
    (problem,) = problems
    assert problem.source == f"brand.toml:{source}"
    assert words in f"{problem.message} {problem.hint}"
