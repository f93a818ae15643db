"""Drawing, dumbly: lines of text, rules, tints, signs and empty boxes at given places."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.colour import Colour
from handouts.layout import signs
from handouts.layout.canvas import OUTLINED, UNINKED, TaggedCanvas
from handouts.layout.ink import drawing_form, image
from handouts.layout.stamp import Corners, Note, Stamp, ToTick, ToWrite
from handouts.layout.tags import Link, Tag, said
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import Line, Run, word_runs
from handouts.pdf.edition_data import FieldBox
from handouts.pdf.fill import UNSEEN
from handouts.typefaces import Face

if TYPE_CHECKING:
    from handouts.layout.boxes import Frame, Shape
    from handouts.layout.pictures import DrawnBox
    from handouts.layout.web import CodeBox

_THIN = 0.6  # points: the width of a rule
_LETTER_DISC = 0.6  # of its size: the radius of the disc under a letter of a picture
_CAP_MIDDLE = 0.35  # of its size: how high the middle of a capital is
_PAST = 1.0  # points: how far a link reaches past its text, or browsers join the next text to it
_BASELINE = 0.74  # of the line distance: where letters stand, from the line's top


class Once:
    """What something leaves when it is drawn: once, or in each document anew where that is rare."""

    __slots__ = ("_stamp",)

    def __init__(self) -> None:
        self._stamp: Stamp | None = None

    def stamp(self, pen: "Pen", draw: Callable[[], None]) -> Stamp:
        """Return what drawing leaves, or left before; no document asks twice."""
        if self._stamp is None or self._stamp.rare:
            self._stamp = pen.record(draw)
        return self._stamp


class Pen:
    """Draws on one canvas and notes what it drew where. Lengths are points."""

    def __init__(self, canvas: TaggedCanvas, theme: Theme) -> None:
        self.canvas = canvas
        self.theme = theme
        self._artifact = False

    # -- stamps

    def record(self, draw: Callable[[], None]) -> Stamp:
        """Return what drawing leaves, while something else may be drawn."""
        before, self._artifact = self._artifact, False
        stamp = self.canvas.record(draw)
        self._artifact = before
        return stamp

    def put(self, stamp: Stamp, tops: tuple[Tag, ...], x: float, top: float) -> None:
        """Put a stamp, the content of some elements, with its upper left corner at (x, top)."""
        self.canvas.put(stamp, tops, x, top)

    @property
    def repeats(self) -> bool:
        """Say whether what is drawn now was read before, and is an artifact."""
        return self._artifact

    # -- text

    def lines(
        self,
        lines: tuple[Line, ...],
        style: TextStyle,
        x: float,
        top: float,
        tag: Tag,
        *,
        links: tuple[Link, ...] = (),
        centre: float | None = None,
        parts: tuple[Tag, ...] = (),
    ) -> None:
        """Draw lines of text as the content of a tag, or each part as that of its own.

        Links are elements within it.
        """
        waiting = list(links)
        current: Link | None = None
        target = words = ""
        first = tag
        pieces: list[tuple[Run, float, float]] = []
        for index, line in enumerate(lines):
            baseline = top - index * style.leading - _BASELINE * style.leading
            at = x + ((centre - line.width) / 2 if centre is not None else 0)
            for run in line.runs:
                own = parts[run.part] if parts else first
                if (run.link, run.said, own) != (target, words, tag):
                    self._flush(pieces, style, current.tag if current else tag)
                    tag = own
                    if run.link != target:
                        current = waiting.pop(0) if run.link else None
                        if current is not None:
                            self._hang(current.tag, tag)
                    target, words = run.link, run.said
                pieces.append((run, at, baseline))
                if current is not None:
                    self._link(current, run, at, baseline, style)
                at += run.width
        self._flush(pieces, style, current.tag if current else tag)
        self._note(first.role, x, top, lines)

    def _hang(self, link: Tag, text: Tag) -> None:
        """Hang a link under its text, but not where it is repeated."""
        if not self._artifact:
            self.canvas.hang(link, text)

    def _link(self, link: Link, run: Run, x: float, baseline: float, style: TextStyle) -> None:
        if self._artifact:
            return
        right = x + run.width + _PAST
        box = (x, baseline - 0.22 * style.size, right, baseline + 0.8 * style.size)
        self.canvas.link_area(link.tag, run.link, link.words, box)

    def _flush(self, pieces: list[tuple[Run, float, float]], style: TextStyle, tag: Tag) -> None:
        if not pieces:
            return
        if self._artifact:
            self._write(pieces, style)
        else:
            shown = "".join(run.text for run, _, _ in pieces)
            words = said(shown, pieces[0][0].said)
            if words and words.key == "E" and tag.said:
                words = None  # the element says them itself
            with self.canvas.content(tag, words):
                if words and not shown.strip():
                    self._write_unseen(pieces[0], style)
                else:
                    self._write(pieces, style)
        pieces.clear()

    def _write(self, pieces: list[tuple[Run, float, float]], style: TextStyle) -> None:
        self.canvas.show(
            style.colour.fractions,
            style.size,
            [(run.face, run.text, x, baseline) for run, x, baseline in pieces],
        )

    def _write_unseen(self, piece: tuple[Run, float, float], style: TextStyle) -> None:
        """Write a dot that is not seen: readers pass over words in place of nothing or a space."""
        run, x, baseline = piece
        face = run.face
        if not face.covers(UNSEEN):  # as a clinic's own font may
            ((face, _),) = self.theme.typeface.runs(UNSEEN, "regular")
        dot = [(face, UNSEEN, x, baseline)]
        self.canvas.show(style.colour.fractions, style.size, dot, way=UNINKED)

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
                at = x
                for run in word_runs(words, style, self.theme.typeface):
                    self._write([(run, at, baseline)], style)
                    at += run.width

    def running_picture(
        self, kind: str, png: bytes, place: tuple[float, float], size: tuple[float, float]
    ) -> None:
        """Draw a picture of a size in a running header or footer, its upper left at a place."""
        x, top = place
        with self.canvas.running(kind):
            self.canvas.place(image(png), (size[0], 0.0, 0.0, size[1], x, top - size[1]))
        self._note("(picture)", x, top, ())

    def turned(
        self, words: str, pieces: list[tuple[Face, str, float, float]], style: TextStyle,
        place: tuple[float, float, float], outline: float, tag: Tag | None,
    ) -> None:  # fmt: skip
        """Draw the outlines of text, turned: (x, y, angle) is where pieces have their origin.

        It is the content of a tag, or a mark on each page that belongs to no text.
        """
        x, y, angle = place
        with self.canvas.content(tag) if tag else self.canvas.running("Watermark"):
            self.canvas.saveState()
            self.canvas.translate(x, y)
            self.canvas.rotate(math.degrees(angle))
            self.canvas.setStrokeColorRGB(*style.colour.fractions)
            self.canvas.setLineWidth(outline)
            self.canvas.show(style.colour.fractions, style.size, pieces, way=OUTLINED)
            self.canvas.restoreState()
        mark = "" if tag else " (artifact)"
        self.canvas.note(Note(f"{tag.role if tag else 'across':<8}{mark}", x, y, words))

    def words(self, words: str, style: TextStyle, x: float, top: float, tag: Tag) -> None:
        """Draw words on one line as the content of a tag."""
        for run in word_runs(words, style, self.theme.typeface):
            self.lines((Line((run,), run.width),), style, x, top, tag)
            x += run.width

    def picture(
        self, png: bytes, pixels: tuple[int, int], x: float, top: float,
        room: tuple[float, float], tag: Tag | None,
    ) -> None:  # fmt: skip
        """Draw a picture as large as the room (width, height) allows, as a tag's figure, if any."""
        scale = min(room[0] / pixels[0], room[1] / pixels[1])
        width, height = pixels[0] * scale, pixels[1] * scale
        matrix = (width, 0.0, 0.0, height, x, top - height)
        if tag is None:
            self.canvas.place(image(png), matrix)
            self._note("(picture)", x, top, ())
            return
        self.canvas.figure(tag, (x, top - height, x + width, top))
        with self.canvas.content(tag):
            self.canvas.place(image(png), matrix)
        self._note(tag.role, x, top, ())

    def drawing(self, box: "DrawnBox", x: float, top: float) -> None:
        """Draw an exercise picture with its upper left corner at (x, top), as its tag's figure."""
        self.canvas.figure(box.tag, (x, top - box.height, x + box.width, top))
        picture = box.illustration
        with self.canvas.content(box.tag):
            form = drawing_form(picture.drawing, picture.palette, box.scale)
            self.canvas.place(form, (1, 0, 0, 1, x, top - box.height + box.caption_height))
            self._captions(box, x, top - box.height)
            self._letters(box, x, top - box.height + box.caption_height)
        self._note("Figure", x, top, ())

    def _captions(self, box: "DrawnBox", x: float, bottom: float) -> None:
        """Write each caption under the middle of its panel; the figure's text tells them too."""
        top = bottom + box.caption_height
        for caption, panel in zip(box.captions, box.illustration.drawing.panels, strict=False):
            middle = x + (panel.left + panel.width / 2) * box.scale
            for number, line in enumerate(caption.lines):
                at = middle - line.width / 2
                baseline = top - (number + _BASELINE) * box.look.leading
                for run in line.runs:
                    self._write([(run, at, baseline)], box.look)
                    at += run.width

    def _letters(self, box: "DrawnBox", x: float, bottom: float) -> None:
        """Write each letter of a picture, light on a dark disc."""
        size = box.look.size
        light = replace(box.look, colour=self.theme.inks.paper, style="bold")
        for one in box.illustration.drawing.letters:
            middle, level = x + one.x * box.scale, bottom + one.y * box.scale
            self.canvas.setFillColorRGB(*self.theme.inks.ink.fractions)
            self.canvas.circle(middle, level, _LETTER_DISC * size, stroke=0, fill=1)
            (run,) = word_runs(one.letter, light, self.theme.typeface)
            self._write([(run, middle - run.width / 2, level - _CAP_MIDDLE * size)], light)

    def figure(self, tag: Tag, box: tuple[float, float, float, float]) -> None:
        """Say where a tag's figure is: its box x0, y0, x1, y1."""
        self.canvas.figure(tag, box)
        self._note(tag.role, box[0], box[3], ())

    def square_code(self, box: "CodeBox", x: float, top: float) -> None:
        """Draw a square code, its quiet zone white, as its tag's figure."""
        step, side = box.module, box.width
        self.canvas.figure(box.tag, (x, top - side, x + side, top))
        quiet = (side - step * len(box.modules)) / 2
        path = self.canvas.beginPath()
        for down, row in enumerate(box.modules, 1):
            for at, dark in enumerate(row):
                if dark:
                    path.rect(x + quiet + at * step, top - quiet - down * step, step, step)
        with self.canvas.content(box.tag):
            self.rectangle(x, top - side, side, side, self.theme.inks.paper)
            self.canvas.setFillColorRGB(*self.theme.inks.ink.fractions)
            self.canvas.drawPath(path, fill=1, stroke=0)
        self._note(box.tag.role, x, top, ())

    def bookmark(self, words: str, level: int, top: float, anchor: str = "") -> None:
        """Add an entry to the file's outline that leads here, and links by its anchor."""
        self.canvas.bookmark(words, level, top, anchor)

    def note_danger(self) -> None:
        """Note that the danger signs are drawn."""
        self.canvas.note_danger()

    # -- shapes, all artifacts

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        """Draw a thin rule."""
        self.canvas.setStrokeColorRGB(*colour.fractions)
        self.canvas.setLineWidth(_THIN)
        self.canvas.line(x0, y0, x1, y1)

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0
    ) -> None:
        """Draw a filled rectangle from its lower left corner."""
        self.canvas.setFillColorRGB(*fill.fractions)
        if radius:
            self.canvas.roundRect(x, y, width, height, radius, stroke=0, fill=1)
        else:
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
        with self._inside(frame, x, top, width, height):
            if frame.foot_rule:
                wide, thick = frame.foot_size
                self.rectangle(x, top - height, wide or width, thick, frame.foot_rule)
            if frame.edge:
                self.rectangle(x, top - height, frame.edge_width, height, frame.edge)

    @contextmanager
    def _inside(
        self, frame: "Frame", x: float, top: float, width: float, height: float
    ) -> Iterator[None]:
        """Keep what is drawn inside a frame's round corners."""
        if not (frame.radius and (frame.edge or frame.foot_rule)):
            yield
            return
        self.canvas.saveState()
        shape = self.canvas.beginPath()
        shape.roundRect(x, top - height, width, height, frame.radius)
        self.canvas.clipPath(shape, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

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

    # -- fields of a form

    def blank(self, box: Corners, how: ToTick | ToWrite, words: str, tag: Tag) -> None:
        """Make a rectangle a field of a form, the content of a tag; `words` is what is heard."""
        self.canvas.blank(tag, words, box, how, self.theme.inks.ink.fractions)
        what = "[tick]" if isinstance(how, ToTick) else "[write]"
        self.canvas.note(Note(f"{what:<8}", box[0], box[3], words))

    def _note(self, what: str, x: float, top: float, lines: tuple[Line, ...]) -> None:
        words = " / ".join("".join(run.text for run in line.runs).strip() for line in lines)
        if lines and not words:
            return  # an empty place that says what it is for
        shown = words if len(words) <= 60 else words[:59] + "…"  # noqa: PLR2004 - for readers
        mark = " (artifact)" if self._artifact else ""
        self.canvas.note(Note(f"{what:<8}{mark}", x, top, shown))
