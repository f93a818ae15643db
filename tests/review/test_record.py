"""review.toml: what is written is read again, and nothing else is believed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand import OwnFile
from handouts.errors import Problem
from handouts.plain_text import Refusal, clean_text, has_visible
from handouts.review import Record, read_records, written
from handouts.review.record import LINE

RECORD = Record(
    "sciatica", "en", "Sam Sample", "Physiotherapist", dt.date(2026, 11, 25),
    dt.date(2027, 11, 25), "0.1.0", {"library/goals.toml": "0" * 32, "templates/a.md": "f" * 32},
)  # fmt: skip
TEXT = written((RECORD,))


def read(text: str) -> tuple[tuple[Record, ...], list[Problem]]:
    return read_records(OwnFile(text, "review.toml"))


def lines() -> st.SearchStrategy[str]:
    """Return lines as they are after cleaning: whatever may be a name."""

    def clean(text: str) -> str:
        try:
            return clean_text(text, LINE)
        except Refusal:
            return ""

    return st.text(min_size=1, max_size=60).map(clean).filter(has_visible)


PARTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=50)


@given(by=lines(), role=lines(), part=PARTS)
def test_what_is_written_is_read_again(by: str, role: str, part: str) -> None:
    records = (
        replace(RECORD, by=by, role=role, parts={part: "a" * 32}),
        replace(RECORD, language="de"),
    )
    assert read(written(records)) == (records, [])


def test_the_record_is_readable() -> None:
    for line in ('by = "Sam Sample"', "until = 2027-11-25", '"templates/a.md" = "ffff'):
        assert line in TEXT


@pytest.mark.parametrize(
    ("old", "new", "source", "message"),
    [
        ('by = "Sam Sample"', 'by = "Eve Else"', "signed.0.seal", "changed by hand"),
        ("2027-11-25", "2028-11-25", "signed.0.seal", "changed by hand"),
        ("0" * 32, "1" * 32, "signed.0.seal", "changed by hand"),
        ("until = 2027-11-25", "until = 2026-01-01", "signed.0.until", "before the date"),
        ("until = 2027-11-25", 'until = "soon"', "signed.0.until", "is no date"),
        ("until = 2027-11-25", "until = 2027-11-25T10:00:00", "signed.0.until", "date"),
        ('by = "Sam Sample"\n', "", "signed.0.by", "is missing"),
        ('by = "Sam Sample"', 'by = ""', "signed.0.by", "is empty"),
        ('by = "Sam Sample"', f'by = "{"x" * 121}"', "signed.0.by", "is too long"),
        ('by = "Sam Sample"', 'by = "a\\u202eb"', "signed.0.by", "U+202E"),
        ('by = "Sam Sample"', 'by = "Sam  Sample"', "signed.0.by", "not written as"),
        ('by = "Sam Sample"', "by = 7", "signed.0.by", "is not text"),
        ('role = "', 'rolle = "x"\nrole = "', "signed.0.rolle", "is not a known key"),
        ("0" * 32, "zz", "signed.0.parts.library/goals.toml", "is no digest"),
        ("[[signed]]", "[signed]", "signed", "valid tuple"),
        ("[signed.parts]", "parts = 3\n[x]", "signed.0.parts", "is not a table"),
        ("[[signed]]", "[[signed]", "review.toml:5", "is not valid TOML"),
    ],
)  # fmt: skip
def test_a_record_that_was_tampered_with_vouches_for_nothing(
    old: str, new: str, source: str, message: str
) -> None:
    assert old in TEXT
    records, problems = read(TEXT.replace(old, new, 1))
    assert records == ()
    (first, *_) = [problem for problem in problems if problem.source.endswith(source)]
    assert message in first.message
    assert first.hint
    assert all(problem.hint for problem in problems)


def test_a_misspelt_key_is_told_with_the_nearest_one() -> None:
    _, problems = read(TEXT.replace('role = "', 'rol = "', 1))
    assert "did you mean role?" in [problem.hint for problem in problems]


def test_no_value_of_a_record_is_quoted_in_a_message() -> None:
    _, problems = read(TEXT.replace('by = "Sam Sample"', 'by = "Secret\\u202eName"'))
    assert problems
    assert "Secret" not in str(problems)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "signed = []\n"])
def test_an_empty_record_is_a_problem(text: str) -> None:
    records, problems = read(text)
    assert records == ()
    assert problems


def test_the_same_content_is_not_signed_twice() -> None:
    records, problems = read(written((RECORD, replace(RECORD, by="Eve Else"))))
    assert records == ()
    assert [problem.source for problem in problems] == ["review.toml:signed"]
