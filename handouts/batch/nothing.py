"""Cells that hold a word for nothing, such as NULL: they are as good as empty."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from handouts.batch.columns import columns
from handouts.patients import FIELDS
from handouts.spellings import is_also_a_name, is_nothing, is_plainly_something


def without_nothing(values: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """Return a row's values without words for nothing, and the columns of those it had.

    In a column that may hold several, only these words are taken out. Nil beside a surname is a
    first name.
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
    for name in [name for name in emptied if columns()[name].part]:
        if is_also_a_name(str(values[name])) and _beside(name, kept):
            kept[name] = values[name]
            emptied.remove(name)
    return kept, emptied


def doubtful(
    values: Mapping[str, object], kept: Mapping[str, object], emptied: Iterable[str]
) -> list[str]:
    """Return the columns with a word for nothing that leaves one part of a name alone.

    That NULL beside Rosa is no surname is likely, but a handout may not halve a name. Signs such
    as - and N/A are nobody's name.
    """
    parts = [name for name in emptied if columns()[name].part and str(values[name]).isalpha()]
    return [
        name for name in parts if columns()[name].part not in kept and len(_beside(name, kept)) == 1
    ]


def _beside(name: str, kept: Mapping[str, object]) -> list[str]:
    """Return the other columns with a part of the same name that have something in them."""
    whole = columns()[name].part
    return [other for other in kept if other != name and columns()[other].part == whole]


@lru_cache(maxsize=256)
def _kind(name: str) -> str:
    """Return which words are nothing in a column: see `is_nothing`."""
    column = columns()[name]
    if "name" in (name, column.part):
        return "name"
    if name in FIELDS and name != "date":
        return "detail"
    return column.kind
