"""Object streams: small objects compressed together (ISO 32000-1, 7.5.7).

A handout's structure tree is more than a thousand dictionaries of some sixty bytes. Written one
by one they are a third of the file; compressed together they take a sixth of that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.pdf.objects import IN_STREAM, ROW, stream

_LEVEL = 4  # of compression: the highest takes twelve times as long and saves a twelfth
TOGETHER = 200  # objects in one stream: a reader unpacks all of it to reach one; at most 256


@dataclass(frozen=True, slots=True)
class Packed:
    """What stands in the file itself, by number, and the rows of what lies in its streams.

    `rows` is the part of the cross-reference (`objects.ROW`) that says in which object stream an
    object lies, and where in it. The rows of all other numbers are zero.
    """

    objects: dict[int, bytes]
    rows: bytes


def pack(objects: Mapping[int, bytes], first: int) -> Packed:
    """Put all objects that are no streams into object streams, numbered from `first`.

    No object above `first` may be in use, and no stream's length may be an object of its own.
    """
    loose: list[int] = []
    standing: dict[int, bytes] = {}
    for number in sorted(objects):
        if objects[number].endswith(b"endstream"):
            standing[number] = objects[number]
        else:
            loose.append(number)
    rows = bytearray(ROW.size * first)
    for holder, start in enumerate(range(0, len(loose), TOGETHER), first):
        numbers = loose[start : start + TOGETHER]
        standing[holder] = _together({number: objects[number] for number in numbers})
        for place, number in enumerate(numbers):
            ROW.pack_into(rows, number * ROW.size, IN_STREAM, holder, place)
    return Packed(standing, bytes(rows))


def _together(objects: Mapping[int, bytes]) -> bytes:
    """Return the object stream of some objects: their numbers and offsets, then they."""
    head = bytearray()
    offset = 0
    for number, body in objects.items():
        head += b"%d %d " % (number, offset)
        offset += len(body) + 1
    head[-1:] = b"\n"
    entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return stream(bytes(head) + b"\n".join(objects.values()), entries, level=_LEVEL)
