"""Keys of a brand's page that cannot do what they say, and what the less plain ones are for."""

from collections.abc import Iterator

from handouts.brand import Brand, Letterhead
from handouts.colour import WHITE, Colour, contrast_ratio
from handouts.errors import Problem

_SEEN = 1.2  # to 1: below, a rule on white paper cannot be seen


def page_problems(brand: Brand) -> list[Problem]:
    """Return a note for each key of the page that has nothing to work on, or hardly shows."""
    return [
        Problem(f"brand.toml:{key}", message, hint, "warning")
        for key, message, hint in _idle(brand)
    ]


def _idle(brand: Brand) -> Iterator[tuple[str, str, str]]:
    look = brand.look
    if look.address and not brand.address:
        yield "page.address", "asks for an address, and there is none", "write it as address"
    if look.logo_on == "every" and look.logo is None:
        message = "has no logo for white paper: the name stands at the head of the later pages"
        yield "page.logo_on", message, "add one as logo, or leave this out"
    for number, partner in enumerate(look.partners, 1):
        if not partner.name:
            message = f'has no name: who cannot see the logo hears "{partner.spoken}"'
            hint = f'write {{ file = "{partner.file}", name = "..." }}'
            yield f"partners.{number}", message, hint
    if look.bright is None:
        return
    if look.rules == "none":
        message = 'is seen nowhere but at the foot of pages: page.rules is "none"'
        yield "colours.bright", message, 'set page.rules = "thin" or "thick", or leave it out'
    elif contrast_ratio(look.bright, WHITE) < _SEEN:
        yield "colours.bright", "can hardly be seen on white paper", "choose a stronger colour"


def told_of(brand: Brand) -> tuple[str, ...]:
    """Return a line on each key whose effect is not plain from its name."""
    look = brand.look
    lines = [_of_bright(look.bright)] if look.bright else []
    return (*lines, *([_of_paper(look.letterhead)] if look.letterhead else ()))


def _of_bright(bright: Colour) -> str:
    seen = contrast_ratio(bright, WHITE)
    return (
        f"colours.bright {bright} ({seen:.1f}:1 on white) is for rules only: under the band, under "
        "headings, at the foot. No words are set in it; one-colour printers print a grey"
    )


def _of_paper(paper: Letterhead) -> str:
    pages = "page 1" if paper.first_page_only else "every page"
    return (
        f"letterhead: {pages} leaves {paper.top:g} mm at the top and {paper.bottom:g} mm at the "
        "bottom free, without logo and band"
    )
