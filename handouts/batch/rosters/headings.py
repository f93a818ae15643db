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
_TAKEN_OUT = re.compile(r"#+[ \t]+(?!\d+$)")

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
    found = [Found(texts, number, number) for number, texts, _ in rows if not _is_marked(texts)]
    found += [
        Found(texts, upper[0], lower[0])
        for upper, lower in pairwise(rows)
        if upper[0] + 1 == lower[0]
        for texts in (_together(upper[1], lower[1], upper[2], known),)
    ]
    if not any(_count(one.texts, known) for one in found):
        found = [Found([texts[0].lstrip("# "), *texts[1:]], number, number)
                 for number, texts, _ in rows]  # fmt: skip
    best = max(
        found, default=None,
        key=lambda one: (_count(one.texts, known), one.first == one.last, -one.first),
    )  # fmt: skip
    return best if best and _count(best.texts, known) else None


def is_note(texts: Sequence[str]) -> bool:
    """Say whether a line has nothing but a remark that begins with #, as programs write it.

    A # with a blank before the first of several cells takes the line out; #1042 is a number.
    """
    filled = [text for text in texts if text]
    if len(filled) > 1 and texts[0]:
        return _TAKEN_OUT.match(texts[0]) is not None
    return len(filled) == 1 and bool(_NOTE.fullmatch(filled[0]))


def _is_marked(texts: Sequence[str]) -> bool:
    first = next((text for text in texts if text), "")
    return first.startswith("#") and first.strip("# ") != ""


def _count(texts: Sequence[str], known: Known) -> int:
    """Return how many of a row's texts are known headings, 0 for what may be a patient's row."""
    filled = [text for text in texts if text]
    count = known_count(filled, known)
    is_doubtful = any(seems_a_patient(text) for text in filled if not known(text))
    return 0 if is_doubtful and count * 2 < max(len(filled), 3) else count


def known_count(texts: Sequence[str], known: Known) -> int:
    """Return how many headings among these texts are known."""
    return len({text.casefold() for text in texts if known(text)})


def seems_a_patient(text: str) -> bool:
    """Say whether a text is like what stands in a patient's row: a number, a day, an address."""
    return _OF_A_PATIENT.search(text) is not None


def _together(upper: Sequence[str], lower: Sequence[str], odd: Oddities, known: Known) -> list[str]:
    """Return the headings that two rows make together, nothing where the second is no heading.

    A heading over several columns, merged or with nothing beside it, belongs to each of them.
    """
    filled = [text for text in lower if text]
    if len(filled) < 2 or any(map(_OF_A_PATIENT.search, filled)):  # noqa: PLR2004
        return []
    width = max(len(upper), len(lower))
    above, below = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
    over = _over(above, below, odd)
    both = [f"{top} {text}".strip() for top, text in zip(over, below, strict=True)]
    is_heading = all(known(text) or known(joint) for text, joint in zip(below, both, strict=True)
                     if text)  # fmt: skip
    texts = []
    for own, top, text, joint in zip(above, over, below, both, strict=True):
        if not text or text == own:
            texts.append(own)
        elif known(joint) or not (is_heading or top != own):
            texts.append(joint)
        else:
            texts.append(text)
    return texts


def _over(upper: Sequence[str], lower: Sequence[str], odd: Oddities) -> list[str]:
    """Return what stands over each column, in it or in one to the left that reaches over it."""
    over, group, reach = [], "", -1
    for at, own in enumerate(upper):
        if own:
            is_group = upper[at + 1 : at + 2] == [""] and bool(lower[at] and lower[at + 1])
            reach = odd.spans.get(at, len(upper) if is_group else -1)
            group = own
        over.append(own or (group if at <= reach else ""))
    return over
