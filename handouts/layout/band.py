"""The brand's band at the head of page 1: the logo or the name, and short contact lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from handouts.colour import Colour
from handouts.document import Span, Text
from handouts.layout.boxes import Frame
from handouts.layout.fields import EmptyBox, line_to_fill_in
from handouts.layout.masthead import Masthead
from handouts.layout.partners import Size, clear_space, partner_sizes, row_width
from handouts.layout.pen import Pen
from handouts.layout.tags import Link, Tag
from handouts.layout.theme import USUAL_LOGO, TextStyle, Theme
from handouts.layout.typeset import Line, text_width, typeset
from handouts.units import MM

_LEAST = 46  # points: the least height of what the band holds
_ROOM_BELOW = 16  # points from there to the text
_GAP = 14  # points between logo and contacts
_INSET = 12  # points from the edge of a tint or colour to what stands on it
_PAD = 6  # the same above and below
_CARD = 5  # points of white around partners' logos on a colour
_ROOM_BELOW_GROUND = 12  # points from a tint or colour to the text
_UNDER_LOGO = 4  # points between a centred logo and the lines below
_UNDER_ROW = 6  # the same below logos in a row
_NAME_LINE = 90 * MM  # to write a clinic's name on
_NAME_SHARE = 0.45  # of the width: a name beside partners' logos
_STEP = 2 * MM  # by which logos get smaller where page 1 is full
_BETWEEN = "  ·  "


@dataclass(frozen=True, slots=True)
class _BandLine:
    """A line and its look; one that is `joined` goes on with the paragraph before."""

    line: Line
    style: TextStyle
    joined: bool = False


def _height(lines: Sequence[_BandLine]) -> float:
    return sum(one.style.leading for one in lines)


@dataclass(frozen=True, slots=True)
class Fit:
    """How much a band shows: the tallest that a logo gets (points), and whether the address."""

    tallest: float
    address: bool


def fits(theme: Theme, masthead: Masthead) -> tuple[Fit, ...]:
    """Return how a band can be, the roomiest first: page 1 may need the room for danger signs."""
    asked = theme.furniture.tallest_logo
    heights = [asked]
    while (masthead.logo or masthead.partners) and heights[-1] > USUAL_LOGO:
        heights.append(max(USUAL_LOGO, heights[-1] - _STEP))
    shown = (True, False) if masthead.address else (False,)
    return tuple(Fit(height, address) for address in shown for height in heights)


@dataclass(frozen=True)
class Band:
    """The band of a clinic in a theme. Lengths in points from the page's lower left corner."""

    theme: Theme
    masthead: Masthead
    fit: Fit

    @cached_property
    def height(self) -> float:
        """From the upper edge of what it holds to where the text begins."""
        contacts = _height(self._contact_lines)
        if self._stacks:
            held = self._row + contacts + self._gap
        else:
            held = max(self._row, contacts + (0 if self._inset else 4))
        least = USUAL_LOGO if self.theme.text == "giant" else _LEAST
        return max(least, held) + self._below

    @property
    def _below(self) -> float:
        """The space from what the band holds to the text."""
        furniture = self.theme.furniture
        if furniture.band == "plain":
            return _ROOM_BELOW
        return _ROOM_BELOW_GROUND + _PAD + furniture.band_rule

    def draw(self, pen: Pen, parent: Tag) -> None:
        """Draw the ground, the logo or name, partners, the contacts, and the rule below."""
        theme = self.theme
        top = theme.paper.height - theme.edge
        self._ground(pen, top)
        left = theme.margin + self._inset
        contacts = self._contact_lines
        held = self.height - self._below
        side = {"left": 0.0, "centred": 0.5, "right": 1.0}[theme.furniture.header]
        if self._stacks:
            down = top - (held - self._row - self._gap - _height(contacts)) / 2
            self._draw_row(pen, parent, left, down, side)
            self._contacts(pen, parent, contacts, down - self._row - self._gap, side)
            return
        self._head(pen, parent, left, top - (held - self._row) / 2, side)
        down = top - (held - _height(contacts)) / 2
        self._contacts(pen, parent, contacts, down, 1 - side)

    # -- sizes

    @property
    def _centred(self) -> bool:
        return self.theme.furniture.header == "centred"

    @property
    def _stacks(self) -> bool:
        """Say whether contacts stand below the logos instead of beside."""
        return self._centred or bool(self.masthead.partners)

    @property
    def _gap(self) -> float:
        """The space between logos and the contacts below them."""
        if not self._contact_lines:
            return 0
        return _UNDER_ROW if self.masthead.partners else _UNDER_LOGO

    @property
    def _inset(self) -> float:
        return 0.0 if self.theme.furniture.band == "plain" else _INSET

    @property
    def _width(self) -> float:
        return self.theme.width - 2 * self._inset

    @property
    def name_room(self) -> float:
        """How wide a line of the name can be."""
        if self.masthead.partners:
            return self._width * _NAME_SHARE
        alone = self._centred or self.theme.text == "giant"
        return self._width if alone else self._width * 0.58 - _GAP

    @property
    def contact_room(self) -> float:
        """How wide a line of contacts can be."""
        if self._stacks:
            return self._width
        wide = self.logo[0]
        return self._width - wide - _GAP if wide else self._width * 0.42

    @cached_property
    def logo(self) -> Size:
        """The width and height of the logo, nothing without one."""
        if not self.masthead.logo:
            return (0.0, 0.0)
        wide, tall = self.masthead.logo_size
        scale = min(self.theme.furniture.logo_width / wide, self.fit.tallest / tall)
        return (wide * scale, tall * scale)

    @cached_property
    def partners(self) -> list[Size]:
        """The widths and heights of partners' logos."""
        tallest = self.fit.tallest - 2 * self._card
        room = self._width - self._own_width - clear_space(self.fit.tallest) - 2 * self._card
        return partner_sizes(self.masthead.partners, tallest, room, self.logo)

    @property
    def _partners_width(self) -> float:
        return row_width(self.partners, self.fit.tallest - 2 * self._card) + 2 * self._card

    @property
    def _card(self) -> float:
        """The white that partners' logos have around them: they were not made for a colour."""
        filled = self.theme.furniture.band == "filled" and self.masthead.partners
        return _CARD if filled else 0

    @property
    def _own_width(self) -> float:
        """The width of the logo or the name."""
        return self.logo[0] or max((one.line.width for one in self._name), default=0)

    @cached_property
    def _row(self) -> float:
        """The height of the logo or name, and of partners' logos beside it."""
        beside = max((tall for _, tall in self.partners), default=0) + 2 * self._card
        return max(self._own_height, beside)

    @property
    def _own_height(self) -> float:
        return self.logo[1] or _height(self._name)

    @cached_property
    def _contact_lines(self) -> list[_BandLine]:
        """The contact lines.

        Giant print has room for one on page 1, with the danger signs: what needs more stands at
        the end of the handout only.
        """
        giant = self.theme.text == "giant"
        address = self._address(self.contact_room) if self.masthead.logo else []
        if giant and (self._stacks or not self.masthead.logo):
            return address
        shown = [self.masthead.contact(index) for index in range(len(self.masthead.lines))]
        name, others = (shown[:1], shown[1:]) if self.masthead.logo else ([], shown)
        if giant:
            named = self._stacked(name)
            # An address says little without whose it is.
            return [*named, *address] if address or _height(named) <= _LEAST else []
        if self._stacks:
            joined = [
                line
                for row in self._rows(others)
                for line in self._set(row, self.contact_style, self._width)
            ]
            named = self._set(tuple(name), self.first_style, self._width) if name else []
            return [*named, *address, *joined]
        if self.masthead.logo:
            return [*self._stacked(name), *address, *self._stacked(others, first=False)]
        return self._stacked(others)

    def _stacked(self, words: list[Span], *, first: bool = True) -> list[_BandLine]:
        """Return contacts one below the other; the `first` stands out."""
        return [
            line
            for index, one in enumerate(words)
            for style in (self.first_style if first and index == 0 else self.contact_style,)
            for line in self._set((one,), style, self.contact_room)
        ]

    def _rows(self, contacts: list[Span]) -> list[Text]:
        """Return contacts side by side; below partners none is cut, and no dot ends a row."""
        rows: list[list[Span]] = []
        for one in contacts:
            row = [*rows[-1], Span(_BETWEEN), one] if rows else [one]
            words = "".join(span.text for span in row)
            wide = text_width(words, self.contact_style, self.theme.typeface)
            if rows and (not self.masthead.partners or wide <= self._width):
                rows[-1] = row
            else:
                rows.append([one])
        return [tuple(row) for row in rows]

    def _set(self, text: Text, style: TextStyle, room: float) -> list[_BandLine]:
        return [_BandLine(line, style) for line in typeset(text, style, room, self.theme.typeface)]

    def _address(self, room: float) -> list[_BandLine]:
        """Return the address as one paragraph, nothing where it is not shown.

        Its parts stay whole where they can: a street is not read on from another line.
        """
        if not self.fit.address:
            return []
        style, typeface = self.contact_style, self.theme.typeface
        parts = [f"{part}, " for part in self.masthead.address]
        lines = [""]
        for part in (*parts[:-1], self.masthead.address[-1]):
            if lines[-1] and text_width(lines[-1] + part, style, typeface) > room:
                lines.append("")
            lines[-1] += part
        first, *others = [one for line in lines for one in self._set((Span(line),), style, room)]
        return [first, *(replace(one, joined=True) for one in others)]

    @cached_property
    def _name(self) -> list[_BandLine]:
        """The clinic's name as large as it fits the band, its address; nothing beside a logo."""
        theme = self.theme
        if self.masthead.logo:
            return []
        if not self.masthead.name:
            look = replace(self.contact_style, colour=self._over(theme.inks.ink))
            return self._set((Span(self.masthead.name_label),), look, self._width)
        for style in (theme.heading(2), theme.heading(3), self.first_style):
            look = replace(style, colour=self._over(theme.inks.main))
            first, *others = self._set((Span(self.masthead.name),), look, self.name_room)
            named = [first, *(replace(one, joined=True) for one in others)]
            if _height(named) <= _LEAST:
                break
        return [*named, *self._address(self.name_room)]

    # -- looks

    def _over(self, colour: Colour) -> Colour:
        """Return a colour of text, white where the ground is filled."""
        inks = self.theme.inks
        return inks.paper if self.theme.furniture.band == "filled" else colour

    @property
    def contact_style(self) -> TextStyle:
        """The look of contacts; in large print page 1 has little room beside the danger signs."""
        theme = self.theme
        style = theme.label if theme.scale.columns else theme.small
        return replace(style, colour=self._over(theme.inks.soft))

    @property
    def first_style(self) -> TextStyle:
        """The look of the name, and of the first contact."""
        return replace(self.contact_style, colour=self._over(self.theme.inks.ink), style="bold")

    def _ground(self, pen: Pen, top: float) -> None:
        """Draw what is behind the band, and the rule below."""
        theme = self.theme
        furniture, inks = theme.furniture, theme.inks
        left, rule = theme.margin, furniture.band_rule
        if furniture.band == "plain":
            y = top - self.height + 12
            pen.rectangle(left, y - max(0.0, rule - 2), theme.width, rule, inks.band_rule)
            return
        frame = Frame(
            fill=inks.main if furniture.band == "filled" else inks.wash,
            radius=furniture.corner * 1.2,
            foot_rule=inks.band_rule if rule else None,
            foot_size=(0, rule * 1.25),
        )
        tall = self.height - self._below + 2 * _PAD + frame.foot_size[1]
        pen.panel(frame, left, top + _PAD, theme.width, tall)

    def _draw_row(self, pen: Pen, parent: Tag, left: float, top: float, side: float) -> None:
        """Draw the logo or name and partners' logos, their middles level."""
        down = top - (self._row - self._own_height) / 2
        if not self.masthead.partners:
            self._head(pen, parent, left, down, side)
            return
        together = self._own_width + clear_space(self.fit.tallest) + self._partners_width
        spare = self._width - together
        own = left + (spare / 2 if self._centred else 0)
        others = left + self._width - self._partners_width - (spare / 2 if self._centred else 0)
        if side == 1:
            own, others = left + self._width - self._own_width, left
        self._head(pen, parent, own, down, 0)
        self._draw_partners(pen, parent, others, top)

    def _draw_partners(self, pen: Pen, parent: Tag, left: float, top: float) -> None:
        if self._card:
            tall = max(tall for _, tall in self.partners) + 2 * self._card
            bottom = top - (self._row + tall) / 2
            radius = self.theme.furniture.corner * 0.8
            paper = self.theme.inks.paper
            pen.rectangle(left, bottom, self._partners_width, tall, paper, radius)
        at = left + self._card
        for mark, size in zip(self.masthead.partners, self.partners, strict=True):
            figure = parent.add("Figure", alt=mark.alt)
            down = top - (self._row - size[1]) / 2
            pen.picture(mark.png, mark.size, at, down, size, figure)
            at += size[0] + clear_space(self.fit.tallest - 2 * self._card)

    def _head(self, pen: Pen, parent: Tag, left: float, top: float, share: float) -> None:
        """Draw the logo or the name; `share` of the room that is left over stands before it."""
        if self.masthead.logo:
            at = left + (self._width - self.logo[0]) * share
            # Beside the name it would say the name twice.
            named = self._says_name
            figure = None if named else parent.add("Figure", alt=self.masthead.name)
            pen.picture(self.masthead.logo, self.masthead.logo_size, at, top, self.logo, figure)
            return
        if not self.masthead.name:
            self._line_to_write_on(pen, parent, left, top)
            return
        self._lines(pen, parent, self._name, left, top, share)

    @property
    def _says_name(self) -> bool:
        """Say whether the name stands among the contacts."""
        return any(not one.joined and one.style == self.first_style for one in self._contact_lines)

    def _line_to_write_on(self, pen: Pen, parent: Tag, left: float, top: float) -> None:
        """Leave a line for the clinic's name, behind words that say so."""
        for one in self._name[:1]:
            pen.lines((one.line,), one.style, left, top, parent.add("P"))
            start = one.line.width + _GAP / 2
            width = min(_NAME_LINE, self._width - start)
            blank = EmptyBox("", parent.add("P"), self.theme, width, 1)
            asked = self.masthead.name_asked
            line_to_fill_in(blank, asked).draw(
                pen, left + start, top - one.style.leading + blank.height
            )

    def _contacts(
        self, pen: Pen, parent: Tag, lines: list[_BandLine], top: float, share: float
    ) -> None:
        self._lines(pen, parent, lines, self.theme.margin + self._inset, top, share)

    def _lines(
        self, pen: Pen, parent: Tag, lines: list[_BandLine], left: float, top: float, share: float
    ) -> None:
        tag = parent
        for one in lines:
            at = left + (self._width - one.line.width) * share
            tag = tag if one.joined else parent.add("P")
            pen.lines((one.line,), one.style, at, top, tag, links=_links(one.line))
            top -= one.style.leading


def _links(line: Line) -> tuple[Link, ...]:
    """Return the links of a line; what belongs to one is one."""
    groups = groupby(line.runs, key=lambda run: run.link)
    return tuple(
        Link(Tag("Link"), "".join(run.text for run in runs).strip())
        for link, runs in groups
        if link
    )
