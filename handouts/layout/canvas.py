"""The canvas: ReportLab's, where everything is an artifact unless it belongs to a tag.

What is drawn between `begin` and `tear_off` is one stamp. A stamp is one long artifact. Only
`content` steps out of it, into the marked content of one tag, and back. So rules, tints and
repeated heads are artifacts by construction and nothing can be left unmarked (PDF/UA-1, 7.1).
All state of drawing sits on the canvas.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from handouts.layout.fonts import FontBook
from handouts.layout.stamp import GAP, Area, Bookmark, Mark, Note, Resource, Stamp
from handouts.layout.tags import Tag
from handouts.pdf.edition_data import FieldBox
from handouts.typefaces import Face

_ARTIFACT = "/Artifact BMC"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that draws stamps, with empty boxes for a patient's details."""

    def __init__(self, fonts: FontBook) -> None:
        super().__init__(io.BytesIO(), invariant=1)
        self._fonts = fonts
        self.begin()

    def begin(self) -> None:
        """Begin a stamp."""
        self._code = [_ARTIFACT]
        self._inside = False
        self._gaps: list[int] = []
        self._marks: list[Tag] = []
        self._areas: list[Area] = []
        self._kids: list[tuple[Tag, Tag | Mark | Area]] = []
        self._figures: list[tuple[Tag, tuple[float, float, float, float]]] = []
        self._fields: list[tuple[FieldBox, Mark | None]] = []
        self._bookmarks: list[Bookmark] = []
        self._notes: list[Note] = []
        self._resources: set[Resource] = set()
        self._danger = False

    def tear_off(self) -> Stamp:
        """Return what was drawn since the beginning, and begin anew."""
        code = "\n".join([*self._code, "EMC"]).replace("%", "%%").replace(GAP, "%d")
        stamp = Stamp(
            code.encode("ascii"), tuple(self._gaps), tuple(self._marks), tuple(self._areas),
            tuple(self._kids), tuple(self._figures), tuple(self._fields), tuple(self._bookmarks),
            tuple(self._notes), frozenset(self._resources), self._danger,
        )  # fmt: skip
        self.begin()
        return stamp

    # -- marked content

    @contextmanager
    def content(self, tag: Tag) -> Iterator[None]:
        """Draw what belongs to a tag."""
        self._gaps.append(self._mark(tag).index)
        with self._marked(f"/{tag.role} <</MCID {GAP}>> BDC"):
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
        if self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append("EMC")
        self._code.append(opening)
        self._inside = True
        yield
        self._inside = False
        self._code += ["EMC", _ARTIFACT]

    def _mark(self, tag: Tag) -> Mark:
        """Give a tag the next mark of this stamp."""
        mark = Mark(len(self._marks))
        self._marks.append(tag)
        self._kids.append((tag, mark))
        return mark

    def hang(self, link: Tag, text: Tag) -> None:
        """Hang a link under its text, once: a link on two lines is drawn in two pieces."""
        if (text, link) not in self._kids:
            self._kids.append((text, link))

    # -- ink

    def show(
        self,
        colour: tuple[float, float, float],
        size: float,
        pieces: list[tuple[Face, str, float, float]],
    ) -> None:
        """Show pieces of text (face, text, x, baseline) in one colour and size (points)."""
        red, green, blue = colour
        lines = []
        for face, text, x, baseline in pieces:
            if text:
                shown = self._fonts.show(face, size, text)
                lines.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm {shown.operators}")
                self._resources |= shown.fonts
        if lines:
            self._code.append(f"BT {red:.4f} {green:.4f} {blue:.4f} rg")
            self._code += [*lines, "ET"]

    def place(self, picture: Resource, matrix: tuple[float, ...]) -> None:
        """Show a picture, the matrix taking it from its own space to the page's."""
        numbers = " ".join(f"{number:.4f}" for number in matrix)
        self._code.append(f"q {numbers} cm /{picture.name} Do Q")
        self._resources.add(picture)

    # -- what is no ink

    def figure(self, tag: Tag, box: tuple[float, float, float, float]) -> None:
        """Say where a figure is: its box x0, y0, x1, y1 in points."""
        self._figures.append((tag, box))

    def link_area(
        self, tag: Tag, target: str, words: str, box: tuple[float, float, float, float]
    ) -> None:
        """Make a rectangle (x0, y0, x1, y1 in points) a link; `words` is what a reader hears."""
        area = Area(len(self._areas), target, words, box)
        self._areas.append(area)
        self._kids.append((tag, area))

    def field(self, box: FieldBox, tag: Tag | None) -> None:
        """Reserve a content stream of the page for a patient's detail.

        With a tag the detail is that tag's content; without, it is a running line.
        """
        self._fields.append((box, None if tag is None else self._mark(tag)))

    def bookmark(self, words: str, level: int, top: float) -> None:
        """Add an entry to the file's outline that leads to a height."""
        self._bookmarks.append(Bookmark(words, level, top))

    def note(self, note: Note) -> None:
        """Note what stands where."""
        self._notes.append(note)

    def note_danger(self) -> None:
        """Note that the danger signs are drawn."""
        self._danger = True
