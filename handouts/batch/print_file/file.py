"""The print file of a batch: all handouts in one PDF for a printer, or in a few.

Editions, figures and fonts are in it once; a patient adds page objects and the filled-in fields.
It has no structure tree, because paper has none: the single files do. It is written as the
handouts come, to hidden files that get their names when the last one is in.
"""

import datetime as dt
import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from handouts.batch.print_file.imposition import Side, sides
from handouts.batch.print_file.notes import Slip, blank_page, slip_page
from handouts.batch.print_file.options import PrintOptions
from handouts.batch.print_file.printable import Printable, printable
from handouts.batch.print_file.volume import Page, Volume, about_print_file
from handouts.editions.request import PreparedEdition
from handouts.errors import OutputError
from handouts.output import check_target
from handouts.patients import Patient
from handouts.pdf.edition_data import About, Edition
from handouts.pdf.fill import operators
from handouts.personalise import field_values, identify

_READ = 64  # editions of which the printed part is remembered
FRONTS, BACKS = "-fronts", "-backs"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a print file a handout is, its slip sheet, copies and empty pages included.

    `file` is a name without a folder, that of the fronts where backs are a file of their own.
    Pages and sheets count from 1 in that file. `size` is the bytes that the handout added.
    """

    handout_id: str
    file: str
    first_page: int
    last_page: int
    first_sheet: int
    last_sheet: int
    size: int


@dataclass(frozen=True, slots=True)
class _Read:
    """What of an edition is printed, and a page left empty; `edition` is kept so its id stays."""

    edition: Edition
    content: Printable
    blank: bytes


class PrintFile:
    """A print file in the making; a context manager.

    Leaving it in good order puts the file, or the numbered files, in place, each of them whole;
    an error leaves nothing. Without any handout there is no file. Raises OutputError.
    """

    def __init__(
        self, path: Path, options: PrintOptions | None = None, *, force: bool = False
    ) -> None:
        self._path = path
        self._options = options or PrintOptions()
        self._force = force
        self._full: list[list[Volume]] = []
        self._open: list[Volume] = []
        self._in_volume = 0
        self._read: OrderedDict[int, _Read] = OrderedDict()
        self._about: About | None = None
        self._date = dt.date.min
        self.paths: tuple[Path, ...] = ()
        if not force:
            for taken in self._earlier():
                check_target(taken, force=False)
        check_target(path, force=force)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if kind is None:
            self.close()
        else:
            self.discard()

    def add(self, prepared: PreparedEdition, patient: Patient, *, row: int = 0) -> Span:
        """Add a patient's handout; `row` is for its slip sheet.

        Raises as `personalise.personalise` does for a value that does not fit its box; then
        nothing of this handout is in the file, and others can follow.
        """
        edition = prepared.edition
        read = self._read_edition(prepared)
        content = read.content
        handout_id = identify(edition, patient)
        values = field_values(patient, prepared.dates, handout_id)
        filled = _filled(edition, content, values)
        parts = self._parts(prepared, patient.name, filled, handout_id, row)
        # All that can be wrong with a handout was found by now: none is there in part.
        self._make_room(content, parts)
        before, size = self._open[0].pages, self._size()
        for pages, order in parts:
            self._write(content, pages, order, read.blank)
        self._in_volume += 1
        self._about = self._about or about_print_file(edition.about, prepared.print_words.title)
        self._date = max(self._date, patient.date)
        return self._span(handout_id, before, self._size() - size)

    def close(self) -> None:
        """Finish every file, then give all of them their names."""
        try:
            self._finish_volume()
            self.paths = tuple(volume.path for volumes in self._full for volume in volumes)
            self._place_all()
            self._remove_earlier()
        finally:
            self.discard()

    def _place_all(self) -> None:
        """Give all files their names, or none."""
        placed: list[Volume] = []
        try:
            for volume in (volume for volumes in self._full for volume in volumes):
                volume.put_in_place()
                placed.append(volume)
        except BaseException:
            for volume in placed:
                volume.path.unlink(missing_ok=True)
            raise

    def discard(self) -> None:
        """Remove everything that is not in its place."""
        for volumes in (*self._full, self._open):
            for volume in volumes:
                volume.discard()
        self._full, self._open = [], []

    # -- a handout

    def _parts(
        self, prepared: PreparedEdition, name: str, pages: list[Page], handout_id: str, row: int
    ) -> list[tuple[list[Page], tuple[Side, ...]]]:
        """Return what is printed for a patient, each part on sheets of its own."""
        options = self._options
        order = sides(len(pages), options)
        parts = [(pages, order)] * options.copies
        if options.slip_sheets:
            sheets = self._sheets(len(order)) * options.copies
            told = name if options.slip_name else ""
            slip = Slip(handout_id, row, len(pages), sheets, told)
            size = self._read_edition(prepared).content.pages[0].size
            drawn = slip_page(prepared.edition, prepared.print_words, size, slip)
            parts.insert(0, ([Page(None, drawn)], sides(1, options)))
        return parts

    def _write(
        self, edition: Printable, pages: list[Page], order: tuple[Side, ...], blank: bytes
    ) -> None:
        """Write pages to the open file, or fronts and backs to theirs."""
        volumes = self._open
        for index, volume in enumerate(volumes):
            own = order[index :: len(volumes)]
            shown = {number for side in own for number in side}
            drawn = [page if n in shown else Page(None, b"") for n, page in enumerate(pages)]
            streams = volume.write_pages(edition, drawn)
            empty = volume.write_blank(blank) if None in shown else ()
            for place, side in enumerate(own):
                turned = index == 1 or (len(volumes) == 1 and place % 2 == 1)
                back = self._options.duplex and turned
                volume.write_side(edition, side, streams, empty, back=back)

    def _span(self, handout_id: str, before: int, size: int) -> Span:
        fronts = self._open[0]
        first, last = before + 1, fronts.pages
        per_sheet = 2 if self._options.duplex and len(self._open) == 1 else 1
        sheets = before // per_sheet + 1, last // per_sheet
        return Span(handout_id, fronts.path.name, first, last, *sheets, size)

    def _sheets(self, sides_used: int) -> int:
        return sides_used // 2 if self._options.duplex else sides_used

    def _read_edition(self, prepared: PreparedEdition) -> _Read:
        edition = prepared.edition
        known = self._read.get(id(edition))
        if known is None:
            content = printable(edition)
            blank = blank_page(edition, prepared.print_words, content.pages[0].size)
            known = self._read[id(edition)] = _Read(edition, content, blank)
            if len(self._read) > _READ:
                self._read.popitem(last=False)
        else:
            self._read.move_to_end(id(edition))
        return known

    # -- the files

    def _size(self) -> int:
        return sum(volume.size for volume in self._open)

    def _make_room(
        self, edition: Printable, parts: list[tuple[list[Page], tuple[Side, ...]]]
    ) -> None:
        """Begin a file where there is none, or where the open one shall not take this handout."""
        options = self._options
        if self._open and self._in_volume:
            drawn = sum(len(page.drawn) + 100 for pages, _ in parts for page in pages)
            used = sum(len(order) for _, order in parts)
            full = options.split_count and self._in_volume >= options.split_count
            large = options.split_size and any(
                volume.size_with(edition, drawn, used) > options.split_size for volume in self._open
            )
            if full or large:
                self._finish_volume()
        if not self._open:
            self._begin_volume()

    def _begin_volume(self) -> None:
        number = f"-{len(self._full) + 1:03d}" if self._options.split else ""
        kinds = (FRONTS, BACKS) if self._options.split_odd_even else ("",)
        for kind in kinds:
            path = self._path.with_name(f"{self._path.stem}{number}{kind}{self._path.suffix}")
            self._open.append(
                Volume(path, self._options, force=self._force, backwards=kind == BACKS)
            )

    def _finish_volume(self) -> None:
        if self._open and self._about:
            for volume in self._open:
                volume.finish(self._about, self._date)
            self._full.append(self._open)
        self._open, self._in_volume = [], 0

    def _earlier(self) -> list[Path]:
        """Return the files in the folder that have a name of this print file."""
        stem, suffix = re.escape(self._path.stem), re.escape(self._path.suffix)
        named = re.compile(rf"{stem}(-\d{{3,}})?({FRONTS}|{BACKS})?{suffix}")
        try:
            return sorted(p for p in self._path.parent.iterdir() if named.fullmatch(p.name))
        except OSError:
            return []  # `check_target` says why

    def _remove_earlier(self) -> None:
        """Remove what an earlier, longer print file left: nobody shall print it with this one."""
        for path in self._earlier():
            if path not in self.paths and self._force and self.paths:
                try:
                    path.unlink()
                except OSError as error:
                    hint = "remove it yourself before you print"
                    message = f"{path}: is of an earlier print file and cannot be removed"
                    raise OutputError(message, hint) from error


def _filled(edition: Edition, content: Printable, values: dict[str, str]) -> list[Page]:
    """Return each page's filled-in fields."""
    drawn = [operators(values.get(box.name, ""), box, edition.glyphs) for box in content.boxes]
    return [
        Page(number, b"".join([drawn[field] for field in page.fields]))
        for number, page in enumerate(content.pages)
    ]
