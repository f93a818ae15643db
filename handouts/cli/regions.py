"""The region that a handout is for, and what follows from it on the command line.

Read straight from the files: a handout that is kept already is found without loading the library.
"""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts import resources
from handouts.cli.choices import table
from handouts.errors import Problem
from handouts.toml_file import over

_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A region: its name, whom to call, how it writes dates, and who named it.

    `by` is "option", "brand" or "default".
    """

    id: str
    by: str
    name: str
    numbers: tuple[str, ...]
    date: str
    months: Sequence[str]

    @property
    def number(self) -> str:
        """The numbers to call in one sentence."""
        return " or ".join(self.numbers)

    @property
    def day_first(self) -> bool:
        """Say whether the day stands before the month."""
        from handouts.patients.dates import is_day_first

        return is_day_first(self.date)

    def written(self, day: dt.date) -> str:
        """Return a date in the form of the region."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def region_in_use(
    option: str, folder: Path | None, language: str, condition: str, site: str = ""
) -> Place | None:
    """Return the region of a handout, None where its files cannot be read."""
    folder = folder or resources.default_brand_folder()
    said = _region_of(folder, site)
    by = "option" if option else "brand" if said else "default"
    name = option or said or resources.DEFAULT_REGION
    root = resources.library_folder()
    facts = _facts_of(folder, name)
    condition = condition or str(table(root / "library.toml").get("default", ""))
    language = language or str(_said_in(folder, "language", "") or "en")
    words = facts.get("words", {}).get(language, {})
    running = _running(folder, condition, language)
    months = running.get("date", {}).get("months", ())
    if not (words and len(months) == 12):  # noqa: PLR2004 - months of a year
        return None
    # Another region than the brand's has a number of its own.
    own = (
        _said_in(folder, "emergency_number", site)
        if name == (said or resources.DEFAULT_REGION)
        else ()
    )
    numbers = _listed(own) or _listed(facts.get("emergency_number"))
    return Place(name, by, facts.get("name", name), numbers, words.get("date", ""), months)


_SAY = "say --region ID (handouts brand regions lists them), or put it into your brand"


def default_problem(
    place: Place | None, source: str = "--region", hint: str = _SAY, unsaid: str = "not given"
) -> tuple[Problem, ...]:
    """Return a note where nobody has said what region a handout is for."""
    if place is None or place.by != "default":
        return ()
    message = f"{unsaid}, so it is {place.id} ({place.name}), with {place.number} to call"
    return (Problem(source, message, hint, severity="warning"),)


def read_date(text: object, source: str, place: Place | None) -> tuple[object, tuple[Problem, ...]]:
    """Return a date that was written as people of the region do, and a note of what it means.

    What is no such text comes back as it is.
    """
    from handouts.patients.dates import readings

    if not isinstance(text, str) or place is None or _PLAIN.fullmatch(text.strip()):
        return text, ()
    found = readings(text, place.months, day_first=place.day_first)
    if not found:
        return text, ()
    hint = ""
    if len(found) > 1:
        order = "day before month" if place.day_first else "month before day"
        hint = f"{order}, as in {place.name}; YYYY-MM-DD leaves no doubt"
    message = f"understood as {place.written(found[0])}"
    return found[0], (Problem(source, message, hint, severity="warning"),)


def _running(folder: Path, condition: str, language: str) -> dict[str, Any]:
    """Return the words around the page in a language: the library's, or the brand's own."""
    own = (layer / "languages" / language / "templates" for layer in resources.brand_layers(folder))
    places = (resources.templates_folder() / condition / language, *own)
    return next(filter(None, (table(place / "running.toml") for place in places)), {})


def _facts_of(folder: Path, region: str) -> dict[str, Any]:
    """Return what is written of a region: in a brand, in those it extends, in the library."""
    shipped = resources.library_folder() / "regions"
    for layer in resources.brand_layers(folder):
        own = table(layer / "regions" / f"{region}.toml")
        if own:
            below = own.get("extends", region)
            return over(own, table(shipped / f"{below}.toml"))
    return table(shipped / f"{region}.toml")


def _region_of(folder: Path, site: str) -> str:
    """Return the region that a brand names, or one that it extends; "" where none does."""
    shipped = folder.resolve() == resources.default_brand_folder().resolve()
    said = _said_in(folder, "region", site)
    if not isinstance(said, str):
        return ""
    return "" if shipped and said == resources.DEFAULT_REGION else said


def _said_in(folder: Path, key: str, site: str) -> object:
    """Return what a site says of a key, or its brand, or one that this extends; None for none."""
    written = [table(layer / resources.BRAND_FILE) for layer in resources.brand_layers(folder)]
    sites = [one.get("sites", {}).get(site, {}) for one in written if site]
    return next((one[key] for one in (*sites, *written) if one.get(key)), None)


def _listed(numbers: object) -> tuple[str, ...]:
    found = numbers if isinstance(numbers, list) else [numbers]
    return tuple(one for one in found if isinstance(one, str) and one)
