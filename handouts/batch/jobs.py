"""What is to be made for one row of a roster."""

from dataclasses import dataclass

from handouts.editions.request import EditionRequest
from handouts.patients import Patient


@dataclass(frozen=True, slots=True)
class Job:
    """One handout to make: the row it comes from, what to print, and for whom.

    `key` is a 16-byte digest of all that decides the handout: the same key, the same bytes. Two
    patients may have handouts that are alike; `copy` counts them from 1.
    """

    row: int
    request: EditionRequest
    patient: Patient
    key: bytes
    copy: int = 1
