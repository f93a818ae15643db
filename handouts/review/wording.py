"""What changed, line by line and word by word: old words beside new ones, without the format.

A file of the library is shown as its texts and numbers, each under its key; a pose, which nobody
reads, as one line. Templates and sections are shown as they are written.
"""

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from handouts.review.parts import Change
from handouts.review.things import Thing, part_in_words, thing_of

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_POSE = "pose"
_INNER = ("text",)  # of a line with conditions
_MOST = 2_000_000  # pairs of lines, or of words, to look at: more would take too long
_ALIKE = 0.3  # less alike, two lines are no older and newer form of one


class Piece(NamedTuple):
    """Words of a line; `differs` says that the other line does not have them."""

    text: str
    differs: bool


class LineChange(NamedTuple):
    """A line of a part as it was signed and as it is now; one of both may be empty."""

    at: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs from what was signed.

    `known` says whether its words as they were signed are kept; `lines` is empty where nothing
    differs that anybody reads, and for a picture.
    """

    part: str
    how: str
    known: bool
    text: bool
    lines: tuple[LineChange, ...]

    @property
    def thing(self) -> Thing:
        """What a clinician calls it."""
        return thing_of(self.part)

    def __str__(self) -> str:
        return f"{part_in_words(self.part)} {self.how}"


def part_changes(
    differing: Sequence[Change], signed: Mapping[str, str], now: Mapping[str, str]
) -> tuple[PartChange, ...]:
    """Return what differs in words: `signed` and `now` are texts by part."""
    found = []
    for change in differing:
        old, new = signed.get(change.part), now.get(change.part)
        lines = tuple(_compared(change.part, old or "", new)) if new is not None else ()
        found.append(PartChange(change.part, change.how, old is not None, new is not None, lines))
    return tuple(found)


def _compared(part: str, old: str, new: str) -> Iterator[LineChange]:
    """Yield the lines that differ between two texts of a part."""
    before, after = _readable(part, old), _readable(part, new)
    if len(before) * len(after) > _MOST:
        before, after = [("", old)], [("", new)]
    match = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in match.get_opcodes():
        if kind != "equal":
            yield from _paired(before[a:b], after[c:d])


def _paired(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[LineChange]:
    """Yield lines that differ, each beside the one that it became."""
    left = list(before)
    for at, text in after:
        old = next((one for one in left if _is_older(one, (at, text))), None)
        if old is None:
            yield LineChange(at, (), (Piece(text, differs=True),))
            continue
        for gone in left[: left.index(old)]:
            yield LineChange(gone[0], (Piece(gone[1], differs=True),), ())
        left = left[left.index(old) + 1 :]
        if old[1] != text:
            yield LineChange(at, *_marked(old[1], text))
    for at, text in left:
        yield LineChange(at, (Piece(text, differs=True),), ())


def _is_older(old: tuple[str, str], new: tuple[str, str]) -> bool:
    if old[0] and old[0] == new[0]:
        return True
    before, after = _apart(old[1]), _apart(new[1])
    if len(before) * len(after) > _MOST:
        return True
    return difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() > _ALIKE


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two lines in pieces, those words marked that the other does not have."""
    before, after = _apart(old), _apart(new)
    if len(before) * len(after) > _MOST:
        return (Piece(old, differs=True),), (Piece(new, differs=True),)
    match = difflib.SequenceMatcher(None, before, after, autojunk=False)
    olds: list[Piece] = []
    news: list[Piece] = []
    for kind, a, b, c, d in match.get_opcodes():
        for pieces, words in ((olds, before[a:b]), (news, after[c:d])):
            if words:
                pieces.append(Piece("".join(words), kind != "equal"))
    return tuple(olds), tuple(news)


def _apart(text: str) -> list[str]:
    return _WORDS.findall(text)


def _readable(part: str, text: str) -> list[tuple[str, str]]:
    """Return the lines of a part that somebody reads: where each stands, and what it says."""
    try:
        if part.endswith(".toml") or (part.startswith("brand/") and "/templates/" not in part):
            return list(_flat(tomllib.loads(text)))
        if not part.endswith(".md") and not part.startswith("brand/"):
            return list(_flat(json.loads(text))) if text else []
    except ValueError:
        pass  # not what it should be: shown as it is written
    return [("", line.rstrip()) for line in text.split("\n") if line.strip()]


def _flat(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield what stands in tables and lists, each with its key."""
    match value:
        case dict():
            for key, one in value.items():
                place = at if key in _INNER else f"{at}.{key}" if at else str(key)
                yield from _pose(place, one) if key == _POSE else _flat(one, place)
        case list():
            if all(isinstance(one, int | float) for one in value) and value:
                yield at, " to ".join(map(str, value))
            else:
                for one in value:  # unnumbered: a step that comes in between moves no others
                    yield from _flat(one, at)
        case _ if str(value):
            yield at, str(value)


def _pose(place: str, pose: Any) -> Iterator[tuple[str, str]]:
    digest = hashlib.sha256(json.dumps(pose, default=str).encode()).hexdigest()
    yield place, f"the drawing's pose, {digest[:8]}"
