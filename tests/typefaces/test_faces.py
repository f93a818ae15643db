"""Typefaces: which face sets which character, and how wide it is."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from handouts import resources
from handouts.typefaces import STYLES, Style, load_typeface, read_face

TYPEFACE = load_typeface()
OWN, FALLBACK = TYPEFACE.families
FILES = sorted(resources.fonts_folder().glob("*/*.ttf"))

LOOKS = st.sampled_from(STYLES)
# What is common, what only the fallback has, what only its upright face has, and white space.
KNOWN = st.text(st.sampled_from("AVaé7.,☐✓⚠\U0001d5a0 \n\xa0\u2003"))
ANY = st.text(st.characters(codec="utf-8"))


def covered(character: str) -> bool:
    return any(family.faces["regular"].covers(character) for family in TYPEFACE.families)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_another_reader_of_the_file_finds_the_same_characters_and_widths(path: Path) -> None:
    face, other = read_face(path), TTFontFile(str(path))
    assert face.widths.keys() == {code for code, glyph in other.charToGlyph.items() if glyph}
    for code, width in face.widths.items():
        # The other rounds a width to a whole thousandth.
        assert width == pytest.approx(other.charWidths[code], abs=0.51)


def test_a_file_that_is_no_font_for_us_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    data = FILES[0].read_bytes()
    path.write_bytes(data.replace(b"glyf", b"CFF ", 1))
    with pytest.raises(ValueError, match="no TrueType outlines"):
        read_face(path)


@given(KNOWN, LOOKS)
def test_a_text_is_cut_into_the_longest_runs_that_one_face_sets(text: str, look: Style) -> None:
    runs = TYPEFACE.runs(text, look)
    assert "".join(run for _, run in runs) == text
    assert all(one[0] is not other[0] for one, other in pairwise(runs))
    for face, run in runs:
        assert all(face.covers(character) or character in " \n\xa0" for character in run)


@given(KNOWN, LOOKS)
def test_the_first_face_that_has_a_letter_sets_it(text: str, look: Style) -> None:
    for face, run in TYPEFACE.runs(text, look):
        for character in run:
            if not character.isspace() and OWN.faces[look].covers(character):
                assert face is OWN.faces[look]


def test_a_sign_that_the_design_lacks_comes_from_the_fallback_in_the_same_weight() -> None:
    sign = "⚠"
    assert not OWN.faces["regular"].covers(sign)
    assert TYPEFACE.runs(f"a{sign}b", "bold") == [
        (OWN.faces["bold"], "a"), (FALLBACK.faces["bold"], sign), (OWN.faces["bold"], "b"),
    ]  # fmt: skip


def test_a_sign_that_only_the_upright_face_has_stands_upright() -> None:
    sign = "\U0001d5a0"
    assert not FALLBACK.faces["bold"].covers(sign)
    assert TYPEFACE.runs(sign, "bold") == [(FALLBACK.faces["regular"], sign)]


@given(ANY)
def test_what_is_missing_is_named_and_nothing_else(text: str) -> None:
    wanted = {f"U+{ord(c):04X}" for c in text if c not in " \n\xa0" and not covered(c)}
    assert TYPEFACE.missing([text]) == sorted(wanted)


@given(ANY, LOOKS)
def test_a_text_can_be_set_exactly_where_nothing_is_missing(text: str, look: Style) -> None:
    if TYPEFACE.missing([text]):
        with pytest.raises(KeyError, match=r"U\+[0-9A-F]{4,6}"):
            TYPEFACE.runs(text, look)
    else:
        assert "".join(run for _, run in TYPEFACE.runs(text, look)) == text


@given(st.text("AVTo.,ai ", max_size=20), st.text("AVTo.,ai ", max_size=20))
def test_a_line_may_break_at_any_space_without_changing_widths(left: str, right: str) -> None:
    face = OWN.faces["regular"]
    apart = face.advance(left) + face.advance(" ") + face.advance(right)
    assert face.advance(f"{left} {right}") == pytest.approx(apart)
