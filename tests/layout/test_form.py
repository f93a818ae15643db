"""A handout to fill in on a screen: its fields, what is heard of them, and what they look like."""

import io
import re
import struct
from string import ascii_letters
from typing import Any

import pikepdf
import pytest
from pikepdf import Matrix, Name, Pdf

from handouts.document import Block, Field, Fields, Log, LogForm, Paragraph
from handouts.layout.form_font import alphabet
from handouts.patients import Patient
from handouts.typefaces import load_typeface, parse_face
from handouts.typefaces.truetype import Table, read_tables
from handouts.units import TextSize
from tests.accessibility.audit import audit
from tests.accessibility.forms import widgets_of
from tests.accessibility.validator import validate
from tests.layout.filling import Desk
from tests.layout.laying_out import BLANK, file_of, text, theme
from tests.making import SIZES
from tests.reading import open_pdf, tag_tree

WORDS = LogForm(
    "{row}, week {week}, {day}", "{row}, week {week}, {day}, {time}",
    "{row} in week {week} on {day}", ("first", "second", "third", "fourth", "fifth"),
)  # fmt: skip
_SIZE = re.compile(rb"/\S+ ([\d.]+) Tf")
DAYS = ("Monday", "Tuesday")


def log(*sessions: int, weeks: int = 1) -> Log:
    """Return the log of a form: a row to tick for each number of sessions, one to write in."""
    names = tuple(text(f"Move {number}") for number in range(1, len(sessions) + 1))
    return Log(
        weeks, "Week", ("M", "T"), names, (text("Pain"),), DAYS, "to tick", "to write in",
        sessions, form=WORDS,
    )  # fmt: skip


def line(label: str = "Phone", lines: int = 1) -> Field:
    return Field("", text(label), lines, "to fill in", asked=label)


def form_of(*blocks: Block, size: TextSize = "standard", patient: Patient = BLANK) -> Pdf:
    return open_pdf(file_of(*blocks, size=size, patient=patient))


def heard(pdf: Pdf) -> list[str]:
    return [str(widget.TU) for widget in widgets_of(pdf)]


