"""Filling boxes, as properties of every value that a patient's details can have."""

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.document import Field
from handouts.patients.patient import TEXT_RULES
from handouts.pdf.edition_data import FieldBox, FieldGlyph
from handouts.pdf.fill import DoesNotFit, content, fit, wrap
from handouts.plain_text import Refusal, clean_text
from tests.layout.laying_out import BLANK, edition_of, file_of, text
from tests.reading import inflated, open_pdf, page_texts, shown

BOX = FieldBox(
    name="note", page=0, object_number=7, mcid=3, x=50, baseline=700, width=200, size=12,
    smallest=9.6, leading=16, lines=3, colour=(0, 0, 0), rule_colour=(0.5, 0.5, 0.5),
)  # fmt: skip


@cache
def glyphs() -> dict[str, FieldGlyph]:
    return edition_of().glyphs


def cleaned(value: str) -> str:
    try:
        return clean_text(value, TEXT_RULES["note"])
    except Refusal:
        return ""


# Every character that a detail can be written in, and spaces and line breaks more often.
CHARACTERS = st.one_of(st.sampled_from(sorted(glyphs())), st.sampled_from("aeint \n"))
VALUES = st.text(CHARACTERS, max_size=150).map(cleaned).filter(bool)
BOXES = st.builds(
    lambda width, lines, right: replace(BOX, width=width, lines=lines, right=right),
    st.floats(40, 500), st.integers(1, 12), st.booleans(),
)  # fmt: skip


def lines_needed(value: str, box: FieldBox) -> int:
    """Return the lines of the box, or those that the value needs where it does not fit."""
    try:
        fit(value, box, glyphs())
    except DoesNotFit as tight:
        return tight.lines
    return box.lines


def width(line: str) -> float:
    """Return the width of a line without the space at its end, in 1/1000 of the type size."""
    return sum(glyphs()[character].width for character in line.removesuffix(" "))


@given(VALUES, BOXES)
def test_a_value_that_fits_its_box_stands_in_it_whole(value: str, box: FieldBox) -> None:
    box = replace(box, lines=lines_needed(value, box))
    lines, size = fit(value, box, glyphs())
    assert "".join(lines) == value.replace("\n", " ")
    assert len(lines) <= box.lines
    assert box.smallest <= size <= box.size
    assert all(width(line) * size / 1000 <= box.width + 1e-6 for line in lines)


@given(VALUES, BOXES)
def test_a_value_that_does_not_fit_says_how_many_lines_it_needs(value: str, box: FieldBox) -> None:
    needed = lines_needed(value, box)
    assert needed == box.lines or needed == len(wrap(value, box.width / box.size * 1000, glyphs()))
    assert needed >= box.lines


@given(VALUES, BOXES)
def test_only_a_value_that_is_too_wide_is_set_smaller(value: str, box: FieldBox) -> None:
    roomy = replace(box, lines=len(wrap(value, box.width / box.size * 1000, glyphs())))
    assert fit(value, roomy, glyphs())[1] == box.size


# The smallest size is 9.6, and sizes go down by half a point: 10 is the last one.
@pytest.mark.parametrize(
    ("fits_at", "smallest", "size"),
    [(12, 9.6, 12), (11.5, 9.6, 11.5), (10, 9.6, 10), (10, 10, 10), (11, 10.6, 11),
     (9.5, 9.6, None), (9.9, 9.6, None), (9.5, 10, None), (10.5, 10.6, None), (11.4, 11.5, None)],
)  # fmt: skip
def test_a_value_is_never_set_below_the_smallest_size_of_its_box(
    fits_at: float, smallest: float, size: float | None
) -> None:
    value = "Margaret"
    room = width(value) * (fits_at + 0.01) / 1000
    box = replace(BOX, width=room, lines=1, smallest=smallest)
    if size is None:
        with pytest.raises(DoesNotFit) as tight:
            fit(value, box, glyphs())
        assert tight.value.lines == 2
    else:
        assert fit(value, box, glyphs()) == ([value], size)


@given(VALUES, st.floats(5000, 40_000))
def test_a_word_is_cut_only_where_no_line_holds_it(value: str, room: float) -> None:
    lines = wrap(value, room, glyphs())
    for line, following in itertools.pairwise(lines):
        if not line.endswith(" "):
            word = line.split(" ")[-1] + following.split(" ")[0]
            assert width(word) > room


def test_a_line_of_the_value_is_a_line_on_paper() -> None:
    assert wrap("one\n\ntwo", 10_000, glyphs()) == ["one ", " ", "two"]


def test_a_character_without_a_glyph_is_an_error_not_a_box() -> None:
    with pytest.raises(KeyError):
        fit("a\u4e2d", BOX, glyphs())


def test_an_empty_box_has_a_line_to_write_on_for_each_of_its_lines() -> None:
    body = inflated(content("", BOX, glyphs()))
    assert body.count(b" l S") == BOX.lines
    assert body.count(b"/P <</MCID 3>> BDC EMC") == 1
    assert b"Tj" not in body


def test_an_empty_box_is_read_aloud_and_a_full_one_is_not_read_as_empty() -> None:
    box = replace(BOX, blank="to fill in (here)")
    body = inflated(content("", box, glyphs()))
    assert b"/P <</MCID 3 /ActualText (to fill in \\(here\\))>> BDC\nBT\n3 Tr " in body
    assert b"ActualText" not in inflated(content("Kim", box, glyphs()))
    assert b"ActualText" not in inflated(content("", replace(box, mcid=None), glyphs()))


def test_a_short_note_leaves_the_lines_below_it_to_write_on() -> None:
    body = inflated(content("one line", BOX, glyphs()))
    assert body.count(b" l S") == BOX.lines - 1
    assert b" l S" not in inflated(content("one line", replace(BOX, ruled=False), glyphs()))


def test_a_value_at_the_right_ends_where_its_box_ends() -> None:
    body = inflated(content("Mmm", replace(BOX, right=True), glyphs()))
    start = float(body.split(b" Tm")[0].split()[-2])
    assert start + width("Mmm") * BOX.size / 1000 == pytest.approx(BOX.x + BOX.width, abs=0.01)


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_two_programs_read_the_value_as_it_was_typed(value: str) -> None:
    lines = len(wrap(value, 300 / 12 * 1000, glyphs()))
    patient = replace(BLANK, note=value)
    data = file_of(Field("note", text("Note"), lines), patient=patient)
    with open_pdf(data) as pdf:
        pieces = [piece for page in pdf.pages for piece in shown(page)]
        box = next(piece.mcid for piece in pieces if piece.text == "Note")
        assert box is not None
        note = "".join(piece.text for piece in pieces if piece.mcid == box + 1)
    # The font has one glyph for both spaces.
    assert note == value.replace("\n", " ").replace("\xa0", " ")
    assert squeezed(value) in squeezed("".join(page_texts(data)))


def squeezed(value: str) -> str:
    """Return a value without white space, its hyphens alike.

    pdfium breaks lines where the page does, and tells no hyphen from a soft one at their ends.
    """
    return "".join(value.replace("\xad", "-").split())


def test_every_character_of_the_repertoire_is_read_as_itself() -> None:
    every = "".join(sorted(glyphs()))
    value = "\n".join(every[start : start + 24] for start in range(0, len(every), 24))
    data = file_of(Field("note", text("Note"), 30), patient=replace(BLANK, note=value))
    assert squeezed(value) in squeezed("".join(page_texts(data)))
