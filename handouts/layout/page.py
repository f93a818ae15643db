"""The page around the text: the brand's band on page 1, running lines on every page."""

from dataclasses import dataclass, replace

from handouts.document import Document, Span
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import Line, text_width, typeset
from handouts.pdf.edition_data import FieldBox

HANDOUT_ID = "handout_id"
_BAND = 46  # points: the height of the brand's band
_BAND_GAP = 14  # points between the band's left and right
_LOGO = (170, 40)  # points: the widest and tallest logo


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the band on page 1 shows: the clinic's name, short contact lines, perhaps a logo.

    `logo` is a PNG's bytes and its size in pixels.
    """

    name: str
    lines: tuple[str, ...]
    logo: bytes = b""
    logo_size: tuple[int, int] = (0, 0)


def make_masthead(
    name: str, contacts: tuple[str, ...], logo: tuple[bytes, int, int] | None
) -> Masthead:
    """Return a clinic's masthead. Where there is a logo, the name stands with the contacts."""
    lines = tuple(line for line in contacts if line)
    if logo is None:
        return Masthead(name, lines)
    return Masthead(name, (name, *lines), logo[0], (logo[1], logo[2]))


_BandLine = tuple[Line, TextStyle]


def _height(lines: list[_BandLine]) -> float:
    return sum(style.leading for _, style in lines)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Where text goes on a page; lengths in points from the page's lower left corner."""

    theme: Theme
    document: Document
    masthead: Masthead

    @property
    def foot(self) -> float:
        """The lower edge of the text area."""
        return self.theme.edge + self.theme.small.leading * 1.5

    def top(self, page: int) -> float:
        """Return the upper edge of the text area on a page (index from 0)."""
        edge = self.theme.paper.height - self.theme.edge
        if page == 0:
            name, contacts = self._band()
            least = _LOGO[1] if self.theme.text == "giant" else _BAND
            return edge - max(least, _height(name), _height(contacts) + 4) - 16
        return edge - self.theme.small.leading * 1.6

    @property
    def heights(self) -> tuple[float, float]:
        """The height of the text area on the first page and on the others."""
        return self.top(0) - self.foot, self.top(1) - self.foot

    def _band(self) -> tuple[list[_BandLine], list[_BandLine]]:
        """Return the band's lines: the name (none beside a logo) and the contacts.

        Giant print has room for a line of contacts on page 1, with the danger signs: what needs
        more stands at the end of the handout only.
        """
        theme = self.theme
        giant = theme.text == "giant"
        wanted = self.masthead.lines[: 1 if giant else None]
        alone = giant and not self.masthead.logo
        right = theme.width - _LOGO[0] - _BAND_GAP if self.masthead.logo else theme.width * 0.42
        strong = replace(theme.label, colour=theme.inks.ink, style="bold")
        contacts = [
            (line, style)
            for index, words in enumerate(() if alone else wanted)
            for style in (strong if index == 0 else theme.label,)
            for line in typeset((Span(words),), style, right, theme.typeface)
        ]
        if giant and _height(contacts) > _BAND:
            contacts = []
        room = theme.width if alone else theme.width - right - _BAND_GAP
        name = [] if self.masthead.logo else self._name(room, strong)
        return name, contacts

    def _name(self, room: float, smallest: TextStyle) -> list[_BandLine]:
        """Return the clinic's name as large as it fits the band."""
        theme = self.theme
        for style in (theme.heading(2), theme.heading(3), smallest):
            set_style = replace(style, colour=theme.inks.accent)
            lines = typeset((Span(self.masthead.name),), set_style, room, theme.typeface)
            named = [(line, set_style) for line in lines]
            if _height(named) <= _BAND:
                break
        return named

    def draw_band(self, pen: Pen, parent: Tag) -> None:
        """Draw the brand's band on page 1: logo or name left, contacts right, a rule below."""
        theme = self.theme
        left, right = theme.margin, theme.paper.width - theme.margin
        top = theme.paper.height - theme.edge
        name, contacts = self._band()
        if self.masthead.logo:
            figure = parent.add("Figure", alt=self.masthead.name)
            pen.picture(self.masthead.logo, self.masthead.logo_size, left, top, _LOGO, figure)
        down = top
        tag = parent.add("P") if name else parent
        for line, style in name:
            pen.lines((line,), style, left, down, tag)
            down -= style.leading
        down = top
        for line, style in contacts:
            pen.lines((line,), style, right - line.width, down, parent.add("P"))
            down -= style.leading
        pen.rectangle(left, self.top(0) + 12, right - left, 1.6, theme.inks.accent)

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
        pen.line(
            left, base + style.leading * 0.95, right, base + style.leading * 0.95, theme.inks.rule
        )
        count = self.document.page_words.replace("{page}", str(page + 1))
        count = count.replace("{pages}", str(pages))
        count_at = right - text_width(count, style, theme.typeface)
        words = self.document.handout_words
        label_width = text_width(words + " ", style, theme.typeface)
        id_width = text_width("WWWW-WWWW", style, theme.typeface)
        start = left + label_width + id_width + 6
        pieces = [(count, count_at, base), (words, left, base)]
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
