"""What running one command line gives."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def commands_before(example: str) -> list[str]:
    """Return the commands that an example of the help takes for done."""
    words = example.split()
    if words[1:3] == ["brand", "edit"]:
        return [f"handouts brand new {words[3]} --name Clinic"]
    if "ledger" not in words and "roster.csv" not in words:
        return []
    template = "handouts batch template --out roster.csv"
    made = "handouts batch roster.csv --out before"
    return [template, made] if {"ledger", "reprint"} & set(words) else [template]
