"""The way from a request to an edition: the danger signs, and mistakes of every stage."""

import os
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from handouts import resources
from handouts.content import Library, load_library
from handouts.edition import EditionRequest, PreparedEdition, edition_key, prepare_edition
from handouts.edition_store import EditionStore
from handouts.errors import BadInput, Problem
from handouts.prescription import PrescriptionRequest
from tests.making import EVERY, Combination, made
from tests.reading import page_texts, words

Brand = Callable[..., Path]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(resources.library_folder() / "sciatica")


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Return a function that makes a brand's folder with sections of its own."""

    def make(settings: str = "", **sections: str) -> Path:
        (tmp_path / "templates").mkdir()
        (tmp_path / "brand.toml").write_text(f'name = "Clinic"\n{settings}', encoding="utf-8")
        for name, text in sections.items():
            path = tmp_path / "templates" / f"{name.replace('_', '-')}.md"
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def problems_of(request: EditionRequest) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as caught:
        prepare_edition(request)
    assert all(problem.hint for problem in caught.value.problems)
    return caught.value.problems


def danger_signs(library: Library) -> list[str]:
    """Return what page 1 has to say, whatever else it says."""
    signs = [
        library.words.red_flags.items[name]
        for name, flag in library.red_flags.items()
        if flag.level == "emergency"
    ]
    return [library.region.facts.emergency_number, *signs]


# -- the danger signs


@pytest.mark.parametrize("combination", EVERY, ids=str)
def test_the_danger_signs_stand_whole_on_page_1(combination: Combination, library: Library) -> None:
    first, *others = (words(page) for page in page_texts(made(combination).pdf))
    signs = danger_signs(library)
    assert len(signs) > 5
    assert [sign for sign in signs if sign not in first] == []
    assert not any(sign in page for page in others for sign in signs[1:])


def test_no_brand_can_remove_the_danger_signs(brand: Brand) -> None:
    (problem,) = problems_of(
        EditionRequest(PrescriptionRequest("acute"), brand=brand(red_flags=""))
    )
    assert problem.source == "templates/red-flags.md"
    assert "cannot be changed" in problem.message


@pytest.mark.parametrize("section", ["title", "stage_line", "patient", "message"])
def test_no_brand_can_push_the_danger_signs_off_page_1(brand: Brand, section: str) -> None:
    long = "# Title\n\n" * (section == "title") + "A clinic with a great deal to say.\n\n" * 60
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(**{section: long}))
    (problem,) = problems_of(request)
    assert "danger signs" in problem.message


def test_no_brand_can_begin_a_page_before_the_danger_signs(brand: Brand) -> None:
    request = EditionRequest(
        PrescriptionRequest("acute"), brand=brand(message="Text.\n\n::: page\n")
    )
    (problem,) = problems_of(request)
    assert "danger signs" in problem.message


def test_a_heading_alone_may_come_before_the_danger_signs_in_giant_print(brand: Brand) -> None:
    request = replace(Combination(text="giant").request, brand=brand(message="Text. " * 900))
    assert prepare_edition(request).edition.pages > 1


# -- mistakes of every stage come as problems, never as faults


@pytest.mark.parametrize(
    "character", ["\u6f22", "\u0905", "\U0001f9d8"], ids=["han", "devanagari", "emoji"]
)
@pytest.mark.parametrize(
    ("setting", "edition"),
    [("name", "full"), ("name", "summary"), ("email", "summary"), ("disclaimer", "full")],
)
def test_a_missing_glyph_in_a_brand_is_a_problem(
    brand: Brand, setting: str, edition: str, character: str
) -> None:
    value = f"{character}@clinic.example" if setting == "email" else f"Clinic {character}"
    folder = brand()
    (folder / "brand.toml").write_text(
        "".join(f'{key} = "{text}"\n' for key, text in {"name": "Clinic", setting: value}.items()),
        encoding="utf-8",
    )
    request = EditionRequest(PrescriptionRequest("acute"), edition=edition, brand=folder)
    (problem,) = problems_of(request)
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize("text", ["\u6f22", "**\u0905**", "*\U0001f9d8*"])
def test_a_missing_glyph_in_a_template_is_a_problem(brand: Brand, text: str) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(why=f"## Why\n\n{text}\n"))
    (problem,) = problems_of(request)
    assert "no typeface has a glyph for U+" in problem.message


