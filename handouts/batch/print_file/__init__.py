"""One PDF of many handouts, for a printer: docs/printing.md."""

from handouts.batch.print_file.file import PrintFile, Span
from handouts.batch.print_file.options import PrintOptions, print_options
from handouts.batch.print_file.reprint import Wanted, wanted_jobs
from handouts.batch.print_file.sink import PrintSink

__all__ = [
    "PrintFile",
    "PrintOptions",
    "PrintSink",
    "Span",
    "Wanted",
    "print_options",
    "wanted_jobs",
]
