"""A clinician's short name that a brand does not know: what to say before it is printed."""

import re
from collections.abc import Mapping

from handouts.errors import Problem
from handouts.suggest import near

_SHORT = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")
_AS_TYPED = "is no clinician of the brand, so it is printed as it is typed"


def unknown_clinician(typed: str, known: Mapping[str, str], source: str) -> Problem | None:
    """Return a note where a text looks like a short name that a brand does not know.

    `known` are the short names and the lines that they print. A name as people write it is nobody's
    mistake, unless it is nearly one that the brand knows.
    """
    if not typed or typed in known or typed in known.values():
        return None
    near = _nearest(typed, known)
    if not near and not _SHORT.fullmatch(typed):
        return None
    if not known:
        hint = "add [clinicians.NAME] to brand.toml, or write the whole name"
        message = "the brand has no clinicians, so it is printed as it is typed"
        return Problem(source, message, hint, "warning")
    there = f"the brand has: {', '.join(known)}"
    hint = f"did you mean {' or '.join(near)}? {there}" if near else there
    return Problem(source, _AS_TYPED, hint, "warning")


def _nearest(typed: str, known: Mapping[str, str]) -> list[str]:
    """Return the short names that are near to a text, or whose people have nearly that name."""
    short = re.sub(r"[\s._]+", "-", typed.casefold())[:100]
    if short in known:
        return [short]
    if _SHORT.fullmatch(typed):
        begun = [name for name in known if name.startswith(short) or short.startswith(name)]
        return near(short, known, 3) or begun[:3]
    names = {line.partition(",")[0].casefold(): name for name, line in known.items()}
    found = near(typed.casefold(), names, likeness=0.85)
    return [names[one] for one in found]
