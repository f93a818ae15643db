"""Build a release from the last commit: wheel, source archive, list of parts, and their digests.

    python -m release.build FOLDER

Wheel and archive are built twice, in folders of their own, and must come out with the same bytes.
The list of parts (SBOM, CycloneDX 1.6 as JSON) is of what requirements.txt installs. Needs git and
what is in requirements-release.txt.
"""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUMS, PARTS = "SHA256SUMS", "sbom.json"


class ReleaseError(Exception):
    """Why there is no release."""


def build_release(folder: Path) -> list[Path]:
    """Write the release into an empty folder; return its files.

    Raises ReleaseError for a checkout with changes, a folder with files, or builds that differ.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ReleaseError(f"{folder} is not empty")
    if _git("status", "--porcelain").strip():
        raise ReleaseError("there are changes that are not committed")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (_built(Path(scratch) / name) for name in ("first", "second"))
        differing = compare(first, second)
        if differing:
            raise ReleaseError(f"built twice, these differ: {', '.join(differing)}")
        for path in first:
            shutil.copy(path, folder / path.name)
        _list_parts(Path(scratch) / "parts", folder / PARTS)
    _write_sums(folder)
    return sorted(folder.iterdir())


def compare(first: list[Path], second: list[Path]) -> list[str]:
    """Return the names of files that only one build has, or that differ."""
    digests = [{path.name: _digest(path) for path in built} for built in (first, second)]
    return sorted({name for name, _ in digests[0].items() ^ digests[1].items()})


def _built(folder: Path) -> list[Path]:
    """Build the last commit in a folder of its own; return wheel and archive."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", "HEAD"], cwd=ROOT, capture_output=True, check=True
    )
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    moment = _git("log", "-1", "--format=%ct").strip()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "dist"],
        cwd=folder, check=True, capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": moment},
    )  # fmt: skip
    return sorted((folder / "dist").iterdir())


def _list_parts(folder: Path, target: Path) -> None:
    """Install what a handout needs into a folder, and list that with versions and licences."""
    venv.create(folder, with_pip=True)
    (python,) = {*folder.glob("bin/python"), *folder.glob("Scripts/python.exe")}
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    lock = str(ROOT / "requirements.txt")
    subprocess.run([*pip, "install", "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "uninstall", "--yes", "pip", "setuptools"], check=True)
    listing = [sys.executable, "-m", "cyclonedx_py", "environment", str(python)]
    listing += [
        "--pyproject",
        str(ROOT / "pyproject.toml"),
        "--output-reproducible",
        "--spec-version",
        "1.6",
    ]
    subprocess.run([*listing, "-o", str(target)], check=True)


def _write_sums(folder: Path) -> None:
    lines = [f"{_digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout


if __name__ == "__main__":
    try:
        for made in build_release(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")):
            print(made)
    except ReleaseError as error:
        sys.exit(f"error: {error}")
