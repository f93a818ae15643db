"""Places that are still to be filled in: each says what belongs there, and none is ever printed."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from handouts.errors import Problem

MARK: Final = "FILL IN:"
"""What a text says as long as nobody has filled it in; after it stands what belongs there."""


def unfinished_problems(table: Any, source: str) -> Iterator[Problem]:
    """Yield a Problem for each text in a table that is still to be filled in, with its key.

    `source` is the file, then the file and the key.
    """
    if isinstance(table, str) and MARK in table:
        wanted = table.partition(MARK)[2].strip()
        yield Problem(source, "is not filled in yet", f"write {wanted or 'what belongs there'}")
    elif isinstance(table, dict | list):
        items = table.items() if isinstance(table, dict) else enumerate(table)
        for key, value in items:
            glue = "." if ":" in source else ":"
            yield from unfinished_problems(value, f"{source}{glue}{key}")


def is_about(problem: Problem, places: Iterable[Problem]) -> bool:
    """Say whether a problem is about one of the places that are not filled in, or part of it."""
    return any(f"{problem.source}.".startswith(f"{place.source}.") for place in places)
