"""Empty boxes for a patient's details."""

from dataclasses import dataclass, replace

from handouts.layout.boxes import Frame, Uncut
from handouts.layout.pen import Pen
from handouts.layout.stamp import ToWrite
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.pdf.edition_data import FieldBox

_SMALLEST = 0.8  # of the body size: a long name may be set a little smaller
_WRITING = 1.25  # line distance of lines to write on, in line distances of text
_BASELINE = 0.74  # of a line's height, from its top
_DROP = 0.2  # of the type size: how far a line to write on lies below the baseline

_TALL = 1.5  # of the type size: programs set letters as large as text in fields so tall
_PAD = 2  # points between a frame and what is written in it


@dataclass(frozen=True, slots=True)
class EmptyBox(Uncut):
    """Room for one detail; lengths in points. `blank` is read aloud where it stays empty."""

    name: str
    tag: Tag
    theme: Theme
    width: float
    lines: int
    blank: str = ""

    @property
    def _leading(self) -> float:
        leading = self.theme.body.leading
        return leading * _WRITING if self.lines > 1 else leading

    @property
    def height(self) -> float:
        """Line distance times lines."""
        return self.lines * self._leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Reserve the box."""
        style = self.theme.body
        pen.field(
            FieldBox(
                name=self.name,
                page=0,
                object_number=0,
                mcid=None,
                x=x,
                baseline=top - _BASELINE * self._leading,
                width=self.width,
                size=style.size,
                smallest=style.size * _SMALLEST,
                leading=self._leading,
                lines=self.lines,
                colour=style.colour.fractions,
                rule_colour=self.theme.inks.rule.fractions,
                blank=self.blank,
            ),
            self.tag,
        )


@dataclass(frozen=True, slots=True)
class FormLine(Uncut):
    """A line of a form to write on, or a frame with room for several; as large as an empty box.

    `asked` is what a reader hears of it.
    """

    empty: EmptyBox
    asked: str

    @property
    def width(self) -> float:
        """That of the empty box."""
        return self.empty.width

    @property
    def height(self) -> float:
        """That of the empty box."""
        return self.empty.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the line or frame, and make it a place to write in."""
        style, colour = self.empty.theme.body, self.empty.theme.inks.rule
        tag = self.empty.tag
        if self.empty.lines > 1:
            # Who knows at which height a program writes the second line: a frame fits any.
            pen.panel(Frame(outline=colour), x, top, self.width, self.height)
            box = (x + _PAD, top - self.height + _PAD, x + self.width - _PAD, top - _PAD)
            pen.blank(box, ToWrite(style.size, several=True), self.asked, tag)
            return
        rule = top - _BASELINE * self.height - _DROP * style.size
        pen.line(x, rule, x + self.width, rule, colour)
        box = (x, rule, x + self.width, rule + _TALL * style.size)
        pen.blank(box, ToWrite(), self.asked, tag)


def line_to_fill_in(empty: EmptyBox, asked: str) -> EmptyBox | FormLine:
    """Return room for a detail, as a field of a form where there are words for one."""
    if not asked:
        return empty
    return FormLine(replace(empty, tag=empty.tag.add("Form")), asked)
