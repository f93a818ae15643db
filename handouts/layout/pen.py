"""Drawing, dumbly: lines of text, rules, tints, signs and empty boxes at given places."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

import handouts.layout.reportlab_settings  # noqa: F401 - before the rest of ReportLab
from handouts.colour import Colour
from handouts.layout import signs
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.fonts import font_name
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import Line, Run, text_width
from handouts.pdf.edition_data import FieldBox

if TYPE_CHECKING:
    from handouts.layout.boxes import Frame, Shape

_THIN = 0.6  # points: the width of a rule
_BASELINE = 0.74  # of the line distance: where letters stand, from the line's top


class Pen:
    """Draws on one canvas and notes what it drew where."""

    def __init__(self, canvas: TaggedCanvas, theme: Theme) -> None:
        self.canvas = canvas
        self.theme = theme
        self.page = 1
        self.trace: list[str] = []
        self._artifact = False

    # -- text

    def lines(
        self,
        lines: tuple[Line, ...],
        style: TextStyle,
        x: float,
        top: float,
        tag: Tag,
        *,
        links: tuple[Tag, ...] = (),
        centre: float | None = None,
    ) -> None:
        """Draw lines of text as the content of a tag; links are elements within it."""
        waiting = list(links)
        current: tuple[str, Tag] | None = None
        pieces: list[tuple[Run, float, float, bool]] = []
        for index, line in enumerate(lines):
            baseline = top - index * style.leading - _BASELINE * style.leading
            at = x + ((centre - line.width) / 2 if centre is not None else 0)
            for number, run in enumerate(line.runs):
                ends = number == len(line.runs) - 1 and index < len(lines) - 1
                if run.link and (current is None or current[0] != run.link):
                    self._flush(pieces, style, tag)
                    current = (run.link, waiting.pop(0))
                    tag.kids.append(current[1])
                elif not run.link and current is not None:
                    self._flush(pieces, style, current[1])
                    current = None
                pieces.append((run, at, baseline, ends))
                if current is not None:
                    self._link(current[1], run, at, baseline, style)
                at += run.width
        self._flush(pieces, style, current[1] if current else tag)
        self._note(tag.role, x, top, lines)

    def _link(self, tag: Tag, run: Run, x: float, baseline: float, style: TextStyle) -> None:
        if self._artifact:
            return
        box = (x, baseline - 0.22 * style.size, x + run.width, baseline + 0.8 * style.size)
        self.canvas.link_area(tag, run.link, run.text, box)

    def _flush(
        self, pieces: list[tuple[Run, float, float, bool]], style: TextStyle, tag: Tag
    ) -> None:
        if not pieces:
            return
        if self._artifact:
            self._write(pieces, style)
        else:
            with self.canvas.content(tag):
                self._write(pieces, style)
        pieces.clear()

    def _write(self, pieces: list[tuple[Run, float, float, bool]], style: TextStyle) -> None:
        text = self.canvas.beginText()
        text.setFillColorRGB(*style.colour.fractions)
        for run, x, baseline, ends in pieces:
            text.setFont(font_name(run.face), style.size)
            text.setTextOrigin(x, baseline)
            # A line break is a word break for a screen reader.
            text.textOut(run.text + " " if ends and not run.text.endswith(" ") else run.text)
        self.canvas.drawText(text)

    @contextmanager
    def as_artifact(self, artifact: bool) -> Iterator[None]:
        """Draw text inside as an artifact: what repeats has been read before."""
        before, self._artifact = self._artifact, artifact or self._artifact
        yield
        self._artifact = before

    def running(self, kind: str, pieces: list[tuple[str, float, float]], style: TextStyle) -> None:
        """Draw a running header or footer: words at (x, baseline)."""
        with self.canvas.running(kind):
            for words, x, baseline in pieces:
                for face, run in self.theme.typeface.runs(words, style.style):
                    self.canvas.setFillColorRGB(*style.colour.fractions)
                    self.canvas.setFont(font_name(face), style.size)
                    self.canvas.drawString(x, baseline, run)

    def words(self, words: str, style: TextStyle, x: float, top: float, tag: Tag) -> None:
        """Draw words on one line as the content of a tag."""
        runs = [Run(run, face, 0) for face, run in self.theme.typeface.runs(words, style.style)]
        for run in runs:
            self.lines((Line((run,), 0),), style, x, top, tag)
            x += text_width(run.text, style, self.theme.typeface)

    def picture(
        self, png: bytes, pixels: tuple[int, int], x: float, top: float,
        room: tuple[float, float], tag: Tag,
    ) -> None:  # fmt: skip
        """Draw a picture as large as the room (width, height) allows, as a tag's figure."""
        scale = min(room[0] / pixels[0], room[1] / pixels[1])
        width, height = pixels[0] * scale, pixels[1] * scale
        place = (round(x, 2), round(top - height, 2), round(x + width, 2), round(top, 2))
        tag.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": place}
        with self.canvas.content(tag):
            image = ImageReader(io.BytesIO(png))
            self.canvas.drawImage(image, x, top - height, width, height, mask="auto")
        self._note(tag.role, x, top, ())

    def bookmark(self, words: str, level: int, top: float) -> None:
        """Add an entry to the file's outline that leads here."""
        key = f"h{self.page}-{len(self.trace)}"
        self.canvas.bookmarkHorizontal(key, 0, top)
        self.canvas.addOutlineEntry(words, key, max(0, level - 1))

    # -- shapes, all artifacts

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        """Draw a thin rule."""
        self.canvas.setStrokeColorRGB(*colour.fractions)
        self.canvas.setLineWidth(_THIN)
        self.canvas.line(x0, y0, x1, y1)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """Draw a filled rectangle from its lower left corner."""
        self.canvas.setFillColorRGB(*fill.fractions)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def panel(self, frame: "Frame", x: float, top: float, width: float, height: float) -> None:
        """Draw a tint, an outline and an edge, as far as the frame has them."""
        if frame.fill or frame.outline:
            self.canvas.setLineWidth(_THIN)
            self.canvas.setFillColorRGB(*(frame.fill or self.theme.inks.paper).fractions)
            self.canvas.setStrokeColorRGB(*(frame.outline or self.theme.inks.paper).fractions)
            self.canvas.roundRect(
                x, top - height, width, height, frame.radius,
                stroke=int(frame.outline is not None), fill=int(frame.fill is not None),
            )  # fmt: skip
        if frame.top_rule:
            self.line(x, top, x + width, top, frame.top_rule)
        if frame.edge:
            self.rectangle(x, top - height, frame.edge_width, height, frame.edge)

    def shape(self, shape: "Shape", x: float, top: float) -> None:
        """Draw a sign by its name."""
        spot = signs.Spot(
            self.canvas, x, top, shape.width, shape.height, shape.colour, self.theme.inks,
            shape.values,
        )  # fmt: skip
        signs.draw(shape.name, spot)
        self._note(f"({shape.name})", x, top, ())

    # -- boxes for a patient's details

    def field(self, box: FieldBox, tag: Tag | None) -> None:
        """Leave a box empty for a patient's detail."""
        self.canvas.field(box, tag)
        self._note(f"[{box.name}]", box.x, box.baseline, ())

    def end_page(self) -> None:
        """Finish the page."""
        self.canvas.showPage()
        self.page += 1

    def _note(self, what: str, x: float, top: float, lines: tuple[Line, ...]) -> None:
        words = " / ".join("".join(run.text for run in line.runs) for line in lines)
        shown = words if len(words) <= 60 else words[:59] + "…"  # noqa: PLR2004 - for readers
        mark = " (artifact)" if self._artifact else ""
        self.trace.append(f"p{self.page} {x:6.1f} {top:6.1f}  {what:<8}{mark} {shown}".rstrip())
