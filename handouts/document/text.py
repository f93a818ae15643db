"""Running text: spans with at most a weight, a slant and a link."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters, printed exactly as they are; a newline is a line break.

    `said` is what is read aloud in its place: an abbreviation's full word, a sign's meaning.
    `part` tells pieces of one paragraph apart that are elements of their own.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    said: str = ""
    part: int = 0


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """Return the characters of a text without their looks."""
    return "".join(span.text for span in text)
