"""Days as lists have them, turned to ISO 8601 where they can be one day only."""

import datetime as dt
import re

from handouts.batch.rosters.number_formats import moment
from handouts.patients.dates import readings

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_WRITTEN_SO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL = 10_000  # 18 May 1927; a smaller number may be a year


def days_of(text: str, *, since_1904: bool = False, day_first: bool = True) -> tuple[dt.date, ...]:
    """Return the days that a text can mean: one, two where day and month can be swapped, or none.

    That which is meant where the day stands first, or the month, comes first. A number of five
    digits is a day as spreadsheets count them.
    """
    text = text.strip()
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) >= _FIRST_SERIAL:
        shown = moment(float(text), has_clock=False, since_1904=since_1904)
        return (dt.date.fromisoformat(shown),) if shown else ()
    return readings(text, _MONTHS, day_first=day_first)


def day_of(text: str, *, since_1904: bool = False) -> str:
    """Return the one day that a text can mean as YYYY-MM-DD; the text itself where none is sure."""
    if _WRITTEN_SO.fullmatch(text):
        return text
    days = days_of(text, since_1904=since_1904)
    return days[0].isoformat() if len(days) == 1 else text


def in_order_of(text: str, *, day_first: bool) -> str:
    """Return the day that a text means to people who write it so; the text itself for no day."""
    if _WRITTEN_SO.fullmatch(text):
        return text
    days = days_of(text, day_first=day_first)
    return days[0].isoformat() if days else text
