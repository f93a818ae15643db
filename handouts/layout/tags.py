"""The structure tree: what a handout's parts are, in reading order (ISO 32000-1, 14.7).

The tree is made with the boxes, before anything is drawn, and stays as it is. What drawing puts
into the elements is noted on the stamps (`stamp`).
"""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are read aloud in place of what is shown.

    `key` says how a file has them: an abbreviation is expanded (E), a sign or an empty place has
    other text (ActualText).
    """

    key: Literal["ActualText", "E"]
    words: str


def said(shown: str, words: str) -> Said | None:
    """Return the words that are read aloud in place of what is shown, None where there are none."""
    if not words:
        return None
    return Said("E" if any(map(str.isalnum, shown)) else "ActualText", words)


@dataclass(slots=True, eq=False)
class Tag:
    """One element: its role, its alternative text, its attributes and its kids.

    `said` is what is read aloud in place of its text.
    """

    role: str
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list["Tag"] = field(default_factory=list)
    said: "Said | None" = None

    def add(self, role: str, *, alt: str = "", **attributes: Any) -> "Tag":
        """Append and return a kid."""
        kid = Tag(role, alt, attributes)
        self.kids.append(kid)
        return kid


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: its element, and all its words, which every part of it says."""

    tag: Tag
    words: str
