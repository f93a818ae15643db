"""An audit of our own: what a validator of PDF/UA cannot see or does not look at.

It holds the three places against each other in which a tagged PDF says what belongs where: the
marks in the content, the parent tree, the structure tree (ISO 32000-1, 14.6 to 14.8).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Page, Pdf

from tests.accessibility.forms import form_faults
from tests.reading import SHOWING, Key, mark_texts, open_pdf, shown, to_unicode, words

_PAINTING = SHOWING | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
_HEADING = re.compile(r"H([1-6])")
_OWNERS = {"/Link": "Link", "/Widget": "Form"}
_PRIVATE = range(0xE000, 0xF900)  # characters without a meaning that others know


@dataclass(frozen=True)
class Element:
    """One element of the structure tree and the element above it."""

    object: Any
    above: Any

    @property
    def role(self) -> str:
        return str(self.object.S)[1:]

    @property
    def kids(self) -> list[Any]:
        kids = self.object.get("/K", pikepdf.Array())
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    @property
    def marks(self) -> list[Key]:
        """The marked content that is its own."""
        found = []
        for kid in self.kids:
            if isinstance(kid, int):
                found.append((self.object.Pg.objgen, kid))
            elif kid.get("/Type") == "/MCR":
                found.append((kid.Pg.objgen, int(kid.MCID)))
        return found

    @property
    def annotations(self) -> list[Any]:
        """The annotations that are its own."""
        return [
            kid.Obj
            for kid in self.kids
            if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"
        ]

    @property
    def below(self) -> list[Any]:
        """The elements under it."""
        return [kid for kid in self.kids if isinstance(kid, Dictionary) and "/S" in kid]


def audit(data: bytes) -> list[str]:
    """Return what is wrong with a file's accessibility, a sentence each; none is good."""
    with open_pdf(data) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot.K, pdf.Root.StructTreeRoot))
        parents = _parent_tree(pdf)
        return [
            *_document_faults(pdf),
            *_font_faults(pdf),
            *_parent_faults(elements),
            *_mark_faults(pdf, elements, parents),
            *_heading_faults(elements),
            *_table_faults(elements),
            *_figure_faults(elements),
            *_link_faults(pdf, elements),
            *_annotation_faults(pdf, elements, parents),
            *form_faults(pdf),
        ]


def _elements(element: Any, above: Any) -> Iterator[Element]:
    found = Element(element, above)
    yield found
    for kid in found.below:
        yield from _elements(kid, element)


def _parent_tree(pdf: Pdf) -> dict[int, Any]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): entry for key, entry in zip(numbers[::2], numbers[1::2], strict=True)}


# -- the document as a whole


def _document_faults(pdf: Pdf) -> Iterator[str]:
    if not str(pdf.Root.get("/Lang", "")):
        yield "the document names no language"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "viewers show the file's name, not its title"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "the document has no title"
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "the document does not say that it is tagged"
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the tab order is not that of the structure"


