"""From the lines of a table to rows: the headings first, then a patient a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from handouts.batch.columns import Column, column_of
from handouts.batch.meaning import (
    NOTHING_TOLD,
    Heading,
    Told,
    letters,
    read_heading,
    refused,
    row_of,
)
from handouts.batch.rosters import cells, tidy
from handouts.batch.rosters.again import Again, side_by_side
from handouts.batch.rosters.headings import LOOKED_AT, Found, find_heading, is_note
from handouts.batch.rosters.lines import FAR, PLAIN, SWALLOWED, TRUTH, Line, Oddities
from handouts.batch.rosters.remarks import Remarks
from handouts.batch.rows import RosterProblem, Row, RowProblem

_TEMPLATE = "see: handouts batch template"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read: what to sort by, what was told of columns, what is hidden, since when
    days are counted.

    `hidden_columns` is filled by whoever reads the lines, before the first of them.
    """  # noqa: D205

    sort: tuple[str, ...] = ()
    told: Told = NOTHING_TOLD
    visible_only: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    since_1904: bool = False


def rows_of(lines: Iterable[Line], reading: Reading) -> Iterator[Row | RowProblem | Heading]:
    """Yield how the headings are understood, then each row or what is wrong with it.

    Problems of the headings come first; after one that is an error nothing follows. What was put
    right or passed over on the way is told at the end.
    """
    rest = iter(lines)
    head = list(islice(rest, LOOKED_AT))
    hidden = _Hidden(reading)
    found = find_heading([hidden.without(line) for line in head], reading.told.knows)
    if not head:
        yield RosterProblem(0, "", "is empty", _TEMPLATE)
        return
    if found is None:
        message = f"has no known heading in its first {LOOKED_AT} rows"
        hint = f"write a heading over each column, such as name, patient_id, stage; {_TEMPLATE}"
        yield RosterProblem(1, "", message, hint)
        return
    heading, problems = read_heading(found.texts, reading.sort, reading.told, found.last)
    problems += side_by_side(heading)
    yield from _of_heading(problems, found)
    if any(problem.severity == "error" for problem in problems):
        return
    yield heading
    yield from hidden.notices(head, found, heading)
    again = Again(heading, found, head, reading.told.knows)
    yield from again.above()
    table = _Table(heading, again, reading)
    for line in chain(head, rest):
        if line[0] > found.last:
            yield from table.read(hidden.without(line))
    yield from table.remarks.told()


def _of_heading(problems: Iterable[RowProblem], found: Found) -> Iterator[RowProblem]:
    """Yield which rows the headings are, and their problems."""
    if found.last > found.first:
        message = f"the headings are in rows {found.first} and {found.last}, read together"
    else:
        message = f"the headings are in row {found.first}; what stands above is not read"
    if found.last > 1:
        hint = "delete what stands above the headings if this is not so"
        yield RowProblem(found.last, "", message, hint, "warning")
    for problem in problems:
        if problem.severity == "error":
            yield RosterProblem(problem.row, problem.column, problem.message, problem.hint)
        else:
            yield problem


class _Hidden:
    """Knows the hidden columns of a sheet, and takes them out of lines where that was asked for."""

    def __init__(self, reading: Reading) -> None:
        self._columns = reading.hidden_columns
        self._are_out = reading.visible_only

    def without(self, line: Line) -> Line:
        """Return a line without hidden columns; their texts are set aside."""
        if not (self._are_out and self._columns):
            return line
        number, texts, odd = line
        shown = ["" if at in self._columns else text for at, text in enumerate(texts)]
        aside = tuple(text for at, text in enumerate(texts) if at in self._columns and text)
        marks = {at: mark for at, mark in odd.cells.items() if at not in self._columns}
        return number, shown, replace(odd, cells=marks, aside=aside)

    def notices(self, head: Sequence[Line], found: Found, heading: Heading) -> Iterator[RowProblem]:
        """Yield a notice for each hidden column that is used, or would be."""
        written = next((texts for number, texts, _ in head if number == found.last), [])
        for at in sorted(self._columns):
            text = written[at] if at < len(written) else ""
            meant = heading.columns[at] if at < len(heading.columns) else None
            column = column_of(text) if self._are_out else meant
            if column is None or column.unused:
                continue
            message, hint = f"column {letters(at)} is hidden, and left out", ""
            if not self._are_out:
                message = f"column {letters(at)} is hidden, and used all the same"
                hint = "to leave it out say --visible-only, or delete it"
            yield RowProblem(found.last, column.name, message, hint, "warning")


