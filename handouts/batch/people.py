"""Whom the rows of a list are for: nobody, one patient again, or two under one number.

What is kept grows with the roster by digests and numbers of rows alone.
"""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator

from handouts.batch.columns import columns, is_footer, is_in_diary
from handouts.batch.jobs import Job
from handouts.batch.names import NamePattern
from handouts.batch.rows import Row, RowProblem

_NOBODYS = ("clinician", "date", "time", "site", "condition")
"""Columns that say nothing of a patient, beside those to choose in."""

_RARE = ("note", "goal", "next_visit", "sore", "preference", "text")
"""Columns that are empty for many patients of a list."""

_WORD_OF_TITLE = 4  # letters, of a number that is none: "Printed 25 November"

_SOMEBODYS = ("preference", "sore", "plan")
"""Columns to choose in that say what somebody has."""


def is_example(row: Row) -> bool:
    """Say whether a row is the example of the template."""
    known = {column.name: column.example for column in columns().values() if column.example}
    return all(row.values.get(name) == text for name, text in known.items())


def has_example_number(row: Row) -> bool:
    """Say whether a row of somebody has the number of the template's example still."""
    return _said(row, "patient_id") == columns()["patient_id"].example and not is_example(row)


def is_about_list(row: Row, *, one_column: bool = False) -> bool:
    """Say whether a row is about the list, such as a total or a group's title, and for nobody.

    In a list of `one_column` each row has one text, so that a digit in it makes it no title.
    """
    marks = [_said(row, "name"), _said(row, "patient_id")]
    others = [text for text in marks if not is_footer(text)]
    if any(map(is_footer, marks)):
        return not any(character.isalpha() for text in others for character in text)
    if marks[0] and not marks[1] and is_in_diary(marks[0]):
        return True
    if any(marks):
        return len(row.values) == 1 and not row.unread and _is_title(row, one_column)
    if any(map(is_footer, [*row.unread, *_unused(row)])):
        return True
    # Sums, with nothing beside them.
    return not row.values and not any(any(map(str.isalpha, text)) for text in row.unread)


def _is_title(row: Row, one_column: bool) -> bool:
    """Say whether the one text of a row can be no name and no number: "Clinic: North"."""
    name, number = _said(row, "name"), _said(row, "patient_id")
    has_digit = any(map(str.isdigit, name or number))
    if ":" in (name or number):
        return True
    if name:
        return has_digit and not one_column
    if one_column:
        return " " in number and not has_digit
    words = [word for word in number.split() if word.isalpha() and len(word) >= _WORD_OF_TITLE]
    return " " in number and (bool(words) or not has_digit)


def is_lonely(row: Row) -> bool:
    """Say whether a name or a number is all that a row has, as a group's title is."""
    return row.filled == 1 and not has_nobody(row)


def is_full(row: Row) -> bool:
    """Say whether a row has more than a name or a number, beside what few patients have."""
    if _said(row, "name") and _said(row, "patient_id"):
        return True
    rare = {name for name, one in columns().items() if one.kind == "list"}
    return bool(row.unread) or not row.values.keys() <= {*rare, *_RARE, "name", "patient_id"}


def is_empty_form(row: Row) -> bool:
    """Say whether a row has choices alone that are nobody's, such as the stage filled down."""
    choices = {name for name, one in columns().items() if one.kind in ("choice", "yes")}
    return not row.unread and row.values.keys() <= {*choices, *_NOBODYS} - {*_SOMEBODYS}


def has_lost_somebody(row: Row) -> bool:
    """Say whether an empty form has, in its own cells, a stage and who treats somebody.

    A diary's free time has a clinician alone, and what is filled down for later has a stage alone.
    """
    return bool(_said(row, "stage") and _said(row, "clinician"))


def has_nobody(row: Row) -> bool:
    """Say whether a row has neither a name nor a number."""
    return not _said(row, "name") and not _said(row, "patient_id")


def never_printed(row: Row) -> tuple[str, ...]:
    """Return the texts of a row that are known and never printed, such as an address."""
    return tuple(_unused(row))


class LostOrFilledDown:
    """Rows with a stage and a clinician alone, until it shows whether they were somebody's.

    Below the last patient a spreadsheet fills down rows that are alike; any other was somebody's.
    """

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def take(self, row: Row) -> None:
        """Keep a row until the next patient, or the end of the list."""
        self._rows.append(row)

    def settle(self, *, at_end: bool = False) -> Iterator[tuple[Row, bool]]:
        """Yield the rows kept, each with whether it was filled down, and forget them."""
        rows, self._rows = self._rows, []
        times = Counter(row.digest for row in rows)
        for row in rows:
            yield row, at_end and times[row.digest] > 1


