"""Panels, numbers to call, columns and fields: side by side where there is room, else below."""

import re

import pytest

from handouts.document import (
    Block,
    CallNumber,
    Columns,
    Field,
    Fields,
    Group,
    PageBreak,
    Panel,
    Paragraph,
    Span,
)
from handouts.layout import make_masthead
from handouts.layout.errors import CannotLayOut
from handouts.layout.press import press_of
from handouts.layout.trace import Trace
from handouts.units import MM, TextSize
from tests.layout.laying_out import edition_of, file_of, text, theme
from tests.reading import open_pdf, shown, tag_tree

FILLING = Paragraph(text(" ".join(["word"] * 12)))


def danger(*blocks: Block) -> Panel:
    return Panel("danger", text("Get help now"), blocks or (Paragraph(text("Numb legs.")),))


def call(purpose: str, number: str) -> CallNumber:
    return CallNumber(text(purpose), (Span(number, link=f"tel:{number}"),))


def places(*blocks: Block, size: TextSize = "standard") -> dict[str, tuple[float, float]]:
    """Return where each text of the first page begins: x and its baseline."""
    with open_pdf(file_of(*blocks, size=size)) as pdf:
        return {piece.text.strip(): (piece.x, piece.y) for piece in shown(pdf.pages[0])}


def tags(*blocks: Block, size: TextSize = "standard") -> list[str]:
    with open_pdf(file_of(*blocks, size=size)) as pdf:
        return [line.strip() for line in tag_tree(pdf)]


def outlines(*blocks: Block) -> list[list[float]]:
    """Return x, foot, width and height of each rectangle with round corners, as a file has them."""
    found = []
    trace = edition_of(*blocks).trace
    assert isinstance(trace, Trace)
    stamps = [stamp for page in trace.pages for stamp, _ in page]
    for stamp in stamps:
        for path in re.findall(r"n ((?:[\d.-]+ )+m .*? h) ", stamp.operators.replace("\n", " ")):
            numbers = [float(one) for one in re.findall(r"-?[\d.]+", path)]
            across, up = numbers[::2], numbers[1::2]
            found.append([min(across), min(up), max(across) - min(across), max(up) - min(up)])
    return found


# -- danger signs


def pages_of_signs(filling: int) -> list[str]:
    """Return the page of each danger sign behind so many lines of text, none where refused."""
    signs = [Paragraph(text(f"Sign {number}.")) for number in range(8)]
    try:
        trace = edition_of(*[FILLING] * filling, danger(*signs)).trace
    except CannotLayOut as refused:
        assert "danger signs do not fit on page 1" in str(refused)  # noqa: PT017
        return []
    return [line[:2] for line in trace if " Sign " in line]


def test_danger_signs_stand_whole_on_page_1_or_nowhere() -> None:
    found = [pages_of_signs(filling) for filling in range(12, 34)]
    assert found == sorted(found, reverse=True)
    assert found[0] == ["p1"] * 8
    assert found[-1] == []
    assert [one for one in found if one not in ([], ["p1"] * 8)] == []


def test_danger_signs_on_another_page_are_refused() -> None:
    with pytest.raises(CannotLayOut, match="do not fit on page 1"):
        edition_of(FILLING, PageBreak(), danger())


def test_danger_is_told_by_a_sign_and_a_red_title_and_not_by_a_tint_alone() -> None:
    trace = edition_of(danger()).trace
    (sign,) = [line for line in trace if "(warning)" in line]
    (title,) = [line for line in trace if line.endswith("Get help now")]
    assert float(sign.split()[1]) < float(title.split()[1])
    with open_pdf(file_of(danger())) as pdf:
        (drawn,) = [one for one in shown(pdf.pages[0]) if one.text == "Get help now"]
    assert drawn.colour == pytest.approx(theme().inks.danger.fractions, abs=1e-4)


def test_a_note_has_no_sign_and_a_panel_without_a_title_has_no_heading() -> None:
    note = Panel("note", (), (Paragraph(text("For you.")),))
    assert not [line for line in edition_of(note).trace if "(warning)" in line]
    assert tags(note)[-2:] == ["Sect", "P For you."]
    assert "H2 Get help now" in tags(danger())


# -- numbers to call


def test_numbers_to_call_stand_side_by_side_each_behind_what_it_is_for() -> None:
    found = places(danger(call("Go to A&E, or call", "999"), call("Ask, on", "111")))
    (purpose, level), (number, same) = found["Go to A&E, or call"], found["999"]
    assert number > purpose
    assert same == pytest.approx(level, abs=0.02)  # their baselines level
    assert found["111"][1] == pytest.approx(same, abs=0.02)
    assert found["111"][0] - number > 0.3 * theme().width


