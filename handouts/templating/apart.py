"""Filling in a clinic's own templates in a process of their own, which can be stopped.

The sandbox keeps a template from reaching anything, but not from looping for ever or from filling
the memory. So templates that came with a brand folder run elsewhere, in a fresh Python
(`worker.py`).

The process is begun anew (not forked), so it holds nothing of this one. It is begun when first
needed and stays for the next handout; when a template made it end, another one is begun. Values go
to it pickled; what comes back is JSON, because nothing that ran beside a foreign template is
trusted.
"""

import atexit
import contextlib
import hashlib
import json
import os
import pickle
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import IO, Any

from handouts import resources
from handouts.errors import HandoutError, Problem
from handouts.templating.worker import LIMITS, READY, Limits

_SEE = "docs/templates.md tells what a template can do"
_STOPPED_FOR = 60  # seconds
_MOST_STOPPED = 50
_MOST_ASKED = 500  # then a fresh process, so that none grows old
_MOST_BYTES_A_LETTER = 12  # in JSON, where a letter may be written as two escapes of six
_MOST_BYTES_OF_PROBLEMS = 64 * 1024


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template to fill in: its name among the templates, and what Problems call it."""

    name: str
    source: str


Filled = tuple[str, tuple[Problem, ...]]
"""The filled-in text of a template ("" if there are problems) and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Templates, values and limits as one message; the same message has the same name."""

    name: str
    message: bytes = field(repr=False, compare=False)
    templates: tuple[OwnTemplate, ...]
    limits: Limits


def fill_apart(
    templates: Iterable[OwnTemplate],
    texts: Mapping[str, str],
    values: Mapping[str, Any],
    limits: Limits = LIMITS,
) -> dict[str, Filled]:
    """Return each template filled in, by name. `texts` are all that one may import, by name.

    The same templates with the same values are filled in once. Raises HandoutError when no process
    can be started.
    """
    filled: dict[str, Filled] = {}
    wanted = []
    for template in templates:
        known = _STOPPED.get((template, texts[template.name]))
        if known and time.monotonic() - known.at < _STOPPED_FOR:
            filled[template.name] = "", (known.problem,)
        else:
            wanted.append(template)
    if not wanted:
        return filled
    # Texts first, so that a change of one shows in the name whatever the values are.
    message = pickle.dumps((dict(texts), dict(values)), protocol=5)
    work = _Work(hashlib.sha256(message).hexdigest(), message, tuple(wanted), limits)
    try:
        found = _filled(work)
    except _StoppedError as stopped:
        found = stopped.filled
        for template, problem in stopped.problems:
            _STOPPED[template, texts[template.name]] = _Stopped(time.monotonic(), problem)
            while len(_STOPPED) > _MOST_STOPPED:
                _STOPPED.pop(next(iter(_STOPPED)))
    return filled | {one.name: each for one, each in zip(wanted, found, strict=True)}


@dataclass(frozen=True, slots=True)
class _Stopped:
    """When a template made the process end, and what was said about it."""

    at: float
    problem: Problem


_STOPPED: dict[tuple[OwnTemplate, str], _Stopped] = {}
"""Templates that made the process end lately, with their texts: they are not tried again at once.

