"""The page around the text: the brand's band on page 1, running lines on every page."""

from dataclasses import dataclass, replace
from functools import cached_property

from handouts.document import Document, Span
from handouts.layout.band import Band, Fit, fits
from handouts.layout.masthead import Masthead
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.layout.typeset import Line, text_width, typeset
from handouts.pdf.edition_data import FieldBox
from handouts.units import MM

HANDOUT_ID = "handout_id"
_FOOT_GAP = 12  # points between pieces of the line at the foot
_CAP_MIDDLE = 0.35  # of its size: how high the middle of a capital is
_DESCENT = 0.25  # of its size: how far letters reach below their line
_RUNNING_LOGO = (45 * MM, 9 * MM)  # the room of a logo at the head of later pages
_UNDER_LOGO = 9  # points from there to the text
_UNDER_PAPER = 5  # points from a letterhead to the text


@dataclass(frozen=True, slots=True)
class Running:
    """The words of a document's running lines; `{page}` and `{pages}` are in those that count.

    Those `across` stand across each page, if there are any.
    """

    title: str
    footer: str
    page_words: str
    handout_words: str
    across: str = ""


def running(document: Document) -> Running:
    """Return the words of a document's running lines."""
    return Running(
        document.title, document.footer, document.page_words, document.handout_words,
        document.across,
    )  # fmt: skip


