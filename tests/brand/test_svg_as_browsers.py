"""Logos that a browser draws otherwise than a simple reader: what is printed is what it shows.

The colours wanted are those that Chromium and Firefox show at those places.
"""

import io

import pytest
from PIL import Image

from handouts.brand.logo import LogoError, read_logo

BLUE, GREEN, PLUM = (0, 94, 184), (0, 112, 60), (122, 31, 92)
CLEAR = None
_NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

Colour = tuple[int, int, int] | None
Place = tuple[float, float]


def svg(body: str, size: str = 'viewBox="0 0 200 100"', before: str = "") -> bytes:
    return f"{before}<svg {_NAMES} {size}>{body}</svg>".encode()


def colour_at(picture: Image.Image, place: Place) -> Colour:
    """Return the colour on white paper at a place, in shares of width and height."""
    at = tuple(round(share * side) for share, side in zip(place, picture.size, strict=True))
    found = picture.convert("RGBA").getpixel(at)  # type: ignore[arg-type]
    assert isinstance(found, tuple)
    if found[3] == 0:
        return CLEAR
    clear = 1 - found[3] / 255
    return tuple(round(one * (1 - clear) + 255 * clear) for one in found[:3])  # type: ignore[return-value]


def drawn(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(read_logo(data).png))


BAR = '<rect width="100" height="100" {}/><rect x="100" width="100" height="100" fill="#00703c"/>'
TWO = '<rect width="200" height="100" fill="#00703c"/>'

CLASS_A = 'class="a"'
BLUE_BAR = BAR.format('fill="#005eb8"')

