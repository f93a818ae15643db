"""Reading finished PDFs, by two other programs than the one that wrote them: pikepdf, pdfium."""

import io
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Matrix, Object, Page, Pdf

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"rg", "g", "k"})
_PAIR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def open_pdf(data: bytes) -> Pdf:
    """Return the file, opened by pikepdf."""
    return pikepdf.open(io.BytesIO(data))


Key = tuple[tuple[int, int], int]  # a page's object and a marked-content number on it


# -- what pdfium sees


@dataclass(frozen=True)
class TextBox:
    """A piece of text as pdfium finds it, and the corners of its ink in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, line breaks as pdfium sets them.

    It gives a hyphen that ends a line as U+0002, a mark of its own for words cut in two.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded().replace("\x02", "-") for page in document]
    finally:
        document.close()


def words(text: str) -> str:
    """Return a text with all white space as single spaces, so that line breaks do not matter."""
    return " ".join(text.split())


def text_boxes(data: bytes) -> list[list[TextBox]]:
    """Return the text boxes of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [list(_boxes(page.get_textpage())) for page in document]
    finally:
        document.close()


def images_of(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Return the corners (left, bottom, right, top in points) of a page's images, in order."""
    document = pypdfium2.PdfDocument(data)
    found = document[page].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
    return [tuple(one.get_bounds()) for one in found]


def _boxes(textpage: Any) -> Iterator[TextBox]:
    for index in range(textpage.count_rects()):
        box = textpage.get_rect(index)
        text = textpage.get_text_bounded(*box)
        if text.strip():
            yield TextBox(text, *box)


# -- what the content streams say


@dataclass(frozen=True)
class Shown:
    """Text that one operator shows; x and y of its line's start and the size in points.

    `mark` is the role of the marked content around it, "" for none; `mcid` its number; `said` what
    is read aloud in place of it, if anything.
    """

    text: str
    font: str
    size: float
    x: float
    y: float
    mark: str
    mcid: int | None
    said: str
    colour: tuple[float, ...]


def shown(page: Page) -> list[Shown]:
    """Return all text of a page in the order in which it is drawn."""
    reader = _TextReader(page)
    for instruction in pikepdf.parse_content_stream(page):
        reader.read(str(instruction.operator), instruction.operands)
    return reader.pieces


class _TextReader:
    """Follows the operators of one page as far as they say what text stands where."""

    def __init__(self, page: Page) -> None:
        self.pieces: list[Shown] = []
        fonts: Any = page.resources.get("/Font", {})
        self._fonts = {str(name): to_unicode(font) for name, font in fonts.items()}
        self._marks: list[tuple[str, int | None, str]] = [("", None, "")]
        self._outer: list[tuple[Matrix, tuple[float, ...], bool]] = []
        self._colour: tuple[float, ...] = (0.0, 0.0, 0.0)
        self._matrix, self._line = Matrix(), Matrix()
        self._font, self._size = "", 0.0
        self._unseen = False

    def read(self, operator: str, operands: Any) -> None:
        """Take one operator into account."""
        if operator in ("BMC", "BDC", "EMC"):
            self._mark(operator, operands)
        elif operator in ("q", "Q", "cm"):
            self._place(operator, operands)
        elif operator in _FILLS:
            self._colour = tuple(float(number) for number in operands)
        elif operator == "Tr":
            self._unseen = int(operands[0]) == 3  # neither filled nor stroked
        elif operator == "Tm":
            self._line = _matrix(operands)
        elif operator == "Tf":
            self._font, self._size = str(operands[0]), float(operands[1])
        elif operator in SHOWING:
            self._show(operands)

    def _mark(self, operator: str, operands: Any) -> None:
        if operator == "EMC":
            self._marks.pop()
            return
        properties = operands[1] if operator == "BDC" else {}
        self._marks.append((str(operands[0])[1:], _mcid(properties), said(properties)))

    def _place(self, operator: str, operands: Any) -> None:
        if operator == "q":
            self._outer.append((self._matrix, self._colour, self._unseen))
        elif operator == "Q":
            self._matrix, self._colour, self._unseen = self._outer.pop()
        else:
            self._matrix = _matrix(operands) @ self._matrix

    def _show(self, operands: Any) -> None:
        meanings = self._fonts[self._font]
        text = "".join(meanings.get(code, "\ufffd") for code in _codes(operands[-1]))
        text = "" if self._unseen else text
        place = self._line @ self._matrix
        size = self._size * place.a
        found = Shown(text, self._font, size, place.e, place.f, *self._marks[-1], self._colour)
        self.pieces.append(found)


def _matrix(operands: Any) -> Matrix:
    return Matrix(*[float(number) for number in operands])


def _mcid(properties: Any) -> int | None:
    return int(properties["/MCID"]) if "/MCID" in properties else None


def said(holder: Any) -> str:
    """Return what is read aloud in place of a mark's or an element's text, if anything."""
    return str(holder.get("/ActualText", holder.get("/E", "")))


def _codes(operand: Any) -> bytes:
    if isinstance(operand, pikepdf.Array):
        return b"".join(bytes(part) for part in operand if isinstance(part, pikepdf.String))
    return bytes(operand)


def to_unicode(font: Object) -> dict[int, str]:
    """Return the characters of a simple font's codes, as its ToUnicode map says."""
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _PAIR.findall(stream.read_bytes())
    }


