"""How a handout looks: the type scale, the grid and the colours, for one text size and brand.

All lengths are points. The scale moves together from standard to large and giant print
(RNIB Clear Print: 12 pt at least; large 16 at least; giant above 18), and columns collapse
rather than squeeze.
"""

from dataclasses import dataclass, replace
from typing import Literal

from handouts.brand import Letterhead, Look
from handouts.colour import BLACK, WHITE, Colour, mix, parse_hex, tint, to_grey
from handouts.typefaces import Style, Typeface
from handouts.units import MM, PAPERS, Paper, PaperName, TextSize


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A way to set text: size and line distance in points, face style, colour.

    `heading` says that it is set in the typeface of headings.
    """

    size: float
    leading: float
    colour: Colour
    style: Style = "regular"
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes and line distances of one text size, in points."""

    body: tuple[float, float]
    lead: tuple[float, float]
    small: tuple[float, float]
    label: tuple[float, float]
    title: tuple[float, float]
    section: tuple[float, float]
    card: tuple[float, float]
    numeral: tuple[float, float]
    number: tuple[float, float]
    measure: float  # the widest line of running text
    columns: bool  # is there room for things side by side?
    least_full: float  # the share of a page that is filled even if something has to be cut for it


SCALES: dict[TextSize, Scale] = {
    "standard": Scale(
        body=(12, 15), lead=(13.5, 18), small=(9.5, 12.5), label=(12, 13.5), title=(28, 32),
        section=(18, 22), card=(15, 18), numeral=(20, 21), number=(18, 22),
        measure=395, columns=True, least_full=0.75,
    ),
    "large": Scale(
        body=(18, 24.5), lead=(20, 27), small=(16, 21), label=(16, 20), title=(34, 39),
        section=(25, 31), card=(22, 28), numeral=(28, 31), number=(26, 32),
        measure=1000, columns=False, least_full=0.7,
    ),
    "giant": Scale(
        body=(24, 30), lead=(26, 32), small=(20, 26), label=(20, 24), title=(36, 42),
        section=(32, 38), card=(28, 35), numeral=(36, 40), number=(34, 41),
        measure=1000, columns=False, least_full=0.7,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a handout; every pair used is in `pairs` or `graphics`.

    `main` is the brand's colour for headings, `accent` the one for graphics, `tinted` the ground
    of the numerals of a dose. `band_rule` and `section_rule` only dress the page: they say nothing.
    """

    ink: Colour
    soft: Colour
    main: Colour
    accent: Colour
    wash: Colour
    tinted: Colour
    rule: Colour
    danger: Colour
    danger_wash: Colour
    green: Colour
    amber: Colour
    band_rule: Colour
    section_rule: Colour
    paper: Colour = WHITE

    def pairs(self) -> dict[str, tuple[Colour, Colour]]:
        """Return every colour of text with the ground it stands on, by what it is for.

        WCAG 2.1 asks for 4.5:1 (1.4.3).
        """
        return {
            "text on paper": (self.ink, self.paper),
            "text on wash": (self.ink, self.wash),
            "text on danger wash": (self.ink, self.danger_wash),
            "numerals on their strip": (self.ink, self.tinted),
            "words under numerals on their strip": (self.soft, self.tinted),
            "quiet text on paper": (self.soft, self.paper),
            "quiet text on wash": (self.soft, self.wash),
            "headings on paper": (self.main, self.paper),
            "headings on wash": (self.main, self.wash),
            "contacts on a filled band": (self.paper, self.main),
            "danger heading on danger wash": (self.danger, self.danger_wash),
        }

    def graphics(self) -> dict[str, tuple[Colour, Colour]]:
        """Return the colour of every sign that says something, with its ground.

        WCAG 2.1 asks for 3:1 (1.4.11). Rules and tints that only dress the page are not here.
        """
        return {
            "dots of the week and rules on paper": (self.accent, self.paper),
            "edge of a panel on wash": (self.accent, self.wash),
            "bars of effort on their strip": (self.accent, self.tinted),
            "danger sign on paper": (self.danger, self.paper),
            "danger sign on danger wash": (self.danger, self.danger_wash),
            "green light on paper": (self.green, self.paper),
            "amber light on paper": (self.amber, self.paper),
            "square code on paper": (self.ink, self.paper),
        }


def inks(main: Colour, accent: Colour, *, mono: bool, bright: Colour | None = None) -> Inks:
    """Return the colours for a brand's two; `mono` gives greys for a one-colour printer.

    `bright` is that of rules which only dress the page; a printer of one colour does without.
    """
    if not mono:
        rule = mix(main, WHITE, 0.62)
        return Inks(
            ink=BLACK,
            soft=parse_hex("#3D484F"),
            main=main,
            accent=accent,
            wash=tint(main, 0.08),
            tinted=tint(accent, 0.08),
            rule=rule,
            danger=parse_hex("#B3211B"),
            danger_wash=parse_hex("#FDF3F1"),
            green=parse_hex("#1F6B3B"),
            amber=parse_hex("#8A5A00"),
            band_rule=bright or accent,
            section_rule=bright or rule,
        )
    grey, strong = parse_hex("#9A9A9A"), mix(to_grey(accent), BLACK, 0.3)
    return Inks(
        ink=BLACK,
        soft=parse_hex("#404040"),
        main=mix(to_grey(main), BLACK, 0.5),
        accent=strong,
        wash=parse_hex("#F4F4F4"),
        tinted=parse_hex("#F4F4F4"),
        rule=grey,
        danger=BLACK,
        danger_wash=WHITE,
        green=parse_hex("#333333"),
        amber=parse_hex("#333333"),
        band_rule=grey if bright else strong,
        section_rule=grey,
    )


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """What a letterhead keeps free: points at the upper and the lower edge of its pages."""

    top: float
    bottom: float
    first_page_only: bool

    def is_page(self, page: int) -> bool:
        """Say whether a page (index from 0) is printed on it."""
        return page == 0 or not self.first_page_only


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a brand says of the page around the text.

    `logo_width` is the widest a logo gets, `tallest_logo` the tallest, `corner` the radius of
    corners beside body text of 12 points, `section_rule` and `band_rule` the thickness of rules, 0
    for none; all in points. `dressed` says that rules have a colour of their own, and `paper` what
    is printed on the paper already.
    """

    band: Literal["plain", "tinted", "filled"]
    header: Literal["left", "right", "centred"]
    logo_width: float
    corner: float
    band_rule: float
    section_rule: float
    tallest_logo: float
    dressed: bool = False
    paper: PrintedPaper | None = None


USUAL_LOGO = 40.0
"""Points: the tallest that a logo gets where a brand does not say."""

_RULES = {"thin": (1.6, 0.6), "thick": (4.0, 2.0), "none": (0.0, 0.0)}  # band, sections; points
_CORNER = 5.0


def furniture(look: Look, *, mono: bool) -> Furniture:
    """Return a brand's page furniture.

    A printer of one colour gets no filled band: it would be much toner for a grey block.
    """
    band_rule, section_rule = _RULES[look.rules]
    return Furniture(
        band="plain" if mono and look.band == "filled" else look.band,
        header=look.header,
        logo_width=look.logo_width * MM,
        corner=_CORNER if look.corners == "round" else 0.0,
        band_rule=band_rule,
        section_rule=section_rule,
        tallest_logo=USUAL_LOGO if look.logo_height is None else look.logo_height * MM,
        dressed=look.bright is not None,
        paper=_printed_paper(look.letterhead),
    )


def _printed_paper(letterhead: Letterhead | None) -> PrintedPaper | None:
    if letterhead is None:
        return None
    return PrintedPaper(letterhead.top * MM, letterhead.bottom * MM, letterhead.first_page_only)


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything layout needs to know about looks."""

    paper: Paper
    text: TextSize
    scale: Scale
    inks: Inks
    typeface: Typeface
    furniture: Furniture
    margin: float
    edge: float  # from the paper's upper and lower edge to the running lines
    gap: float  # the step of the vertical rhythm: spaces are multiples of it

    @property
    def width(self) -> float:
        """The width of the text area."""
        return self.paper.width - 2 * self.margin

    @property
    def times(self) -> float:
        """How many times its standard size the type has."""
        return self.scale.body[0] / SCALES["standard"].body[0]

    @property
    def on_plain_paper(self) -> "Theme":
        """The same without a letterhead."""
        return replace(self, furniture=replace(self.furniture, paper=None))

    @property
    def body(self) -> TextStyle:
        """Running text."""
        return TextStyle(*self.scale.body, self.inks.ink)

    @property
    def strong(self) -> TextStyle:
        """Running text that stands out."""
        return TextStyle(*self.scale.body, self.inks.ink, "bold")

    @property
    def lead(self) -> TextStyle:
        """The main message."""
        return TextStyle(*self.scale.lead, self.inks.ink)

    @property
    def quiet(self) -> TextStyle:
        """Text of body size that steps back."""
        return TextStyle(*self.scale.body, self.inks.soft)

    @property
    def small(self) -> TextStyle:
        """Sources, version, review: the only text below body size besides labels."""
        return TextStyle(*self.scale.small, self.inks.soft)

    @property
    def label(self) -> TextStyle:
        """Words under numerals and over fields."""
        return TextStyle(*self.scale.label, self.inks.soft)

    @property
    def numeral(self) -> TextStyle:
        """Numbers of a dose."""
        return TextStyle(*self.scale.numeral, self.inks.ink, "bold")

    @property
    def number(self) -> TextStyle:
        """A number to call."""
        return TextStyle(*self.scale.number, self.inks.ink, "bold")

    def heading(self, level: int) -> TextStyle:
        """Return the style of a heading: 1 title, 2 section, 3 card or group, 4 run-in."""
        sizes = {1: self.scale.title, 2: self.scale.section, 3: self.scale.card}
        size = sizes.get(level, self.scale.body)
        colour = self.inks.main if level <= 2 else self.inks.ink  # noqa: PLR2004 - sections
        return TextStyle(*size, colour, "bold", heading=True)


def make_theme(look: Look, paper: PaperName, text: TextSize, *, mono: bool) -> Theme:
    """Return the theme for a brand's look on a paper, in a text size."""
    return Theme(
        paper=PAPERS[paper],
        text=text,
        scale=SCALES[text],
        inks=inks(look.main, look.accent, mono=mono, bright=look.bright),
        typeface=look.typeface,
        furniture=furniture(look, mono=mono),
        margin=18 * MM,
        edge=9 * MM,
        gap=4,
    )
