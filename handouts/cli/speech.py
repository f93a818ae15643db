"""What the commands say: results on standard output, everything else on standard error."""

import codecs
import json
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any, TextIO

import typer

from handouts import resources
from handouts.errors import BadInput, HandoutError, OutputError, Problem

_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def prepare_streams() -> None:
    """Let any character be printed in any locale: as itself, as its bytes, or as an escape."""
    codecs.register_error("handouts-keep", _keep)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="handouts-keep")


def say(text: str) -> None:
    """Print a result exactly as it is."""
    _write(sys.stdout, text)


def say_json(value: object) -> None:
    """Print a result as one JSON value, in ASCII so that every locale carries it."""
    _write(sys.stdout, json.dumps(value, indent=2, default=str))


def say_event(value: object) -> None:
    """Print one JSON value on one line, for programs that follow what happens."""
    _write(sys.stdout, json.dumps(value, default=str))


def tell(text: str) -> None:
    """Print something that is no result, for whoever sits at the terminal."""
    _write(sys.stderr, printable(text))


def remark(problem: Problem) -> None:
    """Tell of something to know about a result that was made all the same."""
    _tell("note", typer.colors.YELLOW, f"{problem.source}: {problem.message}", problem.hint)


def complain(error: HandoutError) -> None:
    """Tell what is wrong, each problem with its remedy."""
    for label, source, message, hint in _listed(error):
        text = f"{source}: {message}" if source else message
        _tell(label, typer.colors.RED if label == "error" else typer.colors.YELLOW, text, hint)


def complain_in_json(error: HandoutError) -> None:
    """Print what is wrong as one JSON object on standard output."""
    problems = [
        {"severity": label, "source": source, "message": message, "hint": hint}
        for label, source, message, hint in _listed(error)
    ]
    say_json({"error": error.message, "problems": problems})


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems in the form in which they stand in JSON."""
    return [{"source": p.source, "message": p.message, "hint": p.hint} for p in problems]


def printable(text: str) -> str:
    """Return text without what could steer a terminal: control characters become escapes."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in _UNPRINTABLE else ascii(c)[1:-1]
        for c in text
    )


def _listed(error: HandoutError) -> list[tuple[str, str, str, str]]:
    if not isinstance(error, BadInput):
        return [("error", "", error.message, error.hint)]
    return [
        ("error" if problem.severity == "error" else "note", problem.source, problem.message, hint)
        for problem in error.problems
        for hint in (problem.hint,)
    ]


def _tell(label: str, colour: str, text: str, hint: str) -> None:
    if _in_colour(sys.stderr):
        label = typer.style(label, fg=colour, bold=True)
    _write(sys.stderr, f"{label}: {printable(text)}")
    if hint:
        _write(sys.stderr, f"  hint: {printable(hint)}")


def _in_colour(stream: TextIO | None) -> bool:
    """Colour is for terminals, and not when NO_COLOR is set to anything (https://no-color.org)."""
    dumb = resources.environment("TERM") == "dumb"
    return (
        stream is not None
        and stream.isatty()
        and not dumb
        and not resources.environment("NO_COLOR")
    )


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        # The descriptor was closed before the program began: nobody listens.
        return
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or "the device reports an error").lower()
        raise OutputError(
            f"standard output: {reason}", "send the output to a place with room for it"
        ) from error


def _keep(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write undecodable bytes of a file name as they came, other characters as escapes."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.backslashreplace_errors(error)


def say_error(error: HandoutError) -> None:
    """Print a failure as an event."""
    problems = as_json(error.problems) if isinstance(error, BadInput) else []
    told = {"error": error.message, "hint": error.hint, "problems": problems}
    say_event({"event": "error", "exit_code": error.exit_code, **told})
