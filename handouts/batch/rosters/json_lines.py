"""Rosters as JSON Lines: an object a line, with lists and tables for adjustments."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

from handouts.batch.rows import RowProblem

LONGEST_LINE = 256 * 1024  # bytes


def objects(file: BinaryIO) -> Iterator[tuple[int, dict[str, object] | RowProblem]]:
    """Yield each line with its number, the first being 1: an object, or what is wrong with it.

    Empty lines are passed over. Keys given twice are refused, as one of the two would be lost.
    Numbers that are not whole come as Decimal, so that no digit is lost.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            yield number, RowProblem(number, "", "is longer than 256 kB", "cut it into lines")
            _skip_rest(file, line)
        elif line.strip():
            yield number, _object(line.removeprefix(b"\xef\xbb\xbf"), number)


def _skip_rest(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(LONGEST_LINE)


def _object(line: bytes, number: int) -> dict[str, object] | RowProblem:
    hint = "write one object a line, in UTF-8"
    try:
        value = json.loads(
            line.decode("utf-8"), object_pairs_hook=_unique, parse_float=Decimal,
            parse_constant=_refuse,
        )  # fmt: skip
    except _TwiceError:
        return RowProblem(number, "", "has a key twice", "keep one of them")
    except (ValueError, ArithmeticError, RecursionError):  # such as 1e99999999999999999999
        return RowProblem(number, "", "is not JSON", hint)
    if not isinstance(value, dict):
        return RowProblem(number, "", "is not a JSON object", hint)
    return value


class _TwiceError(Exception):
    """A key stands twice in one object."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _refuse(_: str) -> object:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError
