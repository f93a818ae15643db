"""`handouts library check`: what is wrong with a library, and what could be better."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.cli.shelf import library_folder
from handouts.errors import BadInput, Problem, raise_if_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.content import Library

ENGLISH = "en"  # how hard words are to read can be measured in no other language


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="A condition's folder. Default: the shipped one."),
    ] = None,
    condition: options.Condition = "",
    as_json: options.Json = False,
) -> None:
    """Check a library in every language and region, and tell all problems at once.

    Notes tell what can stay but could be better: words that are long or hard to read.
    """
    from handouts.clinic_library import undrawn_problems
    from handouts.content import languages, load_library, regions

    place = folder or library_folder(condition)
    spoken, where = languages(place), regions(place.parent)
    problems: dict[Problem, None] = {}
    for lacking, what in ((spoken, "words in any language"), (where, "regions beside it")):
        if not lacking:
            hint = "a library is a folder such as library/CONDITION, with library/regions beside it"
            problems[Problem(str(place), f"has no {what}", hint)] = None
    for language in spoken:
        for region in where:
            try:
                library = load_library(place, language, region)
                names = (*library.exercises, *library.figures)
                undrawn = undrawn_problems(place / "pictures", library, names)
                problems |= dict.fromkeys(undrawn)
            except BadInput as error:
                problems |= dict.fromkeys(error.problems)
    problems |= dict.fromkeys(_redrawn(place) if not problems else ())
    if problems:
        raise BadInput(problems)
    notes = (*_wording(place, spoken, where[0]), *_unprinted(place, spoken, where[0]))
    raise_if_any(notes)
    if as_json:
        told = {"languages": spoken, "regions": where, "problems": []}
        speech.say_json({**told, "notes": speech.as_json(notes)})
    else:
        for note in notes:
            speech.remark(note)
        speech.say(f"no problems: {len(spoken)} language(s), {len(where)} region(s)")


def _unprinted(place: Path, languages: Iterable[str], region: str) -> tuple[Problem, ...]:
    """Return notes on words that no template prints; none for a library without templates."""
    from handouts.brand import load_brand
    from handouts.content import load_library
    from handouts.patients import FIELDS
    from handouts.templating import read_template_set, unprinted_problems

    templates, brand = resources.templates_folder() / place.name, resources.default_brand_folder()
    return tuple(
        note
        for language in languages
        if (templates / language).is_dir()
        for note in unprinted_problems(
            read_template_set(templates, language),
            load_library(place, language, region),
            load_brand(brand),
            FIELDS,
        )
    )


def _redrawn(place: Path) -> tuple[Problem, ...]:
    """Return a problem for each pose that was changed since it was drawn.

    Without what draws, nobody can have changed a pose and drawn it; then nothing is compared.
    """
    try:
        from handouts.figures.author.workshop import library_shelf, read_specs, stale
    except ModuleNotFoundError:
        return ()
    old = dict.fromkeys(job.exercise for job in stale(library_shelf(place), read_specs(place)))
    hint = "draw it again: handouts exercise bake"
    message = "has changed since it was drawn"
    return tuple(Problem(f"exercises/{n}.toml:pose", message, f"{hint} {n}") for n in old)


def _wording(place: Path, languages: Iterable[str], region: str) -> tuple[Problem, ...]:
    """Return what is long or hard to read, and each promise of a cure, which is a mistake."""
    from handouts.content import load_library
    from handouts.content.room import FILE, read_room, room_problems

    room = read_room(resources.library_folder() / FILE)
    notes: list[Problem] = []
    for language in languages:
        library = load_library(place, language, region)
        notes += room_problems(library, room)
        if language == ENGLISH:
            notes += _hard(library)
    return tuple(notes)


def _hard(library: "Library") -> "Iterator[Problem]":
    from handouts.brand_lint.wording import wording_problems
    from handouts.content.room import ONE_SLOT, each_said
    from handouts.document import Paragraph, Span

    names = frozenset(words.name for words in library.words.exercises.values())
    for name, words in library.words.exercises.items():
        slots = [getattr(words, key) for key in ONE_SLOT]
        said = [" ".join(each_said([slot])) for slot in slots] + [" ".join(each_said(words.steps))]
        source = f"{library.language}/exercises/{name}.toml"
        blocks = tuple(Paragraph((Span(text),)) for text in said if text)
        yield from wording_problems(source, blocks, names)
    for name, plan in library.words.plans.items():
        said = [" ".join(each_said([plan.who_for])), " ".join(each_said(plan.rhythm))]
        blocks = tuple(Paragraph((Span(text),)) for text in said if text)
        yield from wording_problems(f"{library.language}/plans/{name}.toml", blocks, names)
