"""Rosters as Excel workbooks, read row by row after their size has been looked at.

openpyxl's own reading is streamed and refuses XML entities; before it begins, the zip directory is
checked, because a small file can unpack to gigabytes. Formulas count only with the value that Excel
saved with them.
"""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from handouts.batch.rows import RowProblem, UnreadableRosterError

MAX_UNPACKED = 200 * 1024 * 1024  # bytes
MAX_COLUMNS = 200
MAX_ROWS = 200_000  # a roster of more is no clinic's list, or has a stray cell far down

_HIDDEN = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_ZEROS = re.compile(r"0+")


def cells(file: BinaryIO, sheet: str) -> Iterator[tuple[int, list[str] | RowProblem]]:
    """Yield each row with its number as Excel shows it: its texts, or what is wrong with it.

    `sheet` is a sheet's name, "" for the first that is visible. Dates become YYYY-MM-DD, whole
    numbers lose no leading zero that Excel shows. Raises UnreadableRosterError.
    """
    _check_archive(file)
    values = _workbook(file, data_only=True)
    formulas = _workbook(file, data_only=False)
    try:
        name = _sheet_name(values, sheet)
        _check_size(values[name])
        pairs = zip_longest(values[name].iter_rows(), formulas[name].iter_rows(), fillvalue=())
        for number, (row, written) in enumerate(pairs, 1):
            if number > MAX_ROWS:
                raise _too_many_rows()
            yield number, _row(number, row, written)
    finally:
        values.close()
        formulas.close()


def hidden_parts(file: BinaryIO) -> list[RowProblem]:
    """Return a warning for each hidden sheet and for hidden rows: they are easily forgotten.

    Raises UnreadableRosterError.
    """
    _check_archive(file)
    workbook = _workbook(file, data_only=True)
    hidden = sum(sheet.sheet_state != "visible" for sheet in workbook.worksheets)
    workbook.close()
    problems = []
    if hidden:
        message = f"has {hidden} hidden sheet{'' if hidden == 1 else 's'}, not read"
        problems.append(RowProblem(0, "", message, "name one with --sheet to read it", "warning"))
    numbers = _hidden_rows(file)
    if numbers:
        message = f"has {len(numbers)} hidden row{'' if len(numbers) == 1 else 's'}"
        hint = "their handouts are made too; delete the rows if that is not wanted"
        problems.append(RowProblem(numbers[0], "", message, hint, "warning"))
    return problems


def _check_archive(file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        message = "is an old .xls workbook, or one with a password"
        raise UnreadableRosterError(message, "save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            known = "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableRosterError("is damaged or cut off", "export it again") from error
    if not known:
        raise UnreadableRosterError("is not an Excel workbook", "save it as .xlsx or .csv")
    if unpacked > MAX_UNPACKED:
        message = f"unpacks to more than {MAX_UNPACKED // 1024**2} MB"
        raise UnreadableRosterError(message, "copy the list into a new workbook")
    file.seek(0)


def _workbook(file: BinaryIO, *, data_only: bool) -> Any:
    file.seek(0)
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise UnreadableRosterError(
            "is not a workbook that can be read", "save it again"
        ) from error


def _sheet_name(workbook: Any, wanted: str) -> str:
    visible = [one.title for one in workbook.worksheets if one.sheet_state == "visible"]
    if wanted and wanted not in workbook.sheetnames:
        raise UnreadableRosterError("has no sheet of that name", "look at the tabs in Excel")
    if not wanted and not visible:
        raise UnreadableRosterError("has no visible sheet", "name one with --sheet")
    return wanted or str(visible[0])


def _check_size(sheet: Any) -> None:
    rows, columns = sheet.max_row or 0, sheet.max_column or 0
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise _too_many_rows()


def _too_many_rows() -> UnreadableRosterError:
    message = f"has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
    hint = "a stray cell lies far out: copy the list into a new sheet"
    return UnreadableRosterError(message, hint)


def _row(number: int, row: Any, written: Any) -> list[str] | RowProblem:
    if len(row) > MAX_COLUMNS:
        message = f"has more than {MAX_COLUMNS} columns"
        return RowProblem(number, "", message, "a stray cell lies far out: delete it")
    texts = []
    for value, formula in zip_longest(row, written):
        if value is not None and value.value is None and _is_formula(formula):
            message = "has a formula without a value"
            return RowProblem(number, "", message, "open the file in Excel and save it")
        texts.append("" if value is None else _text(value))
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _is_formula(cell: Any) -> bool:
    return cell is not None and cell.data_type == "f"


def _text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            midnight = value.time() == dt.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case dt.date():
            return value.isoformat()
        case int() | float() if value == int(value):
            digits = str(int(value))
            zeros = _ZEROS.fullmatch(cell.number_format or "")
            return digits.zfill(len(zeros[0])) if zeros else digits
        case _:
            return str(value)


def _hidden_rows(file: BinaryIO) -> list[int]:
    """Return the numbers of hidden rows on the first sheet, read in pieces."""
    file.seek(0)
    numbers: list[int] = []
    with zipfile.ZipFile(file) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
        if not names:
            return []
        with archive.open(names[0]) as sheet:
            rest = b""
            while piece := sheet.read(1 << 16):
                rest += piece
                end = rest.rfind(b">") + 1
                numbers += [int(match[1]) for match in _HIDDEN.finditer(rest[:end])]
                rest = rest[end:]
    return numbers
