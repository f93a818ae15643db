"""The import contracts of pyproject.toml hold, and each is shown to fail."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "handouts"

DOWN = "Imports go down only, and neighbours do not know each other"
SIGNED = "A sign-off sees content and brand alone"
FROM_CONTENT = "A prescription comes from content alone"
NO_PATIENT = "A patient's details never reach layout or templates"
REPORTLAB = "ReportLab belongs to layout"
JINJA = "Jinja2 and markdown-it belong to templating"
TYPER = "Typer belongs to the command line"
PILLOW = "Pillow and resvg belong to brand"
CSS = "The readers of style sheets belong to logos in SVG"
TOMLKIT = "tomlkit belongs to the writing of TOML"
SEGNO = "segno belongs to the square code"
PDFIUM = "PDFium belongs to the preview of a brand"
PLACES = "Only resources.py knows where a system keeps settings"
OPENPYXL = "openpyxl belongs to the template of a roster"
SQLITE = "SQLite belongs to the ledger"
LOCKS = "Locks belong to a run and to the watched folder"
WATCHFILES = "watchfiles belongs to the watched folder"
DASK = "Dask belongs to the cluster"
FSSPEC = "fsspec belongs to stores behind a URL"
NUMPY = "numpy belongs to the renderer of figures"
KEPT = "An edition that is kept is found without what makes it"
BAKED = "Drawing what is baked never needs the renderer"
FONTTOOLS = "fontTools and Brotli belong to the conversion of a clinic's font"
HANDOUT = "Making a handout never needs the renderer"

BAD_IMPORTS = [
    (KEPT, "editions/key.py", "import handouts.editions.sources"),
    (KEPT, "editions/disk.py", "import handouts.editions.make"),
    (DOWN, "errors.py", "from handouts import resources"),
    (DOWN, "units.py", "from handouts import errors"),
    (DOWN, "toml_file.py", "from handouts import plain_text"),
    (DOWN, "resources.py", "from handouts import typefaces"),
    (DOWN, "typefaces/faces.py", "from handouts import document"),
    (DOWN, "document/blocks.py", "from handouts import content"),
    (DOWN, "content/load.py", "from handouts import prescription"),
    (DOWN, "brand/load.py", "from handouts import content"),
    (DOWN, "patients/read.py", "from handouts import brand"),
    (DOWN, "pdf/objects.py", "from handouts import patients"),
    (DOWN, "figures/compose.py", "from handouts import brand"),
    (DOWN, "templating/view.py", "from handouts import layout"),
    (DOWN, "layout/story.py", "from handouts import templating"),
    (DOWN, "layout/page.py", "import handouts.editions"),
    (DOWN, "editions/make.py", "from handouts import personalise"),
    (DOWN, "editions/make.py", "from handouts import brand_lint"),
    (DOWN, "brand_lint/check.py", "from handouts import personalise"),
    (DOWN, "readability/grade.py", "from handouts import templating"),
    (DOWN, "colour.py", "from handouts import colour_vision"),
    (PILLOW, "brand_lint/logos.py", "from PIL import Image"),
    (FONTTOOLS, "typefaces/checks.py", "from fontTools import ttLib"),
    (FONTTOOLS, "brand/load.py", "import brotli"),
    (DOWN, "font_files/convert.py", "from handouts import brand"),
    (DOWN, "confined.py", "from handouts import resources"),
    (DOWN, "personalise.py", "from handouts import cli"),
    (DOWN, "review/standing.py", "from handouts import prescription"),
    (SIGNED, "review/standing.py", "from handouts.patients import Patient"),
    (FROM_CONTENT, "prescription/days.py", "from handouts import brand"),
    (NO_PATIENT, "layout/fields.py", "from handouts.patients import Patient"),
    (NO_PATIENT, "templating/view.py", "from handouts.patients import Patient"),
    (REPORTLAB, "templating/build.py", "import reportlab"),
    (REPORTLAB, "editions/make.py", "from reportlab.pdfgen import canvas"),
    (JINJA, "content/words.py", "import jinja2"),
    (JINJA, "editions/make.py", "from markupsafe import Markup"),
    (JINJA, "layout/typeset.py", "from markdown_it import MarkdownIt"),
    (TYPER, "personalise.py", "import typer"),
    (TYPER, "cli/speech.py", "import rich"),
    (SEGNO, "templating/build.py", "import segno"),
    (SEGNO, "layout/pen.py", "import segno"),
    (PILLOW, "layout/pen.py", "from PIL import Image"),
    (DOWN, "personalise.py", "from handouts import brand_preview"),
    (PDFIUM, "cli/brand.py", "import pypdfium2"),
    (PLACES, "cli/doctor.py", "import platformdirs"),
    (OPENPYXL, "batch/report.py", "import openpyxl"),
    (SQLITE, "batch/report.py", "import sqlite3"),
    (LOCKS, "batch/runner.py", "import filelock"),
    (DASK, "batch/runner.py", "import distributed"),
    (FSSPEC, "batch/sinks.py", "import fsspec"),
    (WATCHFILES, "batch/inbox.py", "import watchfiles"),
    (PILLOW, "figures/svg.py", "import resvg_py"),
    (CSS, "brand/svg.py", "import tinycss2"),
    (CSS, "figures/svg.py", "import cssselect2"),
    (TOMLKIT, "brand/edit.py", "import tomlkit"),
    (NUMPY, "layout/typeset.py", "import numpy"),
    (NUMPY, "figures/drawing.py", "import numpy"),
    (BAKED, "figures/compose.py", "from handouts.figures.author import bake"),
    (HANDOUT, "editions/make.py", "from handouts.figures.author import bake"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with the package's modules and the contracts."""
    ignored = shutil.ignore_patterns("__pycache__", "*.toml", "*.json", "*.icc", "*.png")
    shutil.copytree(PACKAGE, tmp_path / "handouts", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_holds(copied: Path) -> None:
    result = lint(copied)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(("contract", "module", "line"), BAD_IMPORTS)
def test_a_bad_import_breaks_its_contract(
    copied: Path, contract: str, module: str, line: str
) -> None:
    path = copied / "handouts" / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = lint(copied)
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout


def test_a_new_module_must_be_given_a_layer(copied: Path) -> None:
    (copied / "handouts" / "helpers.py").write_text("", encoding="utf-8")
    result = lint(copied)
    assert result.returncode != 0
    assert "helpers" in result.stdout


def test_every_contract_is_shown_to_fail() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert {contract for contract, _, _ in BAD_IMPORTS} == named


# What tells the time, the place or the environment; only resources.py may ask.
SURROUNDINGS = {
    ("os", "environ"), ("os", "getenv"), ("os", "getcwd"), ("Path", "cwd"), ("Path", "home"),
    ("time", "time"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"),
    ("date", "today"),
}  # fmt: skip


def surroundings_used(source: str) -> list[str]:
    """Return where a module asks for the clock, the working directory, the environment."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id == "__file__":
            found.append("__file__")
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (name, node.attr) in SURROUNDINGS:
                found.append(f"{name}.{node.attr}")
    return found


def test_only_resources_reads_clock_folder_and_environment() -> None:
    asking = {
        path.relative_to(PACKAGE).as_posix(): surroundings_used(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
    }
    # The door looks for an environment before a Python that lacks one can import resources.py.
    assert asking.pop("__main__.py") == ["__file__"]
    assert {name for name, found in asking.items() if found} == {"resources.py"}


@pytest.mark.parametrize(
    "line",
    [
        "os.environ['X']",
        "Path.cwd()",
        "datetime.date.today()",
        "dt.datetime.now()",
        "open(__file__)",
    ],
)
def test_asking_the_surroundings_is_noticed(line: str) -> None:
    assert surroundings_used(line)
