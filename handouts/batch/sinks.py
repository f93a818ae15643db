"""Where a finished handout goes: a file of its own, or another place with the same two calls."""

import hashlib
from pathlib import Path
from typing import Protocol

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT, NamePattern
from handouts.batch.outcomes import Made
from handouts.edition import PreparedEdition
from handouts.errors import BadInput, OutputError, Problem
from handouts.output import FilesTogether, check_target
from handouts.personalise import personalise, unplaced


class Sink(Protocol):
    """A place for handouts."""

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Put a job's handout in its place.

        Raises BadInput for what concerns this row alone, OutputError for what ends the run.
        """

    def settle(self) -> None:
        """Put what was added in its place, so that it survives a power cut. Raises OutputError."""


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
        name = self._pattern.name(job, handout_id)
        if not holds(self._folder / name, len(pdf), hashlib.sha256(pdf).hexdigest()):
            self._write(self._folder / name, pdf)
        return made(job, prepared, pdf, handout_id, name)

    def settle(self) -> None:
        """Put the files in their places, for good."""
        try:
            self._files.settle()
        except OutputError as error:
            raise self._without_name(error) from None
        finally:
            self._files.drop()

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            check_target(path, force=self._force)
        except OutputError as taken:
            if not self._folder.is_dir():
                raise OutputError(f"{self._folder}: the folder is gone", taken.hint) from None
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
