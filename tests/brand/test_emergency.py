"""Emergency numbers in a brand.toml: one, or two."""

from pathlib import Path

import pytest

from handouts.brand import load_brand
from handouts.errors import BadInput


def brand(folder: Path, text: str) -> Path:
    (folder / "brand.toml").write_text(f'name = "Clinic"\n{text}\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"10177"', ("10177",)),
        ('["10177", "112"]', ("10177", "112")),
        ('["112"]', ("112",)),
        ('["112", "112"]', ("112",)),
        ('" 112 "', ("112",)),
        ('""', ()),
        ("[]", ()),
    ],
)
def test_one_number_stays_valid_and_two_are_a_list(
    tmp_path: Path, written: str, meant: tuple[str, ...]
) -> None:
    made = load_brand(brand(tmp_path, f"emergency_number = {written}"))
    assert made.emergency_numbers == meant


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('"10177 or 112"', 'for two numbers write a list: ["10177", "112"]'),
        ('"10177/112"', 'for two numbers write a list: ["10177", "112"]'),
        ('"112, 999"', 'for two numbers write a list: ["112", "999"]'),
        ('"call us"', "two to six digits"),
        ('"1"', "two to six digits"),
        ('["10177", "the ward"]', "two to six digits"),
        ("112", "quotation marks"),
        ("[10177, 112]", "quotation marks"),
        ('["1017", "112", "999"]', "keep the 2"),
    ],
)
def test_another_way_to_write_them_is_refused_with_the_right_one(
    tmp_path: Path, written: str, hint: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load_brand(brand(tmp_path, f"emergency_number = {written}"))
    (problem,) = caught.value.problems
    assert problem.source == "brand.toml:emergency_number"
    assert hint in problem.hint


def test_a_site_has_numbers_and_an_out_of_hours_line_of_its_own(tmp_path: Path) -> None:
    text = """
emergency_number = ["10177", "112"]
out_of_hours = { label = "Nights", phone = "021 555 0199" }
[sites.coast]
emergency_number = "112"
out_of_hours = { phone = "021 555 0111" }
[sites.farm]
"""
    folder = brand(tmp_path, text)
    coast, farm = load_brand(folder, "coast"), load_brand(folder, "farm")
    assert (coast.emergency_numbers, farm.emergency_numbers) == (("112",), ("10177", "112"))
    assert (coast.out_of_hours.phone, farm.out_of_hours.phone) == ("021 555 0111", "021 555 0199")


def test_a_site_in_another_region_does_not_keep_the_brands_number(tmp_path: Path) -> None:
    text = 'emergency_number = "112"\nregion = "uk"\n'
    folder = brand(tmp_path, f'{text}[sites.there]\nregion = "us"\n[sites.here]\nregion = "uk"\n')
    assert load_brand(folder, "there").emergency_numbers == ()
    assert load_brand(folder, "here").emergency_numbers == ("112",)


def test_a_brand_in_another_region_does_not_keep_the_number_of_its_group(tmp_path: Path) -> None:
    for name in ("group", "clinic"):
        (tmp_path / name).mkdir()
    brand(tmp_path / "group", 'region = "uk"\nemergency_number = "112"')
    brand(tmp_path / "clinic", 'extends = "../group"\nregion = "us"')
    assert load_brand(tmp_path / "clinic").emergency_numbers == ()
