"""What stands where, one line a piece: for tests and people, and made only when they ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from handouts.layout.stamp import Stamp


@dataclass(frozen=True, eq=False)
class Trace(Sequence[str]):
    """Lines of page, place (points), what it is, and how it begins. It equals a tuple of them.

    `pages` has for each page its stamps and how far the upper edge of each is from the page's lower
    one, in points.
    """

    pages: tuple[tuple[tuple[Stamp, float], ...], ...]

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(
            f"p{page} {note.x:6.1f} {note.top:6.1f}  {note.what} {note.words}".rstrip()
            for page, stamps in enumerate(self.pages, 1)
            for stamp, rise in stamps
            for note in stamp.every_note(0, rise)
        )

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        """Return a line, or some."""
        return self._lines[index]

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def __eq__(self, other: object) -> bool:
        """Say whether the lines are the same."""
        return isinstance(other, Sequence) and self._lines == tuple(other)

    def __hash__(self) -> int:
        """Return a tuple's hash."""
        return hash(self._lines)
