"""Days and times of day in the forms that lists have them, in one form that can be sorted.

Only for putting rows in order: what cannot be one day for certain is still put somewhere.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OF_WEEK = re.compile(
    rf"({'|'.join(_WEEK)})(?:s|r|rs|days?|sdays?|nesdays?|rsdays?|urdays?)?\b[.,]?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+)?"
_DATES = (
    re.compile(rf"{_WEEKDAY}\b(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})t?"),
    re.compile(rf"{_WEEKDAY}\b{_DAY}[-/. ]+(?:of )?{_MONTH}(?:,?[-/. ]+(?P<year>\d{{4}}|\d\d)\b)?"),
    re.compile(rf"{_WEEKDAY}\b{_MONTH}[-/. ]+{_DAY}\b(?:,? +(?P<year>\d{{4}}))?"),
)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}\b(?P<one>\d{{1,2}})(?P<sign>[-/.])(?P<other>\d{{1,2}})(?P=sign)"
    r"(?P<year>\d{4}|\d\d)\b"
)
_HALF = r"(?P<half>[ap])\.? ?m\b\.?"
_TIME = re.compile(rf"\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?(?P<rest>[:.]\d\d)? ?{_HALF}")
_SPAN = re.compile(
    r"\b(?P<from>\d{1,2})(?P<minute>[:.]\d\d)?(?P<to> ?(?:-|\u2013|to) ?)"
    rf"(?P<until>\d{{1,2}})(?P<rest>(?:[:.]\d\d)?) ?{_HALF}"
)
# What has none of these, as most texts, needs no closer look.
_LIKELY = re.compile(rf"\d[-/.]\d|\d ?{_HALF}|{'|'.join(_MONTHS)}")
_WORDS = {"noon": "12:00", "12 noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LAST_MONTH, _HALF_DAY, _CENTURY = 12, 12, 100


class Way(NamedTuple):
    """How the days of a column are written: months before days; as days of the week alone."""

    month_first: bool = False
    of_week: bool = False


USUAL = Way()


def way_of(texts: Sequence[str]) -> Way:
    """Return how the days among the texts of one column are written.

    A number that can be no month tells whether months or days come first; where none can, days do.
    """
    folded = [text.strip().casefold() for text in texts if text.strip()]
    found = [match for text in folded for match in _NUMBERS.finditer(text)]
    days_first = any(int(match["one"]) > _LAST_MONTH for match in found)
    months = not days_first and any(int(match["other"]) > _LAST_MONTH for match in found)
    return Way(months, bool(folded) and all(map(_OF_WEEK.match, folded)))


def sortable(text: str, way: Way = USUAL) -> str:
    """Return a text with its days as year, month, day and its times with 24 hours.

    It comes without case and without what is no part of a day, such as its weekday.
    """
    text = text.casefold()
    if way.of_week:
        text = _OF_WEEK.sub(lambda match: f"{_WEEK.index(match[1]) + 1} ", text)
    if not _LIKELY.search(text):
        is_number = _THOUSANDS.fullmatch(text)
        return text.replace(",", "") if is_number else _WORDS.get(text, text)
    for form in _DATES:
        text = form.sub(_day, text)
    text = _NUMBERS.sub(lambda match: _day_of_numbers(match, month_first=way.month_first), text)
    text = " ".join(_TIME.sub(_time, _SPAN.sub(_span, text)).split())
    return _WORDS.get(text, text)


def _day(match: re.Match[str]) -> str:
    name = match["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    return _written(match["year"] or "0000", month, int(match["day"]))


def _day_of_numbers(match: re.Match[str], *, month_first: bool) -> str:
    one, other = int(match["one"]), int(match["other"])
    day, month = (other, one) if month_first else (one, other)
    if month > _LAST_MONTH >= day:
        day, month = month, day
    return _written(match["year"], month, day)


def _written(year: str, month: int, day: int) -> str:
    whole = int(year) + (2000 if 0 < int(year) < _CENTURY else 0)
    return f"{whole:04}-{month:02}-{day:02} "


def _span(match: re.Match[str]) -> str:
    """Return a span whose end alone says which half of the day it is in, with both saying so."""
    half, other = match["half"], {"a": "p", "p": "a"}[match["half"]]
    begun_before = int(match["from"]) % _HALF_DAY > int(match["until"]) % _HALF_DAY
    begun = f"{match['from']}{match['minute'] or ''} {other if begun_before else half}m"
    return f"{begun}{match['to']}{match['until']}{match['rest']} {half}m"


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if not 1 <= hour <= _HALF_DAY:
        return match[0]
    hour = hour % _HALF_DAY + (_HALF_DAY if match["half"] == "p" else 0)
    seconds = (match["rest"] or "").replace(".", ":")
    return f"{hour:02}:{match['minute'] or '00'}{seconds}"
