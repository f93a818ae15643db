from hypothesis import given
from hypothesis import strategies as st

from handouts.content import DAYS
from handouts.prescription.days import spread_days


@given(st.integers(1, 7))
def test_days_are_spread_as_evenly_as_a_week_allows(count: int) -> None:
    days = spread_days(count)
    places = [DAYS.index(day) for day in days]
    gaps = [
        (after - before) % 7 or 7
        for before, after in zip(places, places[1:] + places[:1], strict=True)
    ]

    assert len(set(days)) == count
    assert max(gaps) - min(gaps) <= 1


def test_three_days_a_week_leave_a_day_between() -> None:
    assert spread_days(3) == ("mon", "wed", "fri")
