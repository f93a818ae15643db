"""Taking apart a file that this program wrote: one cross-reference stream, object streams."""

import itertools
import re
import zlib
from collections.abc import Iterator

from handouts.pdf.objects import IN_FILE, ROW

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_NUMBER = re.compile(rb"(\d+) 0 obj\n")
_STREAM = re.compile(rb"stream\r?\n")


class MalformedFile(ValueError):
    """The file is not of the plain form that this program writes."""


def read_objects(pdf: bytes) -> tuple[dict[int, bytes], int]:
    """Return the bodies of a file's objects by number, and the number of its catalog.

    Raises MalformedFile for a file of another form.
    """
    end = _END.search(pdf)
    if end is None:
        raise MalformedFile("no startxref")
    start = int(end[1])
    reference = pdf[start : end.start()]
    root = re.search(rb"/Root (\d+) 0 R", reference)
    if root is None or b"/Type /XRef" not in reference:
        raise MalformedFile("no cross-reference stream")
    rows = ROW.iter_unpack(stream_data(reference))
    places = sorted(place for kind, place, _ in rows if kind == IN_FILE and place < start)
    objects: dict[int, bytes] = {}
    for place, following in itertools.pairwise([*places, start]):
        number, body = _standing(pdf[place:following])
        objects[number] = body
    for body in list(objects.values()):
        if b"/Type /ObjStm" in body[:200]:
            objects.update(members(body))
    return objects, int(root[1])


def stream_data(body: bytes) -> bytes:
    """Return the data of a stream object, no longer compressed."""
    head, data = _STREAM.split(body, maxsplit=1)
    data = data[: data.rindex(b"endstream")]
    if b"/FlateDecode" in head:
        return zlib.decompressobj().decompress(data)
    length = re.search(rb"/Length (\d+)", head)
    return data[: int(length[1])] if length else data


def _standing(raw: bytes) -> tuple[int, bytes]:
    number = _NUMBER.match(raw)
    if number is None:
        raise MalformedFile("an object is not where the cross-reference says")
    return int(number[1]), raw[number.end() : raw.rindex(b"endobj")].strip(b"\n")


def members(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and body of what lies in an object stream."""
    first = re.search(rb"/First (\d+)", body)
    if first is None:
        raise MalformedFile("an object stream does not say where it begins")
    data = stream_data(body)
    pairs = [int(word) for word in data[: int(first[1])].split()]
    objects = data[int(first[1]) :]
    offsets = [*pairs[1::2], len(objects)]
    for number, (begin, end) in zip(pairs[::2], itertools.pairwise(offsets), strict=True):
        yield number, objects[begin:end].strip(b"\n")
