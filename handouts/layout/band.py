"""The brand's band at the head of page 1: the logo or the name, and short contact lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from handouts.colour import Colour
from handouts.document import Span
from handouts.layout.boxes import Frame
from handouts.layout.fields import EmptyBox, line_to_fill_in
from handouts.layout.pen import Pen
from handouts.layout.tags import Link, Tag
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import Line, typeset
from handouts.units import MM

_LEAST = 46  # points: the least height of what the band holds
_ROOM_BELOW = 16  # points from there to the text
_GAP = 14  # points between logo and contacts
_TALLEST_LOGO = 40  # points
_INSET = 12  # points from the edge of a tint or colour to what stands on it
_PAD = 6  # the same above and below
_ROOM_BELOW_GROUND = 12  # points from a tint or colour to the text
_UNDER_LOGO = 4  # points between a centred logo and the lines below
_NAME_LINE = 90 * MM  # to write a clinic's name on
_BETWEEN = "  ·  "


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the page around the text shows of a clinic: its name, contacts, logo, line at the foot.

    Of each of its `lines` `targets` has where it leads, "" for nowhere. `logo` is a PNG's bytes
    and its size in pixels. Where there is no name, `name_label` stands
    before a line to write it on; in a form `name_asked` is what a reader hears of that.
    """

    name: str
    lines: tuple[str, ...]
    logo: bytes = b""
    logo_size: tuple[int, int] = (0, 0)
    footer: str = ""
    name_label: str = ""
    targets: tuple[str, ...] = ()
    name_asked: str = ""

    def contact(self, index: int) -> Span:
        """Return one of its lines as a text."""
        return Span(self.lines[index], link=self.targets[index] if self.targets else "")


def make_masthead(
    name: str,
    contacts: tuple[tuple[str, str], ...],
    logo: tuple[bytes, int, int] | None,
    footer: str = "",
    name_label: str = "",
    name_asked: str = "",
) -> Masthead:
    """Return a clinic's masthead. Where there is a logo, the name stands with the contacts.

    `contacts` are what is shown and where that leads.
    """
    shown = [contact for contact in contacts if contact[0]]
    lines, targets = tuple(line for line, _ in shown), tuple(link for _, link in shown)
    if logo is None:
        label, asked = ("", "") if name else (name_label, name_asked)
        return Masthead(
            name, lines, footer=footer, name_label=label, targets=targets, name_asked=asked
        )
    size = (logo[1], logo[2])
    return Masthead(name, (name, *lines), logo[0], size, footer, targets=("", *targets))


_BandLine = tuple[Line, TextStyle]


def _height(lines: Sequence[_BandLine]) -> float:
    return sum(style.leading for _, style in lines)


