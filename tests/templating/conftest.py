"""The shipped library, a plain brand, and a copy of the templates to break."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.brand import Brand, load_brand
from handouts.content import Library, load_library
from handouts.errors import BadInput, Problem
from handouts.prescription import Prescription, PrescriptionRequest, prescribe
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.templating import compose, read_template_set
from tests.templating.composing import CONDITION, STANDARD

Broken = Callable[[dict[str, str]], list[Problem]]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(library_folder() / CONDITION)


@pytest.fixture(scope="session")
def brand() -> Brand:
    return replace(load_brand(default_brand_folder()), name="Oak Lane Practice")


@pytest.fixture(scope="session")
def prescription(library: Library) -> Prescription:
    return prescribe(library, PrescriptionRequest("subacute"))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the shipped templates; returns the folder of the condition."""
    shutil.copytree(templates_folder(), tmp_path / "templates")
    return tmp_path / "templates" / CONDITION


@pytest.fixture
def broken(templates: Path, library: Library, brand: Brand, prescription: Prescription) -> Broken:
    """Return a function that writes templates anew, by section, and returns the problems."""

    def change(sections: dict[str, str]) -> list[Problem]:
        for name, text in sections.items():
            (templates / "en" / f"{name}.md").write_text(text, encoding="utf-8")
        with pytest.raises(BadInput) as caught:
            compose(read_template_set(templates, "en"), library, brand, prescription, STANDARD)
        return list(caught.value.problems)

    return change
