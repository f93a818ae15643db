"""With what a batch is made, and where to: this machine or a cluster, a folder or a store."""

from dataclasses import dataclass, replace
from pathlib import Path

from handouts import resources
from handouts.batch.engines import Engine, Local
from handouts.batch.names import NamePattern
from handouts.batch.printing import Printing
from handouts.batch.runner import CHUNK
from handouts.batch.sinks import FileSink, Sink
from handouts.errors import UsageError

_INSTALL = 'in the folder of the program: python -m pip install ".[cluster]"'


@dataclass(frozen=True, slots=True)
class Means:
    """What the user chose, and whether it fits together. Raises UsageError."""

    workers: int
    engine: str = "local"
    scheduler: str = ""
    store: str = ""
    printing: Printing | None = None

    def __post_init__(self) -> None:
        if self.engine == "dask" and not self.scheduler:
            raise UsageError("--engine dask needs --scheduler", "such as tcp://127.0.0.1:8786")
        if self.engine == "local" and self.scheduler:
            raise UsageError("--scheduler is for a cluster", "add --engine dask")
        if self.engine == "dask" and self.printing:
            message = "--print-file is made on this machine"
            raise UsageError(message, "its pages follow one another; leave out --engine dask")
        if self.store and "://" not in self.store:
            raise UsageError("--store is no URL", "for a folder of this machine use --out alone")

    def within(self, folder: Path) -> "Means":
        """Return what one roster of several is made with: each has a folder of its own."""
        store = f"{self.store.rstrip('/')}/{folder.name}" if self.store else ""
        printing = self.printing and replace(
            self.printing, path=folder / self.printing.path.name, replaces=True
        )
        return replace(self, store=store, printing=printing)

    def engine_for(self, jobs: int) -> Engine:
        """Return what makes so many jobs; no more processes than are of use."""
        if self.printing:
            return Local(1)  # the pages of one file follow one another
        if self.engine == "local":
            useful = -(-jobs // (2 * CHUNK))
            return Local(max(1, min(self.workers or resources.processors(), useful)))
        try:
            from handouts.batch.cluster import Dask  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise UsageError("the package distributed is missing", _INSTALL) from error
        return Dask(self.scheduler)

    def sink(self, out: Path, pattern: NamePattern, *, force: bool) -> Sink:
        """Return where the handouts go."""
        if not self.store:
            # Workers elsewhere do not know this process's folder.
            return FileSink(out.resolve() if self.engine == "dask" else out, pattern, force=force)
        try:
            from handouts.batch.url_sink import UrlSink  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise UsageError("the package fsspec is missing", _INSTALL) from error
        return UrlSink(self.store, pattern, force)
