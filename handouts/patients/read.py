"""From what a user gave, in options or in a file, to a `Patient` or to Problems."""

import codecs
import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from handouts.errors import Problem
from handouts.patients.patient import FIELDS, TEXT_RULES, Patient
from handouts.plain_text import Refusal, TextRule, clean_text, has_visible
from handouts.spellings import is_nothing
from handouts.suggest import did_you_mean
from handouts.toml_file import parse_toml, read_start, unknown_keys

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
        Problem(
            sources.get(field, field),
            "is not a detail of a patient",
            did_you_mean(field, FIELDS, "leave it out"),
        )
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
    """Return the details in a TOML or JSON file by field name, not yet checked, and its Problems.

    Only details that are known come back; each unknown key is a Problem that names the nearest
    known one. A file of more than 64 kB, a folder, a pipe or a device is refused unread.
    """
    data, problems = read_start(path, path.name, MAX_FILE_BYTES + 1)
    return ({}, tuple(problems)) if problems else _read(data, path.name)


def read_patient_stream(stream: BinaryIO | None) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the details read from standard input, as `read_patient_file` does."""
    source = "standard input"
    if stream is None:
        return {}, (Problem(source, "is closed", "name a file instead of -"),)
    return _read(stream.read(MAX_FILE_BYTES + 1), source)


def _read(data: bytes, source: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the details in bytes: JSON where they begin with a brace, else TOML."""
    is_json = data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    if not is_json or len(data) > MAX_FILE_BYTES:
        return _known(*parse_toml(data, source, MAX_FILE_BYTES), source=source)
    return _known(*_json(data, source), source=source)


def _json(data: bytes, source: str) -> tuple[dict[str, object], list[Problem]]:
    """Return the object in JSON, or {} and a Problem that names its line."""
    try:
        table = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except _TwiceError as error:
        return {}, [Problem(f"{source}:{error}", "stands there twice", "keep one of them")]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return {}, [Problem(f"{source}:{line}", "is not UTF-8 text", "save it as UTF-8")]
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return {}, [Problem(f"{source}:{error.lineno}", message, "write one object of texts")]
    except (ValueError, RecursionError):  # a number of thousands of digits, or nested too deeply
        return {}, [Problem(source, "is not valid JSON", "write one object of texts")]
    return table, []


class _TwiceError(Exception):
    """A key that stands twice in one object, if it is a known one."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next((name for name in FIELDS if names.count(name) > 1), "a key")
        raise _TwiceError(twice)
    return found


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
