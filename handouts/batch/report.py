"""The report of a run: what became of each row, as a table and for programs.

It holds no detail of a patient: rows are named by their number.
"""

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain
from pathlib import Path

from handouts.batch.ledger import Entry
from handouts.batch.remedies import worded_for_list
from handouts.batch.rows import RowProblem
from handouts.errors import OutputError
from handouts.output import write_pieces

TABLE, FACTS, PAGE = "report.csv", "report.json", "report.html"
HEADING = (
    "row", "outcome", "handout_id", "file", "pages", "bytes", "sha256", "stage", "plan", "column",
    "reason", "remedy", "print_file", "print_pages",
)  # fmt: skip
"""The columns of report.csv."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = b'{"report": 1,'
_PAGE_MARK = b"<!doctype html><!-- handouts report 1 -->"


@dataclass(frozen=True, slots=True)
class Counts:
    """`expected` is the sum of made, failed, skipped and left; `left` is 0 unless it ended early.

    `check_first` of those made only tell to get checked, and have no exercises.
    """

    expected: int
    made: int
    failed: int
    skipped: int
    check_first: int = 0

    @property
    def left(self) -> int:
        """How many rows were not come to."""
        return self.expected - self.made - self.failed - self.skipped

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return {
            "expected": self.expected, "made": self.made, "failed": self.failed,
            "skipped": self.skipped, "left": self.left, "check_first": self.check_first,
        }  # fmt: skip


def check_place(folder: Path) -> None:
    """Raise OutputError where a file of the user's own stands in a report's place."""
    heads = {TABLE: csv_line(HEADING).rstrip(b"\r\n"), FACTS: _MARK, PAGE: _PAGE_MARK}
    for name, head in heads.items():
        path = folder / name
        if not path.exists() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or not _begins(path, head):
            hint = "move it away, or choose another folder with --out"
            raise OutputError(f"{path}: is no report of this program, which would replace it", hint)


def is_report(path: Path) -> bool:
    """Say whether a file is the table of a report, and so no roster."""
    return _begins(path, csv_line(HEADING).rstrip(b"\r\n"))


def left_behind(
    folder: Path, made: Iterable[str], unreported: Iterable[str]
) -> Iterator[RowProblem]:
    """Yield a note for each handout of an earlier run in a folder that this run has not made.

    It lies there still, and nobody should take it for one of this run. The report there names
    them; `unreported` are the files of runs that were killed before they wrote one.
    """
    names = {_digest(name) for name in made}
    for name in chain(_reported(folder), unreported):
        if not name or _digest(name) in names or not _lies_in(folder, name):
            continue
        names.add(_digest(name))
        message = "a handout of an earlier run that this list does not make"
        hint = "do not print it with this list; delete it, unless it is still needed"
        yield RowProblem(0, "", message, hint, "warning", file=name)


def _reported(folder: Path) -> Iterator[str]:
    """Yield the files that the report in a folder names, as far as it can be read."""
    try:
        with (folder / TABLE).open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                yield (line.get("file") or "").removeprefix("'")
    except (OSError, ValueError, csv.Error):
        return


def _lies_in(folder: Path, name: str) -> bool:
    return Path(name).name == name and (folder / name).is_file()


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:16]


def write_report(
    folder: Path, facts: Mapping[str, object], counts: Counts, made: Iterable[Entry],
    problems: Iterable[RowProblem], refused: Iterable[int], skipped: Collection[int],
) -> None:  # fmt: skip
    """Write report.csv and report.json into a folder, in the order of the rows.

    But signs to be checked stand first, and of a row's notes those about a check. `made` come in
    the order of their rows; `refused` are the rows without a handout, whose problems need not all
    be among `problems`. Raises OutputError.
    """
    by_row = in_order(problems)
    signs = [problem for problem in by_row if problem.check_first]
    told = [problem for problem in by_row if not problem.check_first]
    listed = {problem.row for problem in told if problem.severity == "error"}
    silent = (
        RowProblem(row, "", "could not be made", "correct the other rows and try again")
        for row in sorted(refused)
        if row not in listed
    )
    lines = merge(
        ((entry.row, 0, _made_line(entry)) for entry in made),
        ((p.row, 1, _problem_line(p, skipped)) for p in merge(told, silent, key=lambda p: p.row)),
        key=lambda line: line[:2],
    )
    first = (_problem_line(sign, skipped) for sign in signs)
    rows = (csv_line(cells) for cells in chain(first, (cells for _, _, cells in lines)))
    write_pieces(folder / TABLE, chain([csv_line(HEADING)], rows), force=True)
    write_pieces(folder / FACTS, _facts(facts, counts, [*signs, *told]), force=True)


def in_order(problems: Iterable[RowProblem]) -> list[RowProblem]:
    """Return problems by row, of each row first those that are about a check."""
    return sorted(problems, key=lambda problem: (problem.row, not problem.about_check))


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_line(cells: Iterable[object]) -> bytes:
    """Return a line of CSV whose cells are safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe_cell(str(cell)) for cell in cells])
    return out.getvalue().encode()


def _made_line(entry: Entry) -> tuple[object, ...]:
    pages = f"{entry.first_page}-{entry.last_page}" if entry.print_file else ""
    return (
        entry.row, "made", entry.handout_id, entry.file, entry.pages, entry.size, entry.sha256,
        entry.stage, entry.plan, "", "", "", entry.print_file, pages,
    )  # fmt: skip


def _problem_line(problem: RowProblem, skipped: Collection[int]) -> tuple[object, ...]:
    outcome = "skipped" if problem.row in skipped else "note"
    if problem.check_first:
        outcome = "check first"
    elif problem.severity == "error" and problem.row:
        outcome = "failed"
    if problem.file:
        outcome = "earlier"
    where = problem.row or ""
    told = (problem.column, problem.message, worded_for_list(problem.hint))
    return (where, outcome, "", problem.file, *[""] * 5, *told, "", "")


def _facts(
    facts: Mapping[str, object], counts: Counts, problems: Sequence[RowProblem]
) -> Iterator[bytes]:
    told = [
        {
            "row": p.row, "column": p.column, "severity": p.severity, "reason": p.message,
            "remedy": worded_for_list(p.hint), **({"file": p.file} if p.file else {}),
        }
        for p in problems
    ]  # fmt: skip
    to_check = list(dict.fromkeys(p.row for p in problems if p.check_first))
    sums = {"counts": counts.as_dict(), "check_first": to_check}
    body = json.dumps({**facts, **sums, "problems": told}, indent=1)
    yield _MARK + body.removeprefix("{").encode() + b"\n"


def _begins(path: Path, head: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False
