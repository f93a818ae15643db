"""Counting months."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.review.dates import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 11, 25), 12, dt.date(2027, 11, 25)),
        (dt.date(2026, 11, 25), 1, dt.date(2026, 12, 25)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 48, dt.date(2028, 2, 29)),
    ],
)
def test_a_day_some_months_later(day: dt.date, months: int, later: dt.date) -> None:
    assert months_later(day, months) == later


@given(st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1)), st.integers(1, 60))
def test_it_is_in_the_month_that_was_meant(day: dt.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
