"""The columns that a roster may have, and which of them a heading names.

Forgiving of case, spaces and common names.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from handouts import resources
from handouts.batch.rows import RowProblem
from handouts.spellings import plain

Kind = Literal["text", "choice", "list", "yes"]

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a roster may have. `part` names the column that it is a part of.

    What is `unused` is never printed; a heading with one of the `words` is such a column, too.
    `ask` are headings under which staff may write for themselves; `example` is what the example
    row of a template says, and `heading` what stands over the column there. A flag in a `flagged`
    column is asked about.
    """

    name: str
    help: str
    also: tuple[str, ...] = ()
    kind: Kind = "text"
    part: str = ""
    unused: bool = False
    words: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    example: str = ""
    flagged: bool = False
    heading: str = ""

    @property
    def over_it(self) -> str:
        """What stands over the column in a workbook."""
        return self.heading or self.name.replace("_", " ").capitalize()


@lru_cache(maxsize=1)
def columns() -> dict[str, Column]:
    """Return every known column by name, in the order of a template."""
    return {name: _column(name, of) for name, of in _table().items() if isinstance(of, dict)}


def column_of(text: str) -> Column | None:
    """Return the column that a heading means, None for none."""
    said = plain(text)
    known = _by_heading().get(said)
    if known or not said:
        return known
    numbered = _by_heading().get(said.rstrip(_DIGITS))
    if numbered and numbered.kind == "list":
        return numbered  # the second of several: avoid 2
    asked = _unframed(said)
    found = _by_heading().get(asked) if asked else None
    # That a sign has been checked is said plainly or not at all.
    return None if found is None or found.name == "checked" else found


def is_numbered(text: str) -> bool:
    """Say whether a heading is one of several for one thing, such as avoid 2."""
    said = plain(text)
    return said not in _by_heading() and said.rstrip(_DIGITS) in _by_heading()


def unused_by_word(text: str) -> Column | None:
    """Return the column that is never printed and that a word of a heading tells of."""
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    return next(
        (one for one in columns().values() if any(f" {word} " in words for word in one.words)),
        None,
    )


def rank(column: Column, text: str) -> int:
    """Return how good a name a heading is for its column, 0 for the best."""
    names = [plain(name) for name in (column.name, *column.also)]
    said = plain(text)
    return names.index(said if said in names else _unframed(said))


def may_hold_staff_notes(column: Column, text: str) -> bool:
    """Say whether staff may write for themselves under a heading whose column is printed.

    A frame around it changes nothing: "Patient comments (optional)".
    """
    asked, said = set(map(plain, column.ask)), plain(text)
    for word in _endings():
        said = said.removesuffix(word)
    return said in asked or any(
        said.removeprefix(frame) in asked for frame in _frames() if said.startswith(frame)
    )


def nearest_column(text: str) -> str:
    """Return the name of a column that a heading with a slip in it may mean, "" for none.

    Never that a sign has been checked.
    """
    said = plain(text)
    likely = [name for name, column in _by_heading().items() if column.name != "checked"]
    near = [name for name in likely if _is_slip(said, name)]
    if not near:
        return ""
    column = _by_heading()[min(near, key=lambda name: abs(len(name) - len(said)))]
    written = next(name for name in (column.name, *column.also) if plain(name) in near)
    return "" if column.unused else written


def places(texts: Sequence[str], wanted: Sequence[str]) -> tuple[int | None, ...]:
    """Return where among headings each wanted one stands: by how it is written, or what it means.

    None for one that is not there. Signs count only in a heading that is nothing else, such as #.
    """
    if not wanted:  # asked for every line of JSON
        return ()
    written = [plain(text) for text in texts]
    meant = [column_of(text) for text in texts]

    def place(name: str) -> int | None:
        asked, column = plain(name), column_of(name)
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
    listed = ", ".join(dict.fromkeys(column.name for column in known))
    problems = []
    for name in names:
        near = next((text for text in spellings if _is_slip(plain(name), plain(text))), "")
        hint = f"did you mean {near}?" if near else ""
        hint = hint or f"write one of its headings, such as: {listed}"
        problems.append(RowProblem(row, "", f"has no column {name!r} to sort by", hint))
    return problems


def is_footer(text: str) -> bool:
    """Say whether a cell is about the list and not about a patient, such as a total."""
    return _is_one_of("footers", text)


def is_in_diary(text: str) -> bool:
    """Say whether a name is a diary's word for a time without a patient, such as lunch."""
    return _is_one_of("diary", text)


def _is_one_of(group: str, text: str) -> bool:
    folded = " ".join(text.casefold().split())
    return any(pattern.fullmatch(folded) for pattern in _patterns(group))


def known_share(texts: Iterable[str]) -> int:
    """Return how many of these headings are known."""
    return sum(column_of(text) is not None for text in texts)


def _column(name: str, told: dict[str, Any]) -> Column:
    lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
    return Column(name, **{**told, **lists})


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.columns_file().read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _table()[group]))


@lru_cache(maxsize=1)
def _by_heading() -> dict[str, Column]:
    return {
        plain(text): column for column in columns().values() for text in (column.name, *column.also)
    }


@lru_cache(maxsize=1)
def _frames() -> tuple[str, ...]:
    return tuple(sorted(map(plain, _table()["frames"]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(map(plain, _table()["endings"]))


def _unframed(said: str) -> str:
    """Return a heading without the words that forms put around a name; "" if nothing is left."""
    for word in _endings():
        said = said.removesuffix(word)
    if said in _by_heading():
        return said
    for frame in _frames():
        rest = said.removeprefix(frame)
        if rest != said and rest in _by_heading():
            return rest
    return ""


_SHORTEST_SLIP, _TWO_SLIPS = 4, 8  # letters


def _is_slip(said: str, name: str) -> bool:
    """Say whether a text is a name with a letter too many, too few, wrong or swapped.

    A long one may have two such slips. The first letter is right, or swapped with the second.
    """
    if len(said) < _SHORTEST_SLIP or len(name) < _SHORTEST_SLIP or said == name:
        return False
    if said[0] != name[0] and said[:2] != name[1::-1]:
        return False
    allowed = 2 if min(len(said), len(name)) >= _TWO_SLIPS else 1
    return abs(len(said) - len(name)) <= allowed and _slips(said, name) <= allowed


def _slips(one: str, other: str) -> int:
    """Return how many letters differ: the distance of Damerau and Levenshtein, swaps adjacent."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, line = line, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(line[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            line.append(cost)
    return line[-1]
