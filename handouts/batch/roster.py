"""A roster: a clinic's list of patients, as CSV, Excel workbook or JSON Lines.

It can be read more than once, a row at a time. Standard input is kept in a file without a name,
which is gone when the program ends.
"""

import hashlib
import json
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, Self

from handouts.batch.columns import Column, cannot_sort, missing
from handouts.batch.meaning import (
    NOTHING_TOLD,
    Heading,
    Told,
    is_note,
    not_there,
    read_heading,
    row_of,
)
from handouts.batch.rosters.delimited import records
from handouts.batch.rosters.json_lines import objects
from handouts.batch.rosters.workbook import cells, hidden_parts
from handouts.batch.rows import Row, RowProblem, UnreadableRosterError

Kind = Literal["csv", "xlsx", "jsonl"]

MAX_BYTES = 1024**3
_SUFFIXES: dict[str, Kind] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_LIST_SIGNS = str.maketrans(";\n", ",,")


@dataclass(frozen=True, slots=True)
class Roster:
    """An open roster. `name` is what Problems call it; `digest` the SHA-256 of its bytes.

    `sort` names columns whose texts its rows note, so that they can be sorted by them; `told` is
    what somebody said of its columns.
    """

    name: str
    kind: Kind
    file: BinaryIO
    digest: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sort: tuple[str, ...] = ()
    told: Told = NOTHING_TOLD

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def rows(self) -> Iterator[Row | RowProblem | Heading]:
        """Yield each row with something in it, or what is wrong with it, from the first on.

        Before them stands how the headings are understood; of JSON, before each line with other
        keys. Problems of the heading and of the file come first. After one of row 0 or 1 that is
        an error nothing follows. That no line of JSON has a key to sort by shows at the end.
        """
        self.file.seek(0)
        try:
            yield from self._lines() if self.kind == "jsonl" else self._table()
        except UnreadableRosterError as error:
            yield error.problem

    def _lines(self) -> Iterator[Row | RowProblem | Heading]:
        keys: tuple[str, ...] = ()
        unseen, unnamed = self.sort, tuple(self.told.columns)
        known: dict[tuple[str, ...], tuple[Heading, list[RowProblem]]] = {}
        said: set[str] = set()
        for number, line in objects(self.file):
            if isinstance(line, RowProblem):
                yield line
            else:
                keys = tuple(line)
                if keys not in known:
                    unseen = missing(keys, unseen)
                    unnamed = tuple(name for name in self.told.missing(keys) if name in unnamed)
                    known[keys] = read_heading(keys, self.sort, self.told, 0)
                    yield known[keys][0]
                    new = [p for p in known[keys][1] if is_note(p) and p.message not in said]
                    yield from (replace(problem, row=number) for problem in new)
                    said |= {problem.message for problem in new}
                yield from _keyed(number, line, *known[keys])
        if keys:
            yield from cannot_sort(0, unseen, keys)
            yield from not_there(0, unnamed)

    def _table(self) -> Iterator[Row | RowProblem | Heading]:
        if self.kind == "xlsx" and not self.sheet:
            yield from hidden_parts(self.file)
        heading: Heading | None = None
        for number, texts in self._texts():
            if isinstance(texts, RowProblem):
                yield texts
            elif heading is None:
                heading, problems = read_heading(texts, self.sort, self.told)
                if not any(heading.columns):
                    message = "has no known heading in its first row"
                    problems = [RowProblem(1, "", message, "see: handouts batch template")]
                yield from problems
                if any(problem.severity == "error" for problem in problems):
                    return
                yield heading
            elif any(text.strip() for text in texts):
                yield _row(number, texts, heading)
        if heading is None:
            yield RowProblem(0, "", "is empty", "see: handouts batch template")

    def _texts(self) -> Iterator[tuple[int, list[str] | RowProblem]]:
        if self.kind == "xlsx":
            yield from cells(self.file, self.sheet)
        else:
            yield from records(self.file, self.encoding, self.delimiter)


