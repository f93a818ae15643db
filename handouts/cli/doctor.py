"""`handouts doctor`: what was found where, and what would keep a handout from being made."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import typer

from handouts import __version__, resources
from handouts.cli import options, speech
from handouts.cli.tables import table
from handouts.errors import BadInput, Problem

PACKAGES = (
    "reportlab", "jinja2", "typer", "pydantic", "markdown-it-py", "pillow", "resvg-py", "tinycss2",
    "cssselect2", "segno", "pypdfium2", "openpyxl", "platformdirs", "filelock", "watchfiles",
    "fonttools", "brotli", "tomlkit",
)  # fmt: skip
EXTRAS = {
    "numpy": "handouts exercise bake, preview and check",
    "distributed": "handouts batch --engine dask",
    "fsspec": "handouts batch --store",
}
_SHOWN = 3  # problems of a brand; `handouts brand check` lists all


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `hint` is the remedy where something is wrong."""

    what: str
    found: str
    state: Literal["ok", "note", "error"] = "ok"
    hint: str = ""


def doctor(as_json: options.Json = False) -> None:
    """Tell what was found where: versions, folders, the brand, and what is wrong with them.

    Ends with 3 if something would keep a handout from being made.
    """
    findings = [*_versions(), *_shipped(), *_brand(), *_surroundings(), *_extras()]
    broken = any(finding.state == "error" for finding in findings)
    if as_json:
        speech.say_json({"ok": not broken, "findings": [asdict(found) for found in findings]})
    else:
        rows = [("" if f.state == "ok" else f.state, f.what, f.found) for f in findings]
        speech.say(table(("", "what", "found"), rows))
        for found in findings:
            if found.hint:
                speech.tell(f"{found.what}: {found.hint}")
    raise typer.Exit(BadInput.exit_code if broken else 0)


def _versions() -> Iterator[Finding]:
    import importlib.metadata
    import platform

    yield Finding("handouts", __version__)
    yield Finding("Python", f"{platform.python_version()} ({sys.executable or 'unknown'})")
    yield Finding("system", platform.platform(terse=True))
    for package in PACKAGES:
        try:
            yield Finding(package, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(package, "missing", "error", f"install it: pip install {package}")


def _shipped() -> Iterator[Finding]:
    """Look at what comes with the program: library, templates, typefaces."""
    from handouts.cli.shelf import open_library
    from handouts.content import conditions

    root = resources.library_folder()
    for condition in conditions(root):
        what = f"library {condition}"
        try:
            yield Finding(what, f"{open_library(condition).version} in {root / condition}")
        except BadInput as error:
            yield Finding(what, error.message, "error", "see: handouts library check")
    for what, folder, sign in (
        ("templates", resources.templates_folder(), "*/arrangement.toml"),
        ("typefaces", resources.fonts_folder(), "*/family.toml"),
    ):
        if list(folder.glob(sign)):
            yield Finding(what, str(folder))
        else:
            yield Finding(what, f"nothing in {folder}", "error", "install the program again")


def _brand() -> Iterator[Finding]:
    """Look for the brand as `handouts patient` does, and at what is in it."""
    from handouts.brand import load_brand

    for shelf in resources.brand_shelves():
        count = len(resources.brands_in(shelf.folder))
        yield Finding(f"brands, {shelf.whose}", f"{count} in {shelf.folder}")
    try:
        place = resources.find_brand()
    except BadInput as error:
        yield from _problems("brand", error.problems)
        return
    yield Finding("brand", f"{place.folder} ({place.rule})")
    try:
        load_brand(place.folder)
    except BadInput as error:
        yield from _problems("brand", error.problems)


def _problems(what: str, problems: tuple[Problem, ...]) -> Iterator[Finding]:
    for problem in problems[:_SHOWN]:
        yield Finding(what, f"{problem.source}: {problem.message}", "error", problem.hint)
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        yield Finding(what, f"{more} more problems", "error", "see: handouts brand check FOLDER")


def _surroundings() -> Iterator[Finding]:
    folder = resources.working_folder()
    hint = "go to another folder, or write elsewhere with --out"
    if _can_write(folder):
        yield Finding("this folder", f"{folder}, can be written to")
    else:
        yield Finding("this folder", f"{folder}, cannot be written to", "error", hint)
    encoding = sys.getfilesystemencoding()
    stream = (sys.stdout.encoding or "none") if sys.stdout else "none"
    words = f"{encoding} for file names, {stream} for output"
    if {encoding.lower(), stream.lower()} <= {"utf-8", "utf8"}:
        yield Finding("text", words)
    else:
        hint = "set PYTHONUTF8=1, or a UTF-8 locale, so that names with accents come through"
        yield Finding("text", words, "note", hint)


def _can_write(folder: Path) -> bool:
    import tempfile

    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".handouts-", suffix=".part"):
            return True
    except OSError:
        return False


def _extras() -> Iterator[Finding]:
    import importlib.metadata
    import importlib.util

    for package, use in EXTRAS.items():
        if importlib.util.find_spec(package):
            yield Finding(package, f"{importlib.metadata.version(package)}, for {use}")
        else:
            yield Finding(package, f"not installed; only for {use}")
