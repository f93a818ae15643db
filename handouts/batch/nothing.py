"""Cells that hold a word for nothing, such as NULL: they are as good as empty."""

from collections.abc import Mapping
from functools import lru_cache

from handouts.batch.columns import columns
from handouts.patients import FIELDS
from handouts.spellings import is_nothing, is_plainly_something


def without_nothing(values: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """Return a row's values without words for nothing, and the columns of those it had.

    In a column that may hold several, only these words are taken out.
    """
    kept: dict[str, object] = {}
    emptied = []
    for name, value in values.items():
        if isinstance(value, str) and is_plainly_something(value):
            kept[name] = value
            continue
        kind = _kind(name)
        if isinstance(value, list):
            real = [part for part in value if not is_nothing(name, str(part), kind=kind)]
            if real:
                kept[name] = real
        elif isinstance(value, str) and is_nothing(name, value, kind=kind):
            emptied.append(name)
        else:
            kept[name] = value
    return kept, emptied


@lru_cache(maxsize=256)
def _kind(name: str) -> str:
    """Return which words are nothing in a column: see `is_nothing`."""
    column = columns()[name]
    if "name" in (name, column.part):
        return "name"
    if name in FIELDS and name != "date":
        return "detail"
    return column.kind
