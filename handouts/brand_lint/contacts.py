"""How to reach the clinic: numbers that can be dialled, a region that exists."""

import re

from handouts.brand import Brand
from handouts.content import Region
from handouts.errors import Problem

# ITU-T E.164: fifteen digits at most. Fewer than five is no line of a clinic in any region of ours.
_FEWEST, _MOST = 5, 15


def contact_problems(brand: Brand) -> list[Problem]:
    """Return what is wrong with the numbers of a brand, and what is missing."""
    numbers = {"phone": brand.phone, "out_of_hours.phone": brand.out_of_hours.phone}
    problems = [
        Problem(
            f"brand.toml:{key}",
            f"has {digits} digits, and telephone numbers have {_FEWEST} to {_MOST}",
            "check the number; write the area code too",
        )
        for key, number in numbers.items()
        if number
        for digits in (_digits(number),)
        if not _FEWEST <= digits <= _MOST
    ]
    if not brand.phone and (brand.site or not brand.sites):
        message = "is missing: patients cannot call when something changes"
        hint = "add the number of the desk; without it the handout has an empty line for one"
        problems.append(Problem("brand.toml:phone", message, hint, "warning"))
    if brand.out_of_hours.label and not brand.out_of_hours.phone:
        message = "has a label but no phone, so nothing is printed"
        hint = 'write both: { label = "...", phone = "..." }'
        problems.append(Problem("brand.toml:out_of_hours", message, hint, "warning"))
    return problems


def emergency_problems(brand: Brand, region: Region) -> list[Problem]:
    """Return a warning for another emergency number than that of the region.

    `region` is the library's own, before the brand changed anything.
    """
    usual, ours = region.facts.emergency_number, brand.emergency_numbers
    if not ours or set(ours) == set(region.facts.numbers):
        return []
    said = " or ".join(ours)
    message = f"is {said}, but the emergency number of {brand.region} is {usual}"
    hint = f"leave it out to print {usual}; keep it only if that always reaches an ambulance"
    return [Problem("brand.toml:emergency_number", message, hint, "warning")]


def _digits(number: str) -> int:
    main = re.split(r"ext|x", number, maxsplit=1, flags=re.IGNORECASE)[0].replace("(0)", "")
    return sum(character.isdigit() for character in main)
