"""One file of a print file: its pages, what they share, and what it says about itself."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.batch.print_file.imposition import Placement, Side, placements, sheet_size
from handouts.batch.print_file.options import PrintOptions
from handouts.batch.print_file.printable import Printable
from handouts.batch.print_file.shared import Placed, SharedObjects, size
from handouts.output import PendingFile
from handouts.pdf.edition_data import About
from handouts.pdf.metadata import information, metadata
from handouts.pdf.objects import stream
from handouts.pdf.page_tree import PageTree
from handouts.pdf.streamed import StreamedPdf
from handouts.pdf.values import written

_PLACED = 64  # editions whose places in the file are remembered
_CLOSING = 16_000  # bytes: more than metadata, colour profile and the open page tree take
_PER_PAGE = 400  # bytes: more than a page of an imposed sheet takes besides its content
_COMPRESSED_FROM = 600  # bytes; below, compressing costs more time than it saves paper's worth


@dataclass(frozen=True, slots=True)
class Page:
    """What a patient's page shows besides its edition's content; None for no content at all."""

    static: int | None  # the page of the edition
    drawn: bytes


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One side of an edition's sheets: entries of the page, and what moves pages to their places.

    A move is a stream that comes before a page's content and one that comes after, or none.
    """

    entries: bytes
    moves: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition in this file; it is kept so that its id stays its own."""

    edition: Printable
    placed: Placed
    front: _Sheet
    back: _Sheet


class Volume:
    """A PDF in the making. `backwards`: its last page shall come first."""

    def __init__(
        self, path: Path, options: PrintOptions, *, force: bool, backwards: bool = False
    ) -> None:
        self._options = options
        self._file = PendingFile(path, force=force)
        self._pdf = StreamedPdf(self._file.write)
        self._shared = SharedObjects(self._pdf)
        self._tree = PageTree(self._pdf, backwards=backwards)
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._intents = b""
        self.path = path

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self._tree.pages

    @property
    def size(self) -> int:
        """The bytes that it has."""
        return self._pdf.size

    def size_with(self, edition: Printable, drawn: int, sides: int) -> int:
        """Return more bytes than it would have, with a handout more, when it is closed.

        `drawn` are the bytes of the patient's own content, `sides` those of paper.
        """
        static = 0 if id(edition) in self._known else size(edition)
        return self._pdf.size + static + drawn + sides * 2 * _PER_PAGE + _CLOSING

    def write_pages(self, edition: Printable, pages: Sequence[Page]) -> list[tuple[int, ...]]:
        """Write the content of pages that belong together; return the streams of each."""
        placed = self._place(edition).placed
        known: dict[bytes, int] = {}  # most pages of a handout have the same running line
        streams = []
        for page in pages:
            static = () if page.static is None else placed.content[page.static]
            if page.drawn and page.drawn not in known:
                compress = len(page.drawn) > _COMPRESSED_FROM
                known[page.drawn] = self._pdf.add(stream(page.drawn, compress=compress))
            streams.append((*static, known[page.drawn]) if page.drawn else static)
        return streams

    def write_blank(self, drawn: bytes) -> tuple[int, ...]:
        """Return the streams of an empty page."""
        return (self._shared.operators(drawn),) if drawn else ()

    def write_side(
        self,
        edition: Printable,
        side: Side,
        streams: Sequence[tuple[int, ...]],
        blank: tuple[int, ...],
        *,
        back: bool,
    ) -> None:
        """Write one side of a sheet: the pages that lie on it, moved to their places."""
        known = self._place(edition)
        sheet = known.back if back else known.front
        content: list[int] = []
        for number, move in zip(side, sheet.moves, strict=True):
            shown = blank if number is None else streams[number]
            content += (move[0], *shown, move[1]) if move and shown else shown
        listed = " ".join([f"{number} 0 R" for number in content])
        self._tree.add(b"%b/Contents[%b]" % (sheet.entries, listed.encode()))

    def finish(self, about: About, date: dt.date) -> None:
        """Write what belongs at the end, and flush all to the disk."""
        pdf = self._pdf
        pages = self._tree.close()
        told = pdf.add(metadata(about, date, tagged=False))
        info = pdf.add(information(about, date))
        root = pdf.add(
            b"<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/OutputIntents %b/Lang(%b)"
            b"/PageMode/UseNone/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None"
            b"/PickTrayByPDFSize true/Duplex%b>>>>"
            % (pages, told, self._intents, about.language.encode(), self._sides())
        )
        pdf.finish(root, info)
        self._file.finish()

    def put_in_place(self) -> None:
        """Give the finished file its name."""
        self._file.place()

    def discard(self) -> None:
        """Remove the file, unless it is in its place."""
        self._file.discard()

    def _sides(self) -> bytes:
        """Return how a printer turns the paper. Sheets of two pages are landscape."""
        if not self._options.duplex or self._options.split_odd_even:
            return b"/Simplex"
        single = self._options.imposition == "single"
        return b"/DuplexFlipLongEdge" if single else b"/DuplexFlipShortEdge"

    def _place(self, edition: Printable) -> _Known:
        known = self._known.get(id(edition))
        if known is None:
            if not self._intents:
                intents = self._shared.copy(edition.output_intents, edition.objects, {})
                self._intents = written(intents)
            placed = self._shared.place(edition)
            front, back = (self._sheet(edition, placed, back=back) for back in (False, True))
            known = self._known[id(edition)] = _Known(edition, placed, front, back)
            if len(self._known) > _PLACED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(id(edition))
        return known

    def _sheet(self, edition: Printable, placed: Placed, *, back: bool) -> _Sheet:
        page = edition.pages[0].size
        size = sheet_size(page, self._options.imposition)
        entries = b"/MediaBox[0 0 %.4f %.4f]/Resources %d 0 R" % (*size, placed.resources)
        moves = [self._move(p, page) for p in placements(page, self._options, back=back)]
        return _Sheet(entries, tuple(moves))

    def _move(self, place: Placement, page: tuple[float, float]) -> tuple[int, int] | None:
        if (place.x, place.y, place.scale) == (0, 0, 1):
            return None
        matrix = (place.scale, place.scale, place.x, place.y)
        start = b"q %.5f 0 0 %.5f %.4f %.4f cm 0 0 %.4f %.4f re W n\n" % (*matrix, *page)
        return self._shared.operators(start), self._shared.operators(b"Q\n")


def about_print_file(of_edition: About, title: str) -> About:
    """Return what a print file says about itself, from what its first edition does."""
    return replace(of_edition, title=title or of_edition.title, subject="")
