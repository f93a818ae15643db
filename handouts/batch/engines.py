"""Who makes the handouts of a run: processes of this machine, or a cluster.

An engine changes where the work is done and nothing about the result.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from handouts.batch import runner
from handouts.batch.jobs import Job
from handouts.batch.runner import Chunk, Stop
from handouts.batch.sinks import Sink


class Engine(Protocol):
    """Makes jobs into a sink."""

    @property
    def is_elsewhere(self) -> bool:
        """Say whether other processes write, which may be killed and leave files half done."""

    def run(self, jobs: Iterable[Job], sink: Sink, stop: Stop) -> Iterator[Chunk]:
        """Yield what became of jobs, some at a time, until all are done or `stop` says so.

        The last chunk may have a `failure`. Raises HandoutError where the engine itself fails.
        """


@dataclass(frozen=True, slots=True)
class Local:
    """Processes of this machine; with one, this process does it all."""

    workers: int

    @property
    def is_elsewhere(self) -> bool:
        """Say whether there are other processes."""
        return self.workers > 1

    def run(self, jobs: Iterable[Job], sink: Sink, stop: Stop) -> Iterator[Chunk]:
        """Yield what became of jobs. Raises HandoutError when workers die without end."""
        return runner.run(jobs, sink, self.workers, stop)
