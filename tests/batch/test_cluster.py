"""A cluster makes the very handouts that this machine makes, each once, whoever dies meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("distributed", reason='pip install ".[cluster]"')
from distributed import Client

from handouts.batch.cluster import Dask
from handouts.batch.ledger import Ledger
from handouts.batch.ledger_parts import read, written
from handouts.batch.outcomes import Failed, Made
from handouts.batch.rows import RowProblem
from handouts.batch.runner import Chunk
from handouts.batch.sinks import FileSink
from handouts.errors import HandoutError, Problem
from tests.batch.rosters import roster_of

ROOT = Path(__file__).parents[2]
ROWS = 1000
PATIENCE = 50  # seconds

pytestmark = [
    pytest.mark.system,
    pytest.mark.usefixtures("editions_on_disk"),
    pytest.mark.skipif(os.name == "nt", reason="a worker is killed as on Unix"),
]
WORD = st.text(max_size=8)


@dataclass
class Cluster:
    """A real scheduler and workers, each a process, on this machine's loopback only."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    scheduler: subprocess.Popen[bytes]


def dask(*words: str, folder: Path) -> subprocess.Popen[bytes]:
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=folder, stdout=log, stderr=log,
        )  # fmt: skip


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    scheduler = dask(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter",
        "--scheduler-file", str(told), folder=folder,
    )  # fmt: skip
    workers: list[subprocess.Popen[bytes]] = []
    try:
        end = time.monotonic() + PATIENCE
        while not told.exists():
            assert time.monotonic() < end, (folder / "scheduler.log").read_text()
            time.sleep(0.05)
        workers += [
            dask(
                "worker", "--scheduler-file", str(told), "--host", "127.0.0.1", "--no-nanny",
                "--no-dashboard", "--nthreads", "1", folder=folder,
            )
            for _ in range(2)
        ]  # fmt: skip
        while (folder / "scheduler.log").read_text().count("Register worker") < 2:
            assert time.monotonic() < end, (folder / "worker.log").read_text()
            time.sleep(0.05)
        address = next(
            word for word in told.read_text().split('"') if word.startswith("tcp://127.0.0.1")
        )
        yield Cluster(address, workers, scheduler)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@dataclass
class Desk:
    """Runs of one roster by the program itself, into a folder of its own."""

    roster: Path
    folder: Path

    @property
    def ledger(self) -> Path:
        return self.folder.with_suffix(".sqlite3")

    def start(self, *options: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                sys.executable, "generate.py", "batch", str(self.roster), "--out",
                str(self.folder), "--ledger", str(self.ledger), *options,
            ],
            cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (folder or self.folder).glob("*.pdf")}

    def recorded(self) -> list[tuple[int, str]]:
        with Ledger(self.ledger) as ledger:
            return [(entry.row, entry.sha256) for entry in ledger.entries()]


def rows(count: int) -> list[dict[str, str]]:
    return [
        {"patient_id": str(row), "stage": "acute", "edition": "exercises", "date": "2026-11-25"}
        for row in range(count)
    ]


def test_a_killed_worker_costs_no_handout_and_makes_none_twice(
    tmp_path: Path, cluster: Cluster
) -> None:
    roster = roster_of(tmp_path, *rows(ROWS))
    here, there = Desk(roster, tmp_path / "here"), Desk(roster, tmp_path / "there")
    with here.start("--jobs", "1") as process:
        assert process.wait(PATIENCE) == 0
    with there.start("--engine", "dask", "--scheduler", cluster.address, "--json") as process:
        end = time.monotonic() + PATIENCE
        while not there.folder.is_dir() or len(there.files()) < 100:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.01)
        before = len(there.files())
        cluster.workers[0].send_signal(signal.SIGKILL)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err + out[-800:]
    assert before < ROWS - 200
    assert f'"made": {ROWS}, "failed": 0' in out
    assert there.files() == here.files()
    assert len(there.files()) == ROWS
    assert there.recorded() == here.recorded()
    assert list(there.folder.glob(".*.part")) == []
    assert (there.folder / "report.csv").read_bytes() == (here.folder / "report.csv").read_bytes()


