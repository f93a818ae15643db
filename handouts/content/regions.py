"""Regions: those of the library, and those that a clinic writes in its brand's folder."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.content.facts import RegionFacts
from handouts.content.files import OwnRegion, RegionFile, adapter
from handouts.content.library import Region
from handouts.content.reading import Reader, modelled_table, table_of
from handouts.errors import Problem, raise_if_any
from handouts.suggest import nearest
from handouts.toml_file import over, text_digest

REGIONS = "regions"
REGION_ID = r"[a-z]{2,12}(-[a-z0-9]{1,12})*"
OwnRegions = Mapping[str, tuple[str, str]]
"""Id -> the text of a clinic's file and what Problems call it."""

NONE: OwnRegions = {}
_CALLS = ("emergency_number", "urgent_line", "out_of_hours")
_REMEDIES = {
    "emergency_number": 'write two to six digits like "112", for two numbers a list: '
    '["10177", "112"], each in quotation marks',
    "urgent_line": 'write it in quotation marks, like "111", or "" for none',
    "out_of_hours": 'write a telephone number, like "021 555 0199"; what it is called stands in '
    "out_of_hours of [words.en]",
    "calling_code": 'write digits alone, like "27"',
    "trunk_prefix": 'write one digit, like "0", or "" for none',
    "paper": "write a4 or letter",
    "checked": "write sourced or own_knowledge",
    "language": "write the language and the country, like en-ZA",
    "date": 'write how a date is written, like "{day} {month} {year}": a month is a word',
    "two_numbers": 'write it like "{one} or {other}"',
}
_ADD = "to add it to a brand: handouts brand regions FOLDER --new {id}"


@dataclass(frozen=True, slots=True)
class RegionRead:
    """A region, and the digests of the files that it was read from: each, and all together."""

    region: Region
    files: Mapping[str, str]
    digest: str


def regions(root: Path, own: OwnRegions = NONE) -> tuple[str, ...]:
    """Return the ids of the regions, by name. `root` is the folder that holds the libraries."""
    shipped = (path.stem for path in (root / REGIONS).glob("*.toml"))
    return tuple(sorted({*shipped, *own}))


def load_region(folder: Path, region: str, language: str, own: OwnRegions = NONE) -> Region:
    """Return a region from the folder of regions or of a clinic's own, in the words of a language.

    Raises BadInput with all problems.
    """
    return read_region(folder, region, language, own).region


def read_region(folder: Path, region: str, language: str, own: OwnRegions = NONE) -> RegionRead:
    """Return a region as `load_region` does, with what it was read from."""
    reader = Reader(folder)
    if region in own:
        return _read_own(reader, region, language, own)
    known = regions(folder.parent, own)
    if region not in known:
        raise_if_any([unknown_region(region, known)])
    file: RegionFile | None = reader.read(f"{region}.toml", adapter("region"))
    raise_if_any(reader.problems)
    if file is None:  # pragma: no cover - an unread region always has a problem
        raise AssertionError(region)
    return RegionRead(
        _spoken(region, file, language, f"{region}.toml"), reader.files, reader.digest
    )


def own_region_file(region: str) -> str:
    """Return what the file of a clinic's own region is called among `Library.files`."""
    return f"{REGIONS}/own/{region}.toml"


def unknown_region(region: str, known: Sequence[str], source: str = "region") -> Problem:
    """Return the problem of a region that there is not, which tells how to add it."""
    add = _ADD.format(id=region if re.fullmatch(REGION_ID, region) else "ID")
    hint = f"{nearest(region, known)}; {add}".removeprefix("; ")
    return Problem(source, "there is no such region", hint)


def with_numbers(region: Region, numbers: Sequence[str], source: str) -> Region:
    """Return a region with other emergency numbers: one, or two.

    Raises BadInput where there are two and its language has no words for that; `source` names who
    asked for them.
    """
    said, problem = _said(numbers, region.words.two_numbers, source)
    raise_if_any([problem] if problem else [])
    facts = region.facts.model_copy(update={"emergency_number": said, "numbers": tuple(numbers)})
    return replace(region, facts=facts)