def _font_faults(pdf: Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for name, font in page.resources.get("/Font", {}).items():
            if "/FontFile2" not in font.get("/FontDescriptor", Dictionary()):
                yield f"page {number}: the font {name} is not embedded"
            meanings = to_unicode(font)
            if not meanings:
                yield f"page {number}: the font {name} does not say what its glyphs mean"
            if any(ord(c) in _PRIVATE or c in "\0\ufffd" for c in "".join(meanings.values())):
                yield f"page {number}: the font {name} has glyphs without a meaning"
        if any("\ufffd" in piece.text for piece in shown(page)):
            yield f"page {number}: text is shown that cannot be read out"


# -- marks, parent tree and structure tree


def _parent_faults(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        above = element.object.get("/P")
        if above is None or above.objgen != element.above.objgen:
            yield f"a {element.role} names another parent than the one it hangs under"


def _mark_faults(pdf: Pdf, elements: list[Element], parents: dict[int, Any]) -> Iterator[str]:
    owners: dict[Key, list[Element]] = defaultdict(list)
    for element in elements:
        for mark in element.marks:
            owners[mark].append(element)
    for number, page in enumerate(pdf.pages, 1):
        place = f"page {number}"
        marks = _Marks(page, place)
        yield from marks.faults
        key = page.obj.get("/StructParents")
        listed = [] if key is None else list(parents.get(int(key), []))
        if sorted(mcid for mcid, _ in marks.used) != list(range(len(listed))):
            yield f"{place}: marks and parent tree differ"
        for mcid, role in marks.used:
            holders = owners.pop((page.obj.objgen, mcid), [])
            if len(holders) != 1:
                yield f"{place}: mark {mcid} is in {len(holders)} elements"
                continue
            if mcid < len(listed) and listed[mcid].objgen != holders[0].object.objgen:
                yield f"{place}: mark {mcid} has another element in the parent tree"
            if role and role != holders[0].role:
                yield f"{place}: mark {mcid} says {role}, its element {holders[0].role}"
    for _, mcid in owners:
        yield f"an element has the mark {mcid} that no page has"


class _Marks:
    """The marks of one page: `used` are the numbered ones with their roles, "" for any role."""

    def __init__(self, page: Page, place: str) -> None:
        self.used: list[tuple[int, str]] = []
        self.faults: list[str] = []
        self._place = place
        self._open: list[bool] = []  # for each open mark: did it begin inside a text object?
        self._in_text = False
        for instruction in pikepdf.parse_content_stream(page):
            self._read(str(instruction.operator), instruction.operands)
        if self._open:
            self._fault("a mark never ends")

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self._place}: {what}")

    def _read(self, operator: str, operands: Any) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(operands)
        elif operator == "EMC":
            self._end()
        elif operator in ("BT", "ET"):
            self._in_text = operator == "BT"
        elif operator in _PAINTING and not self._open:
            self._fault(f"{operator} paints outside of any mark")

    def _begin(self, operands: Any) -> None:
        if self._open:
            self._fault("marked content is nested")
        self._open.append(self._in_text)
        role = str(operands[0])[1:]
        mcid = _mcid(operands)
        if mcid is not None and "/E" in operands[1]:
            # An abbreviation is a Span in whatever element it stands (ISO 32000-1, 14.9.5).
            self.used.append((mcid, ""))
            if role != "Span":
                self._fault(f"{role} is expanded, which only a Span can be")
        elif mcid is not None:
            self.used.append((mcid, role))
        elif role != "Artifact":
            self._fault(f"{role} is neither an artifact nor numbered")

    def _end(self) -> None:
        if not self._open:
            self._fault("a mark ends that never began")
        elif self._open.pop() != self._in_text:
            self._fault("a mark begins inside a text object and ends outside, or the reverse")


def _mcid(operands: Any) -> int | None:
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        return int(operands[1]["/MCID"])
    return None


# -- roles


def _heading_faults(elements: list[Element]) -> Iterator[str]:
    before = 0
    for element in elements:
        if match := _HEADING.fullmatch(element.role):
            level = int(match[1])
            if level > before + 1:
                yield f"a heading of level {level} follows one of level {before}"
            before = level
    if not before:
        yield "the document has no heading"


def _table_faults(elements: list[Element]) -> Iterator[str]:
    for table in (element for element in elements if element.role == "Table"):
        rows = [e for e in _elements(table.object, table.above) if e.role == "TR"]
        spans = [sum(_span(cell, "/ColSpan") for cell in row.below) for row in rows]
        if len(set(spans)) != 1:
            yield f"the rows of a table have {sorted(set(spans))} columns"
        for cell in (cell for row in rows for cell in row.below):
            if cell.S == "/TH" and cell.get("/A", Dictionary()).get("/Scope") is None:
                yield "a heading of a table does not say whether it heads a row or a column"


def _span(cell: Any, name: str) -> int:
    return int(cell.get("/A", Dictionary()).get(name, 1))


def _figure_faults(elements: list[Element]) -> Iterator[str]:
    for figure in (element for element in elements if element.role == "Figure"):
        if not str(figure.object.get("/Alt", "")).strip():
            yield "a figure has no alternative text"
        if len(figure.object.get("/A", Dictionary()).get("/BBox", [])) != 4:
            yield "a figure does not say where it is"


def _link_faults(pdf: Pdf, elements: list[Element]) -> Iterator[str]:
    texts = mark_texts(pdf)
    for link in (element for element in elements if element.role == "Link"):
        text = words("".join(texts.get(mark, "") for mark in link.marks))
        if not text or not link.annotations:
            yield f"a link has the text {text!r} and {len(link.annotations)} annotations"
        for annotation in link.annotations:
            contents = str(annotation.get("/Contents", ""))
            # It may say more, such as what a number is for, but has to say what is read.
            if not words(contents).endswith(text):
                yield f"a link reads {text!r}, its annotation says {contents!r}"


def _annotation_faults(pdf: Pdf, elements: list[Element], parents: dict[int, Any]) -> Iterator[str]:
    owned: Counter[tuple[int, int]] = Counter()
    for element in elements:
        for annotation in element.annotations:
            owned[annotation.objgen] += 1
            key = annotation.get("/StructParent")
            if key is None or parents[int(key)].objgen != element.object.objgen:
                yield f"a {element.role} has an annotation with another element in the parent tree"
            if element.role != _OWNERS.get(str(annotation.Subtype)):
                yield f"a {annotation.Subtype} is in a {element.role}"
        if element.role == "Form" and len(element.kids) != 1:
            yield f"a Form has {len(element.kids)} kids"
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            if owned[annotation.objgen] != 1:
                yield f"page {number}: an annotation is in {owned[annotation.objgen]} elements"
