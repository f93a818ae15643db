"""What a brand says, key by key, and which file said it: its own, one it extends, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handouts.brand.layers import LOGOS, Layer, merged, owner, read_layers, with_site
from handouts.errors import BadInput
from handouts.resources import BRAND_FILE

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Saying:
    """A key like "colours.main", what it says, and where that comes from."""

    key: str
    value: object
    origin: str


def explain_brand(folder: Path, site: str = "") -> tuple[Saying, ...]:
    """Return every key of a brand in the order of brand.toml.

    Expects a folder and a site that `load_brand` accepts. Raises BadInput for a file that cannot
    be read.
    """
    layers, problems = read_layers(folder)
    if problems:
        raise BadInput(problems)
    written = merged(layers)
    told = with_site(written, site) if site else written
    return tuple(
        Saying(".".join(keys), value, _origin(layers, keys, site))
        for keys, value in _leaves(told)
        if keys != ("extends",)
    )


def _leaves(table: object, *above: str) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield each key, with the tables it is in, and its value; an empty table is one value."""
    if isinstance(table, BaseModel):
        entries: dict[str, Any] = {key: getattr(table, key) for key in type(table).model_fields}
    elif isinstance(table, dict) and table:
        entries = table
    else:
        yield above, table
        return
    for key, value in entries.items():
        if isinstance(value, tuple) and any(isinstance(one, BaseModel) for one in value):
            yield (*above, key), tuple(one.model_dump() for one in value)
            continue
        yield from _leaves(value, *above, key)


def _origin(layers: Sequence[Layer], keys: tuple[str, ...], site: str) -> str:
    at_site = owner(layers, "sites", site, *keys) if site else None
    if site and not at_site and keys[0] in LOGOS:
        # A site with a logo of its own has no variants of another one.
        at_site = owner(layers, "sites", site, "logo")
    if at_site:
        return f"{at_site.reader.prefix}{BRAND_FILE}:sites.{site}"
    layer = owner(layers, *keys)
    return f"{layer.reader.prefix}{BRAND_FILE}" if layer else DEFAULT
