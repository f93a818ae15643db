"""Writing TOML: new files, and changes to one that keep its comments and its order."""

import re
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

Keys = tuple[str, ...]

_HEAD = re.compile(r"(?P<example>#?)\[(?P<table>[a-z0-9_.-]+)\]\s*")
_EXAMPLE = re.compile(r"#(?P<key>[a-z_]+) = ")


def toml_text(table: Mapping[str, Any]) -> str:
    """Return a table as TOML, its own values first, then its tables."""
    return tomlkit.dumps(table)


def changed(text: str, changes: Mapping[Keys, Any]) -> str:
    """Return TOML with some values changed, None for one to take out; all else stays as it is.

    A value is named by its way through the tables. A new one takes the place of its example, a
    line such as `#phone = "..."` in the same table, where there is one. Raises ValueError for a
    text that is no TOML.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ValueError(str(error)) from None
    absent = {
        keys: value
        for keys, value in changes.items()
        if value is not None and not _is_there(document, keys)
    }
    with_examples, left = _in_place_of_examples(text, absent)
    document = tomlkit.parse(with_examples)
    for keys, value in changes.items():
        if value is None:
            _take_out(document, keys)
        elif keys in left or keys not in absent:
            _put(document, keys, value)
    return _ends_like(text, tomlkit.dumps(document))


def with_entry(text: str, name: str, entry: Mapping[str, Any]) -> str:
    """Return TOML with one more table in a list of tables, such as `[[items]]`, after the last."""
    document = tomlkit.parse(text)
    listed = document.get(name)
    fresh = tomlkit.table()
    fresh.update(entry)
    if isinstance(listed, AoT):
        fresh.add(tomlkit.nl())
        listed.append(fresh)
    else:
        document[name] = tomlkit.aot()
        document[name].append(fresh)
    return _ends_like(text, tomlkit.dumps(document))


def _ends_like(text: str, made: str) -> str:
    """Return a text with the line ends of Windows where another has them."""
    return made.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else made


def _is_there(document: Any, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(document, Mapping) or key not in document:
            return False
        document = document[key]
    return True


def _in_place_of_examples(text: str, values: Mapping[Keys, Any]) -> tuple[str, dict[Keys, Any]]:
    """Return a text with values in place of their examples, and those that have none."""
    left = dict(values)
    table: Keys | None = ()
    lines = []
    for line in text.splitlines(keepends=True):
        if head := _HEAD.fullmatch(line):
            # What is below an example of a table belongs to no table.
            table = None if head["example"] else tuple(head["table"].split("."))
        example = _EXAMPLE.match(line)
        if example and table is not None and (*table, example["key"]) in left:
            keys = (*table, example["key"])
            ending = line[len(line.rstrip("\r\n")) :]
            lines.append(f"{example['key']} = {_item(left.pop(keys)).as_string()}{ending}")
        else:
            lines.append(line)
    return "".join(lines), left


def _put(document: Any, keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        if key not in document:
            document[key] = tomlkit.table()
        document = document[key]
    last = keys[-1]
    fresh = _item(value)
    if last in document and not isinstance(document[last], Table):
        # tomlkit keeps the comment behind a value when it is given a plain one.
        fresh.trivia.comment = document[last].trivia.comment
        fresh.trivia.comment_ws = document[last].trivia.comment_ws
    document[last] = fresh


def _item(value: Any) -> Any:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, Mapping):
        made = tomlkit.inline_table()
        made.update(value)
        return made
    return tomlkit.item(list(value) if isinstance(value, tuple) else value)


def _take_out(document: Any, keys: Keys) -> None:
    if not _is_there(document, keys):
        return
    for key in keys[:-1]:
        document = document[key]
    document.remove(keys[-1])
