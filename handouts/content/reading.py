"""Reading TOML into models, with every mistake as a Problem that names its file and key."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handouts.content.unfinished import is_about, unfinished_problems
from handouts.errors import Problem
from handouts.suggest import nearest
from handouts.toml_file import parse_toml, read_toml, text_digest

Model = TypeVar("Model")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Reader:
    """Reads the files of one folder; collects problems and digests of what was read.

    `files` is name -> SHA-256, in hexadecimal, of its text. What is laid `over` the folder, by
    name, stands in for its files.
    """

    def __init__(self, folder: Path, over: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self._over = over or {}
        self.problems: list[Problem] = []
        self.files: dict[str, str] = {}
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents of the files read so far."""
        return self._hash.hexdigest()

    def read(
        self, name: str, adapter: TypeAdapter[Model], values: Mapping[str, str] | None = None
    ) -> Model | None:
        """Return a file as a model, or None when it has problems.

        `name` is relative to the folder and is the source of the problems. With `values`, words
        in braces are replaced: {doctor} by values["doctor"].
        """
        content = self._content(name)
        if content is None:
            return None
        given = None if values is None else tuple(values.items())
        model, problems = modelled(content, name, adapter, given)
        self.problems += problems
        return model

    def ids(self, group: str) -> tuple[str, ...]:
        """Return the names of the TOML files in a sub-folder, without ending, sorted."""
        laid = (PurePosixPath(name) for name in self._over)
        over = {path.stem for path in laid if str(path.parent) == group}
        there = (path.stem for path in (self.folder / group).glob("*.toml"))
        return tuple(sorted({*there, *over}))

    def table(self, name: str) -> dict[str, Any] | None:
        """Return a file's TOML, or None when it cannot be read."""
        content = self._content(name)
        if content is None:
            return None
        table, problems = _parsed(content, name)
        self.problems += problems
        return None if problems else table

    def _content(self, name: str) -> bytes | None:
        path = self.folder / name
        try:
            content = self._over.get(name) or (path.read_bytes() if path.is_file() else None)
        except OSError:
            content = None
        if content is None:
            _, problems = read_toml(path, name)  # says why
            self.problems += problems
            return None
        self._hash.update(f"{name}\0{len(content)}\0".encode() + content)
        self.files[name] = text_digest(content)
        return content


def table_of(content: bytes, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the TOML in a file's bytes, to be read only, and what is wrong with it."""
    return _parsed(content, name)


@lru_cache(maxsize=512)
def _parsed(content: bytes, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return a file's table and problems, to be read only: the same bytes are parsed once."""
    return parse_toml(content, name)


@lru_cache(maxsize=1024)
def modelled(
    content: bytes,
    name: str,
    adapter: TypeAdapter[Model],
    values: tuple[tuple[str, str], ...] | None,
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return a file's model, to be read only, and its problems: the same bytes are read once."""
    table, problems = _parsed(content, name)
    if problems:
        return None, tuple(problems)
    return _validated(table, name, adapter, values)


def modelled_table(
    table: dict[str, Any], name: str, adapter: TypeAdapter[Model]
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return a table, put together from files, as a model; `name` is what Problems call it."""
    return _validated(table, name, adapter, None)


def _validated(
    table: dict[str, Any],
    name: str,
    adapter: TypeAdapter[Model],
    values: tuple[tuple[str, str], ...] | None,
) -> tuple[Model | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    if values is not None:
        table, problems = filled(table, name, dict(values))
    still_open = tuple(unfinished_problems(table, name))
    try:
        model = adapter.validate_python(table)
    except ValidationError as error:
        found = validation_problems(error, name, adapter)
        problems = [*problems, *(one for one in found if not is_about(one, still_open))]
        return None, (*problems, *still_open)
    return None if still_open else model, (*problems, *still_open)


def filled(
    table: dict[str, Any], name: str, values: Mapping[str, str]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the table with values in place of {placeholders}, and what went wrong."""
    problems: list[Problem] = []

    def fill(value: Any, keys: tuple[str, ...]) -> Any:
        if isinstance(value, str):
            if "{" not in value and "}" not in value:
                return value
            text, found = filled_text(value, f"{name}:{'.'.join(keys)}", values)
            problems.extend(found)
            return text
        if isinstance(value, dict):
            return {key: fill(item, (*keys, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [fill(item, (*keys, str(index))) for index, item in enumerate(value)]
        return value

    return {key: fill(item, (key,)) for key, item in table.items()}, problems


def filled_text(text: str, source: str, values: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """Return one text with values in place of {placeholders}, and what went wrong."""
    problems = []
    for key in _PLACEHOLDER.findall(text):
        if key not in values:
            hint = nearest(key, values)
            problems.append(Problem(source, f"unknown placeholder {{{key}}}", hint))
        elif not values[key]:
            message = f"{{{key}}} is empty in this region"
            problems.append(Problem(source, message, "word it without that placeholder"))
    bare = _PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare:
        hint = "braces are only for words of the region, such as {doctor}"
        problems.append(Problem(source, "a brace without its partner", hint))
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), text), problems


def validation_problems(
    error: ValidationError, name: str, adapter: TypeAdapter[Any]
) -> list[Problem]:
    """Return pydantic's findings as problems of the file `name`, without any value."""
    problems = []
    listed = error.errors(include_url=False, include_input=False, include_context=False)
    for found in listed:
        if found["type"] == "too_short" and any(_is_inside(one, found) for one in listed):
            continue  # it is short because what it holds is wrong
        keys = [str(part) for part in found["loc"] if part != "[key]"]
        source = f"{name}:{'.'.join(keys)}" if keys else name
        if found["type"] == "extra_forbidden":
            known = known_keys(adapter, keys[:-1])
            problems.append(Problem(source, "is not a known key", nearest(keys[-1], known)))
        elif found["type"] == "missing":
            problems.append(Problem(source, "is missing", "add this key"))
        else:
            message = found["msg"][:1].lower() + found["msg"][1:]
            problems.append(Problem(source, message, "see the schema named in the first line"))
    return problems


def _is_inside(one: ErrorDetails, other: ErrorDetails) -> bool:
    """Say whether one finding is about a part of what the other is about."""
    size = len(other["loc"])
    return len(one["loc"]) > size and one["loc"][:size] == other["loc"]


def known_keys(adapter: TypeAdapter[Any], keys: list[str]) -> list[str]:
    """Return the keys that the table at `keys` may have, from the model's schema."""
    schema = adapter.json_schema()
    definitions = schema.get("$defs", {})
    node: Any = schema
    for key in keys:
        if key.isdigit():  # one of a list, or of a slot with a line alone
            node = _resolved(node, definitions, "items").get("items", node)
        else:
            node = _resolved(node, definitions)
            patterns = node.get("patternProperties", {}).values()
            others = [*patterns, node.get("additionalProperties")]
            node = node.get("properties", {}).get(key) or others[0]
        if not isinstance(node, dict):
            return []
    return list(_resolved(node, definitions).get("properties", {}))


def _resolved(
    node: dict[str, Any], definitions: dict[str, Any], wanted: str = "$ref"
) -> dict[str, Any]:
    """Follow a reference, and take out of several what is a table, or has what is wanted."""
    options = [option for option in node.get("anyOf", []) if option.get("type") != "null"]
    if options:
        node = next((option for option in options if wanted in option), options[0])
    if "$ref" in node:
        return dict(definitions[node["$ref"].rsplit("/", 1)[-1]])
    return node
