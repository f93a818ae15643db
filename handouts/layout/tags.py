"""The structure tree: what a handout's parts are, in reading order (ISO 32000-1, 14.7).

The tree is made with the story, before anything is drawn. Drawing only adds content to the
elements: marked-content numbers and link annotations, in the order in which they are drawn.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Tag:
    """One element: its role, its alternative text, its attributes, its kids and content."""

    role: str
    alt: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list["Tag | Content | Annotation"] = field(default_factory=list)

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


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence: the page's index and the number on it."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation: the page's index and the annotation's object in the file."""

    page: int
    reference: Any
