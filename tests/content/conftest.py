"""The shipped library, and a copy of it to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.content import Library, load_library
from handouts.errors import BadInput, Problem
from handouts.resources import library_folder

CONDITION = "sciatica"

Broken = Callable[[str, str, str], list[Problem]]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(library_folder() / CONDITION)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped libraries; returns the folder of the condition."""
    shutil.copytree(library_folder(), tmp_path / "library")
    return tmp_path / "library" / CONDITION


@pytest.fixture
def broken(copy: Path) -> Broken:
    """Replace one text in one file of the copy and return the problems of loading it."""

    def change(name: str, old: str, new: str) -> list[Problem]:
        path = copy / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(BadInput) as caught:
            load_library(copy)
        return list(caught.value.problems)

    return change
