"""Exercises that read the same: a copy whose words nobody changed, or one that is there twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from handouts.content.lines import Line
from handouts.content.words import ExerciseWords
from handouts.errors import Problem

Text = tuple[object, ...]


def _slot(lines: Iterable[Line]) -> Text:
    return tuple(_plain(line.text) for line in lines)


def _plain(text: str) -> str:
    """Return a text without what no reader takes for a difference: case and room between words."""
    return " ".join(text.casefold().split())


_COMPARED: Final[dict[str, tuple[Callable[[ExerciseWords], Text], str]]] = {
    "name": (
        lambda words: (_plain(words.name),),
        "give it a name of its own, or remove one of the two",
    ),
    "steps": (
        lambda words: tuple(_slot(slot) for slot in words.steps),
        "write its own steps, or remove one of the two",
    ),
    "figure.alt": (
        lambda words: _slot(words.figure.alt) if words.figure else (),
        "say what its own picture shows",
    ),
}


def duplicate_problems(
    words: Mapping[str, ExerciseWords], source: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield a Problem for each exercise that has the name, steps or alt text of one before it.

    `source` returns, for an exercise, what stands before the key of its words.
    """
    for key, (read, hint) in _COMPARED.items():
        seen: dict[Text, str] = {}
        for name, said in words.items():
            text = read(said)
            first = seen.setdefault(text, name) if text else name
            if first != name:
                message = f"is the same as in {source(first).rstrip('.:')}"
                yield Problem(f"{source(name)}{key}", message, hint)
