import json
from pathlib import Path

import pytest
from PIL import Image

from handouts.brand.file import BrandFile
from handouts.brand.write import schema_text
from tests.cli.running import Run


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's shelf, with a good brand called north and a broken one."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    brands = tmp_path / "user" / "handouts" / "brands"
    for name, text in (("north", 'name = "Clinic North"\n'), ("broken", 'fone = "1"\n')):
        (brands / name).mkdir(parents=True)
        (brands / name / "brand.toml").write_text(text)
    return brands


def rows_of(handouts: Run) -> dict[str, dict[str, object]]:
    done = handouts("brand", "list", "--json")
    assert (done.code, done.err) == (0, "")
    return {row["folder"]: row for row in json.loads(done.out)}


def test_the_list_has_your_brands_and_the_shipped_one(handouts: Run, shelf: Path) -> None:
    rows = rows_of(handouts)
    north = rows[str(shelf / "north")]
    assert north == {
        "name": "north", "clinic": "Clinic North", "whose": "your own", "default": False,
        "folder": str(shelf / "north"),
    }  # fmt: skip
    (default,) = (row for row in rows.values() if row["default"])
    assert default["whose"] == "shipped"
    assert "problems found" in str(rows[str(shelf / "broken")]["clinic"])


def test_exactly_one_brand_is_the_default(
    handouts: Run, shelf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (shelf / "north").rename(shelf / "default")
    assert [f for f, row in rows_of(handouts).items() if row["default"]] == [str(shelf / "default")]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "brand.toml").write_text('name = "Elsewhere"\n')
    monkeypatch.setenv("HANDOUTS_BRAND", str(elsewhere))
    assert [f for f, row in rows_of(handouts).items() if row["default"]] == [str(elsewhere)]


def test_the_list_is_a_table_for_people(handouts: Run, shelf: Path) -> None:
    done = handouts("brand", "list")
    assert done.code == 0
    (line,) = (line for line in done.out.splitlines() if "Clinic North" in line)
    assert line.split()[0] == "north"
    assert line.endswith(str(shelf / "north"))


@pytest.mark.usefixtures("shelf")
def test_a_brand_is_used_by_its_name(handouts: Run) -> None:
    done = handouts("patient", "--stage", "acute", "--brand", "north", "--out", "a.pdf")
    assert (done.code, done.out) == (0, "a.pdf\n")


def test_show_tells_every_key_and_where_it_is_said(handouts: Run, shelf: Path) -> None:
    done = handouts("brand", "show", "north")
    assert done.code == 0
    assert done.out.startswith(f"{shelf / 'north'}\n")
    cells = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line}
    assert cells["name"] == ["brand.toml", "Clinic", "North"]
    assert cells["colours.main"][:2] == ["default", "#1F4E79"]
    assert "8.7:1" in " ".join(cells["colours.main"])
    for key in set(BrandFile.model_fields) - {"extends"}:
        assert any(name.split(".")[0] == key for name in cells), key


@pytest.mark.usefixtures("shelf")
def test_show_in_json_has_values_origins_and_contrast(handouts: Run) -> None:
    told = json.loads(handouts("brand", "show", "north", "--json").out)
    assert told["keys"]["name"] == {"value": "Clinic North", "from": "brand.toml"}
    assert told["contrast"]["colours.main"] > 5.2
    assert told["own"] == {
        "sections": [],
        "exercises": [],
        "plans": [],
        "regions": [],
        "languages": [],
    }
    assert len(told["digest"]) == 64


@pytest.mark.usefixtures("shelf")
def test_show_of_a_broken_brand_tells_what_is_wrong(handouts: Run) -> None:
    done = handouts("brand", "show", "broken")
    assert done.code == 3
    assert "brand.toml:fone: is not a known key" in done.err


def test_the_schema_is_printed(handouts: Run) -> None:
    done = handouts("brand", "schema")
    assert (done.code, done.out) == (0, schema_text())


@pytest.mark.parametrize("name", ["p.pdf", "p.png", "P.PNG"])
def test_a_preview_is_written_in_the_form_its_name_asks_for(
    handouts: Run, tmp_path: Path, name: str
) -> None:
    done = handouts("brand", "preview", "--out", name)
    assert (done.code, done.out, done.err) == (0, f"{name}\n", "")
    if name.lower().endswith(".png"):
        with Image.open(tmp_path / name) as picture:
            assert picture.format == "PNG"
    else:
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--out", "p.jpg"], 2, "--out"),
        (["nowhere", "--out", "p.pdf"], 3, "FOLDER"),
        (["--out", "no/p.pdf"], 5, "does not exist"),
        (["--site", "north"], 3, "--site"),
    ],
)
def test_a_preview_that_cannot_be_made_is_told(
    handouts: Run, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    done = handouts("brand", "preview", *arguments)
    assert done.code == code
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_older_preview_is_replaced_only_with_force(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "preview.pdf").write_text("old")
    assert handouts("brand", "preview").code == 5
    assert (tmp_path / "preview.pdf").read_text() == "old"
    assert handouts("brand", "preview", "--force").code == 0
