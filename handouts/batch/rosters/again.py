"""Headings below the first ones: the same once more, or those of another list."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from handouts.batch.columns import Column, column_of
from handouts.batch.meaning import Heading
from handouts.batch.rosters.headings import Found, Known, known_count, seems_a_patient
from handouts.batch.rosters.lines import Line
from handouts.batch.rosters.tidy import tidied
from handouts.batch.rows import RowProblem
from handouts.spellings import plain

_OF_THEIR_OWN = "put each list into a file or sheet of its own"
_AT_LEAST = 2  # headings
_REMEMBERED = 4096  # texts
_WHO = ("name", "first_name", "surname", "patient_id")


class Again:
    """Tells headings that stand again, and remembers whether a row is below another list's.

    Below these a cell would be taken for what the first headings say: a number for a name.
    """

    def __init__(self, heading: Heading, found: Found, head: Sequence[Line], known: Known) -> None:
        self._columns = [_meaning(text) for text in found.texts]
        self._texts, self._known = list(found.texts), lru_cache(_REMEMBERED)(known)
        above = _above(head, found)
        self._seen = [texts for _, texts in above if _is_of_headings(texts, known)]
        self._above = [(number, texts) for number, texts in above if number < found.first]
        self._row = heading.row
        self._is_other = False

    def above(self) -> Iterator[RowProblem]:
        """Yield what is wrong with rows of a list that stands above this one's headings."""
        for number, texts in self._above:
            is_list = self._is_heading(texts) and any(_is_who(text) for text in texts)
            self._is_other = self._is_other or is_list
            problem = self.problem(number)
            if problem and any(texts):
                yield problem
        self._is_other = False

    def is_repeated(self, texts: Sequence[str]) -> bool:
        """Say whether a line has the list's headings once more."""
        if texts == self._texts or (self._seen and _bare(texts) in self._seen):
            self._is_other = False
            return True
        if not self._is_heading(texts):
            return False
        self._is_other = not self._is_same(texts)
        return not self._is_other

    def problem(self, number: int) -> RowProblem | None:
        """Return what is wrong with a row of another list, None for a row of this one."""
        if not self._is_other:
            return None
        message = f"is one of a second list, whose headings are not those of row {self._row}"
        return RowProblem(number, "", message, _OF_THEIR_OWN)

    def _is_heading(self, texts: Sequence[str]) -> bool:
        """Say whether a line has headings and can be nobody's: two at least that are known.

        Where some are not known, one must be of who it is: a few choices have a heading's name.
        """
        filled = [text for text in texts if text]
        unknown: list[str] = []
        # What patients share stands to the right, is known from before and soon decides.
        for text in reversed(filled):
            if not self._known(text):
                unknown.append(text)
                if len(unknown) * 2 > len(filled):
                    return False
        if known_count(filled, self._known) < _AT_LEAST or any(map(seems_a_patient, unknown)):
            return False
        return not unknown or any(map(_is_who, filled))

    def _is_same(self, texts: Sequence[str]) -> bool:
        if len(texts) > len(self._columns):
            return False
        return all(
            not text or _meaning(text) == meant
            for text, meant in zip(texts, self._columns, strict=False)
        )


def side_by_side(heading: Heading) -> Iterator[RowProblem]:
    """Yield a problem where two lists stand beside each other, each with its own headings."""
    columns = {
        at: column
        for at, text in enumerate(heading.texts)
        if at not in heading.ignored and (column := column_of(text)) and not column.unused
    }
    blocks = _blocks(heading.texts, columns)
    for at, block in enumerate(blocks):
        shared = [set(block) & set(other) for other in blocks[at + 1 :]]
        if any(len(both) >= _AT_LEAST and both & set(_WHO) for both in shared):
            message = "has the same headings again further right, as two lists side by side have"
            yield RowProblem(heading.row, "", message, _OF_THEIR_OWN)
            return


def _blocks(texts: Sequence[str], columns: Mapping[int, Column]) -> list[list[str]]:
    """Return the names of columns in each group that an empty heading ends."""
    blocks = []
    for is_filled, group in groupby(enumerate(texts), key=lambda one: bool(one[1].strip())):
        if is_filled:
            blocks.append([columns[at].name for at, _ in group if at in columns])
    return blocks


def _meaning(text: str) -> str:
    """Return what a heading means: its column, or its text where it is not known."""
    column = column_of(text)
    return f"column {column.name}" if column else plain(text)


def _is_who(text: str) -> bool:
    column = column_of(text)
    return column is not None and column.name in _WHO


def _above(head: Sequence[Line], found: Found) -> list[tuple[int, list[str]]]:
    """Return the lines that stand above the headings or make them, which are on every page."""
    return [
        (number, _bare([tidied(text)[0] for text in texts]))
        for number, texts, _ in head
        if number <= found.last
    ]


def _is_of_headings(texts: Sequence[str], known: Known) -> bool:
    filled = [text for text in texts if text]
    return any(map(known, filled)) and not any(map(seems_a_patient, filled))


def _bare(texts: Sequence[str]) -> list[str]:
    """Return texts without those at the end that are empty."""
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept
