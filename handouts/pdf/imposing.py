"""Putting pages of finished handouts onto one sheet: each becomes a form that can be scaled.

Reads the plain form of file that this program writes. A form keeps text as text and paths as paths
(ISO 32000-1, 8.10); links, tags and everything else that belongs to the page is left behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.pdf.objects import static_part, stream
from handouts.pdf.reading import MalformedFile, read_objects, stream_data
from handouts.pdf.values import Value, parse, reference, references, written

_REFERENCE = re.compile(rb"(\d+) 0 R")
_STREAM = re.compile(rb"stream\r?\n")


@dataclass(frozen=True, slots=True)
class PageForm:
    """One page: its size in points, its operators, the resources that they name.

    `resources` is a dictionary whose references are numbers in `objects`.
    """

    width: float
    height: float
    content: bytes = field(repr=False)
    resources: bytes = field(repr=False)
    objects: dict[int, bytes] = field(repr=False)


def page_forms(pdf: bytes) -> list[PageForm]:
    """Return the pages of a file that this program made. Raises MalformedFile for another."""
    objects, root = read_objects(pdf)
    try:
        tree = _read(objects, reference(_read(objects, root)[b"/Pages"]))
        return [_page_form(objects, number) for number in references(tree[b"/Kids"])]
    except KeyError as missing:
        raise MalformedFile(f"there is no {missing}") from None


def _read(objects: dict[int, bytes], number: int) -> dict[bytes, Value]:
    found = parse(objects[number])
    if not isinstance(found, dict):
        raise MalformedFile("there is another object where a dictionary belongs")
    return found


def _page_form(objects: dict[int, bytes], number: int) -> PageForm:
    page = _read(objects, number)
    left, bottom, right, top = (float(edge) for edge in _numbers(page[b"/MediaBox"]))
    content = b"\n".join(_content(objects, page[b"/Contents"]))
    return PageForm(right - left, top - bottom, content, written(page[b"/Resources"]), objects)


def _dictionary(body: bytes, start: int) -> bytes:
    """Return the dictionary that begins at or after a place; those inside it are counted."""
    start = body.index(b"<<", start)
    depth = 0
    for mark in re.finditer(rb"<<|>>", body[start:]):
        depth += 1 if mark[0] == b"<<" else -1
        if not depth:
            return body[start : start + mark.end()]
    raise MalformedFile("a dictionary has no end")


def _numbers(value: Value) -> list[bytes]:
    return [edge for edge in value if isinstance(edge, bytes)] if isinstance(value, list) else []


def _content(objects: dict[int, bytes], value: Value) -> Iterator[bytes]:
    """Yield the operators of a stream, or of each stream of an array."""
    for number in references(value):
        if objects[number].startswith(b"["):
            yield from _content(objects, parse(objects[number]))
        else:
            yield stream_data(objects[number])


class Sheet:
    """One page that is being put together from operators, forms and pictures."""

    def __init__(self, width: float, height: float) -> None:
        """Take its size in points."""
        self._size = (width, height)
        self._objects: dict[int, bytes] = {}
        self._adopted: dict[tuple[int, int], int] = {}
        self._named: dict[bytes, int] = {}
        self._fonts = b"<<>>"
        self.operators: list[bytes] = []

    def add(self, body: bytes) -> int:
        """Keep an object and return its number."""
        number = len(self._objects) + 1
        self._objects[number] = body
        return number

    def take_fonts(self, form: PageForm) -> None:
        """Let the sheet's own text be set in the fonts of a page, by the names they have there."""
        fonts = form.resources[form.resources.index(b"/Font") + len(b"/Font") :].lstrip()
        inline = (
            _dictionary(fonts, 0) if fonts.startswith(b"<<") else fonts[: fonts.index(b"R") + 1]
        )
        self._fonts = self._adopt(inline, form.objects)

    def form(self, form: PageForm) -> bytes:
        """Keep a page as a form and return the name to draw it by."""
        resources = self._adopt(form.resources, form.objects)
        box = b"/BBox [0 0 %.4f %.4f] /Resources %s" % (form.width, form.height, resources)
        return self.name(self.add(stream(form.content, b"/Type /XObject /Subtype /Form " + box)))

    def name(self, number: int) -> bytes:
        """Return the name by which operators draw a form or picture among the objects."""
        name = b"/X%d" % number
        self._named[name] = number
        return name

    def file(self, information: bytes, language: str) -> bytes:
        """Return the PDF file; `information` is the body of the information dictionary."""
        named = b" ".join(b"%s %d 0 R" % entry for entry in sorted(self._named.items()))
        content = self.add(stream(b"\n".join([*self.operators, b""])))
        page, pages = len(self._objects) + 1, len(self._objects) + 2
        self.add(
            b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 %.4f %.4f] /Contents %d 0 R "
            b"/Resources <</Font %s /XObject <<%s>>>>>>"
            % (pages, *self._size, content, self._fonts, named)
        )
        self.add(b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % page)
        shown = b"/ViewerPreferences <</DisplayDocTitle true>>"
        root = self.add(
            b"<</Type /Catalog /Pages %d 0 R /Lang (%s) %s>>"
            % (pages, language.encode("ascii"), shown)
        )
        about = len(self._objects) + 1
        return static_part(self._objects).with_tail({about: information}, root, about)

    def _adopt(self, body: bytes, objects: dict[int, bytes]) -> bytes:
        """Return a body whose references lead to copies in this sheet."""
        parts = _STREAM.split(body, maxsplit=1)
        head = _REFERENCE.sub(lambda found: self._copy(int(found[1]), objects), parts[0])
        return head + (b"stream\r\n" + parts[1] if len(parts) > 1 else b"")

    def _copy(self, number: int, objects: dict[int, bytes]) -> bytes:
        key = (id(objects), number)
        if key not in self._adopted:
            self._adopted[key] = self.add(b"")
            self._objects[self._adopted[key]] = self._adopt(objects[number], objects)
        return b"%d 0 R" % self._adopted[key]
