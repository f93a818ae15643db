"""The canvas: ReportLab's, where everything is an artifact unless it belongs to a tag.

What is drawn while the canvas records is one stamp. A stamp is one long artifact. Only
`content` steps out of it, into the marked content of one tag, and back. So rules, tints and
repeated heads are artifacts by construction and nothing can be left unmarked (PDF/UA-1, 7.1).
All state of drawing sits on the canvas.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from reportlab.pdfgen.canvas import Canvas

from handouts.layout.fonts import FontBook
from handouts.layout.stamp import (
    CUT,
    GAP,
    Area,
    Blank,
    Bookmark,
    Corners,
    Mark,
    Note,
    PutStamp,
    Resource,
    Stamp,
    ToTick,
    ToWrite,
    moved,
    placed,
)
from handouts.layout.tags import Said, Tag
from handouts.pdf.edition_data import FieldBox
from handouts.pdf.objects import literal
from handouts.typefaces import Face

_ARTIFACT = "/Artifact BMC"
FILLED, OUTLINED, UNINKED = 0, 1, 3
"""Ways to show letters (ISO 32000-1, 9.3.6)."""


@dataclass(slots=True)
class _Draft:
    """What a stamp will have beside its operators, while it is drawn."""

    gaps: list[int] = field(default_factory=list)
    marks: list[Tag | None] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    kids: list[tuple[Tag, Tag | Mark | Area]] = field(default_factory=list)
    figures: list[tuple[Tag, Corners]] = field(default_factory=list)
    fields: list[tuple[FieldBox, Mark | None]] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    notes: list[Note | PutStamp] = field(default_factory=list)
    insets: list[PutStamp] = field(default_factory=list)
    resources: set[Resource] = field(default_factory=set)
    danger: bool = False


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that draws stamps, with empty boxes for a patient's details."""

    def __init__(self, fonts: FontBook) -> None:
        super().__init__(io.BytesIO(), invariant=1)
        self._fonts = fonts
        self._begin()

    def _begin(self) -> None:
        self._code = [_ARTIFACT]
        self._inside = False
        self._draft = _Draft()

    def record(self, draw: Callable[[], None]) -> Stamp:
        """Return what drawing leaves: a stamp of its own, also while another one is drawn."""
        before = self._code, self._inside, self._draft
        self._begin()
        draw()
        self._end_artifact()
        draft = self._draft
        stamp = Stamp(
            "\n".join(self._code), tuple(draft.gaps), tuple(draft.marks),
            tuple(draft.areas), tuple(draft.kids), tuple(draft.figures), tuple(draft.fields),
            tuple(draft.bookmarks), tuple(draft.notes), tuple(draft.insets),
            frozenset(draft.resources), draft.danger,
        )  # fmt: skip
        self._code, self._inside, self._draft = before
        return stamp

    def put(self, stamp: Stamp, tops: tuple[Tag, ...], x: float, rise: float) -> None:
        """Put a stamp on the one that is drawn, so far to the right and up (points).

        `tops` are the elements that it has the content of.
        """
        draft = self._draft
        put = PutStamp(stamp, tops, x, rise, len(draft.marks), len(draft.areas))
        self._end_artifact()
        self._code += [f"\n{CUT}\n".join(placed(stamp.operators, x, rise)), _ARTIFACT]
        draft.insets.append(put)
        draft.notes.append(put)
        draft.gaps += [put.mark + gap for gap in stamp.gaps]
        draft.marks += [None] * len(stamp.marks)
        draft.areas += [
            replace(area, index=put.area + area.index, box=moved(area.box, x, rise))
            for area in stamp.areas
        ]
        draft.fields += [
            (
                replace(box, x=box.x + x, baseline=box.baseline + rise),
                None if mark is None else Mark(put.mark + mark.index),
            )
            for box, mark in stamp.fields
        ]
        draft.bookmarks += [replace(mark, top=mark.top + rise) for mark in stamp.bookmarks]
        draft.resources |= stamp.resources
        draft.danger |= stamp.danger

    # -- marked content

    @contextmanager
    def content(self, tag: Tag, said: Said | None = None) -> Iterator[None]:
        """Draw what belongs to a tag, and is perhaps read aloud in other words."""
        self._draft.gaps.append(self._mark(tag).index)
        role, words = tag.role, ""
        if said is not None:
            # Only content marked as a Span can be expanded (ISO 32000-1, 14.9.5).
            role = "Span" if said.key == "E" else role
            words = f" /{said.key} " + literal(said.words).decode("ascii").replace("%", "%%")
        with self._marked(f"/{role} <</MCID {GAP}{words}>> BDC"):
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
        self._end_artifact()
        self._code.append(opening)
        self._inside = True
        yield
        self._inside = False
        self._code += ["EMC", _ARTIFACT]

    def _end_artifact(self) -> None:
        """Step out of the artifact, which may have nothing in it."""
        if self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append("EMC")

    def _mark(self, tag: Tag) -> Mark:
        """Give a tag the next mark of this stamp."""
        mark = Mark(len(self._draft.marks))
        self._draft.marks.append(tag)
        self._draft.kids.append((tag, mark))
        return mark

    def hang(self, link: Tag, text: Tag) -> None:
        """Hang a link under its text, once: a link on two lines is drawn in two pieces."""
        if (text, link) not in self._draft.kids:
            self._draft.kids.append((text, link))

    # -- ink: what is drawn most is written here, for ReportLab takes several calls for each number

    def setFillColorRGB(self, red: float, green: float, blue: float) -> None:  # noqa: N802
        """Fill with a colour from here on."""
        self._code.append(f"{red:.4f} {green:.4f} {blue:.4f} rg")

    def setStrokeColorRGB(self, red: float, green: float, blue: float) -> None:  # noqa: N802
        """Stroke with a colour from here on."""
        self._code.append(f"{red:.4f} {green:.4f} {blue:.4f} RG")

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        """Stroke so wide from here on, in points."""
        self._code.append(f"{width:.3f} w")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Stroke a straight line."""
        self._code.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """Stroke or fill a rectangle, or both."""
        how = {(1, 0): "S", (0, 1): "f", (1, 1): "B"}[stroke, fill]
        self._code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {how}")

    def show(
        self,
        colour: tuple[float, float, float],
        size: float,
        pieces: list[tuple[Face, str, float, float]],
        *,
        way: int = FILLED,
    ) -> None:
        """Show pieces of text (face, text, x, baseline) in one colour and size (points).

        Letters are filled, outlined, or without ink: there to be read aloud.
        """
        red, green, blue = colour
        lines = []
        for face, text, x, baseline in pieces:
            if text:
                shown = self._fonts.show(face, size, text)
                operators = shown.operators.replace("%", "%%")
                lines.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm {operators}")
                self._draft.resources |= shown.fonts
        if lines:
            self._code.append(f"BT {red:.4f} {green:.4f} {blue:.4f} rg")
            self._code += [*lines, "ET"] if way == FILLED else [f"{way} Tr", *lines, "0 Tr", "ET"]

    def place(self, picture: Resource, matrix: tuple[float, ...]) -> None:
        """Show a picture, the matrix taking it from its own space to the page's."""
        numbers = " ".join(f"{number:.4f}" for number in matrix)
        self._code.append(f"q {numbers} cm /{picture.name} Do Q")
        self._draft.resources.add(picture)

    # -- what is no ink

    def figure(self, tag: Tag, box: Corners) -> None:
        """Say where a figure is: its box x0, y0, x1, y1 in points."""
        self._draft.figures.append((tag, box))

    def link_area(self, tag: Tag, target: str, words: str, box: Corners) -> None:
        """Make a rectangle (x0, y0, x1, y1 in points) a link; `words` is what a reader hears."""
        self._add_area(tag, Area(len(self._draft.areas), target, words, box))

    def blank(
        self, tag: Tag, words: str, box: Corners, how: ToTick | ToWrite,
        colour: tuple[float, float, float],
    ) -> None:  # fmt: skip
        """Make a rectangle (x0, y0, x1, y1 in points) a field of a form; see `Blank`."""
        self._add_area(tag, Blank(len(self._draft.areas), "", words, box, how, colour))

    def _add_area(self, tag: Tag, area: Area) -> None:
        self._draft.areas.append(area)
        self._draft.kids.append((tag, area))

    def field(self, box: FieldBox, tag: Tag | None) -> None:
        """Reserve a content stream of the page for a patient's detail.

        With a tag the detail is that tag's content; without, it is a running line. The stream comes
        between what was drawn before and what is drawn after, and neither sees the other's state.
        """
        self._end_artifact()
        self._code += [CUT, _ARTIFACT]
        self._draft.fields.append((box, None if tag is None else self._mark(tag)))

    def bookmark(self, words: str, level: int, top: float, anchor: str = "") -> None:
        """Add an entry to the file's outline that leads to a height, and links by its anchor."""
        self._draft.bookmarks.append(Bookmark(words, level, top, anchor))

    def note(self, note: Note) -> None:
        """Note what stands where."""
        self._draft.notes.append(note)

    def note_danger(self) -> None:
        """Note that the danger signs are drawn."""
        self._draft.danger = True
