"""Objects as values: taken apart and changed, as far as copying them into another file needs.

Not a reader for any PDF: a stream's length stands in its dictionary, there are no comments, no
strings with unescaped parentheses inside.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from handouts.pdf.reading import members

Value = bytes | list["Value"] | dict[bytes, "Value"]
"""An array, a dictionary by names with their slash, or any other object as it is written."""

_TOKEN = re.compile(
    rb"\s*(<<|>>|\[|\]|/[^\s<>\[\](){}/%]*|\d+ \d+ R\b|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>"
    rb"|[^\s<>\[\]()/]+)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"(\d+) 0 R\Z")
_PACKED = b"/Type /ObjStm"


def parse(body: bytes) -> Value:
    """Return the object at the beginning of a body: of a stream, that is its dictionary."""
    return _value(_tokens(body))


def _tokens(body: bytes) -> Iterator[bytes]:
    return (found[1] for found in _TOKEN.finditer(body))


def _value(tokens: Iterator[bytes]) -> Value:
    return _complete(next(tokens), tokens)


def _complete(token: bytes, tokens: Iterator[bytes]) -> Value:
    if token == b"[":
        return [_complete(inner, tokens) for inner in iter(tokens.__next__, b"]")]
    if token == b"<<":
        return {key: _value(tokens) for key in iter(tokens.__next__, b">>")}
    return token


def written(value: Value) -> bytes:
    """Return an object as it stands in a file."""
    if isinstance(value, dict):
        return b"<<" + b" ".join(key + b" " + written(v) for key, v in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(written, value)) + b"]"
    return value


def reference(value: Value) -> int:
    """Return the number of the object that a reference names, 0 for anything else."""
    found = _REFERENCE.match(value) if isinstance(value, bytes) else None
    return int(found[1]) if found else 0


def references(value: Value) -> list[int]:
    """Return the numbers of all references in an object."""
    if isinstance(value, bytes):
        number = reference(value)
        return [number] if number else []
    inner = value.values() if isinstance(value, dict) else value
    return [number for part in inner for number in references(part)]


def renumbered(value: Value, number: Callable[[int], int]) -> Value:
    """Return an object with every reference changed by a function of its number."""
    if isinstance(value, dict):
        return {key: renumbered(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [renumbered(inner, number) for inner in value]
    named = reference(value)
    return b"%d 0 R" % number(named) if named else value


def content(body: bytes) -> bytes | None:
    """Return what is between `stream` and `endstream`, compressed as it is; None without."""
    if not body.endswith(b"endstream"):
        return None
    head = parse(body)
    length = int(written(head[b"/Length"])) if isinstance(head, dict) else 0
    end = body.rindex(b"endstream")
    end -= 2 if body[end - 2 : end] == b"\r\n" else 1
    return body[end - length : end]


def unpacked(objects: Mapping[int, bytes]) -> dict[int, bytes]:
    """Return all objects of a file by number: those in object streams on their own."""
    found: dict[int, bytes] = {}
    for number, body in objects.items():
        if _PACKED in body[:40]:
            found.update(members(body))
        else:
            found[number] = body
    return found
