"""Render the same documents with our program, WeasyPrint and Typst, and compare.

Run as `python -m benchmarks.peers`. Every round renders with each in turn (A B C, A B C, ...), so
that whatever else the machine does falls on all alike; medians are printed.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from benchmarks.cases import DATE, DETAILS, PLANS, STAGES
from benchmarks.measure import ROOT, Worker, run

OURS = "ours"
PEERS = ("weasyprint", "typst")
_STEPS = ("ours: no edition kept", "ours: document to file", "ours: personalise alone")
_USUAL = 1  # the plan that stays the same: sub-acute, the middle one
_INSTALL = "python -m pip install --require-hashes -r requirements-bench.txt"
_SOURCES = {"weasyprint": "html", "typst": "typ"}
_LIBRARIES = {
    "weasyprint": "; it also needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0",
    "typst": "",
}
_SUBSETTER = "from weasyprint.text.ffi import harfbuzz_subset as s; raise SystemExit(s is None)"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its name, its unit, and by how much to divide to show it in that unit."""

    name: str
    unit: str
    divisor: float = 1
    ratio: bool = True


COLD = Measure("cold start to file", "s")
KEPT = Measure("the same, edition kept on the disk", "s")
MEMORY = Measure("peak memory", "MB", 1e6)
SIZE = Measure("file size", "kB", 1e3)
PAGES = Measure("pages", "", ratio=False)
SAME_PLAN = Measure("warm, same plan, next patient", "ms", 1e-3)
OTHER_PLAN = Measure("warm, another plan each time", "ms", 1e-3)


@dataclass
class Results:
    """Every value measured, by measure, subject (a stage or all plans) and renderer."""

    values: dict[tuple[Measure, str, str], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, measure: Measure, subject: str, renderer: str, value: float) -> None:
        """Note one value in the measure's base unit: seconds, bytes, pages."""
        self.values[measure, subject, renderer].append(value)

    def median(self, measure: Measure, subject: str, renderer: str) -> float | None:
        """Return the median, None where nothing was measured."""
        values = self.values.get((measure, subject, renderer))
        return statistics.median(values) if values else None

    def rows(self) -> Iterator[tuple[Measure, str]]:
        """Yield what was measured, in the order in which it was."""
        yield from dict.fromkeys((measure, subject) for measure, subject, _ in self.values)


def main() -> int:
    """Measure and print; return the exit code."""
    options = _options()
    missing = _missing(options.peers)
    if missing:
        print(*missing, sep="\n", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([sys.executable, "-m", "benchmarks.sources", name])
        results = Results()
        _cold(results, folder, options.peers, options.runs)
        _warm(results, folder, options.peers, options.runs)
    print(_as_json(results, options) if options.json else _as_tables(results, options))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="rounds of each measure (5)")
    parser.add_argument(
        "--peers", type=lambda names: tuple(names.split(",")), default=PEERS,
        help="which peers, with commas between (weasyprint,typst)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print every value as JSON")
    options = parser.parse_args()
    unknown = sorted(set(options.peers) - set(PEERS))
    if unknown:
        parser.error(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    return options


def _missing(peers: tuple[str, ...]) -> list[str]:
    """Return what to do about peers that cannot be used; note what makes one slower than need be.

    Imported in processes of their own: this one stays small, because a process that it starts
    counts this one's memory into its own peak.
    """
    found = [
        f"{peer} cannot be imported. Install it: {_INSTALL}{_LIBRARIES[peer]}"
        for peer in peers
        if not _works(f"import {peer}")
    ]
    if "weasyprint" in peers and not found and not _works(_SUBSETTER):
        print(
            "note: WeasyPrint finds no libharfbuzz-subset and cuts fonts with fontTools, which is "
            "several times slower. For a fair comparison: apt-get install libharfbuzz-subset0",
            file=sys.stderr,
        )
    return found


def _works(code: str) -> bool:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


# -- measuring


def _cold(results: Results, folder: Path, peers: tuple[str, ...], runs: int) -> None:
    """Measure fresh processes, after one unmeasured round that fills the disk's cache."""
    for round_ in range(runs + 1):
        for stage, renderer in ((s, r) for s in STAGES for r in (OURS, *peers)):
            target = folder / f"{renderer}-{stage}.pdf"
            target.unlink(missing_ok=True)
            done = run(_command(renderer, stage, folder, target))
            if round_:
                results.add(COLD, stage, renderer, done.seconds)
                results.add(MEMORY, stage, renderer, done.peak)
            if renderer == OURS:
                _kept(results, stage, folder, round_)
    for stage, renderer in ((s, r) for s in STAGES for r in (OURS, *peers)):
        data = (folder / f"{renderer}-{stage}.pdf").read_bytes()
        results.add(SIZE, stage, renderer, len(data))
        results.add(PAGES, stage, renderer, _pages(data))


def _kept(results: Results, stage: str, folder: Path, round_: int) -> None:
    """Measure a fresh process of ours that finds its edition on the disk, from round 1 on."""
    target = folder / f"kept-{stage}.pdf"
    target.unlink(missing_ok=True)
    caches = {"HANDOUTS_CACHE": str(folder / "cache")}
    done = run(_command(OURS, stage, folder, target), caches)
    if round_:
        results.add(KEPT, stage, OURS, done.seconds)


def _command(renderer: str, stage: str, folder: Path, target: Path) -> list[str]:
    if renderer == OURS:
        details = {name.replace("_", "-"): value for name, value in DETAILS.items()}
        options = {"stage": stage, "date": DATE, "out": str(target), **details}
        given = [word for name, value in options.items() for word in (f"--{name}", value)]
        return [sys.executable, "generate.py", "patient", "--no-ledger", *given]
    source = folder / f"{STAGES.index(stage)}.{_SOURCES[renderer]}"
    return [sys.executable, "-m", f"benchmarks.with_{renderer}", str(source), str(target)]


def _pages(data: bytes) -> int:
    import pypdfium2  # noqa: PLC0415 - large; see _missing on memory

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _warm(results: Results, folder: Path, peers: tuple[str, ...], runs: int) -> None:
    """Measure living processes, each after one unmeasured document."""
    names = (OURS, *peers, *_STEPS)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name, folder)) for name in names}
        for number in range(runs + 1):
            for name, worker in workers.items():
                seconds = worker.seconds(_USUAL, number)
                if number:
                    results.add(SAME_PLAN, "sub-acute", name, seconds)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name, folder)) for name in names}
        # The last plan is the unmeasured one; each other comes once, so that no renderer has
        # seen it before.
        for number in range(len(PLANS)):
            for name, worker in workers.items():
                seconds = worker.seconds((number - 1) % len(PLANS), number)
                if number:
                    results.add(OTHER_PLAN, "each plan", name, seconds)


