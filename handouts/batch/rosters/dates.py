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
_LONGEST = 60  # characters of a date with its time; looking through more takes too long
_CLOCK = re.compile(
    r"(?:T|[ ,]+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$",
    re.ASCII | re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(\d{1,2}(?P<sign>[-/. ])[a-z]{3,9}(?P=sign))(\d{2})", re.IGNORECASE)


def days_of(text: str, *, since_1904: bool = False) -> frozenset[dt.date]:
    """Return the days that a text can mean: one, two where day and month can be swapped, or none.

    A time of day beside it is left out, and so is its zone: what counts is the day as written. A
    number of five digits is a day as spreadsheets count them.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return frozenset()
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) >= _FIRST_SERIAL:
        shown = moment(float(text), has_clock=False, since_1904=since_1904)
        return frozenset({dt.date.fromisoformat(shown)} if shown else ())
    text = _CLOCK.sub("", text)
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end() :] if weekday else text
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        text = f"{short[1]}20{short[3]}"
    return frozenset(readings(text, _MONTHS, day_first=True))


def day_of(text: str, *, since_1904: bool = False) -> str:
    """Return the one day that a text can mean as YYYY-MM-DD; the text itself where none is sure."""
    if _WRITTEN_SO.fullmatch(text):
        return text
    days = days_of(text, since_1904=since_1904)
    return next(iter(days)).isoformat() if len(days) == 1 else text
