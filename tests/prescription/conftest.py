"""The shipped library."""

import pytest

from handouts.content import Library, load_library
from handouts.resources import library_folder


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(library_folder() / "sciatica")
