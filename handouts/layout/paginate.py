"""Filling pages: boxes go down a page until one does not fit, and are cut where it is good."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.layout.boxes import DANGER, LOG, Beside, Box, Grid, Item, Stack, cut_items, height_of
from handouts.layout.errors import CannotLayOut
from handouts.layout.galley import Piece
from handouts.layout.story import NewPage


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on a page: its index from 0, and how far below the text area's top it begins."""

    page: int
    down: float
    box: Box


def paginate(
    story: Iterable[Item | NewPage], heights: tuple[float, float], least_full: float = 0
) -> list[Placed]:
    """Return where each box goes.

    `heights` are those of the text area on the first page and on the others, in points. Space
    before a box falls away at the top of a page; a box that keeps with the next moves with it. A
    box that wants to stay whole is cut where it would else leave less than the share `least_full`
    of a page filled. Raises CannotLayOut for a box that no page holds.
    """
    placed: list[Placed] = []
    page = 0
    for chapter in _chapters(story):
        waiting = chapter
        while waiting:
            height = heights[min(page, 1)]
            whole, waiting = _page(waiting, height, least_full * height)
            placed += _place(whole, page)
            page += 1
    return placed


def height_to_danger(story: Iterable[Item | NewPage]) -> float:
    """Return how much room page 1 needs to hold the danger signs and all before them (points).

    Nothing where they do not stand in its chapter.
    """
    first = next(iter(_chapters(story)), ())
    last = next((i for i, item in enumerate(first) if _holds_danger(item.box)), None)
    return 0 if last is None else height_of(first[: last + 1])


def _holds_danger(box: Box) -> bool:
    if isinstance(box, Piece):
        return _holds_danger(box.box)
    if isinstance(box, Stack):
        return box.name == DANGER or any(_holds_danger(item.box) for item in box.items)
    return isinstance(box, Beside) and any(_holds_danger(one) for _, one in box.columns)


def _chapters(story: Iterable[Item | NewPage]) -> list[tuple[Item, ...]]:
    """Return the runs of items between forced page breaks."""
    chapters: list[list[Item]] = [[]]
    for item in story:
        if isinstance(item, NewPage):
            chapters.append([])
        else:
            chapters[-1].append(item)
    return [tuple(chapter) for chapter in chapters if chapter]


def _page(
    items: tuple[Item, ...], height: float, least: float
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return what stands on a page and what is left."""
    if height_of(items) <= height:
        return items, ()
    cut = cut_items(items, height)
    if cut is not None and cut[0]:
        inside = len(cut[0]) + len(cut[1]) > len(items)  # a box is cut, so the page is full
        if inside or height_of(cut[0]) >= least:
            return cut
        start = len(cut[0])
        looser = (_loosening(items, start, firm=(DANGER, LOG)), _parting(items, start))
        cuts = (cut, *(found for found in (cut_items(one, height) for one in looser) if found))
        return max(cuts, key=lambda one: height_of(one[0]))
    # Taller than a page: cut what wants to stay whole, then give up keeping headings with it.
    loose = _loosening(items, 0, firm=(DANGER,))
    cut = cut_items(loose, height) or cut_items(
        tuple(replace(item, keep=False) for item in loose), height
    )
    if cut is not None and cut[0]:
        return cut
    raise CannotLayOut(
        f"a piece is {items[0].box.height:.0f} points tall, a page only {height:.0f}"
    )


def _loosening(items: tuple[Item, ...], start: int, firm: tuple[str, ...]) -> tuple[Item, ...]:
    """Return the items; the first from `start` on that leads to no other may be cut.

    Unless it has one of the names in `firm`.
    """
    first = next((i for i in range(start, len(items)) if not items[i].keep), start)
    loose = replace(items[first], box=_loosened(items[first].box, firm))
    return (*items[:first], loose, *items[first + 1 :])


def _parting(items: tuple[Item, ...], start: int) -> tuple[Item, ...]:
    """Return the items; what introduces a log may stand on the page before it, with its heading."""
    first = next((i for i in range(start, len(items)) if not items[i].keep), start)
    if first - start < 2 or not _is_log(items[first].box):  # noqa: PLR2004 - heading and words
        return items
    return (*items[: first - 1], replace(items[first - 1], keep=False), *items[first:])


def _is_log(box: Box) -> bool:
    inner = box.box if isinstance(box, Piece) else box
    return isinstance(inner, Stack) and inner.name == LOG


def _loosened(box: Box, firm: tuple[str, ...]) -> Box:
    if isinstance(box, Piece):
        return box.like(_loosened(box.box, firm))
    if isinstance(box, (Stack, Grid)) and box.name not in firm:
        return replace(box, whole=False)
    return box


def _place(items: tuple[Item, ...], page: int) -> list[Placed]:
    placed = []
    down = 0.0
    for index, item in enumerate(items):
        down += item.before if index else 0
        placed.append(Placed(page, down, item.box))
        down += item.box.height
    return placed
