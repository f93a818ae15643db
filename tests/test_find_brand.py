"""Which brand is used: --brand, HANDOUTS_BRAND, a default of the user or the computer, ours."""

from pathlib import Path

import pytest

from handouts import resources
from handouts.errors import BadInput
from handouts.resources import BrandPlace, find_brand


@pytest.fixture
def yours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's shelf of brands."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    return tmp_path / "user" / "handouts" / "brands"


@pytest.fixture
def everyones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The computer's shelf of brands."""
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "site"))
    return tmp_path / "site" / "handouts" / "brands"


def put(shelf: Path, name: str) -> Path:
    (shelf / name).mkdir(parents=True)
    (shelf / name / "brand.toml").write_text(f'name = "{name} of {shelf.parents[1].name}"\n')
    return shelf / name


def test_with_nothing_said_the_shipped_brand_is_used() -> None:
    assert find_brand() == BrandPlace(resources.default_brand_folder(), "shipped default")


def test_a_nearer_place_comes_before_a_farther_one(
    yours: Path, everyones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = put(everyones, "default")
    assert find_brand() == BrandPlace(shared, "this computer's default")
    own = put(yours, "default")
    assert find_brand() == BrandPlace(own, "your own default")
    named = put(tmp_path, "named")
    monkeypatch.setenv("HANDOUTS_BRAND", str(named))
    assert find_brand() == BrandPlace(named, "HANDOUTS_BRAND")
    given = put(tmp_path, "given")
    assert find_brand(str(given)) == BrandPlace(given, "--brand")


@pytest.mark.parametrize("shelf", ["yours", "everyones"])
def test_a_name_finds_a_brand_on_a_shelf(shelf: str, request: pytest.FixtureRequest) -> None:
    kept = put(request.getfixturevalue(shelf), "north")
    assert find_brand("north").folder == kept


def test_your_brand_hides_the_computer_s_of_the_same_name(yours: Path, everyones: Path) -> None:
    put(everyones, "north")
    own = put(yours, "north")
    assert find_brand("north").folder == own


def test_a_folder_here_comes_before_a_name_on_a_shelf(
    yours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(yours, "north")
    put(tmp_path, "north")
    monkeypatch.chdir(tmp_path)
    assert find_brand("north").folder == Path("north")


def test_the_variable_takes_a_name_too(yours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = put(yours, "north")
    monkeypatch.setenv("HANDOUTS_BRAND", "north")
    assert find_brand().folder == kept


@pytest.mark.parametrize("name", ["nroth", "no/where", "zzz", "north/brand.toml", "a\0b"])
def test_a_brand_that_is_not_there_is_a_problem_with_a_remedy(yours: Path, name: str) -> None:
    put(yours, "north")
    with pytest.raises(BadInput) as caught:
        find_brand(name)
    (problem,) = caught.value.problems
    assert problem.source == "--brand"
    assert problem.hint


def test_a_mistyped_name_is_answered_with_the_nearest(yours: Path) -> None:
    put(yours, "north")
    with pytest.raises(BadInput) as caught:
        find_brand("nroth")
    assert caught.value.problems[0].hint == "did you mean north?"
