"""An empty roster to fill in: headings, an example row, and in Excel lists to choose from.

What the lists give is what the readers of rosters understand: `spellings.shown` sees to it.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from handouts.batch.columns import Column, columns
from handouts.batch.rosters.choosing import CHOICES, GUIDE
from handouts.spellings import shown

LAST_ROW = 2000
"""Down to this row of a workbook the lists to choose from are offered."""

_WIDTH = 22  # characters
_GUIDE_WIDTHS = (16, 28, 90)
_DAYS, _DAY = ("date",), "yyyy-mm-dd"
_FIRST_DAY = 36_526  # 1 January 2000, as spreadsheets count days
_SEVERAL = {"avoid": 3, "checked": 2}
"""Columns of which a workbook has several, since a drop-down list gives one word a cell."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen, by its name in the library; `meaning` says it to people."""

    name: str
    meaning: str = ""


def template_columns() -> list[Column]:
    """Return the columns of a template: those that are printed or decide what is."""
    return [column for column in columns().values() if not column.unused and not column.part]


def csv_template(example: Mapping[str, str]) -> bytes:
    """Return an empty roster as CSV with a byte order mark, so that Excel reads it as UTF-8.

    `example` gives the texts of the example row by column.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    offered = template_columns()
    writer.writerow([one.heading.casefold().replace(" ", "_") or one.name for one in offered])
    writer.writerow([example.get(one.name, "") for one in offered])
    return out.getvalue().encode("utf-8-sig")


def xlsx_template(example: Mapping[str, str], choices: Mapping[str, Sequence[Choice]]) -> bytes:
    """Return an empty roster as a workbook, in which nobody has to know a name of the library.

    `choices` gives for a column what can be chosen: a drop-down list in each row, whose words a
    sheet of its own explains. Cells are text, so that no number loses a leading zero, but for days.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Roster"
    guide, lists = book.create_sheet(GUIDE), book.create_sheet(CHOICES)
    for index, (heading, column) in enumerate(_headings(), 1):
        head = sheet.cell(1, index, heading)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E8EEF2")
        head.comment = Comment(column.help, "handouts")
        sheet.column_dimensions[head.column_letter].width = _WIDTH
        sheet.cell(2, index, _example(column, example) if not heading[-1:].isdigit() else "")
        for row in range(2, LAST_ROW + 1):
            sheet.cell(row, index).number_format = _DAY if column.name in _DAYS else "@"
        rule = _rule(lists, column, choices.get(column.name, ()), alone=heading[-1:].isdigit())
        if rule:
            sheet.add_data_validation(rule)
            rule.add(f"{head.column_letter}2:{head.column_letter}{LAST_ROW}")
    sheet.freeze_panes = "A2"
    _explain(guide, choices)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _headings() -> Iterator[tuple[str, Column]]:
    """Yield the headings of a workbook: a drop-down gives one word, so some stand several times."""
    for column in template_columns():
        words = column.over_it
        count = _SEVERAL.get(column.name, 1)
        for number in range(1, count + 1):
            yield (f"{words} {number}" if count > 1 else words), column


def _example(column: Column, example: Mapping[str, str]) -> str:
    value = example.get(column.name, "")
    return shown(column.name, value) if column.kind == "choice" else value


def _rule(
    lists: Any, column: Column, offered: Sequence[Choice], *, alone: bool
) -> DataValidation | None:
    """Return the rule of a column, None for one that takes any text.

    A cell that may hold several takes other text too, unless there is a column for each.
    """
    if column.name in _DAYS:
        return DataValidation(
            type="date", operator="greaterThan", formula1=str(_FIRST_DAY), allow_blank=True,
            showErrorMessage=True, errorTitle=column.name, error="Write a day, such as 2026-11-25.",
        )  # fmt: skip
    if not offered:
        return None
    index = lists.max_column + 1 if lists.cell(1, 1).value else 1
    head = lists.cell(1, index, f"Words for {column.name}")
    for row, choice in enumerate(offered, 2):
        lists.cell(row, index, shown(column.name, choice.name))
    letter = head.column_letter
    several = column.kind == "list" and not alone
    prompt = f"{column.help}. Several may stand here, with ; between them." if several else (
        column.help
    )  # fmt: skip
    return DataValidation(
        type="list",
        formula1=f"=Choices!${letter}$2:${letter}${len(offered) + 1}",
        allow_blank=True,
        showErrorMessage=not several,
        errorTitle=column.name,
        error="Choose from the list, or leave the cell empty. The sheet Guide explains the words.",
        promptTitle=column.name,
        prompt=prompt,
        showInputMessage=True,
    )


def _explain(guide: Any, choices: Mapping[str, Sequence[Choice]]) -> None:
    """Fill the sheet that tells what each column is for and what each word means."""
    guide.append(("Where", "Word", "What it means"))
    told: set[tuple[str, str]] = set()
    for column in template_columns():
        words = column.over_it
        guide.append((words, "", column.help))
        for choice in choices.get(column.name, ()):
            word = shown(column.name, choice.name)
            if choice.meaning and (word, choice.meaning) not in told:
                told.add((word, choice.meaning))
                guide.append((words, word, choice.meaning))
    for cell in guide[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABC", _GUIDE_WIDTHS, strict=True):
        guide.column_dimensions[letter].width = width
    for (cell,) in guide.iter_rows(min_col=3, max_col=3):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    guide.freeze_panes = "A2"
