"""What does not go together in a request: flags with a preference, a stage, a side, one another."""

from collections.abc import Iterator

from handouts.content import Library
from handouts.content.facts import Conflict
from handouts.errors import Problem
from handouts.prescription.request import PrescriptionRequest


def conflicts(library: Library, request: PrescriptionRequest) -> Iterator[Problem]:
    """Yield what the library says does not go together; a warning stops nothing."""
    for name, conflict in library.conflicts.items():
        if _meets(conflict, request):
            words = library.words.conflicts[name]
            flags = " ".join(f"--avoid {flag}" for flag in conflict.flags)
            source = flags or f"--sore {request.sore}"
            # What only a flag of a sign would settle is about that sign.
            is_sign = any(library.flags[name].warning_sign for name in conflict.unless)
            yield Problem(source, words.message, words.remedy, conflict.severity, is_sign)


def _meets(conflict: Conflict, request: PrescriptionRequest) -> bool:
    return (
        set(request.flags).issuperset(conflict.flags)
        and (not conflict.preferences or request.preference in conflict.preferences)
        and (not conflict.stages or request.stage in conflict.stages)
        and (not conflict.sore or request.sore in conflict.sore)
        and set(request.flags).isdisjoint(conflict.unless)
    )