# -- showing


def _as_tables(results: Results, options: argparse.Namespace) -> str:
    """Return a line for each thing measured, and the peers' medians divided by ours."""
    peers = options.peers
    titles = ["", OURS, *peers, *(f"{peer} / ours" for peer in peers)]
    lines = [titles]
    for measure, subject in results.rows():
        ours = results.median(measure, subject, OURS)
        theirs = [results.median(measure, subject, peer) for peer in peers]
        title = ", ".join(filter(None, (f"{measure.name}, {subject}", measure.unit)))
        ratios = [_ratio(value, ours) if measure.ratio else "" for value in theirs]
        shown = [_number(value, measure) for value in (ours, *theirs)]
        lines.append([title, *shown, *ratios])
        for step in _STEPS:
            value = results.median(measure, subject, step)
            if value is not None:
                ratios = [_ratio(other, value) for other in theirs]
                lines.append([f"  {step}", _number(value, measure), *[""] * len(peers), *ratios])
    about = f"medians of {options.runs} rounds; {_machine(options.peers)}"
    return "\n".join([about, "", *_aligned(lines)])


def _number(value: float | None, measure: Measure) -> str:
    if value is None:
        return ""
    shown = value / measure.divisor
    return f"{shown:.0f}" if shown >= 100 or not measure.unit else f"{shown:.3g}"  # noqa: PLR2004


def _ratio(value: float | None, ours: float | None) -> str:
    return f"{value / ours:.2f}" if value is not None and ours else ""


def _aligned(lines: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def _as_json(results: Results, options: argparse.Namespace) -> str:
    measured = [
        {
            "measure": measure.name,
            "subject": subject,
            "renderer": renderer,
            "unit": {"s": "seconds", "ms": "seconds", "": "pages"}.get(measure.unit, "bytes"),
            "median": statistics.median(values),
            "values": values,
        }
        for (measure, subject, renderer), values in results.values.items()
    ]
    about = {"runs": options.runs, "machine": _machine(options.peers)}
    return json.dumps({**about, "measured": measured}, indent=1)


def _version(peer: str) -> str:
    """Return the version of a peer, or that it is missing."""
    try:
        return metadata.version(peer)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def _machine(peers: tuple[str, ...]) -> str:
    versions = [f"{peer} {_version(peer)}" for peer in peers]
    python = f"Python {platform.python_version()}"
    return ", ".join([f"{os.cpu_count()} cores", python, *versions])


if __name__ == "__main__":
    sys.exit(main())