@dataclass(frozen=True)
class Band:
    """The band of a clinic in a theme. Lengths in points from the page's lower left corner."""

    theme: Theme
    masthead: Masthead

    @cached_property
    def height(self) -> float:
        """From the upper edge of what it holds to where the text begins."""
        head, contacts = self._parts
        if self._centred:
            held = head + _height(contacts) + (_UNDER_LOGO if contacts else 0)
        else:
            held = max(head, _height(contacts) + (0 if self._inset else 4))
        least = _TALLEST_LOGO if self.theme.text == "giant" else _LEAST
        return max(least, held) + self._below

    @property
    def _below(self) -> float:
        """The space from what the band holds to the text."""
        furniture = self.theme.furniture
        if furniture.band == "plain":
            return _ROOM_BELOW
        return _ROOM_BELOW_GROUND + _PAD + furniture.band_rule

    def draw(self, pen: Pen, parent: Tag) -> None:
        """Draw the ground, the logo or name, the contacts, and the rule below."""
        theme = self.theme
        top = theme.paper.height - theme.edge
        self._ground(pen, top)
        left = theme.margin + self._inset
        head, contacts = self._parts
        held = self.height - self._below
        if self._centred:
            gap = _UNDER_LOGO if contacts else 0
            down = top - (held - head - gap - _height(contacts)) / 2
            self._head(pen, parent, left, down, 0.5)
            self._contacts(pen, parent, contacts, down - head - gap, 0.5)
            return
        side = 1.0 if theme.furniture.header == "right" else 0.0
        self._head(pen, parent, left, top - (held - head) / 2, side)
        down = top - (held - _height(contacts)) / 2
        self._contacts(pen, parent, contacts, down, 1 - side)

    # -- sizes

    @property
    def _centred(self) -> bool:
        return self.theme.furniture.header == "centred"

    @property
    def _inset(self) -> float:
        return 0.0 if self.theme.furniture.band == "plain" else _INSET

    @property
    def _width(self) -> float:
        return self.theme.width - 2 * self._inset

    @property
    def name_room(self) -> float:
        """How wide a line of the name can be."""
        alone = self._centred or self.theme.text == "giant"
        return self._width if alone else self._width * 0.58 - _GAP

    @property
    def contact_room(self) -> float:
        """How wide a line of contacts can be."""
        if self._centred:
            return self._width
        wide = self.logo[0]
        return self._width - wide - _GAP if wide else self._width * 0.42

    @cached_property
    def logo(self) -> tuple[float, float]:
        """The width and height of the logo, nothing without one."""
        if not self.masthead.logo:
            return (0.0, 0.0)
        wide, tall = self.masthead.logo_size
        scale = min(self.theme.furniture.logo_width / wide, _TALLEST_LOGO / tall)
        return (wide * scale, tall * scale)

    @cached_property
    def _parts(self) -> tuple[float, list[_BandLine]]:
        """The height of the logo or name, and the contact lines."""
        head = self.logo[1] or _height(self._name)
        return head, self._contact_lines

    @cached_property
    def _contact_lines(self) -> list[_BandLine]:
        """The contact lines.

        Giant print has room for one on page 1, with the danger signs: what needs more stands at
        the end of the handout only.
        """
        giant = self.theme.text == "giant"
        if giant and (self._centred or not self.masthead.logo):
            return []
        shown = [self.masthead.contact(index) for index in range(len(self.masthead.lines))]
        words = shown[: 1 if giant else None]
        lines = self._joined(words) if self._centred else self._stacked(words)
        return [] if giant and _height(lines) > _LEAST else lines

    def _stacked(self, words: list[Span]) -> list[_BandLine]:
        return [
            (line, style)
            for index, one in enumerate(words)
            for style in (self.first_style if index == 0 else self.contact_style,)
            for line in typeset((one,), style, self.contact_room, self.theme.typeface)
        ]

    def _joined(self, words: list[Span]) -> list[_BandLine]:
        """Return the contacts side by side; a name beside a logo on a line of its own."""
        style = self.contact_style
        name, others = (words[:1], words[1:]) if self.masthead.logo else ([], words)
        between = [span for one in others for span in (Span(_BETWEEN), one)][1:]
        made = [(name, self.first_style), (between, style)]
        return [
            (line, look)
            for one, look in made
            if one
            for line in typeset(tuple(one), look, self._width, self.theme.typeface)
        ]

    @cached_property
    def _name(self) -> list[_BandLine]:
        """The clinic's name as large as it fits the band; nothing beside a logo."""
        theme = self.theme
        if self.masthead.logo:
            return []
        if not self.masthead.name:
            look = replace(self.contact_style, colour=self._over(theme.inks.ink))
            words = (Span(self.masthead.name_label),)
            return [(line, look) for line in typeset(words, look, self._width, theme.typeface)]
        for style in (theme.heading(2), theme.heading(3), self.first_style):
            look = replace(style, colour=self._over(theme.inks.main))
            lines = typeset((Span(self.masthead.name),), look, self.name_room, theme.typeface)
            named = [(line, look) for line in lines]
            if _height(named) <= _LEAST:
                break
        return named

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
            pen.rectangle(left, y - max(0.0, rule - 2), theme.width, rule, inks.accent)
            return
        frame = Frame(
            fill=inks.main if furniture.band == "filled" else inks.wash,
            radius=furniture.corner * 1.2,
            foot_rule=inks.accent if rule else None,
            foot_size=(0, rule * 1.25),
        )
        tall = self.height - self._below + 2 * _PAD + frame.foot_size[1]
        pen.panel(frame, left, top + _PAD, theme.width, tall)

    def _head(self, pen: Pen, parent: Tag, left: float, top: float, share: float) -> None:
        """Draw the logo or the name; `share` of the room that is left over stands before it."""
        if self.masthead.logo:
            at = left + (self._width - self.logo[0]) * share
            # Beside the name it would say the name twice.
            named = bool(self._contact_lines)
            figure = None if named else parent.add("Figure", alt=self.masthead.name)
            pen.picture(self.masthead.logo, self.masthead.logo_size, at, top, self.logo, figure)
            return
        if not self.masthead.name:
            self._line_to_write_on(pen, parent, left, top)
            return
        tag = parent.add("P")
        for line, style in self._name:
            pen.lines((line,), style, left + (self._width - line.width) * share, top, tag)
            top -= style.leading

    def _line_to_write_on(self, pen: Pen, parent: Tag, left: float, top: float) -> None:
        """Leave a line for the clinic's name, behind words that say so."""
        for line, style in self._name[:1]:
            pen.lines((line,), style, left, top, parent.add("P"))
            start = line.width + _GAP / 2
            width = min(_NAME_LINE, self._width - start)
            blank = EmptyBox("", parent.add("P"), self.theme, width, 1)
            asked = self.masthead.name_asked
            line_to_fill_in(blank, asked).draw(
                pen, left + start, top - style.leading + blank.height
            )

    def _contacts(
        self, pen: Pen, parent: Tag, lines: list[_BandLine], top: float, share: float
    ) -> None:
        left = self.theme.margin + self._inset
        for line, style in lines:
            at = left + (self._width - line.width) * share
            pen.lines((line,), style, at, top, parent.add("P"), links=_links(line))
            top -= style.leading


def _links(line: Line) -> tuple[Link, ...]:
    """Return the links of a line; what belongs to one is one."""
    groups = groupby(line.runs, key=lambda run: run.link)
    return tuple(
        Link(Tag("Link"), "".join(run.text for run in runs).strip())
        for link, runs in groups
        if link
    )
