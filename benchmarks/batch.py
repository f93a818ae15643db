"""How long a batch takes: `python -m benchmarks.batch`.

Handouts of many patients on twelve shared editions, written as files and as one print file, beside
writing the same bytes plainly, beside Typst compiling each document and beside fullbleed filling in
plans that it has compiled. Every round does each in turn. Then whole runs of `handouts batch` over
rosters of two sizes: cost for a handout and memory.
"""

import argparse
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from benchmarks.cases import PLANS, numbered_name
from benchmarks.distinct import distinct_requests
from benchmarks.measure import Run, Worker, run
from benchmarks.sheet import patient, request
from handouts.batch.jobs import Job
from handouts.batch.print_file import PrintFile
from handouts.batch.runner import run as run_jobs
from handouts.batch.sinks import FileSink
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest, PreparedEdition

_CHUNK = 64  # handouts that are flushed together, as in a batch
_EDITIONS = 12
_PEER_DOCUMENTS = 24
_UNMEASURED = 30  # rows of a first run, which fills the cache
OURS, PLAIN, FLUSHED = "a tagged file each", "the same bytes, plainly", "the same, flushed"
PRINTED = "one print file"
TYPST, BOUND = "typst, a tagged file each", "fullbleed, untagged files"
TAGGED, STACKED = "fullbleed, tagged files", "fullbleed, print files"
_SINGLE = {TYPST: "typst", TAGGED: "fullbleed: tagged", BOUND: "fullbleed"}
"""The renderers that make a file for each patient, by what is shown of them."""


def requests() -> list[EditionRequest]:
    """Return the requests of the shared editions: the plans, and two of them in large print."""
    wanted = [request(plan) for plan in PLANS]
    large = [request(plan, text="large") for plan in PLANS[:2]]
    return [*wanted, *large][:_EDITIONS]


def jobs(count: int) -> Iterator[tuple[Job, PreparedEdition]]:
    """Yield jobs for as many patients, each with the edition that its request has."""
    ready = [(one, find_or_make(one)) for one in requests()]
    for number, (asked, prepared) in zip(range(count), itertools.cycle(ready), strict=False):
        yield Job(number + 2, asked, patient(number), number.to_bytes(16, "big")), prepared


def files(count: int, folder: Path) -> None:
    """Write a file for each handout, as a batch does."""
    sink = FileSink(folder)
    for number, (job, prepared) in enumerate(jobs(count), 1):
        sink.add(job, prepared)
        if number % _CHUNK == 0:
            sink.settle()
    sink.settle()


def printed(count: int, folder: Path) -> None:
    """Write one print file."""
    with PrintFile(folder / "stack.pdf") as file:
        for job, prepared in jobs(count):
            file.add(prepared, job.patient, row=job.row)


