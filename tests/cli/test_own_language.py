"""A language in a brand's folder: a small pseudo-language, made from English by the test."""

import json
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from handouts import resources
from handouts.brand import load_brand
from handouts.brand_lint import check_brand
from handouts.document import every_text, plain
from handouts.editions.compose import compose_request
from handouts.editions.find import find_or_make
from handouts.editions.make import prepare_proof
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.prescription import PrescriptionRequest
from handouts.review.parts import content_parts
from handouts.templating import read_template_set
from handouts.templating.apart import Filled, OwnTemplate, fill_apart
from handouts.templating.arrangement import sections_of
from tests.cli.running import Run

CODE = "xx"
WORDS = resources.library_folder() / "sciatica" / "en"
TEMPLATES = resources.templates_folder() / "sciatica" / "en"
REGION = """
name = "Pseudoland"
emergency_number = ["10177", "112"]

[words.xx]
language = "xx-ZA"
date = "{day} {month} {year}"
doctor = "docteur"
a_doctor = "a docteur"
emergency_department = "the urgence"
pharmacist = "pharmacist"
physiotherapist = "physiotherapist"
urgent_help = "your docteur or the night clinic"
two_numbers = "{one} oder {other}"
"""


def written(folder: Path, **changed: str) -> Path:
    """Write a brand with the pseudo-language; `changed` are files' texts, None leaves one out."""
    place = folder / "clinic" / "languages" / CODE
    shutil.copytree(WORDS, place / "library")
    (place / "templates").mkdir(parents=True)
    for path in TEMPLATES.glob("*.*"):
        shutil.copy(path, place / "templates" / path.name)
    flags = place / "library" / "red_flags.toml"
    text = flags.read_text(encoding="utf-8")
    flags.write_text(text.replace('title = "Get help now', 'title = "Xelp xow'), encoding="utf-8")
    title = place / "templates" / "stage.md"
    title.write_text(
        title.read_text(encoding="utf-8").replace("## ", "## Xx ", 1), encoding="utf-8"
    )
    running = place / "templates" / "running.toml"
    text = running.read_text(encoding="utf-8").replace('"January"', '"Xanuar"')
    running.write_text(text, encoding="utf-8")
    (folder / "clinic" / "regions").mkdir()
    (folder / "clinic" / "regions" / "za.toml").write_text(REGION, encoding="utf-8")
    keys = f'name = "Clinic"\nphone = "021 555 0100"\nregion = "za"\nlanguage = "{CODE}"\n'
    (folder / "clinic" / "brand.toml").write_text(keys, encoding="utf-8")
    for name, words in changed.items():
        (folder / "clinic" / name).write_text(words, encoding="utf-8")
    return folder / "clinic"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return written(tmp_path)


def asked(folder: Path, **more: object) -> EditionRequest:
    return EditionRequest(PrescriptionRequest("acute"), brand=folder, **more)  # type: ignore[arg-type]


def said(folder: Path, **more: object) -> str:
    document = compose_request(asked(folder, **more)).document
    return " ".join(plain(text) for text in every_text(document.blocks))


def test_a_handout_is_in_the_brands_own_language(clinic: Path) -> None:
    words = said(clinic)
    assert "Xelp xow" in words
    assert "Xx " in words
    assert "10177 oder 112" in words
    assert "a docteur" in words
    document = compose_request(asked(clinic)).document
    assert document.language == "xx-ZA"
    assert find_or_make(asked(clinic, edition="summary")).edition.pages >= 2


def test_the_danger_signs_of_the_own_language_are_in_the_box_and_the_urgent_sheet(
    clinic: Path,
) -> None:
    request = EditionRequest(PrescriptionRequest("acute", flags=("bladder",)), brand=clinic)
    document = compose_request(request).document
    words = " ".join(plain(text) for text in every_text(document.blocks))
    assert "10177 oder 112" in words
    assert "the urgence" in words


