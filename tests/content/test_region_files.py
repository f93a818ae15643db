"""Regions of a clinic's own, and two numbers to call in an emergency."""

import shutil
from pathlib import Path

import pytest

from handouts.content import OwnContent, load_library, load_region, regions
from handouts.content.region_beginning import new_region_text
from handouts.errors import BadInput
from handouts.resources import library_folder

ROOT = library_folder()
WHOLE = """
name = "South Africa"
emergency_number = ["10177", "112"]
calling_code = "27"
trunk_prefix = "0"

[words.en]
language = "en-ZA"
date = "{day} {month} {year}"
doctor = "doctor"
a_doctor = "a doctor"
emergency_department = "the casualty department"
pharmacist = "pharmacist"
physiotherapist = "physiotherapist"
urgent_help = "your doctor or the night clinic"
two_numbers = "{one} or {other}"
"""


def own(text: str, name: str = "za") -> dict[str, tuple[str, str]]:
    return {name: (text, f"regions/{name}.toml")}


def refused(text: str, name: str = "za", language: str = "en") -> dict[str, tuple[str, str]]:
    """Return what is wrong with a region by source: message and hint; all have a remedy."""
    with pytest.raises(BadInput) as caught:
        load_region(ROOT / "regions", name, language, own(text, name))
    assert all(problem.hint for problem in caught.value.problems)
    return {one.source: (one.message, one.hint) for one in caught.value.problems}


def test_a_region_of_a_clinics_own_is_whole_by_itself() -> None:
    here = load_region(ROOT / "regions", "za", "en", own(WHOLE))
    assert here.name == "South Africa"
    assert here.facts.numbers == ("10177", "112")
    assert here.facts.emergency_number == "10177 or 112"
    assert here.facts.urgent_line == ""
    assert here.words.emergency_department == "the casualty department"


def test_a_region_of_its_own_is_nobodys_source_unless_it_names_one() -> None:
    assert load_region(ROOT / "regions", "za", "en", own(WHOLE)).facts.checked == "own_knowledge"
    changed = load_region(ROOT / "regions", "uk", "en", own('urgent_line = "112"', "uk"))
    assert (changed.facts.checked, changed.facts.sources) == ("own_knowledge", ())
    worded = load_region(ROOT / "regions", "uk", "en", own('[words.en]\ndoctor = "GP"', "uk"))
    assert worded.facts.checked == "sourced"


def test_a_file_of_the_name_of_ours_says_only_what_differs() -> None:
    text = 'emergency_number = "112"\n[words.en]\nurgent_help = "your GP or SouthDoc"\n'
    here, ours = (
        load_region(ROOT / "regions", "ie", "en", known) for known in (own(text, "ie"), {})
    )
    assert here.facts.numbers == ("112",)
    assert here.words.urgent_help == "your GP or SouthDoc"
    assert (here.name, here.words.doctor) == (ours.name, ours.words.doctor)


def test_a_region_can_extend_one_of_ours() -> None:
    text = 'extends = "uk"\nname = "Scotland"\n[words.en]\nurgent_help = "NHS 24 or your GP"\n'
    here = load_region(ROOT / "regions", "scotland", "en", own(text, "scotland"))
    assert (here.name, here.facts.numbers) == ("Scotland", ("999",))
    assert here.words.urgent_help == "NHS 24 or your GP"


