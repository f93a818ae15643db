"""The press: all that documents of one look and clinic have in common, and what was set so far.

A block is set once, a piece drawn once; what comes of it does not depend on what was made before,
only how long it takes.
"""

from functools import lru_cache

from handouts.document import Block, Card, OwnPicture, Picture, every_block
from handouts.identity import Same
from handouts.layout.across import draw_across
from handouts.layout.band import Fit, fits
from handouts.layout.boxes import Item
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.fonts import FontBook
from handouts.layout.galley import Galley, Piece
from handouts.layout.inset import Insets, Shelf
from handouts.layout.maker import Maker
from handouts.layout.masthead import Masthead
from handouts.layout.page import PageFrame, Running
from handouts.layout.pen import Once, Pen
from handouts.layout.pictures import Illustration, Illustrations, Photo
from handouts.layout.stamp import Stamp
from handouts.layout.story import make
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.typefaces import Typeface

_PRESSES, _TYPEFACES = 8, 8  # kept in a process
_GALLEYS = 1024  # kept in a press: some 20 kB each
_WORDS = 8  # words of running lines whose frames are kept in a press
_BANDS = 16  # in a press: each as large as a page 1 has room for
_RUNNING = 128  # pages whose running lines are kept in a press

Setting = tuple[Galley, tuple[Item, ...]]
_Shown = tuple[tuple[str, Illustration | Photo], ...]
"""The illustrations of a block, by the id of their exercise."""


@lru_cache(_PRESSES)
def press_of(theme: Theme, masthead: Masthead) -> "Press":
    """Return the press for a look and a clinic."""
    return Press(theme, masthead)


@lru_cache(_TYPEFACES)
def font_book(typeface: Typeface) -> FontBook:
    """Return the fonts of a typeface."""
    return FontBook(typeface)


def _shown_by(block: Block) -> str:
    """Return the name under which a block's illustration is found, "" for a block without one."""
    match block:
        case Card() | Picture():
            return block.exercise
        case OwnPicture():
            return block.file
        case _:
            return ""


class Head:
    """A band of page 1 as it was drawn once, and its galley."""

    def __init__(self) -> None:
        self.tag = Tag("Sect")
        self.galley = Galley([self.tag])
        self.once = Once()


def _another_head(_fit: Fit) -> Head:
    return Head()


def _another(_words: Running, _page: int, _pages: int) -> Once:
    return Once()


def _another_across(_words: str, _first: bool) -> Once:
    return Once()


class Press:
    """Sets blocks and draws pieces in one look; lengths in points."""

    def __init__(self, theme: Theme, masthead: Masthead) -> None:
        self.fonts = font_book(theme.typeface)
        self._theme, self._masthead = theme, masthead
        self._pen = Pen(TaggedCanvas(self.fonts), theme)
        self._notice = Tag("P")
        self.notice = Galley([self._notice])
        self.frame = lru_cache(_WORDS)(self._frame)
        self._set_once = lru_cache(_GALLEYS)(self._set)
        self._ran = lru_cache(_RUNNING)(_another)
        self._crossed = lru_cache(_WORDS)(_another_across)
        self._headed = lru_cache(_BANDS)(_another_head)
        self._insets = Insets()

    def set(
        self,
        block: Block,
        illustrations: Illustrations,
        page_height: float,
        copy: int = 0,
        growth: float = 1,
    ) -> Setting:
        """Return a block's galley and its items; what fits the page height may stay whole.

        A document that has a block twice needs two galleys of it: `copy` tells them apart. The
        pictures of cards are `growth` times their usual size.
        """
        names = (_shown_by(one) for one in every_block((block,)))
        shown = tuple((name, illustrations[name]) for name in names if name in illustrations)
        return self._set_once(Same(block), shown, page_height, copy, growth)

    @property
    def least_full(self) -> float:
        """The share of a page that is to be filled even if a piece has to be cut for it."""
        return self._theme.scale.least_full

    def stamp(self, piece: Piece) -> Stamp:
        """Return what drawing a piece left."""
        return piece.stamp(self._pen, self._theme.margin)

    def head(self, frame: PageFrame) -> Stamp:
        """Return the band of page 1; it stands at height 0."""
        head = self._headed(frame.fit)
        return head.once.stamp(self._pen, lambda: frame.draw_band(self._pen, head.tag))

    def band(self, frame: PageFrame) -> Galley:
        """Return the galley of the band of page 1."""
        return self._headed(frame.fit).galley

    def run(self, words: Running, page: int, pages: int) -> Stamp:
        """Return the running lines of a page (index from 0); they stand at height 0."""
        frame = self.frame(words)
        once = self._ran(words, page, pages)
        return once.stamp(self._pen, lambda: frame.draw_running(self._pen, page, pages))

    def across(self, words: str, *, first: bool) -> Stamp:
        """Return words across a page; those of the first page are read, before all else."""
        tag = self._notice if first else None
        return self._crossed(words, first).stamp(
            self._pen, lambda: draw_across(self._pen, words, tag)
        )

    def _frame(self, words: Running) -> PageFrame:
        return PageFrame(self._theme, words, self._masthead, fits(self._theme, self._masthead)[0])

    def _set(
        self, block: Same[Block], shown: _Shown, page_height: float, _copy: int, growth: float
    ) -> Setting:
        parent, theme = Tag("Document"), self._theme
        measure = min(theme.width, theme.scale.measure)
        maker = Maker(
            theme, theme.width, measure, page_height, parent, dict(shown), make,
            Shelf(self._insets), growth,
        )  # fmt: skip
        items = make(maker, block.value)
        galley = Galley(parent.kids)
        return galley, tuple(
            Item(Piece(item.box, galley, is_all=len(items) == 1), item.before, item.keep)
            for item in items
        )