def test_a_template_of_the_language_runs_apart_like_a_section_of_the_brand(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()

    def noting(templates: Iterable[OwnTemplate], *rest: Any) -> dict[str, Filled]:
        listed = list(templates)
        seen.update(one.name for one in listed)
        return fill_apart(listed, *rest)

    monkeypatch.setattr(sys.modules["handouts.templating.compose"], "fill_apart", noting)
    said(clinic)
    templates = read_template_set(TEMPLATES.parent, "en")
    assert seen == {f"{name}.md" for name in sections_of(templates, "full")}
    place = clinic / "languages" / CODE / "templates" / "title.md"
    place.write_text("# {{ nobody }}\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        said(clinic)
    assert f"languages/{CODE}/templates/title.md" in {one.source for one in caught.value.problems}


def test_the_library_s_own_language_cannot_be_replaced(clinic: Path) -> None:
    (clinic / "languages" / CODE).rename(clinic / "languages" / "en")
    with pytest.raises(BadInput) as caught:
        said(clinic, language="en", region="uk")
    assert caught.value.problems[0].source == "languages/en"


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("library/exercises/bridge.toml", "exercises/bridge.toml"),
        ("library/red_flags.toml", "languages/xx/library/red_flags.toml"),
        ("templates/red-flags.md", "languages/xx/templates/red-flags.md"),
        ("templates/running.toml", "languages/xx/templates/running.toml"),
    ],
)
def test_a_file_that_is_not_translated_is_named(clinic: Path, file: str, source: str) -> None:
    (clinic / "languages" / CODE / file).unlink()
    with pytest.raises(BadInput) as caught:
        said(clinic)
    assert source in {problem.source for problem in caught.value.problems}
    assert all(problem.hint for problem in caught.value.problems)
    assert any(problem.severity == "error" for problem in check_brand(clinic))


@pytest.mark.parametrize(
    ("file", "old", "new", "source"),
    [
        ("library/goals.toml", "Less pain", "Less {pain}", "library/goals.toml:"),
        ("library/goals.toml", "[goals]", "[gols]", "library/goals.toml:gols"),
        ("templates/running.toml", "{page} of", "{seite} of", "templates/running.toml:page"),
        ("templates/running.toml", '"Xanuar", ', "", "templates/running.toml:date.months"),
        ("templates/running.toml", "rest =", "rst =", "templates/running.toml:danger.rest"),
        ("templates/running.toml", 'page = "', "page = ", "templates/running.toml:"),
    ],
)
def test_a_mistake_in_a_translation_names_the_brands_file(
    clinic: Path, file: str, old: str, new: str, source: str
) -> None:
    path = clinic / "languages" / CODE / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        said(clinic)
    sources = {problem.source for problem in caught.value.problems}
    assert any(one.startswith(f"languages/xx/{source}") for one in sources), sources


def test_a_language_that_there_is_not_says_how_to_add_it(clinic: Path) -> None:
    with pytest.raises(BadInput) as caught:
        said(clinic, language="yy")
    assert "handouts brand languages FOLDER --new yy" in caught.value.problems[0].hint


def test_check_finds_nothing_wrong_with_a_whole_language(clinic: Path) -> None:
    found = [one for one in check_brand(clinic) if one.severity == "error"]
    assert found == []


def test_what_was_signed_has_the_words_and_the_templates_of_the_language(clinic: Path) -> None:
    composed = compose_request(asked(clinic))
    folder = resources.templates_folder() / "sciatica"
    parts = content_parts(composed.library, folder, load_brand(clinic), WORDS.parent / "pictures")
    assert "library/xx/red_flags.toml" in parts
    assert "brand/templates/red-flags" in parts
    assert not any(name.startswith("templates/en/") for name in parts)


def test_a_proof_shows_the_words_of_the_language(clinic: Path) -> None:
    assert prepare_proof(asked(clinic)).edition.pages > 10


def test_a_language_is_begun_translated_and_used(handouts: Run, tmp_path: Path) -> None:
    handouts("brand", "new", "mine", "--name", "C", "--phone", "01632 960140", "--no-input")
    begun = handouts("brand", "languages", "mine", "--new", CODE)
    assert begun.code == 0
    assert f"[words.{CODE}]" in begun.err
    region = REGION.replace("xx-ZA", "xx-GB")
    (tmp_path / "mine" / "regions" / "za.toml").write_text(region, encoding="utf-8")
    out = ("--language", CODE, "--region", "za", "--edition", "summary", "--out", "a.pdf")
    done = handouts(
        "patient", "--stage", "acute", "--brand", "mine", "--date", "1 January 2027", *out
    )
    assert (done.code, re.findall("error.*", done.err)) == (0, [])
    rows = json.loads(handouts("brand", "languages", "mine", "--json").out)
    assert [row["language"] for row in rows] == ["en", CODE]
    assert handouts("brand", "languages", "mine", "--new", CODE).code == 5
    assert handouts("brand", "languages", "mine", "--new", "en").code == 3
    (tmp_path / "roster.csv").write_text(f"name,stage,language,region\nAnn,acute,{CODE},za\n")
    assert handouts("batch", "roster.csv", "--out", "today", "--brand", "mine").code == 0