def test_a_piece_that_no_page_holds_is_a_problem_with_a_remedy(brand: Brand) -> None:
    column = "::: column\n" + "Much text in one column.\n\n" * 90 + ":::\n"
    request = EditionRequest(
        PrescriptionRequest("acute"), brand=brand(why=f"::: columns\n{column}{column}:::\n")
    )
    (problem,) = problems_of(request)
    assert problem.source == "layout"


@pytest.mark.parametrize(
    ("change", "source"),
    [
        ({"edition": "ful"}, "--edition"),
        ({"condition": "sciatic"}, "--condition"),
        ({"region": "zz"}, "region"),
    ],
)
def test_an_unknown_choice_is_a_problem(change: dict[str, str], source: str) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), **change)  # type: ignore[arg-type]
    assert {problem.source for problem in problems_of(request)} == {source}


# -- editions are kept, and made anew when anything they came from has changed


@pytest.fixture
def store() -> EditionStore[PreparedEdition]:
    return EditionStore(limit=4)


def test_the_same_request_gets_the_edition_that_was_kept(
    store: EditionStore[PreparedEdition],
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"))
    assert prepare_edition(request, store) is prepare_edition(request, store)


@pytest.mark.parametrize("file", ["brand.toml", "templates/why.md"])
def test_a_change_in_the_brands_folder_makes_a_new_edition(
    brand: Brand, store: EditionStore[PreparedEdition], file: str
) -> None:
    folder = brand(why="## Why\n\nBefore.\n")
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder)
    before = prepare_edition(request, store)
    path = folder / file
    times = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Clinic", "Klinik").replace("Before", "Beyond"), encoding="utf-8")
    # What a file says counts, not its size or its time.
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    after = prepare_edition(request, store)
    assert after.edition.digest != before.edition.digest
    path.write_text(text, encoding="utf-8")
    assert prepare_edition(request, store) is before


def test_two_folders_of_one_brand_share_an_edition(
    tmp_path: Path, store: EditionStore[PreparedEdition]
) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
        (folder / "brand.toml").write_text('name = "Clinic"', encoding="utf-8")
    requests = [EditionRequest(PrescriptionRequest("acute"), brand=folder) for folder in folders]
    assert prepare_edition(requests[0], store) is prepare_edition(requests[1], store)


def test_a_mistake_is_reported_each_time(
    brand: Brand, store: EditionStore[PreparedEdition]
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(why="{{ nothing }}"))
    for _ in range(2):
        with pytest.raises(BadInput):
            prepare_edition(request, store)


CHANGED: dict[str, Any] = {
    "prescription": PrescriptionRequest("acute", setting="chair"),
    "edition": "summary",
    "site": "north",
    "condition": "sciatica",
    "region": "us",
    "language": "de",
    "paper": "letter",
    "text": "large",
    "mono": True,
    "figure": "older",
    "lines": (("note", 4),),
}


def test_each_part_of_a_request_changes_its_key() -> None:
    usual = EditionRequest(PrescriptionRequest("acute"))
    assert set(CHANGED) == {field.name for field in fields(EditionRequest)} - {"brand"}
    changed = [replace(usual, **{name: value}) for name, value in CHANGED.items()]
    keys = {edition_key(request) for request in (usual, *changed)}
    assert len(keys) == len(changed) + 1


def test_what_a_plan_of_ones_own_says_changes_the_key(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    request = EditionRequest(PrescriptionRequest("acute", plan=plan))
    keys = {edition_key(request)}
    for text in ("a = 1", "a = 2"):
        plan.write_text(text, encoding="utf-8")
        keys.add(edition_key(request))
    assert len(keys) == 3


@pytest.mark.parametrize("folder", ["library_folder", "templates_folder", "fonts_folder"])
def test_a_change_of_shipped_files_changes_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"))
    keys = {edition_key(request)}
    monkeypatch.setattr(resources, folder, lambda: tmp_path)
    keys.add(edition_key(request))
    (tmp_path / "part").mkdir()
    for text in ("one", "three"):
        (tmp_path / "part" / "file").write_text(text, encoding="utf-8")
        keys.add(edition_key(request))
    assert len(keys) == 4
