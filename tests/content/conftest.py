"""The shipped library, and a copy of it to break."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.content import Library, load_library
from handouts.errors import BadInput, Problem
from handouts.resources import library_folder

CONDITION = "sciatica"

Broken = Callable[[str, str, str], list[Problem]]
Worded = Callable[[str, str, str], list[Problem]]


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


@pytest.fixture
def worded(copy: Path) -> Worded:
    """Give a key of one file of the copy another value; return the problems, [] for none.

    The key is `TABLE.KEY`, or `KEY` above all tables; with `+` after it the value is put first in
    the list that is there. So a test does not depend on what the library says there.
    """

    def change(name: str, key: str, value: str) -> list[Problem]:
        path = copy / name
        path.write_text(_changed(path.read_text(encoding="utf-8"), key, value), encoding="utf-8")
        try:
            load_library(copy)
        except BadInput as caught:
            return list(caught.problems)
        return []

    return change


def _changed(text: str, key: str, value: str) -> str:
    table, _, name = key.removesuffix("+").rpartition(".")
    start = text.index(f"\n[{table}]\n") + 1 if table else 0
    found = re.compile(rf"^{name} = ", re.MULTILINE).search(text, start)
    assert found
    assert "\n[" not in text[start + 1 : found.start()]
    if key.endswith("+"):
        assert text[found.end()] == "["
        return f"{text[: found.end() + 1]}{value}, {text[found.end() + 1 :]}"
    line = text.index("\n", found.end())
    last = text.index("\n]", line) + 2 if text[line - 1] == "[" else line
    return f"{text[: found.end()]}{value}{text[last:]}"
