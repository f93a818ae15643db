"""A line of a list as its reader gives it, before anybody knows what its cells mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNCACHED = "formula"
LONG_NUMBER = "digits"
MOMENT = "moment"
FAR = "far"
TRUTH = "truth"
SWALLOWED = "swallowed"


@dataclass(frozen=True, slots=True)
class Oddities:
    """What a reader knows of a line beyond its texts.

    `cells` names, by place, those that hold a formula without a value (UNCACHED), a number of more
    digits than a spreadsheet keeps (LONG_NUMBER) or a number that is a day or a time (MOMENT), that
    are TRUE or FALSE and no text (TRUTH), that lie too far out to be read (FAR) or that seem to
    have taken in the next line of a text (SWALLOWED).
    `is_filled` says that a merged cell above reaches into the line; `spans` has the last place of
    cells that are merged over several columns, by their first; `aside` texts that are not used
    because their columns are hidden.
    """

    is_hidden: bool = False
    is_filled: bool = False
    cells: Mapping[int, str] = field(default_factory=dict)
    spans: Mapping[int, int] = field(default_factory=dict)
    aside: tuple[str, ...] = ()


PLAIN = Oddities()

Line = tuple[int, list[str], Oddities]
"""The line's number as a spreadsheet counts, its texts, and what is odd about it."""


def place_of(letters: str) -> int:
    """Return the place of a column, 0 for A."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
