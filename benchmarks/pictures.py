"""How long a picture takes to draw: `python -m benchmarks.pictures`.

From a baked file's bytes to compressed PDF operators, with nothing kept from before. Besides
milliseconds, which are this machine's, it prints how many times as long that is as the
compressing alone: no program that puts the same paths into a PDF can do without that step.
"""

import itertools
import statistics
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from handouts import resources
from handouts.figures import PEOPLE, arrange, operators, palette
from handouts.figures.baked import SUFFIX, read_picture

LIMIT = 8.0  # milliseconds
_RUNS = 7
_SCALE = 0.1  # points per unit, about that of a card
# Operators are kept by scale: one that differs where it does not show has them written anew.
_calls = itertools.count()


def drawn(data: bytes) -> bytes:
    """Return the operators of a baked picture, read, arranged and coloured anew."""
    palette.cache_clear()
    scale = _SCALE + 1e-9 * next(_calls)
    return operators(arrange(read_picture(data)), palette("#1f77b4", PEOPLE[0]), scale).encode()


def fastest(work: Callable[[], object]) -> float:
    """Return the processor milliseconds of the fastest run: what disturbs only ever adds."""
    times = []
    for _ in range(_RUNS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


def measure(path: Path) -> tuple[float, float]:
    """Return how long a picture takes to draw and compress, and the compressing alone (ms)."""
    data = path.read_bytes()
    made = drawn(data)
    return fastest(lambda: zlib.compress(drawn(data))), fastest(lambda: zlib.compress(made))


def main() -> None:
    """Measure every baked picture of the library and print what the slowest and the middle take."""
    paths = sorted(resources.library_folder().glob(f"*/pictures/*{SUFFIX}"))
    found = [measure(path) for path in paths]
    whole = [took for took, _ in found]
    ratios = [took / compressing for took, compressing in found]
    print(f"{len(found)} pictures, read, arranged, coloured, written, compressed")
    print(
        f"median {statistics.median(whole):.2f} ms, slowest {max(whole):.2f} ms, limit {LIMIT} ms"
    )
    print(f"median {statistics.median(ratios):.2f} times the compressing alone")


if __name__ == "__main__":
    main()
