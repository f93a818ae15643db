"""Editions that are the same for everybody: they take nothing that is one patient's.

Light: a command asks before it reads the library.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from handouts import resources
from handouts.errors import Problem

OF_ONE_PATIENT = (
    "stage", "preference", "setting", "sore", "avoid", "checked", "plan", "set", "add", "drop",
    "name", "patient_id", "clinician", "next_visit", "note", "goal",
)  # fmt: skip
"""Columns, and with two hyphens options. The day is nobody's: a sign-off has to hold on it."""


def is_for_everybody(edition: str, condition: str = "") -> bool:
    """Say whether an edition takes no plan; no for one that there is not, which is told later."""
    return bool(edition) and not _takes_plan(_editions(condition).get(edition, {}))


def refused_problems(
    edition: str,
    names: Iterable[str],
    sources: Mapping[str, str] | None = None,
    condition: str = "",
) -> list[Problem]:
    """Return a problem for each of these names that an edition for everybody does not take.

    `sources` says what Problems call them, by name; else they are options.
    """
    known = _editions(condition)
    planned = next((name for name, told in known.items() if _takes_plan(told)), "")
    given = set(names)
    message = f"cannot go with --edition {edition}, which is the same for everybody"
    hint = f"leave it out, or choose --edition {planned}"
    return [
        Problem((sources or {}).get(name, f"--{name.replace('_', '-')}"), message, hint)
        for name in OF_ONE_PATIENT
        if name in given
    ]


def _takes_plan(told: Mapping[str, Any]) -> bool:
    return bool(told.get("plan", True))


def _editions(condition: str) -> Mapping[str, Any]:
    """Return the editions of a condition, "" for the default one; none where it cannot be read."""
    try:
        if not condition:
            collection = (resources.library_folder() / "library.toml").read_text("utf-8")
            condition = str(_parsed(collection)["default"])
        folder = resources.templates_folder() / condition
        table = _parsed((folder / "arrangement.toml").read_text("utf-8"))
        return dict(table["editions"])
    except (OSError, ValueError, LookupError):
        return {}


@lru_cache(maxsize=8)
def _parsed(text: str) -> dict[str, Any]:
    """Return the tables of a file: asked for each row of a roster, parsed once."""
    return tomllib.loads(text)
