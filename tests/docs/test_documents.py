"""Documents say all there is, and only what is."""

import dataclasses
import importlib.util
import inspect
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from PIL import Image, ImageChops, ImageStat
from pydantic import BaseModel, TypeAdapter

from handouts.brand import load_brand
from handouts.brand.file import BrandFile
from handouts.cli.brand import brand_app
from handouts.cli.brand_new import new
from handouts.content import Library, load_library
from handouts.content.dose import Dose
from handouts.content.files import KINDS
from handouts.figures.pose.names import POINTS
from handouts.language import DateWords
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest, prescribe
from handouts.resources import default_brand_folder, library_folder
from handouts.review import DRAFT
from handouts.templating.build import Builder
from handouts.templating.environment import Templates
from handouts.templating.view import view
from handouts.templating.views import ItemView, StageView
from tests.docs.console import blocks
from tests.templating.composing import CONDITION, built

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
PARTS = {"dose", "how", "notes", "stop", "serves", "tick", "write", "column"}  # inside others


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def named(text: str) -> set[str]:
    """Return what a document puts between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(library_folder() / CONDITION)


@pytest.fixture(scope="module")
def values(library: Library) -> dict[str, object]:
    """What a template can name."""
    prescription = prescribe(library, PrescriptionRequest("subacute"))
    dates = DateWords("{day} {month} {year}", ("month",) * 12)
    brand = load_brand(default_brand_folder())
    return dict(view(library, brand, prescription, dates, "standard", DRAFT))


# -- docs/templates.md


def test_every_name_a_template_can_use_is_documented(values: dict[str, object]) -> None:
    rows = re.findall(
        r"^\| `([a-z_]+)` \|", text_of("templates.md").split("## Names")[1], re.MULTILINE
    )
    told = {name for name in rows if name in values} | {"items"}
    assert told == set(values)


def test_every_part_of_an_exercise_and_a_stage_is_documented() -> None:
    told = named(text_of("templates.md"))
    for prefix, kind in (("item", ItemView), ("stage", StageView)):
        for field in dataclasses.fields(kind):
            assert f"{prefix}.{field.name}" in told


def test_every_field_of_a_dose_that_is_printed_is_documented() -> None:
    told = " ".join(named(text_of("templates.md")))
    for field in set(Dose.model_fields) - {"weeks"}:
        assert f".{field}" in told


def test_every_documented_name_exists(values: dict[str, object], library: Library) -> None:
    names = named(text_of("templates.md").split("## Names")[1].split("## Running")[0])
    loops = {
        "item": values["items"], "group": values["groups"], "day": values["days"],
        "light": values["lights"], "row": values["chart"], "outcome": values["outcomes"],
        "question": values["questions"],
    }  # fmt: skip
    known = {name: found[0] for name, found in loops.items() if isinstance(found, tuple)}
    paths = {name for name in names if "." in name and not name.startswith((".", "change."))}
    assert len(paths) > 60
    for path in paths:
        text = f"{{{{ {path} }}}}"
        _, problems = Templates({"t": text}).render("t", {**values, **known}, "t")
        assert problems == [], path
    assert library.words.statements.claims.keys() >= {"lasting_cure"}


def test_every_directive_and_part_is_documented_with_an_example() -> None:
    text = text_of("templates.md")
    examples = "".join(block.text for block in blocks(DOCS / "templates.md"))
    headings = " ".join(re.findall(r"^### (.+)$", text, re.MULTILINE))
    told = named(text) | set(headings.split())
    for name in set(Builder("x")._makers()) | PARTS:
        assert re.search(rf"^::: {name}\b", examples, re.MULTILINE), name
        assert name in told, name


def test_every_detail_of_a_patient_is_documented() -> None:
    assert set(FIELDS) <= named(text_of("templates.md"))


@pytest.mark.parametrize(
    "block",
    [block for block in blocks(DOCS / "templates.md") if block.language == "markdown"],
    ids=lambda block: f"line {block.line}",
)
def test_every_example_of_a_template_works(block: object, values: dict[str, object]) -> None:
    source = block.text  # type: ignore[attr-defined]
    text, problems = Templates({"t": source}).render("t", values, "t")
    assert problems == []
    made, problems = built(text)
    assert problems == []
    assert made


def test_the_messages_shown_are_the_messages_given() -> None:
    text = text_of("templates.md").split("## When something is wrong")[1]
    _, (broken,) = Templates({"t": "a\nb\n{{ c }"}).render("t", {}, "templates/why.md")
    assert f"error: {broken}" in text
    _, (unknown,) = built("::: pannel\n:::")
    assert f"{unknown.message}\n  hint: {unknown.hint}" in text


# -- docs/content.md


def keys_of(kind: object) -> set[str]:
    """Return the keys of a model and of the models inside it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        inside = (keys_of(field.annotation) for field in kind.model_fields.values())
        return set(kind.model_fields).union(*inside)
    arguments = getattr(kind, "__args__", ())
    return set().union(*(keys_of(argument) for argument in arguments))


