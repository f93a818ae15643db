"""One PDF of many handouts, for a printer: docs/printing.md."""

from handouts.batch.print_file.file import PrintFile, Span
from handouts.batch.print_file.options import PrintOptions, print_options
from handouts.batch.print_file.sink import PrintSink

__all__ = [
    "PrintFile",
    "PrintOptions",
    "PrintSink",
    "Span",
    "print_options",
]
