"""What a clinic's own font must be; what is not is refused in words, never with a crash."""

import io
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import resources
from handouts.layout.fonts import FontBook
from handouts.typefaces import STYLES, Family, Typeface, font_flaws, load_typeface, parse_face
from handouts.typefaces.truetype import read_tables
from tests.typefaces.fonts import lent, patched, regular, renamed, with_rights
from tests.typefaces.made import PLAIN, truetype

FILES = sorted(resources.fonts_folder().glob("*/*.ttf"))


def messages(data: bytes) -> list[str]:
    return [flaw.message for flaw in font_flaws(data)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_font_passes(path: object) -> None:
    assert font_flaws(next(file for file in FILES if file is path).read_bytes()) == ()


# OpenType 1.9, OS/2, fsType
@pytest.mark.parametrize("rights", [0, 4, 8, 2 | 4, 2 | 8, 0x0001, 0x8000])
def test_a_font_that_may_be_embedded_passes(rights: int) -> None:
    assert font_flaws(with_rights(rights)) == ()


@pytest.mark.parametrize(
    ("rights", "reason"),
    [
        (0x0002, "licence is restricted"),
        (0x0100, "only be embedded whole"),
        (0x0104, "only be embedded whole"),
        (0x0200, "as bitmaps"),
    ],
)
def test_a_font_that_may_not_be_embedded_in_parts_is_refused(rights: int, reason: str) -> None:
    (message,) = messages(with_rights(rights))
    assert reason in message


@pytest.mark.parametrize(
    ("letter", "drawn", "reason"),
    [("9", "1", "draws '9' like '1'"), ("9", "", "draws nothing for 9"), ("m", "l", "like 'l'")],
)
def test_a_font_that_draws_a_letter_otherwise_than_it_says_is_refused(
    letter: str, drawn: str, reason: str
) -> None:
    """999 printed as 111, or as nothing, while the text says 999."""
    (message,) = messages(lent(regular(), letter, drawn))
    assert reason in message


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda font: b"OTTO" + font[4:], "PostScript outlines"),
        (lambda font: renamed(font, "glyf", "CFF "), "PostScript outlines"),
        (lambda font: renamed(font, "gasp", "fvar"), "variable font"),
        (lambda font: b"wOF2" + font[4:], "web font"),
        (lambda font: b"ttcf" + font[4:], "collection"),
        (lambda _: b"", "no TrueType font"),
        (lambda _: b"<html>", "no TrueType font"),
        (lambda font: font[: len(font) // 2], "damaged or cut off"),
        (lambda font: renamed(font, "post", "xxxx"), "it has no post"),
        (lambda font: patched(font, "head", 18, b"\0\0"), "headers make no sense"),
        (lambda font: patched(font, "maxp", 4, b"\0\4"), "damaged"),
        (lambda font: patched(font, "loca", 8, b"\xff\xff\xff\xff"), "outside of their table"),
        (lambda font: patched(font, "name", 2, b"\0\0"), "no name"),
    ],
)
def test_what_is_no_font_for_us_is_refused_with_the_reason(
    make: Callable[[bytes], bytes], reason: str
) -> None:
    flaws = font_flaws(make(regular()))
    assert reason in flaws[0].message
    assert all(flaw.hint for flaw in flaws)


def test_a_character_map_that_would_fill_the_memory_is_refused() -> None:
    # Format 12, one group from 0 to the last code there is in 32 bits.
    table = struct.pack(">HHHHIHHIIIIII", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 0, 0xFFFFFFFF, 0)
    assert messages(patched(regular(), "cmap", 0, table)) == [
        "is damaged or cut off: its tables make no sense"
    ]


DAMAGE = st.lists(
    st.tuples(st.integers(0, len(regular()) - 1), st.integers(0, 255)), min_size=1, max_size=8
)
HEADERS = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.one_of(DAMAGE, HEADERS), st.integers(0, len(regular())) | st.none())
def test_what_passes_can_be_embedded_and_nothing_crashes(
    damage: list[tuple[int, int]], end: int | None
) -> None:
    font = bytearray(regular())
    for place, value in damage:
        font[place] = value
    data = bytes(font[:end])
    if font_flaws(data):
        return
    face = parse_face(data)
    words = "".join(c for c in "Aé½fiÅ" if face.covers(c))
    face.advance(words)
    family = Family("Clinic", dict.fromkeys(STYLES, face))
    fonts = FontBook(Typeface((family, load_typeface().families[-1])))
    for resource in (*fonts.show(face, 12, words).fonts, *fonts.of_fields):
        assert len(resource.objects(1)) == 4


def test_letters_that_would_lie_on_one_another_are_refused() -> None:
    (message,) = messages(truetype(replace(PLAIN, widths={"a": 0, " ": 0})))
    assert message == "gives no width to the space, a: letters would lie on one another"


def test_a_letter_as_wide_as_a_line_is_refused() -> None:
    (message,) = messages(truetype(replace(PLAIN, widths={"m": 9000})))
    assert message == "gives a width of over 3 letters to m"


def test_a_font_of_signs_is_named_as_one() -> None:
    # The only character map of dingbats is that for symbols (OpenType 1.9, cmap: 3, 0).
    font = truetype()
    cmap = read_tables(font)["cmap"].offset
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for record in range(count):
        font = patched(font, "cmap", 4 + 8 * record, struct.pack(">HH", 3, 0))
    (message,) = messages(font)
    assert message.startswith("is a font of signs, not of letters")


def test_letters_made_of_parts_of_parts_without_end_are_refused_at_once() -> None:
    # Each glyph is made of thirty of the next: six deep, of 729 million.
    font = TTFont(io.BytesIO(truetype()))
    names = font.getGlyphOrder()[2:12]
    for name, part in pairwise(names):
        glyph = font["glyf"][name] = Glyph()
        glyph.numberOfContours = -1
        glyph.components = []
        for _ in range(30):
            component = GlyphComponent()
            component.glyphName, component.x, component.y, component.flags = part, 0, 0, 0
            glyph.components.append(component)
    font.recalcBBoxes = False
    for name in names[:-1]:
        glyph = font["glyf"][name]
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
    out = io.BytesIO()
    font.save(out)
    begun = time.monotonic()
    assert messages(out.getvalue()) == ["is damaged or cut off: its tables make no sense"]
    assert time.monotonic() - begun < 5
