"""The page around the text: the brand's band on page 1, running lines on every page."""

from dataclasses import dataclass
from functools import cached_property

from handouts.document import Document, Span
from handouts.layout.band import Band, Masthead
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.layout.typeset import Line, text_width, typeset
from handouts.pdf.edition_data import FieldBox

HANDOUT_ID = "handout_id"


@dataclass(frozen=True)
class PageFrame:
    """Where text goes on a page; lengths in points from the page's lower left corner."""

    theme: Theme
    document: Document
    masthead: Masthead

    @cached_property
    def _band(self) -> Band:
        return Band(self.theme, self.masthead)

    def foot(self, page: int) -> float:
        """Return the lower edge of the text area on a page (index from 0)."""
        style = self.theme.small
        return self.theme.edge + style.leading * (1.6 + len(self._footer(page)))

    def top(self, page: int) -> float:
        """Return the upper edge of the text area on a page (index from 0)."""
        edge = self.theme.paper.height - self.theme.edge
        return edge - (self.theme.small.leading * 1.7 if page else self._band.height)

    @property
    def heights(self) -> tuple[float, float]:
        """The height of the text area on the first page and on the others."""
        return self.top(0) - self.foot(0), self.top(1) - self.foot(1)

    def _footer(self, page: int) -> tuple[Line, ...]:
        """Return the clinic's line at the foot, none where giant print needs page 1 for itself."""
        theme = self.theme
        if not self.masthead.footer or (page == 0 and theme.text == "giant"):
            return ()
        return typeset((Span(self.masthead.footer),), theme.small, theme.width, theme.typeface)

    def draw_band(self, pen: Pen, parent: Tag) -> None:
        """Draw the brand's band on page 1."""
        self._band.draw(pen, parent)

    def draw_running(self, pen: Pen, page: int, pages: int) -> None:
        """Draw the running lines of a page (index from 0) out of so many pages."""
        theme, style = self.theme, self.theme.small
        left, right = theme.margin, theme.paper.width - theme.margin
        if page:
            top = theme.paper.height - theme.edge - style.size * 0.8
            name = self.masthead.name
            title = self.document.title
            at = right - text_width(title, style, theme.typeface)
            room = text_width(name, style, theme.typeface) + 12 < at - left
            pieces = [(name, left, top)] if room else []
            pen.running("Header", [*pieces, (title, at, top)], style)
        base = theme.edge
        own = self._footer(page)
        rule = base + style.leading * (0.95 + len(own))
        pen.line(left, rule, right, rule, theme.inks.rule)
        count = self.document.page_words.replace("{page}", str(page + 1))
        count = count.replace("{pages}", str(pages))
        count_at = right - text_width(count, style, theme.typeface)
        words = self.document.handout_words
        label_width = text_width(words + " ", style, theme.typeface)
        id_width = text_width("WWWW-WWWW", style, theme.typeface)
        start = left + label_width + id_width + 6
        pieces = [
            ("".join(run.text for run in line.runs), left, base + style.leading * up)
            for up, line in enumerate(reversed(own), 1)
        ][::-1]
        pieces += [(count, count_at, base), (words, left, base)]
        footer = self.document.footer
        if start + text_width(footer, style, theme.typeface) + 12 < count_at:
            pieces.append((footer, start, base))
        pen.running("Footer", pieces, style)
        pen.field(self._handout_id(left + label_width, base, id_width), None)

    def _handout_id(self, x: float, baseline: float, width: float) -> FieldBox:
        style = self.theme.small
        return FieldBox(
            name=HANDOUT_ID, page=0, object_number=0, mcid=None, x=x, baseline=baseline,
            width=width, size=style.size, smallest=style.size, leading=style.leading, lines=1,
            colour=style.colour.fractions, rule_colour=style.colour.fractions, ruled=False,
        )  # fmt: skip
