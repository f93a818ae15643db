"""What differs between languages beyond words: how a date is written."""

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
