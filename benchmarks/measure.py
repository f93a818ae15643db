"""Measuring processes: how long they take and how much memory they need at most (POSIX)."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes; getrusage(2) differs


NOTHING_KEPT = {"HANDOUTS_CACHE": "off"}
"""Editions on the disk are not used: the peers keep nothing there either."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall-clock seconds, and the most memory it held, in bytes."""

    seconds: float
    peak: int


def run(command: list[str], environment: Mapping[str, str] = NOTHING_KEPT) -> Run:
    """Run a command in the checkout's folder, with these variables added, and measure it.

    Raises RuntimeError with what it wrote to standard error if it fails.
    """
    # A process counts the memory of the one that began it as its own: so a small one begins it.
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, *command],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    code, seconds, peak = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{command[:3]} failed: {done.stderr}")
    return Run(seconds, peak * _MAXRSS_UNIT)


_LAUNCHER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - started
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss]))
"""


class Worker:
    """A renderer that stays alive from document to document; see worker.py."""

    def __init__(self, name: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", name, str(folder)],
            cwd=ROOT, env={**os.environ, **NOTHING_KEPT}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._answer()

    def seconds(self, plan: int, number: int) -> float:
        """Have a plan's document number so-and-so made; return the seconds it took."""
        if self._process.stdin is None:  # pragma: no cover - it is a pipe
            raise AssertionError
        self._process.stdin.write(f"{plan} {number}\n")
        self._process.stdin.flush()
        return float(self._answer())

    def _answer(self) -> str:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            self._process.communicate()
            raise RuntimeError(f"a worker ended with code {self._process.returncode}")
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Ending its input ends it; communicate also closes the pipes.
        self._process.communicate()
