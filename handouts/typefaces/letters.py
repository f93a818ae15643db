"""Whether a font draws the letters and digits that it says it does.

A font can name the picture of one digit for another, or draw nothing: then the page shows another
number than the text that is searched, copied and read aloud.
"""

import string
from collections.abc import Mapping

from handouts.typefaces.outlines import Outlines
from handouts.typefaces.truetype import Table

# In each, no two may look the same; a capital and its small letter may.
_ALIKE_NOWHERE = (string.digits, string.ascii_lowercase, string.ascii_uppercase)
_MOST_MISSING = 20  # of 62: a font that lacks more is one of signs
_LEAST_WIDTH, _MOST_WIDTH = 80, 3000  # in 1/1000 of the type size


def letters_flaw(data: bytes, tables: Mapping[str, Table], mapped: Mapping[int, int]) -> str:
    """Return what is wrong with the plain letters and digits of a font, "" for nothing.

    Raises ValueError, IndexError or struct.error for outlines that make no sense.
    """
    plain = "".join(_ALIKE_NOWHERE)
    missing = [letter for letter in plain if ord(letter) not in mapped]
    if len(missing) > _MOST_MISSING:
        return f"is a font of signs, not of letters: it has no {_listed(missing)}"
    if missing:
        return f"has no {_listed(missing)}"
    outlines = Outlines(data, tables)
    drawn = {letter: outlines.drawn(mapped[ord(letter)]) for letter in plain}
    empty = [letter for letter in plain if not drawn[letter]]
    if empty:
        return f"draws nothing for {_listed(empty)}"
    for group in _ALIKE_NOWHERE:
        seen: dict[object, str] = {}
        for letter in group:
            first = seen.setdefault(drawn[letter], letter)
            if first != letter:
                return f"draws {letter!r} like {first!r}"
    return ""


def widths_flaw(widths: Mapping[int, float]) -> str:
    """Return what is wrong with the widths of plain letters, in 1/1000 of the size, "" for none."""
    plain = f" {''.join(_ALIKE_NOWHERE)}"
    flat = [letter for letter in plain if widths[ord(letter)] < _LEAST_WIDTH]
    if flat:
        named = _listed(["the space" if letter == " " else letter for letter in flat])
        return f"gives no width to {named}: letters would lie on one another"
    broad = _listed([letter for letter in plain if widths[ord(letter)] > _MOST_WIDTH])
    return f"gives a width of over {_MOST_WIDTH // 1000} letters to {broad}" if broad else ""


def _listed(letters: list[str]) -> str:
    most = 5
    shown = ", ".join(letters[:most])
    return f"{shown} and {len(letters) - most} more" if len(letters) > most else shown
