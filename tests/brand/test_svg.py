import contextlib
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts.brand.logo import LONGEST_SIDE, LogoError, read_logo
from handouts.brand.svg import MAX_COPIES, MAX_COSTLY, MAX_SHAPES, MAX_SVG_BYTES
from handouts.brand.svg_frame import MAX_LONGER
from handouts.brand.svg_tree import MAX_DEPTH, MAX_ELEMENTS

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 200 100">'
)
BOX = '<rect x="0" y="0" width="100" height="100" {}/>'
TEAL = (15, 92, 115, 255)


def svg(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}</svg>".encode()


def drawn(data: bytes) -> Image.Image:
    logo = read_logo(data)
    image = Image.open(io.BytesIO(logo.png))
    assert (logo.width, logo.height) == image.size
    return image


def refused(data: bytes) -> str:
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    "body",
    [
        BOX.format('fill="#0F5C73"'),
        BOX.format('fill="red" style="fill:#0F5C73"'),
        "<style>.cls-1, .other{fill:#0F5C73}</style>" + BOX.format('class="cls-1"'),
        "<style>rect{fill:red} .a{fill:#00f} #b{fill:#0F5C73}</style>"
        + BOX.format('class="a" id="b"'),
        f'<g fill="#0F5C73">{BOX.format("")}</g>',
        "<defs>" + BOX.format('id="r" fill="#0F5C73"') + '</defs><use xlink:href="#r"/>',
        '<linearGradient id="g"><stop stop-color="#0F5C73"/></linearGradient>'
        + BOX.format('fill="url(#g)"'),
        '<path d="M0 0H100V100H0Z" fill="rgb(15, 92, 115)"/>',
        '<polygon points="0,0 100,0 100,100 0,100" fill="#0f5c73"/>',
    ],
)
def test_every_way_to_say_a_colour_gives_that_colour_and_nothing_where_nothing_is(
    body: str,
) -> None:
    image = drawn(svg(body))
    assert image.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert image.getpixel((300, 300)) == TEAL
    assert image.getpixel((1200, 300))[3] == 0  # type: ignore[index]


def test_a_clip_cuts() -> None:
    image = drawn(
        svg(
            '<clipPath id="c"><circle cx="50" cy="50" r="30"/></clipPath>'
            + BOX.format('clip-path="url(#c)" fill="#0F5C73"')
        )
    )
    assert image.getpixel((400, 400)) == TEAL
    assert image.getpixel((20, 20))[3] == 0  # type: ignore[index]


def test_what_drawing_programs_add_is_left_behind() -> None:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Generator -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/ns" '
        'version="1.1" i:version="1" width="200mm" height="100mm" data-home="http://x.example/">'
    )
    body = (
        '<title>Logo</title><metadata><x xmlns="y"><script>z</script></x></metadata>'
        "<i:namedview><i:grid/></i:namedview>"
        + BOX.format('fill="#0F5C73" i:label="../x" data-name="Layer 1"')
    )
    assert drawn(svg(body, head)).getpixel((300, 300)) == TEAL


def test_utf_16_is_read() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + svg(BOX.format('fill="#0F5C73"')).decode()
    assert drawn(text.encode("utf-16")).getpixel((300, 300)) == TEAL


