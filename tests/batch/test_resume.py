"""A run that is broken off, in whatever way, goes on and ends as if nothing had happened."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handouts.batch.ledger import Ledger
from tests.batch.rosters import roster_of

ROOT = Path(__file__).parents[2]
ROWS = 250
SEED = 20261125
_PROGRESS = re.compile(r"\d+ made, \d+ failed, \d+ left(, .* to go)?")

pytestmark = [
    pytest.mark.usefixtures("editions_on_disk"),
    pytest.mark.skipif(os.name == "nt", reason="signals and limits are those of Unix"),
]


@dataclass
class Desk:
    """A roster, and runs of it by the program itself, as processes."""

    roster: Path
    folder: Path
    ledger: Path
    before: Callable[[], None] | None = field(default=None)

    def start(self, *options: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                sys.executable, "generate.py", "batch", str(self.roster), "--out",
                str(self.folder), "--ledger", str(self.ledger), *options,
            ],
            cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=self.before,  # noqa: PLW1509 - these tests have one thread
        )  # fmt: skip

    def run(self, *options: str) -> tuple[int, str, str]:
        """Return what a run ends with; how far it came is told only where it takes a while."""
        with self.start(*options) as process:
            out, err = process.communicate(timeout=240)
        told = [line for line in err.splitlines() if not _PROGRESS.fullmatch(line)]
        return process.returncode, out, "\n".join(told)

    def files(self) -> dict[str, bytes]:
        """Return every file but the lock and two reports, which tell the time."""
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.name not in (".handouts.lock", "report.html", "report.json")
        }

    def recorded(self) -> dict[int, str]:
        with Ledger(self.ledger) as ledger:
            return {entry.row: entry.sha256 for entry in ledger.entries()}


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        {"patient_id": str(number), "stage": "acute", "edition": "exercises", "date": "2026-11-25"}
        for number in range(ROWS)
    ]
    return roster_of(tmp_path_factory.mktemp("roster"), *rows)


@dataclass(frozen=True)
class Undisturbed:
    files: dict[str, bytes]
    recorded: dict[int, str]
    seconds: float


@pytest.fixture
def desk(tmp_path: Path, roster: Path) -> Desk:
    return Desk(roster, tmp_path / "out", tmp_path / "ledger.sqlite3")


KNOWN: dict[Path, Undisturbed] = {}


@pytest.fixture
def undisturbed(tmp_path: Path, roster: Path) -> Undisturbed:
    """The same run, left alone; made once."""
    if roster not in KNOWN:
        desk = Desk(roster, tmp_path / "alone", tmp_path / "alone.sqlite3")
        assert desk.run("--dry-run")[0] == 0
        desk.run("--jobs", "1")  # the edition is kept from here on
        shutil.rmtree(desk.folder)
        desk.ledger.unlink()
        started = time.monotonic()
        assert desk.run("--jobs", "1")[0] == 0
        KNOWN[roster] = Undisturbed(desk.files(), desk.recorded(), time.monotonic() - started)
    return KNOWN[roster]


def assert_as_undisturbed(desk: Desk, undisturbed: Undisturbed) -> None:
    code, out, err = desk.run("--resume")
    assert (code, "error" in err) == (0, False), err
    assert f"{ROWS} expected = {ROWS} made + 0 failed + 0 skipped" in out
    assert desk.files() == undisturbed.files
    assert desk.recorded() == undisturbed.recorded


@pytest.mark.parametrize(
    "seed", [SEED, *(pytest.param(SEED + part, marks=pytest.mark.system) for part in range(1, 5))]
)  # 50 moments in all
def test_killed_at_any_moment_it_goes_on_and_ends_the_same(
    desk: Desk, undisturbed: Undisturbed, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same moments each time
    for number in range(10):
        options = ["--jobs", chance.choice(("1", "2"))] + ["--resume"] * (number % 3 > 0)
        with desk.start(*options) as process:
            time.sleep(chance.uniform(0.2, 1.1) * undisturbed.seconds)
            process.kill()
        if number % 3 == 2:
            assert_as_undisturbed(desk, undisturbed)
            shutil.rmtree(desk.folder)
            desk.ledger.unlink()
    if desk.folder.exists():
        assert_as_undisturbed(desk, undisturbed)


def test_a_sorted_stack_that_was_killed_is_made_whole_in_the_same_order(
    desk: Desk, tmp_path: Path
) -> None:
    stack, alone = tmp_path / "s.pdf", tmp_path / "alone" / "s.pdf"
    options = ("--sort", "MRN", "--sort", "stage", "--slip-sheets", "--print-file")
    with desk.start(*options, str(stack)) as process:
        begun(desk, 20)
        process.kill()
    assert not stack.exists()
    code, _, err = desk.run(*options, str(stack), "--resume")
    assert (code, "error" in err) == (0, False), err
    alone.parent.mkdir()
    other = Desk(desk.roster, tmp_path / "other", tmp_path / "other.sqlite3")
    assert other.run(*options, str(alone))[0] == 0
    assert stack.read_bytes() == alone.read_bytes()
    assert desk.files() == other.files()


def begun(desk: Desk, count: int = 1) -> None:
    """Wait until so many handouts are there."""
    for _ in range(1000):
        if desk.folder.is_dir() and len(list(desk.folder.glob("*.pdf"))) >= count:
            return
        time.sleep(0.02)
    raise AssertionError


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the worker processes of a run as soon as both are there."""
    while process.poll() is None:
        found = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process.pid)],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        workers = [int(line.split()[0]) for line in found.splitlines() if "spawn_main" in line]
        if len(workers) == 2:
            return workers
        time.sleep(0.02)
    raise AssertionError


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_asked_to_end_it_records_what_is_done_and_goes_on_later(
    desk: Desk, undisturbed: Undisturbed, number: int, code: int, jobs: str
) -> None:
    with desk.start("--jobs", jobs) as process:
        begun(desk)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code
    done = desk.recorded()
    assert len(done) == len(list(desk.folder.glob("*.pdf")))
    if len(done) < ROWS:
        assert f"{ROWS - len(done)} not come to" in out
        assert "--resume" in err
    assert not list(desk.folder.glob(".handouts-*.part"))
    assert_as_undisturbed(desk, undisturbed)


