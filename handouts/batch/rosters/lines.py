"""A line of a list as its reader gives it, before anybody knows what its cells mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNCACHED = "formula"
LONG_NUMBER = "digits"
FAR = "far"


@dataclass(frozen=True, slots=True)
class Oddities:
    """What a workbook knows of a line beyond its texts.

    `cells` names, by place, those that hold a formula without a value (UNCACHED), a number of more
    digits than a spreadsheet keeps (LONG_NUMBER) or that lie too far out to be read (FAR).
    `is_filled` says that a merged cell above reaches into the line; `spans` has the last place of
    cells that are merged over several columns, by their first.
    """

    is_hidden: bool = False
    is_filled: bool = False
    cells: Mapping[int, str] = field(default_factory=dict)
    spans: Mapping[int, int] = field(default_factory=dict)


PLAIN = Oddities()

Line = tuple[int, list[str], Oddities]
"""The line's number as a spreadsheet counts, its texts, and what is odd about it."""


def letters_of(place: int) -> str:
    """Return a column's letters as spreadsheets write them: A to Z, AA, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(letters: str) -> int:
    """Return the place of a column, 0 for A."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
