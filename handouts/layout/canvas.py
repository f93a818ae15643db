"""The canvas: ReportLab's, where everything is an artifact unless it belongs to a tag.

A page is one long artifact. Only `content` steps out of it, into the marked content of one tag,
and back. So rules, tints and repeated heads are artifacts by construction and nothing can be
left unmarked (PDF/UA-1, 7.1). All state of drawing sits on the canvas.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFFormXObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from handouts.layout.file import written_objects
from handouts.layout.fonts import Writer, field_glyphs, font_name, refuse_unembedded
from handouts.layout.streams import shared_stream
from handouts.layout.structure import add_structure
from handouts.layout.tags import Annotation, Content, Tag
from handouts.pdf.edition_data import FieldBox
from handouts.typefaces import Face, Typeface

_ARTIFACT = "/Artifact BMC"
_METADATA = "Handout.Metadata"


@dataclass(frozen=True, slots=True)
class FinishedObjects:
    """The objects of a file by number, and the numbers of those that others ask for."""

    objects: dict[int, bytes]
    fields: tuple[FieldBox, ...]
    root: int
    info: int
    metadata: int


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that writes tagged pages with empty boxes for a patient's details."""

    def __init__(self, size: tuple[float, float], typeface: Typeface, language: str) -> None:
        first = font_name(typeface.families[0].faces["regular"])
        super().__init__(
            io.BytesIO(), pagesize=size, pdfVersion=(1, 7), invariant=1, pageCompression=1,
            lang=language, initialFontName=first,
        )  # fmt: skip
        self._writer = Writer(self._doc)
        self.glyphs = field_glyphs(typeface, self._doc)
        self.fields: list[FieldBox] = []
        self._field_names: list[str] = []
        self._page_fields: list[Any] = []
        self._page_index = 0
        self._on_page: list[Tag] = []
        self._parents: list[list[Tag] | Tag] = []
        self._page_links: list[Tag] = []
        self._inside = False

    # -- marked content

    @contextmanager
    def content(self, tag: Tag) -> Iterator[None]:
        """Draw what belongs to a tag."""
        with self._marked(f"/{tag.role} <</MCID {self._number(tag)}>> BDC"):
            yield

    @contextmanager
    def running(self, kind: str) -> Iterator[None]:
        """Draw a running header or footer."""
        with self._marked(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC"):
            yield

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        if self._inside:
            raise RuntimeError("marked content does not nest")
        if self._code and self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append("EMC")
        self._code.append(opening)
        self._inside = True
        yield
        self._inside = False
        self._code += ["EMC", _ARTIFACT]

    def _number(self, tag: Tag) -> int:
        """Give a tag the next marked-content number of this page."""
        mcid = len(self._on_page)
        self._on_page.append(tag)
        tag.kids.append(Content(self._page_index, mcid))
        return mcid

    # -- text

    def show(
        self,
        colour: tuple[float, float, float],
        size: float,
        pieces: list[tuple[Face, str, float, float]],
    ) -> None:
        """Show pieces of text (face, text, x, baseline) in one colour and size (points)."""
        red, green, blue = colour
        shown = [
            f"1 0 0 1 {x:.2f} {baseline:.2f} Tm {self._writer.show(face, size, text)}"
            for face, text, x, baseline in pieces
            if text
        ]
        if shown:
            self._code.append(f"BT {red:.4f} {green:.4f} {blue:.4f} rg")
            self._code += [*shown, "ET"]

    def place_form(
        self,
        name: str,
        content: Callable[[], str],
        size: tuple[float, float],
        place: tuple[float, float],
    ) -> None:
        """Show a form of that size (points) with its lower left corner at a place.

        Its content is made the first time its name is shown, and written into the file once.
        """
        if not self.hasForm(name):
            form = PDFFormXObject(0, 0, *size)
            form.Contents = shared_stream(f"{self._preamble}\n{content()}".encode("ascii"))
            self._doc.addForm(name, form)
        self.saveState()
        self.translate(*place)
        self.doForm(name)
        self.restoreState()

    # -- links and fields

    def link_area(self, tag: Tag, target: str, words: str, box: tuple[float, ...]) -> None:
        """Make a rectangle (x0, y0, x1, y1 in points) a link; `words` is what a reader hears."""
        annotation = PDFDictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": PDFArray([round(edge, 2) for edge in box]),
                "Border": "[0 0 0]",
                "F": 4,
                "StructParent": len(self._parents) + len(self._page_links),
                "Contents": PDFString(words),
                "A": PDFDictionary({"S": "/URI", "URI": PDFString(target)}),
            }
        )
        self._page_links.append(tag)
        self._addAnnotation(annotation)
        tag.kids.append(Annotation(self._page_index, self._annotationrefs[-1]))

    def field(self, box: FieldBox, tag: Tag | None) -> None:
        """Reserve a content stream of this page for a patient's detail.

        With a tag the detail is that tag's content; without, it is a running line.
        """
        name = f"Handout.Field.{len(self.fields)}"
        stream = PDFStream(content="q Q")
        self._page_fields.append(self._doc.Reference(stream, name))
        self._field_names.append(name)
        mcid = None if tag is None else self._number(tag)
        self.fields.append(replace(box, page=self._page_index, mcid=mcid))

    # -- pages and the file

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Finish the page: its content is static first, then one stream for each field."""
        self._code.insert(0, _ARTIFACT)
        self._code.append("EMC")
        super().showPage()
        page = self._doc.Pages[-1]
        static = PDFStream(content=page.stream, filters=[PDFZCompress])
        page.Contents = PDFArray([self._doc.Reference(static), *self._page_fields])
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self._parents += self._page_links
        page.StructParents, page.Tabs = len(self._parents), "/S"
        self._parents.append(self._on_page)
        self._on_page, self._page_fields, self._page_links = [], [], []
        self._page_index += 1

    def finish(self, root: Tag, title: str, profile: bytes) -> FinishedObjects:
        """Return the file's objects."""
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = add_structure(self._doc, root, self._parents)
        catalog.Metadata = self._doc.Reference(PDFStream(content="metadata"), _METADATA)
        catalog.OutputIntents = PDFArray([_output_intent(profile)])
        self.setTitle(title)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")
        refuse_unembedded(self._doc)
        objects = written_objects(self._doc, self)
        numbers = {
            name: number for name, (number, _) in self._doc.idToObjectNumberAndVersion.items()
        }
        fields = tuple(
            replace(box, object_number=numbers[name])
            for box, name in zip(self.fields, self._field_names, strict=True)
        )
        return FinishedObjects(
            objects,
            fields,
            root=numbers[catalog.__InternalName__],
            info=numbers[self._doc.info.__InternalName__],
            metadata=numbers[_METADATA],
        )


def _output_intent(profile: bytes) -> Any:
    stream = shared_stream(profile, {"N": 3})
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": stream,
        }
    )
