import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def completed(line: str, folder: Path) -> set[str]:
    """Return what a shell would offer after this line."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_HANDOUTS_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "handouts.cli.app"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("handouts patient --stage ", {"acute", "subacute", "chronic"}),
        ("handouts patient --avoid knee", {"knee_problem"}),
        ("handouts patient --plan acute-none", {"acute-none-chair", "acute-none-floor"}),
        ("handouts patient --add bri", {"bridge"}),
        ("handouts patient --set bridge.re", {"bridge.reps=", "bridge.rest_seconds="}),
        ("handouts patient --preference ex", {"extension"}),
        ("handouts patient --setting ", {"floor", "chair"}),
        ("handouts patient --sore ", {"left", "right", "both"}),
        ("handouts patient --sore r", {"right"}),
        ("handouts patient --paper ", {"a4", "letter"}),
        ("handouts patient --condition sci --stage sub", set()),
        ("handouts patient --region u", {"uk", "us"}),
        ("handouts patient --language ", {"en"}),
        ("handouts patient --edition ", {"full", "summary", "exercises", "article"}),
        ("handouts patient --brand river", {"riverside"}),
        ("handouts brand check --site ", set()),
        ("handouts library show chronic", {"chronic", "chronic-a", "chronic-b"}),
    ],
)
def test_values_are_completed_from_the_library(
    tmp_path: Path, line: str, offered: set[str]
) -> None:
    assert completed(line, tmp_path) == offered


def test_bash_puts_no_space_after_what_a_value_has_to_follow(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "handouts").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m handouts "$@"\n', encoding="utf-8"
    )
    (programs / "handouts").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path}

    def asked(word: str, option: str) -> str:
        script = (
            'eval "$(_HANDOUTS_COMPLETE=source_bash handouts)"; compopt() { echo "$@"; }\n'
            f"COMP_WORDS=(handouts patient {option} {word}); COMP_CWORD=3\n"
            '_handouts_completion handouts; echo "${COMPREPLY[*]}"'
        )
        command = ["bash", "-c", script]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout

    assert asked("bridge.rep", "--set") == "-o nospace\nbridge.reps=\n"
    assert asked("chr", "--stage") == "chronic\n"
    assert asked("nothing", "--set") == "\n"


def test_zsh_puts_no_space_there_either(tmp_path: Path) -> None:
    def told(line: str) -> str:
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "_HANDOUTS_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": line,
        }  # fmt: skip
        command = [sys.executable, "-m", "handouts"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert told("handouts patient --set bridge.rep") == "compadd -S '' -- bridge.reps=\n"
    assert told("handouts patient --stage chr").startswith("_arguments ")
