"""Mistakes and failures, and what the program ends with.

A user's mistake is a value, `Problem`: collect them all, then raise one `BadInput`.
A failure of the surroundings is an exception whose class carries the exit code.
No message ever quotes a patient's value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is (file:key or option), what is wrong, and the remedy.

    `about_check` says of a note that it tells of a sign, or of what has to be checked.
    """

    source: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    about_check: bool = False

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.source}: {self.message}{hint}"


class HandoutError(Exception):
    """Anything the program can explain; `exit_code` is what the process ends with."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(HandoutError):
    """The command line does not make sense."""

    exit_code = 2


class BadInput(HandoutError):
    """Content, brand, plan, template or patient details have mistakes; all are listed."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} found")

    def __str__(self) -> str:
        return "\n".join(map(str, (f"{self.message}:", *self.problems)))


class OutputError(HandoutError):
    """The result cannot be written."""

    exit_code = 5


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise one BadInput with every problem that is an error; warnings alone pass."""
    listed = tuple(problems)
    if any(problem.severity == "error" for problem in listed):
        raise BadInput(listed)
