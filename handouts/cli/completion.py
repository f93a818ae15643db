"""Completing values in the shell from the library; a broken library completes nothing."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import typer

from handouts import resources
from handouts.cli.choices import choices
from handouts.errors import HandoutError

if TYPE_CHECKING:
    from handouts.content import Library

Pairs = list[tuple[str, str]]
Completer = Callable[[typer.Context, str], Pairs]


def _completer(listing: Callable[["Library"], Iterable[tuple[str, str]]]) -> Completer:
    """Return what Typer calls: the pairs (value, its meaning) that begin with what was typed."""

    def complete(context: typer.Context, incomplete: str) -> Pairs:
        from handouts.cli.shelf import open_library

        try:
            library = open_library(str(context.params.get("condition") or ""))
        except HandoutError:
            return []
        return [pair for pair in listing(library) if pair[0].startswith(incomplete)]

    return complete


def _dose_fields(library: "Library") -> Iterable[tuple[str, str]]:
    for exercise in library.exercises:
        for field, (low, high) in library.limits(exercise).items():
            yield f"{exercise}.{field}=", f"{low} to {high}"


def _everything(library: "Library") -> Iterable[tuple[str, str]]:
    yield from _exercises(library)
    yield from _plans(library)
    yield from _stages(library)
    yield from library.words.flags.items()
    yield from library.words.goals.items()
    yield from _sources(library)


def _stages(library: "Library") -> Iterable[tuple[str, str]]:
    return ((name, library.words.stages[name].label) for name in library.stages)


def _plans(library: "Library") -> Iterable[tuple[str, str]]:
    return ((name, library.words.plans[name].title) for name in library.plans)


def _exercises(library: "Library") -> Iterable[tuple[str, str]]:
    return ((name, library.words.exercises[name].name) for name in library.exercises)


def _sources(library: "Library") -> Iterable[tuple[str, str]]:
    return ((name, source.title) for name, source in library.sources.items())


def _listed(name: str) -> Completer:
    """Return what completes the values of an option that the library's files list."""

    def complete(context: typer.Context, incomplete: str) -> Pairs:
        known = choices(str(context.params.get("condition") or "")).get(name, ())
        return [(value, "") for value in known if value.startswith(incomplete)]

    return complete


def brands(_context: typer.Context, incomplete: str) -> Pairs:
    """Return the brands that can be used by their names; a shell itself completes folders."""
    return [
        (folder.name, shelf.whose)
        for shelf in resources.brand_shelves()
        for folder in resources.brands_in(shelf.folder)
        if folder.name.startswith(incomplete)
    ]


regions = _listed("region")
languages = _listed("language")
editions = _listed("edition")
stages = _completer(_stages)
plans = _completer(_plans)
exercises = _completer(_exercises)
flags = _completer(lambda library: library.words.flags.items())
preferences = _completer(lambda library: library.words.condition.preferences.items())
settings = _completer(lambda library: library.words.condition.settings.items())
sides = _completer(lambda library: library.words.condition.sides.items())
dose_fields = _completer(_dose_fields)
everything = _completer(_everything)
