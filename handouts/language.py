"""What a language brings along beyond the words of a handout: dates, and words for printing."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """The twelve months' names and a pattern with {day}, {month} and {year}."""

    pattern: str
    months: tuple[str, ...]

    def write(self, date: dt.date) -> str:
        """Return a date with its month as a word, so that nobody mixes up day and month."""
        month = self.months[date.month - 1]
        return self.pattern.format(day=date.day, month=month, year=date.year)


@dataclass(frozen=True, slots=True)
class PrintWords:
    """What stands in a print file around the handouts; empty words are not printed.

    `blank` stands on a page that is left empty. A slip sheet says `slip` with {id}, `row` with
    {row}, `pages` with {pages} and `sheets` with {sheets}. `title` is the file's.
    """

    title: str = ""
    blank: str = ""
    slip: str = ""
    row: str = ""
    pages: str = ""
    sheets: str = ""
