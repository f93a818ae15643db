"""Tables to read: their heads are heard with each cell, and no row stands alone on a page."""

import itertools

import pytest

from handouts.document import Paragraph, Span, Table, Text
from handouts.layout import make_masthead
from handouts.layout.boxes import Grid
from handouts.layout.galley import Piece
from handouts.layout.press import press_of
from tests.layout.laying_out import edition_of, file_of, text, theme
from tests.reading import open_pdf, shown, tag_tree, text_boxes

HEAD = (text("What"), text("How"))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DOT = text("•")


def rows(count: int) -> tuple[tuple[Text, ...], ...]:
    return tuple((text(f"Row {number}"), text(f"cell {number}")) for number in range(count))


def week(*marked: str, empty: str = "") -> Table:
    """Return a week of exercises, each done on the days that its text has a 1 for."""
    head = (text("Exercise"), *map(text, DAYS))
    cells = tuple(
        (text(f"Move {number}"), *(DOT if day == "1" else () for day in days))
        for number, days in enumerate(marked)
    )
    return Table(head, cells, "week", empty)


def tags(data: bytes) -> list[str]:
    with open_pdf(data) as pdf:
        return [line.strip() for line in tag_tree(pdf)]


def places(data: bytes) -> dict[str, tuple[float, float]]:
    """Return where each text of the first page begins."""
    with open_pdf(data) as pdf:
        return {piece.text.strip(): (piece.x, piece.y) for piece in shown(pdf.pages[0])}


def pages_of(count: int, filling: int) -> list[int]:
    """Return the page of each row of a table behind so many lines of text."""
    blocks = [Paragraph(text("word"))] * filling
    trace = edition_of(*blocks, Table(HEAD, rows(count))).trace
    return [int(line[1]) for line in trace if " Row " in line]


def test_each_cell_of_the_head_heads_its_column_and_each_first_cell_its_row() -> None:
    told = tags(file_of(Table(HEAD, rows(2))))
    start = told.index("Table")
    assert told[start:] == [
        "Table",
        "THead", "TR", "TH O=Table Scope=Column", "P What", "TH O=Table Scope=Column", "P How",
        "TBody", "TR", "TH O=Table Scope=Row", "P Row 0", "TD", "P cell 0",
        "TR", "TH O=Table Scope=Row", "P Row 1", "TD", "P cell 1",
    ]  # fmt: skip


def test_a_table_of_two_columns_gives_a_quarter_to_what_heads_its_rows() -> None:
    found = places(file_of(Table(HEAD, rows(1))))
    (left, _), (right, _) = found["What"], found["How"]
    assert right - left == pytest.approx(theme().width / 4, abs=0.1)
    assert found["Row 0"][0] == pytest.approx(left, abs=0.1)
    assert found["cell 0"][0] == pytest.approx(right, abs=0.1)


def test_columns_keep_the_longest_word_whole_and_long_texts_get_more_room() -> None:
    long = "a text that goes on for a while and then some more of it " * 3
    head = (text("Name"), text("Unbelievably"), text("Text"))
    found = places(file_of(Table(head, ((text("A"), text("b"), text(long.strip())),))))
    name, word, last = (found[one][0] for one in ("Name", "Unbelievably", "Text"))
    assert "Unbelievably" in found  # in one piece
    assert word - name < 0.2 * theme().width
    assert theme().margin + theme().width - last > 0.5 * theme().width


def grid_of(count: int) -> Grid:
    """Return the box of a table of so many rows."""
    press = press_of(theme(), make_masthead("Clinic", (("Line", ""),), None))
    (item,) = press.set(Table(HEAD, rows(count)), {}, 700)[1]
    assert isinstance(item.box, Piece)
    assert isinstance(item.box.box, Grid)
    return item.box.box


def test_a_table_of_nine_rows_is_never_cut_and_one_of_ten_is() -> None:
    nine, ten = grid_of(9), grid_of(10)
    assert nine.least == nine.height
    assert nine.split(nine.height - 1) is None
    assert ten.least < ten.height / 2
    assert ten.split(ten.height - 1) is not None