LOOKS: dict[str, tuple[str, dict[Place, Colour]]] = {
    "transform of CSS": (
        ('<rect width="40" height="40" fill="#005eb8" style="transform:translate(140px,50px)"/>'
        '<rect width="40" height="40" fill="#00703c"/>'),
        {(0.8, 0.7): BLUE, (0.1, 0.2): GREEN, (0.4, 0.8): CLEAR},
    ),
    "turned about a point": (
        ('<rect width="100" height="20" fill="#005eb8" transform="rotate(90)"'
        ' transform-origin="50 50"/>'
        '<rect x="199" y="99" width="1" height="1" fill="#00703c"/>'),
        {(0.45, 0.5): BLUE, (0.2, 0.1): CLEAR},
    ),
    "turned about the middle by CSS": (
        ("<style>rect{transform:rotate(0.25turn);transform-origin:50% 50%}</style>"
        '<rect x="50" y="40" width="100" height="20" fill="#005eb8"/>'
        '<path d="M0 0h1v1h-1zM199 99h1v1h-1z" fill="#00703c"/>'),
        {(0.5, 0.1): BLUE, (0.3, 0.5): CLEAR},
    ),
    "important": (
        ("<style>.a{fill:#00703c !important}.b{fill:#e4003b}</style>"
        '<rect class="a b" width="200" height="100" style="fill:red"/>'),
        {(0.5, 0.5): GREEN},
    ),
    "a variable with and without another value": (
        ('<rect width="100" height="100" fill="var(--brand)"/>'
        '<rect x="100" width="100" height="100" fill="var(--brand,#00703c)"/>'),
        {(0.2, 0.5): (0, 0, 0), (0.8, 0.5): GREEN},
    ),
    "a variable of the root in another": (
        ("<style>svg{--a:#005eb8;--b:var(--a)} g{--c:var(--c)}</style>"
        '<g fill="#00703c"><rect width="100" height="100" fill="var(--b)"/>'
        '<rect x="100" width="100" height="100" style="fill:var(--c)"/></g>'),
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "a colour half clear in percent": (
        BAR.format('fill="rgba(0,94,184,50%)"'),
        {(0.2, 0.5): (127, 174, 219), (0.8, 0.5): GREEN},
    ),
    "a colour in new words": (
        BAR.format('style="fill:rgb(0 94 184 / 100%)"'),
        {(0.2, 0.5): BLUE},
    ),
    "a colour for a gradient that is not there": (
        BAR.format('fill="url(#gone) #005eb8"'),
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "nothing for a gradient that is not there": (
        BAR.format('fill="url(#gone)"'),
        {(0.2, 0.5): CLEAR, (0.8, 0.5): GREEN},
    ),
    "a clip that is not there": (
        f'<g clip-path="url(#gone)">{BLUE_BAR}</g>',
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "a copy of what is not there": (
        BLUE_BAR + '<use href="#gone"/>',
        {(0.2, 0.5): BLUE},
    ),
    "a value that no browser knows": (
        BAR.format('fill="#005eb8" style="fill:bleu"'),
        {(0.2, 0.5): BLUE},
    ),
    "longer selectors": (
        ('<style>g > .a:first-child, #x [width="9"]{fill:#005eb8}</style><g fill="red">'
        f"{BAR.format(CLASS_A)}</g>"),
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "colours for a dark page": (
        ("<style>rect{fill:#005eb8}@media (prefers-color-scheme: dark){rect{fill:#fff}}</style>"
        '<rect width="200" height="100"/>'),
        {(0.5, 0.5): BLUE},
    ),
    "unset": (
        '<g fill="#005eb8">' + BAR.format('fill="red" style="fill:unset"') + "</g>",
        {(0.2, 0.5): BLUE},
    ),
    "the first of two with one name": (
        '<linearGradient id="g"><stop stop-color="#005eb8"/></linearGradient>'
        '<linearGradient id="g"><stop stop-color="red"/></linearGradient>'
        + BAR.format('fill="url(#g)"'),
        {(0.2, 0.5): BLUE},
    ),
    "a switch": (
        ('<switch><foreignObject requiredExtensions="http-ai" width="1" height="1"/>'
        f'<g>{BLUE_BAR}</g></switch>'),
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "a link": (
        f'<a href="#top">{BLUE_BAR}</a>',
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "unused definitions": (
        '<defs><filter id="f"/><mask id="m"/><pattern id="p"/><symbol id="s"/></defs>'
        + BLUE_BAR,
        {(0.2, 0.5): BLUE},
    ),
    "millimetres and inches": (
        ('<rect width="26.458mm" height="1.0416in" fill="#005eb8"/>'
        '<rect x="75pt" width="75pt" height="100" rx="0.01cm" fill="#00703c"/>'),
        {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN},
    ),
    "more than whole saturation": (
        BAR.format('fill="hsl(210, 250%, 36%)"'), {(0.2, 0.5): (0, 92, 184), (0.8, 0.5): GREEN},
    ),
    "a line without a height in a gradient": (
        ('<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1"/></linearGradient>'
        '<line x1="0" y1="50" x2="200" y2="50" stroke="url(#g) #005eb8" stroke-width="60"/>'),
        {(0.2, 0.5): BLUE, (0.8, 0.5): BLUE, (0.5, 0.1): CLEAR},
    ),
    "a gradient without colours paints nothing": (
        ('<linearGradient id="g"/><rect width="100" height="100" fill="url(#g) #f00"/>'
        '<rect x="100" width="100" height="100" fill="#00703c"/>'),
        {(0.2, 0.5): CLEAR, (0.8, 0.5): GREEN},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_is_read_as_a_browser_reads_it(name: str) -> None:
    body, wanted = LOOKS[name]
    picture = drawn(svg(body))
    assert {place: colour_at(picture, place) for place in wanted} == wanted


MARKS = (
    '<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="#005eb8"/>'
    '<circle cx="50" cy="50" r="30" fill="#00703c"/>'
    '<rect x="{4}" y="{5}" width="{2}" height="{3}" fill="#7a1f5c"/>'
)
WIDE = MARKS.format(-90, 20, 60, 60, 130, 20)
TALL = MARKS.format(10, -40, 80, 30, 10, 110)
SIZES: dict[str, tuple[str, str, float, dict[Place, Colour]]] = {
    "wide": (WIDE, 'width="240" height="80" viewBox="0 0 100 100"', 3.0,
             {(0.1, 0.5): BLUE, (0.5, 0.5): GREEN, (0.9, 0.5): PLUM}),
    "tall": (TALL, 'width="80" height="160" viewBox="0 0 100 100"', 0.5,
             {(0.5, 0.12): BLUE, (0.5, 0.5): GREEN, (0.5, 0.88): PLUM}),
    "in inches and points": (WIDE, 'width="3in" height="72pt" viewBox="0 0 100 100"', 3.0,
                             {(0.1, 0.5): BLUE, (0.9, 0.5): PLUM}),
    "said by the style": (WIDE, ('width="9" height="9" style="width:240px;height:80px"'
                          ' viewBox="0 0 100 100"'), 3.0, {(0.1, 0.5): BLUE}),
    "left": (MARKS.format(110, 20, 60, 60, 210, 20),
             'width="300" height="100" viewBox="0 0 100 100" preserveAspectRatio="xMinYMid"', 3.0,
             {(0.17, 0.5): GREEN, (0.45, 0.5): BLUE, (0.8, 0.5): PLUM}),
    "cut": (WIDE, ('width="240" height="80" viewBox="0 0 100 100"'
            ' preserveAspectRatio="xMidYMid slice"'), 3.0, {(0.5, 0.5): GREEN, (0.02, 0.5): CLEAR}),
    "stretched": (('<rect width="50" height="100" fill="#005eb8"/>'
                  '<rect x="50" width="50" height="100" fill="#00703c"/>'),
                  'width="300" height="100" viewBox="0 0 100 100" preserveAspectRatio="none"', 3.0,
                  {(0.1, 0.5): BLUE, (0.9, 0.5): GREEN}),
    "in shares of the page": (BLUE_BAR,
                              'width="100%" height="100%" viewBox="0 0 200 100"', 2.0,
                              {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN}),
    "one side alone": (BLUE_BAR, 'width="50" viewBox="0 0 200 100"', 2.0,
                       {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN}),
    "millimetres without a viewBox": (('<rect width="50%" height="100%" fill="#005eb8"/>'
                                      '<rect x="50%" width="50%" height="100%" fill="#00703c"/>'),
                                      'width="40mm" height="20mm"', 2.0,
                                      {(0.2, 0.5): BLUE, (0.8, 0.5): GREEN}),
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_all_that_the_width_and_height_leave_room_for_is_seen(name: str) -> None:
    body, size, shape, wanted = SIZES[name]
    picture = drawn(svg(body, size))
    assert picture.width / picture.height == pytest.approx(shape, rel=0.01)
    assert {place: colour_at(picture, place) for place in wanted} == wanted


def test_the_short_names_that_drawing_programs_declare_are_filled_in() -> None:
    before = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" ['
        '<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY brand "#005eb8">]>'
    )
    text = svg(BAR.format('fill="&brand;"'), before=before).decode()
    text = text.replace('xmlns="http://www.w3.org/2000/svg"', 'xmlns="&ns_svg;"')
    assert colour_at(drawn(text.encode()), (0.2, 0.5)) == BLUE


READ_DIFFERENTLY = {
    "colours of the shape around": '<path d="M0 0h9v9z" fill="context-fill"/>',
    "a line's colour from around": '<path d="M0 0h9v9z" stroke="context-stroke"/>',
    "a gradient turned about a point": (
        '<linearGradient id="g" gradientTransform="scale(2)" transform-origin="1 1">'
        '<stop stop-color="#f00"/><stop offset="1"/></linearGradient>'
        '<rect width="9" height="9" fill="url(#g)"/>'
    ),
    "a gradient moved to nothing": (
        '<linearGradient id="g" gradientTransform="matrix(0 0 0 0 0 0)">'
        '<stop stop-color="#f00"/><stop offset="1"/></linearGradient>'
        '<rect width="9" height="9" fill="url(#g)"/>'
    ),
    "a gradient moved by nonsense": (
        '<linearGradient id="g" gradientTransform="twist(3)">'
        '<stop stop-color="#f00"/><stop offset="1"/></linearGradient>'
        '<rect width="9" height="9" fill="url(#g)"/>'
    ),
    "hidden definitions": (
        '<defs display="none"><linearGradient id="g"><stop stop-color="#f00"/>'
        '</linearGradient></defs><rect width="9" height="9" fill="url(#g)"/>'
    ),
    "points with a word": '<polygon points="0 0 90 0 90 90 end"/>',
    "sizes of a typeface": '<rect width="5em" height="5em"/>',
    "sizes of a window": '<rect width="50vw" height="9"/>',
}


@pytest.mark.parametrize("name", READ_DIFFERENTLY)
def test_what_programs_read_differently_is_refused(name: str) -> None:
    read_logo(svg(TWO))
    with pytest.raises(LogoError):
        read_logo(svg(TWO + READ_DIFFERENTLY[name]))
