"""A date as people and programs write it: 23/11/2026, 23 Nov 2026, Mon 23-Nov-26 9:30.

The one reader of dates, for the command line and for rosters.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

_NUMBERS = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[ ./-]+(\d{1,2})[ ./-]+(\d{1,2})", re.ASCII)
_UNBROKEN = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_IN_WORDS = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = ("st", "nd", "rd", "th", "of", "the")
_CLOCK = re.compile(
    r"(?:T|[ ,]+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$",
    re.ASCII | re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(\d{1,2}(?P<sign>[-/. ])[a-z]{3,9}(?P=sign))(\d{2})", re.IGNORECASE)
_LONGEST = 60  # characters of a date with its time; looking through more takes too long
_SHORTEST = 3  # letters of a month's name that are enough


def readings(text: str, months: Sequence[str], *, day_first: bool) -> tuple[dt.date, ...]:
    """Return the dates that a text may mean, the one that the region would mean first.

    `months` are the names of the months in the reader's language. A year has four digits: two of
    them may as well be a day, but beside a month's name. A time of day beside it is left out, and
    so is its zone: what counts is the day as written.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    found = _possible(_day_alone(text), months, day_first=day_first)
    return tuple(dict.fromkeys(day for day in map(_date, found) if day))


def is_day_first(form: str) -> bool:
    """Say whether the day stands before the month where dates have this form."""
    return form.find("{day}") <= form.find("{month}")


def _day_alone(text: str) -> str:
    """Return a date without its time of day and its day of the week, the year in full."""
    text = _CLOCK.sub("", text)
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end() :] if weekday else text
    short = _SHORT_YEAR.fullmatch(text)
    return f"{short[1]}20{short[3]}" if short else text


def _possible(
    text: str, months: Sequence[str], *, day_first: bool
) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day, whether or not there is such a day."""
    if match := _YEAR_FIRST.fullmatch(text) or _UNBROKEN.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _NUMBERS.fullmatch(text):
        one, other, year = (int(match[number]) for number in (1, 2, 3))
        yield (year, other, one) if day_first else (year, one, other)
        yield (year, one, other) if day_first else (year, other, one)
    else:
        parts = [part for part in _IN_WORDS.findall(text.casefold()) if part not in _ENDINGS]
        numbers = [part for part in parts if part.isdecimal()]
        named = [_month(part, months) for part in parts if not part.isdecimal()]
        known = [month for month in named if month]
        years = [part for part in numbers if len(part) == 4]  # noqa: PLR2004 - digits of a year
        if len(named) == len(known) == len(years) == 1 and len(numbers) == 2:  # noqa: PLR2004
            (day,) = (part for part in numbers if part not in years)
            yield int(years[0]), known[0], int(day)


def _month(word: str, months: Sequence[str]) -> int:
    """Return the number of the month that a word begins the name of, 0 for none or several."""
    fits = [number for number, name in enumerate(months, 1) if name.casefold().startswith(word)]
    return fits[0] if len(fits) == 1 and len(word) >= _SHORTEST else 0


def _date(parts: tuple[int, int, int]) -> dt.date | None:
    try:
        return dt.date(*parts)
    except ValueError:
        return None
