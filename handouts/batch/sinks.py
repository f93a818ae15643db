"""Where a finished handout goes: a file of its own, or another place with the same two calls."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT, NamePattern
from handouts.batch.outcomes import Made
from handouts.edition import PreparedEdition
from handouts.errors import BadInput, OutputError, Problem
from handouts.output import check_target, settle, write_file, write_pieces
from handouts.personalise import personalise, unplaced


class Sink(Protocol):
    """A place for handouts."""

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Put a job's handout in its place.

        Raises BadInput for what concerns this row alone, OutputError for what ends the run.
        """

    def settle(self) -> None:
        """Make what was added survive a power cut. Raises OutputError."""

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a handout lies in its place as it was made."""


@runtime_checkable
class SharedSink(Sink, Protocol):
    """A place that several machines reach, with room for their parts of the ledger.

    It is picklable, and never changed.
    """

    def __hash__(self) -> int: ...

    @property
    def place(self) -> str:
        """Where it is, to tell the user."""

    def keep_part(self, name: str, data: bytes) -> None:
        """Write down a part. Raises OutputError."""

    def part(self, name: str) -> bytes | None:
        """Return a part, None if it is not there. Raises OutputError."""

    def drop_part(self, name: str) -> None:
        """Remove a part. Raises OutputError."""


@dataclass(frozen=True, slots=True)
class FileSink:
    """A file for each handout, in one folder; `force` replaces files with other content."""

    folder: Path
    pattern: NamePattern = DEFAULT
    force: bool = False

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Write a job's file; one that is there already with the same bytes stays as it is."""
        pdf, handout_id = personalise(prepared.edition, job.patient, prepared.dates)
        name = self.pattern.name(job, handout_id)
        if not self._has(name, pdf):
            self._write(name, pdf)
        return made(job, prepared, pdf, handout_id, name)

    def settle(self) -> None:
        """Make the names of the files last."""
        settle(self.folder)

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a handout lies in its place as it was made."""
        return holds(self.folder / name, size, sha256)

    def keep_part(self, name: str, data: bytes) -> None:
        """Write down a part of the ledger."""
        write_file(self.folder / part_name(name), data, force=True)

    def part(self, name: str) -> bytes | None:
        """Return a part of the ledger, None if it is not there."""
        try:
            return (self.folder / part_name(name)).read_bytes()
        except OSError:
            return None

    def drop_part(self, name: str) -> None:
        """Remove a part of the ledger."""
        with suppress(OSError):
            (self.folder / part_name(name)).unlink(missing_ok=True)

    def _has(self, name: str, pdf: bytes) -> bool:
        return holds(self.folder / name, len(pdf), hashlib.sha256(pdf).hexdigest())

    def _write(self, name: str, pdf: bytes) -> None:
        path = self.folder / name
        try:
            check_target(path, force=self.force)
        except OutputError as taken:
            if not self.folder.is_dir():
                raise OutputError(f"{self.folder}: the folder is gone", taken.hint) from None
            if self._has(name, pdf):
                return  # a worker that was given up for dead wrote it just now
            # The name is left out: the clinic may have chosen one that tells the patient.
            message = "its file " + taken.message.removeprefix(f"{path}: ")
            raise BadInput([Problem("", message, taken.hint)]) from taken
        try:
            write_pieces(path, (pdf,), force=self.force, settle=False)
        except OutputError as error:
            if self._has(name, pdf):
                return
            message = error.message.replace(str(path), str(self.folder))
            raise OutputError(message, error.hint) from None


def part_name(name: str) -> str:
    """Return the file name of a part of the ledger: `sweep` finds it when it is left over."""
    return f".{name}.part"


def made(job: Job, prepared: PreparedEdition, pdf: bytes, handout_id: str, file: str) -> Made:
    """Return the record of a finished handout."""
    origin = prepared.origin
    return Made(
        row=job.row, key=job.key, handout_id=handout_id, file=file,
        pages=prepared.edition.pages, size=len(pdf), sha256=hashlib.sha256(pdf).hexdigest(),
        edition=prepared.edition.digest, stage=origin.stage, plan=origin.plan,
        exercises=origin.exercises, content_version=origin.content_version,
        notices=(*prepared.notices, *unplaced(prepared, job.patient)),
    )  # fmt: skip


def holds(path: Path, size: int, sha256: str) -> bool:
    """Say whether a file, no link, is there with this content."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size != size:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
