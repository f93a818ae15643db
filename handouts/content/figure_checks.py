"""Figures, and what words say of pictures: letters, captions, and claims that can be measured."""

from collections.abc import Iterator

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
        if len(said.captions) != figure.panels:
            message = f"there are {len(said.captions)} captions, and {figure.panels} positions"
            yield Problem(f"{place}:captions", message, "say one for each position side by side")
    for name, words in library.words.exercises.items():
        place = f"{folder}/exercises/{name}.toml:"
        yield from picture_problems(library.exercises[name], words, library.language, place)


def picture_problems(
    exercise: Exercise, words: ExerciseWords, language: str, place: str
) -> Iterator[Problem]:
    """Yield captions without a position of their own, and claims that the words do not make.

    `place` is the file of the words and what stands before each key. What a pose claims to be
    drawn as the words say has to be among them, word for word.
    """
    panels = exercise.panels()
    captions = words.figure.captions if words.figure else ()
    if captions and len(captions) != panels:
        message = f"there are {len(captions)} captions, and {panels} positions"
        hint = "say one for each position side by side, or leave them out"
        yield Problem(f"{place}figure.captions", message, hint)
    lines = [line.text.lower() for one in exercise_places("", words, "") for line in one.slot]
    for claim in exercise.pose.get("claims", ()):
        said = str(claim.get("says", {}).get(language, ""))
        if said and not any(said.lower() in line for line in lines):
            message = f"the drawing is held against {said!r}, which is not said any more"
            hint = "say it, or change the pose and its claim"
            yield Problem(place.removesuffix(":"), message, hint)
