"""Filling one box: fitting a value into it, and the operators that write it."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from handouts.pdf.edition_data import FieldBox, FieldGlyph
from handouts.pdf.objects import literal, stream

UNSEEN = "."
"""Shown without ink where words are read aloud in place of nothing: readers look for a glyph."""

_STEP = 0.5  # points by which a value that is too wide is set smaller


class DoesNotFit(ValueError):
    """The value needs `lines` lines in this box even at its smallest size."""

    def __init__(self, lines: int) -> None:
        super().__init__(f"needs {lines} lines")
        self.lines = lines


def fit(value: str, box: FieldBox, glyphs: Mapping[str, FieldGlyph]) -> tuple[list[str], float]:
    """Return the value's lines and the type size (points) at which they fit the box.

    Raises DoesNotFit with the lines it would need, KeyError for a character without a glyph.
    """
    size = box.size
    while True:
        lines = wrap(value, box.width / size * 1000, glyphs)
        if len(lines) <= box.lines:
            return lines, size
        if size - _STEP < box.smallest:
            # Wrapped at full size: where more lines are free, nothing need be set smaller.
            raise DoesNotFit(len(wrap(value, box.width / box.size * 1000, glyphs)))
        size -= _STEP


def wrap(value: str, width: float, glyphs: Mapping[str, FieldGlyph]) -> list[str]:
    """Return a value as lines no wider than `width` (1/1000 of the type size).

    Line breaks stay; a word wider than a line is cut, never dropped. The space at which a line
    breaks ends it and has no room of its own: a screen reader needs it between two words.
    """
    lines: list[str] = []
    for paragraph in value.split("\n"):
        if text_width(paragraph, glyphs) <= width:
            lines.append(paragraph + " ")
            continue
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if text_width(longer, glyphs) <= width:
                line = longer
                continue
            if line:
                lines.append(line + " ")
            *whole, line = _cut(word, width, glyphs)
            lines += whole
        lines.append(line + " ")
    lines[-1] = lines[-1][:-1]
    return lines


def _cut(word: str, width: float, glyphs: Mapping[str, FieldGlyph]) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, glyphs) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def text_width(text: str, glyphs: Mapping[str, FieldGlyph]) -> float:
    """Return the width of a text on one line, in 1/1000 of the type size; KeyError as `fit`."""
    return sum([glyphs[character].width for character in text])


def content(value: str, box: FieldBox, glyphs: Mapping[str, FieldGlyph]) -> bytes:
    """Return the body of the box's content stream: the value, or lines to write on."""
    return stream(operators(value, box, glyphs)) if value else _empty_stream(box, glyphs[UNSEEN])


def operators(value: str, box: FieldBox, glyphs: Mapping[str, FieldGlyph]) -> bytes:
    """Return what stands in the box's content stream; it leaves the graphics state as it was."""
    if not value:
        return _empty(box, glyphs[UNSEEN])
    lines, size = fit(value, box, glyphs)
    written = b"\n".join(
        _line(line, box, index, size, glyphs) for index, line in enumerate(lines) if line.strip(" ")
    )
    rest = _rules(box, skip=len(lines)) if box.ruled else b""
    ruling = b"\n/Artifact BMC\n%s\nEMC" % rest if rest else b""
    return b"q\n%s\nBT\n%s\nET\nEMC%s\nQ\n" % (_open(box), written, ruling)


@lru_cache(maxsize=256)  # holds nothing of a patient
def _empty_stream(box: FieldBox, dot: FieldGlyph) -> bytes:
    return stream(_empty(box, dot))


@lru_cache(maxsize=256)
def _empty(box: FieldBox, dot: FieldGlyph) -> bytes:
    ruling = b"/Artifact BMC\n%s\nEMC" % _rules(box) if box.ruled else b""
    empty = b"" if box.mcid is None else b"%s EMC\n" % _open(box)
    if box.mcid is not None and box.blank:
        shows = b"BT\n3 Tr 1 0 0 1 %.2f %.2f Tm %s\nET" % (
            box.x, box.baseline, text_operators(UNSEEN, box.size, {UNSEEN: dot}),
        )  # fmt: skip
        words = literal(box.blank)
        empty = b"/P <</MCID %d /ActualText %s>> BDC\n%s\nEMC\n" % (box.mcid, words, shows)
    return b"q\n%s%s\nQ\n" % (empty, ruling)


def _open(box: FieldBox) -> bytes:
    if box.mcid is None:
        return b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
    return b"/P <</MCID %d>> BDC" % box.mcid


def _rules(box: FieldBox, skip: int = 0) -> bytes:
    lines = [
        b"%.2f %.2f m %.2f %.2f l S" % (box.x, y, box.x + box.width, y)
        for index in range(skip, box.lines)
        for y in (box.baseline - index * box.leading - 0.2 * box.size,)
    ]
    if not lines:
        return b""
    return b"%.4f %.4f %.4f RG 0.6 w\n%s" % (*box.rule_colour, b"\n".join(lines))


def _line(
    text: str,
    box: FieldBox,
    index: int,
    size: float,
    glyphs: Mapping[str, FieldGlyph],
) -> bytes:
    x = box.x
    if box.right:
        x += box.width - text_width(text.removesuffix(" "), glyphs) * size / 1000
    y = box.baseline - index * box.leading
    shows = text_operators(text, size, glyphs)
    return b"%.4f %.4f %.4f rg 1 0 0 1 %.2f %.2f Tm %s" % (*box.colour, x, y, shows)


def text_operators(text: str, size: float, glyphs: Mapping[str, FieldGlyph]) -> bytes:
    """Return the operators that show a text where the text matrix stands.

    Raises KeyError for a character without a glyph.
    """
    runs = groupby([glyphs[character] for character in text], attrgetter("font"))
    return b" ".join(
        [
            b"%s %.2f Tf <%s> Tj"
            % (font.encode(), size, bytes([glyph.code for glyph in run]).hex().encode())
            for font, run in runs
        ]
    )
