"""Reading the files of a brand's folder, and none outside of it."""

import hashlib
import os
import stat
from itertools import islice
from pathlib import Path

from handouts.errors import Problem
from handouts.suggest import did_you_mean

_MOST_ENTRIES = 1000


class _UnreadableError(Exception):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BrandFolder:
    """Reads files that lie in one folder, after links are followed; collects what is wrong.

    `prefix` stands before every source in Problems: "" or a way to the folder, such as "../group/".
    """

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self._folder = folder
        self.prefix = prefix
        self._hash = hashlib.sha256()
        self.problems: list[Problem] = []

    def read(self, name: str, source: str, limit: int) -> bytes | None:
        """Return the bytes of a file by its path in the folder.

        For one that leads outside, is no ordinary file or is larger than `limit` bytes, note a
        problem under `source` and return None.
        """
        try:
            data = self._bytes(name, limit)
        except _UnreadableError as error:
            self.refuse(source, error.message, error.hint)
            return None
        self._hash.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
        return data

    def refuse(self, source: str, message: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(f"{self.prefix}{source}", message, hint))

    def has(self, name: str) -> bool:
        """Say whether there is anything of that name in the folder, a broken link included."""
        return os.path.lexists(self._folder / name)

    def names(self, part: str, *suffixes: str) -> list[str]:
        """Return the entries of a sub-folder with one of the suffixes as paths, sorted.

        For one with more entries than any clinic needs, note a problem and return none.
        """
        try:
            inside = sorted(
                entry.name for entry in islice((self._folder / part).iterdir(), _MOST_ENTRIES + 1)
            )
        except OSError:
            return []
        if len(inside) > _MOST_ENTRIES:
            hint = "move out what does not belong to the brand"
            self.refuse(part, f"holds more than {_MOST_ENTRIES} files", hint)
            return []
        return [f"{part}/{name}" for name in inside if name.lower().endswith(suffixes)]

    def digest(self) -> str:
        """Return the SHA-256, in hexadecimal, of all files read so far with their names."""
        return self._hash.hexdigest()

    def _bytes(self, name: str, limit: int) -> bytes:
        try:
            path = (self._folder / name).resolve(strict=True)
            if not path.is_relative_to(self._folder.resolve(strict=True)):
                raise _UnreadableError("leads out of the brand's folder", "copy the file into it")
            if not stat.S_ISREG(path.stat().st_mode):
                raise _UnreadableError("is not an ordinary file", "name a file in the folder")
            with path.open("rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError:
            raise _UnreadableError("does not exist in the folder", self._nearest(name)) from None
        except (OSError, ValueError, RuntimeError) as error:
            # RuntimeError: links in a circle. ValueError: a zero byte in the name.
            reason = getattr(error, "strerror", None) or "the path makes no sense"
            raise _UnreadableError(f"cannot be read: {reason}", "check the file") from None
        if len(data) > limit:
            raise _UnreadableError(f"is larger than {limit // 1024} kB", "make it smaller")
        return data

    def _nearest(self, name: str) -> str:
        there = [entry.removeprefix("./") for entry in self.names(".", "")]
        return did_you_mean(name, there, "check the path to the folder and the name of the file")
