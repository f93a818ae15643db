"""The editions of a run: the ones that are made alone, from one state of every file."""

import shutil
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.distinct import distinct_requests
from handouts import resources
from handouts.brand import Brand, load_brand
from handouts.editions.find import find_edition, find_or_make
from handouts.editions.key import edition_key
from handouts.editions.make import new_edition
from handouts.editions.request import EditionRequest
from handouts.editions.run import EditionRun
from handouts.layout import press
from handouts.prescription import PrescriptionRequest
from tests.making import RIVERSIDE

REQUEST = EditionRequest(PrescriptionRequest("acute"), edition="exercises")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVERSIDE, tmp_path / "riverside"))


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("*.edition"))


@pytest.mark.usefixtures("cache")
def test_plans_of_their_own_are_the_ones_that_are_made_alone() -> None:
    run = EditionRun()
    requests = list(islice(distinct_requests(), 30))
    made = [run.prepare(request) for request in requests]
    for request, found in list(zip(requests, made, strict=True))[::6]:
        press.press_of.cache_clear()
        press.font_book.cache_clear()
        assert new_edition(request).edition.static.data == found.edition.static.data


def test_an_edition_goes_to_the_disk_when_a_second_patient_needs_it(cache: Path) -> None:
    run = EditionRun()
    once = run.prepare(REQUEST)
    assert kept(cache) == []
    assert run.prepare(REQUEST) is once
    assert len(kept(cache)) == 1
    assert EditionRun().prepare(REQUEST).edition.digest == once.edition.digest


def test_a_run_takes_all_from_one_state_of_a_brand(cache: Path, brand: Path) -> None:
    run = EditionRun()
    request = replace(REQUEST, brand=brand)
    run.prepare(request)
    file = brand / resources.BRAND_FILE
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("Riverside", "Hillside"), encoding="utf-8")
    other = replace(request, prescription=PrescriptionRequest("chronic"))
    assert "Riverside" in run.prepare(other).edition.about.author
    assert "Hillside" in EditionRun().prepare(other).edition.about.author
    run.prepare(other)
    assert kept(cache) == [], "its name would say that it was made from what is there now"


@pytest.mark.usefixtures("cache")
def test_content_is_read_once_for_an_edition_and_once_for_a_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []

    def counting(folder: Path, site: str) -> Brand:
        read.append(folder)
        return load_brand(folder, site)

    monkeypatch.setattr("handouts.editions.sources.load_brand", counting)
    new_edition(REQUEST)
    assert len(read) == 1
    run = EditionRun()
    for stage in ("acute", "subacute", "chronic"):
        run.prepare(replace(REQUEST, prescription=PrescriptionRequest(stage)))
    assert len(read) == 2


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("turn", ["one", "other"])
def test_no_test_finds_an_edition_that_another_test_kept(turn: str) -> None:
    key = edition_key(REQUEST)
    assert find_edition(key) is None, f"the {turn} test of two found it"
    find_or_make(REQUEST)
    assert find_edition(key) is not None
