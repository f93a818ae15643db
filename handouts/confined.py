"""Keeping a process that reads a stranger's file from growing, running on and reaching out."""

import contextlib
import faulthandler
import math
import sys
import time
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # on Windows
    resource = None

REACHING_OUT = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
)
"""What the audit events of Python (sys.addaudithook) call it, or begin with."""


def forbid(events: tuple[str, ...], message: str) -> None:
    """From now on let this process do nothing that an audit event of these names tells of."""

    def refuse(event: str, _: object) -> None:
        if event.startswith(events):
            raise PermissionError(message)

    sys.addaudithook(refuse)


def limit(name: str, most: int, ever: int | None = None) -> None:
    """Set one limit of this process, such as RLIMIT_AS, where the system has it: not on Windows."""
    if resource is None:
        return
    kind = getattr(resource, name)
    with contextlib.suppress(ValueError, OSError):  # a stricter limit is there already
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1] if ever is None else ever))


def give_time(seconds: float) -> None:
    """End this process when its time is over, whatever it is doing then."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)
    limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds) + 1)
