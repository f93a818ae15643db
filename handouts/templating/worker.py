"""Filling in a clinic's own templates in a process of their own, which can be stopped.

The sandbox keeps a template from reaching anything, but not from looping for ever or from filling
the memory. So templates that came with a brand folder run elsewhere: in a fresh Python that gets
texts and values, gives back texts and Problems, and can open neither file nor socket meanwhile.

The process is begun anew (not forked), so it holds nothing of this one. Values go to it pickled;
what comes back is JSON, because nothing that ran beside a foreign template is trusted.
"""

import contextlib
import faulthandler
import hashlib
import json
import math
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from handouts.errors import HandoutError, Problem
from handouts.templating.environment import Templates

_SEE = "docs/templates.md tells what a template can do"
_ROOT = str(Path(__file__).resolve().parents[2])
_START_SECONDS = 60  # for Python to begin and to import, on a busy machine
_RUN = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from handouts.templating.worker import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)
_FORBIDDEN = (
    "open",
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "ctypes.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a brand's templates may take: seconds for all of them, megabytes, letters for each.

    The memory is that of the whole process, of which Python itself takes some 100 megabytes; it
    holds where the system has such a limit (not on Windows, where the time alone does).
    """

    seconds: float = 5
    megabytes: int = 512
    letters: int = 100_000


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
    limits: Limits = Limits(),
) -> dict[str, Filled]:
    """Return each template filled in, by name. `texts` are all that one may import, by name.

    The same templates with the same values are filled in once. Raises HandoutError when no process
    can be started.
    """
    wanted = tuple(templates)
    if not wanted:
        return {}
    # Texts first, so that a change of one shows in the name whatever the values are.
    message = pickle.dumps((dict(texts), dict(values)), protocol=5)
    name = hashlib.sha256(message).hexdigest()
    filled = _filled(_Work(name, message, wanted, limits))
    return {one.name: found for one, found in zip(wanted, filled, strict=True)}


@lru_cache(maxsize=32)
def _filled(work: _Work) -> tuple[Filled, ...]:
    """Return every template filled in; one that ends the process costs the others another one."""
    done: list[Filled] = []
    while len(done) < len(work.templates):
        left = work.templates[len(done) :]
        found, late = _run(work, left)
        done += found
        if len(found) < len(left):
            done.append(("", (_stopped(left[len(found)], work.limits, late=late),)))
    return tuple(done)


def _run(work: _Work, templates: tuple[OwnTemplate, ...]) -> tuple[list[Filled], bool]:
    """Return what a process filled in before it ended, and whether its time was over."""
    limits = work.limits
    head = {
        "templates": [(one.name, one.source) for one in templates],
        "limits": (limits.seconds, limits.megabytes, limits.letters),
    }
    path = (_ROOT, *filter(None, sys.path))
    command = [sys.executable, "-I", "-S", "-c", _RUN, *path]
    begun = time.monotonic()
    try:
        ended = subprocess.run(  # noqa: S603 - our own Python, our own words
            command,
            input=json.dumps(head).encode() + b"\n" + work.message,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_START_SECONDS + limits.seconds,
            check=False,
        )
        said, code = ended.stdout, ended.returncode
    except subprocess.TimeoutExpired as over:
        said, code = over.stdout or b"", 1
    except OSError as error:
        reason = error.strerror or "the system refuses"
        message = f"cannot start a process for the brand's own templates: {reason}"
        raise HandoutError(
            message, "remove them from the brand's folder, or free some memory"
        ) from error
    late = code != 0 and time.monotonic() - begun >= limits.seconds
    lines = said.split(b"\n")
    if lines[0] != b"ready":
        raise HandoutError(
            "the process for the brand's own templates ended before it began",
            "make the handout again; if it stays, remove the folder templates from the brand",
        )
    # The last line may be cut: it is "" when all are whole.
    return [_read(line) for line in lines[1:-1]][: len(templates)], late


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


# -- in the other process


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Fill in what is asked for, once: a JSON line and pickled values in, a JSON line each out."""
    from handouts.templating import view  # noqa: F401, PLC0415 - the classes of the values

    head = json.loads(asked.readline())
    texts, values = pickle.load(asked)  # noqa: S301 - from the process that started this one
    limits = Limits(*head["limits"])
    templates = Templates(texts)
    # Some of what Jinja needs it imports when it first meets text, a mistake or this filter.
    Templates({"first": "{{ 'a'|pprint ~ nothing }}"}).render("first", {}, "first")
    shut_in(limits)
    answers.write(b"ready\n")
    answers.flush()
    for filled in fill_in(templates, values, head["templates"], limits):
        answers.write(json.dumps(filled).encode() + b"\n")
        answers.flush()
    os._exit(0)  # no more to do; leaving in the usual way would want files


def fill_in(
    templates: Templates,
    values: Mapping[str, Any],
    wanted: Iterable[tuple[str, str]],
    limits: Limits,
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each wanted template's text and problems in a form that JSON can carry."""
    for name, source in wanted:
        text, problems = templates.render(name, values, source)
        if len(text) > limits.letters:
            message = f"writes more than {limits.letters} letters"
            text, problems = "", [Problem(source, message, "look for loops inside of loops")]
        yield text, [(problem.source, problem.message, problem.hint) for problem in problems]


def shut_in(limits: Limits) -> None:
    """From now on let this process open nothing, grow no further, and end when time is over."""
    faulthandler.dump_traceback_later(limits.seconds, exit=True, file=2)
    sys.addaudithook(_refuse)
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    memory = limits.megabytes * 1024 * 1024
    spent = math.ceil(time.process_time() + limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, spent),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is there already
            resource.setrlimit(what, (most, most))


def _refuse(event: str, _: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError("a template opens nothing")