def test_numbers_with_long_purposes_stand_below_one_another_in_giant_print() -> None:
    long = "Go to the emergency department of a hospital, or call"
    found = places(danger(call(long, "999"), call("Ask, on", "111")), size="giant")
    assert found["999"][1] - found["111"][1] > theme("giant").body.leading


def test_a_number_is_read_behind_what_it_is_for_in_one_paragraph() -> None:
    told = tags(danger(call("Call", "999"), Paragraph(text("Numb legs."))))
    start = told.index("P Call")
    assert told[start : start + 3] == ["P Call", "Link (tel:999) | 999", "P Numb legs."]


# -- columns


def boxes(*heights: int) -> Columns:
    """Return notes side by side, each of so many lines."""
    return Columns(tuple(
        (Panel("note", (), tuple(Paragraph(text(f"{side} {n}")) for n in range(height))),)
        for side, height in enumerate(heights)
    ))  # fmt: skip


def test_framed_columns_are_equally_wide_and_equally_tall() -> None:
    left, right = outlines(boxes(2, 5))[-2:]
    gutter = 6 * theme().gap * theme().times
    assert left[2] == pytest.approx(right[2], abs=0.02)
    assert left[2] == pytest.approx((theme().width - gutter) / 2, abs=0.5)
    assert left[3] == pytest.approx(right[3], abs=0.02)
    assert right[0] - left[0] == pytest.approx(left[2] + gutter, abs=0.02)
    assert left[1] == pytest.approx(right[1], abs=0.02)


def test_columns_stand_below_one_another_in_large_print() -> None:
    found = places(boxes(1, 1), size="large")
    assert found["0 0"][0] == pytest.approx(found["1 0"][0], abs=0.02)
    assert found["0 0"][1] > found["1 0"][1]
    beside = places(boxes(1, 1))
    assert beside["0 0"][1] == pytest.approx(beside["1 0"][1], abs=0.02)


# -- fields and groups


def field(name: str, label: str) -> Field:
    return Field(name, text(label), blank="to fill in")


def test_short_fields_stand_two_in_a_row_with_room_to_write_in() -> None:
    block = Fields((field("name", "Name"), field("date", "Date"), field("goal", "Goal")))
    boxes = {box.name: box for box in edition_of(block).fields}
    assert boxes["name"].baseline == boxes["date"].baseline > boxes["goal"].baseline
    assert boxes["date"].x > boxes["name"].x + boxes["name"].width
    ends = {name: box.x + box.width for name, box in boxes.items()}
    assert ends["date"] == pytest.approx(theme().margin + theme().width, abs=0.1)
    assert ends["goal"] == pytest.approx(ends["name"], abs=0.1)
    assert min(box.width for name, box in boxes.items() if name != "handout_id") >= 45 * MM


def test_fields_with_long_labels_have_a_line_each() -> None:
    long = "The name of the person who is to be told of it " * 2
    block = Fields((field("name", long.strip()), field("date", "Date")))
    boxes = {box.name: box for box in edition_of(block).fields}
    assert boxes["name"].baseline > boxes["date"].baseline
    assert boxes["name"].width == pytest.approx(theme().width, abs=0.1)  # below its label
    assert boxes["name"].width >= 60 * MM


@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_a_detail_may_be_set_a_fifth_smaller_than_text_and_no_more(size: TextSize) -> None:
    (box,) = [one for one in edition_of(field("name", "Name"), size=size).fields
              if one.name == "name"]  # fmt: skip
    assert box.size == theme(size).body.size
    assert box.smallest == pytest.approx(0.8 * box.size)
    assert box.smallest >= 9


def test_lines_of_a_field_are_further_apart_than_those_of_text() -> None:
    (box,) = [one for one in edition_of(Field("note", text("Note"), 4)).fields
              if one.name == "note"]  # fmt: skip
    assert box.lines == 4
    assert box.width == pytest.approx(theme().width, abs=0.1)
    assert box.leading > theme().body.leading


def test_blocks_of_a_group_stay_on_one_page_if_a_page_can_hold_them() -> None:
    press = press_of(theme(), make_masthead("Clinic", (("Line", ""),), None))
    group = Group(tuple(Paragraph(text(f"One of six: {number}.")) for number in range(6)))
    (item,) = press.set(group, {}, 700)[1]
    height = item.box.height
    (fits,), (tall,) = (press.set(group, {}, height + spare)[1] for spare in (1, -1))
    assert fits.box.least == height
    assert fits.box.split(height - 20) is None
    assert tall.box.split(height - 20) is not None
    trace = edition_of(*[FILLING] * 40, group).trace
    assert len({line[:2] for line in trace if "One of six" in line}) == 1
