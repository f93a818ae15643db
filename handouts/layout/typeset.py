"""Breaking text into lines: left aligned, words whole, the ragged edge as even as it gets.

The breaks are those with the least sum of squared slack among all settings with the fewest
lines (Knuth & Plass, "Breaking paragraphs into lines", 1981, without stretch or hyphens); a
last line of one short word costs extra, so that paragraphs do not end in a widow word.
"""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from handouts.document import Span, Text
from handouts.layout.theme import TextStyle
from handouts.typefaces import Face, Style, Typeface

_SHORT_LAST_LINE = 0.2  # of the width
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]*\d")
_SHORT_COST = 0.5  # in units of one full line of slack, squared


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one face, side by side; width in points. `said` is read aloud in its place.

    `part` says to which of several elements of a paragraph they belong.
    """

    text: str
    face: Face
    width: float
    link: str = ""
    said: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: its runs and its width in points.

    The space at which it was broken stays, without width: a line break is a word break.
    """

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands between two places where a line may break."""

    runs: tuple[Run, ...]
    width: float
    space: Run | None  # the space after it, if a line goes on behind it
    ends_line: bool = False


@lru_cache(maxsize=8192)
def typeset(text: Text, style: TextStyle, width: float, typeface: Typeface) -> tuple[Line, ...]:
    """Return the lines of a text in a column of that width (points)."""
    lines: list[Line] = []
    paragraph: list[_Word] = []
    for word in _words(text, style, width, typeface.of(heading=style.heading)):
        paragraph.append(word)
        if word.ends_line:
            lines += _break(paragraph, width)
            paragraph = []
    if paragraph:
        lines += _break(paragraph, width)
    return tuple(lines)


def text_width(text: str, style: TextStyle, typeface: Typeface) -> float:
    """Return how wide a text is on one line, in points."""
    return sum(run.width for run in word_runs(text, style, typeface))


def word_runs(text: str, style: TextStyle, typeface: Typeface) -> list[Run]:
    """Return a text on one line as runs of one face each."""
    return _runs(Span(text), style.style, style.size, typeface.of(heading=style.heading))


def _words(text: Text, style: TextStyle, width: float, typeface: Typeface) -> list[_Word]:
    words: list[_Word] = []
    runs: list[Run] = []

    def finish(space: Run | None, *, ends_line: bool = False) -> None:
        words.extend(_fitting(tuple(runs), width, space, ends_line=ends_line))
        runs.clear()

    for span in text:
        looks = _style_of(span, style.style)
        piece = ""
        for character in span.text:
            if character not in " \n":
                piece += character
                continue
            runs.extend(_runs(replace(span, text=piece), looks, style.size, typeface))
            piece = ""
            space = _runs(replace(span, text=" "), looks, style.size, typeface)[0]
            if character == " " and _is_number(span):
                runs.append(space)
                continue
            finish(space, ends_line=character == "\n")
        runs.extend(_runs(replace(span, text=piece), looks, style.size, typeface))
    if runs:
        finish(None)
    return words


def _is_number(span: Span) -> bool:
    """Say whether a span is a number to call: it is dialled as a whole, so no line ends in it."""
    return span.link.startswith("tel:") and bool(_NUMBER.fullmatch(span.text))


def _style_of(span: Span, base: Style) -> Style:
    bold = span.strong or base in ("bold", "bold_italic")
    italic = span.emphasis or base in ("italic", "bold_italic")
    if bold:
        return "bold_italic" if italic else "bold"
    return "italic" if italic else "regular"


def _fitting(
    runs: tuple[Run, ...], width: float, space: Run | None, *, ends_line: bool
) -> list[_Word]:
    """Return the word, cut into pieces only if no line could hold it whole.

    A number to call, which has spaces within, is cut at these first, not amid its digits.
    """
    total = sum(run.width for run in runs)
    if total <= width:
        return [_Word(runs, total, space, ends_line)]
    for at, run in enumerate(runs):
        if run.text == " ":
            head = _fitting(runs[:at], width, run, ends_line=False)
            return [*head, *_fitting(runs[at + 1 :], width, space, ends_line=ends_line)]
    pieces: list[_Word] = []
    held: list[Run] = []
    used = 0.0
    for run in runs:
        rest = run
        while used + rest.width > width and (held or len(rest.text) > 1):
            part, rest = _cut(rest, width - used, least=0 if held else 1)
            pieces.append(
                _Word((*held, part) if part.text else tuple(held), used + part.width, None)
            )
            held, used = [], 0.0
        held.append(rest)
        used += rest.width
    return [*pieces, _Word(tuple(held), used, space, ends_line)]


def _cut(run: Run, room: float, least: int) -> tuple[Run, Run]:
    """Return as much of a run as the room takes, at least so many characters, and the rest."""
    scale = run.width / run.face.advance(run.text)
    count = least
    while count < len(run.text) - 1 and run.face.advance(run.text[: count + 1]) * scale <= room:
        count += 1
    head, tail = run.text[:count], run.text[count:]
    return (
        replace(run, text=head, width=run.face.advance(head) * scale),
        replace(run, text=tail, width=run.face.advance(tail) * scale),
    )


def _break(words: list[_Word], width: float) -> list[Line]:
    """Return the words as lines with the most even edge."""
    if sum(word.width + (word.space.width if word.space else 0) for word in words) <= width:
        return [_line(words)]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, cost, where the last line begins
    for end in range(1, len(words) + 1):
        best.append(_cheapest(words, end, width, best))
    starts = [len(words)]
    while starts[-1]:
        starts.append(best[starts[-1]][2])
    starts.reverse()
    return [_line(words[start:end]) for start, end in itertools.pairwise(starts)]


def _cheapest(
    words: list[_Word], end: int, width: float, best: list[tuple[int, float, int]]
) -> tuple[int, float, int]:
    """Return the best way to end a line before word `end`."""
    found: tuple[int, float, int] | None = None
    used = 0.0
    for start in range(end - 1, -1, -1):
        space = words[start].space
        used += words[start].width + (space.width if space and start < end - 1 else 0)
        if used > width and found is not None:
            break
        slack = max(0.0, (width - used) / width)
        if end < len(words):
            cost = slack * slack
        else:
            cost = _SHORT_COST if used < _SHORT_LAST_LINE * width and start else 0.0
        lines, before, _ = best[start]
        option = (lines + 1, before + cost, start)
        if found is None or option[:2] < found[:2]:
            found = option
    return found or (1, 0.0, 0)


def _line(words: list[_Word]) -> Line:
    runs: list[Run] = []
    for word in words:
        pieces = [*word.runs]
        if word.space is not None:
            last_word = word is words[-1]
            pieces.append(replace(word.space, width=0) if last_word else word.space)
        for run in pieces:
            last = runs[-1] if runs else None
            if last and _join(last, run):
                width = last.width + run.width
                runs[-1] = replace(last, text=last.text + run.text, width=width)
            else:
                runs.append(run)
    return Line(tuple(runs), sum(run.width for run in runs))


def _join(left: Run, right: Run) -> bool:
    """Say whether two runs are one; letters that kern only when joined stay apart."""
    alike = (left.face, left.link, left.said, left.part) == (
        right.face, right.link, right.said, right.part,
    )  # fmt: skip
    return alike and (left.text[-1].isspace() or right.text[0].isspace())


@lru_cache(maxsize=20_000)
def _measured(
    text: str, style: Style, size: float, typeface: Typeface
) -> tuple[tuple[str, Face, float], ...]:
    return tuple(
        (piece, face, face.advance(piece) * size / 1000)
        for face, piece in typeface.runs(text, style)
    )


def _runs(span: Span, style: Style, size: float, typeface: Typeface) -> list[Run]:
    if not span.text:
        return []
    return [
        Run(piece, face, width, span.link, span.said, span.part)
        for piece, face, width in _measured(span.text, style, size, typeface)
    ]
