"""The program as a process: streams, signals, locales, help."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import __version__, resources
from tests.cli.running import Run, commands_before
from tests.typefaces.made import write_house_fonts

ROOT = Path(__file__).parents[2]
EXAMPLES = (resources.library_folder() / "examples.txt").read_text().splitlines()


def program(
    *arguments: str, folder: Path, environment: dict[str, str] | None = None, line: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own; `line` may redirect, as in "{} | true"."""
    command: list[str] = [sys.executable, "-m", "handouts.cli.app", *arguments]
    if line:
        command = ["bash", "-c", line.format(shlex.join(command))]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        check=False,
    )


def test_the_version_is_printed(handouts: Run) -> None:
    assert handouts("--version").out == f"handouts {__version__}\n"


def test_no_command_at_all_shows_the_help(handouts: Run) -> None:
    assert handouts().out == handouts("--help").out
    assert handouts().code == 0


@pytest.mark.parametrize("command", ["patient", "library", "review"])
def test_the_help_shows_the_examples(handouts: Run, command: str) -> None:
    shown = handouts(command, "--help").out
    of_command = [line for line in EXAMPLES if line.startswith(f"handouts {command}")]
    assert of_command
    for line in of_command:
        assert f"  {line}\n" in shown


@pytest.mark.parametrize("line", EXAMPLES)
def test_each_example_of_the_help_runs(handouts: Run, tmp_path: Path, line: str) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")  # one of them signs a brand
    (tmp_path / "inbox").mkdir()
    write_house_fonts(tmp_path)
    for typed in (*commands_before(line), line):
        _, *arguments = shlex.split(typed)
        assert handouts(*arguments).code == 0


def test_every_option_of_a_handout_is_explained(handouts: Run) -> None:
    shown = handouts("patient", "--help").out
    for option in (
        "stage", "name", "patient-id", "date", "clinician", "next-visit", "note", "goal",
        "preference", "setting", "avoid", "plan", "set", "add", "drop", "edition", "brand",
        "language", "paper", "text", "mono", "form", "out", "force", "json", "patient-file",
        "condition", "region", "site", "figure",
    ):  # fmt: skip
        assert f"  --{option} " in shown


def test_the_launcher_in_a_checkout_is_the_same_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "generate.py", "--version"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == f"handouts {__version__}\n"


@pytest.mark.usefixtures("editions_on_disk")
def test_a_handout_goes_through_a_pipe_unchanged(tmp_path: Path) -> None:
    same = ("patient", "--stage", "acute", "--date", "2026-11-23", "--out")
    piped = program(*same, "-", folder=tmp_path)
    filed = program(*same, "a.pdf", folder=tmp_path)
    assert piped.returncode == filed.returncode == 0
    assert piped.stdout == (tmp_path / "a.pdf").read_bytes()


@pytest.mark.usefixtures("editions_on_disk")
def test_a_name_read_from_a_pipe_never_reaches_the_command_line(tmp_path: Path) -> None:
    done = program(
        "patient", "--stage", "acute", "--patient-file", "-", "--out", "a.pdf",
        folder=tmp_path, line="echo 'name = \"Ann\"' | {}",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b"a.pdf\n")


@pytest.mark.usefixtures("editions_on_disk")
@pytest.mark.parametrize(
    "arguments",
    [("library", "sources"), ("--help",), ("patient", "--stage", "acute", "--out", "-")],
)
@pytest.mark.parametrize("shell", ["{} >/dev/full", "{} >&-", "{} 2>&- >&-", "{} <&-"])
def test_a_full_or_closed_output_brings_no_traceback(
    tmp_path: Path, arguments: tuple[str, ...], shell: str
) -> None:
    done = program(*arguments, folder=tmp_path, line=shell)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    if "/dev/full" in shell or ("-" in arguments and ">&-" in shell):
        assert done.returncode == 5
    else:
        assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("library", "sources"), ("--help",), ("--version",)])
def test_a_reader_that_goes_away_is_no_error_to_speak_of(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    shell = "{{ sleep 0.6; {}; echo $? >code; }} | true"
    done = program(*arguments, folder=tmp_path, line=shell)
    assert done.stderr == b""
    assert (tmp_path / "code").read_text() == "5\n"


@pytest.mark.usefixtures("editions_on_disk")
@pytest.mark.parametrize("name", ["Zoë", "日本"])
def test_the_c_locale_brings_no_traceback(tmp_path: Path, name: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    folder = tmp_path / name
    folder.mkdir()
    made = program(
        "patient", "--stage", "acute", "--out", f"{folder}/{name}.pdf",
        folder=tmp_path, environment=plain,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert made.stdout.decode() == f"{folder}/{name}.pdf\n"
    assert program("library", "sources", folder=tmp_path, environment=plain).returncode == 0
    refused = program(
        "patient", "--stage", "acute", "--name", name, folder=tmp_path, environment=plain
    )
    assert refused.returncode in (0, 3)
    assert b"Traceback" not in refused.stderr


def test_nothing_is_coloured_when_not_a_terminal(tmp_path: Path) -> None:
    done = program("patient", "--stage", "x", folder=tmp_path)
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_it_is_unwanted(
    tmp_path: Path, no_color: str, coloured: bool
) -> None:
    master, slave = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "handouts.cli.app", "patient", "--stage", "x"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": no_color, "TERM": "xterm"},
        stderr=slave,
    ) as running:
        running.wait(timeout=30)
    os.close(slave)
    shown = os.read(master, 10_000)
    os.close(master)
    assert b"there is no such stage" in shown
    assert (b"\x1b[" in shown) == coloured


def test_a_terminal_is_never_sent_escape_sequences_from_input(tmp_path: Path) -> None:
    done = program("library", "show", "\x1b]0;x\x07", folder=tmp_path)
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr


def test_debugging_shows_the_traceback(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import handouts.cli.shelf as s\ndef bug(*_): raise RuntimeError('secret')\n"
        "s.open_library = bug\n"
    )
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    quiet = program("patient", folder=tmp_path, environment={"PYTHONPATH": path})
    loud = program(
        "patient", folder=tmp_path, environment={"PYTHONPATH": path, "HANDOUTS_DEBUG": "1"}
    )
    assert quiet.returncode == loud.returncode == 1
    assert b"secret" not in quiet.stderr
    assert b"RuntimeError" in quiet.stderr
    assert b"secret" in loud.stderr


def test_being_terminated_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from handouts import output; from handouts.cli.app import handle_signals\n"
        "def slow(_): print('writing', flush=True); time.sleep(30)\n"
        "handle_signals(); output.os.fsync = slow\n"
        "output.write_file(Path(sys.argv[1]), b'x' * 100_000)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "handout.pdf"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"writing\n"
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=10) == 143
    assert list(tmp_path.iterdir()) == []


def test_the_help_needs_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from handouts.cli.app import run; run(['--help'])\n"
        "print(sorted({'pydantic', 'jinja2', 'reportlab', 'PIL', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.endswith(b"[]\n")


@pytest.mark.parametrize(
    "typed", ["patient --help", "batch run --help", "patient --large", "acute"]
)
def test_help_and_a_slip_of_the_hand_do_not_wait_for_the_library(
    tmp_path: Path, typed: str
) -> None:
    code = (
        f"import sys; from handouts.cli.app import run; run({typed.split()!r})\n"
        "heavy = {'handouts.content', 'jinja2', 'reportlab', 'PIL', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.endswith(b"[]\n")
