"""Where a finished handout goes: a file of its own, or another place with the same two calls."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Protocol, runtime_checkable

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT, NamePattern
from handouts.batch.outcomes import Made
from handouts.editions.request import PreparedEdition
from handouts.errors import BadInput, OutputError, Problem
from handouts.output import FilesTogether, check_target, write_file
from handouts.personalise import personalise, unplaced


class Sink(Protocol):
    """A place for handouts."""

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Put a job's handout in its place.

        Raises BadInput for what concerns this row alone, OutputError for what ends the run.
        """

    def settle(self) -> None:
        """Put what was added in its place, so that it survives a power cut. Raises OutputError."""

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a handout lies in its place as it was made."""


@runtime_checkable
class SharedSink(Sink, Protocol):
    """A place that several machines reach, with room for their parts of the ledger.

    It is picklable while nothing is added to it.
    """

    @property
    def place(self) -> str:
        """Where it is, to tell the user."""

    def keep_part(self, name: str, data: bytes) -> None:
        """Write down a part. Raises OutputError."""

    def part(self, name: str) -> bytes | None:
        """Return a part, None if it is not there. Raises OutputError."""

    def drop_part(self, name: str) -> None:
        """Remove a part. Raises OutputError."""


class FileSink:
    """A file for each handout, in one folder; `force` replaces files with other content."""

    def __init__(
        self, folder: Path, pattern: NamePattern = DEFAULT, *, force: bool = False
    ) -> None:
        self._folder, self._pattern, self._force = folder, pattern, force
        self._files = FilesTogether(folder)

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Write a job's file; one that is there already with the same bytes stays as it is."""
        pdf, handout_id = personalise(prepared.edition, job.patient, prepared.dates)
        record = made(job, prepared, pdf, handout_id, self._pattern.name(job, handout_id))
        if not self.holds(record.file, record.size, record.sha256):
            self._write(record, pdf)
        return record

    def settle(self) -> None:
        """Put the files in their places, for good."""
        try:
            self._files.settle()
        except OutputError as error:
            raise self._without_name(error) from None
        finally:
            self._files.drop()

    @property
    def place(self) -> str:
        """The folder."""
        return str(self._folder)

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a handout lies in its place as it was made: a file, no link."""
        path = self._folder / name
        try:
            if path.is_symlink() or not path.is_file() or path.stat().st_size != size:
                return False
            return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    def keep_part(self, name: str, data: bytes) -> None:
        """Write down a part of the ledger."""
        write_file(self._folder / part_name(name), data, force=True)

    def part(self, name: str) -> bytes | None:
        """Return a part of the ledger, None if it is not there."""
        try:
            return (self._folder / part_name(name)).read_bytes()
        except OSError:
            return None

    def drop_part(self, name: str) -> None:
        """Remove a part of the ledger."""
        with suppress(OSError):
            (self._folder / part_name(name)).unlink(missing_ok=True)

    def _write(self, record: Made, pdf: bytes) -> None:
        path = self._folder / record.file
        try:
            check_target(path, force=self._force)
        except OutputError as taken:
            if not self._folder.is_dir():
                raise OutputError(f"{self._folder}: the folder is gone", taken.hint) from None
            if self.holds(record.file, record.size, record.sha256):
                return  # a worker that was given up for dead wrote it just now
            message = "its file " + taken.message.removeprefix(f"{path}: ")
            raise BadInput([Problem("", message, taken.hint)]) from taken
        if path in self._files:
            hint = "add {id} or {row} to --name-pattern"
            raise BadInput([Problem("", "its file would replace that of another row", hint)])
        try:
            self._files.add(path, (pdf,))
        except OutputError as error:
            raise self._without_name(error) from None

    def _without_name(self, error: OutputError) -> OutputError:
        """Return a failure that names the folder: the clinic may name files by the patient."""
        _, _, reason = error.message.rpartition(": ")
        return OutputError(f"{self._folder}: {reason}", error.hint)


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
        notices=(*prepared.notices, *unplaced(prepared, job.patient)), check_first=origin.check,
    )  # fmt: skip
