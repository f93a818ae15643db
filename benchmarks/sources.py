"""Prepare what the peers read: every plan's document as HTML and as Typst, one file each.

Run as `python -m benchmarks.sources FOLDER [COUNT]`. A file's number is its plan's place in
`PLANS`; with a count so many plans of their own are written instead, in their order.
"""

import sys
from collections.abc import Iterable
from itertools import islice, product
from pathlib import Path

from benchmarks.as_html import as_html
from benchmarks.as_typst import as_typst
from benchmarks.cases import ID_MARK, PLANS
from benchmarks.distinct import distinct_requests
from benchmarks.sheet import make_sheet, request
from handouts.editions.request import EditionRequest


def write_sources(folder: Path, wanted: Iterable[EditionRequest]) -> None:
    """Write NUMBER.html and NUMBER.typ for each request."""
    for (number, one), (ending, write) in product(
        enumerate(wanted), {"html": as_html, "typ": as_typst}.items()
    ):
        source = write(make_sheet(one, handout_id=ID_MARK))
        (folder / f"{number}.{ending}").write_text(source, encoding="utf-8")


if __name__ == "__main__":
    counted = [int(word) for word in sys.argv[2:]]
    chosen = islice(distinct_requests(), *counted) if counted else map(request, PLANS)
    write_sources(Path(sys.argv[1]), chosen)
