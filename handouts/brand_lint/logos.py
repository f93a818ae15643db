"""Logos as they are printed: sharp enough, large enough, dark enough, and without a box."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.brand import Logo, Look
from handouts.brand.logo import LONGEST_SIDE, NO_MARGINS
from handouts.brand.logo_ink import LogoInk, look_at
from handouts.colour import WHITE, Colour, contrast_ratio
from handouts.colour_vision import distance
from handouts.errors import Problem, Severity
from handouts.layout import Mark, Theme, make_masthead
from handouts.layout.band import Band, fits
from handouts.units import MM

SHARP = 300  # dots per inch: what printers and their shops ask for
BLURRED = 120  # dots per inch: below, steps and blur show at arm's length
SEEN = 3.0  # WCAG 2.1, 1.4.11
HARDLY_SEEN = 1.6
LEAST_HEIGHT = 6.0  # millimetres of ink: letters in a logo are a quarter of it, or larger
LEAST_WIDTH = 10.0  # millimetres
MOST_MARGIN = 0.15  # of the picture, on one side
_NEARLY = 12.0  # CIE 1976: a white that is not quite white prints as a grey box

_INCH = 72.0


@dataclass(frozen=True, slots=True)
class _Use:
    """A logo, its key, what it stands on, and its printed width and height in points."""

    key: str
    logo: Logo
    ground: Colour
    place: str
    size: tuple[float, float]

    @property
    def source(self) -> str:
        return f"brand.toml:{self.key}"

    @property
    def is_partner(self) -> bool:
        """Say whether it is the logo of somebody else."""
        return self.key.startswith("partners")

    def problem(self, message: str, hint: str, severity: Severity = "warning") -> Problem:
        return Problem(self.source, message, hint, severity)


def logo_problems(look: Look, theme: Theme) -> list[Problem]:
    """Return what is wrong with a brand's logos as a theme in colour prints them."""
    problems = list(_missing(look))
    for use in _uses(look, theme):
        ink = look_at(use.logo, use.ground)
        if not ink.covered:
            message = "shows nothing: the picture is empty or of one colour"
            problems.append(use.problem(message, "export the logo again", "error"))
            continue
        problems += [
            *_sharpness(use, look),
            *_size(use, ink),
            *_box(use, ink),
            *_paleness(use, ink),
        ]
    if look.logo and not look.logo_mono and not problems:
        problems += _grey(look.logo)
    return problems


def _uses(look: Look, theme: Theme) -> Iterator[_Use]:
    inks = theme.inks
    filled = look.band == "filled"
    ground, place = {
        "plain": (WHITE, "white paper"),
        "tinted": (inks.wash, "the tinted band"),
        "filled": (inks.main, "the filled band"),
    }[look.band]
    for key, logo, behind, where in (
        ("logo", None if filled else look.logo, ground, place),
        ("logo_light", look.logo_light if filled else None, ground, place),
        ("logo_mono", look.logo_mono, WHITE, "white paper"),
    ):
        if logo is not None:
            masthead = make_masthead("x", (), (logo.png, logo.width, logo.height))
            band = Band(theme, masthead, fits(theme, masthead)[0])
            yield _Use(key, logo, behind, where, band.logo)
    yield from _partner_uses(look, theme, (WHITE, "white paper") if filled else (ground, place))


def _partner_uses(look: Look, theme: Theme, behind: tuple[Colour, str]) -> Iterator[_Use]:
    logo = look.printed_logo(mono=False)
    picture = (logo.png, logo.width, logo.height) if logo else None
    marks = tuple(Mark(one.logo.png, (one.logo.width, one.logo.height)) for one in look.partners)
    masthead = make_masthead("x", (), picture, partners=marks)
    sizes = Band(theme, masthead, fits(theme, masthead)[0]).partners
    for number, (one, size) in enumerate(zip(look.partners, sizes, strict=True), 1):
        yield _Use(f"partners.{number}", one.logo, *behind, size)


def _missing(look: Look) -> Iterator[Problem]:
    if look.band == "filled" and look.logo and not look.logo_light:
        message = "is missing: on a filled band the name is printed instead of the logo"
        hint = 'add a white version of the logo as logo_light, or set page.band = "tinted"'
        yield Problem("brand.toml:logo_light", message, hint, "warning")


