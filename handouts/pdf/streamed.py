"""A PDF of any length, written as it comes: memory holds one offset for each object."""

import hashlib
from array import array
from collections.abc import Callable

from handouts.pdf.objects import HEADER, indirect

_ROWS = 4096  # cross-reference rows written at a time
_GATHERED = 1 << 16  # bytes that are handed on at a time
_WIDTHS = b"[1 6 1]"  # kind, offset, generation: more than four gigabytes
_ROW_SIZE = 8


class StreamedPdf:
    """Hands a PDF's bytes to `write`, object by object. Every number must be written once."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._out = write
        self._offsets = array("Q", [0])  # by number; 0: not written yet
        self._digest = hashlib.sha256()
        self._position = self._handed_on = 0
        self._waiting: list[bytes] = []
        self._write(HEADER)

    @property
    def size(self) -> int:
        """How long the file would be if the cross-reference came now; in bytes."""
        return self._position + _ROW_SIZE * len(self._offsets)

    def reserve(self) -> int:
        """Return a number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def add(self, body: bytes) -> int:
        """Write an object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put(self, number: int, body: bytes) -> None:
        """Write an object with a reserved number."""
        self._offsets[number] = self._position
        self._write(indirect(number, body))

    def finish(self, root: int, info: int) -> None:
        """Write the cross-reference (ISO 32000-1, 7.5.8), with an ID of the content."""
        own, start = self.reserve(), self._position
        self._offsets[own] = start
        missing = [number for number, offset in enumerate(self._offsets) if number and not offset]
        if missing:
            raise ValueError(f"{len(missing)} objects were never written")
        self._hand_on()
        identity = self._digest.hexdigest()[:32].encode()
        rows = len(self._offsets)
        self._write(
            b"%d 0 obj\n<</Type /XRef /Size %d /W %b /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]"
            b" /Length %d>>\nstream\r\n"
            % (own, rows, _WIDTHS, root, info, identity, identity, rows * _ROW_SIZE)
        )
        for first in range(0, rows, _ROWS):
            part = self._offsets[first : first + _ROWS]
            self._write(b"".join((offset << 8 | 1 << 56).to_bytes(8, "big") if offset else bytes(8)
                                 for offset in part))  # fmt: skip
        self._write(b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
        self._hand_on()

    def _write(self, data: bytes) -> None:
        self._waiting.append(data)
        self._position += len(data)
        if self._position - self._handed_on >= _GATHERED:
            self._hand_on()

    def _hand_on(self) -> None:
        """Hand on what was gathered: a call for each small object would take longer than it."""
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._handed_on = self._position
        self._digest.update(data)
        self._out(data)
