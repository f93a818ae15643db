"""`handouts exercise new`: begin an exercise from another, with its words still to be written."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from handouts import output
from handouts.cli import options, speech
from handouts.cli.shelf import library_folder
from handouts.errors import BadInput, Problem


def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="The new exercise: small-letters.")],
    like: Annotated[
        str, typer.Option(metavar="ID", help="Begin with this one. Default: the nearest name.")
    ] = "",
    library: options.Library = None,
    condition: options.Condition = "",
) -> None:
    """Begin an exercise with the pose and doses of another; its words are yours to write."""
    folder = library or library_folder(condition)
    known = _exercises(folder)
    _refuse_name(name, known)
    source = _nearest(name, like, known)
    for path, text in _files(folder, source, name):
        output.write_file(path, text.encode(), shared=True)
        speech.say(str(path))


def _exercises(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "exercises").glob("*.toml"))


def _refuse_name(name: str, known: list[str]) -> None:
    if name in known:
        raise BadInput([Problem("ID", f"there is an exercise {name!r}", "choose another name")])
    if not name.replace("-", "").isalnum() or name != name.lower():
        raise BadInput([Problem("ID", "is not a name", "use small letters, digits and hyphens")])


def _nearest(name: str, like: str, known: list[str]) -> str:
    """Return the exercise to begin with: the one that is named, or the nearest to the new name."""
    near = difflib.get_close_matches(like or name, known, 1, 0.3 if not like else 0.6)
    if (like and like not in known) or not near:
        hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(known)
        raise BadInput([Problem("--like", "names no exercise", hint)])
    return like or near[0]


def _files(folder: Path, source: str, name: str) -> Iterator[tuple[Path, str]]:
    """Yield each file of the new exercise with its text: the facts, and the words by language."""
    from handouts.content.beginning import new_facts, new_words

    copied = folder / "exercises" / f"{source}.toml"
    facts = copied.read_text(encoding="utf-8")
    yield copied.with_name(f"{name}.toml"), new_facts(facts)
    for words in sorted(folder.glob(f"*/exercises/{source}.toml")):
        first, _, _ = words.read_text(encoding="utf-8").partition("\n")
        schema = first if first.startswith("#:schema") else ""
        yield words.with_name(f"{name}.toml"), new_words(facts, schema)
