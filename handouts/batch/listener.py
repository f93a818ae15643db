"""What a run tells whoever started it. Light: a command line has it before anything is read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import Problem

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.outcomes import Outcome
    from handouts.batch.preflight import Preflight
    from handouts.batch.report import Counts
    from handouts.batch.rows import RowProblem

RESUME = "go on with the same command and --resume"


class Listener:
    """Hears what happens in a run; this one keeps it to itself.

    `go_on` says how to go on with a run that was broken off.
    """

    go_on = RESUME

    def errors(self, errors: Sequence[Problem]) -> None:
        """Hear of errors of the brand despite which handouts are made, not for patients."""

    def columns(self, found: "Preflight", choices: "Choices") -> None:
        """Hear, before a sample, which column is printed where."""

    def preflight(self, found: "Preflight", choices: "Choices") -> None:
        """Hear, before the first page, what was found in the roster."""

    def made_before(self, count: int) -> None:
        """Hear how many rows have their handout from an earlier list."""

    def outcomes(self, outcomes: Sequence["Outcome"]) -> None:
        """Hear what became of some rows."""

    def progress(self, counts: "Counts", *, last: bool = False) -> None:
        """Hear how far the run is."""

    def print_files(self, paths: Iterable[Path]) -> None:
        """Hear which files to print."""

    def problems(self, problems: Iterable["RowProblem"]) -> None:
        """Hear what kept rows from being made that were thought to be right."""

    def left_behind(self, count: int, folder: Path) -> None:
        """Hear how many handouts of an earlier run lie beside those of this one."""
