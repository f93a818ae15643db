"""What stands in a print file besides the handouts: words on empty pages, and slip sheets."""

from dataclasses import dataclass

from handouts.errors import BadInput, Problem
from handouts.language import PrintWords
from handouts.pdf.edition_data import Edition, FieldBox
from handouts.pdf.fill import operators, text_width
from handouts.units import MM

_INK, _SOFT = (0.0, 0.0, 0.0), (0.29, 0.29, 0.29)
_SMALL, _LARGE, _PLAIN, _SMALLEST = 9.0, 30.0, 16.0, 8.0  # points
_EDGE = 25 * MM


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip sheet says: of the patient only a name, and that only if it was asked for."""

    handout_id: str
    row: int
    pages: int
    sheets: int
    name: str = ""


def blank_page(edition: Edition, words: PrintWords, size: tuple[float, float]) -> bytes:
    """Return the content of a page that is left empty: small words in its middle."""
    text = words.blank
    if not text:
        return b""
    width = _measured(text, edition) * _SMALL / 1000
    x, y = (size[0] - width) / 2, size[1] / 2
    return operators(text, _box(x, y, width + 1, _SMALL, _SOFT), edition.glyphs)


def slip_page(edition: Edition, words: PrintWords, size: tuple[float, float], slip: Slip) -> bytes:
    """Return the content of a slip sheet: a large line, and smaller ones below."""
    plain = [
        *([words.row.format(row=slip.row)] if slip.row else []),
        words.pages.format(pages=slip.pages),
        words.sheets.format(sheets=slip.sheets),
    ]
    lines = [(words.slip.format(id=slip.handout_id), _LARGE), *((line, _PLAIN) for line in plain)]
    width, y = size[0] - 2 * _EDGE, size[1] - 2 * _EDGE
    drawn = []
    for text, type_size in lines:
        _measured(text, edition)
        box = _box(_EDGE, y, width, type_size, _INK)
        drawn.append(operators(text, box, edition.glyphs))
        y -= 1.3 * box.leading
    box = _box(_EDGE, y, width, _PLAIN, _INK, lines=4)
    drawn.append(operators(slip.name, box, edition.glyphs) if slip.name else b"")
    return b"".join(drawn)


def _box(
    x: float, y: float, width: float, size: float, colour: tuple[float, float, float],
    lines: int = 1,
) -> FieldBox:  # fmt: skip
    return FieldBox(
        name="", page=0, object_number=0, mcid=None, x=x, baseline=y, width=width, size=size,
        smallest=min(size, _SMALLEST), leading=1.3 * size, lines=lines, colour=colour,
        rule_colour=colour, ruled=False,
    )  # fmt: skip


def _measured(text: str, edition: Edition) -> float:
    """Return a text's width (1/1000 of its size); BadInput for a character without a glyph."""
    missing = sorted({f"U+{ord(c):04X}" for c in text if c not in edition.glyphs})
    if missing:
        message = f"has characters that the typeface lacks: {', '.join(missing)}"
        raise BadInput([Problem("[print] in running.toml", message, "use other words")])
    return text_width(text, edition.glyphs)