def test_a_killed_worker_costs_no_row(desk: Desk, undisturbed: Undisturbed) -> None:
    with desk.start("--jobs", "2") as process:
        first, _ = workers_of(process)
        begun(desk)
        os.kill(first, signal.SIGKILL)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "error" not in err
    assert "warning" not in err
    assert f"= {ROWS} made" in out
    assert desk.files() == undisturbed.files


def test_workers_end_when_the_program_is_killed(desk: Desk) -> None:
    with desk.start("--jobs", "2") as process:
        workers = workers_of(process)
        begun(desk)
        process.kill()
    for _ in range(200):
        if not any(Path(f"/proc/{worker}").exists() for worker in workers):
            return
        time.sleep(0.05)
    raise AssertionError


def test_two_runs_into_one_folder_do_not_mix(desk: Desk, undisturbed: Undisturbed) -> None:
    with desk.start("--jobs", "1") as process:
        begun(desk)
        process.send_signal(signal.SIGSTOP)
        code, _, err = desk.run("--jobs", "1")
        process.send_signal(signal.SIGCONT)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert code == 5
    assert "another run writes into it" in err
    assert desk.files() == undisturbed.files


def test_a_file_that_was_harmed_or_lost_is_made_anew(desk: Desk, undisturbed: Undisturbed) -> None:
    assert desk.run()[0] == 0
    lost, cut = sorted(desk.folder.glob("*.pdf"))[:2]
    lost.unlink()
    cut.write_bytes(cut.read_bytes()[:-1])
    code, _, err = desk.run("--resume")
    assert code == 4  # what is not as it was made may be somebody's work
    assert "exists already" in err
    assert desk.run("--resume", "--force")[0] == 0
    assert desk.files() == undisturbed.files


def test_leftovers_are_swept_and_what_is_not_ours_stays(
    desk: Desk, undisturbed: Undisturbed
) -> None:
    desk.folder.mkdir()
    (desk.folder / ".handouts-abc.part").write_bytes(b"half")
    (desk.folder / "mine.part").write_bytes(b"mine")
    assert desk.run()[0] == 0
    assert desk.files() == {**undisturbed.files, "mine.part": b"mine"}


def test_a_limit_on_file_sizes_ends_it_with_a_remedy(desk: Desk, undisturbed: Undisturbed) -> None:
    resource = pytest.importorskip("resource", reason="limits of Unix")
    size = max(len(data) for name, data in undisturbed.files.items() if name.endswith(".pdf"))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1000, resource.RLIM_INFINITY))

    desk.before = limit
    code, _, err = desk.run("--jobs", "1")
    assert code == 5
    assert "larger than this account may write" in err
    assert not list(desk.folder.glob("*.p*"))
    desk.before = None
    assert_as_undisturbed(desk, undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for some of the handouts."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here; that takes root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_ledger_without_room_ends_it_and_what_it_says_is_true(
    desk: Desk, undisturbed: Undisturbed, small_disk: Path
) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(6 * 1024 * 1024 - 250_000))
    desk.ledger = small_disk / "ledger.sqlite3"
    code, _, err = desk.run("--jobs", "1")
    assert code == 5
    assert "the ledger cannot be" in err
    filler.unlink()
    for row, sha256 in desk.recorded().items():
        assert undisturbed.recorded[row] == sha256
    assert_as_undisturbed(desk, undisturbed)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_ends_it_with_a_remedy_and_space_lets_it_go_on(
    desk: Desk, undisturbed: Undisturbed, small_disk: Path, jobs: str
) -> None:
    desk.folder = small_disk / "out"
    code, _, err = desk.run("--jobs", jobs)
    assert code == 5
    assert "the disk is full" in err
    assert "--resume" in err
    assert not list(desk.folder.glob(".handouts-*.part"))
    for path in desk.folder.glob("*.pdf"):
        assert path.read_bytes() == undisturbed.files[path.name]
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    assert_as_undisturbed(desk, undisturbed)
