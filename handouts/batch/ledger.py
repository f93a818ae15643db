"""The ledger: which handout was made when, from which content, for which row of which roster.

It holds nothing of a patient: a row is known by its number and by digests of the roster and of
what the row asked for. So it can be kept for years, and a roster at hand tells who it was.

Each batch of results is one transaction (SQLite, write-ahead log), so that what is recorded was
made, and what is recorded twice is the same. Only the parent process writes.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from handouts.batch.outcomes import Made, Outcome
from handouts.errors import OutputError

SCHEMA_VERSION = 2
"""2 added `check_first`."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,            -- roster, options, brand and folder: the same work, the same key
  started TEXT NOT NULL,
  finished TEXT,
  state TEXT NOT NULL,          -- running, done, interrupted
  folder TEXT NOT NULL,
  roster_sha256 TEXT NOT NULL,
  brand_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  options TEXT NOT NULL,        -- JSON, as chosen on the command line, without the roster
  expected INTEGER NOT NULL,
  date TEXT NOT NULL            -- that of handouts whose row has none
) STRICT;
CREATE TABLE IF NOT EXISTS handouts (
  run INTEGER NOT NULL REFERENCES runs(id),
  row INTEGER NOT NULL,
  key BLOB NOT NULL,
  handout_id TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  stage TEXT NOT NULL,
  plan TEXT NOT NULL,
  edition TEXT NOT NULL,
  content_version TEXT NOT NULL,
  made TEXT NOT NULL,
  print_file TEXT NOT NULL,     -- the print file that it is in, and its pages there
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  check_first INTEGER NOT NULL DEFAULT 0,  -- 1: it tells to get checked, and has no exercises
  PRIMARY KEY (run, row)
) STRICT;
CREATE TABLE IF NOT EXISTS exercises (
  run INTEGER NOT NULL, row INTEGER NOT NULL, exercise TEXT NOT NULL,
  PRIMARY KEY (run, row, exercise),
  FOREIGN KEY (run, row) REFERENCES handouts(run, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS handouts_by_id ON handouts(handout_id);
CREATE INDEX IF NOT EXISTS handouts_by_key ON handouts(key);
CREATE INDEX IF NOT EXISTS handouts_by_version ON handouts(content_version);
CREATE INDEX IF NOT EXISTS exercises_by_name ON exercises(exercise);
CREATE INDEX IF NOT EXISTS runs_by_key ON runs(key);
"""
_ADDED = {"check_first": "INTEGER NOT NULL DEFAULT 0"}
"""Columns of handouts that a ledger of an older program lacks."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is made from. `key` is the same for the same work.

    Handouts that are made one by one, without a roster, are a run for each day, folder and brand;
    it has no `options` and no roster.
    """

    key: str
    folder: str
    roster_sha256: str
    brand_digest: str
    program_version: str
    options: str
    expected: int
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One handout as the ledger knows it; `exercises` are ids, none with `check_first`."""

    run: int
    row: int
    key: bytes
    handout_id: str
    file: str
    sha256: str
    size: int
    pages: int
    stage: str
    plan: str
    edition: str
    content_version: str
    made: str
    print_file: str
    first_page: int
    last_page: int
    check_first: bool
    folder: str
    roster_sha256: str
    options: str
    date: str
    brand_digest: str
    exercises: tuple[str, ...]


class Ledger:
    """An open ledger file; a context manager. Raises OutputError where it cannot be used."""

    def __init__(self, path: Path, *, patience: float = 30) -> None:
        """Open a ledger; wait so many seconds for another process that writes into it."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None, timeout=patience)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=FULL")
            self._database.execute("PRAGMA foreign_keys=ON")
            if self._version() > SCHEMA_VERSION:
                hint = "update the program, or name another with --ledger"
                raise OutputError(f"{path}: the ledger is of a newer program", hint)
            self._database.executescript(_SCHEMA)
            self._bring_up_to_date()
        except (OSError, sqlite3.Error) as error:
            hint = "check the folder, or name another ledger with --ledger"
            raise OutputError(f"{path}: the ledger cannot be used", hint) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._database.close()

    def _version(self) -> int:
        """Return the version of the schema, 0 for a file that has none yet."""
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _bring_up_to_date(self) -> None:
        """Give a ledger of an older program the columns that it lacks; what it holds stays."""
        if self._version() == SCHEMA_VERSION:
            return
        with self._transaction():
            known = {column[1] for column in self._execute("PRAGMA table_info(handouts)")}
            for name, kind in _ADDED.items():
                if name not in known:
                    self._execute(f"ALTER TABLE handouts ADD COLUMN {name} {kind}")
            self._execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def begin(self, facts: RunFacts, now: dt.datetime) -> int:
        """Record the start of a run and return its number."""
        names = tuple(RunFacts.__dataclass_fields__)
        cursor = self._execute(
            f"INSERT INTO runs (started, state, {', '.join(names)}) "  # noqa: S608 - our own names
            f"VALUES (?, 'running', {', '.join('?' * len(names))})",
            (now.isoformat(), *(getattr(facts, name) for name in names)),
        )
        return int(cursor.lastrowid or 0)

    def latest(self, key: str) -> tuple[int, str] | None:
        """Return number and date of the last run of the same work, None if there was none."""
        found = self._execute("SELECT id, date FROM runs WHERE key = ? ORDER BY id DESC", (key,))
        last = found.fetchone()
        return (int(last[0]), str(last[1])) if last else None

    def record(self, run: int, outcomes: Iterable[Outcome], now: dt.datetime) -> None:
        """Record results in one transaction; a row recorded before is replaced."""
        made = [outcome for outcome in outcomes if isinstance(outcome, Made)]
        with self._transaction():
            for one in made:
                self._put(run, one, now)

    def record_alone(self, facts: RunFacts, made: Made, now: dt.datetime) -> None:
        """Record a handout that was made without a roster as the next of its run."""
        with self._transaction():
            earlier = self.latest(facts.key)
            run = earlier[0] if earlier else self.begin(replace(facts, expected=0), now)
            (last,) = self._execute(
                "SELECT coalesce(max(row), 0) FROM handouts WHERE run = ?", (run,)
            ).fetchone()
            self._put(run, replace(made, row=last + 1), now)
            self._execute("UPDATE runs SET expected = ? WHERE id = ?", (last + 1, run))
            self.finish(run, "done", now)

    def _put(self, run: int, one: Made, now: dt.datetime) -> None:
        self._execute("DELETE FROM exercises WHERE run = ? AND row = ?", (run, one.row))
        self._execute(
            "INSERT OR REPLACE INTO handouts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                run, one.row, one.key, one.handout_id, one.file, one.sha256, one.size, one.pages,
                one.stage, one.plan, one.edition, one.content_version, now.isoformat(),
                one.print_file, one.first_page, one.last_page, one.check_first,
            ),
        )  # fmt: skip
        self._database.executemany(
            "INSERT INTO exercises VALUES (?,?,?)",
            [(run, one.row, exercise) for exercise in dict.fromkeys(one.exercises)],
        )

    def finish(self, run: int, state: str, now: dt.datetime) -> None:
        """Record how a run ended: done or interrupted."""
        self._execute(
            "UPDATE runs SET state = ?, finished = ? WHERE id = ?", (state, now.isoformat(), run)
        )

    def made_rows(self, run: int) -> Iterator[tuple[int, bytes, str, int, str, bool]]:
        """Yield row, key, file name, size, SHA-256 and `check_first` of each handout of a run."""
        found = self._execute(
            "SELECT row, key, file, size, sha256, check_first FROM handouts WHERE run = ? "
            "ORDER BY row",
            (run,),
        )
        for *facts, check_first in found:
            yield (*facts, bool(check_first))

    def chosen(self) -> list[tuple[str, str]]:
        """Return what was chosen for runs of a roster, and their dates, the newest first."""
        found = self._execute(
            "SELECT options, date FROM runs WHERE options <> '' GROUP BY options, date "
            "ORDER BY max(id) DESC"
        )
        return [(str(options), str(date)) for options, date in found]

    def exercise_ids(self) -> list[str]:
        """Return every exercise that some handout has, by name."""
        found = self._execute("SELECT DISTINCT exercise FROM exercises ORDER BY exercise")
        return [str(exercise) for (exercise,) in found]

    def content_versions(self) -> list[str]:
        """Return every version of the library that some handout was made from, by name."""
        found = self._execute(
            "SELECT DISTINCT content_version FROM handouts ORDER BY content_version"
        )
        return [str(version) for (version,) in found]

    def entries(
        self, *, run: int = 0, handout_id: str = "", exercise: str = "", content_version: str = "",
        key: bytes = b"",
    ) -> Iterator[Entry]:  # fmt: skip
        """Yield the handouts that fit every filter, the oldest first."""
        filters: dict[str, object] = {
            "h.key = ?": key,
            "h.run = ?": run,
            "h.handout_id = ?": handout_id,
            "h.content_version = ?": content_version,
            "EXISTS (SELECT 1 FROM exercises e WHERE e.run = h.run AND e.row = h.row "
            "AND e.exercise = ?)": exercise,
        }
        asked = {text: value for text, value in filters.items() if value}
        where = f"WHERE {' AND '.join(asked)}" if asked else ""
        found = self._execute(
            "SELECT h.*, r.folder, r.roster_sha256, r.options, r.date, r.brand_digest "  # noqa: S608 - our own
            f"FROM handouts h JOIN runs r ON r.id = h.run {where} ORDER BY h.run, h.row",
            tuple(asked.values()),
        )
        for values in found:
            entry = Entry(*(*values, self._exercises(values[0], values[1])))
            yield replace(entry, check_first=bool(entry.check_first))  # SQLite has numbers alone

    def runs(self) -> Iterator[dict[str, Any]]:
        """Yield each run with how many handouts it has, the oldest first.

        And how many of these only tell to get checked.
        """
        found = self._execute(
            "SELECT r.*, (SELECT count(*) FROM handouts h WHERE h.run = r.id) AS made, "
            "(SELECT coalesce(sum(h.check_first), 0) FROM handouts h WHERE h.run = r.id) "
            "AS check_first FROM runs r ORDER BY r.id"
        )
        names = [column[0] for column in found.description]
        for values in found:
            yield dict(zip(names, values, strict=True))

    def _exercises(self, run: int, row: int) -> tuple[str, ...]:
        found = self._execute(
            "SELECT exercise FROM exercises WHERE run = ? AND row = ? ORDER BY exercise", (run, row)
        )
        return tuple(str(exercise) for (exercise,) in found)

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._database)

    def _execute(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise _unwritable() from error


class _Transaction:
    """All statements inside take effect together, or none does."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        try:
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _unwritable() from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        try:
            # A full disk may have rolled back already.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK" if kind else "COMMIT")
        except sqlite3.Error as failure:
            raise _unwritable() from failure
        if isinstance(error, sqlite3.Error):
            raise _unwritable() from error


def _unwritable() -> OutputError:
    hint = "free some space, or name another ledger with --ledger"
    return OutputError("the ledger cannot be written", hint)
