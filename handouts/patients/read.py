"""From what a user gave, in options or in a file, to a `Patient` or to Problems."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from handouts.errors import Problem
from handouts.patients.patient import FIELDS, TEXT_RULES, Patient
from handouts.plain_text import Refusal, TextRule, clean_text, has_visible
from handouts.spellings import is_nothing
from handouts.toml_file import read_toml, read_toml_stream, unknown_keys

MAX_FILE_BYTES = 64 * 1024
YEARS = range(2000, 2100)  # a handout's own date; outside of it is a slip of the hand

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_HINT = "write it as year, month, day: YYYY-MM-DD"


def read_patient(
    values: Mapping[str, object], sources: Mapping[str, str], *, today: dt.date
) -> tuple[Patient | None, tuple[Problem, ...]]:
    """Return the patient, or None and every Problem.

    `values` holds what was given by field name (`FIELDS`): text, or for `date` also a date.
    Fields that are missing, None or "" are absent; an absent date is `today`. `sources` says for
    each field what to name in a Problem, such as "--name" or "patient.toml:name".
    """
    problems = [
        Problem(sources.get(field, field), "is not a detail of a patient", "leave it out")
        for field in values
        if field not in FIELDS
    ]
    texts = {}
    for field, rule in TEXT_RULES.items():
        try:
            texts[field] = _text(field, values.get(field), rule)
        except Refusal as refusal:
            source = sources.get(field, field)
            problems.append(Problem(source, refusal.message, refusal.hint))
    date = today
    try:
        date = _date(values.get("date"), today)
    except Refusal as refusal:
        problems.append(Problem(sources.get("date", "date"), refusal.message, refusal.hint))
    if problems:
        return None, tuple(problems)
    return Patient(date=date, **texts), ()


def read_patient_file(path: Path) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the details in a TOML file by field name, not yet checked, and its Problems.

    Only details that are known come back; each unknown key is a Problem that names the nearest
    known one. A file of more than 64 kB, a folder, a pipe or a device is refused unread.
    """
    return _known(*read_toml(path, path.name, MAX_FILE_BYTES), source=path.name)


def read_patient_stream(stream: BinaryIO | None) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the details in TOML read from standard input, as `read_patient_file` does."""
    source = "standard input"
    return _known(*read_toml_stream(stream, source, MAX_FILE_BYTES), source=source)


def _known(
    table: dict[str, object], problems: list[Problem], *, source: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    details = {key: value for key, value in table.items() if key in FIELDS}
    return details, (*problems, *unknown_keys(table, FIELDS, source))


def _text(field: str, value: object, rule: TextRule) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise Refusal("is not text", 'put it in quotation marks: key = "text"')
    cleaned = clean_text(value, rule)
    if is_nothing(field, cleaned, kind="name" if field == "name" else "detail"):
        raise Refusal(
            "holds what programs write for a missing value",
            "give the real text, or leave the detail out to get a line to write on",
        )
    if not has_visible(cleaned):
        raise Refusal(
            "has nothing in it that can be seen",
            "give the text, or leave the detail out to get a line to write on",
        )
    return cleaned


def _date(value: object, today: dt.date) -> dt.date:
    if value is None or value == "":
        return today
    if isinstance(value, str):
        value = _parsed(value.strip())
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise Refusal("is not a date", _DATE_HINT)
    if value.year not in YEARS:
        raise Refusal(f"lies outside the years {YEARS[0]} to {YEARS[-1]}", _DATE_HINT)
    return value


def _parsed(text: str) -> dt.date:
    if not _ISO_DATE.fullmatch(text):
        raise Refusal("is not a date", _DATE_HINT)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refusal("is a day that the calendar does not have", _DATE_HINT) from None
