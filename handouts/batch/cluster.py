"""Making handouts on a Dask cluster: the one place that knows distributed.

Partitions of the roster are tasks. A worker puts each handout in its place, writes the partition's
part of the ledger beside them, and returns nothing else; the parent takes the part into the ledger.
A partition whose worker died is done again elsewhere: what lies there already is found to be the
same and left alone. Workers need this very program, and the folders under the same paths.

Dask logs the arguments of a task that fails. So no task fails, and none shows what it holds.
"""

import logging
import secrets
import socket
import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from distributed import Client, Future, KilledWorker, wait
from distributed.comm import CommClosedError, get_address_host_port

from handouts import resources
from handouts.batch import ledger_parts
from handouts.batch.jobs import Job
from handouts.batch.outcomes import Failed
from handouts.batch.rows import RowProblem
from handouts.batch.runner import Chunk, Maker, Stop
from handouts.batch.sinks import SharedSink, Sink
from handouts.errors import HandoutError, OutputError

PARTITION = 64
"""Jobs of a task."""

_AHEAD = 2  # partitions that wait for each thread of the cluster
_TICK = 1.0  # seconds after which is looked whether anybody works
_PATIENCE = 30.0  # seconds without any worker, which may be on its way back
_LOGS = ("asyncio", "distributed", "tornado")
_TIMEOUT = 20  # seconds to find the scheduler


@dataclass(frozen=True, repr=False)
class _Task:
    """A partition to make; its text tells nothing of it."""

    run: str
    name: str
    program: str
    sink: SharedSink
    jobs: tuple[Job, ...]


@dataclass
class Dask:
    """A cluster behind the scheduler at `address`, such as tcp://127.0.0.1:8786."""

    address: str
    partition: int = PARTITION
    _run: str = field(default_factory=lambda: secrets.token_hex(8))
    _count: int = 0

    @property
    def is_elsewhere(self) -> bool:
        """Say that other processes write."""
        return True

    def run(self, jobs: Iterable[Job], sink: Sink, stop: Stop) -> Iterator[Chunk]:
        """Yield what became of jobs; after a request to stop only of those begun.

        Raises HandoutError if the cluster is not there, has no workers or another program.
        """
        if not isinstance(sink, SharedSink):
            raise HandoutError("a cluster makes files only", "use --engine local")
        try:
            with self._connected() as client:
                threads = _threads(client)
                if not threads:
                    hint = "start one: dask worker ADDRESS"
                    raise HandoutError(f"{self.address}: the cluster has no worker", hint)
                yield from self._work_off(client, iter(jobs), sink, threads * _AHEAD, stop)
        except (CancelledError, CommClosedError) as error:
            # Whatever is asked of a scheduler may be the first to find that it is gone.
            raise _lost("the scheduler ended") from error

    def _connected(self) -> Client:
        # What goes wrong is told in our own words; Dask's have tracebacks.
        for name in list(logging.root.manager.loggerDict):
            if name.partition(".")[0] in _LOGS:
                logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            # Dask itself tries for long, and then leaves threads behind.
            host, port = get_address_host_port(self.address, strict=True)
            socket.create_connection((host, port), _TIMEOUT).close()
            return Client(self.address, timeout=_TIMEOUT)
        except (OSError, ValueError) as error:
            hint = "check --scheduler, and that the cluster runs"
            raise HandoutError(f"{self.address}: no scheduler answers", hint) from error

    def _work_off(
        self, client: Client, jobs: Iterator[Job], sink: SharedSink, ahead: int, stop: Stop
    ) -> Iterator[Chunk]:
        waiting: dict[Future, _Task] = {}
        again: list[tuple[Job, ...]] = []  # partitions that ended the workers that made them

        def feed() -> None:
            while len(waiting) < ahead and not stop():
                part = again.pop() if again else tuple(islice(jobs, self.partition))
                if not part:
                    return
                task = self._task(part, sink)
                future = client.submit(_make, task, key=task.name, pure=False)
                waiting[future] = task

        feed()
        while waiting:
            for future in _finished(client, waiting, stop):
                task = waiting.pop(future)
                try:
                    yield _taken(future, task)
                except TimeoutError:
                    # Its worker died with the answer: somebody makes it again, if there is anybody.
                    waiting[future] = task
                    continue
                except KilledWorker:
                    if len(task.jobs) == 1:
                        yield Chunk((_ended(task.jobs[0]),))
                    # Halves of it, until the culprit is alone.
                    half = len(task.jobs) // 2
                    again += [part for part in (task.jobs[:half], task.jobs[half:]) if half]
                future.release()
            feed()

    def _task(self, part: tuple[Job, ...], sink: SharedSink) -> _Task:
        self._count += 1
        name = f"handouts-{self._run}-{self._count}"
        return _Task(self._run, name, resources.digest_of_program(), sink, part)


def _threads(client: Client) -> int:
    """Return how many threads work. Raises HandoutError if the scheduler does not tell."""
    try:
        return sum(client.nthreads().values())
    except OSError as error:
        raise _lost("the scheduler ended") from error


def _finished(client: Client, waiting: Collection[Future], stop: Stop) -> set[Future]:
    """Wait until some of the futures have ended. Raises HandoutError if nobody works on them."""
    alone = 0.0
    while True:
        with suppress(TimeoutError):
            return set(wait(list(waiting), _TICK, "FIRST_COMPLETED").done)
        alone = 0.0 if _threads(client) else alone + _TICK
        if alone > _PATIENCE or (alone and stop()):
            raise _lost("all workers ended")


def _lost(what: str) -> HandoutError:
    return HandoutError(what, "start it again, then make the list again")


def _ended(job: Job) -> Failed:
    message = "the processes that made it were ended from outside"
    hint = "look for a lack of memory, then make the list again"
    return Failed(job.row, (RowProblem(job.row, "", message, hint),))


def _taken(future: Future, task: _Task) -> Chunk:
    """Return what a partition's part of the ledger says, and remove it.

    Raises KilledWorker, and TimeoutError where the answer is lost with the worker that held it.
    """
    problem = future.result(_PATIENCE / 2)
    if problem:
        hint = "give every worker the program and the folders of this machine"
        raise HandoutError(f"a worker {problem}", hint)
    data = task.sink.part(task.name)
    if data is None:
        hint = "look whether this machine and the workers see the same folder"
        raise OutputError(f"{task.sink.place}: a worker's results are not there", hint)
    chunk = ledger_parts.read(data)
    task.sink.drop_part(task.name)
    return chunk


_one_at_a_time = threading.Lock()  # workers have several threads; making a handout has one


def _make(task: _Task) -> str:
    """Make a partition, on a worker; return what kept it from being begun, "" for nothing."""
    try:
        with _one_at_a_time:
            if resources.digest_of_program() != task.program:
                return "has another version of this program"
            if task.sink.part(task.name) is None:
                chunk = _maker(task.run, task.sink).make(task.jobs)
                task.sink.keep_part(task.name, ledger_parts.written(chunk))
    except OutputError as error:
        return f"cannot write: {error.message}"
    except Exception as error:  # noqa: BLE001 - its text, and Dask's log of it, may hold a patient
        return f"met a bug in this program ({type(error).__name__})"
    return ""


_makers: dict[str, Maker] = {}  # in a worker: that of the run which it works for


def _maker(run: str, sink: SharedSink) -> Maker:
    """Return what makes handouts in this process: another for each run, as content may change."""
    if run not in _makers:
        _makers.clear()
        _makers[run] = Maker(sink)
    return _makers[run]
