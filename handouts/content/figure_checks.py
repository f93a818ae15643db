"""Figures, and what words say of pictures: letters, captions, and claims that can be measured."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handouts.content.facts import Exercise
from handouts.content.library import Library
from handouts.content.references import paired, unknown
from handouts.content.slots import exercise_places
from handouts.content.words import ExerciseWords
from handouts.errors import Problem


def figure_problems(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with figures, and with what the words say of exercises' pictures."""
    folder = library.language
    for name, figure in library.figures.items():
        said, source = library.words.figures[name], f"figures/{name}.toml"
        place = f"{folder}/{source}"
        yield from unknown(f"{source}:sources", figure.sources, library.sources, "source")
        if bool(figure.pose) == bool(figure.flat):
            yield Problem(source, "needs either [pose] or [flat]", "keep one of them")
        if name in library.exercises:
            hint = "give one of them another id: their pictures lie in one folder"
            yield Problem(source, "is the id of an exercise as well", hint)
        yield from paired(figure.letters, said.letters, f"{source}:letters.", f"{place}:letters.")
        hint = "say one for each position side by side"
        yield from _caption_problems(f"{place}:captions", said.captions, figure.panels, hint)
        yield from _closeup_problems(f"{place}:alt", figure.pose or {}, folder, [said.alt])
    for name, words in library.words.exercises.items():
        place = f"{folder}/exercises/{name}.toml:"
        yield from picture_problems(library.exercises[name], words, library.language, place)


def picture_problems(
    exercise: Exercise, words: ExerciseWords, language: str, place: str
) -> Iterator[Problem]:
    """Yield captions without a position, close-ups without words, and claims not made in words.

    `place` is the file of the words and what stands before each key. What a pose claims to be
    drawn as the words say has to be among them, word for word.
    """
    if words.figure and words.figure.captions:
        hint = "say one for each position side by side, or leave them out"
        source = f"{place}figure.captions"
        yield from _caption_problems(source, words.figure.captions, exercise.panels(), hint)
    alt = [line.text for line in words.figure.alt] if words.figure else []
    yield from _closeup_problems(f"{place}figure.alt", exercise.pose, language, alt)
    claims = exercise.pose.get("claims", ())
    if not claims:
        return
    lines = [line.text.lower() for one in exercise_places("", words, "") for line in one.slot]
    for claim in claims:
        said = str(claim.get("says", {}).get(language, ""))
        if said and not any(said.lower() in line for line in lines):
            message = f"the drawing is held against {said!r}, which is not said any more"
            hint = "say it, or change the pose and its claim"
            yield Problem(place.removesuffix(":"), message, hint)


def _closeup_problems(
    source: str, pose: Mapping[str, Any], language: str, alt: Sequence[str]
) -> Iterator[Problem]:
    """Yield each close-up of which an alternative text does not have the words it names."""
    for closeup in pose.get("closeups", ()):
        said = str(closeup.get("says", {}).get(language, ""))
        if said and not all(said.lower() in line.lower() for line in alt):
            message = f"does not tell of the close-up: {said!r} is not in it"
            yield Problem(source, message, "tell what the close-up shows, in these words")


def _caption_problems(
    source: str, captions: Sequence[str], panels: int, hint: str
) -> Iterator[Problem]:
    if len(captions) != panels:
        message = f"there are {len(captions)} captions, and {panels} positions"
        yield Problem(source, message, hint)
