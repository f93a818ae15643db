"""File names that every system takes, and that tell any two handouts apart."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT_PATTERN, NamePattern, read_pattern
from handouts.editions.request import EditionRequest
from handouts.errors import UsageError
from handouts.patients import Patient
from handouts.prescription import PrescriptionRequest

DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


def job(number: str = "", row: int = 2) -> Job:
    patient = Patient(dt.date(2026, 11, 25), name="Ann Lee", patient_id=number)
    return Job(row, EditionRequest(PrescriptionRequest("acute")), patient, b"")


def test_the_default_name_tells_nothing_about_the_patient() -> None:
    name = NamePattern(DEFAULT_PATTERN).name(job("0042"), "ABCD-1234")
    assert name == "2026-11-25-acute-ABCD-1234.pdf"


@pytest.mark.parametrize(
    "text",
    ["", "{date}", "all", "{id", "{id}}", "{name}-{id}", "../{id}", "{id}/x", "{id:>9}", "{id!r}",
     "x" * 50 + "{id}", "{id}\n", "\u00e9{id}", "{}{id}", "{id.x}"],
)  # fmt: skip
def test_a_pattern_that_makes_no_safe_name_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_pattern(text)
    assert caught.value.hint


@given(st.text(max_size=60))
def test_any_patient_number_makes_a_name_for_every_system(number: str) -> None:
    name = read_pattern("{patient_id}").name(job(number), "ABCD-1234")
    stem = name.removesuffix(".pdf")
    assert re.fullmatch(r"[\w.-]+", stem)
    assert not stem.startswith((".", "-"))
    assert not stem.endswith((".", " "))
    assert stem.partition(".")[0].lower() not in DEVICES
    assert len(name.encode("utf-8")) <= 255


@pytest.mark.parametrize("number", ["CON", "nul.txt", "com1", "LPT\u00b9"])
def test_a_name_that_windows_keeps_for_a_device_is_changed(number: str) -> None:
    assert read_pattern("{patient_id}").name(job(number), "").startswith("_")


def test_the_longest_pattern_keeps_the_id_whole() -> None:
    pattern = read_pattern("x" * 40 + "{patient_id}{id}")
    name = pattern.name(job("\U0001d49c" * 60), "ABCD-1234")
    assert name.endswith("ABCD-1234.pdf")
    assert len(name.encode("utf-8")) <= 255
