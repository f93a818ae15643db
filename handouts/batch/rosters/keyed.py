"""From the objects of JSON Lines to rows: their keys are the columns."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from handouts.batch.columns import Column, cannot_sort, missing
from handouts.batch.meaning import Heading, is_note, not_there, read_heading, refused, row_of
from handouts.batch.rosters import cells, tidy
from handouts.batch.rosters.remarks import Remarks
from handouts.batch.rosters.table import Reading
from handouts.batch.rows import RosterProblem, Row, RowProblem

_MOST_DIGITS = 40


def rows_of_objects(
    lines: Iterable[tuple[int, dict[str, object] | RowProblem]], reading: Reading
) -> Iterator[Row | RowProblem | Heading]:
    """Yield each object's row or what is wrong with it, before it how new keys are understood.

    That no line has a key to sort by, or one that somebody named, shows at the end.
    """
    keys: tuple[str, ...] = ()
    unseen, unnamed = reading.sort, tuple(reading.told.columns)
    known: dict[tuple[str, ...], tuple[Heading, list[RowProblem]]] = {}
    said: set[str] = set()
    remarks = Remarks()
    for number, line in lines:
        if isinstance(line, RowProblem):
            yield line
            continue
        keys = tuple(line)
        if keys not in known:
            unseen = missing(keys, unseen)
            unnamed = tuple(name for name in reading.told.missing(keys) if name in unnamed)
            known[keys] = read_heading(keys, reading.sort, reading.told, 0)
            yield known[keys][0]
            new = [p for p in known[keys][1] if is_note(p) and p.message not in said]
            yield from (replace(problem, row=number) for problem in new)
            said |= {problem.message for problem in new}
        yield from _row(number, line, *known[keys], remarks)
    for problem in (*cannot_sort(0, unseen, keys), *not_there(0, unnamed)) if keys else ():
        yield RosterProblem(0, "", problem.message, problem.hint)
    yield from remarks.told()


def _row(
    number: int, line: dict[str, object], heading: Heading, problems: list[RowProblem],
    remarks: Remarks,
) -> Iterator[Row | RowProblem]:  # fmt: skip
    """Yield the row of an object's keys, or what is wrong with them."""
    values: list[object] = [
        _meant(number, column, value, remarks)
        if column
        else [_said(part) for part in (value if isinstance(value, list) else [value]) if part]
        for column, value in zip(heading.columns, line.values(), strict=True)
    ]
    errors = [replace(problem, row=number) for problem in problems if not is_note(problem)]
    errors += [value for value in values if isinstance(value, RowProblem)]
    values = ["" if isinstance(value, RowProblem) else value for value in values]
    told = list(line.values())
    sort_by = tuple(_said(told[at]) for at in heading.order)
    if errors:
        yield from refused(row_of(number, heading, values, sort_by, _plainly(line)), errors)
    elif any(value not in (None, "", []) for value in values):
        yield row_of(number, heading, values, sort_by, _plainly(line))


def _meant(number: int, column: Column, value: object, remarks: Remarks) -> object:
    """Return what a value means in its column, "" for nothing, or what is wrong with it."""
    flat = _flat(number, column, value)
    if not isinstance(flat, str):
        return flat
    text, changes = tidy.tidied(flat)
    for change in changes:
        remarks.add(change, number, column.name)
    if cells.is_error(text):
        problem = cells.error_problem(number, column)
        if problem or cells.is_told_as_nothing(text):
            return problem or text
        remarks.add("error", number, column.name)
        return ""
    return cells.meaning_of(number, column, text) if text else ""


def _said(value: object) -> str:
    """Return a value of JSON as text to sort by."""
    if value is None or value in ([], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _plainly(line: dict[str, object]) -> object:
    """Return an object with numbers that JSON can write."""
    return json.loads(json.dumps(line, default=str))


def _flat(number: int, column: Column, value: object) -> object:
    """Return a value of JSON as a cell would have it, or what is wrong; `set` may be tables."""
    match value:
        case dict() if column.name == "set":
            flat: object = [
                f"{exercise}.{field}={number}"
                for exercise, fields in value.items()
                if isinstance(fields, dict)
                for field, number in fields.items()
            ]
        case list() if column.kind == "list":
            flat = [str(part) for part in value]
        case dict() | list() if value and cells.is_written(column):
            flat = RowProblem(number, column.name, "is not text", "write text")
        case bool() if cells.is_written(column):
            flat = cells.truth_problem(number, column) if value else ""
        case bool():
            flat = "yes" if value else "no"
        case int():
            flat = str(value)
        case Decimal():
            flat = _digits(value)
        case _:
            flat = "" if value is None else value
    return flat


def _digits(value: Decimal) -> str:
    """Return a number as it was written, but 1234567.0 as 1234567."""
    _, digits, exponent = value.as_tuple()
    is_written_out = isinstance(exponent, int) and exponent <= 0
    if is_written_out and value == value.to_integral_value() and len(digits) <= _MOST_DIGITS:
        return str(int(value))
    return str(value)
