"""The region of a brand, and the regions that it has in its folder."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from handouts.brand import Brand
from handouts.clinic_library import own_content
from handouts.content import REGIONS, Region, load_region, regions, unknown_region, with_numbers
from handouts.errors import BadInput, Problem
from handouts.resources import DEFAULT_REGION


def region_problems(brand: Brand, root: Path) -> list[Problem]:
    """Return what is wrong with the brand's region and with each file of its regions.

    `root` is the folder that holds the libraries.
    """
    own = own_content(brand).regions
    known = regions(root, own)
    found = list(_own_problems(brand, root))
    if brand.region not in known:
        found.append(unknown_region(brand.region, known, "brand.toml:region"))
    elif brand.emergency_numbers:
        return [*found, *_joined_problems(brand, root)]
    return found


def usable_region(brand: Brand, root: Path, language: str) -> str:
    """Return the brand's region, or the usual one where that cannot be read."""
    own = own_content(brand).regions
    try:
        load_region(root / REGIONS, brand.region, language, own)
    except BadInput:
        return DEFAULT_REGION
    return brand.region


def _own_problems(brand: Brand, root: Path) -> Iterator[Problem]:
    """Yield the mistakes in a brand's own regions, and a note where one changes a number of ours.

    The brand's own has to have words in the brand's language, any other in one that there is.
    """
    own = own_content(brand).regions
    usual = brand.defaults.language or "en"
    shipped = regions(root)
    for name, (_, source) in own.items():
        spoken = (usual,) if name == brand.region else (usual, "en", *brand.languages)
        try:
            here = _in_some_language(root, name, spoken, own)
        except BadInput as error:
            yield from error.problems
            continue
        if name in shipped:
            ours = load_region(root / REGIONS, name, "en")
            if set(ours.facts.numbers) != set(here.facts.numbers):
                said, number = here.facts.emergency_number, ours.facts.emergency_number
                message = f"is {said}, but the emergency number of {name} is {number}"
                hint = "keep it only if that always reaches an ambulance"
                yield Problem(f"{source}:emergency_number", message, hint, "warning")


def _in_some_language(
    root: Path, name: str, spoken: tuple[str, ...], own: Mapping[str, tuple[str, str]]
) -> Region:
    """Return a region in the first of some languages that it has. Raises BadInput of the first."""
    first, *others = dict.fromkeys(spoken)
    try:
        return load_region(root / REGIONS, name, first, own)
    except BadInput:
        for language in others:
            with suppress(BadInput):
                return load_region(root / REGIONS, name, language, own)
        raise


def _joined_problems(brand: Brand, root: Path) -> list[Problem]:
    """Return a problem where two numbers of the brand cannot be said in its region's words."""
    own = own_content(brand).regions
    try:
        here = load_region(root / REGIONS, brand.region, brand.defaults.language or "en", own)
        with_numbers(here, brand.emergency_numbers, "brand.toml:emergency_number")
    except BadInput as error:
        return [one for one in error.problems if one.source.startswith("brand.toml")]
    return []
