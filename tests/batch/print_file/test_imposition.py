"""Which page lies where: by hand, and as properties of every number of pages."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.print_file.imposition import placements, sheet_size, sides
from handouts.batch.print_file.options import (
    MOST_STAPLE_MARGIN,
    Imposition,
    PrintOptions,
    print_options,
)
from handouts.units import MM, PAPERS, PaperName

BOOKLET = PrintOptions(imposition="booklet")
PAGE_MARGIN = 18 * MM  # of a handout's page, white all round but for its foot
PRINTABLE = 5 * MM  # what printers leave white
IMPOSITIONS: tuple[Imposition, ...] = ("single", "two-up", "booklet")
ALL = st.builds(PrintOptions, duplex=st.booleans(), imposition=st.sampled_from(IMPOSITIONS)).filter(
    lambda options: options.duplex or options.imposition != "booklet"
)


def test_a_booklet_of_eight_pages_folds_as_worked_out_by_hand() -> None:
    # Two sheets, one in the other. Outer: front 8|1, back 2|7. Inner: front 6|3, back 4|5.
    assert sides(8, BOOKLET) == ((7, 0), (1, 6), (5, 2), (3, 4))


def test_a_booklet_of_five_pages_has_its_empty_ones_at_the_end() -> None:
    # Pages 6, 7 and 8 are empty.
    assert sides(5, BOOKLET) == ((None, 0), (1, None), (None, 2), (3, 4))


def test_a_booklet_of_two_pages_is_one_sheet() -> None:
    assert sides(2, BOOKLET) == ((None, 0), (1, None))


@given(st.integers(1, 200))
def test_a_folded_booklet_reads_on(pages: int) -> None:
    printed = sides(pages, BOOKLET)
    fronts, backs = printed[::2], printed[1::2]
    # Laid into one another and opened: up to the middle, each leaf is right half of a front,
    # then left half of its back; from the middle on, right half of a back, left of its front.
    up = chain.from_iterable((front[1], back[0]) for front, back in zip(fronts, backs, strict=True))
    down = chain.from_iterable(
        (back[1], front[0]) for front, back in reversed(list(zip(fronts, backs, strict=True)))
    )
    read = [*up, *down]
    assert read[:pages] == list(range(pages))
    assert set(read[pages:]) <= {None}


@given(st.integers(1, 200), ALL)
def test_every_page_is_printed_once_on_whole_sheets_with_least_waste(
    pages: int, options: PrintOptions
) -> None:
    printed = sides(pages, options)
    numbers = [number for side in printed for number in side if number is not None]
    assert sorted(numbers) == list(range(pages))
    sides_of_sheet = 2 if options.duplex else 1
    assert len(printed) % sides_of_sheet == 0
    places = len(printed[0]) * sides_of_sheet
    assert len(printed) * len(printed[0]) - pages < places


@given(st.integers(1, 200), ALL.filter(lambda o: o.imposition != "booklet"))
def test_pages_side_by_side_follow_one_another(pages: int, options: PrintOptions) -> None:
    numbers = [number for side in sides(pages, options) for number in side]
    assert numbers[:pages] == list(range(pages))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("imposition", IMPOSITIONS)
@pytest.mark.parametrize("back", [False, True])
def test_the_widest_staple_margin_leaves_all_ink_where_printers_print(
    paper: PaperName, imposition: Imposition, *, back: bool
) -> None:
    page = PAPERS[paper].width, PAPERS[paper].height
    widest = print_options(
        booklet=imposition == "booklet",
        two_up=imposition == "two-up",
        staple_margin=MOST_STAPLE_MARGIN[imposition],
    )
    across, up = sheet_size(page, imposition)
    places = placements(page, widest, back=back)
    for place in places:
        left = place.x + PAGE_MARGIN * place.scale
        right = place.x + (page[0] - PAGE_MARGIN) * place.scale
        assert left >= PRINTABLE
        assert right <= across - PRINTABLE
        assert -0.01 <= place.y <= place.y + page[1] * place.scale <= up + 0.01
    inner = [p.x + PAGE_MARGIN * p.scale for p in places[1:]]
    outer = [p.x + (page[0] - PAGE_MARGIN) * p.scale for p in places[:-1]]
    assert all(left > right for left, right in zip(inner, outer, strict=True))


def test_the_staple_margin_is_mirrored_on_the_back() -> None:
    options = print_options(staple_margin=10)
    (front,), (back,) = (placements((595, 842), options, back=side) for side in (False, True))
    assert (front.x, back.x) == (10 * MM, -10 * MM)
    assert front.scale == back.scale == 1


def test_the_staple_margin_of_a_booklet_lies_at_the_fold() -> None:
    plain, stapled = (
        placements((595, 842), print_options(booklet=True, staple_margin=mm), back=False)
        for mm in (0, 5)
    )
    assert stapled[0].x == pytest.approx(plain[0].x - 5 * MM)
    assert stapled[1].x == pytest.approx(plain[1].x + 5 * MM)


def test_two_pages_of_a4_fill_a_landscape_sheet_of_a4() -> None:
    page = PAPERS["a4"].width, PAPERS["a4"].height
    left, right = placements(page, PrintOptions(imposition="two-up"), back=False)
    assert left.scale == pytest.approx(210 / 297)
    assert (left.x, left.y) == pytest.approx((0, 0), abs=0.1)
    assert right.x == pytest.approx(297 * MM / 2, abs=0.1)
