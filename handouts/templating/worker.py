"""The process that fills in a clinic's own templates: what runs there.

`apart.py` begins it and asks it. It gets texts and values, gives back texts and Problems, and can
open neither file nor socket while it does.
"""

import faulthandler
import json
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from handouts import confined
from handouts.errors import Problem
from handouts.templating.environment import Templates

READY = b"ready\n"
"""What it says before it fills in what it was asked for."""

_FORBIDDEN = ("open", "ctypes.", *confined.REACHING_OUT)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a brand's templates may take: seconds for all of them, megabytes, letters for each.

    The memory is that of the whole process, of which Python itself takes some 100 megabytes; it
    holds where the system has such a limit (not on Windows, where the time alone does).
    """

    seconds: float = 5
    megabytes: int = 512
    letters: int = 100_000


LIMITS = Limits()
"""What a brand's templates may take, unless a test says otherwise."""


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nobody asks: a JSON line and pickled values in, a line and JSON lines out."""
    from handouts.templating import view  # noqa: F401, PLC0415 - the classes of the values

    # Some of what Jinja needs it imports when it first meets text, a mistake or this filter.
    Templates({"first": "{{ 'a'|pprint ~ nothing }}"}).render("first", {}, "first")
    shut = False
    while line := asked.readline():
        head = json.loads(line)
        limits = Limits(*head["limits"])
        texts, values = pickle.loads(asked.read(head["bytes"]))  # noqa: S301 - from our parent
        templates = Templates(texts)
        if not shut:
            shut_in(limits)
            shut = True
        answers.write(READY)
        answers.flush()
        confined.give_time(limits.seconds)
        for filled in fill_in(templates, values, head["templates"], limits):
            answers.write(json.dumps(filled).encode() + b"\n")
            answers.flush()
        faulthandler.cancel_dump_traceback_later()
    os._exit(0)  # leaving in the usual way would want files


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
    """From now on let this process open nothing and grow no further."""
    confined.forbid(_FORBIDDEN, "a template opens nothing")
    memory = limits.megabytes * 1024 * 1024
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_NOFILE", 3), ("RLIMIT_CORE", 0)):
        confined.limit(name, most, most)
