"""The print file of a run: what was asked for, and the file that its handouts go into."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.print_file import PrintFile, PrintOptions, PrintSink
from handouts.batch.sinks import Sink


@dataclass(frozen=True, slots=True)
class Printing:
    """What was asked for: the print file's place, its options, whether it is all there is.

    `sort` names the columns of the roster that its order goes by, none for that of the rows. One
    that `replaces` takes the place of an earlier one.
    """

    path: Path
    options: PrintOptions
    only: bool
    sort: tuple[str, ...] = ()
    replaces: bool = False


@contextmanager
def print_to(
    printing: Printing | None, files: Sink, *, force: bool
) -> Iterator[tuple[Sink, PrintFile | None]]:
    """Give where handouts go, and the print file if there is one; after it, that is in place."""
    if printing is None:
        yield files, None
        return
    with PrintFile(printing.path, printing.options, force=force or printing.replaces) as file:
        yield PrintSink(file, None if printing.only else files), file
