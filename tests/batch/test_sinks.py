"""Handouts in files: one that lies there counts as made only with the very bytes that it had."""

import hashlib
from pathlib import Path

import pytest

from handouts.batch.sinks import FileSink, part_name

DATA = b"%PDF-1.7 as it was made"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def sink(tmp_path: Path) -> FileSink:
    (tmp_path / "made.pdf").write_bytes(DATA)
    return FileSink(tmp_path)


def holds(sink: FileSink, name: str = "made.pdf") -> bool:
    return sink.holds(name, len(DATA), DIGEST)


def test_a_file_with_the_bytes_that_were_made_is_held(sink: FileSink) -> None:
    assert holds(sink)


@pytest.mark.parametrize(
    "data",
    [DATA[:-1], DATA + b".", DATA.replace(b"made", b"MADE"), bytes(len(DATA)), b""],
    ids=["shorter", "longer", "another letter", "zeros", "empty"],
)
def test_a_file_with_any_other_bytes_is_not(sink: FileSink, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "made.pdf").write_bytes(data)
    assert not holds(sink)


def test_a_link_to_the_very_bytes_is_not(sink: FileSink, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "made.pdf")
    assert not holds(sink, "link.pdf")


def test_a_folder_and_a_name_that_is_not_there_are_not(sink: FileSink, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    assert not holds(sink, "folder.pdf")
    assert not holds(sink, "gone.pdf")


def test_a_part_of_the_ledger_is_there_until_it_is_dropped(sink: FileSink, tmp_path: Path) -> None:
    assert sink.part("one") is None
    sink.keep_part("one", b"rows")
    sink.keep_part("one", b"more rows")
    assert sink.part("one") == b"more rows"
    assert (tmp_path / part_name("one")).stat().st_mode & 0o777 == 0o600
    sink.drop_part("one")
    sink.drop_part("one")
    assert sink.part("one") is None
