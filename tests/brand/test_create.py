import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from handouts import resources
from handouts.brand import create, load_brand
from handouts.brand.file import BrandFile
from handouts.brand.logo import MAX_BYTES, Logo
from handouts.brand.write import SCHEMA_FILE, Value, brand_text, schema_text, toml_value
from handouts.errors import BadInput, OutputError

TEMPLATE = (resources.new_brand_folder() / "brand.toml").read_text(encoding="utf-8")
EXAMPLES = re.sub(r"^#(?=\S)(?!:schema)", "", TEMPLATE, flags=re.MULTILINE)

texts = st.text(st.characters(codec="utf-8"))


# -- TOML


@given(texts | st.lists(texts).map(tuple) | st.fixed_dictionaries({"a": texts, "b": texts}))
def test_what_is_written_as_toml_reads_back(value: Value) -> None:
    read = tomllib.loads(f"key = {toml_value(value)}")["key"]
    assert read == (list(value) if isinstance(value, tuple) else value)


@given(name=texts, label=texts, main=texts)
def test_any_text_reads_back_from_the_file_it_is_put_in(name: str, label: str, main: str) -> None:
    values: dict[str, Value] = {
        "name": name, "out_of_hours": {"label": label}, "address": (main, name),
        "colours.main": main,
    }  # fmt: skip
    table = tomllib.loads(brand_text(TEMPLATE, values))
    assert table["name"] == name
    assert table["out_of_hours"] == {"label": label}
    assert table["address"] == [main, name]
    assert table["colours"] == {"main": main}


def test_a_key_that_the_template_does_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="mian"):
        brand_text(TEMPLATE, {"colours.mian": "#000000"})


# -- the template


def test_without_a_value_every_line_stays_a_comment() -> None:
    table = tomllib.loads(brand_text(TEMPLATE, {}))
    assert all(value == {} for value in table.values())


def test_every_example_of_the_template_is_a_good_value() -> None:
    written = BrandFile.model_validate(tomllib.loads(EXAMPLES))
    assert written.name == "Clinic"
    assert written.clinicians["sam"].registration


def keys_of(model: type[BaseModel], prefix: str = "") -> set[str]:
    """Return the keys of a table and of the tables in it that always have the same name."""
    found = set()
    for key, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= keys_of(kind, f"{prefix}{key}.")
        else:
            found.add(f"{prefix}{key}")
    return found


def test_every_key_has_an_example() -> None:
    table = tomllib.loads(EXAMPLES)
    for name in keys_of(BrandFile):
        inner = table
        for key in name.split("."):
            assert key in inner, name
            inner = inner[key]


def test_the_default_brand_s_choices_are_those_the_template_tells() -> None:
    written, default = BrandFile.model_validate(tomllib.loads(EXAMPLES)), BrandFile()
    assert written.page.model_copy(update={"footer": "", "logo_height": None}) == default.page
    assert written.colours.main == default.colours.main
    assert written.typefaces.body == default.typefaces.body


# -- the schema


def test_the_schema_knows_every_key_and_choice() -> None:
    schema = json.loads(schema_text())
    assert set(schema["properties"]) == set(BrandFile.model_fields)
    assert schema["additionalProperties"] is False
    assert "letter" in schema["properties"]["paper"]["enum"]


def test_a_new_folder_has_the_schema_that_its_first_line_names(tmp_path: Path) -> None:
    create.create_brand(tmp_path / "clinic", {"name": "Clinic"}, None)
    first = (tmp_path / "clinic" / "brand.toml").read_text("utf-8").splitlines()[0]
    assert first == f"#:schema {SCHEMA_FILE}"
    assert (tmp_path / "clinic" / SCHEMA_FILE).read_text("utf-8") == schema_text()


# -- the folder


def test_a_folder_for_the_settings_is_made_with_those_above_it(tmp_path: Path) -> None:
    place = tmp_path / "config" / "handouts" / "brands" / "default"
    create.create_brand(place, {"name": "Clinic"}, None)
    assert load_brand(place).name == "Clinic"


def test_a_brand_that_does_not_work_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        create.create_brand(tmp_path / "clinic", {"name": "Clinic", "phone": "x"}, None)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OutputError, match="no space left"):
        create.create_brand(tmp_path / "clinic", {"name": "Clinic"}, None)
    assert list(tmp_path.iterdir()) == []


def test_others_can_read_a_new_brand_as_far_as_the_account_lets_them(tmp_path: Path) -> None:
    create.create_brand(tmp_path / "clinic", {"name": "Clinic"}, None)
    (tmp_path / "usual").mkdir()
    assert (tmp_path / "clinic").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("name", "Clinic", "x" * 121),
        ("colours.main", "#0F5C73", "#FFFF00"),
        ("out_of_hours.phone", "01632 960199", "night"),
        ("address", ("1 Quay",), ("1",) * 7),
    ],
)
def test_one_value_is_checked_by_itself(key: str, good: Value, bad: Value) -> None:
    assert create.mistake_in(key, good) is None
    problem = create.mistake_in(key, bad)
    assert problem is not None
    assert problem.source == key
    assert problem.hint


@pytest.mark.parametrize("name", ["missing.png", ".", "text.png", "large.png"])
def test_what_cannot_be_a_logo_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.png").write_text("no picture")
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    found = create.read_logo_file(tmp_path / name)
    assert not isinstance(found, Logo)
    assert found.hint
