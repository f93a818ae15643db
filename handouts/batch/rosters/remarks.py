"""What was put right, passed over or left out while a list was read, told once for all its rows."""

from collections import defaultdict
from collections.abc import Iterator

from handouts.batch.rows import RowProblem

_SHOWN = 5  # numbers of rows

# What is told, by the kind of remark, and what to do.
_TOLD = {
    "spoiled": (
        "has letters that were spoiled on the way, such as Ã© for é; they were put right",
        "look at these rows",
    ),
    "encoded": (
        "has signs as web pages write them, such as &amp;; they were put right",
        "look at these rows",
    ),
    "error": (
        "shows the error of a formula, such as #N/A; it was left out",
        "put the formula right, or write what belongs there",
    ),
    "filled": (
        "has merged cells; what stands in them counts for each of their rows",
        "take the cells apart if that is not meant",
    ),
    "hidden": (
        "is hidden, or filtered out; its handout is made too",
        "to leave it out say --visible-only, or delete it",
    ),
    "left out": ("is hidden, or filtered out; it was left out", "leave out --visible-only if not"),
    "heading": ("has the headings once more; it was passed over", ""),
    "note": ("has a note that begins with #; it was passed over", "delete the # if it is no note"),
}


class Remarks:
    """Collects remarks by kind and column; few numbers of rows are kept, however many there are."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._counts: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, kind: str, row: int, column: str = "") -> None:
        """Remember that a row gave cause for a remark."""
        key = kind, column
        self._counts[key] += 1
        if len(self._rows[key]) < _SHOWN:
            self._rows[key].append(row)

    def told(self) -> Iterator[RowProblem]:
        """Yield a notice for each kind and column."""
        for (kind, column), rows in self._rows.items():
            message, hint = _TOLD[kind]
            more = self._counts[kind, column] - len(rows)
            if more or len(rows) > 1:
                listed = ", ".join(map(str, rows)) + (f" and {more} more" if more else "")
                message = f"{message} (rows {listed})"
            yield RowProblem(rows[0], column, message, hint, "warning")
