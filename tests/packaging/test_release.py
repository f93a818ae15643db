"""A release comes out of the last commit, twice the same."""

from pathlib import Path

import pytest

from release.build import ReleaseError, build_release, compare


def built(folder: Path, **files: bytes) -> list[Path]:
    """Return files as a build leaves them."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def test_builds_with_the_same_bytes_are_alike(tmp_path: Path) -> None:
    first, second = (built(tmp_path / name, wheel=b"a", archive=b"b") for name in ("one", "two"))
    assert compare(first, second) == []


def test_what_differs_or_is_missing_is_named(tmp_path: Path) -> None:
    first = built(tmp_path / "one", wheel=b"a", archive=b"b", notes=b"c")
    second = built(tmp_path / "two", wheel=b"a", archive=b"another")
    assert compare(first, second) == ["archive", "notes"]


def test_a_folder_with_files_gets_no_release(tmp_path: Path) -> None:
    (tmp_path / "older").write_bytes(b"")
    with pytest.raises(ReleaseError, match="is not empty"):
        build_release(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["older"]
