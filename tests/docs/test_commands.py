"""Every command that a document shows runs, and prints what the document says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.cli import app
from handouts.cli.review import NOT_REVIEWED
from tests.cli.running import commands_before
from tests.docs.console import Block, Command, blocks, commands
from tests.typefaces.made import write_house_fonts

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
EXAMPLES = ROOT / "handouts" / "library" / "examples.txt"
PROGRAM = re.compile(r"^(?:handouts|python generate\.py) ")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")


def shown(path: Path) -> list[Command]:
    return [c for block in blocks(path) if block.language == "console" for c in commands(block)]


WITH_COMMANDS = [path for path in DOCUMENTS if any(PROGRAM.match(c.typed) for c in shown(path))]


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[[str], Result]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as a reader has it: the examples, `generate.py`, and fonts of a clinic's own."""
    folder = tmp_path / "desk"
    shutil.copytree(ROOT / "examples", folder / "examples")
    write_house_fonts(folder)
    (folder / "generate.py").symlink_to(ROOT / "generate.py")
    return folder


@pytest.fixture
def run(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a line as typed: in this process, in a shell if it needs one."""
    programs = desk.parent / "bin"
    programs.mkdir()
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (programs / "handouts").write_text(f'#!/bin/sh\nexec python "{ROOT / "generate.py"}" "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(desk),
        "LC_ALL": "C.UTF-8",
    }
    monkeypatch.chdir(desk)

    def typed(line: str) -> Result:
        program, *arguments = shlex.split(line)
        if program == "handouts" and not {"<", ">", "|"} & set(arguments):
            capsys.readouterr()
            code = app.run(arguments)
            captured = capsys.readouterr()
            return Result(code, captured.out, captured.err)
        done = subprocess.run(
            ["sh", "-c", line], env=environment, capture_output=True, text=True, check=False
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return typed


def save(block: Block, desk: Path) -> None:
    """Write the file that a block is to be saved as, if it is one."""
    if block.file:
        (desk / block.file).parent.mkdir(parents=True, exist_ok=True)
        (desk / block.file).write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize("path", WITH_COMMANDS, ids=lambda path: path.name)
def test_every_command_of_a_document_runs_and_prints_what_is_shown(
    path: Path, desk: Path, run: Run
) -> None:
    found = blocks(path)
    for block in reversed(found):  # a file that is shown twice begins as it is shown first
        save(block, desk)
    for block in found:
        save(block, desk)
        for command in commands(block) if block.language == "console" else ():
            if PROGRAM.match(command.typed):
                result = run(command.typed)
                where = f"{path.name}:{command.line}: {command.typed}"
                wanted = NOT_REVIEWED if command.prints.startswith("draft") else 0
                assert result.code == wanted, f"{where}\n{result.err}"
                assert command.printed(result.out), f"{where}\n{result.out}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_other_command_is_a_target_of_make(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in shown(path):
        if not PROGRAM.match(command.typed):
            program, target = command.typed.split()
            assert program == "make"
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), command.typed


def test_make_handout_prints_the_path_that_the_readme_says() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (command,) = (c for c in shown(ROOT / "README.md") if c.typed == "make handout")
    assert f"--out {command.prints}" in makefile


def test_every_option_has_an_example_in_the_readme(run: Run) -> None:
    typed = " ".join(command.typed for command in shown(ROOT / "README.md"))
    listed = run("handouts patient --help").out
    options = set(re.findall(r"^ +(--[a-z-]+)", listed, re.MULTILINE))
    assert len(options) > 20
    assert {name for name in options if f"{name} " not in f"{typed} "} == set()


@pytest.mark.parametrize("line", EXAMPLES.read_text(encoding="utf-8").splitlines())
def test_every_example_of_the_help_runs(line: str, run: Run, desk: Path) -> None:
    (desk / "inbox").mkdir()
    for typed in (*commands_before(line), line):
        result = run(typed)
        assert result.code == 0, result.err


# -- the reading of documents itself


def test_commands_are_read_with_what_they_print() -> None:
    block = Block("console", "", "$ one \\\n    two\n$ three\nfour\n...\n", 7)
    assert commands(block) == [Command(8, "one two", ""), Command(9, "three", "four\n...")]


@pytest.mark.parametrize(
    ("prints", "output", "same"),
    [
        ("a.pdf", "a.pdf\n", True),
        ("a.pdf", "b.pdf\n", False),
        ("", "a.pdf\n", False),
        ("a...c", "a b\nc\n", True),
        ("...", "anything\nat all\n", True),
        ("a...", "b\n", False),
    ],
)
def test_what_is_printed_is_held_against_what_is_shown(
    prints: str, output: str, same: bool
) -> None:
    assert Command(1, "x", prints).printed(output) is same
