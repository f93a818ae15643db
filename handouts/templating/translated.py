"""Templates of a clinic's own language: as many as ours, with the same running words."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handouts.brand import OwnFile
from handouts.errors import Problem
from handouts.suggest import did_you_mean
from handouts.toml_file import parse_toml

_OURS, _RUNNING = "en", "running.toml"


def translation_problems(
    folder: Path, language: str, own: Mapping[str, OwnFile]
) -> Iterator[Problem]:
    """Yield each template that is missing or that there is none of, and each running word.

    `folder` is that of the condition's templates.
    """
    place = f"languages/{language}/templates"
    ours = sorted(path.name for path in (folder / _OURS).glob("*.*") if path.is_file())
    for name in ours:
        if name not in own:
            hint = "translate the program's own file of that name; handouts brand languages --help"
            yield Problem(f"{place}/{name}", "is missing", hint)
    for name, file in own.items():
        if name not in ours:
            hint = did_you_mean(name, ours, "remove it")
            yield Problem(file.source, "is no template of this handout", hint)
    if _RUNNING in own:
        wanted = tomllib.loads((folder / _OURS / _RUNNING).read_text(encoding="utf-8"))
        yield from _running_problems(own[_RUNNING], wanted)


def _running_problems(file: OwnFile, wanted: Mapping[str, Any]) -> Iterator[Problem]:
    table, problems = parse_toml(file.text.encode(), file.source)
    yield from problems
    if not problems:
        yield from _differences(table, wanted, file.source, "")


def _differences(
    found: Mapping[str, Any], wanted: Mapping[str, Any], source: str, above: str
) -> Iterator[Problem]:
    """Yield each key whose value is missing, of another kind, or without its {places}."""
    for key, ours in wanted.items():
        place = f"{source}:{above}{key}"
        theirs = found.get(key)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            yield from _differences(theirs, ours, source, f"{above}{key}.")
        elif key not in found:
            yield Problem(place, "is missing", "add it; the English file has it too")
        elif type(theirs) is not type(ours):
            yield Problem(place, "is of another kind than in English", "write it as it is there")
        elif isinstance(ours, list) and len(theirs or ()) != len(ours):
            message = f"has {len(theirs or ())} entries, not {len(ours)}"
            yield Problem(place, message, "translate each entry of the English list")
        elif isinstance(ours, str) and _places(str(theirs)) != _places(ours):
            hint = f"keep these as they are: {', '.join(sorted(_places(ours))) or 'none'}"
            yield Problem(place, "has other places in braces than in English", hint)


def _places(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
