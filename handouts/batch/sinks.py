"""Where a finished handout goes: a file of its own, or another place with the same two calls."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT, NamePattern
from handouts.batch.outcomes import Made
from handouts.edition import PreparedEdition
from handouts.errors import BadInput, OutputError, Problem
from handouts.output import check_target, settle, write_pieces
from handouts.personalise import personalise, unplaced


class Sink(Protocol):
    """A place for handouts."""

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Put a job's handout in its place.

        Raises BadInput for what concerns this row alone, OutputError for what ends the run.
        """

    def settle(self) -> None:
        """Make what was added survive a power cut. Raises OutputError."""


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
        if not holds(self.folder / name, len(pdf), hashlib.sha256(pdf).hexdigest()):
            self._write(self.folder / name, pdf)
        return made(job, prepared, pdf, handout_id, name)

    def settle(self) -> None:
        """Make the names of the files last."""
        settle(self.folder)

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            check_target(path, force=self.force)
        except OutputError as taken:
            if not self.folder.is_dir():
                raise OutputError(f"{self.folder}: the folder is gone", taken.hint) from None
            # The name is left out: the clinic may have chosen one that tells the patient.
            message = "its file " + taken.message.removeprefix(f"{path}: ")
            raise BadInput([Problem("", message, taken.hint)]) from taken
        try:
            write_pieces(path, (pdf,), force=self.force, settle=False)
        except OutputError as error:
            message = error.message.replace(str(path), str(self.folder))
            raise OutputError(message, error.hint) from None


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
