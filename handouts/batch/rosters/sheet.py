"""The lines of a workbook's sheet, read one by one from what is there.

The size that a sheet states for itself is not believed: programs write it wrong, too small as well
as too large. Formulas count with the value that was saved with them.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from handouts.batch.rosters.lines import (
    FAR,
    LONG_NUMBER,
    MOMENT,
    PLAIN,
    TRUTH,
    UNCACHED,
    Line,
    Oddities,
    place_of,
)
from handouts.batch.rosters.number_formats import LONGEST_EXACT, plainly
from handouts.batch.rosters.package import damaged
from handouts.batch.rosters.workbook import Tab, Workbook, text_of, unescaped, whole
from handouts.batch.rows import UnreadableRosterError

MAX_ROWS = 200_000
"""Lines with something in them: a roster of more is no clinic's list."""
MAX_COLUMNS = 1_000
NOT_SHOWN = "########"
"""What a cell shows whose number is no day of the calendar."""

_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_SAVED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*<(?:\w+:)?v>\s*[^<\s]")
# Formatted to the end of the sheet, such rows are a million.
_EMPTY_ROW = re.compile(rb'<row r="\d+"[^<>/]*(?:/>|>(?:<c [^<>]*/>)*</row>)')
_MOST_CELLS = 16_384  # of a row, the most that a spreadsheet has
_OVERLAP = 400  # bytes: longer than what is looked for
_COLUMN = re.compile("[A-Z]{1,3}")
_DIGITS = "0123456789"
_TEXTS = ("s", "str", "inlineStr")
_YES = {"1": "yes", "0": "no", "true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class _Survey:
    """What must be known of a sheet before its first line is read.

    `down` has merged areas of several lines, by the first of them, as place and last line; `wide`
    the last place of those of several columns, by line and first place. `is_calculated` says that
    some formula has a saved value: then one without any shows nothing, else nobody has worked it
    out.
    """

    down: Mapping[int, list[tuple[int, int]]]
    wide: Mapping[int, Mapping[int, int]]
    is_calculated: bool


class Sheet:
    """A sheet of an open workbook; after its lines were read it knows its hidden columns."""

    def __init__(self, book: Workbook, tab: Tab) -> None:
        self._book, self.tab = book, tab
        self.hidden_columns: set[int] = set()

    def lines(self) -> Iterator[Line]:
        """Yield each line with something in it. Raises UnreadableRosterError."""
        survey = self._survey()
        reader = _Cells(self._book, is_calculated=survey.is_calculated)
        merged = _Merged(survey)
        space, elements = self._book.package.elements(self.tab.part, _EMPTY_ROW)
        row_tag, column_tag, cell_tag = f"{space}row", f"{space}col", f"{space}c"
        last = held = wide = 0
        for element in elements:
            if element.tag == cell_tag:
                wide += 1
                if wide > _MOST_CELLS:
                    raise damaged("is damaged: a row of it has too many cells")
            elif element.tag == row_tag:
                wide = 0
                number = _number_of(element, last)
                last = number
                texts, marks = reader.read(element, space)
                is_hidden = _is_hidden(element, "ht")
                element.clear()
                if not texts and not marks:
                    continue
                held += 1
                if held > MAX_ROWS:
                    raise _too_many_rows()
                is_filled, spans = merged.fill(number, texts)
                if is_hidden or is_filled or marks or spans:
                    yield number, texts, Oddities(is_hidden, is_filled, marks, spans)
                else:
                    yield number, texts, PLAIN
            elif element.tag == column_tag and _is_hidden(element, "width"):
                first, end = (whole(element.get(name, "0")) for name in ("min", "max"))
                self.hidden_columns.update(range(first - 1, min(end, MAX_COLUMNS)))

    def _survey(self) -> _Survey:
        areas: set[tuple[bytes, ...]] = set()
        is_calculated, rest = False, b""
        for piece in self._book.package.pieces(self.tab.part):
            window = rest + piece
            if b"mergeCell" in window:
                areas.update(_MERGED.findall(window))
            is_calculated = is_calculated or bool(_SAVED.search(window))
            rest = window[-_OVERLAP:]
        down: dict[int, list[tuple[int, int]]] = defaultdict(list)
        wide: dict[int, dict[int, int]] = defaultdict(dict)
        for left, top, right, bottom in areas:
            first, end = place_of(left.decode()), place_of(right.decode())
            if int(bottom) > int(top):
                down[int(top)].append((first, int(bottom)))
            if end > first:
                wide[int(top)][first] = min(end, MAX_COLUMNS)
        return _Survey(down, wide, is_calculated)


class _Cells:
    """Turns the cells of a line into texts."""

    def __init__(self, book: Workbook, *, is_calculated: bool) -> None:
        self._shared, self._looks, self._moments = book.texts, book.looks, book.moments
        self._around = book.around_texts
        self._is_calculated = is_calculated

    def read(self, row: Element, space: str) -> tuple[list[str], dict[int, str]]:
        """Return a line's texts up to the last that is not empty, and what is odd, by place."""
        texts: list[str] = []
        marks: dict[int, str] = {}
        place = -1
        for cell in row:
            reference = cell.get("r")
            place = _place(reference.rstrip(_DIGITS)) if reference else place + 1
            if not len(cell):
                continue
            text, mark = self._text(cell, space)
            if self._around and text and cell.get("t", "n") in _TEXTS:
                text = self._with_words(text, whole(cell.get("s", "0")))
            if place >= MAX_COLUMNS:
                if text or mark:
                    marks[MAX_COLUMNS] = FAR
                continue
            if mark:
                marks[place] = mark
            if text:
                if place == len(texts):
                    texts.append(text)
                    continue
                if place > len(texts):
                    texts += [""] * (place + 1 - len(texts))
                texts[place] = text
        return texts, marks

    def _text(self, cell: Element, space: str) -> tuple[str, str]:
        """Return a cell's text, and what is odd about it."""
        kind = cell.get("t", "n")
        value = cell.find(f"{space}v")
        said = (value.text or "") if value is not None else ""
        if kind == "s" and said.strip():
            return self._shared[whole(said.strip())], ""
        if kind == "n" and said.strip():
            return self._number(said, whole(cell.get("s", "0")))
        if kind == "inlineStr":
            inline = cell.find(f"{space}is")
            return (unescaped(text_of(inline, space)), "") if inline is not None else ("", "")
        if not said.strip() and cell.find(f"{space}f") is not None:
            shows_nothing = value is not None and (kind == "str" or self._is_calculated)
            return "", "" if shows_nothing else UNCACHED
        if kind == "b":
            return _YES.get(said.strip(), ""), TRUTH
        return unescaped(said).strip().removesuffix("T00:00:00") if kind == "d" else unescaped(
            said
        ), ""

    def _number(self, said: str, style: int) -> tuple[str, str]:
        value = float(said)
        if not math.isfinite(value):
            raise damaged()
        if style and style >= len(self._looks):  # a day or a patient's number would be another one
            raise damaged("is damaged: how its numbers look is missing")
        look = self._looks[style] if self._looks else plainly
        is_long = abs(value) >= 10**LONGEST_EXACT
        text = look(value)
        mark = MOMENT if style in self._moments else LONG_NUMBER if is_long else ""
        return NOT_SHOWN if text is None else text, mark

    def _with_words(self, text: str, style: int) -> str:
        """Return a text with what its cell shows around it, but a heading as it is."""
        before, after = self._around.get(style, ("", ""))
        is_number = any(map(str.isdigit, text)) and not (before and text.startswith(before))
        return f"{before}{text}{after}" if is_number else text


class _Merged:
    """Knows which merged cells reach into a line: their text counts in each of their lines."""

    def __init__(self, survey: _Survey) -> None:
        self._survey = survey
        self._starts = sorted(survey.down, reverse=True)
        self._open: list[tuple[int, int, int, str]] = []

    def fill(self, number: int, texts: list[str]) -> tuple[bool, Mapping[int, int]]:
        """Fill a line's texts from above; return whether that was so, and its wide cells."""
        if not (self._starts or self._open):
            return False, self._survey.wide.get(number, {})
        while self._starts and self._starts[-1] <= number:
            top = self._starts.pop()
            for place, bottom in self._survey.down[top] if top == number else ():
                text = texts[place] if place < len(texts) else ""
                self._open.append((place, top, bottom, text))
        self._open = [area for area in self._open if area[2] >= number]
        is_filled = False
        for place, top, _, text in self._open:
            if top < number and text and not (place < len(texts) and texts[place]):
                texts += [""] * (place + 1 - len(texts))
                texts[place] = text
                is_filled = True
        return is_filled, self._survey.wide.get(number, {})


@lru_cache(maxsize=MAX_COLUMNS)
def _place(letters: str) -> int:
    if _COLUMN.fullmatch(letters) is None:
        raise damaged()
    return place_of(letters)


def _number_of(row: Element, last: int) -> int:
    """Return a row's number, which is the next one if it does not say so."""
    number = whole(row.get("r", str(last + 1)))
    if number <= last:
        raise damaged("is damaged: its rows are out of order")
    return number


def _is_hidden(element: Element, size: str) -> bool:
    return element.get("hidden") in {"1", "true"} or element.get(size) == "0"


def _too_many_rows() -> UnreadableRosterError:
    return UnreadableRosterError(f"has more than {MAX_ROWS:,} rows", "split it")
