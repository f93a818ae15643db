"""Taking a PDF file apart into its objects, and putting objects together into a file."""

import hashlib
import itertools
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the second line says: not text

_END = b"\nendobj\n"
_FREE = b"0000000000 65535 f\r\n"  # the entry of a number that no object has

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
    return b"%d 0 obj\n%b%b" % (number, body, _END)


def stream(content: bytes, entries: bytes = b"", *, compress: bool = True) -> bytes:
    """Return a stream object's body around its content."""
    if compress:
        content = zlib.compress(content, 9)
        entries += b" /Filter /FlateDecode"
    return b"<<%s /Length %d>>\nstream\r\n%s\r\nendstream" % (entries, len(content), content)


@dataclass(frozen=True, slots=True)
class StaticPart:
    """The objects with which files begin, written out once: bytes, and each one's place in them.

    `table` holds a cross-reference entry for each number from 1 on, `started` the SHA-256 of
    `data`, to be copied and gone on with.
    """

    data: bytes
    places: Mapping[int, tuple[int, int]]
    table: bytes
    started: Any

    def objects(self) -> dict[int, bytes]:
        """Return the bodies of the objects by number."""
        return {number: self.data[start:end] for number, (start, end) in self.places.items()}

    def with_tail(self, tail: Mapping[int, bytes], root: int, info: int) -> bytes:
        """Return a file of these objects, then the tail's, with an ID of its content."""
        size = max(len(self.table) // len(_FREE), *tail, 0) + 1
        table = bytearray(self.table)
        table += _FREE * (size - 1 - len(table) // len(_FREE))
        parts, position = [], len(self.data)
        for number in sorted(tail):
            raw = indirect(number, tail[number])
            parts.append(raw)
            table[(number - 1) * len(_FREE) : number * len(_FREE)] = _entry(position)
            position += len(raw)
        written = b"".join(parts)
        digest = self.started.copy()
        digest.update(written)
        identity = digest.hexdigest()[:32].encode()
        return b"%b%bxref\n0 %d\n0000000000 65535 f\r\n%b%b" % (
            self.data, written, size, bytes(table), _trailer(size, root, info, identity, position),
        )  # fmt: skip


def static_part(objects: Mapping[int, bytes]) -> StaticPart:
    """Return objects written out in the order of their numbers, behind a file's header."""
    parts, places, position = [HEADER], {}, len(HEADER)
    table = [_FREE] * max(objects)
    for number in sorted(objects):
        head, body = b"%d 0 obj\n" % number, objects[number]
        start = position + len(head)
        places[number] = start, start + len(body)
        table[number - 1] = _entry(position)
        parts += (head, body, _END)
        position = start + len(body) + len(_END)
    data = b"".join(parts)
    return StaticPart(data, places, b"".join(table), hashlib.sha256(data))


def join(static: Mapping[int, bytes], tail: Mapping[int, bytes], root: int, info: int) -> bytes:
    """Return a file of the static objects first and the tail's last, with an ID of its content."""
    return static_part(static).with_tail(tail, root, info)


def _trailer(size: int, root: int, info: int, identity: bytes, start: int) -> bytes:
    return (
        b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, root, info, identity, identity, start)
    )


def _entry(offset: int) -> bytes:
    return b"%010d 00000 n\r\n" % offset


def text_string(text: str) -> bytes:
    """Return a text string object: UTF-16 with byte order mark, in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