def test_a_table_is_cut_with_two_rows_at_least_on_either_side() -> None:
    grid = grid_of(12)
    head, row = grid.head[0].height, grid.rows[0].height
    found = []
    for count in range(14):
        cut = grid.split(head + count * row + 1)
        found.append(cut and (len(cut[0].rows), len(cut[1].rows)))
    assert found == [None, None, *((first, 12 - first) for first in range(2, 11)), *[(10, 2)] * 3]


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    cut = 0
    for filling in range(20, 45):
        pages = pages_of(12, filling)
        cut += len(set(pages)) == 2
        assert all(pages.count(page) >= 2 for page in set(pages))
    assert cut > 5


def test_a_head_that_comes_again_on_the_next_page_is_seen_and_not_heard_again() -> None:
    data = file_of(Table(HEAD, rows(60)))
    seen = [sum(box.text.strip() == "What" for box in page) for page in text_boxes(data)]
    assert seen == [1, 1, 1]
    told = tags(data)
    assert told.count("P What") == told.count("THead") == told.count("Table") == 1
    assert told.count("TH O=Table Scope=Row") == 60


# -- a week


def test_a_week_has_a_narrow_column_for_each_day_and_dots_in_the_middle_of_it() -> None:
    data = file_of(week("1000000", "0000001"))
    found = places(data)
    heads = [found[day] for day in DAYS]
    middles = [box for box in text_boxes(data)[0] if box.text.strip() in DAYS]
    centres = [(box.left + box.right) / 2 for box in middles]
    steps = [after - before for before, after in itertools.pairwise(centres)]
    assert steps == pytest.approx([0.085 * theme().width] * 6, abs=1.5)
    assert len({y for _, y in heads}) == 1
    dots = [box for box in text_boxes(data)[0] if box.text.strip() == "•"]
    assert [(box.left + box.right) / 2 for box in dots] == pytest.approx(
        [centres[0], centres[6]], abs=1
    )


def test_an_empty_day_is_heard_as_what_it_is() -> None:
    told = tags(file_of(week("1010000", empty="rest")))
    cells = told[told.index("P Move 0") + 1 :]
    assert sum("rest" in line for line in cells) == 5
    assert sum("•" in line for line in cells) == 2


def test_words_for_the_whole_week_stand_across_all_its_days() -> None:
    table = Table(
        (text("Exercise"), *map(text, DAYS)), ((text("Walk"), text("each day"), *[()] * 6),), "week"
    )
    told = tags(file_of(table))
    assert "TD ColSpan=7 O=Table" in told
    assert told[-1] == "P each day"
    (words,) = [box for box in text_boxes(file_of(table))[0] if "each day" in box.text]
    first, last = places(file_of(table))["Mon"][0], places(file_of(table))["Sun"][0]
    assert (words.left + words.right) / 2 == pytest.approx((first + last + 20) / 2, abs=12)


def test_large_print_tells_a_week_in_lines_with_the_days_of_each_exercise() -> None:
    told = tags(file_of(week("1010000", "0000001"), size="giant"))
    assert "Table" not in told
    assert [line for line in told if line.startswith("P Move")] == [
        "P Move 0: Mon, Wed", "P Move 1: Sun",
    ]  # fmt: skip


def test_large_print_tells_a_table_in_lines_with_the_heads_of_its_columns() -> None:
    table = Table((*HEAD, text("When")), ((text("Walk"), text("slowly"), text("at noon")),))
    told = tags(file_of(table, size="large"))
    assert "P Walk: slowly. When: at noon" in told
    assert "Table" not in told


def test_a_link_in_a_cell_stays_one() -> None:
    linked = ((text("Ring"), (Span("us", link="tel:1"),)),)
    told = tags(file_of(Table(HEAD, linked)))
    assert told[-3:] == ["TD", "P", "Link (tel:1) | us"]
