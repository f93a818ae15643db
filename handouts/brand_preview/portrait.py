"""The first cell: the logo at the sizes and in the inks it is printed in, colours, facts."""

import textwrap

from handouts.brand import Brand, Letterhead, Logo
from handouts.brand_preview.pen import GREY, Pen
from handouts.colour import WHITE, Colour, contrast_ratio, tint, to_grey

_LOGO_HEIGHT = 14.1  # the tallest logo on a page, 40 points, unless the brand says another
_SMALLEST = 25.0  # a logo that is small on its page
_PAD = 2.0
_NOTE, _FACT = 8.5, 9.5  # points
_LABEL = 24.0  # the width of the facts' labels
_ROOMY = 2  # colours side by side with all there is to say of them
_LONGEST = 110  # characters of a fact
_TINT = 0.12


def draw_portrait(
    pen: Pen, brand: Brand, place: tuple[float, float], size: tuple[float, float]
) -> None:
    """Draw the cell at a place (its upper left corner) in a size, all in millimetres."""
    left, top = place
    width, bottom = size[0], top + size[1]
    down = pen.paragraph(brand.name, left, top - 1.5, width, 17, brand.look.main)
    down = _draw_logos(pen, brand, left, down + 2, width)
    down = _draw_colours(pen, brand, left, down + 3, width)
    for label, words in _facts(brand):
        if not words or down > bottom - 8:
            continue
        pen.paragraph(label, left, down, _LABEL, _FACT, GREY)
        shown = textwrap.shorten(words, _LONGEST, placeholder=" …")
        down = pen.paragraph(shown, left + _LABEL, down, width - _LABEL, _FACT) + 0.6


def _draw_logos(pen: Pen, brand: Brand, left: float, top: float, width: float) -> float:
    """Draw the logo as large and as small as it gets; return where the next thing can begin."""
    look = brand.look
    if look.logo is None:
        words = "No logo: the clinic's name stands in its place."
        return pen.paragraph(words, left, top, width, _FACT, GREY)
    tallest = look.logo_height or _LOGO_HEIGHT
    box = tallest + 2 * _PAD
    room = (look.logo_width, tallest)
    _draw_logo(pen, look.logo, (left, top), (width, box), room, WHITE)
    pen.text("At its largest, when this sheet is printed on A3", left, top + box + 3.6, _NOTE, GREY)
    top += box + 6.5
    third = (width - 2 * _PAD) / 3
    box = _SMALLEST * 0.5 + 2 * _PAD
    for index, (words, logo, ground) in enumerate(_small_logos(brand, look.logo)):
        x = left + index * (third + _PAD)
        _draw_logo(pen, logo, (x, top), (third, box), (_SMALLEST, box - 2 * _PAD), ground)
        pen.text(words, x, top + box + 3.6, _NOTE, GREY)
    return top + box + 5


def _small_logos(brand: Brand, logo: Logo) -> tuple[tuple[str, Logo, Colour], ...]:
    """Return the variants with their captions and the ground that each is for."""
    look = brand.look
    if look.logo_light:
        ground = ("On the main colour", look.logo_light, look.main)
    else:
        ground = ("On a tint", logo, tint(look.main, _TINT))
    return (
        ("At its smallest", logo, WHITE),
        ("In one ink", look.logo_mono or logo.in_grey(), WHITE),
        ground,
    )


def _draw_logo(
    pen: Pen,
    logo: Logo,
    place: tuple[float, float],
    box: tuple[float, float],
    room: tuple[float, float],
    ground: Colour,
) -> None:
    """Draw a logo in a box on its ground, no larger than its room."""
    pen.patch(*place, *box, ground)
    height = min(room[1], room[0] * logo.height / logo.width)
    pen.logo(logo, place[0] + _PAD, place[1] + (box[1] - height) / 2, room)


def _draw_colours(pen: Pen, brand: Brand, left: float, top: float, width: float) -> float:
    """Draw the colours beside the greys that a printer of one ink makes of them."""
    look = brand.look
    shown = {"Main": look.main, "Accent": look.accent}
    if look.bright:
        shown["Bright"] = look.bright
    half = (width - _PAD * (len(shown) - 1)) / len(shown)
    for index, (words, colour) in enumerate(shown.items()):
        x = left + index * (half + _PAD)
        pen.patch(x, top, half * 0.7, 8, colour)
        pen.patch(x + half * 0.7, top, half * 0.3, 8, to_grey(colour))
        ratio = contrast_ratio(colour, WHITE)
        said = f", contrast {ratio:.1f}:1" if len(shown) <= _ROOMY else f", {ratio:.1f}:1"
        pen.text(f"{words} {colour}{said}", x, top + 11.6, _NOTE, GREY)
    return top + 15


def _kept_free(paper: Letterhead | None) -> str:
    if paper is None:
        return ""
    pages = "page 1" if paper.first_page_only else "every page"
    return f"{paper.top:g} mm at the top and {paper.bottom:g} mm at the bottom of {pages}"


def _facts(brand: Brand) -> tuple[tuple[str, str], ...]:
    """Return what else the brand says, by label; "" for what it does not say."""
    look, said, closed = brand.look, brand.defaults, brand.out_of_hours
    same = look.headings == look.body
    own = {"sections": brand.sections, "exercises": brand.exercises, "plans": brand.plans,
           "regions": brand.regions}  # fmt: skip
    choices = (said.paper or "a4", said.text or "standard", said.language, said.figure)
    return (
        ("Site", f"{brand.site} (of {', '.join(brand.sites)})" if brand.site else ""),
        ("Address", ", ".join(brand.address)),
        ("Partners", ", ".join(partner.spoken for partner in look.partners)),
        ("Letterhead", _kept_free(look.letterhead)),
        ("Telephone", brand.phone),
        ("Web, e-mail", ", ".join(part for part in (brand.web, brand.email) if part)),
        ("Hours", brand.hours),
        ("When closed", " ".join(part for part in (closed.label, closed.phone) if part)),
        ("Region", " ".join((brand.region, *brand.emergency_numbers))),
        ("Code leads to", brand.link.url if brand.link else ""),
        ("Typefaces", look.body if same else f"{look.headings} (headings), {look.body}"),
        ("Usually", ", ".join(choice for choice in choices if choice)),
        ("Sites", "" if brand.site else ", ".join(brand.sites)),
        ("Clinicians", ", ".join(one.name for one in brand.clinicians.values())),
        ("Your own", "; ".join(f"{kind} {', '.join(own[kind])}" for kind in own if own[kind])),
    )
