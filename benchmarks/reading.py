"""How long reading a list takes, and the memory it needs: `python -m benchmarks.reading`.

A CSV and a workbook of invented patients are read by Python's csv, by openpyxl and by us, each in a
process of its own, one after another in every round: so whatever else the machine does falls on all
alike. "lines" are cells as texts; "rows" have headings understood, texts tidied, and days, numbers
and words for nothing looked at. A tenth of each list shows whether memory grows with it.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import openpyxl

from benchmarks.cases import numbered_name
from benchmarks.measure import Run, run
from handouts.batch.meaning import NOTHING_TOLD
from handouts.batch.roster import open_roster
from handouts.batch.rosters.choosing import pick_sheet
from handouts.batch.rosters.delimited import lines

HEADINGS = ("MRN", "Name", "Date", "Stage", "Clinician", "Note", "Ward")
STAGES = ("acute", "subacute", "chronic")


def patients() -> Iterator[list[str]]:
    """Yield the cells of invented patients, without end."""
    number = 0
    while True:
        note = "come in two weeks" if number % 2 else ""
        stage = STAGES[number % len(STAGES)]
        name = numbered_name(number)
        yield [f"{number:07d}", name, "2026-11-25", stage, "Sam Sample", note, "North"]
        number += 1


def write_csv(path: Path, count: int) -> None:
    """Write a list of so many patients."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(islice(patients(), count))


def write_workbook(path: Path, count: int) -> None:
    """Write a workbook of so many patients."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in ([*HEADINGS], *islice(patients(), count)):
        sheet.append(cells)
    book.save(path)


def _plain(path: Path) -> Iterable[object]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _keyed(path: Path) -> Iterable[object]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _openpyxl(path: Path) -> Iterable[object]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    yield from book.worksheets[0].iter_rows(values_only=True)
    book.close()


def _lines(path: Path) -> Iterable[object]:
    with path.open("rb") as file:
        if path.suffix == ".csv":
            yield from lines(file, "", "", NOTHING_TOLD.knows)
        else:
            yield from pick_sheet(file, "", NOTHING_TOLD.knows)[1].lines()


def _rows(path: Path) -> Iterable[object]:
    with open_roster(path) as roster:
        yield from roster.rows()


WAYS: dict[str, Callable[[Path], Iterable[object]]] = {
    "csv.reader": _plain, "csv.DictReader": _keyed, "openpyxl": _openpyxl, "ours, lines": _lines,
    "ours, rows": _rows,
}  # fmt: skip
OF_KIND = {
    ".csv": ("csv.reader", "csv.DictReader", "ours, lines", "ours, rows"),
    ".xlsx": ("openpyxl", "ours, lines", "ours, rows"),
}


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="How long reading a list takes.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the CSV")
    parser.add_argument("--workbook-rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--read", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        for _ in WAYS[chosen.read[0]](Path(chosen.read[1])):
            pass
        return
    with tempfile.TemporaryDirectory() as folder:
        for suffix, count in ((".csv", chosen.rows), (".xlsx", chosen.workbook_rows)):
            _table(Path(folder), suffix, count, chosen.rounds)


def _table(folder: Path, suffix: str, count: int, rounds: int) -> None:
    whole, tenth = folder / f"whole{suffix}", folder / f"tenth{suffix}"
    write = write_csv if suffix == ".csv" else write_workbook
    write(whole, count)
    write(tenth, count // 10)
    ways = OF_KIND[suffix]
    found: dict[str, list[Run]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            found[way].append(_measured(way, whole))
    first = median(one.seconds for one in found[ways[0]])
    print(f"\n{suffix}, {count:,} rows of {len(HEADINGS)} cells")
    heads = ("", "rows a second", f"beside {ways[0]}", "memory", "of a tenth")
    print(f"{heads[0]:<16}{heads[1]:>14}{heads[2]:>20}{heads[3]:>10}{heads[4]:>12}")
    for way in ways:
        seconds = median(one.seconds for one in found[way])
        peak = max(one.peak for one in found[way])
        small = _measured(way, tenth).peak
        print(
            f"{way:<16}{count / seconds:>14,.0f}{seconds / first:>19.2f}x"
            f"{peak / 2**20:>7.0f} MB{small / 2**20:>9.0f} MB"
        )


def _measured(way: str, path: Path) -> Run:
    return run([sys.executable, "-m", "benchmarks.reading", "--read", way, str(path)])


if __name__ == "__main__":
    main()
