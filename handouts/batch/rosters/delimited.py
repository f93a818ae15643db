"""Rosters as delimited text (RFC 4180), read one record at a time."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from handouts.batch.columns import known_share
from handouts.batch.rows import UnreadableRosterError

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 131_072  # characters; RFC 4180 has no limit, a cell longer than this is a mistake
_LONGEST_HEAD = 64 * 1024  # bytes looked at to find encoding and delimiter

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def records(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its number, the heading being 1.

    `encoding` and `delimiter` are "" where they are to be found out: UTF-8, or UTF-16 with a byte
    order mark; of comma, semicolon, tab and | the one that makes most headings known. Raises
    UnreadableRosterError for text in another encoding, a quotation mark that never closes and a
    cell of more than 131,072 characters.
    """
    encoding = encoding or _encoding(file)
    try:
        text = io.TextIOWrapper(file, encoding, newline="")
    except LookupError as error:
        hint = "write its usual name, such as utf-8 or windows-1252"
        raise UnreadableRosterError("there is no such encoding", hint) from error
    number = 0
    try:
        delimiter = delimiter or _delimiter(text)
        csv.field_size_limit(LONGEST_CELL)
        for record in csv.reader(text, delimiter=delimiter, strict=True):
            number += 1
            yield number, record
    except UnicodeError as error:
        hint = "save it as UTF-8, or say its encoding: --encoding windows-1252"
        raise UnreadableRosterError(f"is not {encoding} text", hint, number + 1) from error
    except csv.Error as error:
        raise _explained(error, number + 1) from error
    finally:
        text.detach()


def _encoding(file: BinaryIO) -> str:
    head = file.read(4)
    file.seek(0)
    return next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")


def _delimiter(text: io.TextIOWrapper) -> str:
    """Return the delimiter that makes most headings known, then the one that cuts most."""
    first = text.readline(_LONGEST_HEAD)
    text.seek(0)
    cuts = {sign: next(csv.reader([first], delimiter=sign), []) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (known_share(cuts[sign]), len(cuts[sign])))


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
