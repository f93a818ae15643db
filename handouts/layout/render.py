"""Laying out a document: boxes, pages, one tagged file with empty boxes for a patient."""

import itertools
from threading import Lock

from handouts.document import Block, Card, Document
from handouts.layout.band import Band
from handouts.layout.boxes import Box, Item, height_of
from handouts.layout.danger import Room, with_room
from handouts.layout.errors import CannotLayOut
from handouts.layout.file import write_objects
from handouts.layout.form_font import form_font
from handouts.layout.galley import Galley, Piece
from handouts.layout.growing import grow
from handouts.layout.masthead import Masthead
from handouts.layout.page import PageFrame, running
from handouts.layout.paginate import Placed, height_to_danger, paginate
from handouts.layout.pictures import Illustrations
from handouts.layout.press import Press, press_of
from handouts.layout.sheet import Sheet
from handouts.layout.story import tell
from handouts.layout.theme import Theme
from handouts.layout.trace import Trace
from handouts.pdf.edition_data import About, Edition
from handouts.pdf.object_streams import pack
from handouts.pdf.objects import static_part

_ONE_AT_A_TIME = Lock()  # presses and fonts are drawn with by all


def lay_out(
    document: Document,
    theme: Theme,
    masthead: Masthead,
    illustrations: Illustrations,
    producer: str,
    profile: bytes,
) -> Edition:
    """Return the laid-out edition of a document; cards without an illustration do without.

    `profile` is the ICC profile of the file's colours. Raises CannotLayOut for a piece that fits
    on no page, and where the danger signs do not stand whole on page 1. Safe to use from threads;
    they wait for each other.
    """
    with _ONE_AT_A_TIME:
        press = press_of(theme, masthead)
        sheets, galleys = _made_up(press, document, illustrations)
        written = write_objects(
            document, sheets, galleys, (theme.paper.width, theme.paper.height),
            press.fonts.of_fields, profile, form_font(theme.typeface),
        )  # fmt: skip
    packed = pack(written.objects, written.end)
    static = static_part(packed.objects, packed.rows)
    return Edition(
        digest=static.started.hexdigest(),
        about=About(document.title, document.subject, masthead.name, document.language, producer),
        pages=len(sheets),
        static=static,
        root=written.root,
        info_number=written.info,
        metadata_number=written.metadata,
        fields=written.fields,
        glyphs=press.fonts.glyphs,
        trace=Trace(tuple(tuple((on.stamp, on.rise) for on in sheet.placed) for sheet in sheets)),
    )


def danger_room(document: Document, theme: Theme, masthead: Masthead) -> Room:
    """Return how the danger signs stand on page 1; pictures before them are left out.

    Safe to use from threads; they wait for each other.
    """
    with _ONE_AT_A_TIME:
        press = press_of(theme, masthead)
        press.fonts.begin()
        return _with_room(press, document, {})[1]


def fitted_band(document: Document, theme: Theme, masthead: Masthead) -> Band:
    """Return the band of page 1 as it is beside the danger signs of a document.

    `document` can be one that ends with them. Safe to use from threads.
    """
    with _ONE_AT_A_TIME:
        press = press_of(theme, masthead)
        frame = press.frame(running(document))
        height = frame.heights[1]
        story = tell(document.blocks, lambda block: list(press.set(block, {}, height)[1]))
        return frame.fitted(height_to_danger(story)).band


def _made_up(
    press: Press, document: Document, illustrations: Illustrations
) -> tuple[list[Sheet], tuple[Galley, ...]]:
    """Return a document's pages, and its galleys in reading order. Raises CannotLayOut."""
    press.fonts.begin()
    frame = press.frame(running(document))
    height = frame.heights[1]
    document, _ = _with_room(press, document, illustrations)
    sources: dict[Galley, tuple[Block, int]] = {}

    def items(block: Block) -> list[Item]:
        for copy in itertools.count():
            galley, made = press.set(block, illustrations, height, copy)
            if galley not in sources:
                break
        sources[galley] = block, copy
        return list(made)

    def larger(piece: Box, growth: float) -> Box | None:
        if not (isinstance(piece, Piece) and piece.is_all):
            return None
        block, copy = sources[piece.galley]
        if not isinstance(block, Card):
            return None
        (item,) = press.set(block, illustrations, height, copy, growth)[1]
        return item.box

    story = tell(document.blocks, items)
    frame = frame.fitted(height_to_danger(story))
    placed = grow(paginate(story, frame.heights, press.least_full), frame.heights, larger)
    swapped = {
        old.box.galley: new.box.galley
        for old, new in placed
        if isinstance(old.box, Piece) and isinstance(new.box, Piece)
    }
    sheets = _sheets(press, frame, [new for _, new in placed])
    _require_danger_first(sheets)
    bands = (press.band(frame),) if frame.has_band else ()
    notice = (press.notice,) if document.across else ()
    return sheets, (*notice, *bands, *(swapped.get(galley, galley) for galley in sources))


def _with_room(
    press: Press, document: Document, illustrations: Illustrations
) -> tuple[Document, Room]:
    """Return a document whose danger signs have room on page 1, and how that was made."""
    frame = press.frame(running(document))
    height = frame.heights[1]
    if frame.theme.furniture.paper:  # printed paper gives way first: there is plain paper
        return document, "whole"

    def fits(blocks: tuple[Block, ...]) -> bool:
        story = tell(blocks, lambda block: list(press.set(block, illustrations, height)[1]))
        needed = height_of([item for item in story if isinstance(item, Item)])
        return frame.fitted(needed).heights[0] >= needed

    return with_room(document, fits)


def _sheets(press: Press, frame: PageFrame, placed: list[Placed]) -> list[Sheet]:
    """Return the pages: pieces where they were put, the band and running lines around them."""
    sheets = [Sheet(index) for index in range(placed[-1].page + 1)]
    if frame.has_band:
        sheets[0].add(press.head(frame), 0, press.band(frame))
    for one in placed:
        if isinstance(one.box, Piece):
            rise = frame.top(one.page) - one.down
            sheets[one.page].add(press.stamp(one.box), rise, one.box.galley)
    across = frame.words.across
    for sheet in sheets:
        sheet.add(press.run(frame.words, sheet.index, len(sheets)), 0)
        if across:
            first = sheet.index == 0
            stamp = press.across(across, first=first)
            sheet.add(stamp, 0, press.notice if first else None)
    return sheets


def _require_danger_first(sheets: list[Sheet]) -> None:
    """Refuse danger signs on another page than the first, wherever among the blocks they were.

    That a handout has them at all is for templating to see to.
    """
    if any(on.stamp.danger for sheet in sheets[1:] for on in sheet.placed):
        raise CannotLayOut("the danger signs do not fit on page 1")