def test_every_key_of_every_library_file_is_documented() -> None:
    told = " ".join(named(text_of("content.md")))
    words = set(re.findall(r"[a-z_]+", told))
    for kind, model in KINDS.items():
        assert TypeAdapter(model)
        assert keys_of(model) - words == set(), kind


def test_every_kind_of_library_file_is_documented() -> None:
    headings = set(re.findall(r"^### (\S+)", text_of("content.md"), re.MULTILINE))
    folder = library_folder() / CONDITION
    assert {path.name for path in folder.glob("*.toml")} <= headings
    assert {"library.toml", "regions/ID.toml", "exercises/ID.toml", "plans/ID.toml"} <= headings


def test_every_basis_and_level_of_checking_is_documented(library: Library) -> None:
    told = named(text_of("content.md"))
    assert set(library.words.condition.basis) <= told
    assert set(library.words.condition.checked) <= told


# -- docs/branding.md


def keys_of_a_brand(model: type[BaseModel], above: str = "") -> set[str]:
    """Return the keys of brand.toml as the document writes them; NAME is what a clinic chose."""
    found = set()
    for key, field in model.model_fields.items():
        kind = field.annotation
        inner = getattr(kind, "__args__", (None, None))[-1]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= keys_of_a_brand(kind, f"{above}{key}.")
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= {f"{above}{key}.NAME.{name}" for name in inner.model_fields}
        else:
            found.add(f"{above}{key}")
    return found


def test_every_key_of_a_brand_is_documented_and_none_is_made_up() -> None:
    text = text_of("branding.md")
    rows = dict(re.findall(r"^\| `([A-Za-z_.]+)` \| (.+) \|$", text, re.MULTILINE))
    site = {f"sites.NAME.{name}" for name in named(rows.pop("sites.NAME"))}
    assert rows.keys() | site == keys_of_a_brand(BrandFile)


def test_every_option_of_the_brand_commands_has_an_example_in_the_document() -> None:
    known = brand_app.registered_commands
    commands = {command.name or getattr(command.callback, "__name__", "") for command in known}
    console = [block.text for block in blocks(DOCS / "branding.md") if block.language == "console"]
    typed = " ".join(console).replace("\\\n", " ")
    for name in commands - {"schema"}:
        assert f"$ handouts brand {name}" in typed
    for option in inspect.signature(new).parameters.keys() - {"folder", "as_json", "force"}:
        assert f"--{option.replace('_', '-')} " in typed, option


# -- docs/architecture.md


def test_the_layers_of_the_document_are_the_layers_that_are_checked() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["id"] == "layers"
    )
    checked = "\n".join(contract["layers"]).replace("(figures)", "figures")
    assert f"```text\n{checked}\n```" in text_of("architecture.md")


def test_every_module_of_the_package_has_a_stage_or_layer() -> None:
    told = set(re.findall(r"[a-z_]+", text_of("architecture.md")))
    top = {path.stem for path in (ROOT / "handouts").glob("[a-z]*.py")}
    rooms = {path.parent.name for path in (ROOT / "handouts").glob("*/__init__.py")}
    assert top | rooms <= told


def test_what_to_read_first_exists() -> None:
    text = text_of("architecture.md").split("## Where to start reading")[1]
    for name in named(text):
        assert any((ROOT / place / name).exists() for place in ("", "handouts")), name


# -- docs/dependencies.md and THIRD_PARTY_NOTICES.md