def test_a_store_gets_the_same_bytes_and_the_folder_the_report(
    tmp_path: Path, cluster: Cluster
) -> None:
    roster = roster_of(tmp_path, *rows(150))
    here, there = Desk(roster, tmp_path / "here"), Desk(roster, tmp_path / "there")
    with here.start("--jobs", "1") as process:
        assert process.wait(PATIENCE) == 0
    url = (tmp_path / "store").as_uri()
    cluster_options = ("--engine", "dask", "--scheduler", cluster.address, "--store", url)
    for again in ((), ("--resume",)):
        with there.start(*cluster_options, *again) as process:
            out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err + out
        assert there.files(tmp_path / "store") == here.files()
        assert len(list((tmp_path / "store").iterdir())) == 150
        assert there.recorded() == here.recorded()
    assert there.files() == {}
    assert (there.folder / "report.csv").exists()


@pytest.mark.parametrize("victims", ["workers", "scheduler"])
def test_a_lost_cluster_ends_the_run_and_it_goes_on_without(
    tmp_path: Path, cluster: Cluster, victims: str
) -> None:
    desk = Desk(roster_of(tmp_path, *rows(ROWS)), tmp_path / "out")
    with desk.start("--engine", "dask", "--scheduler", cluster.address) as process:
        while not desk.folder.is_dir() or len(desk.files()) < 100:
            assert process.poll() is None
            time.sleep(0.01)
        for victim in cluster.workers if victims == "workers" else [cluster.scheduler]:
            victim.kill()
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert process.returncode == 1, err
    assert f"{victims} ended" in err
    assert "Traceback" not in err
    with desk.start("--jobs", "1", "--resume") as process:
        assert process.wait(PATIENCE) == 0
    assert len(desk.files()) == ROWS
    assert sorted(row for row, _ in desk.recorded()) == list(range(2, ROWS + 2))


@dataclass
class Ending(Dask):
    """A cluster whose scheduler ends as soon as somebody is connected to it."""

    scheduler: subprocess.Popen[bytes] = field(kw_only=True)

    def _connected(self) -> Client:
        client = super()._connected()
        self.scheduler.kill()
        self.scheduler.wait()
        return client


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_scheduler_that_ends_before_its_first_answer_is_told_in_plain_words(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.cluster._TIMEOUT", 1)
    engine = Ending(cluster.address, scheduler=cluster.scheduler)
    with pytest.raises(HandoutError, match="the scheduler ended"):
        list(engine.run([], FileSink(tmp_path), lambda: False))


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:1", "tcp://127.0.0.1", "x"])
def test_no_scheduler_is_told_in_plain_words(tmp_path: Path, address: str) -> None:
    desk = Desk(roster_of(tmp_path, *rows(1)), tmp_path / "out")
    with desk.start("--engine", "dask", "--scheduler", address) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "no scheduler answers" in err
    assert "Traceback" not in err


PROBLEMS = st.builds(RowProblem, st.integers(), WORD, WORD, WORD, check_first=st.booleans())
MADE = st.builds(
    Made, st.integers(), st.binary(min_size=16, max_size=16), WORD, WORD, st.integers(),
    st.integers(), WORD, WORD, WORD, WORD, st.lists(WORD).map(tuple), WORD,
    st.lists(st.builds(Problem, WORD, WORD, WORD)).map(tuple), check_first=st.booleans(),
)  # fmt: skip
FAILED = st.builds(Failed, st.integers(), st.lists(PROBLEMS).map(tuple))


@given(st.builds(Chunk, st.lists(MADE | FAILED).map(tuple), WORD, WORD))
def test_a_part_of_the_ledger_is_read_as_it_was_written(chunk: Chunk) -> None:
    assert read(written(chunk)) == chunk
