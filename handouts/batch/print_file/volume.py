"""One file of a print file: its pages, what they share, and what it says about itself."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.batch.print_file.imposition import Side, placements, sheet_size
from handouts.batch.print_file.options import PrintOptions
from handouts.batch.print_file.printable import Printable
from handouts.batch.print_file.shared import Placed, SharedObjects, size
from handouts.output import PendingFile
from handouts.pdf.edition_data import About
from handouts.pdf.metadata import information, metadata
from handouts.pdf.objects import stream
from handouts.pdf.page_tree import PageTree
from handouts.pdf.values import written
from handouts.pdf.streamed import StreamedPdf

_PLACED = 64  # editions whose places in the file are remembered
_CLOSING = 16_000  # bytes: more than metadata, colour profile and the open page tree take
_PER_PAGE = 400  # bytes: more than a page of an imposed sheet takes besides its content
_COMPRESSED_FROM = 600  # bytes; below, compressing costs more time than it saves paper's worth


@dataclass(frozen=True, slots=True)
class Page:
    """What a patient's page shows besides its edition's content; None for no content at all."""

    static: int | None  # the page of the edition
    drawn: bytes


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
        self._placed: OrderedDict[int, tuple[Printable, Placed]] = OrderedDict()
        self._intents = b""
        self.name = path.name

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
        static = 0 if id(edition) in self._placed else size(edition)
        return self._pdf.size + static + drawn + sides * 2 * _PER_PAGE + _CLOSING

    def write_pages(self, edition: Printable, pages: Sequence[Page]) -> list[tuple[int, ...]]:
        """Write the content of pages that belong together; return the streams of each."""
        placed = self._place(edition)
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
        options = self._options
        page = edition.pages[0].size
        across, up = sheet_size(page, options.imposition)
        content: list[int] = []
        for number, place in zip(side, placements(page, options, back=back), strict=True):
            shown = blank if number is None else streams[number]
            moved = (place.x, place.y, place.scale) != (0, 0, 1)
            if moved and shown:
                move = b"q %.5f 0 0 %.5f %.4f %.4f cm 0 0 %.4f %.4f re W n" % (
                    place.scale, place.scale, place.x, place.y, *page,
                )  # fmt: skip
                start, end = self._shared.operators(move), self._shared.operators(b"Q")
                content += (start, *shown, end)
            else:
                content += shown
        self._tree.add(
            b"/MediaBox[0 0 %.4f %.4f]/Resources %d 0 R/Contents[%b]"
            % (
                across,
                up,
                self._place(edition).resources,
                b" ".join(b"%d 0 R" % number for number in content),
            )
        )

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

    def put_in_place(self) -> Path:
        """Give the finished file its name; return where it is."""
        self._file.place()
        return self._file.path

    def discard(self) -> None:
        """Remove the file, unless it is in its place."""
        self._file.discard()

    def _sides(self) -> bytes:
        """Return how a printer turns the paper. Sheets of two pages are landscape."""
        if not self._options.duplex or self._options.split_odd_even:
            return b"/Simplex"
        single = self._options.imposition == "single"
        return b"/DuplexFlipLongEdge" if single else b"/DuplexFlipShortEdge"

    def _place(self, edition: Printable) -> Placed:
        known = self._placed.get(id(edition))
        if known is None:
            if not self._intents:
                intents = self._shared.copy(edition.output_intents, edition.objects, {})
                self._intents = written(intents)
            known = edition, self._shared.place(edition)
            self._placed[id(edition)] = known  # keeps the edition, so that its id stays its own
            if len(self._placed) > _PLACED:
                self._placed.popitem(last=False)
        else:
            self._placed.move_to_end(id(edition))
        return known[1]


def about_print_file(of_edition: About, title: str) -> About:
    """Return what a print file says about itself, from what its first edition does."""
    return replace(of_edition, title=title or of_edition.title, subject="")
