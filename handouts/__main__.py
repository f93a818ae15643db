"""The door to the program: `python -m handouts`, and `generate.py` in a checkout.

Nothing is imported here before it is known that this Python has what the program needs.
"""

import os
import sys
from pathlib import Path

OLDEST = (3, 11)
LAUNCHER = "generate.py"
MISSING = 2  # as for a command that makes no sense: nothing was begun

_ENVIRONMENT = ".venv"


def main(folder: Path) -> None:
    """Run the program, with the Python of the folder's .venv where this one lacks something."""
    lacks = _too_old()
    if not lacks:
        try:
            from handouts.cli.app import main as run  # noqa: PLC0415 - it needs what may be missing
        except ModuleNotFoundError as error:
            if (error.name or "handouts").partition(".")[0] == "handouts":
                raise
            lacks = "this Python does not have the packages that the program needs"
        else:
            run()
    other = _python_in(folder)
    if other is not None and (folder / LAUNCHER).is_file():
        _go_on_with(other, folder / LAUNCHER)
    sys.stderr.write(f"error: {lacks}\n  hint: {_remedy(folder)}\n")
    sys.exit(MISSING)


def _too_old() -> str:
    found = tuple(sys.version_info[:2])
    if found >= OLDEST:
        return ""
    return "the program needs Python {}.{} or later, and this is {}.{}".format(*OLDEST, *found)


def _python_in(folder: Path) -> "Path | None":
    """Return the Python of the environment in a folder, None where there is none or this is it."""
    place = folder / _ENVIRONMENT
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    is_this_one = Path(sys.prefix).resolve() == place.resolve()
    return python if python.exists() and not is_this_one else None


def _go_on_with(python: Path, launcher: Path) -> None:
    """Give the command line to another Python; return only where that cannot be started."""
    command = [str(python), str(launcher), *sys.argv[1:]]
    try:
        if os.name == "nt":  # there, a process that takes over is not waited for
            import subprocess  # noqa: PLC0415 - nobody else needs it

            sys.exit(subprocess.call(command))  # noqa: S603 - the Python of this checkout
        os.execv(command[0], command)  # noqa: S606 - the same
    except OSError:
        return


def _remedy(folder: Path) -> str:
    if not (folder / "requirements.txt").is_file():
        return "install the program into this Python: python -m pip install FOLDER_OR_WHEEL"
    by_hand = (
        "py -m venv .venv, then .venv\\Scripts\\python -m pip install -r requirements.txt"
        if os.name == "nt"
        else "python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt"
    )
    return f"in the folder of {LAUNCHER} type: make handout; without make: {by_hand}"


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent)
