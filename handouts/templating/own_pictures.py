"""Pictures of a clinic's own in a text: their file, what they show, how wide they are printed."""

import re
from collections.abc import Iterator, Mapping

from handouts.brand import picture_path
from handouts.document import OwnPicture, Span

_WIDTH = re.compile(r"(?P<number>[0-9]{1,3}(?:\.[0-9]+)?)(?P<unit>mm|%)?")
_WIDTHS, _SHARES = (15, 180), (10, 100)

Flaw = tuple[str, str]
"""What is wrong, and the remedy."""


def own_picture(source: str, attributes: Mapping[str, str]) -> tuple[OwnPicture, list[Flaw]]:
    """Return the picture that a directive with a `file` stands for, and what is wrong with it.

    `source` is what Problems call the text that names it.
    """
    name, caption = attributes["file"], attributes.get("caption", "")
    alt = " ".join(attributes.get("alt", "").split())
    flaws = list(_alt_flaws(name, alt))
    width, share = _width(attributes.get("width", ""))
    if attributes.get("width") and not (width or share):
        message = f"the width of a picture is neither {_WIDTHS[0]} to {_WIDTHS[1]} millimetres "
        message += f"nor {_SHARES[0]} to {_SHARES[1]} percent"
        flaws.append((message, "write width=80 or width=50%"))
    words = (Span(caption),) if caption else ()
    return OwnPicture(picture_path(source, name), alt, width, share, words), flaws


def _alt_flaws(name: str, alt: str) -> Iterator[Flaw]:
    hint = f"say what it shows: ![A map of the car park]({name})"
    if not alt:
        yield f"the picture {name} has no words for who cannot see it", hint
    elif alt.casefold() in (name.casefold(), name.casefold().rpartition(".")[0]):
        yield f"the words for who cannot see the picture {name} are the name of its file", hint


def _width(text: str) -> tuple[float, float]:
    """Return a width in millimetres, and as a share of the column; 0 for what it is not."""
    found = _WIDTH.fullmatch(text.replace(" ", ""))
    number = float(found["number"]) if found else 0.0
    if found and found["unit"] == "%":
        return 0, number / 100 if _SHARES[0] <= number <= _SHARES[1] else 0
    return number if _WIDTHS[0] <= number <= _WIDTHS[1] else 0, 0