def test_every_dependency_has_a_reason_and_none_is_made_up() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = settings["project"]["optional-dependencies"]
    groups = settings["dependency-groups"].values()
    lines = [*settings["project"]["dependencies"], *(line for group in groups for line in group)]
    lines += [line for extra in extras.values() for line in extra]
    asked = {Requirement(line).name for line in lines}
    told = set(re.findall(r"^\| ([a-z0-9-]+) \|", text_of("dependencies.md"), re.MULTILINE)) - {
        "package"
    }
    assert told == asked


def locked_names() -> set[str]:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


@pytest.mark.parametrize("path", [DOCS / "dependencies.md", ROOT / "THIRD_PARTY_NOTICES.md"])
def test_every_package_that_is_installed_is_named(path: Path) -> None:
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", path.read_text(encoding="utf-8")))
    assert locked_names() <= words


def test_every_typeface_and_its_version_is_in_the_notices() -> None:
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    for path in (ROOT / "fonts").glob("*/family.toml"):
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        for words in (about["name"], about["version"], f"fonts/{path.parent.name}/LICENSE.txt"):
            assert words in notices


# -- all documents


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_or_heading_leads_somewhere(path: Path) -> None:
    text = re.sub(
        r"```.*?```|`[^`\n]+`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )  # code shows how links are written
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        other = path.parent / name if name else path
        assert other.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
            assert anchor in slugs, target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_no_place_on_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.~-])/(?:home|root|work|tmp|Users|mnt|opt)/|[A-Z]:\\Users", text)
    assert not re.search(r"localhost|\b\d{1,3}(?:\.\d{1,3}){3}\b", text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_has_one_title_and_skips_no_level(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_nobody_is_told_to_install_a_name_that_is_not_published() -> None:
    """Until it is published, somebody else may own the name."""
    bare = re.compile(r"(?:pip|pipx|tool) install(?: -\S+)* [\"']?handouts\b|uvx handouts\b")
    texts = [*DOCUMENTS, *(ROOT / "handouts").rglob("*.py"), *(ROOT / "handouts").rglob("*.toml")]
    for path in texts:
        assert not bare.search(path.read_text(encoding="utf-8")), path
    for line in ("pip install handouts\n", "pip install 'handouts[author]'", "uvx handouts`"):
        assert bare.search(line), line


def test_the_changelog_has_the_sections_of_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds
    assert re.search(r"^## \[Unreleased\]$", text, re.MULTILINE)


def test_the_numbers_in_the_changelog_are_those_of_the_library(library: Library) -> None:
    """Or fewer than those of a clinic that has added to it."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = re.search(
        rf"Library {re.escape(library.version)}: (\d+) exercises, (\d+) plans, (\d+) sources", text
    )
    assert told
    found = (len(library.exercises), len(library.plans), len(library.sources))
    assert all(int(said) <= there for said, there in zip(told.groups(), found, strict=True))


# -- pictures


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name",
    [
        "page-1.png",
        "brands.png",
        "heads.png",
        "brand-preview.png",
        "handout-acute.png",
        "handout-subacute.png",
        "handout-chronic.png",
    ],
)
def test_the_pictures_show_the_handout_as_it_is(name: str, pictures: ModuleType) -> None:
    drawn = pictures.DRAWN[name]().convert("L")
    with Image.open(DOCS / "pictures" / name) as kept:
        assert kept.size == drawn.size, "make docs-pictures"
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), drawn)).mean[0]
    assert difference < 4, "make docs-pictures"  # of 255: rounding of colours, not a moved line


def test_every_picture_that_is_drawn_is_compared(pictures: ModuleType) -> None:
    compared = test_the_pictures_show_the_handout_as_it_is.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert set(pictures.DRAWN) == set(compared)


def test_every_picture_is_shown_in_a_document_and_small() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for path in (DOCS / "pictures").glob("*.png"):
        assert f"pictures/{path.name}" in shown
        assert path.stat().st_size < 300_000


def test_every_place_on_the_body_is_documented() -> None:
    told = set(re.findall(r"[a-z0-9_]+", text_of("exercises.md")))
    sides = ("near_", "far_", "left_", "right_")
    for name in POINTS:
        plain = next((name.removeprefix(side) for side in sides if name.startswith(side)), name)
        assert plain in told, plain
