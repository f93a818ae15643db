import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handouts.content import write_schemas
from handouts.content.files import KINDS
from handouts.content.schemas import schema_texts
from handouts.resources import library_folder

ROOT = library_folder()
# What lies beside the libraries is of the program, and nobody's to write but library.toml.
FILES = sorted({ROOT / "library.toml", *ROOT.glob("*/**/*.toml")})


def kind_of(path: Path) -> str:
    """Return the kind of a shipped file, from where it lies."""
    parts = path.relative_to(ROOT).parts
    if parts == ("library.toml",):
        return "collection"
    if parts[0] == "regions":
        return "region"
    words = "-words" if parts[1] == "en" else ""
    group = {"exercises": "exercise", "plans": "plan", "figures": "figure"}.get(
        parts[-2], path.stem
    )
    return group + words


# -- what an editor makes of a schema, as far as ours go

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str, dt.date),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
UNDERSTOOD = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "default", "description", "enum",
    "format", "items", "maxItems", "maximum", "minItems", "minLength", "minProperties", "minimum",
    "pattern", "patternProperties", "prefixItems", "properties", "propertyNames", "required",
    "title", "type",
}  # fmt: skip


def flaws(schema: Any, value: Any, whole: Any, key: str = "") -> Iterator[str]:
    """Yield the keys of a value that a schema refuses, and why."""
    if not isinstance(schema, dict):
        yield from [] if schema else [f"{key}: no such key"]
        return
    assert set(schema) <= UNDERSTOOD
    if "$ref" in schema:
        yield from flaws(whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], value, whole, key)
    if "anyOf" in schema and all(any(flaws(one, value, whole)) for one in schema["anyOf"]):
        yield f"{key}: none of {len(schema['anyOf'])} fits"
    wanted = schema.get("type")
    if wanted and (
        not isinstance(value, TYPES[wanted]) or isinstance(value, bool) != (wanted == "boolean")
    ):
        yield f"{key}: is no {wanted}"
    elif isinstance(value, dict):
        yield from table_flaws(schema, value, whole, key)
    elif isinstance(value, list):
        yield from list_flaws(schema, value, whole, key)
    else:
        yield from value_flaws(schema, value, key)


def value_flaws(schema: Any, value: Any, key: str) -> Iterator[str]:
    if value not in schema.get("enum", [value]):
        yield f"{key}: is none of {schema['enum']}"
    if isinstance(value, str) and (
        len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value)
    ):
        yield f"{key}: is too short or of another form"
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{key}: is out of range"


def table_flaws(schema: Any, value: dict[str, Any], whole: Any, key: str) -> Iterator[str]:
    for lacking in set(schema.get("required", ())) - set(value):
        yield f"{key}.{lacking}: is missing"
    if len(value) < schema.get("minProperties", 0):
        yield f"{key}: is empty"
    for name, item in value.items():
        patterns = schema.get("patternProperties", {}).items()
        kinds = [kind for pattern, kind in patterns if re.search(pattern, name)]
        kinds += [schema["properties"][name]] if name in schema.get("properties", {}) else []
        for kind in kinds or [schema.get("additionalProperties", True)]:
            yield from flaws(kind, item, whole, f"{key}.{name}")
        yield from flaws(schema.get("propertyNames", True), name, whole, f"{key}.{name}")


def list_flaws(schema: Any, value: list[Any], whole: Any, key: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{key}: has {len(value)} items"
    firsts = schema.get("prefixItems", ())
    for number, item in enumerate(value):
        kind = firsts[number] if number < len(firsts) else schema.get("items", True)
        yield from flaws(kind, item, whole, f"{key}.{number}")


@cache
def schema_of(kind: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{kind}.json").read_text("utf-8"))


def flaws_of(kind: str, value: Any) -> list[str]:
    """Return what the schema of a kind of file says against a table."""
    schema = schema_of(kind)
    return list(flaws(schema, value, schema))


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_an_editor_finds_nothing_wrong_with_a_shipped_file(path: Path) -> None:
    assert flaws_of(kind_of(path), tomllib.loads(path.read_text("utf-8"))) == []


BRIDGE = tomllib.loads((ROOT / "sciatica" / "en" / "exercises" / "bridge.toml").read_text("utf-8"))
LINE = {"text": "Kneel on a pad.", "flags": ["knee_problem"]}


@pytest.mark.parametrize("said", ["Stand tall.", LINE, [LINE, "Stand tall."]])
@pytest.mark.parametrize("key", ["start", "easier", "stop_if", "steps", "equipment"])
def test_an_editor_takes_text_a_line_or_several(key: str, said: Any) -> None:
    value = [said] if key in ("steps", "equipment") else said
    assert flaws_of("exercise-words", {**BRIDGE, key: value}) == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("start", ""),
        ("start", {**LINE, "flgs": ["knee_problem"]}),
        ("start", {"flags": ["knee_problem"]}),
        ("start", {"text": "x", "flags": "knee_problem"}),
        ("start", {"text": "x", "as_dosed": 1}),
        ("start", [3]),
        ("steps", "Stand tall."),
        ("steps", []),
        ("steps", [[{"txt": "Stand."}]]),
        ("steps", None),
        ("easyer", "x"),
    ],
)
def test_an_editor_refuses_what_loading_does(key: str, said: Any) -> None:
    assert flaws_of("exercise-words", {**BRIDGE, key: said})


def test_an_editor_lets_be_silent_what_may_be() -> None:
    for key in ("easier", "harder", "stop_if"):
        assert flaws_of("exercise-words", {**BRIDGE, key: ""}) == []


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
