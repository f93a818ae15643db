from pathlib import Path

import pytest

from tests.brand_lint.brands import found


def test_sound_contacts_pass(tmp_path: Path) -> None:
    assert found(tmp_path) == {}


@pytest.mark.parametrize("number", ["12", "999", "+44 1632 960140 960141 960142"])
def test_a_number_that_nobody_can_dial_is_an_error(tmp_path: Path, number: str) -> None:
    (problem,) = found(tmp_path, phone=number)["brand.toml:phone"]
    assert problem.severity == "error"
    assert "digits" in problem.message


@pytest.mark.parametrize("number", ["+44 (0)1632 960140", "01632 960140 ext 12345", "112233"])
def test_numbers_as_people_write_them_pass(tmp_path: Path, number: str) -> None:
    assert found(tmp_path, phone=number) == {}


def test_a_clinic_that_cannot_be_called_is_warned(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, phone="")["brand.toml:phone"]
    assert problem.severity == "warning"


def test_a_clinic_whose_sites_have_telephones_is_not(tmp_path: Path) -> None:
    sites = "[sites.north]\nphone = '01632 960141'\n[sites.south]\nphone = '01632 960142'"
    assert found(tmp_path, phone="", text=sites) == {}
    sources = found(tmp_path, phone="", text=sites + "\n[sites.east]\nhours = 'Mondays'")
    assert list(sources) == ["brand.toml:sites.east.phone"]


def test_one_word_that_is_no_link_is_refused_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    sources = found(tmp_path, web="javascript:alert(1)", phone="12", email="desk")
    assert list(sources) == ["brand.toml:email", "brand.toml:web", "brand.toml:phone"]


def test_a_number_that_is_refused_is_not_missing_too(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, phone="call us")["brand.toml:phone"]
    assert "is not a telephone number" in problem.message


def test_a_label_without_its_number_is_noticed(tmp_path: Path) -> None:
    sources = found(tmp_path, text='out_of_hours = { label = "Nights" }')
    assert list(sources) == ["brand.toml:out_of_hours"]


def test_an_unknown_region_is_an_error_with_the_nearest(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, region="ukk")["brand.toml:region"]
    assert problem.severity == "error"
    assert problem.hint.startswith("did you mean uk?; to add it to a brand: handouts brand regions")


def test_another_emergency_number_than_the_regions_is_a_warning_that_names_both(
    tmp_path: Path,
) -> None:
    (problem,) = found(tmp_path, emergency_number="911")["brand.toml:emergency_number"]
    assert problem.severity == "warning"
    assert "911" in problem.message
    assert "999" in problem.message
    assert found(tmp_path, emergency_number="999") == {}


def test_an_unknown_language_is_an_error_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    sources = found(tmp_path, language="xx", phone="12")
    assert set(sources) == {"brand.toml:language", "brand.toml:phone"}
