"""Putting PDF objects together into a file (ISO 32000-1, 7.3 to 7.5)."""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the second line says: not text

_END = b"\nendobj\n"
# A row of the cross-reference: what kind it is; the offset, or the number of the object stream;
# the place in it. A number without an object has zeros.
ROW = struct.Struct(">BIB")
IN_FILE, IN_STREAM = 1, 2
_WIDTHS = b"[1 4 1]"


def indirect(number: int, body: bytes) -> bytes:
    """Return one object as it stands in a file."""
    return b"%d 0 obj\n%b%b" % (number, body, _END)


def stream(content: bytes, entries: bytes = b"", *, compress: bool = True, level: int = 9) -> bytes:
    """Return a stream object's body around its content; `level` is zlib's, 9 the slowest."""
    if compress:
        return compressed_stream(compressed(content, level), entries)
    return b"<<%s /Length %d>>\nstream\r\n%s\r\nendstream" % (entries, len(content), content)


def compressed(content: bytes, level: int = 9) -> bytes:
    """Return the content of a stream compressed; `level` is zlib's, 9 the slowest."""
    return zlib.compress(content, level)


def compressed_stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's body around content that is compressed already."""
    return stream(content, entries + b" /Filter /FlateDecode", compress=False)


@dataclass(frozen=True, slots=True)
class StaticPart:
    """The objects with which files begin, written out once: bytes, and each one's place in them.

    `table` holds a cross-reference row (`ROW`) for each number from 0 on, `started` the SHA-256
    of `data`, to be copied and gone on with.
    """

    data: bytes
    places: Mapping[int, tuple[int, int]]
    table: bytes
    started: Any

    def objects(self) -> dict[int, bytes]:
        """Return the bodies of the objects by number."""
        return {number: self.data[start:end] for number, (start, end) in self.places.items()}

    def with_tail(self, tail: Mapping[int, bytes], root: int, info: int) -> bytes:
        """Return a file of these objects, then the tail's, with an ID of its content.

        The cross-reference is a stream (7.5.8), as object streams want it. It is not compressed:
        that would take longer than all else, and save a fortieth of a handout.
        """
        own = max(len(self.table) // ROW.size, max(tail, default=0) + 1)
        table = bytearray(self.table.ljust((own + 1) * ROW.size, b"\0"))
        parts, position = [], len(self.data)
        for number in sorted(tail):
            raw = indirect(number, tail[number])
            parts.append(raw)
            ROW.pack_into(table, number * ROW.size, IN_FILE, position, 0)
            position += len(raw)
        ROW.pack_into(table, own * ROW.size, IN_FILE, position, 0)
        written = b"".join(parts)
        digest = self.started.copy()
        digest.update(written)
        identity = digest.hexdigest()[:32].encode()
        entries = b"/Type /XRef /Size %d /W %b /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]" % (
            own + 1, _WIDTHS, root, info, identity, identity,
        )  # fmt: skip
        reference = indirect(own, stream(bytes(table), entries, compress=False))
        return b"%b%b%bstartxref\n%d\n%%%%EOF\n" % (self.data, written, reference, position)


def static_part(objects: Mapping[int, bytes], rows: bytes = b"") -> StaticPart:
    """Return objects written out in the order of their numbers, behind a file's header.

    `rows` are the cross-reference rows of what lies in object streams among them
    (`object_streams.Packed`).
    """
    parts, places, position = [HEADER], {}, len(HEADER)
    table = bytearray(rows.ljust((max(objects) + 1) * ROW.size, b"\0"))
    for number in sorted(objects):
        head, body = b"%d 0 obj\n" % number, objects[number]
        start = position + len(head)
        places[number] = start, start + len(body)
        ROW.pack_into(table, number * ROW.size, IN_FILE, position, 0)
        parts += (head, body, _END)
        position = start + len(body) + len(_END)
    data = b"".join(parts)
    return StaticPart(data, places, bytes(table), hashlib.sha256(data))


def array(items: Iterable[bytes]) -> bytes:
    """Return an array object."""
    return b"[%s]" % b" ".join(items)


def literal(text: str) -> bytes:
    """Return a text string object, readable where it is ASCII."""
    if not text.isascii() or not text.isprintable():
        return text_string(text)
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(%s)" % escaped.encode("ascii")


def text_string(text: str) -> bytes:
    """Return a text string object: UTF-16 with byte order mark, in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
