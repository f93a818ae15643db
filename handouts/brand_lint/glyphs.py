"""Characters that a chosen typeface lacks: in the words in use, and in signs that clinics write."""

import unicodedata
from collections.abc import Iterable

from handouts.brand import Look
from handouts.errors import Problem
from handouts.typefaces import Typeface

CLINICAL_SIGNS = "±×÷½¼¾µ°≤≥→←↑↓–—‘’“”•…"  # noqa: RUF001 - these very signs
"""What notes, doses and names need, whatever the templates say."""

_LISTED = 12  # a message with more is no help


def glyph_problems(look: Look, typeface: Typeface, texts: Iterable[str]) -> list[Problem]:
    """Return what the chosen typefaces lack, in `texts` and among the clinical signs.

    What another typeface can step in for is a warning, because it shows; what none has is an error.
    """
    words = [*texts]
    wanted = {c for text in words for c in text if not c.isspace()}
    nowhere = set(typeface.missing(words))
    problems = []
    if nowhere:
        message = f"no typeface has a glyph for {', '.join(sorted(nowhere))}"
        problems.append(Problem("brand.toml", message, "replace these characters in your texts"))
    for key, chosen in (("body", typeface), ("headings", typeface.headings)):
        if chosen is None or (key == "headings" and look.headings == look.body):
            continue
        face = chosen.families[0].faces["regular"]
        lacking = {
            c
            for c in wanted | set(CLINICAL_SIGNS)
            if not face.covers(c) and f"U+{ord(c):04X}" not in nowhere
        }
        # What the shipped families lack too is known, and set in another face on purpose.
        if lacking and (look.body if key == "body" else look.headings) in look.own_typefaces:
            message = f"lacks {_named(lacking)}; another typeface steps in for them"
            hint = "use a fuller version of the font, or accept the mix"
            problems.append(Problem(f"brand.toml:typefaces.{key}", message, hint, "warning"))
    return problems


def _named(characters: set[str]) -> str:
    ordered = sorted(characters)
    named = [f"U+{ord(c):04X} {unicodedata.name(c, '').lower()}".strip() for c in ordered[:_LISTED]]
    more = len(ordered) - _LISTED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
