"""A date as people write it."""

import datetime as dt

import pytest

from handouts.patients.dates import readings

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize("day_first", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "23/11/2026", "23.11.2026", "23-11-2026", "23 11 2026", " 23/11/2026 ", "2026/11/23",
        "2026.11.23", "20261123", "23 November 2026", "23 nov 2026", "Nov 23, 2026",
        "November 23rd 2026", "23rd of November, 2026", "NOVEMBER 23 2026", "11/23/2026",
        "Mon 23/11/2026", "Monday, 23 November 2026", "23/11/2026 9:30 AM", "23-Nov-26",
    ],
)  # fmt: skip
def test_what_can_mean_one_day_means_that_day_everywhere(text: str, *, day_first: bool) -> None:
    assert readings(text, MONTHS, day_first=day_first) == (DAY,)


def test_what_can_mean_two_days_means_first_what_the_region_means() -> None:
    fifth, may = dt.date(2026, 11, 5), dt.date(2026, 5, 11)
    assert readings("5/11/2026", MONTHS, day_first=True) == (fifth, may)
    assert readings("05-11-2026", MONTHS, day_first=False) == (may, fifth)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "23/11/26", "11/2026", "31/02/2026", "32/13/2026", "23 Ju 2026", "23 Ma 2026",
        "23 Foo 2026", "23/11/2026 or later", "1/2/3/2026", "23 November", "November 2026",
        "\u0662\u0663/\u0661\u0661/\u0662\u0660\u0662\u0666",
    ],
)  # fmt: skip
def test_what_is_no_whole_date_means_nothing(text: str) -> None:
    assert readings(text, MONTHS, day_first=True) == ()