def _sharpness(use: _Use, look: Look) -> Iterator[Problem]:
    wide, tall = use.size
    dots = use.logo.width / (wide / _INCH)
    if dots >= SHARP or max(use.logo.width, use.logo.height) >= LONGEST_SIDE:
        return
    needed = (math.ceil(wide / _INCH * SHARP), math.ceil(tall / _INCH * SHARP))
    message = (
        f"is {use.logo.width} x {use.logo.height} pixels, too few for {wide / MM:.0f} x "
        f"{tall / MM:.0f} mm on paper: {dots:.0f} dots per inch, needed {SHARP}"
    )
    hint = f"ask for a picture of at least {needed[0]} x {needed[1]} pixels, or an SVG file"
    least = wide / MM * dots / SHARP
    if not use.is_partner and 10 <= least < look.logo_width:  # noqa: PLR2004 - the least of page.logo_width
        hint += f"; or set page.logo_width = {math.floor(least)}"
    yield use.problem(message, hint, "error" if dots < BLURRED else "warning")


def _size(use: _Use, ink: LogoInk) -> Iterator[Problem]:
    wide, tall = (side / MM for side in use.size)
    card = ink.box is not None and contrast_ratio(ink.box, use.ground) >= SEEN
    left, top, right, bottom = margins = NO_MARGINS if card else ink.margins
    inked = wide * (1 - left - right), tall * (1 - top - bottom)
    sides = dict(zip(("left", "top", "right", "bottom"), margins, strict=True))
    empty = [f"{share:.0%} {side}" for side, share in sides.items() if share > MOST_MARGIN]
    if any(use.logo.cut):
        message = "is lost on a large empty picture; it was cut free, to be printed larger"
        yield use.problem(message, "crop the picture to the logo, if you want other margins")
    elif empty:
        message = (
            f"has empty margins ({', '.join(empty)}), so the logo itself prints only "
            f"{inked[0]:.0f} x {inked[1]:.0f} mm"
        )
        yield use.problem(message, "crop the picture to the logo")
    if not empty and (inked[1] < LEAST_HEIGHT or inked[0] < LEAST_WIDTH):
        shape = "wide" if inked[0] > inked[1] else "tall"
        message = f"prints only {inked[0]:.0f} x {inked[1]:.0f} mm, too small to read"
        hint = (
            f"use a version of the logo that is less {shape}; "
            f"it needs {LEAST_WIDTH:.0f} x {LEAST_HEIGHT:.0f} mm at least"
        )
        yield use.problem(message, hint)


def _box(use: _Use, ink: LogoInk) -> Iterator[Problem]:
    if ink.box is None:
        return
    apart = distance(ink.box, use.ground)
    if use.ground == WHITE:
        if 1 < apart < _NEARLY:
            message = f"has a box of {ink.box} around it, which prints as a faint grey"
            yield use.problem(message, "make the background transparent, or pure white")
        return
    # A partner's logo may be a card of a strong colour.
    card = use.is_partner and contrast_ratio(ink.box, use.ground) >= SEEN
    if apart > 1 and not card:
        message = f"has a box of {ink.box} around it, which shows on {use.place}"
        hint = 'save it with a transparent background (PNG or SVG), or set page.band = "plain"'
        yield use.problem(message, hint, "error" if use.key == "logo_light" else "warning")


def _paleness(use: _Use, ink: LogoInk) -> Iterator[Problem]:
    if ink.contrast >= SEEN:
        return
    way = "dark" if use.ground != WHITE and use.key == "logo_light" else "pale"
    message = f"is too {way} on {use.place}: contrast {ink.contrast:.1f}:1, needed {SEEN:g}:1"
    hint = (
        "use a white version of the logo"
        if way == "dark"
        else "use the logo's dark version, meant for white paper"
    )
    yield use.problem(message, hint, "error" if ink.contrast < HARDLY_SEEN else "warning")


def _grey(logo: Logo) -> Iterator[Problem]:
    ink = look_at(logo.in_grey())
    if ink.covered and ink.contrast < SEEN:
        message = f"is too pale in greys: contrast {ink.contrast:.1f}:1, needed {SEEN:g}:1"
        hint = "add a black version of the logo as logo_mono"
        yield Problem("brand.toml:logo", message, hint, "warning")
