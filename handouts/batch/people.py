"""Whom the rows of a list are for: nobody, one patient again, or two under one number.

What is kept grows with the roster by digests and numbers of rows alone.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.batch.columns import columns, is_footer
from handouts.batch.jobs import Job
from handouts.batch.names import NamePattern
from handouts.batch.rows import Row, RowProblem

_NOBODYS = ("clinician", "date")
"""Columns that say nothing of a patient, beside those to choose in."""


def is_example(row: Row) -> bool:
    """Say whether a row is the example of the template."""
    known = {column.name: column.example for column in columns().values() if column.example}
    return all(row.values.get(name) == text for name, text in known.items())


def is_about_list(row: Row) -> bool:
    """Say whether a row is about the list, such as a total or a group's title, and for nobody."""
    marks = [_said(row, "name"), _said(row, "patient_id")]
    others = [text for text in marks if not is_footer(text)]
    if any(map(is_footer, marks)):
        return not any(character.isalpha() for text in others for character in text)
    if any(marks):
        return len(row.values) == 1 and not row.unread and _is_title(row)
    if any(map(is_footer, row.unread)):
        return True
    # Sums, with nothing beside them.
    return not row.values and not any(any(map(str.isalpha, text)) for text in row.unread)


def _is_title(row: Row) -> bool:
    """Say whether the one text of a row can be no name and no number: "Clinic: North"."""
    name, number = _said(row, "name"), _said(row, "patient_id")
    has_digit = any(map(str.isdigit, name or number))
    return ":" in (name or number) or (has_digit if name else " " in number and not has_digit)


def is_empty_form(row: Row) -> bool:
    """Say whether a row has choices alone, and nothing that is anybody's."""
    choices = [name for name, one in columns().items() if one.kind != "text" or name in _NOBODYS]
    return not row.unread and row.values.keys() <= {*choices, "site", "condition"}


def has_nobody(row: Row) -> bool:
    """Say whether a row has neither a name nor a number."""
    return not _said(row, "name") and not _said(row, "patient_id")


@dataclass
class _Owner:
    """Who has a number: the rows, the first name that is not empty, the first date of birth."""

    rows: list[int] = field(default_factory=list)
    name: bytes = b""
    born: bytes = b""
    is_told: bool = False


class People:
    """Tells rows that repeat an earlier one, and patient numbers or files that stand for two."""

    def __init__(self, pattern: NamePattern | None) -> None:
        self._pattern = pattern
        self._rows: dict[bytes, int] = {}
        self._owners: dict[bytes, _Owner] = {}
        self._visits: dict[bytes, tuple[int, bytes]] = {}
        self._files: dict[bytes, int] = {}
        self._keys: dict[bytes, int] = {}

    def earlier(self, row: Row) -> int:
        """Return the earlier row that this one is equal to in every cell, 0 for none."""
        if not row.digest:
            return 0
        first = self._rows.setdefault(row.digest, row.number)
        return 0 if first == row.number else first

    def mix_ups(self, row: Row) -> Iterator[RowProblem]:
        """Yield a problem for each row whose number stands for people of different names.

        It may be told of earlier rows. Another date of birth is a note.
        """
        number = _said(row, "patient_id")
        if not number:
            return
        owner = self._owners.setdefault(_digest("".join(number.casefold().split())), _Owner())
        first = owner.rows[0] if owner.rows else row.number
        name, born = _name_digest(_said(row, "name")), _digest(_said(row, "date_of_birth"))
        if name and owner.name and name != owner.name:
            hint = "correct the number or the name in one of the two rows"
            told = [] if owner.is_told else owner.rows
            for other, its in [*((earlier, row.number) for earlier in told), (row.number, first)]:
                message = f"is in row {its} too, with another name; neither is made"
                yield RowProblem(other, "patient_id", message, hint)
            owner.is_told = True
        elif owner.is_told:
            message = f"is in row {first} too, and in one with another name; none is made"
            yield RowProblem(row.number, "patient_id", message, "correct the number or the name")
        elif _said(row, "date_of_birth") and owner.born and born != owner.born:
            message = f"is in row {first} too, with another date of birth"
            yield RowProblem(row.number, "patient_id", message, "check both rows", "warning")
        owner.rows.append(row.number)
        owner.name = owner.name or name
        owner.born = owner.born or (born if _said(row, "date_of_birth") else b"")

    def problems(self, job: Job) -> Iterator[RowProblem]:
        """Yield what keeps a row from being made beside others; it may be told of earlier rows."""
        number = job.patient.patient_id
        if number:
            visit = _digest(f"{job.patient.date}\n{''.join(number.casefold().split())}")
            row, key = self._visits.setdefault(visit, (job.row, job.key))
            if key != job.key:
                hint = "correct one of the two rows, or give each its own date"
                for one, other in ((row, job.row), (job.row, row)):
                    message = f"is in row {other} too, on the same day with other details"
                    yield RowProblem(one, "patient_id", message, hint)
        yield from self._file_problems(job)

    def copy_of(self, job: Job) -> int:
        """Return which of the handouts that are alike this is, counted from 1."""
        self._keys[job.key] = self._keys.get(job.key, 0) + 1
        return self._keys[job.key]

    def _file_problems(self, job: Job) -> Iterator[RowProblem]:
        if self._pattern is None or self._pattern.is_unique:
            return
        name = self._pattern.name(job, "")
        row = self._files.setdefault(_digest(name.casefold()), job.row)
        if row != job.row:
            hint = "add {id} or {row} to --name-pattern"
            yield RowProblem(job.row, "", f"would have the file name of row {row}", hint)


def _said(row: Row, column: str) -> str:
    return str(row.values.get(column) or "").strip()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _name_digest(name: str) -> bytes:
    """Return a digest of a name, the same whatever its case, signs and order of words."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in folded)
    words = sorted(letters.split())
    return _digest(" ".join(words)) if words else b""