def rectangle(widget: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return left, bottom, right, top


# -- what is a field, and what is heard of it


def test_each_box_says_its_exercise_week_day_and_which_time() -> None:
    assert heard(form_of(log(2, 1))) == [
        "Move 1, week 1, Monday, first", "Move 1, week 1, Monday, second",
        "Move 1, week 1, Tuesday, first", "Move 1, week 1, Tuesday, second",
        "Move 2, week 1, Monday", "Move 2, week 1, Tuesday",
        "Pain in week 1 on Monday", "Pain in week 1 on Tuesday",
    ]  # fmt: skip


def test_the_weeks_of_a_log_are_told_apart() -> None:
    assert heard(form_of(log(1, weeks=3)))[:2] == [
        "Move 1, week 1, Monday",
        "Move 1, week 1, Tuesday",
    ]
    assert heard(form_of(log(1, weeks=3)))[-1] == "Pain in week 3 on Tuesday"


def test_days_without_full_names_are_told_as_they_stand() -> None:
    short = Log(1, "Week", ("M", "T"), (text("Move"),), (), form=WORDS)
    assert heard(form_of(short)) == ["Move, week 1, M", "Move, week 1, T"]


def test_braces_in_the_name_of_an_exercise_are_heard_as_they_are() -> None:
    odd = Log(1, "Week", ("M",), (text("A {day} % \\ (1) é"),), (), form=WORDS)
    assert heard(form_of(odd)) == ["A {day} % \\ (1) é, week 1, M"]


def test_a_line_is_heard_by_its_label() -> None:
    assert heard(
        form_of(
            Fields(
                (line("Phone"), line("Open")),
            )
        )
    ) == ["Phone", "Open"]


def test_boxes_are_ticked_and_lines_are_written_on() -> None:
    pdf = form_of(log(2), line(), line("Notes", lines=3))
    kinds = [str(widget.FT) for widget in widgets_of(pdf)]
    assert kinds == ["/Btn"] * 4 + ["/Tx"] * 4
    several = [bool(int(widget.get("/Ff", 0)) & 1 << 12) for widget in widgets_of(pdf)]
    assert several == [False] * 7 + [True]


def test_names_count_and_tell_nothing() -> None:
    pdf = form_of(line("Ann"), log(2), line("Ben"))
    names = [str(widget.T) for widget in widgets_of(pdf)]
    assert names == ["line-1", "box-1", "box-2", "box-3", "box-4", "line-2", "line-3", "line-4"]


def test_a_field_without_words_for_a_form_stays_one_for_a_pen() -> None:
    paper = Field("name", text("Name"), blank="to fill in")
    pdf = form_of(paper, Log(1, "Week", ("M",), (text("Move"),), ()))
    assert widgets_of(pdf) == []
    assert "/AcroForm" not in pdf.Root


# -- where it is read


def test_each_field_is_read_in_its_cell_or_after_its_label() -> None:
    tree = [one.strip() for one in tag_tree(form_of(Paragraph(text("Before")), line(), log(2, 1)))]
    start = tree.index("P Before")
    assert tree[start : start + 4] == ["P Before", "P Phone", "P", "Form [Phone]"]
    row = tree.index("P Move 1")
    assert tree[row + 1 : row + 7] == [
        "TD", "Form [Move 1, week 1, Monday, first]", "Form [Move 1, week 1, Monday, second]",
        "TD", "Form [Move 1, week 1, Tuesday, first]", "Form [Move 1, week 1, Tuesday, second]",
    ]  # fmt: skip
    assert not [one for one in tree if "to tick" in one or "to fill in" in one]


@pytest.mark.parametrize("size", SIZES)
def test_a_form_passes_both_standards_and_the_audit(size: TextSize) -> None:
    data = file_of(line(), log(5, 3, 1, weeks=4), line("Notes", lines=2), log(1), size=size)
    assert validate(data) == []
    assert audit(data) == []


def test_two_forms_of_the_same_blocks_are_the_same_whatever_came_between() -> None:
    first = file_of(line(), log(2))
    file_of(log(3, 2), line("Open"))
    assert file_of(line(), log(2)) == first


# -- where it lies and what it looks like


def test_each_box_lies_over_one_drawn_square() -> None:
    pdf = form_of(log(2, 3, 4, 5))
    drawn = [_middle(one) for one in _small_squares(pdf)]
    boxes = [rectangle(one) for one in widgets_of(pdf) if str(one.FT) == "/Btn"]
    assert len(boxes) == len(drawn) == 2 * (2 + 3 + 4 + 5)
    for left, bottom, right, top in boxes:
        inside = [(x, y) for x, y in drawn if left < x < right and bottom < y < top]
        assert len(inside) == 1


@pytest.mark.parametrize("size", SIZES)
def test_no_two_fields_overlap_and_each_is_large_enough_to_touch(size: TextSize) -> None:
    fields = Fields((line("A"), line("B"), line("C"), line("D"), line("E")))
    pdf = form_of(log(5, 2, 1), fields, line(), line("Notes", lines=2), size=size)
    boxes = [rectangle(one) for one in widgets_of(pdf)]
    for number, (left, bottom, right, top) in enumerate(boxes):
        assert min(right - left, top - bottom) >= 6
        for x0, y0, x1, y1 in boxes[:number]:
            assert right <= x0 or x1 <= left or top <= y0 or y1 <= bottom


def test_nothing_is_seen_of_an_empty_form() -> None:
    with Desk(file_of(log(3, 1), line(), line("Notes", lines=2))) as desk:
        assert desk.picture() == desk.picture(fields=False)


def test_a_box_that_is_touched_is_ticked_and_stays_so_when_it_is_saved() -> None:
    with Desk(file_of(log(3, 1))) as desk:
        before = desk.picture()
        desk.touch("Move 1, week 1, Tuesday, second")
        assert desk.picture() != before
        saved = desk.saved()
    with open_pdf(saved) as pdf:
        ticked = [str(one.TU) for one in widgets_of(pdf) if one.get("/AS") == Name.Yes]
        assert ticked == ["Move 1, week 1, Tuesday, second"]
        assert [one.V for one in widgets_of(pdf) if one.get("/AS") == Name.Yes] == [Name.Yes]


def test_what_is_typed_is_seen_and_saved() -> None:
    with Desk(file_of(line("Phone"), log(1))) as desk:
        before = desk.picture()
        desk.touch("Phone")
        desk.type("Größe 5: “ok”")
        desk.touch("Pain in week 1 on Monday")
        desk.type("10")
        assert desk.picture() != before
        saved = desk.saved()
    with open_pdf(saved) as pdf:
        typed = {
            str(one.TU): str(one.V) for one in widgets_of(pdf) if one.FT == "/Tx" and "/V" in one
        }
    assert typed == {"Phone": "Größe 5: “ok”", "Pain in week 1 on Monday": "10"}


@pytest.mark.parametrize("size", SIZES)
def test_what_is_typed_on_a_line_is_at_least_as_large_as_text(size: TextSize) -> None:
    with Desk(file_of(line("Phone"), line("Notes", lines=2), size=size)) as desk:
        for field in ("Phone", "Notes"):
            desk.touch(field)
            desk.type("01632 960140")
        saved = desk.saved()
    with open_pdf(saved) as pdf:
        looks = [widget.AP.N.read_bytes() for widget in widgets_of(pdf)]
    sizes = [float(found[1]) for look in looks if (found := _SIZE.search(look))]
    assert len(sizes) == 2
    assert min(sizes) >= theme(size).body.size


def test_a_form_with_ticks_is_as_valid_as_before() -> None:
    with form_of(log(2), line()) as pdf:
        for widget in widgets_of(pdf):
            if Name.Btn == widget.FT:
                widget.V = widget.AS = Name.Yes
        out = io.BytesIO()
        pdf.save(out)
    assert validate(out.getvalue()) == []
    assert audit(out.getvalue()) == []


# -- what is typed in


def test_the_font_has_every_character_of_the_alphabet_with_its_width() -> None:
    pdf = form_of(line())
    (font,) = pdf.Root.AcroForm.DR.Font.values()
    assert font.Encoding == Name.WinAnsiEncoding
    face = parse_face(font.FontDescriptor.FontFile2.read_bytes())
    for code, character in alphabet().items():
        assert face.glyphs[ord(character)] > 0
        told = float(font.Widths[code - int(font.FirstChar)])
        assert told == pytest.approx(face.widths[ord(character)], abs=0.6)


def test_each_letter_has_its_own_outline() -> None:
    # A map that is one glyph off would show other letters, some of the same width.
    pdf = form_of(line())
    (font,) = pdf.Root.AcroForm.DR.Font.values()
    subset = outlines(font.FontDescriptor.FontFile2.read_bytes())
    whole = outlines(load_typeface().families[0].faces["regular"].data)
    simple = [letter for letter in ascii_letters if _is_simple(whole[letter])]
    assert len(simple) > 40
    assert {letter: subset[letter] for letter in simple} == {one: whole[one] for one in simple}


def outlines(data: bytes) -> dict[str, bytes]:
    """Return the outlines of a font's letters as its file has them."""
    tables = read_tables(data)
    long = struct.unpack_from(">h", data, tables["head"].offset + 50)[0]
    face = parse_face(data)
    return {
        letter: _outline(data, tables, face.glyphs[ord(letter)], long) for letter in ascii_letters
    }


def _outline(data: bytes, tables: dict[str, Table], glyph: int, long: int) -> bytes:
    size, share = ("L", 1) if long else ("H", 2)
    at = tables["loca"].offset + glyph * struct.calcsize(f">{size}")
    start, end = (share * place for place in struct.unpack_from(f">2{size}", data, at))
    first = tables["glyf"].offset
    return data[first + start : first + end].rstrip(b"\0")


def _is_simple(outline: bytes) -> bool:
    """Say whether an outline is not put together from other glyphs."""
    return int.from_bytes(outline[:2], "big", signed=True) > 0


def _small_squares(pdf: Pdf) -> list[tuple[float, float, float]]:
    """Return the small squares of the first page: left, bottom, side."""
    found, matrix, outer = [], Matrix(), []
    for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
        operator = str(instruction.operator)
        numbers = [float(one) for one in instruction.operands] if operator in ("re", "cm") else []
        if operator == "q":
            outer.append(matrix)
        elif operator == "Q":
            matrix = outer.pop()
        elif operator == "cm":
            matrix = Matrix(*numbers) @ matrix
        elif operator == "re" and numbers[2] == numbers[3] < 12:
            found.append((numbers[0] + matrix.e, numbers[1] + matrix.f, numbers[2]))
    return found


def _middle(square: tuple[float, float, float]) -> tuple[float, float]:
    x, y, side = square
    return x + side / 2, y + side / 2
