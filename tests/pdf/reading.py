"""A file of a few objects, and reading a file by the letter of ISO 32000-1, 7.5.7 and 7.5.8."""

import re
import struct
import zlib
from collections.abc import Mapping
from itertools import pairwise

from handouts.pdf.objects import static_part

_ENTRY = struct.Struct(">BIB")


def join(static: Mapping[int, bytes], tail: Mapping[int, bytes], root: int, info: int) -> bytes:
    """Return a file of the static objects first and the tail's last."""
    return static_part(static).with_tail(tail, root, info)


def objects_of(data: bytes) -> dict[int, bytes]:
    """Return a file's objects by number, those out of object streams and these streams too."""
    end = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", data)
    assert end is not None
    start = int(end[1])
    table = data[start : end.start()]
    size = int(_entry(table, b"Size"))
    assert b"/W [1 4 1]" in table
    rows = list(_ENTRY.iter_unpack(_content(table)))
    assert len(rows) == size
    offsets = sorted([*(where for kind, where, _ in rows if kind == 1), end.start()])
    following = dict(pairwise(offsets))
    objects = {}
    for number, (kind, where, _) in enumerate(rows):
        if kind == 1:
            raw = data[where : following[where]]
            assert raw.startswith(b"%d 0 obj\n" % number)
            objects[number] = raw.removeprefix(b"%d 0 obj\n" % number).removesuffix(b"\nendobj\n")
    inside = {
        number: _member(objects[where], number, place)
        for number, (kind, where, place) in enumerate(rows)
        if kind == 2
    }
    return objects | inside


def _member(holder: bytes, number: int, place: int) -> bytes:
    assert b"/Type /ObjStm" in holder
    content, first = _content(holder), int(_entry(holder, b"First"))
    head = [int(word) for word in content[:first].split()]
    assert len(head) == 2 * int(_entry(holder, b"N"))
    assert head[2 * place] == number
    starts = [*head[1::2], len(content) - first + 1]
    return content[first + starts[place] : first + starts[place + 1] - 1]


def _entry(body: bytes, key: bytes) -> bytes:
    found = re.search(rb"/" + key + rb" (\d+)", body)
    assert found is not None
    return found[1]


def _content(body: bytes) -> bytes:
    head, rest = body.split(b"stream\r\n", 1)
    content = rest[: int(_entry(head, b"Length"))]
    return zlib.decompress(content) if b"/FlateDecode" in head else content
