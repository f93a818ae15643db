"""A language of a clinic's own: its words laid over the library's folder, checked like ours."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from handouts.errors import Problem
from handouts.suggest import nearest

Words = Mapping[str, tuple[str, str]]
"""Path in a language's folder of the library -> the text of a file and what Problems call it."""

OwnLanguages = Mapping[str, Words]
_ADD = "to add it to a brand: handouts brand languages FOLDER --new {language}"


def languages(folder: Path, own: Collection[str] = ()) -> tuple[str, ...]:
    """Return the languages in which the library in `folder` has words, or a clinic has them."""
    shipped = (path.parent.name for path in folder.glob("*/condition.toml"))
    return tuple(sorted({*shipped, *own}))


def language_problems(folder: Path, language: str, own: OwnLanguages) -> Iterator[Problem]:
    """Yield the problem of a language that there is not, or that the library has itself."""
    known, shipped = languages(folder, own), languages(folder)
    if language not in known:
        hint = f"{nearest(language, known)}; {_ADD.format(language=language)}"
        yield Problem("language", f"no words in {language!r}", hint)
    for code in own:
        if code in shipped:
            message = "the library has this language itself, and its words cannot be replaced"
            hint = "rename the folder, for another language; words of a region go into regions/"
            yield Problem(f"languages/{code}", message, hint)


def laid_over(language: str, own: OwnLanguages) -> dict[str, bytes]:
    """Return a clinic's words as files of the library's folder."""
    return {
        f"{language}/{name}": text.encode() for name, (text, _) in own.get(language, {}).items()
    }


def told_of(problem: Problem, language: str, own: OwnLanguages) -> Problem:
    """Return a problem of a clinic's words under the name of the clinic's own file."""
    if language not in own or not problem.source.startswith(f"{language}/"):
        return problem
    file, colon, key = problem.source.partition(":")
    name = file.removeprefix(f"{language}/")
    source = own[language].get(name, ("", f"languages/{language}/library/{name}"))[1]
    hint = problem.hint
    if name not in own[language]:
        hint = f"translate the library's own file of that name into {source}"
    return Problem(f"{source}{colon}{key}", problem.message, hint, problem.severity)