@pytest.mark.parametrize(
    ("changed", "source", "hint"),
    [
        (('["10177", "112"]', '"10177 or 112"'), "za.toml:emergency_number", "list"),
        (('["10177", "112"]', '["1", "112"]'), "za.toml:emergency_number", "digits"),
        (('["10177", "112"]', "[10177, 112]"), "za.toml:emergency_number", "quotation marks"),
        (('["10177", "112"]', "[]"), "za.toml:emergency_number", ""),
        (('["10177", "112"]', '["10177", "112", "999"]'), "za.toml:emergency_number", ""),
        (("emergency_number", "emergency_numbers"), "za.toml:emergency_numbers", ""),
        (('doctor = "doctor"\n', ""), "za.toml:words.en.doctor", "extends"),
        (('"{day} {month} {year}"', '"DD/MM/YYYY"'), "za.toml:words.en.date", "{day}"),
        (('"{one} or {other}"', '"{one} / {two}"'), "za.toml:words.en.two_numbers", "{one}"),
        (('two_numbers = "{one} or {other}"\n', ""), "za.toml:words.en.two_numbers", "{one} or"),
        (("name =", 'extends = "ukk"\nname ='), "za.toml:extends", "uk"),
        (('"27"', '"+27"'), "za.toml:calling_code", "digits"),
        (('"27"', '"27"\npaper = "A5"'), "za.toml:paper", "a4"),
        (('"27"', '"27"\nout_of_hours = "the night desk"'), "za.toml:out_of_hours", "number"),
        (('= "South', "= South"), "za.toml:2", ""),
    ],
)
def test_a_mistake_in_a_region_names_its_file_its_key_and_the_remedy(
    changed: tuple[str, str], source: str, hint: str
) -> None:
    assert changed[0] in WHOLE
    found = refused(WHOLE.replace(*changed, 1))
    assert f"regions/{source}" in found
    assert hint in found[f"regions/{source}"][1]


def test_an_unknown_region_says_how_to_add_it() -> None:
    with pytest.raises(BadInput) as caught:
        load_region(ROOT / "regions", "za", "en")
    (problem,) = caught.value.problems
    assert "uk" in problem.hint
    assert "handouts brand regions FOLDER --new za" in problem.hint


def test_a_region_without_words_in_the_language_says_what_to_add() -> None:
    assert "[words.af]" in refused(WHOLE, language="af")["regions/za.toml:words"][1]


def test_a_source_that_the_library_does_not_have_is_a_mistake() -> None:
    text = WHOLE.replace("[words.en]", 'checked = "sourced"\nsources = ["S-GONE"]\n[words.en]')
    with pytest.raises(BadInput) as caught:
        load_library(ROOT / "sciatica", "en", "za", own=OwnContent(regions=own(text)))
    assert caught.value.problems[0].source == "regions/za.toml:sources"


def test_every_shipped_region_can_say_two_numbers() -> None:
    for region in regions(ROOT):
        library = load_library(ROOT / "sciatica", "en", region, ("10177", "112"))
        assert library.region.facts.emergency_number == "10177 or 112"
        assert library.region.facts.numbers == ("10177", "112")
        assert "Call 10177 or 112" in library.words.red_flags.levels["emergency"].act


def test_a_change_of_the_clinics_region_changes_the_librarys_digest() -> None:
    texts = (WHOLE, WHOLE.replace("112", "113"))
    made = [
        load_library(ROOT / "sciatica", "en", "za", own=OwnContent(regions=own(text)))
        for text in texts
    ]
    assert made[0].digest != made[1].digest
    assert made[0].files["regions/own/za.toml"] != made[1].files["regions/own/za.toml"]


def test_a_begun_region_asks_for_what_is_nobodys_elses() -> None:
    found = refused(new_region_text(ROOT, "za"))
    assert {source.partition(":")[2] for source in found} == {
        "name", "emergency_number", "words.en.urgent_help",
    }  # fmt: skip
    assert all("not filled in" in message for message, _ in found.values())


@pytest.mark.parametrize("region", regions(ROOT))
def test_a_begun_file_for_one_of_ours_changes_nothing_before_it_is_edited(region: str) -> None:
    text = new_region_text(ROOT, region)
    assert load_region(ROOT / "regions", region, "en", own(text, region)) == load_region(
        ROOT / "regions", region, "en"
    )
    whole = text.replace("\n#", "\n")
    lines = [line for line in whole.split("\n") if " = " in line or line.startswith("[")]
    both = load_region(ROOT / "regions", region, "en", own("\n".join(lines), region))
    assert both.facts.numbers == load_region(ROOT / "regions", region, "en").facts.numbers


@pytest.mark.parametrize("name", ["ZA", "z", "south africa", "../za", "za.toml", ""])
def test_what_is_no_id_begins_no_region(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        new_region_text(ROOT, name)
    assert caught.value.problems[0].source == "--new"


def test_a_library_without_a_region_between_others_is_still_read(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "library")
    for path in (tmp_path / "library" / "regions").glob("*.toml"):
        if path.stem != "nz":
            path.unlink()
    assert regions(tmp_path / "library") == ("nz",)
    assert '"New Zealand"' not in new_region_text(tmp_path / "library", "za")