class _Owner:
    """Who has a number: rows, the first name and birth that are not empty, and the appointments.

    Of most there is one row: so that little is kept of it, `others` and `more` come with a second.
    """

    __slots__ = (
        "born",
        "clashes",
        "copies",
        "day",
        "first",
        "is_told",
        "key",
        "more",
        "name",
        "others",
        "row",
        "same",
    )

    def __init__(self, row: int) -> None:
        self.row, self.name, self.born = row, 0, 0
        self.day, self.first, self.key, self.copies = 0, 0, b"", 0
        self.others: list[int] | None = None
        self.more: dict[int, tuple[int, bytes]] | None = None
        self.same: dict[int, list[int]] | None = None
        self.clashes: set[int] | None = None
        self.is_told = False

    def earlier(self, row: int) -> list[int]:
        """Return the rows before one, which is noted."""
        if row == self.row:
            return []
        before = [self.row, *(self.others or ())]
        self.others = [*before[1:], row]
        return before

    def visit(self, job: Job) -> tuple[int, bytes]:
        """Return row and key of the first appointment on the day of a job."""
        day = job.patient.date.toordinal()
        if not self.day:
            self.day, self.first, self.key = day, job.row, job.key
        if self.day == day:
            return self.first, self.key
        self.more = {} if self.more is None else self.more
        return self.more.setdefault(day, (job.row, job.key))

    def before_on_day(self, job: Job, first: int) -> list[int]:
        """Return the rows on the day of a job from the `first` on; the job's own is noted."""
        self.same = {} if self.same is None else self.same
        rows = self.same.setdefault(job.patient.date.toordinal(), [first])
        rows.append(job.row)
        return rows[:-1]

    def is_first_clash(self, job: Job) -> bool:
        """Note that rows on the day of a job contradict one another; say whether that is new."""
        day, known = job.patient.date.toordinal(), self.clashes or set()
        self.clashes = {*known, day}
        return day not in known

    def has_clash(self, job: Job) -> bool:
        """Say whether rows on the day of a job contradict one another."""
        return job.patient.date.toordinal() in (self.clashes or ())


def _of_one_day(owner: _Owner, job: Job) -> Iterator[RowProblem]:
    """Yield a problem for each row of a number and day where they contradict one another."""
    first, key = owner.visit(job)
    if first == job.row:
        return
    before = owner.before_on_day(job, first)
    hint = "correct one of the two rows, or give each its own date"
    if key == job.key:
        if owner.has_clash(job):
            message = f"is in row {first} too, and on the same day in one with other details"
            yield RowProblem(job.row, "patient_id", message, hint)
        return
    pairs = [(row, job.row) for row in before] if owner.is_first_clash(job) else []
    for one, other in [*pairs, (job.row, first)]:
        message = f"is in row {other} too, on the same day with other details"
        yield RowProblem(one, "patient_id", message, hint)


class People:
    """Tells rows that repeat an earlier one, and patient numbers or files that stand for two."""

    def __init__(self, pattern: NamePattern | None) -> None:
        self._pattern = pattern
        self._rows: dict[bytes, int] = {}
        self._owners: dict[bytes, _Owner] = {}
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
        owner = self._owners.setdefault(_number_digest(number), _Owner(row.number))
        before = owner.earlier(row.number)
        name, born = _name_digest(_said(row, "name")), _birth_digest(row)
        if name and owner.name and name != owner.name:
            hint = "correct the number or the name in one of the two rows"
            told = [(other, row.number) for other in before if not owner.is_told]
            for other, its in [*told, (row.number, owner.row)]:
                message = f"is in row {its} too, with another name; neither is made"
                yield RowProblem(other, "patient_id", message, hint)
            owner.is_told = True
        elif owner.is_told:
            message = f"is in row {owner.row} too, and in one with another name; none is made"
            yield RowProblem(row.number, "patient_id", message, "correct the number or the name")
        elif born and owner.born and born != owner.born:
            message = f"is in row {owner.row} too, with another date of birth"
            yield RowProblem(row.number, "patient_id", message, "check both rows", "warning")
        owner.name, owner.born = owner.name or name, owner.born or born

    def problems(self, job: Job) -> Iterator[RowProblem]:
        """Yield what keeps a row from being made beside others; it may be told of earlier rows."""
        owner = self._owners.get(_number_digest(job.patient.patient_id))
        if owner:
            yield from _of_one_day(owner, job)
        yield from self._file_problems(job)

    def copy_of(self, job: Job) -> int:
        """Return which of the handouts that are alike this is, counted from 1."""
        owner = self._owners.get(_number_digest(job.patient.patient_id))
        if owner and owner.key == job.key:
            owner.copies += 1
            return owner.copies
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


def _unused(row: Row) -> list[str]:
    return [str(value) for name, value in row.values.items() if columns()[name].unused]


def _said(row: Row, column: str) -> str:
    return str(row.values.get(column) or "").strip()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _number_digest(number: str) -> bytes:
    return _digest("".join(number.casefold().split()))


def _birth_digest(row: Row) -> int:
    born = _said(row, "date_of_birth")
    return int.from_bytes(_digest(born)[:6]) if born else 0


def _name_digest(name: str) -> int:
    """Return a digest of a name, 0 for none: whatever its case, signs and order of words."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in folded)
    words = sorted(letters.split())
    return int.from_bytes(_digest(" ".join(words))[:6]) if words else 0
