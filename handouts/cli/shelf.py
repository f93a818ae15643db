"""Opening the library that a command or a completion asks for."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from pathlib import Path
from typing import TYPE_CHECKING

from handouts import resources
from handouts.errors import BadInput, Problem, UsageError

if TYPE_CHECKING:
    from handouts.content import Library


def library_folder(condition: str = "") -> Path:
    """Return the folder of a condition, "" for the default one. Raises BadInput."""
    from handouts.content import conditions, default_condition
    from handouts.suggest import nearest

    root = resources.library_folder()
    known = conditions(root)
    if condition and condition not in known:
        message = f"there is no condition {condition!r}"
        raise BadInput([Problem("--condition", message, nearest(condition, known))])
    return root / (condition or default_condition(root))


def brand_folder(brand: str) -> Path:
    """Return the folder of the brand that a command uses, "" for the default. Raises BadInput."""
    return resources.find_brand(brand).folder


def exercise_folder(library: Path | None, condition: str, brand: str) -> Path:
    """Return the folder whose exercises a command is about: a library's, or a brand's.

    `library` is a condition's folder, None for the shipped one. Raises UsageError when both are
    given, BadInput when there is no such brand or condition.
    """
    if brand and library:
        raise UsageError("--brand and --library are both given", "keep one of them")
    return brand_folder(brand) if brand else library or library_folder(condition)


def open_library(
    condition: str = "", language: str = "en", region: str = "", brand: Path | None = None
) -> "Library":
    """Return the library of a condition in a language and region. Raises BadInput.

    With a brand's folder it holds the clinic's own exercises and plans too. An empty region is the
    brand's, or else the default.
    """
    if brand is None:
        from handouts.content import load_library

        return load_library(library_folder(condition), language, region or resources.DEFAULT_REGION)
    from handouts.brand import load_brand
    from handouts.clinic_library import load_clinic_library

    return load_clinic_library(library_folder(condition), language, region, load_brand(brand))
