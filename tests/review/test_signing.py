"""Signing: by whom, how long, and what stands beside it."""

import datetime as dt
from dataclasses import replace

import pytest

from handouts.errors import BadInput, Problem
from handouts.review import Thing, read_records, sign, stands, written
from handouts.review.dates import months_later
from tests.review.signing import TODAY, UNTIL, Desk

DAY = dt.timedelta(days=1)


def problems_of(desk: Desk, by: str, role: str, until: dt.date | None) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        sign(desk.content(), by, role, TODAY, until)
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
    before = stands(signed.content(), TODAY)
    assert before.holds
    assert (before.changed, before.problems, before.notices) == ((), (), ())
    signed.change("library/regions/ie.toml", "a GP", "the GP")
    version = signed.load()[0].version
    signed.change("library/sciatica/condition.toml", f'"{version}"', '"99"')
    after = stands(signed.content(), TODAY)
    assert not after.holds
    assert set(after.changed) == {
        f"library {version} -> 99", "library file condition.toml changed", "region ie changed",
    }  # fmt: skip


def test_a_signature_past_its_date_does_not_hold(signed: Desk) -> None:
    assert stands(signed.content(), UNTIL).holds
    assert not stands(signed.content(), UNTIL + DAY).holds


def test_sources_that_are_due_are_told_and_do_not_end_a_signature(signed: Desk) -> None:
    signed.change(
        "library/sciatica/condition.toml", "review_by = 2027-11-23", "review_by = 2026-11-23"
    )
    signed.sign()
    signature = stands(signed.content(), TODAY)
    assert signature.holds
    (notice,) = signature.notices
    assert "2026-11-23" in notice.message


def test_signatures_for_other_languages_stay(signed: Desk) -> None:
    brand = signed.load()[1]
    assert brand.review
    ((record,), _) = read_records(brand.review)
    other = replace(record, language="de", by="Eva Beispiel")
    signed.record.write_text(written((other,)), encoding="utf-8")
    records = sign(signed.content(), "Sam", "Nurse", TODAY, None)
    assert [(one.language, one.by) for one in records] == [("de", "Eva Beispiel"), ("en", "Sam")]


def test_a_broken_record_is_replaced_by_a_new_signature(signed: Desk) -> None:
    signed.record.write_text("nonsense", encoding="utf-8")
    assert stands(signed.content(), TODAY).problems
    signed.sign()
    assert signed.standing().status == "reviewed"


def things(desk: Desk, kind: str) -> frozenset[Thing]:
    return frozenset(thing for thing in desk.content().things if thing.kind == kind)


def test_two_people_share_the_work_and_both_are_named(desk: Desk) -> None:
    exercises = things(desk, "exercise")
    desk.sign("Ann Archer", things=exercises)
    standing = desk.standing()
    assert standing.status == "draft"
    assert "not all of it is signed" in standing.notices[0].message
    rest = desk.content().changed()
    assert rest == desk.content().things - exercises
    desk.sign("Ben Baker", until=TODAY + 30 * DAY, things=rest, day=TODAY + DAY)
    standing = desk.standing(TODAY + DAY)
    assert [one.by for one in standing.people] == ["Ann Archer", "Ben Baker"]
    assert (standing.signed, standing.until) == (TODAY + DAY, TODAY + 30 * DAY)
    assert desk.standing(TODAY + 31 * DAY).status == "draft"


def test_what_is_not_printed_need_not_be_signed(desk: Desk) -> None:
    bridge = frozenset({Thing("exercise", "bridge")})
    desk.sign(things=desk.content().things - bridge)
    assert desk.standing().status == "draft"
    assert desk.standing(unprinted=bridge).status == "reviewed"


def test_a_signature_that_is_over_counts_for_what_it_is_for_alone(desk: Desk) -> None:
    figures = things(desk, "figure")
    desk.sign("Ann Archer", until=TODAY, things=figures)
    desk.sign("Ben Baker", things=desk.content().changed())
    standing = desk.standing(TODAY + DAY)
    assert "(Ann Archer)" in standing.notices[0].message
    assert [one.by for one in desk.standing(TODAY + DAY, unprinted=figures).people] == ["Ben Baker"]


def test_what_one_person_signs_on_one_day_is_one_signature(desk: Desk) -> None:
    for thing in (Thing("exercise", "bridge"), Thing("exercise", "walking")):
        desk.sign(things=frozenset({thing}))
    (record,) = desk.content().signed.records
    assert {"library/exercises/bridge.toml", "library/exercises/walking.toml"} < record.parts.keys()


def test_who_signs_a_part_anew_takes_it_over(signed: Desk) -> None:
    signed.sign("Eve Else", things=frozenset({Thing("exercise", "bridge")}))
    content = signed.content()
    assert not content.differing
    assert content.signed.by["library/exercises/bridge.toml"].by == "Eve Else"
    assert content.signed.by["library/exercises/walking.toml"].by == "Sam Sample"
    signed.sign("Eve Else")
    (record,) = signed.content().signed.records
    assert record.by == "Eve Else"


def test_what_is_there_no_more_is_told_and_goes_with_the_next_signature(signed: Desk) -> None:
    (signed.brand / "plans" / "short.toml").unlink()
    signature = stands(signed.content(), TODAY)
    assert signature.holds
    assert signature.changed == ("the brand's own plan short is not used any more",)
    signed.sign("Eve Else", things=frozenset({Thing("exercise", "bridge")}))
    assert stands(signed.content(), TODAY).changed == ()


def test_the_code_of_a_proof_is_another_after_any_change_of_what_it_shows(signed: Desk) -> None:
    one = frozenset({Thing("section", "why")})
    everything = signed.content().things
    before = signed.content().code(one), signed.content().code(everything)
    signed.change("library/sciatica/en/exercises/bridge.toml", "Lift only", "Lift just")
    after = signed.content().code(one), signed.content().code(everything)
    assert before[0] == after[0] != after[1] != before[1]


def test_a_record_of_version_0_1_0_still_holds(signed: Desk) -> None:
    """It is one signature for all, with the line at the foot and without drawings."""
    (record,) = signed.content().signed.records
    parts = {p: d for p, d in record.parts.items() if not p.startswith(("pictures/", "typefaces"))}
    old = replace(record, form=1, parts={**parts, "brand.toml:page.footer": "0" * 32})
    signed.record.write_text(written((old,)), encoding="utf-8")
    assert "form" not in signed.record.read_text("utf-8")
    assert signed.standing().status == "reviewed"
    assert stands(signed.content(), TODAY).holds
    signed.change("library/sciatica/en/exercises/bridge.toml", "Lift only", "Lift just")
    assert signed.content().changed() == {Thing("exercise", "bridge")}
    signed.sign("Eve Else", things=signed.content().changed())
    assert stands(signed.content(), TODAY).holds
    assert "pictures/exercises/bridge" in signed.content().signed.by
