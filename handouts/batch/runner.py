"""Making handouts from jobs: one after another, or in processes that may die.

A worker gets a chunk of jobs, puts each handout in its place and returns small records. Nothing
else of a run lives in it, so a worker that is killed costs the time of its chunk and at most the
row that it was killed for.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from handouts.batch.jobs import Job
from handouts.batch.outcomes import Failed, Made, Outcome
from handouts.batch.row_jobs import row_problems
from handouts.batch.rows import RowProblem
from handouts.batch.sinks import Sink
from handouts.editions.run import EditionRun
from handouts.errors import BadInput, HandoutError, OutputError
from handouts.personalise import prepare_for

CHUNK = 32
"""Jobs that go to a worker, and into one transaction of the ledger, at a time."""

_AHEAD = 2  # chunks that wait for each worker
_TICK = 0.2  # seconds after which a request to stop is looked at
# When Python looks for cycles: what a run keeps has none, and walking it took a fifth of the time.
_RARELY = (50_000, 20, 100)
_MOST_DEATHS = 5  # of workers one after another, without a handout between them

Stop = Callable[[], bool]
"""Says whether somebody asked the run to end early."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What became of some jobs; `failure` is what ended the run after them, "" for nothing."""

    outcomes: tuple[Outcome, ...]
    failure: str = ""
    hint: str = ""


class Maker:
    """Makes handouts into a sink, each from an edition of its run."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._editions = EditionRun()

    def make(self, jobs: Iterable[Job]) -> Chunk:
        """Return what became of jobs, each in its place for good."""
        outcomes: list[Outcome] = []
        failure = OutputError("")
        try:
            with _rare_collections():
                for job in jobs:
                    outcomes.append(self._one(job))  # noqa: PERF401 - a failure keeps those before
        except OutputError as error:
            failure = error
        try:
            self._sink.settle()
        except OutputError as error:
            # What is in its place all the same is found there when the run goes on.
            return Chunk((), error.message, error.hint)
        return Chunk(tuple(outcomes), failure.message, failure.hint)

    def _one(self, job: Job) -> Made | Failed:
        try:
            return self._sink.add(
                job, prepare_for(job.request, job.patient, self._editions.prepare)
            )
        except BadInput as error:
            return Failed(job.row, tuple(row_problems(job.row, error.problems)))
        except OutputError:
            raise
        except Exception as error:  # noqa: BLE001 - one row must not end the others
            # The text of the exception may hold what the patient's fields hold.
            message = f"met a bug in this program ({type(error).__name__})"
            return Failed(job.row, (RowProblem(job.row, "", message, "please report it"),))


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def run(jobs: Iterable[Job], sink: Sink, workers: int, stop: Stop) -> Iterator[Chunk]:
    """Yield what became of jobs, some at a time, until all are done or `stop` says so.

    With one worker this process does it all, and `sink` may be anything; with more it must be
    picklable, and chunks come in any order. The last chunk may have a `failure`. Raises
    HandoutError when workers die without end.
    """
    chunks = _chunks(jobs)
    found = _serial(chunks, Maker(sink), stop) if workers == 1 else _Pool(sink, workers).run(
        chunks, stop
    )  # fmt: skip
    for chunk in found:
        yield chunk
        if chunk.failure:
            return


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _serial(chunks: Iterable[list[Job]], maker: Maker, stop: Stop) -> Iterator[Chunk]:
    for chunk in chunks:
        # Asked before each job, so that Ctrl-C does not wait for a whole chunk.
        yield maker.make(job for job in chunk if not stop())
        if stop():
            return


class _Pool:
    """Processes that make chunks; broken ones are replaced."""

    def __init__(self, sink: Sink, workers: int) -> None:
        self._sink, self._workers = sink, workers
        self._waiting: dict[Future[Chunk], list[Job]] = {}
        self._deaths = 0

    def run(self, chunks: Iterator[list[Job]], stop: Stop) -> Iterator[Chunk]:
        """Yield what became of the chunks; after a request to stop only of those begun."""
        pool = self._start(self._workers)
        try:
            while True:
                lost = self._feed(pool, chunks, stop)
                if not self._waiting and not lost:
                    return
                for future in wait(self._waiting, _TICK, FIRST_COMPLETED).done:
                    jobs = self._waiting.pop(future)
                    try:
                        yield future.result()
                        self._deaths = 0
                    except BrokenProcessPool:
                        lost += jobs
                if stop():
                    self._call_back()
                if lost:
                    lost += self._others()
                    pool.shutdown()
                    yield from self._one_by_one(lost, stop)
                    pool = self._start(self._workers)
        finally:
            pool.shutdown(cancel_futures=True)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Spawned: nothing of this process, least of all open files and locks, goes into them.
        return ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), _begin, (self._sink,)
        )

    def _feed(
        self, pool: ProcessPoolExecutor, chunks: Iterator[list[Job]], stop: Stop
    ) -> list[Job]:
        """Hand out chunks; return the jobs that could not be, because the pool is broken."""
        while len(self._waiting) < self._workers * _AHEAD and not stop():
            chunk = next(chunks, None)
            if chunk is None:
                return []
            try:
                self._waiting[pool.submit(_make, chunk)] = chunk
            except BrokenProcessPool:
                return chunk
        return []

    def _call_back(self) -> None:
        """Forget the chunks that no worker has begun."""
        for future in list(self._waiting):
            if future.cancel():
                del self._waiting[future]

    def _others(self) -> list[Job]:
        """Return the jobs of all other chunks of a broken pool, which end with it."""
        jobs = [job for chunk in self._waiting.values() for job in chunk]
        self._waiting.clear()
        return jobs

    def _one_by_one(self, jobs: Iterable[Job], stop: Stop) -> Iterator[Chunk]:
        """Make the jobs of a broken pool one at a time, so that the culprit is known."""
        pool = self._start(1)
        try:
            for job in jobs:
                if stop():
                    return
                try:
                    yield pool.submit(_make, [job]).result()
                    self._deaths = 0
                except BrokenProcessPool:
                    self._deaths += 1
                    if self._deaths == _MOST_DEATHS:
                        hint = "check memory and the system's log, or use --jobs 1"
                        raise HandoutError("the processes end before their work", hint) from None
                    message = "the process that made it was ended from outside"
                    hint = "look for a lack of memory, then make the list again"
                    yield Chunk((Failed(job.row, (RowProblem(job.row, "", message, hint),)),))
                    pool = self._start(1)
        finally:
            pool.shutdown(cancel_futures=True)


_maker: Maker | None = None


def _begin(sink: Sink) -> None:
    """Make a new process ready for work."""
    global _maker  # noqa: PLW0603 - a worker does one thing, and jobs should stay small
    # Ctrl-C reaches every process of a terminal; the parent lets begun chunks end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker = Maker(sink)


def _end_with_parent() -> None:
    """End when the parent was killed, instead of waiting for ever for its next chunk."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(jobs: list[Job]) -> Chunk:
    if _maker is None:  # pragma: no cover - a pool calls _begin first
        raise AssertionError
    return _maker.make(jobs)
