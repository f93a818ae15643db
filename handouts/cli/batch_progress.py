"""How a batch is told of while it runs: a line that moves, plain lines, or events for programs."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import resources
from handouts.batch.listener import RESUME, Listener
from handouts.cli import speech
from handouts.cli.batch_columns import say_columns
from handouts.cli.batch_unsaid import unsaid
from handouts.cli.tables import table
from handouts.errors import Problem

if TYPE_CHECKING:
    from handouts.batch.choices import Choices
    from handouts.batch.make import Ended
    from handouts.batch.preflight import Preflight
    from handouts.batch.report import Counts
    from handouts.batch.rows import RowProblem

MOST_SHOWN = 30
"""So many problems are shown; the report has them all."""

_TERMINAL, _EVENT, _LINE = 0.2, 1.0, 10.0  # seconds between two times of telling


class Teller(Listener):
    """Tells how far a run is: rate, made and failed, time left.

    `go_on` says how to go on with a run that was broken off.
    """

    def __init__(self, *, as_json: bool, go_on: str = RESUME) -> None:
        self.as_json, self.go_on = as_json, go_on
        self._started = self._told = resources.seconds()
        self._on_terminal = bool(sys.stderr and sys.stderr.isatty()) and not as_json
        self._moving = False
        self._first: int | None = None
        self.found: tuple[RowProblem, ...] = ()
        self._not_for_patients = False

    def errors(self, errors: Sequence[Problem]) -> None:
        """Tell the errors of the brand that are passed over, and what that makes of handouts."""
        self._not_for_patients = bool(errors)
        if self.as_json and errors:
            told = {"not_for_patients": True, "problems": speech.as_json(errors)}
            speech.say_event({"event": "errors", **told})
            return
        for error in errors:
            speech.remark(error)
        if errors:
            speech.tell("The brand has errors: each page says that it is not for patients.")

    def columns(self, found: "Preflight", choices: "Choices") -> None:
        """Tell which column of the roster is printed where."""
        say_columns(found, choices.given, as_json=self.as_json)

    def preflight(self, found: "Preflight", choices: "Choices") -> None:
        """Tell what is wrong, before the first page, kept in `found`; then what is unsaid."""
        self.found, notes = found.told, tuple(unsaid(choices, found))
        if self.as_json:
            counts = {
                "expected": found.expected, "ready": found.ready,
                "check_first": len(found.to_check), "refused": len(found.refused),
                "skipped": len(found.skipped), "problems": found.count,
            }  # fmt: skip
            speech.say_event({"event": "preflight", **counts})
            for problem in found.told:
                self._event(problem)
            for one in speech.as_json(notes):
                speech.say_event({"event": "note", **one})
            return
        _remark(found.check_notes)
        if found.problems:
            _show(found.problems, found.count - len(found.check_notes))
        for note in notes:
            speech.remark(note)

    def progress(self, counts: "Counts", *, last: bool = False) -> None:
        """Tell how far the run is, if it is time to."""
        now = resources.seconds()
        done = counts.made + counts.failed
        if self._first is None:
            # What was kept from before, or refused, took no time.
            self._first, self._started = done, now
        every = _TERMINAL if self._on_terminal else _EVENT if self.as_json else _LINE
        if not (now - self._told >= every or (last and self._moving)):
            return
        self._told = now
        rate = (done - self._first) / max(now - self._started, 0.001)
        left = counts.left / rate if rate else 0.0
        if self.as_json:
            told = {"per_second": round(rate, 1), "seconds_left": round(left)}
            speech.say_event({"event": "progress", **counts.as_dict(), **told})
            return
        line = f"{counts.made} made, {counts.failed} failed, {counts.left} left"
        line += f", {rate:.0f} a second, {_span(left)} to go" if counts.left and rate else ""
        if self._on_terminal:
            self._moving = True
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if last else ""))
            sys.stderr.flush()
        else:
            speech.tell(line)

    def problems(self, problems: Iterable["RowProblem"]) -> None:
        """Tell what kept rows from being made that were thought to be right."""
        told = list(problems)
        if self.as_json:
            for problem in told:
                self._event(problem)
        elif told:
            _show(told, len(told))

    def print_files(self, paths: Iterable[Path]) -> None:
        """Tell which files to print."""
        for path in paths:
            if self.as_json:
                speech.say_event({"event": "print_file", "file": str(path)})
            else:
                speech.say(f"{path}: to print")

    def end(self, ended: "Ended") -> None:
        """Tell what became of all rows; the sum holds, whatever happened."""
        counts, folder, stopped, to_know = ended.counts, ended.folder, ended.stopped, ended.to_know
        page = _page(folder)
        if self.as_json:
            state = "interrupted" if stopped else "done"
            speech.say_event(
                {
                    "event": "end", "state": state, **counts.as_dict(), "to_know": to_know,
                    "folder": str(folder), "report": str(page),
                    "not_for_patients": self._not_for_patients,
                }
            )  # fmt: skip
            return
        left = f" + {counts.left} not come to" if counts.left else ""
        check = f"{only_to_check(counts.check_first)}," if counts.check_first else ""
        speech.say(
            f"{folder}: {counts.expected} expected = {counts.made} made{check} "
            f"+ {counts.failed} failed + {counts.skipped} skipped{left}"
        )
        if to_know:
            rows = "1 row has" if to_know == 1 else f"{to_know} rows have"
            speech.tell(f"{rows} something to know: {page}")
        speech.tell(f"Every row and reason: {page}")
        if stopped:
            speech.tell(f"Broken off: {self.go_on}.")

    def made_before(self, count: int) -> None:
        """Tell how many rows have their handout from an earlier list."""
        if count and not self.as_json:
            rows = "1 row has its handout" if count == 1 else f"{count} rows have their handouts"
            speech.tell(f"{rows} already, from an earlier list: the report tells where")

    def left_behind(self, count: int, folder: Path) -> None:
        """Tell how many handouts of an earlier run lie beside those of this one."""
        if count and not self.as_json:
            lie, them = "1 handout of an earlier run still lies", "it"
            if count > 1:
                lie, them = f"{count} handouts of earlier runs still lie", "them"
            speech.tell(
                f"note: {lie} in {folder} that this list does not make: do not print {them}; "
                f"see earlier in {_page(folder)}"
            )

    @staticmethod
    def _event(problem: "RowProblem") -> None:
        speech.say_event({"event": "problem", **asdict(problem)})


def _page(folder: Path) -> Path:
    """Return the report that is to be read."""
    from handouts.batch.report import PAGE  # noqa: PLC0415 - only at the end of a run

    return folder / PAGE


def only_to_check(count: int) -> str:
    """Return the words after a number of handouts of which so many have no exercises."""
    return f", {count} of them only to be checked" if count else ""


def _remark(signs: Sequence["RowProblem"]) -> None:
    """Tell of the first of these signs to be checked, and how many more there are."""
    for sign in signs[:MOST_SHOWN]:
        speech.remark(Problem(f"row {sign.row}", sign.message, sign.hint, sign.severity))
    if len(signs) > MOST_SHOWN:
        speech.tell(f"and {len(signs) - MOST_SHOWN} more signs to be checked")


def _show(problems: Sequence["RowProblem"], count: int) -> None:
    """Show the first of so many problems, and how many more there are."""
    speech.tell(problem_table(problems[:MOST_SHOWN]))
    if count > MOST_SHOWN:
        speech.tell(f"and {count - MOST_SHOWN} more")


def problem_table(problems: Iterable["RowProblem"]) -> str:
    """Return problems as a table: row, column, reason, remedy; never a value."""
    rows = [
        [
            str(p.row) if p.row else "file", p.column or "-",
            p.message if p.severity == "error" else f"note: {p.message}", p.hint,
        ]
        for p in problems
    ]  # fmt: skip
    return table(("row", "column", "reason", "remedy"), rows)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
