import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from handouts.content import (
    Library,
    conditions,
    default_condition,
    languages,
    load_library,
    load_region,
    regions,
)
from handouts.errors import BadInput
from handouts.language import DateWords
from handouts.resources import library_folder

ROOT = library_folder()


def problems_of(folder: Path, language: str = "en", region: str = "uk") -> list[str]:
    with pytest.raises(BadInput) as caught:
        load_library(folder, language, region)
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_library_is_whole(library: Library) -> None:
    # A clinic may have added to it: nothing of ours is lost.
    assert len(library.exercises) >= 32
    assert len(library.plans) >= 10
    assert len(library.sources) >= 117
    assert list(library.stages) == ["acute", "subacute", "chronic"]
    assert library.review.months <= library.review.most_months


@pytest.mark.parametrize("region", regions(ROOT))
def test_the_words_fit_every_region(region: str) -> None:
    library = load_library(ROOT / "sciatica", region=region)
    act = library.words.red_flags.levels["emergency"].act

    assert library.region.facts.emergency_number in act
    assert library.region.words.emergency_department in act


def test_no_placeholder_is_left_in_the_words(library: Library) -> None:
    assert not re.search(r"\{\w+\}", str(library.words))


def test_the_default_condition_is_one_of_the_conditions() -> None:
    assert default_condition(ROOT) in conditions(ROOT)
    assert languages(ROOT / default_condition(ROOT)) == ("en",)


def test_a_default_condition_that_is_not_there_is_named(copy: Path) -> None:
    (copy.parent / "library.toml").write_text('default = "sciatca"\n')

    with pytest.raises(BadInput) as caught:
        default_condition(copy.parent)

    (problem,) = caught.value.problems
    assert problem.source == "library.toml:default"
    assert problem.hint == "did you mean sciatica?"


def test_an_unknown_region_names_the_nearest(copy: Path) -> None:
    (problem,) = problems_of(copy, region="ukk")

    assert "there is no such region" in problem
    assert "uk" in problem


def test_a_language_without_words_is_refused(copy: Path) -> None:
    problems = problems_of(copy, language="de")

    assert any("language: no words in 'de'" in problem for problem in problems)


def test_a_region_without_the_language_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        load_region(ROOT / "regions", "uk", "de")

    assert caught.value.problems[0].source == "uk.toml:words"


@pytest.mark.parametrize("region", regions(ROOT))
def test_a_region_names_its_language_and_has_dates_that_nobody_can_mix_up(region: str) -> None:
    words = load_region(ROOT / "regions", region, "en").words
    assert re.fullmatch("en-[A-Z]{2}", words.language)
    assert [part in words.date for part in ("{day}", "{month}", "{year}")] == [True] * 3
    written = DateWords(words.date, ("November",) * 12).write(dt.date(2026, 11, 27))
    american = region in ("us", "ca")
    assert written == ("November 27, 2026" if american else "27 November 2026")


@pytest.mark.parametrize(
    "pattern", ["{day}.{month}", "{day} {month} {year} {hour}", "{year}-{day}-{month}", "today", ""]
)
def test_a_pattern_for_dates_has_day_month_and_year_and_nothing_else(
    copy: Path, pattern: str
) -> None:
    file = copy.parent / "regions" / "us.toml"
    text = file.read_text("utf-8").replace("{month} {day}, {year}", pattern)
    file.write_text(text, encoding="utf-8")
    (problem,) = problems_of(copy, region="us")
    assert "us.toml:words.en.date" in problem


def test_dates_and_the_languages_name_are_no_words_to_put_in(copy: Path) -> None:
    file = copy / "en" / "goals.toml"
    text = file.read_text("utf-8").replace('= "Less pain"', '= "Less pain {date}"')
    file.write_text(text, encoding="utf-8")
    (problem,) = problems_of(copy)
    assert "unknown placeholder {date}" in problem


def test_a_region_has_its_numbers_and_words() -> None:
    region = load_region(ROOT / "regions", "us", "en")

    assert region.facts.emergency_number == "911"
    assert region.words.physiotherapist == "physical therapist"


@pytest.mark.parametrize(
    "name",
    [
        "condition.toml",
        "sources.toml",
        "exercises/bridge.toml",
        "plans/chronic-b.toml",
        "en/flags.toml",
        "en/exercises/bridge.toml",
        "en/plans/chronic-b.toml",
        "../regions/uk.toml",
    ],
)
def test_the_digest_changes_with_any_file(copy: Path, name: str) -> None:
    before = load_library(copy).digest
    assert load_library(copy).digest == before

    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")

    assert load_library(copy).digest != before


def test_the_library_of_another_folder_keeps_that_folders_name(copy: Path) -> None:
    other = copy.rename(copy.with_name("another"))

    assert load_library(other).id == "another"


def test_a_library_is_immutable(library: Library) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        library.id = "other"  # type: ignore[misc]