def open_roster(
    source: Path | BinaryIO, *, encoding: str = "", delimiter: str = "", sheet: str = "",
    sort: tuple[str, ...] = (), told: Told = NOTHING_TOLD,
) -> Roster:  # fmt: skip
    """Return the roster in a file, or in an open stream such as standard input.

    Raises UnreadableRosterError for what is no ordinary file, is larger than 1 GB or has an
    unknown ending. A stream is an Excel workbook, JSON Lines or CSV by how it begins.
    """
    if isinstance(source, Path):
        if source.suffix.lower() == ".xls":
            raise UnreadableRosterError("is an old .xls workbook", "save it as .xlsx or .csv")
        name, file = source.name, _opened(source)
        kind = _SUFFIXES.get(source.suffix.lower()) or _guess(file)
    else:
        name, file = "standard input", _spooled(source)
        kind = _guess(file)
    digest = _digest(file)
    return Roster(name, kind, file, digest, encoding, delimiter, sheet, sort, told)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _opened(path: Path) -> BinaryIO:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableRosterError("is not an ordinary file", "name a file, or use - ")
        if about.st_size > MAX_BYTES:
            raise UnreadableRosterError("is larger than 1 GB", "split it")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableRosterError("does not exist", "check the path") from error
    except OSError as error:
        raise UnreadableRosterError("cannot be read", "check the path and your rights") from error


def _spooled(stream: BinaryIO) -> BinaryIO:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the roster
    shutil.copyfileobj(stream, file, 1 << 20)
    file.seek(0)
    return file


def _guess(file: BinaryIO) -> Kind:
    head = file.read(64)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else "csv"


def _row(number: int, texts: Sequence[str], heading: Heading) -> Row | RowProblem:
    if len(texts) > len(heading.columns) and any(texts[len(heading.columns) :]):
        message = f"has {len(texts)} cells, the heading {len(heading.columns)}"
        hint = "put text with the delimiter in it between quotation marks"
        return RowProblem(number, "", message, hint)
    for at, (text, said) in enumerate(zip(texts, heading.texts, strict=False)):
        if text.strip() and not said.strip() and at not in heading.named:
            message = "has a cell under an empty heading"
            hint = "write the heading, or put text with the delimiter in it between quotation marks"
            return RowProblem(number, "", message, hint)
    cells = [
        _value(column, text) if column and text.strip() else text.strip() and text
        for column, text in zip(heading.columns, texts, strict=False)
    ]
    sort_by = tuple(texts[at] if at < len(texts) else "" for at in heading.order)
    return row_of(number, heading, cells, sort_by, texts)


def _value(column: Column, text: str) -> object:
    if column.kind == "list":
        return [part.strip() for part in text.translate(_LIST_SIGNS).split(",") if part.strip()]
    return text


def _keyed(
    number: int, line: dict[str, object], heading: Heading, problems: list[RowProblem]
) -> Iterator[Row | RowProblem]:
    """Yield the row of an object's keys, or what is wrong with them."""
    errors = [replace(problem, row=number) for problem in problems if not is_note(problem)]
    if errors:
        yield from errors
        return
    texts = list(line.values())
    cells = [
        _flat(column, value) if column else [_said(part) for part in _parts(value) if part]
        for column, value in zip(heading.columns, texts, strict=True)
    ]
    if any(cell not in (None, "", []) for cell in cells):
        sort_by = tuple(_said(texts[at]) for at in heading.order)
        yield row_of(number, heading, cells, sort_by, line)


def _parts(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _said(value: object) -> str:
    """Return a value of JSON as text to sort by."""
    if value is None or value in ([], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _flat(column: Column, value: object) -> object:
    """Return a value of JSON as a cell would have it; `set` may be tables of numbers."""
    match value:
        case dict() if column.name == "set":
            return [
                f"{exercise}.{field}={number}"
                for exercise, fields in value.items()
                if isinstance(fields, dict)
                for field, number in fields.items()
            ]
        case list() if column.kind == "list":
            return [str(part) for part in value]
        case str() if column.kind == "list":
            return _value(column, value)
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case _:
            return value
