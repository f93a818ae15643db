"""Asking in a plain terminal: an answer that will not do is explained and asked for again."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import typer

from handouts.cli import speech
from handouts.errors import BadInput, Problem

T = TypeVar("T")


def ask(words: str, read: Callable[[str], T | Problem], default: str = "") -> T:
    """Return what `read` makes of an answer; Enter answers with the default.

    Questions go to standard error. Raises typer.Abort when Ctrl-C or the end of input answers.
    """
    while True:
        text = typer.prompt(words, default=default, show_default=bool(default), err=True)
        answer = read(str(text).strip())
        if not isinstance(answer, Problem):
            return answer
        speech.complain(BadInput([answer]))


def ask_lines(words: str, read: Callable[[str], str | Problem], most: int) -> tuple[str, ...]:
    """Return the lines of an answer; an empty one ends it."""
    lines: list[str] = []
    while len(lines) < most:
        line = ask(f"{words}, line {len(lines) + 1}", read)
        if not line:
            break
        lines.append(line)
    return tuple(lines)


def choose(words: str, options: Sequence[tuple[T, str]], read: Callable[[str], T | Problem]) -> T:
    """Return one of the options, shown with their words, by its number, or another answer."""

    def numbered(text: str) -> T | Problem:
        if text.isdecimal() and 1 <= int(text) <= len(options):
            return options[int(text) - 1][0]
        return read(text)

    for number, (option, meaning) in enumerate(options, 1):
        speech.tell(f"  {number}  {option}  {meaning}")
    return ask(words, numbered, "1")
