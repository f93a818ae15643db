"""The program in a real terminal: a pseudo-terminal, its questions, the keys that are pressed."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a question that does not come fails the test


@dataclass(frozen=True)
class Talk:
    """What stood on the screen, and what the program ended with."""

    code: int
    screen: str


def talk(folder: Path, arguments: list[str], keys: list[tuple[str, str]]) -> Talk:
    """Run one command line in a terminal; press keys each time the screen asks the words."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, ROOT / "generate.py", *arguments], cwd=folder, stdin=theirs,
        stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=lambda: _own_terminal(theirs),  # noqa: PLW1509 - no thread is about
    )  # fmt: skip
    os.close(theirs)
    screen, seen = "", 0
    until = time.monotonic() + PATIENCE
    try:
        for words, pressed in keys:
            while words not in screen[seen:]:
                more = _read(ours, until)
                assert more, f"never asked {words!r}:\n{screen}"
                screen += more
            seen = screen.index(words, seen) + len(words)
            # No finger is faster, and Python misses a Ctrl-C just after it has shown a prompt.
            time.sleep(0.1)
            os.write(ours, pressed.encode())
        while more := _read(ours, until):
            screen += more
        return Talk(program.wait(PATIENCE), screen.replace("\r\n", "\n"))
    finally:
        program.kill()
        program.wait()
        os.close(ours)


def _own_terminal(descriptor: int) -> None:
    """Let Ctrl-C in this terminal reach the program, wherever the tests were started."""
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415

    # A shell starts what runs in the background with this signal ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


def _read(descriptor: int, until: float) -> str:
    ready, _, _ = select.select([descriptor], [], [], max(0, until - time.monotonic()))
    try:
        return os.read(descriptor, 4096).decode("utf-8", "replace") if ready else ""
    except OSError:
        # The program ended and its end of the terminal is closed.
        return ""
