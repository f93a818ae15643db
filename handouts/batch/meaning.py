"""What each column of a list says: which is taken of two for one thing, and what is asked about.

Headings are shown in messages only where they are known or somebody named them: in a file without
headings a patient stands in their place.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from textwrap import shorten

from handouts.batch.columns import (
    Column,
    cannot_sort,
    column_of,
    columns,
    is_numbered,
    may_hold_staff_notes,
    missing,
    nearest_column,
    places,
    rank,
    unused_by_word,
)
from handouts.batch.nothing import doubtful, without_nothing
from handouts.batch.rows import RefusedRow, Row, RowProblem
from handouts.spellings import plain

IGNORE = ""
"""In place of a column's name: what stands there is not used."""

SEE_ALL = "; --dry-run shows all"
"""What the remedy for headings that are not known ends in, where they are not shown beside it."""

_SURE = 2  # headings that are known: then the row is one of headings, and no patient's
_LONGEST_SHOWN = 40  # characters of a heading that is not known
_OF_A_PATIENT = re.compile(r"\d{3}|\d[./:-]\d|@")
_BEYOND = 5  # columns without a heading that may follow the last one


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody said of a list's columns, by heading or letters: a column's name or IGNORE."""

    columns: Mapping[str, str] = field(default_factory=dict)

    def by_place(self, texts: Sequence[str]) -> dict[int, str]:
        """Return what was said of the columns with these headings, by their place."""
        said = {}
        for name, column in self.columns.items():
            at = _place(name, texts)
            if at is not None:
                said[at] = column
        return said

    def missing(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the names of which there is no column."""
        return tuple(name for name in self.columns if _place(name, texts) is None)

    def contradictions(self, row: int, texts: Sequence[str]) -> Iterator[RowProblem]:
        """Yield a problem for each column of which two names, as its letter, say two things."""
        before: dict[int, str] = {}
        for name in self.columns:
            at = _place(name, texts)
            other = before.setdefault(at, name) if at is not None else name
            if self.columns[other] != self.columns[name]:
                message = f"{other!r} and {name!r} are one column, of which two things are said"
                hint = "say one of them in --map, --ignore and --columns"
                yield RowProblem(row, "", message, hint)

    def knows(self, text: str) -> bool:
        """Say whether a text is a heading: one that is known, or that somebody named."""
        return column_of(text) is not None or plain(text) in map(plain, self.columns)


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Heading:
    """A roster's heading: the column of each cell, None for one that is not used.

    `order` tells which cells rows are sorted by; the cells `ignored` are so by somebody's wish,
    those `named` have a meaning by it. Cells that come `second` are read where another for the same
    is empty. `row` is the heading's own; 0 says that each line has headings of its own.
    """

    columns: tuple[Column | None, ...]
    texts: tuple[str, ...]
    order: tuple[int, ...] = ()
    ignored: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    second: frozenset[int] = frozenset()
    row: int = 1

    def places_of(self, name: str) -> str:
        """Return letters and headings of the columns that are read for a column, "" for none."""
        return self.told(
            at for at, column in enumerate(self.columns) if column and column.name == name
        )

    def left_out(self) -> list[int]:
        """Return the places of columns that are not used."""
        return [at for at, one in enumerate(self.columns) if not one and self.texts[at].strip()]

    def told(self, at: Iterable[int], *, unknown: bool = False) -> str:
        """Return columns by letters, and by their headings where these may be shown.

        With `unknown` also those that are not known, if it is sure that they are headings.
        """
        sure = unknown and sum(column_of(text) is not None for text in self.texts) >= _SURE
        return ", ".join(self._told(index, sure=sure) for index in at)

    def _told(self, index: int, *, sure: bool) -> str:
        text = " ".join(self.texts[index].split())
        shown = bool(text) and (index in self.named or column_of(text) is not None)
        if sure and not shown and not _OF_A_PATIENT.search(text):
            text = shorten(text, _LONGEST_SHOWN, placeholder=" ...")
            shown = bool(text)
        if not self.row:
            return text if shown else f"key {index + 1}"
        return f"{letters(index)} ({text})" if shown else letters(index)


def read_heading(
    texts: Sequence[str], sort: Sequence[str] = (), told: Told = NOTHING_TOLD, row: int = 1
) -> tuple[Heading, list[RowProblem]]:
    """Return what each heading means, and what is to be told of it.

    Of two columns for one thing one is taken, which is a warning. Errors are a heading that seems
    to be misspelt, so that what it is for would be lost, and a column to sort by or that somebody
    named, and that is not there. Raises nothing.
    """
    texts = _widened(texts, told) if row else texts
    wishes = told.by_place(texts)
    meant = [_meant(at, text, wishes) for at, text in enumerate(texts)]
    order = tuple(at for at in places(texts, sort) if at is not None)
    ignored = frozenset(at for at, name in wishes.items() if name == IGNORE)
    heading = Heading(tuple(meant), tuple(texts), order, ignored, frozenset(wishes), row=row)
    problems = [] if not row else [
        *cannot_sort(row, missing(texts, sort), texts), *not_there(row, told.missing(texts)),
        *told.contradictions(row, texts),
    ]  # fmt: skip
    taken, second = list(meant), set[int]()
    for name in dict.fromkeys(column.name for column in meant if column and not column.unused):
        problems += _settle(heading, name, taken, second)
    settled = replace(heading, columns=tuple(taken), second=frozenset(second))
    problems += [*_beside_parts(settled), *_unknown(settled, meant)]
    return settled, problems


