"""Filling pages, as properties of every story: nothing lost, nothing cut that need not be."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colour import BLACK
from handouts.layout.boxes import DANGER, Box, Frame, Grid, Item, Lines, Row, Stack
from handouts.layout.errors import CannotLayOut
from handouts.layout.paginate import Placed, paginate
from handouts.layout.story import NewPage
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import Line, Run
from handouts.typefaces import load_typeface

FACE = load_typeface().families[0].faces["regular"]
STYLE = TextStyle(8, 10, BLACK)  # ten points for each line: sums stay whole
HEIGHTS = st.tuples(st.integers(12, 20), st.integers(20, 40)).map(
    lambda lines: (lines[0] * 10.0, lines[1] * 10.0)
)
SPACES = st.sampled_from([0.0, 4.0, 10.0])


def lines(count: int) -> Lines:
    line = Line((Run("", FACE, 10),), 10)
    return Lines((line,) * count, STYLE, 100, Tag("P"))


def paragraphs(most: int) -> st.SearchStrategy[Item]:
    return st.builds(Item, st.integers(1, most).map(lines), SPACES)


HEADINGS = st.builds(Item, st.integers(1, 2).map(lines), SPACES, st.just(value=True))
FRAMES = st.sampled_from([Frame(), Frame(padding=(10, 0, 10, 0))])
STACKS = st.builds(
    Stack, st.lists(paragraphs(8), min_size=1, max_size=6).map(tuple), st.just(100.0), FRAMES,
    st.booleans(),
)  # fmt: skip
ROWS = st.builds(lambda box: Row(((0, box),), box.height), st.integers(1, 3).map(lines))
GRIDS = st.builds(
    Grid, st.tuples(ROWS), st.lists(ROWS, min_size=1, max_size=25).map(tuple), st.just(100.0),
    st.just(BLACK), st.just(0.0),
)  # fmt: skip
PIECES = st.one_of(
    HEADINGS, paragraphs(60), st.builds(Item, STACKS, SPACES), st.builds(Item, GRIDS, SPACES),
    st.builds(NewPage),
)  # fmt: skip


def numbered(story: list[Item | NewPage]) -> list[Item | NewPage]:
    """Give every line a number of its own, in reading order; headings are marked with an H."""
    count = itertools.count()
    return [
        replace(piece, box=_numbered(piece.box, count, "H" if piece.keep else ""))
        if isinstance(piece, Item)
        else piece
        for piece in story
    ]


def _numbered(box: Box, count: Iterator[int], mark: str = "") -> Box:
    match box:
        case Lines():
            made = [Line((Run(f"{mark}{next(count)}", FACE, 10),), 10) for _ in box.lines]
            return replace(box, lines=tuple(made))
        case Stack():
            items = [replace(item, box=_numbered(item.box, count)) for item in box.items]
            return replace(box, items=tuple(items))
        case Grid():
            rows = [replace(r, cells=((0, _numbered(r.cells[0][1], count)),)) for r in box.rows]
            return replace(box, rows=tuple(rows))
    raise TypeError(box)


STORIES = st.lists(PIECES, max_size=20).map(numbered)


def read(box: Box) -> list[str]:
    """Return the numbers in a box, in reading order; heads of tables have none."""
    match box:
        case Lines():
            return [line.runs[0].text for line in box.lines]
        case Stack():
            return [number for item in box.items for number in read(item.box)]
        case Grid():
            return [number for row in box.rows for number in read(row.cells[0][1])]
    raise TypeError(box)


def pages(placed: list[Placed]) -> list[list[Placed]]:
    return [list(page) for _, page in itertools.groupby(placed, key=lambda piece: piece.page)]


def items(story: list[Item | NewPage]) -> list[Item]:
    return [piece for piece in story if isinstance(piece, Item)]


@given(STORIES, HEIGHTS)
def test_nothing_is_lost_repeated_or_moved(
    story: list[Item | NewPage], heights: tuple[float, float]
) -> None:
    placed = paginate(story, heights)
    told = [number for item in items(story) for number in read(item.box)]
    assert [number for piece in placed for number in read(piece.box)] == told


@given(STORIES, HEIGHTS)
def test_pieces_stand_under_one_another_within_the_page(
    story: list[Item | NewPage], heights: tuple[float, float]
) -> None:
    for number, page in enumerate(pages(paginate(story, heights))):
        assert page[0].page == number
        assert page[0].down == 0
        for above, below in itertools.pairwise(page):
            assert above.down + above.box.height <= below.down
        assert page[-1].down + page[-1].box.height <= heights[min(number, 1)]


@given(STORIES, HEIGHTS)
def test_no_heading_ends_a_page_unless_headings_are_all_that_fits(
    story: list[Item | NewPage], heights: tuple[float, float]
) -> None:
    placed = pages(paginate(story, heights))
    ends = {chapter[-1] for chapter in chapters(story)}
    for page in placed:
        last = read(page[-1].box)[-1]
        if last.startswith("H") and last not in ends:
            assert all(read(piece.box)[0].startswith("H") for piece in page)


def chapters(story: list[Item | NewPage]) -> list[list[str]]:
    """Return the numbers between forced page breaks."""
    told: list[list[str]] = [[]]
    for piece in story:
        if isinstance(piece, Item):
            told[-1] += read(piece.box)
        else:
            told.append([])
    return [chapter for chapter in told if chapter]


@given(STORIES, HEIGHTS)
def test_what_stays_whole_is_cut_only_where_no_page_holds_it_and_its_heading(
    story: list[Item | NewPage], heights: tuple[float, float]
) -> None:
    begins = {read(piece.box)[0] for piece in paginate(story, heights)}
    headings = 0.0
    for item in items(story):
        if item.keep:
            headings += item.before + item.box.height
            continue
        inner = read(item.box)[1:]
        if isinstance(item.box, Stack) and item.box.whole and begins & set(inner):
            assert headings + item.before + item.box.height > min(heights)
        headings = 0.0


@given(STORIES, HEIGHTS)
def test_a_forced_page_break_begins_a_page(
    story: list[Item | NewPage], heights: tuple[float, float]
) -> None:
    begins = {read(page[0].box)[0] for page in pages(paginate(story, heights))}
    assert {chapter[0] for chapter in chapters(story)} <= begins


@given(st.integers(1, 30), st.integers(12, 40))
def test_no_paragraph_leaves_a_single_line_on_either_page(filling: int, tall: int) -> None:
    story = numbered([Item(lines(filling)), Item(lines(9))])
    for page in pages(paginate(story, (tall * 10.0, tall * 10.0))):
        assert all(len(read(piece.box)) != 1 for piece in page if piece.box.height == 10) or (
            filling == 1
        )


@given(st.integers(8, 60), st.integers(12, 30))
def test_a_cut_table_has_its_head_on_every_page_and_two_rows_below_it(rows: int, tall: int) -> None:
    row = Row(((0, lines(1)),), 10)
    grid = Grid((row,), (row,) * rows, 100, BLACK, 0)
    parts = [piece.box for piece in paginate(numbered([Item(grid)]), (tall * 10.0,) * 2)]
    assert all(isinstance(part, Grid) for part in parts)
    grids = [part for part in parts if isinstance(part, Grid)]
    assert [part.repeated for part in grids] == [False] + [True] * (len(grids) - 1)
    assert all(part.head == (row,) and len(part.rows) >= 2 for part in grids)


def test_danger_signs_that_do_not_fit_are_never_cut() -> None:
    many = tuple(Item(lines(3)) for _ in range(20))
    danger = Stack(many, 100, whole=True, name=DANGER)
    with pytest.raises(CannotLayOut):
        paginate([Item(danger)], (300, 400))
    assert [piece.page for piece in paginate([Item(lines(3)), Item(danger)], (300, 600))] == [0, 1]


def test_a_piece_that_no_page_holds_is_said_with_its_height() -> None:
    row = Row(((0, lines(90)),), 900)
    with pytest.raises(CannotLayOut, match="900 points tall, a page only 500"):
        paginate([Item(Stack((Item(Grid((), (row,), 100, BLACK, 0)),), 100))], (500, 500))
