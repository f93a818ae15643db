"""The looks of a brand for another one: colours, typefaces with their files, the page; no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.brand.layers import Layer, merged, owner, read_layers
from handouts.brand.load import MAX_FONT_BYTES
from handouts.errors import BadInput, Problem
from handouts.toml_text import Keys
from handouts.typefaces import STYLES

_WORDS = ("footer",)  # of the page: they are said, not seen


@dataclass(frozen=True, slots=True)
class Looks:
    """What is taken from a brand: its values by key, and its font files by path in the folder."""

    values: Mapping[Keys, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as brand.toml has them, such as "colours.main"."""
        return tuple(".".join(keys) for keys in self.values)


def looks_of(folder: Path) -> Looks:
    """Return the looks of the brand in a folder and of those that it extends.

    Only what they say is taken, no defaults. Raises BadInput with all problems.
    """
    layers, problems = read_layers(folder)
    if problems or not layers:
        raise BadInput(problems)
    written = merged(layers).model_dump(exclude_unset=True)
    values: dict[Keys, Any] = {
        (table, key): value
        for table in ("colours", "page")
        for key, value in written.get(table, {}).items()
        if not (table == "page" and key in _WORDS)
    }
    types = written.get("typefaces", {})
    values |= {("typefaces", key): types[key] for key in ("headings", "body") if key in types}
    own = types.get("own", {})
    values |= {
        ("typefaces", "own", name, style): file
        for name, table in own.items()
        for style, file in table.items()
    }
    files = _font_files(layers, own)
    unread = [problem for layer in layers for problem in layer.reader.problems]
    if unread:
        raise BadInput(Problem(one.source, one.message, one.hint) for one in unread)
    return Looks(values, files)


def _font_files(layers: Sequence[Layer], own: Mapping[str, Any]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, table in own.items():
        for style in (one for one in STYLES if table.get(one)):
            layer = owner(layers, "typefaces", "own", name, style)
            source = f"brand.toml:typefaces.own.{name}.{style}"
            data = layer.reader.read(table[style], source, MAX_FONT_BYTES) if layer else None
            if data is not None:
                files[table[style]] = data
    return files
