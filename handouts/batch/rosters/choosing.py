"""Which sheet of a workbook is the list, and what is to be said of the others.

Sheets are called by their number: a name may be a patient's.
"""

from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO

from handouts.batch.rosters.headings import LOOKED_AT, Found, Known, find_heading
from handouts.batch.rosters.lines import Line
from handouts.batch.rosters.sheet import Sheet
from handouts.batch.rosters.workbook import Tab, Workbook
from handouts.batch.rows import RowProblem, UnreadableRosterError

CHOICES, GUIDE = "Choices", "Guide"
"""Sheets of a template: where its lists to choose from come from, what they mean. No patients."""

_NO_LISTS = (CHOICES, GUIDE)


def pick_sheet(
    file: BinaryIO, wanted: str, known: Known
) -> tuple[Workbook, Sheet, list[RowProblem]]:
    """Return an open workbook, the sheet to read, and notices of what is passed over.

    `wanted` is a sheet's name or number, "" for the one that has a list. Where several have one it
    is the sheet in front. Raises UnreadableRosterError.
    """
    book = Workbook(file)
    if wanted:
        return book, Sheet(book, _named(book.tabs, wanted)), []
    visible = [tab for tab in book.tabs if tab.is_visible]
    if not visible:
        message = "has no visible sheet"
        raise UnreadableRosterError(message, "name one with --sheet, such as --sheet 1")
    looked = [(tab, *_look(book, tab, known)) for tab in visible]
    lists = [tab for tab, _, found in looked if found]
    lists = [tab for tab in lists if tab.name not in _NO_LISTS] or lists
    filled = [tab for tab, lines, _ in looked if lines]
    chosen = _in_front(lists or filled or visible)
    notices = []
    for tab, lines, found in looked:
        if tab in lists and tab != chosen and found:
            notices.append(_other_list(tab, _rows(book, tab, found), chosen))
        elif lists and tab.place < chosen.place and tab.name not in _NO_LISTS:
            notices.append(_passed_over(tab, chosen, is_empty=not lines))
    return book, Sheet(book, chosen), [*_hidden(book.tabs), *notices]


def _named(tabs: Sequence[Tab], wanted: str) -> Tab:
    def plain(name: str) -> str:
        return " ".join(name.split()).casefold()

    for is_it in (
        lambda tab: tab.name == wanted,
        lambda tab: plain(tab.name) == plain(wanted),
        lambda tab: str(tab.place) == wanted.strip(),
    ):
        found = next(filter(is_it, tabs), None)
        if found:
            return found
    hint = "look at the tabs in Excel, or give its number: --sheet 2"
    raise UnreadableRosterError("has no sheet of that name", hint)


def _look(book: Workbook, tab: Tab, known: Known) -> tuple[list[Line], Found | None]:
    lines = list(islice(Sheet(book, tab).lines(), LOOKED_AT))
    return lines, find_heading(lines, known)


def _in_front(tabs: Sequence[Tab]) -> Tab:
    return next((tab for tab in tabs if tab.is_active), tabs[0])


def _rows(book: Workbook, tab: Tab, found: Found) -> int:
    return sum(number > found.last for number, _, _ in Sheet(book, tab).lines())


def _other_list(tab: Tab, count: int, chosen: Tab) -> RowProblem:
    rows = f"{count} row{'' if count == 1 else 's'}"
    message = f"sheet {tab.place} has a list too, of {rows}; sheet {chosen.place} is read"
    hint = f"to read the other one: --sheet {tab.place}"
    return RowProblem(0, "", message, hint, "warning")


def _passed_over(tab: Tab, chosen: Tab, *, is_empty: bool) -> RowProblem:
    what = "is empty" if is_empty else "has no list"
    message = f"sheet {tab.place} {what}; sheet {chosen.place} is read"
    hint = "name another one with --sheet if that is not the list"
    return RowProblem(0, "", message, hint, "warning")


def _hidden(tabs: Sequence[Tab]) -> list[RowProblem]:
    count = sum(not tab.is_visible for tab in tabs)
    if not count:
        return []
    message = f"has {count} hidden sheet{'' if count == 1 else 's'}, not read"
    return [RowProblem(0, "", message, "name one with --sheet to read it", "warning")]
