"""The wheel and the sdist: what they hold, and that an installed wheel works on its own."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import handouts

ROOT = Path(__file__).parents[2]
VERSION = handouts.__version__
INSIDE = f"handouts-{VERSION}.dist-info"


def build(project: Path, target: Path) -> Path:
    """Build a wheel without a network; return its path."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", str(project)]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(target)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("sdist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = target.glob("*.tar.gz")
    return archive


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(folder: str) -> set[str]:
    """Return the files that lie in a folder of the checkout, caches left out."""
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {p.relative_to(ROOT).as_posix() for p in paths if "__pycache__" not in p.parts}


def metadata_of(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return Parser().parsestr(archive.read(f"{INSIDE}/METADATA").decode())


def test_the_wheel_is_for_every_machine(wheel: Path) -> None:
    assert wheel.name == f"handouts-{VERSION}-py3-none-any.whl"
    assert not [name for name in files_of(wheel) if name.endswith((".so", ".pyd", ".dylib"))]


def test_the_wheel_holds_the_package_its_library_templates_fonts_and_examples(wheel: Path) -> None:
    found = files_of(wheel)
    assert tracked("handouts") <= found
    assert {f"handouts/_data/{name}" for name in tracked("templates")} <= found
    assert {f"handouts/_data/{name}" for name in tracked("fonts")} <= found
    assert {f"handouts/_data/{name}" for name in tracked("examples")} <= found


def test_every_typeface_in_the_wheel_has_its_licence_beside_it(wheel: Path) -> None:
    found = files_of(wheel)
    families = {name.rsplit("/", 1)[0] for name in found if name.endswith(".ttf")}
    assert len(families) >= 2
    assert {f"{family}/LICENSE.txt" for family in families} <= found


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    others = {name for name in files_of(wheel) if not name.startswith(("handouts/", INSIDE))}
    assert others == set()
    assert not [name for name in files_of(wheel) if "test" in name or name.endswith(".pyc")]


def test_the_wheel_says_its_version_licence_and_needs(wheel: Path) -> None:
    about = metadata_of(wheel)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert about["Name"] == "handouts"
    assert about["Version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert about["License-Expression"] == "MIT"
    assert about["Requires-Python"] == ">=3.11"
    needs = [Requirement(line) for line in about.get_all("Requires-Dist", [])]
    plain = {str(need) for need in needs if need.marker is None}
    assert plain == {str(Requirement(line)) for line in project["dependencies"]}


def test_the_wheel_carries_every_licence(wheel: Path) -> None:
    named = set(metadata_of(wheel).get_all("License-File", []))
    fonts = {name for name in tracked("fonts") if name.endswith("LICENSE.txt")}
    assert named == {"LICENSE", "THIRD_PARTY_NOTICES.md", *fonts}
    assert {f"{INSIDE}/licenses/{name}" for name in named} <= files_of(wheel)


def test_the_wheel_brings_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entries = archive.read(f"{INSIDE}/entry_points.txt").decode()
    assert "handouts = handouts.cli.app:main" in entries


def test_the_version_is_in_the_changelog_or_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{VERSION}]" in text or "## [Unreleased]" in text


def test_the_sdist_holds_what_tests_and_documents_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        top = f"handouts-{VERSION}/"
        found = {name.removeprefix(top) for name in archive.getnames()}
    for folder in ("handouts", "templates", "fonts", "examples"):
        assert tracked(folder) <= found
    for name in ("README.md", "LICENSE", "THIRD_PARTY_NOTICES.md", "pyproject.toml", "Makefile"):
        assert name in found
    assert {"requirements.txt", "requirements-test.txt", "tests/packaging/test_wheel.py"} <= found
    assert not [name for name in found if name.startswith((".venv", "out/", ".git/"))]


def test_the_sdist_makes_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    rebuilt = build(tmp_path / f"handouts-{VERSION}", tmp_path / "wheel")
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(rebuilt) as theirs:
        assert {f.filename: f.CRC for f in theirs.infolist()} == {
            f.filename: f.CRC for f in ours.infolist()
        }


# -- an installed wheel


def locked_names() -> list[str]:
    """Return the packages that the runtime lock names for this machine."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = [line.rstrip("\\ ") for line in text.splitlines() if re.match(r"[a-z]", line)]
    needs = [Requirement(line) for line in lines]
    return [need.name for need in needs if need.marker is None or need.marker.evaluate()]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a new environment: the wheel and what the lock names."""
    folder = tmp_path_factory.mktemp("installed")
    needed = folder / "needed"
    needed.mkdir()
    for name in locked_names():
        found = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
            (needed / top).symlink_to(str(found.locate_file(top)))
    venv.create(folder / "venv", with_pip=False)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command += ["--python", str(programs / "python"), "install", "--no-index", "--no-deps"]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    (site,) = (folder / "venv").rglob("site-packages")
    (site / "needed.pth").write_text(str(needed), encoding="utf-8")
    return programs


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    home = cwd.parent / f"{cwd.name}-home"
    home.mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_an_installed_wheel_makes_a_handout_with_no_checkout_beside_it(
    installed: Path, tmp_path: Path
) -> None:
    result = run(
        installed / "handouts", "patient", "--stage", "acute", "--region", "uk", "--out", "x.pdf",
        cwd=tmp_path,
    )  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (0, "x.pdf\n", "")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_an_installed_wheel_finds_its_own_files_and_no_checkout(
    installed: Path, tmp_path: Path
) -> None:
    code = "import handouts, sys; print(handouts.__file__); print(*sys.path, sep='\\n')"
    result = run(installed / "python", "-c", code, cwd=tmp_path)
    module, *paths = result.stdout.splitlines()
    assert Path(module).is_relative_to(installed.parent)
    assert str(ROOT) not in paths


def test_an_installed_wheel_makes_the_same_handout_as_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    request = ["patient", "--stage", "chronic", "--date", "2026-11-23", "--name", "Ann Example"]
    run(installed / "handouts", *request, "--out", "wheel.pdf", cwd=tmp_path)
    checkout = [str(ROOT / "generate.py"), *request, "--out", "checkout.pdf"]
    run(Path(sys.executable), *checkout, cwd=tmp_path)
    assert (tmp_path / "wheel.pdf").read_bytes() == (tmp_path / "checkout.pdf").read_bytes()


def test_an_installed_wheel_knows_its_library_and_version(installed: Path, tmp_path: Path) -> None:
    checked = run(installed / "handouts", "library", "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    asked = run(installed / "handouts", "--version", cwd=tmp_path)
    assert asked.stdout == f"handouts {VERSION}\n"


def test_an_installed_wheel_brings_its_examples(installed: Path, tmp_path: Path) -> None:
    written = run(installed / "handouts", "examples", "mine", cwd=tmp_path)
    assert (written.returncode, written.stdout) == (0, "mine\n")
    found = {p.relative_to(tmp_path / "mine") for p in (tmp_path / "mine").rglob("*.*")}
    assert {Path(name).relative_to("examples") for name in tracked("examples")} == found
    made = run(
        installed / "handouts", "patient", "--stage", "acute", "--brand", "mine/brands/riverside",
        "--patient-file", "mine/patient.toml", "--out", "a.pdf", cwd=tmp_path,
    )  # fmt: skip
    assert (made.returncode, made.stdout) == (0, "a.pdf\n"), made.stderr


def test_an_installed_wheel_runs_as_a_module_and_knows_the_example_brands_by_name(
    installed: Path, tmp_path: Path
) -> None:
    asked = run(installed / "python", "-m", "handouts", "brand", "list", cwd=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "riverside" in asked.stdout


def test_an_installed_wheel_needs_no_renderer(installed: Path, tmp_path: Path) -> None:
    result = run(installed / "python", "-c", "import numpy", cwd=tmp_path)
    assert "ModuleNotFoundError" in result.stderr
