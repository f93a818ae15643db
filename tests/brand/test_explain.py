from pathlib import Path

from handouts.brand.explain import explain_brand


def put(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "brand.toml").write_text(text)
    return folder


def origins(folder: Path, site: str = "") -> dict[str, tuple[object, str]]:
    return {said.key: (said.value, said.origin) for said in explain_brand(folder, site)}


def test_every_key_says_which_file_of_a_chain_it_comes_from(tmp_path: Path) -> None:
    put(tmp_path / "group", 'name = "Group"\nphone = "01632 960100"\ncolours.main = "#0F5C73"\n')
    clinic = put(tmp_path / "clinic", 'extends = "../group"\nname = "Clinic"\n')
    said = origins(clinic)
    assert said["name"] == ("Clinic", "brand.toml")
    assert said["phone"] == ("01632 960100", "../group/brand.toml")
    assert said["colours.main"] == ("#0F5C73", "../group/brand.toml")
    assert said["colours.accent"] == ("", "default")
    assert said["page.band"] == ("plain", "default")
    assert "extends" not in said


def test_a_site_s_own_contacts_are_told_from_the_clinic_s(tmp_path: Path) -> None:
    clinic = put(
        tmp_path / "clinic",
        'name = "Clinic"\nemail = "a@clinic.example"\n[sites.north]\nphone = "01632 960111"\n'
        'out_of_hours.phone = "01632 960199"\n',
    )
    said = origins(clinic, "north")
    assert said["phone"] == ("01632 960111", "brand.toml:sites.north")
    assert said["out_of_hours.phone"] == ("01632 960199", "brand.toml:sites.north")
    assert said["email"] == ("a@clinic.example", "brand.toml")
    assert origins(clinic)["phone"] == ("", "default")


def test_tables_that_a_clinic_names_are_taken_apart_too(tmp_path: Path) -> None:
    clinic = put(tmp_path / "clinic", 'name = "Clinic"\n[clinicians.sam]\nname = "Sam"\n')
    said = origins(clinic)
    assert said["clinicians.sam.name"] == ("Sam", "brand.toml")
    assert said["clinicians.sam.title"] == ("", "default")
    assert said["sites"] == ({}, "default")
