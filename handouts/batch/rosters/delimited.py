"""Rosters as delimited text (RFC 4180), read one record at a time."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from handouts.batch.rosters.headings import LOOKED_AT, Known, find_heading
from handouts.batch.rosters.lines import PLAIN, SWALLOWED, Line, Oddities
from handouts.batch.rows import UnreadableRosterError

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 131_072  # characters; RFC 4180 has no limit, a cell longer than this is a mistake
_LONGEST_HEAD = 64 * 1024  # characters looked at to find the delimiter

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMED = {"tab": "\t", r"\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "pipe": "|"}
# The first line by which Excel is told the delimiter; it shows no row for it.
_TOLD = re.compile(r'"?sep=([^"\r\n])"?\s*', re.IGNORECASE)


def lines(file: BinaryIO, encoding: str, delimiter: str, known: Known) -> Iterator[Line]:
    """Yield each record that has something in it, with its number, the first being 1.

    `encoding` and `delimiter` are "" where they are to be found out: UTF-8, or UTF-16 as Excel
    writes it; the sign that a first line `sep=;` tells, or that of comma, semicolon, tab and |
    which makes most headings known. Raises UnreadableRosterError for text in another encoding, a
    quotation mark that never closes and a cell of more than 131,072 characters.
    """
    encoding = encoding or _encoding(file)
    try:
        text = io.TextIOWrapper(file, _marked(encoding, file), newline="")
    except LookupError as error:
        hint = "write its usual name, such as utf-8 or windows-1252"
        raise UnreadableRosterError("there is no such encoding", hint) from error
    number = 0
    try:
        told = _told(text)
        sign = _sign(delimiter) or told or _found(text, known)
        for number, record in enumerate(_cut(map(_to_the_end, text), sign), 1):
            if any(record):
                marks = _swallowed(record, sign)
                yield number, record, Oddities(cells=marks) if marks else PLAIN
    except UnicodeError as error:
        hint = "save it as UTF-8, or say its encoding: --encoding windows-1252"
        raise UnreadableRosterError(f"is not {encoding} text", hint, number + 1) from error
    except csv.Error as error:
        raise _explained(error, number + 1) from error
    finally:
        text.detach()


def has_heading(file: BinaryIO, known: Known) -> bool:
    """Say whether a file begins like delimited text with headings."""
    try:
        first = islice(lines(file, "", "", known), LOOKED_AT)
        return find_heading(list(first), known) is not None
    except UnreadableRosterError:
        return False
    finally:
        file.seek(0)


def _encoding(file: BinaryIO) -> str:
    head = file.read(4)
    file.seek(0)
    # A letter of our alphabet takes two bytes in UTF-16, of which one is zero.
    if len(head) == 4 and [byte == 0 for byte in head] == [False, True] * 2:  # noqa: PLR2004
        return "utf-16-le"
    return next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")


def _marked(encoding: str, file: BinaryIO) -> str:
    """Return the encoding that passes over the mark which a text in this one begins with."""
    head = file.read(4)
    file.seek(0)
    name = codecs.lookup(encoding).name
    marks = {"utf-8": _BOMS[:1], "utf-16-le": _BOMS[1:2], "utf-16-be": _BOMS[2:]}.get(name, ())
    return next((also for bom, also in marks if head.startswith(bom)), encoding)


def _to_the_end(line: str) -> str:
    """Return a line without the Ctrl-Z with which old programs end a file."""
    return line.rstrip("\x1a") if line.endswith("\x1a") else line


def _sign(delimiter: str) -> str:
    sign = _NAMED.get(delimiter.casefold(), delimiter)
    if len(sign) > 1 or sign in {'"', "\n", "\r"}:
        hint = "give one sign, such as ; or the word tab: --delimiter tab"
        raise UnreadableRosterError("the delimiter is not a single sign", hint)
    return sign


def _told(text: io.TextIOWrapper) -> str:
    """Return the delimiter that the first line tells, and leave the text behind that line.

    If it tells none, return "" and leave the text at its beginning.
    """
    told = _TOLD.fullmatch(text.readline(_LONGEST_HEAD))
    if told:
        return told[1]
    text.seek(0)
    return ""


def _found(text: io.TextIOWrapper, known: Known) -> str:
    """Return the delimiter that makes most headings known, then the one that cuts most."""
    head = text.read(_LONGEST_HEAD)
    text.seek(0)
    return max(DELIMITERS, key=lambda sign: _fit(head, sign, known))


def _fit(head: str, sign: str, known: Known) -> tuple[int, int]:
    """Return how many headings a delimiter makes known, and how many cells it cuts."""
    try:
        cut = _cut(io.StringIO(head, newline=""), sign, is_strict=False)
        records = [record for record in islice(cut, 3 * LOOKED_AT) if any(record)]
    except csv.Error:
        return 0, 0
    numbered = [(at, record, PLAIN) for at, record in enumerate(records[:LOOKED_AT], 1)]
    heading = find_heading(numbered, known)
    count = sum(map(known, heading.texts)) if heading else 0
    return count, max((len(record) for record in records), default=0)


def _cut(text: Iterable[str], sign: str, *, is_strict: bool = True) -> Iterator[list[str]]:
    """Return the records of a text; a blank before a quotation mark means nothing."""
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(text, delimiter=sign, strict=is_strict, skipinitialspace=True)


def _swallowed(record: Sequence[str], sign: str) -> dict[int, str]:
    """Return marks for cells of which a later line looks like a record of its own.

    A quotation mark that was not closed takes in what follows, up to the next one.
    """
    enough = max(len(record) - 1, 1)
    return {
        at: SWALLOWED
        for at, text in enumerate(record)
        if ("\n" in text or "\r" in text)
        and any(line.count(sign) >= enough for line in text.splitlines()[1:])
    }


def _explained(error: csv.Error, row: int) -> UnreadableRosterError:
    reason = str(error)
    if "field larger" in reason:
        message = f"has a cell of more than {LONGEST_CELL:,} characters"
        return UnreadableRosterError(message, "look for a quotation mark that is missing", row)
    if "unexpected end" in reason:
        message = "has a quotation mark that never closes; every row from here on is in it"
        return UnreadableRosterError(message, 'close it, or write "" for a mark in a cell', row)
    if "expected after" in reason:
        message = "has a quotation mark inside a cell"
        return UnreadableRosterError(message, 'write "" for a mark in a quoted cell', row)
    return UnreadableRosterError("is not delimited text", "export it again as CSV", row)
