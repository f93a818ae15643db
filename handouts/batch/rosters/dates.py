"""Days as clinics write them, turned to ISO 8601 where they can be one day only."""

import datetime as dt
import re

from handouts.batch.rosters.number_formats import moment

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december")  # fmt: skip
_CENTURY = 100
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL = 10_000  # 18 May 1927; a smaller number may be a year
_CLOCK = (
    r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
_WRITTEN_SO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<month>[a-z]{3,9})\.?"
_FORMS = [
    re.compile(_WEEKDAY + form + _CLOCK, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<one>\d{1,2})([-/.])(?P<other>\d{1,2})\2(?P<year>\d{4})",
        _NTH + r"[-/. ]+" + _NAME + r",?[-/. ]+(?P<year>\d{4}|\d{2})",
        _NAME + " +" + _NTH + r",? +(?P<year>\d{4})",
    )
]


def days_of(text: str, *, since_1904: bool = False) -> frozenset[dt.date]:
    """Return the days that a text can mean: one, two where day and month can be swapped, or none.

    A time of day beside it is left out, and so is its zone: what counts is the day as written. A
    number of five digits is a day as spreadsheets count them.
    """
    text = text.strip()
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) >= _FIRST_SERIAL:
        shown = moment(float(text), has_clock=False, since_1904=since_1904)
        return frozenset({dt.date.fromisoformat(shown)} if shown else ())
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            year, month = parts["year"], parts.get("month")
            if month is None:
                one, other = parts["one"], parts["other"]
                return _days((year, other, one), (year, one, other))
            return _days((year, _month(month), parts["day"]))
    return frozenset()


def day_of(text: str, *, since_1904: bool = False) -> str:
    """Return the one day that a text can mean as YYYY-MM-DD; the text itself where none is sure."""
    if _WRITTEN_SO.fullmatch(text):
        return text
    days = days_of(text, since_1904=since_1904)
    return next(iter(days)).isoformat() if len(days) == 1 else text


def _month(name: str) -> str:
    """Return the number of a month, also by its English name; "0" for what is no month."""
    name = name.casefold()
    if name.isdigit():
        return name
    if name in _FULL or name in {*_MONTHS, "sept"}:
        return str(_MONTHS.index(name[:3]) + 1)
    return "0"


def _days(*written: tuple[str, str, str]) -> frozenset[dt.date]:
    """Return those of these years, months and days that the calendar has."""
    found = set()
    for parts in written:
        year, month, day = map(int, parts)
        try:
            found.add(dt.date(year + 2000 if year < _CENTURY else year, month, day))
        except ValueError:
            continue
    return frozenset(found)
