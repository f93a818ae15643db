"""The program: its commands, and the one place where a failure becomes a message and a code.

Exit codes: 0 done, 1 a bug, 2 usage, 3 bad input, 4 some rows of a roster failed (`batch`) or the
content is not reviewed (`review status`), 5 output cannot be written, 130 interrupted; 128 + the
signal's number when terminated.
"""

import errno
import gc
import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from handouts import __version__, resources
from handouts.cli import speech
from handouts.cli.batch import batch_app
from handouts.cli.brand import brand_app
from handouts.cli.command import Commands
from handouts.cli.completion_shells import prepare_shells
from handouts.cli.doctor import doctor
from handouts.cli.examples import examples
from handouts.cli.exercise import exercise_app
from handouts.cli.ledger import ledger_app
from handouts.cli.library import library_app
from handouts.cli.patient import patient
from handouts.cli.review import review_app
from handouts.cli.samples import write_examples
from handouts.cli.watch import watch
from handouts.errors import HandoutError, OutputError, UsageError

PROGRAM = "handouts"
INTERRUPTED = 130

_INVALID = re.compile(r"^Invalid value for '([^']+)': (?:Value error, )?")

_SELDOM = 100_000  # new objects; Python looks after 700

prepare_shells()

app = Commands(
    name=PROGRAM,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("patient", epilog=examples("patient"))(patient)
app.add_typer(batch_app, name="batch")
app.command("watch", epilog=examples("watch"))(watch)
app.add_typer(brand_app, name="brand", epilog=examples("brand"))
app.add_typer(ledger_app, name="ledger")
app.add_typer(library_app, name="library", epilog=examples("library"))
app.add_typer(exercise_app, name="exercise")
app.add_typer(review_app, name="review", epilog=examples("review"))
app.command("examples", epilog=examples("examples"))(write_examples)
app.command("doctor")(doctor)


def _show_version(wanted: bool) -> None:
    if wanted:
        speech.say(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Make printable exercise handouts for patients, in a clinic's own brand.

    Begin with: handouts patient --stage STAGE. What there is to choose from: handouts library
    find WORD. Something to try: handouts examples FOLDER.
    """


def main() -> NoReturn:
    """Run the program on the words of the command line and end the process."""
    # Objects seldom form circles here: looking for them less often saves a tenth of a handout.
    gc.set_threshold(_SELDOM, 20, 20)
    handle_signals()
    speech.prepare_streams()
    code = run(sys.argv[1:])
    _release_output()
    gc.freeze()  # or Python looks for circles once more as it ends, which takes as long
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line, print its result or its mistakes, and return the exit code."""
    try:
        code = app(args=arguments or ["--help"], prog_name=PROGRAM, standalone_mode=False)
        return code if isinstance(code, int) else 0
    except HandoutError as error:
        failure = error
    except typer.TyperException as error:
        failure = _usage_error(error)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as stop:
        # Typer turns a reader that went away into exit 1, which here means a bug.
        if isinstance(stop.__context__, BrokenPipeError):
            return OutputError.exit_code
        raise
    except Exception as error:  # noqa: BLE001 - the last resort, and it must not show its text
        failure = explained(error)
    return _explain(failure, arguments)


def handle_signals() -> None:
    """Let a request to terminate unwind the program, so that no half-written file stays."""

    def stop(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def _explain(error: HandoutError, arguments: Sequence[str]) -> int:
    try:
        if "--json" in arguments:
            speech.complain_in_json(error)
        else:
            speech.complain(error)
    except (OSError, OutputError):
        # The place for messages is gone or full; the code still tells.
        return error.exit_code
    return error.exit_code


def _usage_error(error: typer.TyperException) -> UsageError:
    """Put Typer's words for a wrong command line into ours."""
    context = getattr(error, "ctx", None)
    option = str(getattr(error, "option_name", ""))
    if context and option:
        from handouts.cli import typed  # noqa: PLC0415 - only for a mistake

        if hasattr(error, "possibilities"):
            return typed.unknown_option(context, option)
        if error.format_message().endswith("requires an argument."):
            return typed.no_value(context, option)
    command = context.command_path if context else PROGRAM
    message = _INVALID.sub(r"\1: ", error.format_message())
    return UsageError(message.rstrip("."), f"see {command} --help")


def explained(error: Exception) -> HandoutError:
    """Return what to say of an error that nobody expected; never its text."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF):
        # Help that Typer prints itself, to a device that takes no more.
        return OutputError("standard output cannot be written", "send it to another place")
    if isinstance(error, ModuleNotFoundError) and not (error.name or PROGRAM).startswith(PROGRAM):
        return UsageError(
            f"the package {error.name} is missing in the Python that runs this program",
            "install the program again; in a checkout: python -m pip install -r requirements.txt",
        )
    if resources.environment("HANDOUTS_DEBUG"):
        traceback.print_exc()
    # The text of an exception may hold what a patient's field held, so only its type is shown.
    return HandoutError(
        f"a bug in this program ({type(error).__name__})",
        "please report it with the command you used, leaving out the patient's details; "
        "HANDOUTS_DEBUG=1 shows more",
    )


def _release_output() -> None:
    """Flush; where that fails, point the descriptor at nothing so that exiting stays quiet."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
