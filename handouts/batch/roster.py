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
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, Self

from handouts.batch.columns import (
    Column,
    Heading,
    cannot_sort,
    column_of,
    columns,
    missing,
    places,
    read_heading,
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

    `sort` names columns whose texts its rows note, so that they can be sorted by them.
    """

    name: str
    kind: Kind
    file: BinaryIO
    digest: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sort: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def rows(self) -> Iterator[Row | RowProblem]:
        """Yield each row with something in it, or what is wrong with it, from the first on.

        Problems of the heading and of the file come first. After one of row 0 or 1 that is an
        error nothing follows. That no line of JSON has a key to sort by shows at the end.
        """
        self.file.seek(0)
        try:
            yield from self._lines() if self.kind == "jsonl" else self._table()
        except UnreadableRosterError as error:
            yield error.problem

    def _lines(self) -> Iterator[Row | RowProblem]:
        keys: tuple[str, ...] = ()
        unseen = self.sort
        for number, line in objects(self.file):
            if isinstance(line, RowProblem):
                yield line
            else:
                keys = tuple(line)
                unseen = missing(keys, unseen) if unseen else ()
                yield from _keyed(number, line, self.sort)
        if keys:
            yield from cannot_sort(0, unseen, keys)

    def _table(self) -> Iterator[Row | RowProblem]:
        if self.kind == "xlsx" and not self.sheet:
            yield from hidden_parts(self.file)
        heading: Heading | None = None
        for number, texts in self._texts():
            if isinstance(texts, RowProblem):
                yield texts
            elif heading is None:
                heading, problems = read_heading(texts, self.sort)
                if not any(heading.columns):
                    message = "has no known heading in its first row"
                    problems = [RowProblem(1, "", message, "see: handouts batch template")]
                yield from problems
                if any(problem.severity == "error" for problem in problems):
                    return
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
    sort: tuple[str, ...] = (),
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
    return Roster(name, kind, file, digest, encoding, delimiter, sheet, sort)


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
    values: dict[str, object] = {}
    unread = []
    for column, text, said in zip(heading.columns, texts, heading.texts, strict=False):
        if not text.strip():
            continue
        if column:
            values[column.name] = _value(column, text)
        elif said.strip():
            unread.append(text)
        else:
            message = "has a cell under an empty heading"
            hint = "write the heading, or put text with the delimiter in it between quotation marks"
            return RowProblem(number, "", message, hint)
    sort_by = tuple(texts[at] if at < len(texts) else "" for at in heading.order)
    return Row(number, _joined(values), sort_by, tuple(unread))


def _value(column: Column, text: str) -> object:
    if column.kind == "list":
        return [part.strip() for part in text.translate(_LIST_SIGNS).split(",") if part.strip()]
    return text


def _joined(values: dict[str, object]) -> dict[str, object]:
    """Put the parts of a value together, such as first name and surname."""
    for column in columns().values():
        if column.part and column.name in values:
            part = str(values.pop(column.name)).strip()
            before = str(values.get(column.part, ""))
            values[column.part] = f"{before} {part}" if before else part
    return values


def _keyed(
    number: int, line: dict[str, object], sort: tuple[str, ...]
) -> Iterator[Row | RowProblem]:
    """Yield the row of an object's keys; those that are not known are warnings."""
    values: dict[str, object] = {}
    unread = []
    order = places(tuple(line), sort)
    for place, (key, value) in enumerate(line.items()):
        column = column_of(key)
        if column is None:
            unread += [_said(part) for part in (value if isinstance(value, list) else [value])]
        if column is None and place in order:
            continue
        if column is None:
            message = "has a key that is not known; it is not used"
            yield RowProblem(number, "", message, "see: batch template", "warning")
        elif column.name in values:
            yield RowProblem(number, column.name, "is given twice", "keep one of them")
            return
        elif value is not None and value != "":
            values[column.name] = _flat(column, value)
    if values:
        cells = list(line.values())
        texts = ("" if n is None else _said(cells[n]) for n in order)
        yield Row(number, _joined(values), tuple(texts), tuple(unread))


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
