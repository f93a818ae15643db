"""Writing a new brand.toml, and the JSON Schema that lets an editor complete and check it."""

import json
import re
from collections.abc import Mapping

from handouts.brand.file import BrandFile

SCHEMA_FILE = "brand.schema.json"

Value = str | tuple[str, ...] | Mapping[str, str]

_OWN_TYPEFACES = "typefaces.own."
_HEAD = re.compile(r"#?\[(?P<table>[a-z_.]+)\]")
_KEY = re.compile(r"#(?P<key>[a-z_]+) = ")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_ESCAPES |= {"\r": "\\r"}


def brand_text(template: str, values: Mapping[str, Value]) -> str:
    """Return a template of brand.toml with values in place of its examples.

    In a template, `#key = ...` is an example and `# words` a comment. Values are named by key, or
    by table and key, such as "colours.main". Raises KeyError for one that has no example.
    """
    left = {key: value for key, value in values.items() if not key.startswith(_OWN_TYPEFACES)}
    template = _with_own_typefaces(template, values)
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


def own_typeface_lines(values: Mapping[str, Value]) -> list[str]:
    """Return the tables of own typefaces as lines; values are named "typefaces.own.NAME.STYLE"."""
    tables: dict[str, list[str]] = {}
    for key, value in values.items():
        if key.startswith(_OWN_TYPEFACES):
            table, _, style = key.rpartition(".")
            tables.setdefault(table, []).append(f"{style} = {toml_value(value)}")
    blocks = [[f"[{table}]", *lines, ""] for table, lines in tables.items()]
    return [line for block in blocks for line in block][:-1]


def _with_own_typefaces(template: str, values: Mapping[str, Value]) -> str:
    """Return a template with the clinic's own typefaces in place of the example of one."""
    own = own_typeface_lines(values)
    example = re.search(r"^#\[typefaces\.own\..*\n(#.*\n)*", template, re.MULTILINE)
    if not own or example is None:
        return template
    return template[: example.start()] + "\n".join(own) + "\n" + template[example.end() :]


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
