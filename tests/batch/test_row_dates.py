"""A date that can be two days is read as its region writes dates, and that is told once."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.batch.jobs import Job
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row
from tests.batch.rosters import basis, checked_rows

ANN = {"name": "Ann Lee", "patient_id": "A1", "stage": "acute"}


def day(date: str, region: str = "", brands: str = "uk") -> dt.date:
    """Return the day of the handout of a row."""
    row = Row(2, {**ANN, "date": date} | ({"region": region} if region else {}))
    job = job_of(row, replace(basis(), region=brands))
    assert isinstance(job, Job), job
    return job.patient.date


@pytest.mark.parametrize("date", ["03/04/2026", "3.4.2026", "03-04-2026 9:30", "Fri 03/04/2026"])
def test_a_date_that_can_be_two_days_is_read_as_the_region_writes_it(date: str) -> None:
    april, march = dt.date(2026, 4, 3), dt.date(2026, 3, 4)
    assert day(date) == april
    assert day(date, "us") == march
    assert day(date, "USA") == march
    assert day(date, brands="us") == march
    assert day(date, "uk", brands="us") == april


@pytest.mark.parametrize("date", ["2000-01-01", "1/1/2000", "36526", "2099-12-31", "31-Dec-99"])
def test_the_first_and_the_last_day_of_a_handout_are_taken_from_a_list(date: str) -> None:
    assert day(date) in (dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize("date", ["1999-12-31", "31/12/1999", "36525", "2100-01-01", "1 Jan 2100"])
def test_the_day_before_and_the_day_after_are_refused_in_a_list(tmp_path: Path, date: str) -> None:
    (problem,) = checked_rows(tmp_path, ANN | {"Date": date}).problems
    assert (problem.column, problem.severity) == ("date", "error")
    assert problem.message == "lies outside the years 2000 to 2099"


def test_the_order_of_a_default_region_holds_for_rows_without_one() -> None:
    row = Row(2, {**ANN, "date": "03/04/2026"})
    job = job_of(row, basis(region="us"))
    assert isinstance(job, Job)
    assert job.patient.date == dt.date(2026, 3, 4)


@pytest.mark.parametrize("brands", ["uk", "us"])
def test_a_date_that_can_be_one_day_is_that_day_in_every_region(brands: str) -> None:
    assert day("25/11/2026", brands=brands) == day("11/25/2026", brands=brands)


def test_how_dates_are_read_is_told_once_for_the_column(tmp_path: Path) -> None:
    rows = [
        ANN | {"patient_id": f"A{number}", "Date": f"0{number}/04/2026"} for number in range(1, 4)
    ]
    (note,) = checked_rows(tmp_path, *rows).problems
    assert (note.column, note.severity) == ("date", "warning")
    assert note.message == "dates such as 03/04/2026 are read day first, as in uk"
    assert note.hint == "write 2026-04-03 to be sure"


def test_each_order_of_a_list_for_two_regions_is_told(tmp_path: Path) -> None:
    rows = [
        ANN | {"patient_id": region, "Date": "05/04/2026", "Region": region}
        for region in ("us", "uk")
    ]
    told = [note.message for note in checked_rows(tmp_path, *rows).problems]
    assert [text.partition("read ")[2] for text in told] == [
        "month first, as in us", "day first, as in uk",
    ]  # fmt: skip


@pytest.mark.parametrize("date", ["2026-04-03", "04/04/2026", "13/04/2026", ""])
def test_where_there_is_no_doubt_nothing_is_told(tmp_path: Path, date: str) -> None:
    found = checked_rows(tmp_path, ANN | {"Date": date})
    assert (found.ready, found.problems) == (1, [])


def test_a_region_that_there_is_not_is_blamed_and_not_the_date(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, ANN | {"Date": "03/04/2026", "Region": "xx"})
    assert [one.column for one in found.problems if one.severity == "error"] == ["region"]
