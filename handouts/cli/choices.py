"""The values that options take, read straight from the library's files: help has to come at once.

What cannot be read offers nothing; the commands themselves say what is wrong with it.
"""
# ruff: noqa: PLC0415 - most commands never ask

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handouts import resources

SHOWN = ("stage", "preference", "setting", "edition", "language", "region")
"""Options whose help names their values; others have them as a metavar, or too many."""


@lru_cache(maxsize=8)
def choices(condition: str = "") -> Mapping[str, tuple[str, ...]]:
    """Return parameter -> the values that it takes, for a condition, "" for the default one."""
    root = resources.library_folder()
    name = condition or str(table(root / "library.toml").get("default", ""))
    facts = table(root / name / "condition.toml")
    words = table(root / name / "en" / "condition.toml")
    arrangement = table(resources.templates_folder() / name / "arrangement.toml")
    return {
        "stage": tuple(facts.get("stages", ())),
        "setting": tuple(facts.get("settings", ())),
        "preference": tuple(facts.get("preferences", ())),
        "sore": tuple(words.get("sides", ())),
        "edition": tuple(arrangement.get("editions", ())),
        "language": _stems((root / name).glob("*/condition.toml"), folders=True),
        "region": _stems((root / "regions").glob("*.toml")),
    }


def with_choices(name: str, option: str, words: str) -> tuple[str, str]:
    """Return a line of the help with the values that an option takes."""
    known = choices().get(name, ()) if name in SHOWN and option.startswith("--") else ()
    if not known or all(value in option for value in known):
        return option, words
    said, bracket, rest = words.partition("  [")
    return option, f"{said} One of: {', '.join(known)}.{bracket}{rest}"


def table(path: Path) -> dict[str, Any]:
    """Return a file's TOML as it stands, empty where it cannot be read."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _stems(paths: Iterable[Path], *, folders: bool = False) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name if folders else path.stem for path in paths))
