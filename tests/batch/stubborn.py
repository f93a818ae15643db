"""A sink that kills its process, or fails, for some rows. It has a module so that it pickles."""

import os
import signal
from dataclasses import dataclass

from handouts.batch.jobs import Job
from handouts.batch.outcomes import Made
from handouts.batch.sinks import made
from handouts.editions.request import PreparedEdition


@dataclass(frozen=True)
class Stubborn:
    """Makes nothing, says that it did, and dies for the rows of `kills`, fails for `fails`."""

    kills: frozenset[int] = frozenset()
    fails: frozenset[int] = frozenset()

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        if job.row in self.kills:
            os.kill(os.getpid(), signal.SIGKILL)
        if job.row in self.fails:
            raise ZeroDivisionError(job.patient.name)
        return made(job, prepared, b"", "AAAA-0000", "")

    def holds(self, name: str, size: int, sha256: str) -> bool:  # noqa: ARG002 - as the others
        return False

    def settle(self) -> None:
        """There is nothing to settle."""