@dataclass(frozen=True)
class PageFrame:
    """Where text goes on a page; lengths in points from the page's lower left corner."""

    theme: Theme
    words: Running
    masthead: Masthead
    fit: Fit

    @cached_property
    def band(self) -> Band:
        """The brand's band on page 1."""
        return Band(self.theme, self.masthead, self.fit)

    @property
    def has_band(self) -> bool:
        """Say whether there is a band: printed paper has its own."""
        return self.theme.furniture.paper is None

    def fitted(self, needed: float) -> "PageFrame":
        """Return a frame with so much room for text on page 1 (points), if its band can give it."""
        tried = (replace(self, fit=fit) for fit in fits(self.theme, self.masthead))
        frame = self
        for frame in tried:
            if frame.heights[0] >= needed:
                break
        return frame

    def foot(self, page: int) -> float:
        """Return the lower edge of the text area on a page (index from 0)."""
        style = self.theme.small
        return self._base(page) + style.leading * (1.5 + len(self._footer(page)))

    def top(self, page: int) -> float:
        """Return the upper edge of the text area on a page (index from 0)."""
        edge = self._upper_edge(page)
        if page:
            return edge - max(self.theme.small.leading * 1.6, self._running_logo[1] + _UNDER_LOGO)
        return edge - (self.band.height if self.has_band else _UNDER_PAPER)

    def _upper_edge(self, page: int) -> float:
        """Return how high a page can be printed on (points)."""
        paper = self.theme.furniture.paper
        kept = paper.top if paper and paper.is_page(page) else 0
        return self.theme.paper.height - max(self.theme.edge, kept)

    def _base(self, page: int) -> float:
        """Return how high the lowest line of a page stands (points)."""
        paper = self.theme.furniture.paper
        kept = paper.bottom if paper and paper.is_page(page) else 0
        return max(self.theme.edge, kept + self.theme.small.size * _DESCENT if kept else 0)

    @cached_property
    def _running_logo(self) -> tuple[float, float]:
        """The width and height of the logo at the head of later pages, nothing without one."""
        logo = self.masthead.running_logo
        if logo is None:
            return (0.0, 0.0)
        wide, tall = logo.size
        scale = min(_RUNNING_LOGO[0] / wide, _RUNNING_LOGO[1] / tall)
        return wide * scale, tall * scale

    @property
    def heights(self) -> tuple[float, float]:
        """The height of the text area on the first page and on the others."""
        return self.top(0) - self.foot(0), self.top(1) - self.foot(1)

    def _footer(self, page: int) -> tuple[Line, ...]:
        """Return the clinic's line at the foot as lines of its own, none where it needs none.

        It stands beside the page count if there is room; giant print needs page 1 for itself.
        """
        theme, words = self.theme, self.masthead.footer
        if not words or self._beside_count or (page == 0 and theme.text == "giant"):
            return ()
        return typeset((Span(words),), theme.small, theme.width, theme.typeface)

    @cached_property
    def _beside_count(self) -> bool:
        """Say whether the clinic's line has room between the handout's id and the page count."""
        count = self._count("99", "99")
        taken = self._foot_start + self._wide(self.words.footer) + self._wide(count)
        return taken + self._wide(self.masthead.footer) + 2 * _FOOT_GAP <= self.theme.width

    def _count(self, page: str, pages: str) -> str:
        return self.words.page_words.replace("{page}", page).replace("{pages}", pages)

    def _wide(self, words: str) -> float:
        return text_width(words, self.theme.small, self.theme.typeface)

    @property
    def _id_start(self) -> float:
        return self._wide(self.words.handout_words + " ")

    @property
    def _foot_start(self) -> float:
        """How far from the left the line at the foot goes on behind the handout's id."""
        return self._id_start + self._wide("WWWW-WWWW") + 6

    def draw_band(self, pen: Pen, parent: Tag) -> None:
        """Draw the brand's band on page 1."""
        self.band.draw(pen, parent)

    def draw_running(self, pen: Pen, page: int, pages: int) -> None:
        """Draw the running lines of a page (index from 0) out of so many pages."""
        if page:
            self._draw_header(pen, page)
        self._draw_foot(pen, page, pages)

    def _draw_header(self, pen: Pen, page: int) -> None:
        theme, style = self.theme, self.theme.small
        left, right = theme.margin, theme.paper.width - theme.margin
        edge = self._upper_edge(page)
        logo, size = self.masthead.running_logo, self._running_logo
        # Beside a logo the words stand on the level of its middle.
        top = edge - max(style.size * 0.8, size[1] / 2 + style.size * _CAP_MIDDLE)
        name = "" if logo else self.masthead.name
        at = right - text_width(self.words.title, style, theme.typeface)
        room = name and text_width(name, style, theme.typeface) + 12 < at - left
        pieces = [(name, left, top)] if room else []
        pen.running("Header", [*pieces, (self.words.title, at, top)], style)
        if logo:
            pen.running_picture("Header", logo.png, (left, edge), size)

    def _draw_foot(self, pen: Pen, page: int, pages: int) -> None:
        theme, style = self.theme, self.theme.small
        left, right, base = theme.margin, theme.paper.width - theme.margin, self._base(page)
        own = self._footer(page)
        rule = base + style.leading * (0.95 + len(own))
        pen.line(left, rule, right, rule, theme.inks.section_rule)
        pieces = [
            ("".join(run.text for run in line.runs), left, base + style.leading * up)
            for up, line in zip(range(len(own), 0, -1), own, strict=True)
        ]
        count = self._count(str(page + 1), str(pages))
        count_at = right - self._wide(count)
        pieces.append((count, count_at, base))
        start, footer = left + self._foot_start, self.words.footer
        if start + self._wide(footer) + _FOOT_GAP < count_at:
            pieces.append((footer, start, base))
        if self.masthead.footer and self._beside_count:
            start += self._wide(footer)
            spare = count_at - start - self._wide(self.masthead.footer)
            pieces.append((self.masthead.footer, start + spare / 2, base))
        # The id's label comes last: the id is drawn next, and read next.
        pieces.append((self.words.handout_words, left, base))
        pen.running("Footer", pieces, style)
        pen.field(self._handout_id(left + self._id_start, base, self._wide("WWWW-WWWW")), None)

    def _handout_id(self, x: float, baseline: float, width: float) -> FieldBox:
        style = self.theme.small
        return FieldBox(
            name=HANDOUT_ID, page=0, object_number=0, mcid=None, x=x, baseline=baseline,
            width=width, size=style.size, smallest=style.size, leading=style.leading, lines=1,
            colour=style.colour.fractions, rule_colour=style.colour.fractions, ruled=False,
        )  # fmt: skip