def row_of(
    number: int, heading: Heading, cells: Sequence[object], sort_by: tuple[str, ...], whole: object
) -> Row:
    """Return the row of these cells; `whole` is all that stands in it, as text or values."""
    values: dict[str, object] = {}
    unread: list[str] = []
    filled: Iterable[tuple[int, tuple[Column | None, object]]]
    filled = enumerate(zip(heading.columns, cells, strict=False))
    if heading.second:
        filled = sorted(filled, key=lambda one: one[0] in heading.second)
    for at, (column, value) in filled:
        if not value or at in heading.ignored:
            continue
        if column is None or column.flagged:
            unread += [str(part) for part in (value if isinstance(value, list) else [value])]
        if column is None:
            continue
        before = values.get(column.name)
        if isinstance(value, list) and isinstance(before, list):
            values[column.name] = [*before, *value]
        elif before is None or not without_nothing({column.name: before})[0]:
            values[column.name] = value
    kept, emptied = without_nothing(values)
    asked = tuple(doubtful(values, kept, emptied)) if emptied else ()
    count, digest = len(kept) + len(unread), _digest_of(whole)
    if not _part_names().isdisjoint(kept):
        surname = any(column and column.name == "surname" for column in heading.columns)
        kept = _joined(kept, may_be_surname=not surname)
    return Row(number, kept, sort_by, tuple(unread), tuple(emptied), digest, asked, count)


def refused(row: Row, problems: Sequence[RowProblem]) -> Iterator[RowProblem]:
    """Yield what is wrong with a row; the first problem has what can be known of whose it is."""
    misread = {problem.column for problem in problems}
    misread |= {column.part for name, column in columns().items() if name in misread}
    values = {name: text for name, text in row.values.items() if name not in misread}
    first = problems[0]
    whose = row._replace(values=values)
    yield RefusedRow(row.number, first.column, first.message, first.hint, whose=whose)
    yield from problems[1:]


def is_note(problem: RowProblem) -> bool:
    """Say whether a problem keeps nothing from being made."""
    return problem.severity != "error"


def _digest_of(cells: object) -> bytes:
    """Return a digest of a whole row: the same for rows that are equal but for spaces."""
    if isinstance(cells, list):
        cells = [" ".join(str(cell).split()) for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
    stated = cells if isinstance(cells, str) else json.dumps(cells, sort_keys=True)
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).digest()[:16]


def letters(place: int) -> str:
    """Return a column's letters as spreadsheets write them: A to Z, AA, ..."""
    written = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def _place(name: str, texts: Sequence[str]) -> int | None:
    """Return where the column is that somebody named by its heading or its letters."""
    said = plain(name)
    by_heading = next(
        (at for at, text in enumerate(texts) if text.strip() and plain(text) == said), None
    )
    if by_heading is not None:
        return by_heading
    return next((at for at in range(len(texts)) if letters(at) == name.strip().upper()), None)


def _widened(texts: Sequence[str], told: Told) -> list[str]:
    """Return headings with empty ones for columns right of them that somebody named by letters."""
    named = {name.strip().upper() for name in told.columns}
    beyond = range(len(texts), len(texts) + _BEYOND)
    last = max((at for at in beyond if letters(at) in named), default=len(texts) - 1)
    return [*texts, *[""] * (last + 1 - len(texts))]


def _meant(at: int, text: str, wishes: Mapping[int, str]) -> Column | None:
    if at in wishes:
        return columns().get(wishes[at])
    return column_of(text) or unused_by_word(text)


def not_there(row: int, names: Iterable[str]) -> Iterator[RowProblem]:
    """Yield a problem for each name of a column that is not there."""
    for name in names:
        hint = "write the heading as it stands in the roster, or the column's letter"
        yield RowProblem(row, "", f"has no column {name!r}", hint)


def _settle(
    heading: Heading, name: str, taken: list[Column | None], second: set[int]
) -> Iterator[RowProblem]:
    """Take one of several columns for one thing; of flags and the like take all.

    Of names the others come `second`: nobody shall be without one.
    """
    at = [index for index, column in enumerate(taken) if column and column.name == name]
    column = columns()[name]
    if len(at) == 1:
        return
    if column.kind == "list":
        if all(is_numbered(heading.texts[index]) for index in at):
            return  # somebody means them to be several
        message = f"stands in several columns, which are read together: {heading.told(at)}"
        hint = f"--ignore {_mark(heading, at[-1])} leaves one out"
        yield RowProblem(heading.row, name, message, hint, "warning")
        return
    best = min(at, key=lambda i: -1 if i in heading.named else rank(column, heading.texts[i]))
    others = [index for index in at if index != best]
    hint = f"--map {_mark(heading, others[0])}={name} takes the other"
    if "name" in (name, column.part):
        second |= set(others)
        message = f"{heading.told([best])} is taken; {heading.told(others)} where it is empty"
    else:
        for index in others:
            taken[index] = None
        message = f"{heading.told([best])} is taken, not {heading.told(others)}"
    yield RowProblem(heading.row, name, message, hint, "warning")


