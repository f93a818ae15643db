"""What is no list is named, and told with what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.batch.reading.given import read, told

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"%PDF-1.7\n", "is a PDF"),
        ("a.xls", b"<html><table><tr><td>Name</td></tr></table></html>", "is a web page (HTML)"),
        ("a.xls", b"\n  <TABLE><tr><td>Name</td></tr></TABLE>", "is a web page (HTML)"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "plain XML"),
        ("a.xls", OLD + bytes(600), "is an old .xls workbook"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
        ("a.xlsx", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "(.ods)"),
        ("a.xlsx", packed("Index/Document.iwa"), "is a Numbers spreadsheet"),
        ("a.xlsx", packed("word/document.xml", "[Content_Types].xml"), "is a Word document"),
        ("a.xlsx", packed("list.csv"), "is a packed folder (ZIP)"),
        ("a.xlsx", b"PK\x03\x04 cut off", "is damaged or cut off"),
        ("a.xlsx", b"\x00\x01\x02\x03", "is no workbook"),
        ("a.csv", b"\x1f\x8b\x08", "is packed (gzip)"), ("a.csv", b"\x89PNG\r\n", "is a picture"),
        ("a.json", b'[\n {"name": "Ann"}]', "is one list of JSON"),
        ("a.txt", b"{\\rtf1 Name}", "text document (RTF)"),
        ("a.xlsx", packed("xl/workbook.bin", "[Content_Types].xml"), "is not an Excel workbook"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    rows, problems = read(tmp_path / name)
    assert rows == []
    assert message in told(problems, "error")
    assert problems[0].hint
