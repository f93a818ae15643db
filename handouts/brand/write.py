"""Writing a new brand.toml, and the JSON Schema that lets an editor complete and check it."""

import json
import re
from collections.abc import Mapping

from handouts.brand.file import BrandFile

SCHEMA_FILE = "brand.schema.json"

Value = str | tuple[str, ...] | Mapping[str, str]

_HEAD = re.compile(r"#?\[(?P<table>[a-z_.]+)\]")
_KEY = re.compile(r"#(?P<key>[a-z_]+) = ")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_ESCAPES |= {"\r": "\\r"}


def brand_text(template: str, values: Mapping[str, Value]) -> str:
    """Return a template of brand.toml with values in place of its examples.

    In a template, `#key = ...` is an example and `# words` a comment. Values are named by key, or
    by table and key, such as "colours.main". Raises KeyError for one that has no example.
    """
    left = dict(values)
    table, lines = "", []
    for line in template.splitlines():
        if head := _HEAD.fullmatch(line):
            table = f"{head['table']}."
        example = _KEY.match(line)
        if example and (name := table + example["key"]) in left:
            line = f"{example['key']} = {toml_value(left.pop(name))}"  # noqa: PLW2901
        lines.append(line)
    if left:
        raise KeyError(", ".join(left))
    return "\n".join(lines) + "\n"


def toml_value(value: Value) -> str:
    """Return a text, a list of texts or a table of texts as TOML 1.0 on one line."""
    if isinstance(value, str):
        return f'"{"".join(_escaped(character) for character in value)}"'
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key} = {toml_value(text)}" for key, text in value.items())
        return f"{{ {pairs} }}"
    return f"[{', '.join(toml_value(text) for text in value)}]"


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) of brand.toml."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= BrandFile.model_json_schema()
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _escaped(character: str) -> str:
    # TOML 1.0: all control characters but the tab must be escaped; U+0000 to U+001F and U+007F.
    if character < " " or character == "\x7f":
        return _ESCAPES.get(character, f"\\u{ord(character):04X}")
    return _ESCAPES.get(character, character)