def _read_own(reader: Reader, region: str, language: str, own: OwnRegions) -> RegionRead:
    """Return a region of the clinic's: what its file does not say is the library's below it."""
    text, source = own[region]
    table, problems = table_of(text.encode(), source)
    raise_if_any(problems)
    below = _below(reader, region, table, source)
    merged = over(table, below)
    said_anew = below and any(key in table for key in _CALLS)
    if "checked" not in table and (said_anew or not below):
        merged |= {"checked": "own_knowledge", "sources": table.get("sources", [])}
    file: OwnRegion | None
    file, found = modelled_table(merged, source, adapter("own-region"))
    raise_if_any([_with_remedy(one) for one in found])
    if file is None:  # pragma: no cover - an unread region always has a problem
        raise AssertionError(region)
    name = own_region_file(region).removeprefix(f"{REGIONS}/")
    files = {**reader.files, name: text_digest(text.encode())}
    digest = hashlib.sha256(f"{reader.digest}\0{text}".encode()).hexdigest()
    return RegionRead(_spoken(region, file, language, source), files, digest)


def _below(reader: Reader, region: str, table: Mapping[str, Any], source: str) -> dict[str, Any]:
    """Return what a clinic's region rests on: the one that it extends, or ours of the same name."""
    shipped = regions(reader.folder.parent)
    named = table.get("extends", region if region in shipped else "")
    if not named:
        return {}
    if named not in shipped:
        hint = nearest(str(named), shipped)
        raise_if_any([Problem(f"{source}:extends", "is no region of the library", hint)])
    below = reader.table(f"{named}.toml")
    raise_if_any(reader.problems)
    return below or {}


def _with_remedy(problem: Problem) -> Problem:
    """Return a problem of a clinic's file with a remedy that needs no schema."""
    keys = [key for key in problem.source.partition(":")[2].split(".") if not key.isdigit()]
    if "missing" in problem.message:
        hint = 'add it, or write extends = "uk", or another of ours, at the top: it says the rest'
        return replace(problem, hint=f"{hint}; handouts brand regions --help")
    if keys and keys[-1] in _REMEDIES and "not filled in" not in problem.message:
        source = re.sub(r"\.[0-9]+$", "", problem.source)  # a single one is no list to its writer
        pattern = "match pattern" in problem.message
        message = "is not written as it has to be" if pattern else problem.message
        return replace(problem, source=source, message=message, hint=_REMEDIES[keys[-1]])
    return problem


def _spoken(region: str, file: RegionFile, language: str, source: str) -> Region:
    if language not in file.words:
        hint = nearest(language, file.words)
        hint = f"{hint}; or add [words.{language}]".removeprefix("; ")
        raise_if_any([Problem(f"{source}:words", f"no words in {language!r}", hint)])
    words = file.words[language]
    said, problem = _said(
        file.emergency_number, words.two_numbers, f"{source}:words.{language}.two_numbers"
    )
    raise_if_any([problem] if problem else [])
    facts = file.model_dump(include=set(RegionFacts.model_fields))
    numbers = {"emergency_number": said, "numbers": file.emergency_number}
    return Region(region, file.name, RegionFacts(**{**facts, **numbers}), words)


def _said(numbers: Sequence[str], pattern: str, source: str) -> tuple[str, Problem | None]:
    """Return numbers as they are said in a sentence: 999, or 10177 or 112."""
    if len(numbers) == 1:
        return numbers[0], None
    if not pattern:
        message = "there are two emergency numbers, and no words that join them"
        hint = 'write two_numbers = "{one} or {other}" into the words of the region'
        return "", Problem(source, message, hint)
    return pattern.format(one=numbers[0], other=numbers[1]), None
