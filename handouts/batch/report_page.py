"""The report of a run as a page to look at and to print: first what is to be done.

It tells what the table tells, and no more of a patient: rows are named by their number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from handouts import resources
from handouts.batch.ledger import Entry
from handouts.batch.meaning import Heading
from handouts.batch.remedies import worded_for_list
from handouts.batch.report import PAGE, Counts, in_order
from handouts.batch.rows import RowProblem
from handouts.output import write_pieces
from handouts.templating.page import html_page

MOST_MADE = 5_000
"""So many handouts are listed on the page; the table has them all."""

_Told = dict[str, Any]


def write_page(
    folder: Path, about: Sequence[str], counts: Counts, made: Iterable[Entry],
    problems: Iterable[RowProblem], refused: Iterable[int], skipped: Collection[int],
    headings: Sequence[Heading] = (),
) -> None:  # fmt: skip
    """Write report.html into a folder; `about` are lines on the run. Raises OutputError."""
    sorted_out = _Sorted(headings, skipped)
    for problem in in_order(problems):
        sorted_out.take(problem)
    for row in sorted(set(refused) - sorted_out.failed.keys()):
        silent = RowProblem(row, "", "could not be made", "correct the other rows and try again")
        sorted_out.take(silent)
    values = {
        "title": "What became of the list", "about": about, "counts": counts,
        "signs": _rows(sorted_out.signs), "failed": _rows(sorted_out.failed),
        "earlier": sorted_out.earlier, "list": _rows(sorted_out.list),
        "checks": _rows(sorted_out.checks), "notes": _rows(sorted_out.notes),
        "skipped": _rows(sorted_out.skipped), "more": max(0, counts.made - MOST_MADE),
        "made": (_made(entry) for entry in islice(made, MOST_MADE)),
    }  # fmt: skip
    place = resources.templates_folder() / "report"
    pieces = html_page(place / "report.html", place / "report.css", values)
    write_pieces(folder / PAGE, pieces, force=True)


class _Sorted:
    """Problems by what somebody has to do about them, and by row."""

    def __init__(self, headings: Sequence[Heading], skipped: Collection[int]) -> None:
        self.signs: dict[int, list[_Told]] = defaultdict(list)
        self.failed: dict[int, list[_Told]] = defaultdict(list)
        self.list: dict[int, list[_Told]] = defaultdict(list)
        self.checks: dict[int, list[_Told]] = defaultdict(list)
        self.notes: dict[int, list[_Told]] = defaultdict(list)
        self.skipped: dict[int, list[_Told]] = defaultdict(list)
        self.earlier: list[_Told] = []
        self._headings, self._skipped = headings, skipped
        self._last = max((heading.row for heading in headings), default=1)

    def take(self, problem: RowProblem) -> None:
        """Put a problem where it belongs."""
        remedy = worded_for_list(problem.hint)
        if problem.file:
            self.earlier.append({"file": problem.file, "remedy": remedy})
            return
        if problem.check_first:
            place = self.signs
        elif problem.row <= self._last:
            place = self.list
        elif problem.severity == "error":
            place = self.failed
        elif problem.row in self._skipped:
            place = self.skipped
        else:
            place = self.checks if problem.about_check else self.notes
        told = {
            "column": self._column(problem.column), "reason": problem.message, "remedy": remedy,
        }  # fmt: skip
        place[problem.row].append(told)

    def _column(self, name: str) -> str:
        """Return a column by the letter and the heading that it has in the file."""
        found = (heading.places_of(name) for heading in self._headings if name)
        return next(filter(None, found), name)


def _rows(told: Mapping[int, list[_Told]]) -> list[_Told]:
    return [{"row": row, "told": problems} for row, problems in sorted(told.items())]


def _made(entry: Entry) -> _Told:
    file = entry.file
    if entry.print_file:
        pages = f"{entry.print_file}, pages {entry.first_page} to {entry.last_page}"
        file = f"{file}; {pages}" if file else pages
    plan = "to get checked first, no exercises" if entry.check_first else entry.plan
    stage = ", ".join(filter(None, (entry.stage, plan))) or entry.edition
    return {"row": entry.row, "id": entry.handout_id, "plan": stage, "pages": entry.pages,
            "file": file}  # fmt: skip


def lines_about(folder: Path, started: str, program: str) -> Iterator[str]:
    """Yield what the page says of the run itself."""
    yield f"Begun {resources.local_time(started)}, by {program}"
    yield f"The handouts are in the folder {folder}"
