"""Finding the row that has a list's headings: above it there may be a title, notes or nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handouts.batch.rosters.lines import Line, Oddities
from handouts.batch.rosters.tidy import tidied

LOOKED_AT = 10
"""Rows with something in them among which the headings must be."""

_OF_A_PATIENT = re.compile(r"\d{3}|\d[./:-]\d|@|^\d+$")
_NOTE = re.compile(r"#+[ \t]*[^\W\d].*[ \t].*", re.DOTALL)

Known = Callable[[str], bool]
"""Says whether a text is a heading that is known."""


@dataclass(frozen=True, slots=True)
class Found:
    """The headings of a list: their texts, and the rows that they stand in."""

    texts: list[str]
    first: int
    last: int


def find_heading(lines: Sequence[Line], known: Known) -> Found | None:
    """Return the headings among the first lines of a list, None where there are none.

    It is the row that has most headings that are known; two rows make one heading where more are
    known of both together. A row that looks like a patient's is none, and a note only where
    nothing else is one.
    """
    rows = [(number, [tidied(text)[0] for text in texts], odd) for number, texts, odd in lines]
    found: list[tuple[int, float, Found]] = [
             (_count(texts, known), -at, Found(texts, number, number))
             for at, (number, texts, _) in enumerate(rows) if not _is_marked(texts)]  # fmt: skip
    found += [
        (_count(texts, known), -at - 0.5, Found(texts, upper[0], lower[0]))
        for at, (upper, lower) in enumerate(pairwise(rows))
        if upper[0] + 1 == lower[0]
        for texts in (_together(upper[1], lower[1], upper[2], known),)
    ]  # fmt: skip
    if not any(count for count, _, _ in found):
        unmarked = [[texts[0].lstrip("# "), *texts[1:]] for _, texts, _ in rows]
        found = [(_count(texts, known), -at, Found(texts, rows[at][0], rows[at][0]))
                 for at, texts in enumerate(unmarked)]  # fmt: skip
    count, _, best = max(found, key=lambda one: one[:2], default=(0, 0, None))
    return best if count else None


def is_note(texts: Sequence[str]) -> bool:
    """Say whether a line has nothing but a remark that begins with #, as programs write it."""
    filled = [text for text in texts if text]
    return len(filled) == 1 and bool(_NOTE.fullmatch(filled[0]))


def _is_marked(texts: Sequence[str]) -> bool:
    first = next((text for text in texts if text), "")
    return first.startswith("#") and first.strip("# ") != ""


def _count(texts: Sequence[str], known: Known) -> int:
    """Return how many of a row's texts are known headings, 0 for what may be a patient's row."""
    filled = [text for text in texts if text]
    count = sum(map(known, filled))
    seems_a_patient = any(_OF_A_PATIENT.search(text) for text in filled if not known(text))
    return 0 if seems_a_patient and count * 2 < max(len(filled), 3) else count


def _together(upper: Sequence[str], lower: Sequence[str], odd: Oddities, known: Known) -> list[str]:
    """Return the headings that two rows make together, nothing where the second is no heading.

    A heading over several columns, merged or with nothing beside it, belongs to each of them.
    """
    filled = [text for text in lower if text]
    if len(filled) < 2 or any(map(_OF_A_PATIENT.search, filled)):  # noqa: PLR2004
        return []
    texts, group, reach = [], "", -1
    for at in range(max(len(upper), len(lower))):
        own = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        after = upper[at + 1] if at + 1 < len(upper) else ""
        if own:
            is_group = not after and at + 1 < len(lower) and bool(lower[at + 1] and below)
            group = own if at in odd.spans or is_group else ""
            reach = odd.spans.get(at, len(lower) if is_group else -1)
        over = own or (group if at <= reach else "")
        both = f"{over} {below}".strip()
        if not below or below == own:
            texts.append(own)
        elif known(both) or not (group and at <= reach):
            texts.append(both)
        else:
            texts.append(below)
    return texts
