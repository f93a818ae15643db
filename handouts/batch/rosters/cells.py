"""What a cell means in its column: days, patients' numbers, lists, and errors of formulas."""

import re

from handouts.batch.columns import Column
from handouts.batch.rosters.dates import day_of
from handouts.batch.rosters.lines import LONG_NUMBER, MOMENT, UNCACHED
from handouts.batch.rows import RowProblem
from handouts.spellings import is_nothing

DAYS = ("date", "date_of_birth")
_NUMBER = "patient_id"
# Without what stands in these the handout is still right, and has a line to write on.
_MAY_BE_LEFT_OUT = ("next_visit", "note", "goal", "clinician")
_ERROR = re.compile(r"#(?:[A-Z/_0-9]+[!?]|N/A|GETTING_DATA|#+)|Err:\d{3}")
_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E[+-]\d+|[+-]?inf(?:inity)?|nan", re.IGNORECASE)
_WITH_ZEROS = re.compile(r"(\d+)\.0+")
_APOSTROPHE = re.compile(r"'(?=\d)")
_LIST_SIGNS = str.maketrans(";\n", ",,")


def is_error(text: str) -> bool:
    """Say whether a text is what a spreadsheet shows for a formula that went wrong."""
    return text[:1] in {"#", "E"} and _ERROR.fullmatch(text) is not None


def is_told_as_nothing(text: str) -> bool:
    """Say whether such an error is one of the words for nothing, which are told on their own."""
    return is_nothing("note", text, kind="detail")


def error_problem(row: int, column: Column) -> RowProblem | None:
    """Return what is wrong with a row that has such an error, None if it may be left out."""
    if column.unused or column.name in _MAY_BE_LEFT_OUT:
        return None
    message = "shows the error of a formula, such as #N/A"
    return RowProblem(row, column.name, message, "write what belongs there")


def odd_problem(row: int, column: Column, mark: str) -> RowProblem | None:
    """Return what is wrong with a cell that has a mark of its workbook."""
    if mark == UNCACHED and not column.unused:
        message = "has a formula without a value"
        return RowProblem(row, column.name, message, "open the file in Excel and save it")
    if mark == LONG_NUMBER and column.name == _NUMBER:
        message = "is a number of more than 15 digits, of which Excel has lost the last ones"
        hint = "make the column Text in Excel, and put the numbers in again"
        return RowProblem(row, column.name, message, hint)
    if mark == MOMENT and column.name == _NUMBER:
        message = "is a day or a time, which Excel may have made of a number such as 4-3"
        hint = "make the column Text in Excel, and put the numbers in again"
        return RowProblem(row, column.name, message, hint)
    return None


def is_written(column: Column) -> bool:
    """Say whether a column holds words, of which TRUE and FALSE of a program are none."""
    return column.kind == "text" and not column.unused


def truth_problem(row: int, column: Column) -> RowProblem:
    """Return what is wrong with TRUE where words are written; FALSE is an empty cell there."""
    return RowProblem(row, column.name, "is TRUE, which is no text", "write text, or nothing")


def meaning_of(
    row: int, column: Column, text: str, *, since_1904: bool = False
) -> object | RowProblem:
    """Return what a cell's text means, or what is wrong with it."""
    if column.kind == "list":
        return [part.strip() for part in text.translate(_LIST_SIGNS).split(",") if part.strip()]
    if column.name in DAYS:
        return day_of(text, since_1904=since_1904)
    if column.name != _NUMBER or text.isdecimal():
        return text
    if _SHORTENED.fullmatch(text):
        message = "is a number that was shortened, such as 9.87E+11; its digits are lost"
        hint = "make the column Text where the list comes from, and export it again"
        return RowProblem(row, column.name, message, hint)
    whole = _WITH_ZEROS.fullmatch(text)
    return whole[1] if whole else _APOSTROPHE.sub("", text, count=1)


def has_meaning(column: Column) -> bool:
    """Say whether cells of a column mean other than their text."""
    return column.kind == "list" or column.name in (*DAYS, _NUMBER)
