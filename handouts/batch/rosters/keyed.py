"""From the objects of JSON Lines to rows: their keys are the columns."""

import json
from collections.abc import Iterator
from decimal import Decimal

from handouts.batch.columns import Column, column_of, places
from handouts.batch.rosters import cells, tidy
from handouts.batch.rosters.remarks import Remarks
from handouts.batch.rows import Row, RowProblem

_MOST_DIGITS = 40


def keyed(
    number: int, line: dict[str, object], sort: tuple[str, ...], remarks: Remarks
) -> Iterator[Row | RowProblem]:
    """Yield the row of an object's keys; those that are not known are warnings."""
    values: dict[str, object] = {}
    unread = []
    order = places(tuple(line), sort)
    for place, (key, value) in enumerate(line.items()):
        column = column_of(key)
        if column is None:
            unread += [_said(part) for part in (value if isinstance(value, list) else [value])]
        if column is None and place in order:
            continue
        if column is None:
            message = "has a key that is not known; it is not used"
            yield RowProblem(number, "", message, "see: batch template", "warning")
        elif column.name in values:
            yield RowProblem(number, column.name, "is given twice", "keep one of them")
            return
        else:
            meant = _meant(number, column, value, remarks)
            if isinstance(meant, RowProblem):
                yield meant
                return
            if meant:
                values[column.name] = meant
    if values:
        told = list(line.values())
        texts = ("" if n is None else _said(told[n]) for n in order)
        yield Row(number, cells.joined(values), tuple(texts), tuple(unread))


def _meant(number: int, column: Column, value: object, remarks: Remarks) -> object:
    """Return what a value means in its column, "" for nothing, or what is wrong with it."""
    flat = _flat(column, value)
    if not isinstance(flat, str):
        return flat
    text, changes = tidy.tidied(flat)
    for change in changes:
        remarks.add(change, number, column.name)
    if cells.is_error(text):
        if not column.unused:
            remarks.add("error", number, column.name)
        return cells.error_problem(number, column) or ""
    return cells.meaning_of(number, column, text) if text else ""


def _said(value: object) -> str:
    """Return a value of JSON as text to sort by."""
    if value is None or value in ([], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _flat(column: Column, value: object) -> object:
    """Return a value of JSON as a cell would have it; `set` may be tables of numbers."""
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