DOCUMENT_TYPES = [
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
    '<!DOCTYPE svg SYSTEM "http://evil.example/x.dtd">',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x" [<!ENTITY x "<g/>">]>',
    "<!DOCTYPE svg [" + "".join(f'<!ENTITY n{n} "x">' for n in range(60)) + "]>",
    '<!DOCTYPE svg PUBLIC "-//Evil//DTD//EN" "file:///etc/passwd">',
    '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://evil.example/">%p;]>',
]


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_document_types_and_entities_are_refused(kind: str) -> None:
    data = kind.encode() + svg(BOX.format("") + "<desc>&x;&b;</desc>")
    assert "document type" in refused(data)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "script"),
        (BOX.format('onload="x()"'), "script"),
        (BOX.format('onclick="x()"'), "script"),
        ("<foreignObject/>", "foreignObject"),
        ('<image xlink:href="../../secret.png"/>', "photograph"),
        ('<image href="data:image/png;base64,AAAA"/>', "photograph"),
        ("<text>Clinic</text>", "text"),
        ('<use href="../other.svg#a"/>', "outside"),
        ('<use xlink:href="http://evil.example/#a"/>', "outside"),
        ('<use href="javascript:x()"/>', "outside"),
        (BOX.format('fill="url(http://evil.example/)"'), "outside"),
        (BOX.format('style="fill:url(../x.svg#a)"'), "outside"),
        (BOX.format("fill=\"url('//evil.example/#a')\""), "outside"),
        (BOX.format('fill="URL(x)"'), "outside"),
        (BOX.format('xml:base="http://evil.example/"'), "outside"),
        ("<style>@import 'x.css';</style>", "style sheet"),
        ("<style>rect{fill:\\75 rl(x)}</style>" + BOX.format(""), "outside"),
        ("<style>rect{fill:url(x)}</style>" + BOX.format(""), "outside"),
        ("<style>g >> rect{fill:red}</style>", "style sheet"),
        ("<style>@media (min-width: 9px){rect{fill:red}}</style>", "media"),
        ("<style>@supports (fill: red){rect{fill:red}}</style>", "@supports"),
        ("<style>rect{fill:red;&amp; a{fill:blue}}</style>" + BOX.format(""), "style sheet"),
        ("<style>rect{width:5px}</style>" + BOX.format(""), "size by CSS"),
        ("<style>rect{animation:x 2s}</style>" + BOX.format(""), "animation"),
        ("<style>rect{transform-box:fill-box}</style>" + BOX.format(""), "own box"),
        ("<style>rect{fill:color-mix(in srgb, red, blue)}</style>" + BOX.format(""), "color-mix"),
        (BOX.format('style="fill:oklch(0.5 0.1 200)"'), "screens"),
        (BOX.format('style="fill:#005eb8 icc-color(x,1,0.6,0,0.1)"'), "printing press"),
        (BOX.format('style="transform:rotate3d(1,1,1,45deg)"'), "rotate3d"),
        (BOX.format('style="transform:translate(50%)"'), "no plain number"),
        (BOX.format('style="stroke-width:2em"'), "in em"),
        (BOX.format('stroke="red" vector-effect="non-scaling-stroke"'), "width is fixed"),
        (BOX.format('systemLanguage="de"'), "language"),
        ('<g style="mask-image:url(#m)"/>', "mask"),
        ('<symbol id="s"/><use href="#s"/>', "<symbol>"),
        ('<pattern id="p"/>' + BOX.format('fill="url(#p)"'), "<pattern>"),
        (BOX.format('filter="url(#f)"'), "filter"),
        (BOX.format('mask="url(#m)"'), "mask"),
        (BOX.format('stroke-dasharray="0.0001"'), "dashed"),
        ("<animate/>", "animate"),
        ("<svg/>", "<svg>"),
        ('<g id="a"><use href="#a"/></g>', "itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "itself"),
        ('<linearGradient id="a" href="#a"/>', "itself"),
    ],
)
def test_what_is_unsafe_or_would_look_different_is_refused(body: str, said: str) -> None:
    message = refused(svg(body))
    assert any(part in message for part in said.split("|")), message


def test_a_style_sheet_from_elsewhere_is_refused() -> None:
    data = b'<?xml-stylesheet href="http://evil.example/x.css"?>' + svg(BOX.format(""))
    assert "outside" in refused(data)


def nested_copies(depth: int, copies: int) -> str:
    groups = (
        f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * copies + "</g>"
        for level in range(1, depth)
    )
    return '<rect id="a0" width="1" height="1"/>' + "".join(groups)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<g/>" * (MAX_ELEMENTS + 1), f"{MAX_ELEMENTS} elements"),
        ("<g/>" * (MAX_SHAPES + 1), f"{MAX_SHAPES} shapes"),
        ("<g>" * (MAX_DEPTH + 1) + "</g>" * (MAX_DEPTH + 1), "deep"),
        (nested_copies(10, 10), f"{MAX_SHAPES} shapes"),
        (nested_copies(MAX_COPIES + 3, 1), "copies of copies"),
        (BOX.format('opacity="0.5"') * (MAX_COSTLY + 1), "see-through"),
        (
            '<radialGradient id="g"/><g fill="url(#g)">'
            + BOX.format("") * (MAX_COSTLY + 1)
            + "</g>",
            "gradients",
        ),
        ("<desc>" + "x" * MAX_SVG_BYTES + "</desc>", "kB"),
    ],
)
def test_a_drawing_that_would_take_for_ever_is_refused_at_once(body: str, said: str) -> None:
    start = time.perf_counter()
    assert said in refused(svg(body))
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg">', "no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1">', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5">', "no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf">', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="50">', "no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="-1" height="50">', "no size"),
        (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MAX_LONGER + 1} 1">', "longer"),
    ],
)
def test_a_size_that_makes_no_sense_is_refused(head: str, said: str) -> None:
    assert said in refused(svg(BOX.format(""), head))


@pytest.mark.parametrize("data", [b"<html/>", b"<svg", b"<svg></g>", b"<?xml encoding='x'?><svg/>"])
def test_other_xml_is_refused(data: bytes) -> None:
    assert refused(data)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    data = svg('<circle cx="50" cy="50" r="40" fill="#0F5C73"/>')
    assert read_logo(data) == read_logo(data)


@given(st.text(alphabet="<>/&;#%\"'= asvgrectusehrefxmlurl()0123456789!-[]\n", max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_in_a_drawing_is_drawn_or_refused(body: str) -> None:
    with contextlib.suppress(LogoError):  # nothing else may come out
        read_logo(svg(body))
