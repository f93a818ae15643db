"""Putting the rows of a roster in the order of a column, as people would.

Rows wait in a file without a name, which is gone when the program ends; memory holds what stands in
the columns to sort by, and a place in that file for each row.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator

from handouts.batch.rows import Row

Key = tuple[tuple[bool, tuple[tuple[str, int], ...], str], ...]

_NUMBERED = re.compile(r"(\D*)(\d*)")
_LONGEST_NUMBER = 18  # digits that are compared by value; more are not meant as a number


def in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows in the order of their `sort_by`, those without it last, else as they come."""
    order: list[tuple[Key, int, int]] = []
    with tempfile.TemporaryFile() as file:
        for row in rows:
            start = file.tell()
            file.write(json.dumps([row.number, dict(row.values)]).encode())
            order.append((tuple(map(natural, row.sort_by)), start, file.tell() - start))
        order.sort()
        for _, start, length in order:
            file.seek(start)
            number, values = json.loads(file.read(length))
            yield Row(number, values)


def natural(text: str) -> tuple[bool, tuple[tuple[str, int], ...], str]:
    """Return what a text is sorted by: letters without case and accents, numbers by value.

    Texts that differ in nothing else are sorted as they are written; empty ones come last.
    """
    text = " ".join(text.split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    parts = (match.groups() for match in _NUMBERED.finditer(plain) if match[0])
    return not text, tuple((letters, _number(digits)) for letters, digits in parts), text


def _number(digits: str) -> int:
    return int(digits[:_LONGEST_NUMBER]) if digits else -1
