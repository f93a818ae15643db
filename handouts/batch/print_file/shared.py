"""Objects that many patients share, written into a print file once."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from handouts.batch.print_file.printable import Printable
from handouts.pdf.objects import stream
from handouts.pdf.streamed import StreamedPdf
from handouts.pdf.values import Value, content, parse, renumbered, written

_REMEMBERED = 20_000  # objects, at some 200 bytes; what is forgotten is written once more


@dataclass(frozen=True, slots=True)
class Placed:
    """An edition in a print file: its resources, and the static content of each page there."""

    resources: int
    content: tuple[tuple[int, ...], ...]


class SharedObjects:
    """Writes each object's bytes once, whichever edition or page asks for them."""

    def __init__(self, pdf: StreamedPdf) -> None:
        self._pdf = pdf
        self._numbers: OrderedDict[bytes, int] = OrderedDict()

    def place(self, edition: Printable) -> Placed:
        """Write an edition's static content as far as it is not there yet."""
        copied: dict[int, int] = {}
        resources = self.copy(edition.resources, edition.objects, copied)
        content_numbers = tuple(
            tuple(self._copied(number, edition.objects, copied) for number in page.content)
            for page in edition.pages
        )
        return Placed(self.add(written(resources)), content_numbers)

    def copy(self, value: Value, objects: Mapping[int, bytes], copied: dict[int, int]) -> Value:
        """Return a value with everything that it refers to copied into this file."""
        return renumbered(value, lambda number: self._copied(number, objects, copied))

    def _copied(self, number: int, objects: Mapping[int, bytes], copied: dict[int, int]) -> int:
        if number not in copied:
            body = objects[number]
            head, inside = written(self.copy(parse(body), objects, copied)), content(body)
            if inside is not None:
                head += b"\nstream\r\n" + inside + b"\r\nendstream"
            copied[number] = self.add(head)
        return copied[number]

    def add(self, body: bytes) -> int:
        """Return the number of an object with this body."""
        digest = hashlib.sha256(body).digest()[:16]
        number = self._numbers.pop(digest, 0) or self._pdf.add(body)
        self._numbers[digest] = number
        if len(self._numbers) > _REMEMBERED:
            self._numbers.popitem(last=False)
        return number

    def operators(self, drawn: bytes) -> int:
        """Return the number of a content stream that says this."""
        return self.add(stream(drawn, compress=False))


def size(edition: Printable) -> int:
    """Return more bytes than an edition's static objects take in a print file."""
    return sum(len(body) + 64 for body in edition.objects.values())
