"""Rows whose handout lies ready already, in the folder of an earlier list.

Somebody who drops a list again, whole or corrected, wants what is missing, not all of it twice.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from handouts.batch.jobs import Job
from handouts.batch.ledger import Entry, Ledger
from handouts.batch.preflight import Preflight
from handouts.batch.rows import RowProblem


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """The handouts in the folders beside a list's own.

    `folder` is its own; `lies` says whether a handout is still in its place as it was made.
    """

    folder: Path
    lies: Callable[[Entry], bool]

    def date(
        self, ledger: Ledger, roster_sha256: str, brand_digest: str, options: str
    ) -> dt.date | None:
        """Return the date of rows without one when this very list was made, None if it was not.

        A list none of whose handouts is in its place counts as not made.
        """
        wanted = (roster_sha256, brand_digest, options)
        for run in reversed(list(ledger.runs())):
            named = (run["roster_sha256"], run["brand_digest"], run["options"])
            if named != wanted or not self._is_beside(run["folder"]):
                continue
            if any(map(self.lies, ledger.entries(run=run["id"]))):
                return dt.date.fromisoformat(run["date"])
        return None

    def skip(self, ledger: Ledger, found: Preflight, jobs: Iterable[Job]) -> int:
        """Skip the rows whose handout lies ready, and note where; return how many they are."""
        if not any(self._is_beside(run["folder"]) for run in ledger.runs()):
            return 0  # the jobs need not be read for it
        ready = [(job.row, entry) for job in jobs if (entry := self._entry(ledger, found, job))]
        for row, entry in ready:
            found.skipped.add(row)
            place = Path(entry.folder).name
            message = f"has its handout already: {entry.handout_id}, in the folder {place}"
            hint = "delete it there to have it made again"
            found.note(RowProblem(row, "", message, hint, "warning"))
        return len(ready)

    def _entry(self, ledger: Ledger, found: Preflight, job: Job) -> Entry | None:
        for entry in reversed(list(ledger.entries(key=job.key))):
            is_same = entry.check_first == (job.row in found.to_check)
            if is_same and self._is_beside(entry.folder) and self.lies(entry):
                return entry
        return None

    def _is_beside(self, folder: str) -> bool:
        own = self.folder.resolve()
        return Path(folder) != own and Path(folder).parent == own.parent
