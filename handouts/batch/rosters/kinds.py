"""What a file is, told by what stands in it: a name's ending is often wrong."""

import re
import zipfile
from pathlib import PurePath
from typing import BinaryIO, Literal

from handouts.batch.rosters.delimited import has_heading
from handouts.batch.rosters.headings import Known
from handouts.batch.rows import RowProblem, UnreadableRosterError

Kind = Literal["csv", "xlsx", "jsonl"]

_SUFFIXES: dict[str, Kind] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_CALLED: dict[Kind, str] = {
    "csv": "delimited text (CSV)", "xlsx": "an Excel workbook", "jsonl": "JSON Lines",
}  # fmt: skip
_HEAD = 4096  # bytes
_AS_WORKBOOK = "open it in Excel or LibreOffice, and save it as .xlsx or .csv"
_EXPORT_AGAIN = "export the list again, as .csv or .xlsx"
# What a file begins with, what it then is, and what to do.
_OTHERS = (
    (b"%PDF", "is a PDF", _EXPORT_AGAIN),
    (b"{\\rtf", "is a text document (RTF)", _EXPORT_AGAIN),
    (b"\x89PNG", "is a picture", _EXPORT_AGAIN),
    (b"\xff\xd8\xff", "is a picture", _EXPORT_AGAIN),
    (b"GIF8", "is a picture", _EXPORT_AGAIN),
    (b"\x1f\x8b", "is packed (gzip)", "unpack it first"),
    (b"7z\xbc\xaf", "is packed (7z)", "unpack it first"),
    (b"Rar!", "is packed (RAR)", "unpack it first"),
    (b"SQLite format 3\x00", "is a database", _EXPORT_AGAIN),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(name: str, file: BinaryIO, known: Known) -> tuple[Kind, tuple[RowProblem, ...]]:
    """Return what a roster is, with a notice where its name says otherwise.

    `name` is "" for standard input. Raises UnreadableRosterError for what is no roster. Leaves the
    file at its beginning.
    """
    head = file.read(_HEAD)
    file.seek(0)
    suffix = PurePath(name).suffix.lower()
    expected = _SUFFIXES.get(suffix)
    found = _found(head, file, expected, known)
    if not name or found == expected:
        return found, ()
    if expected is None:
        named = f"though its name ends in {suffix}" if suffix else "though its name has no ending"
    else:
        named = f"not {_CALLED[expected]} as its name says"
    message = f"is {_CALLED[found]}, {named}; it is read as that"
    return found, (RowProblem(0, "", message, "give it the right ending", "warning"),)


def _found(head: bytes, file: BinaryIO, expected: Kind | None, known: Known) -> Kind:
    _refuse_others(head, file)
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "xlsx"
    if text[:1] == b"{":
        return "jsonl"
    if expected != "jsonl" and re.match(rb"\[\s*\{", text):
        message = "is one list of JSON, not an object a line"
        raise UnreadableRosterError(message, "export it as JSON Lines (.jsonl) or as .csv")
    if expected == "jsonl" and (text[:1] == b"[" or not has_heading(file, known)):
        return "jsonl"
    if expected == "xlsx" and not has_heading(file, known):
        message = "is no workbook: it is damaged, or its name has the wrong ending"
        raise UnreadableRosterError(message, _EXPORT_AGAIN)
    return "csv"


def _refuse_others(head: bytes, file: BinaryIO) -> None:
    """Raise UnreadableRosterError for what is no roster, saying what it is."""
    for begin, message, hint in _OTHERS:
        if head.startswith(begin):
            raise UnreadableRosterError(message, hint)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_workbook(file)
    if re.match(rb"PK[\x00-\x1f]", head):  # a heading may begin with these letters
        _refuse_other_zips(file)
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")) or (
        text.startswith(b"<") and b"<html" in text
    ):
        raise UnreadableRosterError("is a web page (HTML), no list", _AS_WORKBOOK)
    if b'progid="excel.sheet"' in text or b"office:spreadsheet" in text:
        raise UnreadableRosterError("is a workbook as plain XML", _AS_WORKBOOK)
    if text.startswith(b"<?xml"):
        raise UnreadableRosterError("is XML, no list", _EXPORT_AGAIN)


def _old_workbook(file: BinaryIO) -> UnreadableRosterError:
    """Return the error for a file of the old Office form: it may be a new workbook, locked."""
    body = file.read(1 << 22)
    file.seek(0)
    if _ENCRYPTED in body:
        message = "is locked with a password"
        return UnreadableRosterError(message, "open it in Excel, and save it without a password")
    message = "is an old .xls workbook, or one with a password"
    return UnreadableRosterError(message, "save it as .xlsx without a password")


def _refuse_other_zips(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except Exception as error:
        message = "is damaged or cut off"
        raise UnreadableRosterError(message, _EXPORT_AGAIN) from error
    finally:
        file.seek(0)
    plain = {name.casefold() for name in names}
    if b"opendocument.spreadsheet" in kind:
        raise UnreadableRosterError("is an OpenDocument spreadsheet (.ods)", _AS_WORKBOOK)
    if b"opendocument" in kind:
        raise UnreadableRosterError("is an OpenDocument text, no list", _EXPORT_AGAIN)
    if any(name.startswith("index/") and name.endswith(".iwa") for name in plain) or (
        "index.zip" in plain
    ):
        hint = "in Numbers choose File, Export To, Excel or CSV, and use that file"
        raise UnreadableRosterError("is a Numbers spreadsheet", hint)
    if "word/document.xml" in plain:
        raise UnreadableRosterError("is a Word document", _EXPORT_AGAIN)
    if plain.isdisjoint({"[content_types].xml", "_rels/.rels", "xl/workbook.xml"}):
        raise UnreadableRosterError("is a packed folder (ZIP), no workbook", "unpack it first")
