"""Empty boxes for a patient's details."""

from dataclasses import dataclass

from handouts.layout.boxes import Uncut
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.pdf.edition_data import FieldBox

_SMALLEST = 0.8  # of the body size: a long name may be set a little smaller
_WRITING = 1.25  # line distance of lines to write on, in line distances of text


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
                baseline=top - 0.74 * self._leading,
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
