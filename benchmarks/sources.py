"""Prepare what the peers read: every plan's document as HTML and as Typst, one file each.

Run as `python -m benchmarks.sources FOLDER`. A file's number is its plan's place in `PLANS`.
"""

import sys
from itertools import product
from pathlib import Path

from benchmarks.as_html import as_html
from benchmarks.as_typst import as_typst
from benchmarks.cases import ID_MARK, PLANS
from benchmarks.sheet import make_sheet


def write_sources(folder: Path) -> None:
    """Write NUMBER.html and NUMBER.typ for each plan."""
    for (number, plan), (ending, write) in product(
        enumerate(PLANS), {"html": as_html, "typ": as_typst}.items()
    ):
        source = write(make_sheet(plan, handout_id=ID_MARK))
        (folder / f"{number}.{ending}").write_text(source, encoding="utf-8")


if __name__ == "__main__":
    write_sources(Path(sys.argv[1]))
