"""An empty roster to fill in: headings, an example row, and in Excel lists to choose from."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from handouts.batch.columns import Column, columns

LAST_ROW = 2000
"""Down to this row of a workbook the lists to choose from are offered."""

_WIDTH = 22  # characters


def template_columns() -> list[Column]:
    """Return the columns of a template: those that are printed or decide what is."""
    return [column for column in columns().values() if not column.unused and not column.part]


def csv_template(example: Mapping[str, str]) -> bytes:
    """Return an empty roster as CSV with a byte order mark, so that Excel reads it as UTF-8.

    `example` gives the texts of the example row by column.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [column.name for column in template_columns()]
    writer.writerow(names)
    writer.writerow([example.get(name, "") for name in names])
    return out.getvalue().encode("utf-8-sig")


def xlsx_template(example: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> bytes:
    """Return an empty roster as a workbook.

    `choices` gives for a column what can be chosen: a drop-down list in each row, on a sheet of
    its own where it is long. Every cell is text, so that no number loses a leading zero.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roster"
    lists = book.create_sheet("Choices")
    for index, column in enumerate(template_columns(), 1):
        head = sheet.cell(1, index, column.name)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E8EEF2")
        head.comment = Comment(column.help, "handouts")
        sheet.column_dimensions[head.column_letter].width = _WIDTH
        sheet.cell(2, index, example.get(column.name, ""))
        for row in range(2, LAST_ROW + 1):
            sheet.cell(row, index).number_format = "@"
        offered = choices.get(column.name, ())
        if offered:
            rule = _rule(lists, column, offered)
            sheet.add_data_validation(rule)
            rule.add(f"{head.column_letter}2:{head.column_letter}{LAST_ROW}")
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rule(lists: Any, column: Column, offered: Sequence[str]) -> DataValidation:
    """Return the rule of a column; several may be named in a list, so there it only warns."""
    index = lists.max_column + 1 if lists.cell(1, 1).value else 1
    head = lists.cell(1, index, column.name)
    for row, name in enumerate(offered, 2):
        lists.cell(row, index, name)
    letter = head.column_letter
    strict = column.kind != "list"
    return DataValidation(
        type="list",
        formula1=f"=Choices!${letter}$2:${letter}${len(offered) + 1}",
        allow_blank=True,
        showErrorMessage=strict,
        errorTitle=column.name,
        error="Choose from the list, or leave the cell empty.",
        promptTitle=column.name,
        prompt=column.help,
        showInputMessage=True,
    )