class _Table:
    """Turns lines into rows, and remembers what is to be told of them."""

    def __init__(self, heading: Heading, again: Again, reading: Reading) -> None:
        self.remarks = Remarks()
        self._heading, self._reading = heading, reading
        self._width = len(heading.columns)
        self._meant = [
            (at, column)
            for at, column in enumerate(heading.columns)
            if column and cells.has_meaning(column)
        ]
        self._blank = [
            at for at, text in enumerate(heading.texts) if not text and at not in heading.named
        ]
        self._again = again

    def read(self, line: Line) -> Iterator[Row | RowProblem]:
        """Yield the row of a line, or everything that is wrong with it."""
        number, _, odd = line
        problems: list[RowProblem] = []
        texts = self._plain_texts(line, problems)
        if not any(texts) and not problems:
            return
        if self._again.is_repeated(texts):
            self.remarks.add("heading", number)
            return
        other = self._again.problem(number)
        if other:
            yield other
            return
        if self._blank or len(texts) > self._width:
            self._look_beside(number, texts, problems)
        values: list[object] = [*texts]
        for at, column in self._meant:
            if at < len(texts) and texts[at] and at not in self._heading.ignored:
                self._give_meaning(number, at, column, values, problems)
        sort_by = tuple(texts[at] if at < len(texts) else "" for at in self._heading.order)
        whole = "\x1f".join(texts).rstrip("\x1f")
        row = row_of(number, self._heading, values, sort_by, whole)
        if problems:
            yield from refused(row, problems)
            return
        yield row._replace(unread=(*row.unread, *odd.aside)) if odd.aside else row

    def _plain_texts(self, line: Line, problems: list[RowProblem]) -> list[str]:
        """Return what a line says, nothing where it is passed over, and note what is wrong."""
        number, texts, odd = line
        if odd is not PLAIN:
            if self._is_left_out(number, odd):
                return []
            texts = self._without_false(texts, odd)
            problems += self._odd(number, odd)
            problems += self._true(number, texts, odd)
        return texts if tidy.is_plain(texts) else self._tidied(number, texts, problems)

    def _is_left_out(self, number: int, odd: Oddities) -> bool:
        if odd.is_hidden:
            self.remarks.add("left out" if self._reading.visible_only else "hidden", number)
        return odd.is_hidden and self._reading.visible_only

    def _column(self, at: int) -> Column | None:
        """Return the column of a place, None for what is not used."""
        is_read = at < self._width and at not in self._heading.ignored
        return self._heading.columns[at] if is_read else None

    def _odd(self, number: int, odd: Oddities) -> list[RowProblem]:
        """Return what is wrong with cells that a workbook has marked."""
        if odd.is_filled:
            self.remarks.add("filled", number)
        problems = []
        for at, mark in odd.cells.items():
            column = self._column(at)
            problem = cells.odd_problem(number, column, mark) if column else None
            if mark == FAR:
                message = "has a cell far to the right, where no heading is"
                problem = RowProblem(number, "", message, "delete it")
            if mark == SWALLOWED:
                message = f"has what looks like the next row in its cell in column {letters(at)}"
                hint = "close the quotation mark of that cell, or write the cell on one line"
                problem = RowProblem(number, "", message, hint)
            if problem:
                problems.append(problem)
        return problems

    def _words(self, odd: Oddities) -> list[tuple[int, Column]]:
        """Return the places and columns of words that are TRUE or FALSE and no text."""
        truths = [(at, self._column(at)) for at, mark in odd.cells.items() if mark == TRUTH]
        return [(at, column) for at, column in truths if column and cells.is_written(column)]

    def _without_false(self, texts: list[str], odd: Oddities) -> list[str]:
        false = [at for at, _ in self._words(odd) if at < len(texts) and texts[at] == "no"]
        return ["" if at in false else text for at, text in enumerate(texts)] if false else texts

    def _true(self, number: int, texts: Sequence[str], odd: Oddities) -> list[RowProblem]:
        words = self._words(odd)
        return [
            cells.truth_problem(number, one) for at, one in words if at < len(texts) and texts[at]
        ]

    def _tidied(self, number: int, texts: list[str], problems: list[RowProblem]) -> list[str]:
        """Return a line's texts as they were meant, and note what was put right or is an error."""
        done = []
        for at, text in enumerate(texts):
            plain, changes = tidy.tidied(text)
            column = self._column(at)
            if column:
                for change in changes:
                    self.remarks.add(change, number, column.name)
                if cells.is_error(plain):
                    problem = cells.error_problem(number, column)
                    if problem:
                        problems.append(problem)
                    elif not cells.is_told_as_nothing(plain):
                        plain = ""
                        if not column.unused:
                            self.remarks.add("error", number, column.name)
            done.append(plain)
        if is_note(done):
            self.remarks.add("note", number)
            return []
        return done

    def _look_beside(self, number: int, texts: Sequence[str], problems: list[RowProblem]) -> None:
        """Note a cell that stands under no heading: what the patient has must not be lost."""
        for at in (*self._blank, *range(self._width, len(texts))):
            if at < len(texts) and texts[at]:
                place = letters(at)
                message = f"has a cell in column {place}, which has no heading"
                hint = f"write the heading, or say --map {place}=name or --ignore {place}; "
                hint += "in a text list, put what holds a delimiter in quotation marks"
                problems.append(RowProblem(number, "", message, hint))
                return

    def _give_meaning(
        self, number: int, at: int, column: Column, values: list[object], problems: list[RowProblem]
    ) -> None:
        since_1904 = self._reading.since_1904
        meant = cells.meaning_of(number, column, str(values[at]), since_1904=since_1904)
        if isinstance(meant, RowProblem):
            problems.append(meant)
        else:
            values[at] = meant
