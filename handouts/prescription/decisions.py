"""Why a handout says what it says: every decision, for the clinician who checks it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what it is about, what was decided, and why.

    `about` is one of plan, flag, check, left out, stands in, dose, minutes, flare and line.
    """

    about: str
    what: str
    why: str
