"""`python generate.py` and `python -m handouts`, with and without what they need."""

import ast
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from handouts import __main__ as launcher
from handouts import __version__

ROOT = Path(__file__).parents[2]
VERSION = f"handouts {__version__}\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and shell scripts")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without an environment: a name with a space, as people have."""
    folder = tmp_path / "my handouts"
    folder.mkdir()
    for name in ("templates", "fonts", "requirements.txt"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "handouts").mkdir()
    for path in (ROOT / "handouts").iterdir():
        if path.name != "__pycache__":
            (folder / "handouts" / path.name).symlink_to(path)
    # What looks for an environment beside itself must not find the one beside the real checkout.
    for name in ("generate.py", "handouts/__init__.py", "handouts/__main__.py"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


def bare(
    *arguments: str | Path, cwd: Path, python: str | Path = sys.executable
) -> subprocess.CompletedProcess[str]:
    """Run a Python that has no package but its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [python, "-S", *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def environment_of(checkout: Path, script: str) -> Path:
    """Put a Python into the checkout's .venv."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(script)
    python.chmod(0o755)
    return python


@pytest.mark.parametrize("launched", [["generate.py"], ["-m", "handouts"]], ids=["file", "module"])
def test_without_an_environment_the_remedy_is_said_and_there_is_no_traceback(
    checkout: Path, launched: list[str]
) -> None:
    done = bare(*launched, "--version", cwd=checkout)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    error, hint = done.stderr.splitlines()
    assert error == "error: this Python does not have the packages that the program needs"
    assert "make handout" in hint
    assert "pip install -r requirements.txt" in hint


def test_the_environment_beside_the_launcher_is_found_from_any_folder(
    checkout: Path, tmp_path: Path
) -> None:
    environment_of(checkout, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    done = bare(checkout / "generate.py", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, VERSION, "")


def test_the_words_typed_and_the_exit_code_come_through_that_environment(
    checkout: Path, tmp_path: Path
) -> None:
    environment_of(checkout, '#!/bin/sh\nshift\nprintf "%s|" "$@"\nexit 7\n')
    done = bare(checkout / "generate.py", "a b", '"c"', "", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, 'a b|"c"||')


def test_an_environment_that_lacks_the_packages_too_is_not_asked_for_ever(checkout: Path) -> None:
    venv.create(checkout / ".venv", with_pip=False)
    done = bare("generate.py", "--version", cwd=checkout)
    assert done.returncode == 2
    assert "make handout" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as ended:
        launcher.main(tmp_path)
    assert ended.value.code == 2
    error = capsys.readouterr().err.splitlines()[0]
    assert error == "error: the program needs Python 3.11 or later, and this is 3.9"


def test_the_oldest_python_is_the_one_that_the_project_names() -> None:
    said = f'requires-python = ">={".".join(map(str, launcher.OLDEST))}"'
    assert said in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", ["generate.py", "handouts/__main__.py", "handouts/__init__.py"])
def test_what_runs_first_can_be_read_by_a_python_that_is_too_old(source: str) -> None:
    ast.parse((ROOT / source).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_package_is_a_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "--version"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == VERSION


def test_a_package_that_is_missing_later_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['reportlab'] = None\n")
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "patient", "--stage", "acute"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={
            **os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "HANDOUTS_CACHE": "off"
        },
    )  # fmt: skip
    assert done.returncode == 2
    assert "the package reportlab is missing" in done.stderr
    assert "pip install" in done.stderr
