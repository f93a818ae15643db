"""Taking a PDF file apart into its objects, and putting objects together into a file."""

import hashlib
import itertools
import re
import struct
import zlib
from collections.abc import Mapping

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the second line says: not text

# A row of the cross-reference: what kind it is; the offset, or the number of the object stream;
# the place in it. Its widths are those of /W in `join`. A number without an object has zeros.
ROW = struct.Struct(">BIB")
IN_STREAM = 2
_IN_FILE = 1

_TRAILER = re.compile(rb"/Root (\d+) 0 R")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


class MalformedFile(ValueError):
    """The file is not of the plain form that layout writes."""


def split(pdf: bytes) -> tuple[dict[int, bytes], int, int]:
    """Return a file's objects by number, the number of its catalog, that of its information.

    Reads the plain form with one cross-reference table that layout writes, not any PDF.
    """
    start = _STARTXREF.search(pdf)
    if start is None:
        raise MalformedFile("no startxref")
    table = pdf[int(start[1]) :].splitlines()
    count = int(table[1].split()[1])
    offsets = {
        number: int(entry[:10])
        for number, entry in enumerate(table[2 : 2 + count])
        if entry.rstrip().endswith(b"n")
    }
    ends = sorted([*offsets.values(), int(start[1])])
    following = dict(itertools.pairwise(ends))
    objects = {}
    for number, offset in offsets.items():
        raw = pdf[offset : following[offset]]
        head, body = raw.split(b"obj", 1)
        if int(head.split()[0]) != number:
            raise MalformedFile(f"object {number} is not where the table says")
        objects[number] = body[: body.rindex(b"endobj")].strip(b"\r\n ")
    root, info = _TRAILER.search(pdf, int(start[1])), _INFO.search(pdf, int(start[1]))
    if root is None or info is None:
        raise MalformedFile("the trailer names no catalog or no information")
    return objects, int(root[1]), int(info[1])


def indirect(number: int, body: bytes) -> bytes:
    """Return one object as it stands in a file."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def stream(content: bytes, entries: bytes = b"", *, compress: bool = True) -> bytes:
    """Return a stream object's body around its content."""
    if compress:
        content = zlib.compress(content, 9)
        entries += b" /Filter /FlateDecode"
    return b"<<%s /Length %d>>\nstream\r\n%s\r\nendstream" % (entries, len(content), content)


def join(
    static: Mapping[int, bytes],
    tail: Mapping[int, bytes],
    root: int,
    info: int,
    rows: bytes = b"",
) -> bytes:
    """Return a file of the static objects first and the tail's last, with an ID of its content.

    `rows` are the cross-reference's rows of objects that lie in object streams among `static`
    (`object_streams.Packed`). The cross-reference is a stream (ISO 32000-1, 7.5.8), not
    compressed: that would take longer than all else and save a fortieth of the file.
    """
    parts, offsets, position = [HEADER], {}, len(HEADER)
    for objects in (static, tail):
        for number in sorted(objects):
            raw = indirect(number, objects[number])
            parts.append(raw)
            offsets[number] = position
            position += len(raw)
    own = max(max(offsets) + 1, len(rows) // ROW.size)
    offsets[own] = position
    table = bytearray(rows.ljust((own + 1) * ROW.size, b"\0"))
    for number, offset in offsets.items():
        ROW.pack_into(table, number * ROW.size, _IN_FILE, offset, 0)
    identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
    entries = b"/Type /XRef /Size %d /W [1 4 1] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]" % (
        own + 1, root, info, identity, identity,
    )  # fmt: skip
    parts.append(indirect(own, stream(bytes(table), entries, compress=False)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def text_string(text: str) -> bytes:
    """Return a text string object: UTF-16 with byte order mark, in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
