"""From the lines of a table to rows: the headings first, then a patient a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from handouts.batch.columns import Column, Heading, column_of, read_heading
from handouts.batch.rosters import cells, tidy
from handouts.batch.rosters.headings import LOOKED_AT, Found, find_heading, is_note
from handouts.batch.rosters.lines import FAR, PLAIN, Line, Oddities, letters_of
from handouts.batch.rosters.remarks import Remarks
from handouts.batch.rows import RosterProblem, Row, RowProblem

_TEMPLATE = "see: handouts batch template"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: what to sort by, what of a workbook is hidden, and how it counts days.

    `hidden_columns` is filled by whoever reads the lines, before the first of them.
    """

    sort: tuple[str, ...] = ()
    visible_only: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    since_1904: bool = False


def is_known(text: str) -> bool:
    """Say whether a heading is known."""
    return column_of(text) is not None


def rows_of(lines: Iterable[Line], reading: Reading) -> Iterator[Row | RowProblem]:
    """Yield each row with something in it, or what is wrong with it, from the first on.

    Problems of the headings come first; after one that is an error nothing follows. What was put
    right or passed over on the way is told at the end.
    """
    rest = iter(lines)
    head = list(islice(rest, LOOKED_AT))
    if not head:
        yield RosterProblem(0, "", "is empty", _TEMPLATE)
        return
    found = find_heading(head, is_known)
    if found is None:
        message = f"has no known heading in its first {LOOKED_AT} rows"
        hint = "write a heading over each column, such as name, patient_id, stage; "
        yield RosterProblem(1, "", message, hint + _TEMPLATE)
        return
    heading, problems = read_heading(found.texts, reading.sort)
    yield from _of_heading(problems, found)
    if any(problem.severity == "error" for problem in problems):
        return
    table = _Table(heading, found, reading)
    yield from table.notices()
    for line in chain(head, rest):
        if line[0] > found.last:
            yield from table.read(line)
    yield from table.remarks.told()


def _of_heading(problems: Iterable[RowProblem], found: Found) -> Iterator[RowProblem]:
    """Yield problems of the headings, by the row that they stand in, and which one that is."""
    if found.last > found.first:
        message = f"the headings are in rows {found.first} and {found.last}, read together"
    else:
        message = f"the headings are in row {found.first}; what stands above is not read"
    if found.last > 1:
        hint = "delete what stands above the headings if this is not so"
        yield RowProblem(found.last, "", message, hint, "warning")
    for problem in problems:
        if problem.severity == "error":
            yield RosterProblem(found.last, problem.column, problem.message, problem.hint)
        else:
            yield replace(problem, row=found.last)


class _Table:
    """Turns lines into rows, and remembers what is to be told of them."""

    def __init__(self, heading: Heading, found: Found, reading: Reading) -> None:
        self.remarks = Remarks()
        self._heading, self._reading = heading, reading
        self._hidden = {at for at in reading.hidden_columns if at < len(heading.columns)}
        self._out = reading.hidden_columns if reading.visible_only else set()
        self._columns = [
            None if at in self._out else column for at, column in enumerate(heading.columns)
        ]
        self._has_parts = any(column and column.part for column in self._columns)
        self._names = [column.name if column else "" for column in self._columns]
        self._meant = [column for column in self._columns if column and cells.has_meaning(column)]
        self._unread = [
            at for at, text in enumerate(heading.texts) if text and not self._columns[at]
        ]
        self._blank = [at for at, text in enumerate(heading.texts) if not text]
        self._again = list(found.texts)

    def notices(self) -> Iterator[RowProblem]:
        """Yield what is to be said before any row."""
        for at in sorted(self._hidden):
            column = self._heading.columns[at]
            if column is None or column.unused:
                continue
            if self._reading.visible_only:
                message, hint = "is a hidden column; it was left out", ""
            else:
                message = "is a hidden column; what stands in it is used"
                hint = "to leave it out say --visible-only, or delete it"
            yield RowProblem(0, column.name, message, hint, "warning")

    def read(self, line: Line) -> Iterator[Row | RowProblem]:
        """Yield the row of a line, or everything that is wrong with it."""
        number, texts, odd = line
        problems: list[RowProblem] = []
        if odd is not PLAIN:
            if self._is_left_out(number, odd):
                return
            problems = self._odd(number, odd)
        if not tidy.is_plain(texts):
            texts = self._tidied(number, texts, problems)
            if not any(texts) and not problems:
                return
        if texts == self._again:
            self.remarks.add("heading", number)
            return
        values: dict[str, object] = {
            name: text for name, text in zip(self._names, texts, strict=False) if text and name
        }
        if self._blank or len(texts) > len(self._names):
            self._look_beside(number, texts, problems)
        for column in self._meant:
            if column.name in values:
                self._give_meaning(number, column, values, problems)
        if problems:
            yield from problems
            return
        width = len(texts)
        unread = tuple(texts[at] for at in self._unread if at < width and texts[at])
        sort_by = tuple(texts[at] if at < width else "" for at in self._heading.order)
        yield Row(number, cells.joined(values) if self._has_parts else values, sort_by, unread)

    def _is_left_out(self, number: int, odd: Oddities) -> bool:
        if odd.is_hidden:
            self.remarks.add("left out" if self._reading.visible_only else "hidden", number)
        return odd.is_hidden and self._reading.visible_only

    def _odd(self, number: int, odd: Oddities) -> list[RowProblem]:
        """Return what is wrong with cells that a workbook has marked."""
        if odd.is_filled:
            self.remarks.add("filled", number)
        problems = []
        for at, mark in odd.cells.items():
            column = self._columns[at] if at < len(self._columns) else None
            problem = cells.odd_problem(number, column, mark) if column else None
            if mark == FAR:
                message = "has a cell far to the right, where no heading is"
                problem = RowProblem(number, "", message, "delete it")
            if problem:
                problems.append(problem)
        return problems

    def _tidied(self, number: int, texts: list[str], problems: list[RowProblem]) -> list[str]:
        """Return a line's texts as they were meant, and note what was put right or is an error."""
        done = []
        for at, text in enumerate(texts):
            plain, changes = tidy.tidied(text)
            column = self._columns[at] if at < len(self._columns) else None
            for change in changes if column else ():
                self.remarks.add(change, number, column.name if column else "")
            if column and cells.is_error(plain):
                problem = cells.error_problem(number, column)
                if problem:
                    problems.append(problem)
                elif not column.unused:
                    self.remarks.add("error", number, column.name)
                plain = ""
            done.append(plain)
        if is_note(done):
            self.remarks.add("note", number)
            return []
        return done

    def _look_beside(self, number: int, texts: Sequence[str], problems: list[RowProblem]) -> None:
        """Note a cell that stands under no heading: what the patient has must not be lost."""
        beyond = range(len(self._names), len(texts))
        hint = "write the heading, or put text with the delimiter in it between quotation marks"
        for at in (*self._blank, *beyond):
            if at < len(texts) and texts[at] and at not in self._out:
                message = f"has a cell in column {letters_of(at)}, which has no heading"
                problems.append(RowProblem(number, "", message, hint))
                return

    def _give_meaning(
        self, number: int, column: Column, values: dict[str, object], problems: list[RowProblem]
    ) -> None:
        text = str(values[column.name])
        meant = cells.meaning_of(number, column, text, since_1904=self._reading.since_1904)
        if isinstance(meant, RowProblem):
            problems.append(meant)
        else:
            values[column.name] = meant
