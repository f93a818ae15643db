"""A folder that rosters are dropped into: what lies there, what is in work, what became of it.

    inbox/roster.csv            dropped
    inbox/working/roster/       claimed by a rename; after a crash it is gone on with
    inbox/done/roster/          every row has its handout: the roster and its report
    inbox/failed/roster/        some row has none: the roster and its report

Each move is one rename, so a roster is in one place at any time. No name is used twice.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from handouts.batch import report
from handouts.batch.report import Counts
from handouts.batch.report_page import write_page
from handouts.batch.rows import RowProblem
from handouts.errors import OutputError
from handouts.output import make_folder

ENDINGS = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xltx", ".jsonl", ".ndjson",
    ".xls", ".xlsb", ".ods", ".numbers",
)  # fmt: skip
"""Files with another ending are no rosters and stay where they are; the last four are refused."""

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")
_HIDDEN = (".", "~$", "~", "#")  # also what Excel and editors put beside an open file
_LOCK = ".handouts-watch.lock"
_REPORTS = (report.TABLE, report.FACTS)
_TRIES = 5  # times that a roster is tried to be taken, before another program is said to hold it


@dataclass(frozen=True, slots=True)
class Claimed:
    """A roster in work: its file, in a folder of its own, whose name nothing else here has."""

    roster: Path

    @property
    def name(self) -> str:
        """The name of its folder, here and among the results."""
        return self.roster.parent.name


@dataclass
class Inbox:
    """A watched folder and the folder of results; a context manager that keeps others out.

    Raises OutputError where a folder cannot be used or another process watches it.
    """

    folder: Path
    results: Path
    _seen: dict[str, tuple[tuple[int, int], float]] = field(default_factory=dict)
    _empty: set[str] = field(default_factory=set)
    _tries: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        if not self.folder.is_dir():
            hint = "create it first, or name another one"
            raise OutputError(f"{self.folder}: there is no such folder", hint)
        for folder in (self.results, self.working, self.done, self.failed):
            make_folder(folder)
        self._lock = FileLock(self.folder / _LOCK, mode=0o600)
        try:
            self._lock.acquire(timeout=0)
        except (Timeout, OSError) as error:
            hint = "end the other one, or watch another folder"
            raise OutputError(f"{self.folder}: another process watches it", hint) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @property
    def working(self) -> Path:
        """Where rosters in work lie."""
        return self.folder / "working"

    @property
    def done(self) -> Path:
        """Where rosters go of which every row has its handout."""
        return self.folder / "done"

    @property
    def failed(self) -> Path:
        """Where all others go."""
        return self.folder / "failed"

    def look(self, now: float, settle: float) -> tuple[Path, ...]:
        """Return rosters whose size and time have not changed for `settle` seconds, by name.

        `now` is any clock's time in seconds. A file is never returned when it is seen first, and an
        empty one never: programs make a file before they fill it.
        """
        before, self._seen = self._seen, {}
        self._empty.clear()
        ready = []
        for path in sorted(self.folder.iterdir()):
            state = _state(path)
            if state is None:
                continue
            known, since = before.get(path.name, (state, now))
            since = since if known == state else now
            self._seen[path.name] = (state, since)
            if path.name in before and now - since >= settle:
                if state[0]:
                    ready.append(path)
                else:
                    self._empty.add(path.name)
        return tuple(ready)

    @property
    def is_settled(self) -> bool:
        """Say whether nothing lies there that may become ready by waiting."""
        return self._seen.keys() <= {*self.empty, *self.held}

    @property
    def empty(self) -> tuple[str, ...]:
        """Return the names of files that have stood still with nothing in them."""
        return tuple(sorted(self._empty))

    @property
    def held(self) -> tuple[str, ...]:
        """Return the names of rosters that could not be taken, however often it was tried."""
        return tuple(sorted(name for name, tries in self._tries.items() if tries >= _TRIES))

    def claim(self, path: Path) -> Claimed | None:
        """Take a roster into work; None if it has gone or another program holds it."""
        place = self.working / self._free_name(path.stem)
        name = path.name
        if name.casefold() in _REPORTS:
            # The report of its run will lie beside it.
            name = f"{path.stem} (list){path.suffix}"
        try:
            place.mkdir(mode=0o700)
            path.rename(place / name)
        except OSError:
            with suppress(OSError):
                place.rmdir()
            if _exists(path):
                self._tries[path.name] = self._tries.get(path.name, 0) + 1
            return None
        self._seen.pop(path.name, None)
        self._tries.pop(path.name, None)
        return Claimed(place / name)

    def left(self) -> tuple[Claimed, ...]:
        """Return rosters that were in work when the last process ended, by name."""
        found = []
        for place in sorted(self.working.iterdir()):
            if place.is_dir() and not place.is_symlink():
                with suppress(OSError):
                    place.rmdir()  # only if it is empty: claimed, and then nothing moved
                    continue
                rosters = (path for path in sorted(place.iterdir()) if _is_in_work(path))
                found += [Claimed(path) for path in rosters][:1]
        return tuple(found)

    def output(self, claimed: Claimed) -> Path:
        """Return the folder of a roster's handouts."""
        return self.results / claimed.name

    def refuse(self, claimed: Claimed, problems: Sequence[RowProblem]) -> None:
        """Write the report of a roster that no run came of. Raises OutputError."""
        none, folder = Counts(0, 0, 0, 0), claimed.roster.parent
        report.write_report(folder, {"state": "refused"}, none, (), problems, (), ())
        write_page(folder, ("Nothing was made of this list.",), none, (), problems, (), ())

    def finish(self, claimed: Claimed, *, well: bool) -> Path:
        """Move a roster and its report to done or failed; return where to. Raises OutputError."""
        for name in (report.TABLE, report.FACTS, report.PAGE):
            with suppress(FileNotFoundError):
                shutil.copyfile(self.output(claimed) / name, claimed.roster.parent / name)
        place = (self.done if well else self.failed) / claimed.name
        try:
            claimed.roster.parent.rename(place)
        except OSError as error:
            hint = "close what is open there, and start again"
            raise OutputError(f"{place}: cannot be moved there", hint) from error
        return place

    def _free_name(self, stem: str) -> str:
        places = (self.working, self.done, self.failed, self.results)
        number, name = 1, stem
        while any(_exists(place / name) for place in places):
            number += 1
            name = f"{stem}-{number}"
        return name


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _is_in_work(path: Path) -> bool:
    return path.name.casefold() not in _REPORTS and _state(path) is not None


def _state(path: Path) -> tuple[int, int] | None:
    """Return size and time of a roster's file, None for whatever else it is."""
    name = path.name.casefold()
    if name.startswith(_HIDDEN) or name.endswith(_UNFINISHED) or not name.endswith(ENDINGS):
        return None
    try:
        if path.is_symlink() or not path.is_file():
            return None
        if name == report.TABLE and report.is_report(path):
            return None
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns
