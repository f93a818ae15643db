"""Writing the result: whole or not at all, and readable by its owner only.

A handout is written to a hidden file beside its place, flushed to the disk and then renamed,
so whoever looks sees the old file, or the new one, never half of one. Every failure is an
`OutputError` that says the remedy.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from handouts.errors import OutputError

_PREFIX = ".handouts-"
_SUFFIX = ".part"
_NAMED = 60  # characters of its name that a hidden file has: names must not get too long
_BUFFER = 1 << 20  # bytes gathered before the disk is asked

_REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space, or write to another disk with --out"),
    errno.EDQUOT: ("your disk quota is used up", "free some space, or ask for more"),
    errno.EFBIG: ("the file is larger than this account may write", "ask for a higher limit"),
    errno.EROFS: ("the disk is read-only", "choose another folder with --out"),
    errno.EACCES: (
        "you may not write there",
        "choose another folder with --out, or ask for the right to write there",
    ),
    errno.EPERM: (
        "you may not write there",
        "choose another folder with --out, or ask for the right to write there",
    ),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name with --out"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "check the path after --out"),
    errno.EBUSY: ("another program holds the file", "close it there and try again"),
    errno.EMFILE: ("too many files are open", "close other programs and try again"),
    errno.EIO: ("the disk reports an error", "write to another disk with --out"),
}


def write_file(path: Path, data: bytes, *, force: bool = False, shared: bool = False) -> None:
    """Write data to path so that it is there whole or not at all, with mode 0600.

    With `shared`, which is for what holds nothing of a patient, everybody may read it (0644).
    An existing file is replaced only with `force`. Links, folders and devices are never
    replaced. Raises OutputError; then nothing is left behind and an old file is untouched.
    """
    write_pieces(path, (data,), force=force, shared=shared)


def write_pieces(
    path: Path, pieces: Iterable[bytes], *, force: bool = False, shared: bool = False
) -> None:
    """Write pieces to path one after another, otherwise as `write_file` does."""
    check_target(path, force=force)
    files = FilesTogether(path.parent)
    try:
        files.add(path, pieces, shared=shared)
        files.settle()
    finally:
        # After a failure or a signal what is half done must go.
        files.drop()


class FilesTogether:
    """Files of one folder that get their names together.

    Each is written to a hidden file; `settle` flushes them all to the disk and only then renames
    them. For many files this takes little longer than not flushing at all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[Path, tuple[int, Path]] = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._parts

    def add(self, path: Path, pieces: Iterable[bytes], *, shared: bool = False) -> None:
        """Write a file that is to be at `path`. Raises OutputError; then nothing of it is left."""
        part: Path | None = None
        try:
            descriptor, name = tempfile.mkstemp(_SUFFIX, _PREFIX, self._folder)
            part = Path(name)
            self._parts[path] = descriptor, part
            with os.fdopen(descriptor, "wb", closefd=False) as file:
                file.writelines(pieces)
            if shared:
                part.chmod(0o644)
        except OSError as error:
            self._forget(path)
            raise _explained(path, error) from error

    def settle(self) -> None:
        """Flush the files and put them in their places. Raises OutputError; then some may be."""
        place = self._folder
        try:
            for descriptor, _ in self._parts.values():
                os.fsync(descriptor)
            for place in list(self._parts):
                descriptor, part = self._parts[place]
                os.close(descriptor)
                del self._parts[place]
                try:
                    part.replace(place)
                finally:
                    part.unlink(missing_ok=True)
            _flush_folder(self._folder)
        except OSError as error:
            raise _explained(place, error) from error

    def drop(self) -> None:
        """Delete what was not put in its place."""
        for path in list(self._parts):
            self._forget(path)

    def _forget(self, path: Path) -> None:
        descriptor, part = self._parts.pop(path, (-1, None))
        if part is not None:
            os.close(descriptor)
            part.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder that its owner alone can open, unless it is there. Raises OutputError."""
    if folder.is_symlink():
        raise OutputError(
            f"{folder}: is a link to another place and is not followed",
            "name the folder itself with --out",
        )
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise OutputError(f"{folder}: is a file", "name a folder with --out") from error
    except FileNotFoundError as error:
        hint = "create the folder first, or choose another one with --out"
        raise OutputError(f"{folder}: the folder {folder.parent} does not exist", hint) from error
    except OSError as error:
        raise _explained(folder, error) from error


def sweep(folder: Path) -> int:
    """Delete what interrupted writing left in a folder; return how many files it was.

    Nobody else may be writing there. Raises OutputError.
    """
    count = 0
    try:
        for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            if stat.S_ISREG(part.lstat().st_mode):
                part.unlink(missing_ok=True)
                count += 1
    except OSError as error:
        raise _explained(folder, error) from error
    return count


class PendingFile:
    """A file that is written bit by bit, hidden beside its place until `place` puts it there.

    Mode 0600. Every failure is an OutputError; call `discard` after one, and nothing is left. An
    existing file is replaced only with `force`. What a killed program left of the same file is
    removed; nobody else may be writing it.
    """

    def __init__(self, path: Path, *, force: bool = False) -> None:
        check_target(path, force=force)
        self.path = path
        prefix = f"{_PREFIX}{path.name[:_NAMED]}-"
        try:
            for left in path.parent.iterdir():
                if left.name.startswith(prefix) and left.name.endswith(_SUFFIX):
                    left.unlink(missing_ok=True)
            descriptor, name = tempfile.mkstemp(_SUFFIX, prefix, path.parent)
        except OSError as error:
            raise _explained(path, error) from error
        self._part = Path(name)
        self._file = os.fdopen(descriptor, "wb", buffering=_BUFFER)

    def write(self, data: bytes) -> None:
        """Write data after what was written before."""
        try:
            self._file.write(data)
        except OSError as error:
            raise _explained(self.path, error) from error

    def finish(self) -> None:
        """Flush everything to the disk; nothing can be written any more."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as error:
            raise _explained(self.path, error) from error

    def place(self) -> None:
        """Put the finished file in its place."""
        try:
            self._part.replace(self.path)
            _flush_folder(self.path.parent)
        except OSError as error:
            raise _explained(self.path, error) from error

    def discard(self) -> None:
        """Remove what was written, unless it is in its place already."""
        with suppress(OSError):  # closing flushes, which fails where writing did
            self._file.close()
        self._part.unlink(missing_ok=True)


def write_stream(stream: BinaryIO | None, data: bytes) -> None:
    """Write data to an open byte stream, as for `--out -`; None means that it is closed.

    Raises OutputError for a closed stream, for a terminal, which bytes of a PDF would garble,
    and for a device that is full. A reader who went away raises BrokenPipeError.
    """
    if stream is None or stream.closed:
        raise OutputError("standard output is closed", "name a file with --out FILE")
    if stream.isatty():
        raise OutputError(
            "a PDF cannot be shown in a terminal",
            "send it on with > FILE.pdf or | PROGRAM, or name a file with --out FILE",
        )
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _explained(Path("standard output"), error) from error


def check_target(path: Path, *, force: bool) -> None:
    """Raise OutputError for a place that `write_file` would refuse, before any work is done."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise OutputError(
                f"{path}: the folder {path.parent} does not exist",
                "create the folder first, or choose another one with --out",
            ) from None
        return
    except OSError as error:
        raise _explained(path, error) from error
    if stat.S_ISLNK(mode):
        raise OutputError(
            f"{path}: is a link to another place and is not followed",
            "name the file itself with --out",
        )
    if stat.S_ISDIR(mode):
        raise OutputError(
            f"{path}: is a folder", "add a file name, for example --out FOLDER/handout.pdf"
        )
    if not stat.S_ISREG(mode):
        raise OutputError(
            f"{path}: is not an ordinary file", "name an ordinary file, or use --out - for a pipe"
        )
    if not force:
        raise OutputError(
            f"{path}: exists already", "add --force to replace it, or choose another name"
        )


def _flush_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can flush a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot flush folders; the file itself is safe by now.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _explained(path: Path, error: OSError) -> OutputError:
    reason, hint = _REASONS.get(
        error.errno or 0,
        (error.strerror or "it cannot be written", "choose another place with --out"),
    )
    return OutputError(f"{path}: {reason}", hint)
