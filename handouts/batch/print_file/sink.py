"""The print file as a place for a batch's handouts."""

from dataclasses import replace

from handouts.batch.jobs import Job
from handouts.batch.outcomes import Made
from handouts.batch.print_file.file import PrintFile
from handouts.batch.sinks import Sink, made
from handouts.editions.request import PreparedEdition


class PrintSink:
    """Adds each handout to a print file, after it was put into its own file where that is wanted.

    The pages follow one another in one file, so it must be fed by one process, in the order of
    the stack. Whoever opened the print file closes it, or discards it when the run broke off.
    """

    def __init__(self, file: PrintFile, files: Sink | None = None) -> None:
        self._file = file
        self._files = files

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Add a job's handout. Raises BadInput, OutputError."""
        alone = self._files.add(job, prepared) if self._files else None
        span = self._file.add(prepared, job.patient, row=job.row)
        if alone is None:
            alone = made(job, prepared, b"", span.handout_id, "")
            alone = replace(alone, size=span.size, sha256="")
        return replace(
            alone, print_file=span.file, first_page=span.first_page, last_page=span.last_page
        )

    def settle(self) -> None:
        """Settle the files; the print file is there whole when it is closed, or not at all."""
        if self._files:
            self._files.settle()

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether a handout's own file lies in its place as it was made."""
        return self._files is not None and self._files.holds(name, size, sha256)
