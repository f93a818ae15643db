"""Putting the rows of a roster in the order of a column, as people would.

Rows wait in a file without a name, which is gone when the program ends; memory holds what stands in
the columns to sort by, and a place in that file for each row. How days are written in a
column is seen when all of it is read.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator

from handouts.batch.moments import USUAL, Way, sortable, way_of
from handouts.batch.rows import Row
from handouts.errors import OutputError

Key = tuple[bool, tuple[tuple[str, int, str], ...]]

_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_NUMBERED = re.compile(r"(\D*)(\d*)")


def in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows in the order of their `sort_by`, those without it last, else as they come.

    Raises OutputError if they cannot be kept meanwhile.
    """
    try:
        yield from _sorted(rows)
    except OSError as error:
        hint = "see that the folder for temporary files has room, or leave out --sort"
        raise OutputError("the rows of the roster cannot be put in order", hint) from error


def _sorted(rows: Iterable[Row]) -> Iterator[Row]:
    places: list[tuple[tuple[str, ...], int, int]] = []
    with tempfile.TemporaryFile() as file:
        for row in rows:
            start = file.tell()
            file.write(json.dumps([row.number, dict(row.values)]).encode())
            places.append((row.sort_by, start, file.tell() - start))
        ways = [way_of(column) for column in zip(*(p[0] for p in places), strict=True)]
        places.sort(
            key=lambda place: tuple(
                natural(text, way) for text, way in zip(place[0], ways, strict=True)
            )
        )
        for _, start, length in places:
            file.seek(start)
            number, values = json.loads(file.read(length))
            yield Row(number, values)


def natural(text: str, way: Way = USUAL) -> Key:
    """Return what a text is sorted by: letters without case and accents, numbers by value.

    Days go by the calendar and times by the clock, however they are written. Texts that differ in
    nothing else, or in spaces, are the same; empty ones come last.
    """
    text = sortable(" ".join(text.split()), way)
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    parts = (match.groups() for match in _NUMBERED.finditer(plain) if match[0])
    return not text, tuple((letters, *_value(digits)) for letters, digits in parts)


def _value(digits: str) -> tuple[int, str]:
    """Return what sorts digits by their value, however many: no digits come before any."""
    told = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return (len(told) if digits else -1), told
