"""One line of a roster, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.errors import Problem, Severity


class Row(NamedTuple):
    """A patient's line: its number as a spreadsheet counts, from the first line of the sheet on.

    `values` holds what stands in it by column: text, or from JSON Lines also lists and tables.
    `sort_by` has the texts of the columns that the roster is to be sorted by, "" for none;
    `unread` the texts that are not used; `emptied` the columns of cells with a word for nothing.
    `digest` is that of all its cells; `doubtful` are columns with a word for nothing that may be
    a part of a name; `filled` is how many cells have something in them.
    """

    number: int
    values: Mapping[str, object]
    sort_by: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    digest: bytes = b""
    doubtful: tuple[str, ...] = ()
    filled: int = 0


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row, in words without the value; row 0 is the file itself.

    `check_first` says that it tells of a sign for which the row's handout has no exercises; `file`
    names one of an earlier run that it tells of; `about_check` is that of a Problem.
    """

    row: int
    column: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    check_first: bool = False
    file: str = ""
    about_check: bool = False

    def as_problem(self, file: str) -> Problem:
        """Return it as the problem of a file: `file:row:column`."""
        place = ":".join(str(part) for part in (file, self.row or "", self.column) if part)
        return Problem(place, self.message, self.hint, self.severity)


@dataclass(frozen=True, slots=True)
class RefusedRow(RowProblem):
    """What is wrong with a row of which is known `whose` it is; that is never told."""

    whose: Row | None = field(default=None, repr=False)

    def bare(self) -> RowProblem:
        """Return what is wrong, without anything of the row itself."""
        return RowProblem(self.row, self.column, self.message, self.hint, self.severity)


class RosterProblem(RowProblem):
    """What is wrong with a roster as a whole: nothing can be made of it."""

    __slots__ = ()


class UnreadableRosterError(Exception):
    """The roster cannot be read, or not beyond a row; says why and the remedy."""

    def __init__(self, message: str, hint: str, row: int = 0) -> None:
        super().__init__(message)
        self.problem = RosterProblem(row, "", message, hint)