def plainly(count: int, folder: Path, samples: list[bytes], *, flush: bool) -> None:
    """Write as many bytes to new files and rename them; `flush` each to the disk if asked."""
    for number in range(count):
        part = folder / f".{number}"
        with part.open("wb") as file:
            file.write(samples[number % len(samples)])
            if flush:
                file.flush()
                os.fsync(file.fileno())
        part.replace(folder / f"{number}.pdf")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--handouts", type=int, default=1200, help="how many in a round (1200)")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds (3)")
    parser.add_argument("--rows", type=int, default=10_000, help="rows of the long roster (10000)")
    parser.add_argument("--plans", type=int, default=1000, help="plans of their own (1000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _shared_editions(Path(name), options.handouts, options.rounds)
        _own_plans(Path(name), options.plans)
        _whole_runs(Path(name), (options.rows // 10, options.rows))
    return 0


def _shared_editions(place: Path, count: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        files(_EDITIONS, Path(name))
        samples = [path.read_bytes() for path in sorted(Path(name).glob("*.pdf"))]
    ways: dict[str, Callable[[Path], None]] = {
        OURS: lambda folder: files(count, folder),
        PLAIN: lambda folder: plainly(count, folder, samples, flush=False),
        FLUSHED: lambda folder: plainly(count, folder, samples, flush=True),
        PRINTED: lambda folder: printed(count, folder),
    }
    took: dict[str, list[float]] = defaultdict(list)
    run([sys.executable, "-m", "benchmarks.sources", str(place)])
    with ExitStack() as stack:
        peers = {way: stack.enter_context(Worker(name, place)) for way, name in _SINGLE.items()}
        stacks = stack.enter_context(Worker("fullbleed: print file", place))
        for round_ in range(rounds + 1):
            for way, work in ways.items():
                with tempfile.TemporaryDirectory(dir=place) as folder:
                    started = time.perf_counter()
                    work(Path(folder))
                    seconds = time.perf_counter() - started
                if round_:
                    took[way].append(seconds / count)
            for way, seconds in _peers(peers, stacks, count, round_):
                if round_:
                    took[way].append(seconds)
    plain = statistics.median(took[PLAIN])
    print(f"{count} handouts on {len(requests())} editions, medians of {rounds} rounds")
    for way, values in took.items():
        each = statistics.median(values)
        print(f"  {way:<26}{each * 1000:9.3f} ms each{each / plain:9.2f} times the plain bytes")


def _peers(
    single: Mapping[str, Worker], stacks: Worker, count: int, round_: int
) -> Iterator[tuple[str, float]]:
    """Yield the peers' seconds for a handout: some files each, then a print file of every plan.

    No round makes a document of another one again. A compiled plan fills its own print file:
    together those hold as many handouts as ours, but for what does not divide.
    """
    first = round_ * _PEER_DOCUMENTS
    for way, worker in single.items():
        for number in range(first, first + _PEER_DOCUMENTS):
            yield way, worker.seconds(number % len(PLANS), number)
    each = max(1, count // len(PLANS))
    spent = sum(stacks.seconds(plan, each) for plan in range(len(PLANS)))
    yield STACKED, spent / (each * len(PLANS))


def _own_plans(place: Path, count: int) -> None:
    """Measure handouts of plans that nobody else has, beside Typst compiling such documents."""
    asked = list(islice(distinct_requests(), count))
    sources = place / "own"
    sources.mkdir()
    run([sys.executable, "-m", "benchmarks.sources", str(sources), str(_PEER_DOCUMENTS)])
    took = []
    with tempfile.TemporaryDirectory(dir=place) as folder, Worker("typst", sources) as typst:
        work = (
            Job(number + 2, one, patient(number), number.to_bytes(16, "big"))
            for number, one in enumerate(asked)
        )
        started = time.perf_counter()
        for chunk in run_jobs(work, FileSink(Path(folder)), 1, lambda: False):
            ended = time.perf_counter()
            took += [(ended - started) / len(chunk.outcomes)] * len(chunk.outcomes)
            started = ended
        theirs = [typst.seconds(number, number) for number in range(_PEER_DOCUMENTS)]
    half = statistics.mean(took[count // 2 :])
    print(f"{count} handouts, each of a plan of its own, a file each, one process")
    print(f"  all, with the first ones    {statistics.mean(took) * 1000:9.3f} ms each")
    print(f"  the second half             {half * 1000:9.3f} ms each")
    other = statistics.mean(theirs[_PEER_DOCUMENTS // 2 :])
    print(
        f"  typst, such documents       {other * 1000:9.3f} ms each{other / half:9.2f} times ours"
    )


def _whole_runs(place: Path, sizes: tuple[int, ...]) -> None:
    print("whole runs of handouts batch --jobs 1, exercises alone, editions kept on the disk")
    _whole_run(place, _UNMEASURED)
    for size in sizes:
        done = _whole_run(place, size)
        each = done.seconds / size * 1000
        print(f"  {size:>7} rows{each:9.3f} ms each{done.peak / 1e6:9.1f} MB at most")


def _whole_run(place: Path, size: int) -> Run:
    roster = place / f"{size}.csv"
    stages = itertools.cycle(("acute", "subacute", "chronic"))
    lines = (
        f"{numbered_name(number)},{number:06d},{stage},2026-11-23"
        for number, stage in zip(range(size), stages, strict=False)
    )
    roster.write_text("\n".join(["name,patient id,stage,date", *lines]), encoding="utf-8")
    out = place / f"out-{size}"
    out.mkdir()
    defaults = place / "defaults.toml"
    defaults.write_text('edition = "exercises"\n', encoding="utf-8")
    kept = {
        "HANDOUTS_CACHE": str(place / "cache"),
        "HANDOUTS_LEDGER": str(place / f"{size}.sqlite3"),
    }
    return run(
        [
            sys.executable, "generate.py", "batch", str(roster), "--out", str(out), "--jobs", "1",
            "--defaults", str(defaults),
        ],
        kept,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
