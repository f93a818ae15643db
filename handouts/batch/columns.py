"""Which heading means which column: forgiving of case, spaces and common names."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from handouts import resources
from handouts.batch.rows import RowProblem
from handouts.toml_file import did_you_mean

Kind = Literal["text", "choice", "list", "yes"]

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a roster may have. `part` names the column that it is a part of."""

    name: str
    help: str
    also: tuple[str, ...] = ()
    kind: Kind = "text"
    part: str = ""
    unused: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A roster's heading: the column of each cell, None for one that is not known.

    `order` tells which cells rows are sorted by.
    """

    columns: tuple[Column | None, ...]
    texts: tuple[str, ...]
    order: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def columns() -> dict[str, Column]:
    """Return every known column by name, in the order of a template."""
    table = tomllib.loads(resources.columns_file().read_text(encoding="utf-8"))
    return {name: _column(name, told) for name, told in table.items()}


def column_of(text: str) -> Column | None:
    """Return the column that a heading means, None for none."""
    return _by_heading().get(_plain(text))


def places(texts: Sequence[str], wanted: Sequence[str]) -> tuple[int | None, ...]:
    """Return where among headings each wanted one stands: by how it is written, or what it means.

    None for one that is not there. Signs count only in a heading that is nothing else, such as #.
    """
    if not wanted:  # asked for every line of JSON
        return ()
    written = [_plain(text) or text.strip() for text in texts]
    meant = [column_of(text) for text in texts]

    def place(name: str) -> int | None:
        asked, column = _plain(name) or name.strip(), column_of(name)
        if asked and asked in written:
            return written.index(asked)
        return meant.index(column) if column and column in meant else None

    return tuple(map(place, wanted))


def missing(texts: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return those wanted that are no heading among these."""
    found = zip(wanted, places(texts, wanted), strict=True)
    return tuple(name for name, at in found if at is None)


def cannot_sort(row: int, names: Sequence[str], texts: Sequence[str]) -> list[RowProblem]:
    """Return a problem for each name to sort by that is none of the headings `texts`.

    Headings are told by the names of known columns alone.
    """
    known = [column for column in map(column_of, texts) if column]
    spellings = [text for column in known for text in (column.name, *column.also)]
    listed = ", ".join(column.name for column in known)
    otherwise = f"write one of its headings, such as: {listed}"
    return [
        RowProblem(row, "", f"has no column {name!r} to sort by",
                   did_you_mean(name.casefold(), spellings, otherwise))
        for name in names
    ]  # fmt: skip


def read_heading(
    texts: Sequence[str], sort: Sequence[str] = ()
) -> tuple[Heading, list[RowProblem]]:
    """Return what each heading means, and problems: unknown ones, and columns given twice.

    An unknown heading is a warning: its column is not used but to be sorted by; one to sort by that
    is not there is an error. Raises nothing.
    """
    found = tuple(column_of(text) for text in texts)
    order = tuple(at for at in places(texts, sort) if at is not None)
    problems = cannot_sort(1, missing(texts, sort), texts)
    problems += [
        RowProblem(1, _shown(index), "is not a known heading; the column is not used", hint,
                   "warning")
        for index, (text, column) in enumerate(zip(texts, found, strict=True))
        if column is None and text.strip() and index not in order
        for hint in (did_you_mean(text.strip().lower(), _likely(), "see: batch template"),)
    ]  # fmt: skip
    names = [column.name for column in found if column]
    problems += [
        RowProblem(1, name, "is the heading of two columns", "keep one of them")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for column in columns().values():
        if column.part and column.name in names and column.part in names:
            message = f"stands beside {column.part}, which it is a part of"
            problems.append(RowProblem(1, column.name, message, "keep the one or the other"))
    return Heading(found, tuple(texts), order), problems


def known_share(texts: Sequence[str]) -> int:
    """Return how many of these headings are known."""
    return sum(column_of(text) is not None for text in texts)


@lru_cache(maxsize=1)
def _by_heading() -> dict[str, Column]:
    return {
        _plain(text): column
        for column in columns().values()
        for text in (column.name, *column.also)
    }


def _spellings() -> list[str]:
    return [text for column in columns().values() for text in (column.name, *column.also)]


def _likely() -> list[str]:
    """Return what a heading with a slip in it may mean: never that a sign has been checked."""
    return [text for text in _spellings() if column_of(text) != columns()["checked"]]


def _plain(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _shown(index: int) -> str:
    """Return a column's letters as spreadsheets write them: A to Z, AA, ...

    The heading itself is not shown: a file without headings has a patient there.
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column(name: str, told: dict[str, Any]) -> Column:
    return Column(name, **{**told, "also": tuple(told.get("also", ()))})
