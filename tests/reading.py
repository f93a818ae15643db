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
_PAIR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def open_pdf(data: bytes) -> Pdf:
    """Return the file, opened by pikepdf."""
    return pikepdf.open(io.BytesIO(data))


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
    """Return the text of each page, line breaks as pdfium sets them."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
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


def _boxes(textpage: Any) -> Iterator[TextBox]:
    for index in range(textpage.count_rects()):
        box = textpage.get_rect(index)
        text = textpage.get_text_bounded(*box)
        if text.strip():
            yield TextBox(text, *box)


# -- what the content streams say


@dataclass(frozen=True)
class Shown:
    """Text that one operator shows; x and y of its first letter and the size in points.

    `mark` is the role of the marked content around it, "" for none; `mcid` its number.
    """

    text: str
    font: str
    size: float
    x: float
    y: float
    mark: str
    mcid: int | None


def shown(page: Page) -> list[Shown]:
    """Return all text of a page in the order in which it is drawn."""
    fonts = {str(name): to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    pieces: list[Shown] = []
    marks: list[tuple[str, int | None]] = []
    outer: list[Matrix] = []
    matrix, line, font, size = Matrix(), Matrix(), "", 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "q":
                outer.append(matrix)
            case "Q":
                matrix = outer.pop()
            case "cm":
                matrix = Matrix(*[float(number) for number in operands]) @ matrix
            case "BMC":
                marks.append((str(operands[0])[1:], None))
            case "BDC":
                marks.append((str(operands[0])[1:], _mcid(operands[1])))
            case "EMC":
                marks.pop()
            case "Tm":
                line = Matrix(*[float(number) for number in operands])
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case operator if operator in SHOWING:
                place = line @ matrix
                text = "".join(fonts[font].get(code, "\ufffd") for code in _codes(operands[-1]))
                mark, mcid = marks[-1] if marks else ("", None)
                pieces.append(Shown(text, font, size * place.a, place.e, place.f, mark, mcid))
            case _:
                pass
    return pieces


def _mcid(properties: Any) -> int | None:
    return int(properties["/MCID"]) if "/MCID" in properties else None


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


def tag_tree(pdf: Pdf) -> list[str]:
    """Return the structure tree, an element a line, two spaces deeper for each level.

    A line has the role, the attributes, the alternative text, and the text of the element's own
    marked content.
    """
    texts: dict[tuple[tuple[int, int], int], str] = defaultdict(str)
    for page in pdf.pages:
        for piece in shown(page):
            if piece.mcid is not None:
                texts[page.obj.objgen, piece.mcid] += piece.text
    return list(_element_lines(pdf.Root.StructTreeRoot.K, texts, 0))


def _element_lines(
    element: Any, texts: dict[tuple[tuple[int, int], int], str], depth: int
) -> Iterator[str]:
    attributes = element.get("/A", {})
    parts = [str(element.S)[1:]]
    parts += [f"{key[1:]}={_value(attributes[key])}" for key in sorted(attributes.keys())]
    if "/Alt" in element:
        parts.append(f"alt={str(element.Alt)!r}")
    own: list[str] = []
    inner: list[str] = []
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            own.append(texts[element.Pg.objgen, kid])
        elif kid.get("/Type") == "/MCR":
            own.append(texts[kid.Pg.objgen, int(kid.MCID)])
        elif kid.get("/Type") == "/OBJR":
            own.append(f"({kid.Obj.Subtype} {kid.Obj.A.URI})")
        elif isinstance(kid, Dictionary):
            inner += _element_lines(kid, texts, depth + 1)
    if any(own):
        parts.append(" | ".join(own))
    yield "  " * depth + " ".join(parts).rstrip()
    yield from inner


def _value(value: Any) -> str:
    if isinstance(value, pikepdf.Array):
        return ",".join(str(part) for part in value)
    return str(value).removeprefix("/")
