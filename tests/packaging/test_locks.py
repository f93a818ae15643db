"""Locked requirements, the Makefile and the build's script."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = (
    "requirements.txt",
    "requirements-test.txt",
    "requirements-bench.txt",
    "requirements-release.txt",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, list[str]]:
    """Return requirement -> hashes."""
    entries: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        text = line.rstrip("\\ ")
        if text.startswith("    --hash="):
            entries[list(entries)[-1]].append(text.strip().removeprefix("--hash="))
        elif text and not text.startswith("#"):
            entries[text] = []
    return entries


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(name: str) -> None:
    entries = locked(name)
    assert len(entries) > 10
    for entry, hashes in entries.items():
        (pin,) = Requirement(entry).specifier
        assert pin.operator == "=="
        assert hashes, entry
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"index-url|find-links|trusted-host|file:| @ ", text)


def needs(lines: list[str]) -> dict[str, Requirement]:
    return {Requirement(line).name.lower(): Requirement(line) for line in lines}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-test.txt", PROJECT["dependency-groups"]["test"]),
        ("requirements-release.txt", PROJECT["dependency-groups"]["release"]),
        ("requirements-bench.txt", PROJECT["project"]["optional-dependencies"]["bench"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(name: str, lines: list[str]) -> None:
    pins: dict[str, list[str]] = {}
    for entry in locked(name):
        (pin,) = Requirement(entry).specifier
        pins.setdefault(Requirement(entry).name.lower(), []).append(pin.version)
    for package, need in needs(lines).items():
        assert package in pins, f"{package} is not in {name}: make lock"
        assert all(version in need.specifier for version in pins[package])


def test_the_tests_run_with_the_versions_that_users_get() -> None:
    test = locked("requirements-test.txt")
    for entry, hashes in locked("requirements.txt").items():
        assert test[entry] == hashes


@pytest.mark.skipif(os.name == "nt", reason="the build's script is for bash")
def test_the_build_runs_the_tests_with_one_script() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in text
    commands = [line for line in text.splitlines() if line.startswith("make ")]
    assert commands == ["make test", "make test-system"]
    bash = shutil.which("bash")
    assert bash
    assert subprocess.run([bash, "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize(
    "target", ["handout", "test", "check", "format", "golden", "lock", "bench", "docs-pictures"]
)
def test_make_knows_the_target(target: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make")
    result = subprocess.run(
        [make, "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs make and links")
def test_make_handout_writes_a_sample_in_a_fresh_checkout(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make")
    for name in ("Makefile", "generate.py", "requirements.txt", "handouts", "templates", "fonts"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    stamp = tmp_path / "venv" / "runtime.stamp"
    stamp.parent.mkdir()
    stamp.touch()
    result = subprocess.run(
        [make, "--no-print-directory", "handout", f"VENV={stamp.parent}",
         f"BIN={Path(sys.executable).parent}"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (0, "out/sample-handout.pdf\n"), result.stderr
    assert (tmp_path / "out" / "sample-handout.pdf").is_file()
