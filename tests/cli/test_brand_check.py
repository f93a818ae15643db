import json
from pathlib import Path

import pytest

from tests.brand_lint.brands import brand_folder, encoded, picture
from tests.cli.running import Run

EXAMPLES = Path(__file__).parents[2] / "examples" / "brands"


@pytest.mark.parametrize("name", sorted(folder.name for folder in EXAMPLES.iterdir()))
def test_an_example_brand_has_no_problems(handouts: Run, name: str) -> None:
    result = handouts("brand", "check", str(EXAMPLES / name))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("no problems:")


def test_every_error_is_told_with_its_remedy_and_ends_with_3(handouts: Run, tmp_path: Path) -> None:
    files = {"logo.png": encoded(picture((100, 25)))}
    folder = brand_folder(tmp_path / "clinic", files, logo="logo.png", phone="call", regoin="uk")
    result = handouts("brand", "check", str(folder))
    assert result.code == 3
    for key in ("phone", "regoin", "logo"):
        assert f"error: brand.toml:{key}: " in result.err
    assert result.err.count("\n  hint: ") == result.err.count("error: ")
    assert result.out == "3 errors\n"


def test_notes_alone_end_with_0(handouts: Run, tmp_path: Path) -> None:
    folder = brand_folder(tmp_path / "clinic", phone="")
    result = handouts("brand", "check", str(folder))
    assert result.code == 0
    assert "note: brand.toml:phone: " in result.err
    assert result.out == "1 note: the brand can be printed, but could be better\n"


def test_json_is_a_list_of_all_problems_with_the_same_code(handouts: Run, tmp_path: Path) -> None:
    folder = brand_folder(tmp_path / "clinic", phone="12", emergency_number="911")
    result = handouts("brand", "check", str(folder), "--json")
    assert (result.code, result.err) == (3, "")
    listed = json.loads(result.out)
    assert [(one["severity"], one["source"]) for one in listed] == [
        ("error", "brand.toml:phone"),
        ("warning", "brand.toml:emergency_number"),
    ]
    assert all(one["message"] and one["hint"] for one in listed)


def test_json_of_a_sound_brand_is_an_empty_list(handouts: Run, tmp_path: Path) -> None:
    result = handouts("brand", "check", str(brand_folder(tmp_path / "clinic")), "--json")
    assert (result.code, json.loads(result.out)) == (0, [])


@pytest.mark.parametrize(
    ("name", "words"),
    [("nothing-there", "FOLDER: is no folder"), ("empty", "brand.toml: does not exist")],
)
def test_a_folder_without_a_brand_is_told_so(
    handouts: Run, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    result = handouts("brand", "check", str(tmp_path / name))
    assert result.code == 3
    assert words in result.err


def test_an_unknown_site_is_told_with_the_nearest(handouts: Run, tmp_path: Path) -> None:
    folder = brand_folder(tmp_path / "clinic", text="[sites.north]\nhours = 'Mondays'")
    result = handouts("brand", "check", str(folder), "--site", "nroth")
    assert result.code == 3
    assert "did you mean north?" in result.err
