"""Signing: by whom, how long, and what stands beside it."""

import datetime as dt
from dataclasses import replace

import pytest

from handouts.errors import BadInput, Problem
from handouts.review import read_records, read_signature, sign, written
from handouts.review.dates import months_later
from tests.review.signing import TODAY, UNTIL, Desk

DAY = dt.timedelta(days=1)


def problems_of(desk: Desk, by: str, role: str, until: dt.date | None) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        sign(desk.sites(), desk.templates, by, role, TODAY, until)
    return list(caught.value.problems)


def test_without_a_last_day_it_holds_as_long_as_the_library_says(desk: Desk) -> None:
    desk.sign(until=None)
    until = desk.standing().until
    assert until == months_later(TODAY, desk.load()[0].review.months)


def test_it_may_hold_for_the_longest_time_and_no_day_more(desk: Desk) -> None:
    latest = months_later(TODAY, desk.load()[0].review.most_months)
    desk.sign(until=latest)
    assert desk.standing(latest).status == "reviewed"
    (problem,) = problems_of(desk, "Sam", "Physiotherapist", latest + DAY)
    assert problem.source == "--until"
    assert latest.isoformat() in problem.hint


def test_all_mistakes_are_told_at_once(desk: Desk) -> None:
    problems = problems_of(desk, " ", "a\u202eb", TODAY - DAY)
    assert [problem.source for problem in problems] == ["--by", "--role", "--until"]
    assert all(problem.hint for problem in problems)


def test_a_signature_holds_for_all_sites_or_says_what_changed(signed: Desk) -> None:
    before = read_signature(signed.sites(), signed.templates, TODAY)
    assert before.holds
    assert (before.changed, before.problems, before.notices) == ((), (), ())
    signed.change("library/regions/ie.toml", "a GP", "the GP")
    version = signed.load()[0].version
    signed.change("library/sciatica/condition.toml", f'"{version}"', '"99"')
    after = read_signature(signed.sites(), signed.templates, TODAY)
    assert not after.holds
    assert set(after.changed) == {
        f"library {version} -> 99", "library file condition.toml changed", "region ie changed",
    }  # fmt: skip


def test_a_signature_past_its_date_does_not_hold(signed: Desk) -> None:
    assert read_signature(signed.sites(), signed.templates, UNTIL).holds
    assert not read_signature(signed.sites(), signed.templates, UNTIL + DAY).holds


def test_sources_that_are_due_are_told_and_do_not_end_a_signature(signed: Desk) -> None:
    signed.change(
        "library/sciatica/condition.toml", "review_by = 2027-11-23", "review_by = 2026-11-23"
    )
    signed.sign()
    signature = read_signature(signed.sites(), signed.templates, TODAY)
    assert signature.holds
    (notice,) = signature.notices
    assert "2026-11-23" in notice.message


def test_signatures_for_other_languages_stay(signed: Desk) -> None:
    brand = signed.load()[1]
    assert brand.review
    ((record,), _) = read_records(brand.review)
    other = replace(record, language="de", by="Eva Beispiel")
    signed.record.write_text(written((other,)), encoding="utf-8")
    records = sign(signed.sites(), signed.templates, "Sam", "Nurse", TODAY, None)
    assert [(one.language, one.by) for one in records] == [("de", "Eva Beispiel"), ("en", "Sam")]


def test_a_broken_record_is_replaced_by_a_new_signature(signed: Desk) -> None:
    signed.record.write_text("nonsense", encoding="utf-8")
    assert read_signature(signed.sites(), signed.templates, TODAY).problems
    signed.sign()
    assert signed.standing().status == "reviewed"
