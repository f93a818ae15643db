import json
from pathlib import Path

import pytest

from handouts.content import write_schemas
from handouts.content.files import KINDS
from handouts.content.schemas import schema_texts
from handouts.resources import library_folder

ROOT = library_folder()
FILES = sorted(ROOT.rglob("*.toml"))


def kind_of(path: Path) -> str:
    """Return the kind of a shipped file, from where it lies."""
    parts = path.relative_to(ROOT).parts
    if parts == ("library.toml",):
        return "collection"
    if parts[0] == "regions":
        return "region"
    words = "-words" if parts[1] == "en" else ""
    group = {"exercises": "exercise", "plans": "plan"}.get(parts[-2], path.stem)
    return group + words


def test_the_shipped_schemas_are_current() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}

    assert shipped == schema_texts(), "run: handouts library schemas handouts/library/schemas"


def test_writing_schemas_gives_one_for_each_kind(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)

    assert {path.stem for path in written} == set(KINDS)
    for path in written:
        assert json.loads(path.read_text("utf-8"))["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_a_data_file_names_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("#:schema ")

    schema = (path.parent / first.removeprefix("#:schema ")).resolve()

    assert schema == (ROOT / "schemas" / f"{kind_of(path)}.json").resolve()
    assert schema.is_file()
