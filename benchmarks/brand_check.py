"""How long checking a brand takes, beside making one handout in it.

Prints one line for each example brand: in a process of its own, and again in a living one.
Run as: python -m benchmarks.brand_check
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, run
from handouts.brand_lint import check_brand
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest
from handouts.prescription import PrescriptionRequest

_ROUNDS = 5
_STAGE = "subacute"


def main() -> None:
    """Measure every example brand."""
    print("seconds (and as a share of making one handout in the same brand)")
    print(f"{'brand':<20} {'fresh process':>22} {'living process':>22}")
    for folder in sorted((ROOT / "examples" / "brands").iterdir()):
        fresh = _fresh("brand", "check", str(folder)), _fresh_handout(folder)
        living = (
            _median(partial(check_brand, folder)),
            _median(partial(find_or_make, _request(folder))),
        )
        print(f"{folder.name:<20} {_cell(*fresh):>22} {_cell(*living):>22}")


def _cell(check: float, handout: float) -> str:
    return f"{check:.2f} ({check / handout:.2f} x)"


def _request(folder: Path) -> EditionRequest:
    return EditionRequest(PrescriptionRequest(_STAGE), brand=folder)


def _fresh_handout(folder: Path) -> float:
    options = ("--stage", _STAGE, "--brand", str(folder), "--out", "-", "--no-ledger")
    return _fresh("patient", *options)


def _fresh(*arguments: str) -> float:
    command = [sys.executable, "generate.py", *arguments]
    return median(run(command).seconds for _ in range(_ROUNDS))


def _median(action: Callable[[], object]) -> float:
    """Return the median of some runs after a first one that fills the caches."""
    action()
    taken = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return median(taken)


if __name__ == "__main__":
    main()
