import errno
import io
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.errors import OutputError
from handouts.output import FilesTogether, PendingFile, write_file, write_stream

needs_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "handout.pdf"
    write_file(target, b"%PDF")
    assert target.read_bytes() == b"%PDF"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "handout.pdf"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already") as caught:
        write_file(target, b"new")
    assert "--force" in caught.value.hint
    assert target.read_bytes() == b"old"
    write_file(target, b"new", force=True)
    assert target.read_bytes() == b"new"


def test_a_link_is_never_followed_even_when_forced(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"keep me")
    link = tmp_path / "handout.pdf"
    link.symlink_to(precious)
    with pytest.raises(OutputError, match="link"):
        write_file(link, b"new", force=True)
    assert link.is_symlink()
    assert precious.read_bytes() == b"keep me"


def test_a_dangling_link_is_not_followed_either(tmp_path: Path) -> None:
    link = tmp_path / "handout.pdf"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="link"):
        write_file(link, b"new")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_file(tmp_path, b"new", force=True)


def test_a_pipe_in_place_of_the_file_is_refused_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_file(pipe, b"new", force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        write_file(tmp_path / "nowhere" / "handout.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_used_as_a_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="a file, not a folder"):
        write_file(tmp_path / "file" / "handout.pdf", b"new")


def test_a_name_that_is_too_long_is_explained(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too long"):
        write_file(tmp_path / ("x" * 300), b"new")


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EIO, "disk reports"), (errno.EACCES, "may not write")],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "handout.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=words):
        write_file(target, b"new", force=True)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_size_limit_leaves_nothing_behind(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of Unix")
    code = (
        "import sys; from pathlib import Path; from handouts.output import write_file\n"
        "write_file(Path(sys.argv[1]), b'x' * 100_000)"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    done = subprocess.run(
        [sys.executable, "-B", "-c", code, tmp_path / "handout.pdf"],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "larger than this account may write" in done.stderr
    assert list(tmp_path.iterdir()) == []


@needs_user
def test_a_folder_one_may_not_write_to_is_explained(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may not write"):
        write_file(tmp_path / "handout.pdf", b"new")


def test_bytes_go_to_a_stream_unchanged() -> None:
    stream = io.BytesIO()
    write_stream(stream, b"%PDF\r\n\x00")
    assert stream.getvalue() == b"%PDF\r\n\x00"


def test_a_terminal_is_spared_the_bytes() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with pytest.raises(OutputError, match="terminal"):
        write_stream(terminal, b"%PDF")
    assert terminal.getvalue() == b""


def test_a_closed_stream_is_explained() -> None:
    stream = io.BytesIO()
    stream.close()
    for closed in (None, stream):
        with pytest.raises(OutputError, match="closed"):
            write_stream(closed, b"%PDF")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_explained() -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as stream,
        pytest.raises(OutputError, match="disk is full"),
    ):
        write_stream(stream, b"%PDF")


def test_files_that_get_their_names_together_are_all_there_or_none(tmp_path: Path) -> None:
    files = FilesTogether(tmp_path)
    places = [tmp_path / name for name in ("one", "two")]
    for place in places:
        files.add(place, (place.name.encode(), b"!"))
        assert place in files
        assert not place.exists()
    files.settle()
    assert sorted(tmp_path.iterdir()) == places
    assert [place.read_bytes() for place in places] == [b"one!", b"two!"]
    files.add(tmp_path / "three", (b"3",))
    files.drop()
    assert sorted(tmp_path.iterdir()) == places


def test_what_cannot_be_written_leaves_the_others(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "full")

    files = FilesTogether(tmp_path)
    files.add(tmp_path / "one", (b"1",))
    with pytest.raises(OutputError, match="the disk is full"):
        files.add(tmp_path / "two", failing())
    files.settle()
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_file_written_bit_by_bit_has_no_name_until_it_is_placed(tmp_path: Path) -> None:
    target = tmp_path / "stack.pdf"
    pending = PendingFile(target)
    pending.write(b"%PDF")
    pending.write(b"-1.7")
    pending.finish()
    (hidden,) = tmp_path.iterdir()
    assert hidden.name.startswith(".handouts-")
    pending.place()
    pending.discard()
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"%PDF-1.7"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_a_killed_program_left_of_a_file_is_removed_with_the_next(tmp_path: Path) -> None:
    mine, other = (tmp_path / f".handouts-{name}.pdf-ab12.part" for name in ("stack", "else"))
    for left in (mine, other):
        left.write_bytes(b"patients")
    pending = PendingFile(tmp_path / "stack.pdf")
    assert not mine.exists()
    pending.discard()
    assert list(tmp_path.iterdir()) == [other]


def test_a_file_that_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "stack.pdf"
    target.write_bytes(b"old")
    pending = PendingFile(target, force=True)
    pending.write(b"new")
    pending.discard()
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"


def test_a_file_that_is_there_is_replaced_bit_by_bit_only_with_force(tmp_path: Path) -> None:
    target = tmp_path / "stack.pdf"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already"):
        PendingFile(target)
    pending = PendingFile(target, force=True)
    pending.finish()
    pending.place()
    assert target.read_bytes() == b""


# -- what survives a power cut


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is flushed to the disk and named, in that order: sizes of files, names, folders."""
    done: list[str] = []
    flush, rename = os.fsync, Path.replace

    def note_flush(descriptor: int) -> None:
        about = os.fstat(descriptor)
        folder = stat.S_ISDIR(about.st_mode)
        done.append("folder flushed" if folder else f"{about.st_size} bytes flushed")
        flush(descriptor)

    def note_name(path: Path, target: Path) -> Path:
        done.append(f"named {target.name}")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", note_flush)
    monkeypatch.setattr(Path, "replace", note_name)
    return done


needs_folders = pytest.mark.skipif(
    not hasattr(os, "O_DIRECTORY"), reason="this system cannot flush a folder"
)


@needs_folders
def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_is_there_after(
    tmp_path: Path, steps: list[str]
) -> None:
    write_file(tmp_path / "handout.pdf", b"%PDF")
    assert steps == ["4 bytes flushed", "named handout.pdf", "folder flushed"]


@needs_folders
def test_many_files_are_all_on_the_disk_before_the_first_has_its_name(
    tmp_path: Path, steps: list[str]
) -> None:
    files = FilesTogether(tmp_path)
    for number in (1, 2, 3):
        files.add(tmp_path / f"{number}.pdf", (b"%PDF", b"." * number))
    assert steps == []
    files.settle()
    assert steps[:3] == ["5 bytes flushed", "6 bytes flushed", "7 bytes flushed"]
    assert steps[3:] == ["named 1.pdf", "named 2.pdf", "named 3.pdf", "folder flushed"]


@needs_folders
def test_a_file_written_bit_by_bit_is_flushed_whole_before_it_has_its_name(
    tmp_path: Path, steps: list[str]
) -> None:
    pending = PendingFile(tmp_path / "stack.pdf")
    pending.write(b"%PDF")
    pending.write(b"-1.7")
    pending.finish()
    assert steps == ["8 bytes flushed"]
    pending.place()
    assert steps == ["8 bytes flushed", "named stack.pdf", "folder flushed"]


@needs_folders
@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_flush_folders_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    refused = []

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            refused.append(descriptor)
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", flush)
    write_file(tmp_path / "handout.pdf", b"%PDF")
    assert len(refused) == 1
    assert (tmp_path / "handout.pdf").read_bytes() == b"%PDF"


@needs_folders
def test_a_folder_that_fails_to_be_flushed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises(OutputError, match="disk reports"):
        write_file(tmp_path / "handout.pdf", b"%PDF")
