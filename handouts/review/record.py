"""review.toml: who signed which content of a brand, read with as much suspicion as brand.toml."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.types import StringConstraints
from pydantic_core import ErrorDetails

from handouts.brand import OwnFile
from handouts.errors import Problem
from handouts.plain_text import Refusal, TextRule, clean_text
from handouts.suggest import did_you_mean
from handouts.toml_file import parse_toml

LINE = TextRule(120)
REMEDY = "sign the content anew: handouts review sign"
_HEAD = """\
# Who signed which clinical content of this brand. Written by: handouts review sign.
# Do not change it by hand: it would no longer hold. Every part has a digest of what it said;
# the words themselves, as they were signed, are in the text file beside this one.
"""
_MOST_PARTS = 2000
_MOST_RECORDS = 200
FORM = 2
"""What a record covers: from form 2 on drawings and typefaces as well, which have no parts in 1."""

_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
_Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE.longest)]
_Part = Annotated[str, StringConstraints(min_length=1, max_length=300)]

_WORDS = {
    "missing": "is missing",
    "string_type": "is not text",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "is no digest",
    "date_type": "is no date",
    "date_from_datetime_inexact": "is no date",
    "too_long": "has too many entries",
    "model_type": "is not a table",
    "dict_type": "is not a table",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One signature: by whom, when, until when (included), and part -> digest of what it is for.

    `form` is 1 for a record of version 0.1.0.
    """

    condition: str
    language: str
    by: str
    role: str
    date: dt.date
    until: dt.date
    library: str
    parts: Mapping[str, str]
    form: int = FORM


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    condition: _Line
    language: _Line
    by: _Line
    role: _Line
    date: dt.date
    until: dt.date
    library: _Line
    form: Annotated[int, Field(ge=2, le=FORM)] | None = None
    seal: _Digest
    parts: Annotated[dict[_Part, _Digest], Field(min_length=1, max_length=_MOST_PARTS)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    signed: Annotated[
        tuple[_Table, ...], Field(min_length=1, max_length=_MOST_RECORDS, strict=False)
    ]


def read_records(file: OwnFile) -> tuple[tuple[Record, ...], list[Problem]]:
    """Return the signatures in the text of review.toml; no two of them are for the same part.

    With problems there are none: a record that was tampered with vouches for nothing.
    """
    table, problems = parse_toml(file.text.encode(), file.source)
    if problems:
        return (), [Problem(one.source, one.message, REMEDY) for one in problems]
    try:
        tables = _File.model_validate(table).signed
    except ValidationError as error:
        return (), [_problem(one, file.source) for one in error.errors(include_url=False)]
    records = tuple(_record(one) for one in tables)
    for number, (record, written_down) in enumerate(zip(records, tables, strict=True)):
        problems += _record_problems(record, written_down.seal, f"{file.source}:signed.{number}")
    signed = [(one.condition, one.language, part) for one in records for part in one.parts]
    if len(set(signed)) < len(signed):
        problems.append(Problem(f"{file.source}:signed", "signs the same content twice", REMEDY))
    return ((), problems) if problems else (records, [])


def written(records: tuple[Record, ...]) -> str:
    """Return the text of review.toml for these signatures."""
    return _HEAD + "".join(_one(record) for record in records)


def _one(record: Record) -> str:
    lines = [
        "",
        "[[signed]]",
        *(f"{key} = {_quoted(getattr(record, key))}" for key in ("condition", "language")),
        f"by = {_quoted(record.by)}",
        f"role = {_quoted(record.role)}",
        f"date = {record.date.isoformat()}",
        f"until = {record.until.isoformat()}",
        f"library = {_quoted(record.library)}",
        *([f"form = {record.form}"] if record.form > 1 else []),
        f'seal = "{_seal(record)}"',
        "",
        "[signed.parts]",
        *(f'{_quoted(name)} = "{digest}"' for name, digest in record.parts.items()),
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _seal(record: Record) -> str:
    """Return a digest of all that a record says, so that a change by hand shows."""
    said = asdict(record)
    if record.form == 1:  # it had no such key
        del said["form"]
    stated = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(stated.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _record(table: _Table) -> Record:
    return Record(**{**table.model_dump(exclude={"seal"}), "form": table.form or 1})


def _record_problems(record: Record, seal: str, source: str) -> list[Problem]:
    problems = []
    for key in ("condition", "language", "by", "role", "library"):
        message = _refused(getattr(record, key))
        if message:
            problems.append(Problem(f"{source}.{key}", message, REMEDY))
    if record.until < record.date:
        problems.append(Problem(f"{source}.until", "is before the date of signing", REMEDY))
    if not problems and seal != _seal(record):
        problems.append(Problem(f"{source}.seal", "the record was changed by hand", REMEDY))
    return problems


def _refused(text: str) -> str:
    """Return why a signed line cannot have been written by this program, or ""."""
    try:
        return "" if clean_text(text, LINE) == text else "is not written as it was signed"
    except Refusal as refusal:
        return refusal.message


def _problem(detail: ErrorDetails, file: str) -> Problem:
    place = [str(part) for part in detail["loc"] if part != "[key]"]
    source = f"{file}:{'.'.join(place)}"
    if detail["type"] == "extra_forbidden":
        known: list[str] = [*(_Table.model_fields if len(place) > 1 else _File.model_fields)]
        hint = did_you_mean(place[-1], known, f"remove it, or {REMEDY}")
        return Problem(source, "is not a known key", hint)
    return Problem(source, _message(detail), REMEDY)


def _message(detail: ErrorDetails) -> str:
    return _WORDS.get(detail["type"], detail["msg"][:1].lower() + detail["msg"][1:])