A check or a batch would else wait for them over and over; a machine that was only busy gets
another chance.
"""


class _StoppedError(Exception):
    """Some templates made the process end; what there is of all."""

    def __init__(
        self, filled: tuple[Filled, ...], problems: tuple[tuple[OwnTemplate, Problem], ...]
    ) -> None:
        super().__init__()
        self.filled = filled
        self.problems = problems


@lru_cache(maxsize=32)
def _filled(work: _Work) -> tuple[Filled, ...]:
    """Return every template filled in; raise _StoppedError, which is not kept, if one was stopped.

    One that ends the process costs the others another one.
    """
    done: list[Filled] = []
    stopped: list[tuple[OwnTemplate, Problem]] = []
    while len(done) < len(work.templates):
        left = work.templates[len(done) :]
        found, late = _run(work, left)
        done += found
        if len(found) < len(left):
            culprit = left[len(found)]
            stopped.append((culprit, _stopped(culprit, work.limits, late=late)))
            done.append(("", (stopped[-1][1],)))
    if stopped:
        raise _StoppedError(tuple(done), tuple(stopped))
    return tuple(done)


def _run(work: _Work, templates: tuple[OwnTemplate, ...]) -> tuple[list[Filled], bool]:
    """Return what was filled in before the process ended, and whether its time was over."""
    limits = work.limits
    head = {
        "templates": [(one.name, one.source) for one in templates],
        "limits": (limits.seconds, limits.megabytes, limits.letters),
        "bytes": len(work.message),
    }
    longest = _MOST_BYTES_A_LETTER * limits.letters + _MOST_BYTES_OF_PROBLEMS
    begun = time.monotonic()
    lines = _PROCESS.ask(json.dumps(head).encode() + b"\n" + work.message, len(templates), longest)
    late = time.monotonic() - begun >= limits.seconds
    return [_read(line) for line in lines], late


class _Process:
    """The other process. Safe to use from threads; each forked process has one of its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def ask(self, message: bytes, answers: int, longest: int) -> list[bytes]:
        """Return the lines that answer a message: fewer than `answers` if the process ended.

        A line of more than `longest` bytes ends it too. Raises HandoutError when it cannot begin.
        """
        with self._lock:
            # One that waited for long may have ended; one that was begun just now may not.
            answered = (self._send(message) if self._asked else None) or self._send(message)
            if answered is None:
                raise HandoutError(
                    "the process for the brand's own templates ended before it began",
                    "make the handout again; if it stays, remove the brand's folder templates",
                )
            lines: list[bytes] = []
            while len(lines) < answers:
                line = answered.readline(longest)
                if not line.endswith(b"\n"):
                    self._end()
                    break
                lines.append(line)
            return lines

    def _send(self, message: bytes) -> IO[bytes] | None:
        """Send a message; return where the answers will come, None if the process has ended."""
        asked, answered = self._pipes()
        with contextlib.suppress(OSError):  # it has ended: that shows when it says nothing
            asked.write(message)
            asked.flush()
        if answered.readline(len(READY)) == READY:
            return answered
        self._end()
        return None

    def close(self) -> None:
        """End the process; it is begun again when it is needed."""
        with self._lock:
            self._end()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return the ways to and from the process, begun if need be."""
        running = self._running
        if running is None or running.poll() is not None or self._asked >= _MOST_ASKED:
            self._end()
            running = self._running = _begin()
        self._asked += 1
        if running.stdin is None or running.stdout is None:  # pragma: no cover - asked for
            raise AssertionError("no pipes")
        return running.stdin, running.stdout

    def _end(self) -> None:
        running, self._running, self._asked = self._running, None, 0
        if running is not None:
            running.kill()
            with contextlib.suppress(OSError):  # what was not read any more
                running.communicate()


def _begin() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own Python, our own words
            resources.serving_python("handouts.templating.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise HandoutError(
            f"cannot start a process for the brand's own templates: {reason}",
            "remove them from the brand's folder, or free some memory",
        ) from error


_PROCESS = _Process()
_INHERITED: list[_Process] = []


@atexit.register
def _end_with_this() -> None:
    _PROCESS.close()


def _leave_to_parent() -> None:
    """After a fork: the process is the parent's; keep from asking it, and from ending it."""
    global _PROCESS  # noqa: PLW0603 - one for each process
    _INHERITED.append(_PROCESS)
    _PROCESS = _Process()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_parent)


def _read(line: bytes) -> Filled:
    text, problems = json.loads(line)
    return str(text), tuple(
        Problem(str(source), str(message), str(hint)) for source, message, hint in problems
    )


def _stopped(template: OwnTemplate, limits: Limits, *, late: bool) -> Problem:
    if late:
        message = f"is not filled in within {limits.seconds:g} s"
        return Problem(template.source, message, f"look for loops inside of loops; {_SEE}")
    message = f"takes more than {limits.megabytes} megabytes, or ends the program, to fill in"
    return Problem(template.source, message, f"look for text that doubles; {_SEE}")