def _beside_parts(heading: Heading) -> Iterator[RowProblem]:
    names = {column.name for column in heading.columns if column}
    for whole in dict.fromkeys(column.part for column in columns().values() if column.part):
        parts = [c.name for c in columns().values() if c.part == whole and c.name in names]
        if whole in names and parts:
            pieces = ", ".join(heading.places_of(part) for part in parts)
            message = f"{heading.places_of(whole)} is taken whole; {pieces} where it is empty"
            if "first_name" in parts and "surname" not in parts:
                message = f"{heading.places_of(whole)} is taken, with {pieces} if it is a surname"
            at = next(i for i, c in enumerate(heading.columns) if c and c.name == whole)
            hint = f"--ignore {_mark(heading, at)} takes the parts"
            yield RowProblem(heading.row, whole, message, hint, "warning")


def for_staff(heading: Heading) -> Iterator[RowProblem]:
    """Yield a note for each printed column under whose heading staff may write for themselves."""
    for at, column in enumerate(heading.columns):
        if column and at not in heading.named and may_hold_staff_notes(column, heading.texts[at]):
            message = f"{heading.told([at])} is printed on the handouts, for the patients to read"
            hint = f"if staff write there for themselves: --ignore {_mark(heading, at)}"
            yield RowProblem(heading.row, column.name, message, hint, "warning")


def _unknown(heading: Heading, meant: Sequence[Column | None]) -> Iterator[RowProblem]:
    """Ask about headings that seem misspelt; tell of the others that are not known."""
    whole = {column.name for column in heading.columns if column}
    present = whole | {column.part for column in heading.columns if column and column.part}
    unknown = []
    for at, text in enumerate(heading.texts):
        if meant[at] or at in heading.named or at in heading.order or not text.strip():
            continue
        near = nearest_column(text)
        column = column_of(near) if near else None
        if column is None or column.name in present or column.part in whole:
            unknown.append(at)
            continue
        place = heading.told([at])
        message = "has a heading that is not known; what stands there would be lost"
        mark = _mark(heading, at)
        hint = f"did you mean {near}? Write it so, or say --map {mark}={column.name}"
        hint += f" or --ignore {mark}"
        yield RowProblem(heading.row, place, message, hint)
    if unknown:
        where = ", ".join(heading.told([at]) for at in unknown)
        message = f"{_count(unknown, 'heading is', 'headings are')} not known, and not used"
        hint = f"--map {_mark(heading, unknown[0])}=COLUMN uses one{SEE_ALL}"
        yield RowProblem(heading.row, where, message, hint, "warning")


def _count(things: Sequence[object], one: str, several: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else several}"


def _mark(heading: Heading, at: int) -> str:
    """Return how to name a column on the command line: by its letter, in JSON by its key."""
    if heading.row:
        return letters(at)
    return f'"{heading.texts[at]}"' if column_of(heading.texts[at]) else "KEY"


@lru_cache(maxsize=1)
def _parts() -> dict[str, list[str]]:
    """Return the columns that have parts, each with these."""
    wholes = dict.fromkeys(column.part for column in columns().values() if column.part)
    return {
        whole: [column.name for column in columns().values() if column.part == whole]
        for whole in wholes
    }


@lru_cache(maxsize=1)
def _part_names() -> frozenset[str]:
    return frozenset(name for names in _parts().values() for name in names)


def _joined(values: dict[str, object], *, may_be_surname: bool) -> dict[str, object]:
    """Put the parts of a value together, such as first name and surname, where it is not whole.

    A whole name of one word, such as Muster or van Muster, `may_be_surname` where no column has
    that: the first name is put before it. "Rosa Muster" beside Rosie stays as it is.
    """
    for whole, names in _parts().items():
        parts = {name: str(values.pop(name)).strip() for name in names if name in values}
        if not parts:
            continue
        said = str(values.get(whole, "")).strip()
        if not said:
            values[whole] = " ".join(parts.values())
        elif may_be_surname and "first_name" in parts and _is_surname(said):
            written = set(map(plain, said.split()))
            if not set(map(plain, parts["first_name"].split())) <= written:
                values[whole] = " ".join([*parts.values(), said])
    return values


def _is_surname(name: str) -> bool:
    """Say whether a name can be a surname alone: one word, with small ones before it."""
    return sum(not word[:1].islower() for word in name.split()) <= 1