def inflated(data: bytes) -> bytes:
    """Return PDF objects with the content of each stream, decompressed, after them."""
    contents = [data]
    for found in re.finditer(rb"[^d]stream\r?\n", data):
        try:
            contents.append(zlib.decompressobj().decompress(data[found.end() :]))
        except zlib.error:  # not compressed: it stands in the data itself
            continue
    return b"\n".join(contents)


# -- the tag tree


def mark_texts(pdf: Pdf) -> dict[Key, str]:
    """Return the text of each numbered mark."""
    texts: dict[Key, str] = defaultdict(str)
    for page in pdf.pages:
        for piece in shown(page):
            if piece.mcid is not None:
                texts[page.obj.objgen, piece.mcid] += piece.text
    return texts


def said_texts(pdf: Pdf) -> dict[Key, str]:
    """Return the text of each numbered mark as it is read aloud."""
    texts: dict[Key, str] = defaultdict(str)
    for page in pdf.pages:
        for piece in shown(page):
            if piece.mcid is not None:
                key = page.obj.objgen, piece.mcid
                texts[key] = piece.said or texts[key] + piece.text
    return texts


def tag_tree(pdf: Pdf) -> list[str]:
    """Return the structure tree, an element a line, two spaces deeper for each level.

    A line has the role, the attributes, the alternative text, what is read aloud in place of its
    text, and the text of the element's own marked content, in braces what is said in place of it.
    """
    texts, aloud = mark_texts(pdf), said_texts(pdf)
    shown_and_said = {
        key: text if aloud[key] == text else f"{text}{{{aloud[key]}}}"
        for key, text in texts.items()
    }
    return list(_element_lines(pdf.Root.StructTreeRoot.K, shown_and_said, 0))


def _element_lines(element: Any, texts: dict[Key, str], depth: int) -> Iterator[str]:
    attributes = element.get("/A", {})
    parts = [str(element.S)[1:]]
    parts += [f"{key[1:]}={_value(attributes[key])}" for key in sorted(attributes.keys())]
    if "/Alt" in element:
        parts.append(f"alt={str(element.Alt)!r}")
    if said(element):
        parts.append(f"said={said(element)!r}")
    kids = list(element.get("/K", pikepdf.Array()))
    own = [_own(kid, element, texts) for kid in kids]
    if any(own):
        parts.append(" | ".join(text for text in own if text))
    yield "  " * depth + " ".join(parts).rstrip()
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _element_lines(kid, texts, depth + 1)


def _own(kid: Any, element: Any, texts: dict[Key, str]) -> str:
    """Return the text of a marked-content kid, where an annotation leads or what it asks for."""
    if isinstance(kid, int):
        return texts.get((element.Pg.objgen, kid), "")
    if kid.get("/Type") == "/MCR":
        return texts.get((kid.Pg.objgen, int(kid.MCID)), "")
    if kid.get("/Type") == "/OBJR":
        return f"[{kid.Obj.TU}]" if kid.Obj.Subtype == "/Widget" else f"({target(kid.Obj)})"
    return ""


def target(link: Any) -> str:
    """Return where a link leads: an address, or `#` and the place on a page of the file."""
    if "/A" in link:
        return str(link.A.URI)
    page, _, _, top, _ = link.Dest
    return f"#page {Page(page).index + 1}, {float(top):.1f}"


def _value(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return ",".join(str(part) for part in value)
    return str(value).removeprefix("/")


# -- what else a reader shows or follows


def outline(pdf: Pdf) -> list[str]:
    """Return the outline, an entry a line, two spaces deeper for each level, with its place."""

    def below(entries: Any, depth: int) -> Iterator[str]:
        for entry in entries:
            page, _, top = entry.destination[0], entry.destination[1], entry.destination[3]
            place = f"page {Page(page).index + 1}, {float(top):.1f}"
            yield f"{'  ' * depth}{entry.title} ({place})"
            yield from below(entry.children, depth + 1)

    with pdf.open_outline() as entries:
        return list(below(entries.root, 0))


def link_areas(pdf: Pdf) -> list[str]:
    """Return the links of all pages: page, rectangle, what is said of it, where it leads."""
    return [
        f"p{number} {' '.join(f'{float(edge):6.1f}' for edge in link.Rect)}  "
        f"{link.Contents} ({target(link)})"
        for number, page in enumerate(pdf.pages, 1)
        for link in page.obj.get("/Annots", [])
    ]


def running_lines(pdf: Pdf) -> list[str]:
    """Return the text of all pages that is no content: page, place, size, words."""
    return [
        f"p{number} {piece.x:6.1f} {piece.y:6.1f} {piece.size:5.1f}  {piece.text}"
        for number, page in enumerate(pdf.pages, 1)
        for piece in shown(page)
        if piece.mcid is None
    ]
