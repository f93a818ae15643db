"""One search over the names and words of a library: misspellings and parts of words are found."""

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from pydantic import BaseModel

from handouts.content.library import Library
from handouts.content.lines import Line
from handouts.identity import Same
from handouts.suggest import nearest

KINDS = (
    "stage", "exercise", "plan", "flag", "setting", "preference", "goal", "outcome", "type",
    "source",
)  # fmt: skip
"""What can be found, as it is to be listed where two fit alike."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ing", "es", "ed", "s")
_SHORTEST = 3  # letters of a word that may stand for a longer one
_CLOSE = 0.8  # how much alike two words are of which one is misspelled
_SLIP = 0.82  # how much alike a whole id and a slip of the hand are
_FAINT, CLEAR = 0.2, 0.5  # of the best: to be listed, and to be taken for what was meant
_FEW = 20  # names that can all be told in a hint
_LIST = {kind: f"handouts library {kind}s" for kind in ("stage", "exercise", "plan", "flag")}
_IN_ID, _IN_NAME, _IN_WORDS = 4.0, 3.0, 1.0
_GENERAL = frozenset(
    ("a", "an", "and", "at", "bad", "for", "from", "has", "have", "i", "in", "is", "it", "my", "of",
     "on", "or", "the", "to", "very", "with")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the library that a search may find: its kind, id, and what it is called."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    found: Found
    parts: list[str] = field(hash=False)
    weights: Mapping[str, float] = field(hash=False)


def find(
    library: Library, text: str, kinds: Collection[str] = KINDS, least: float = _FAINT
) -> tuple[Found, ...]:
    """Return what fits the words of a text, the best first; nothing for a text without words.

    What scores less than `least` of the best is left out.
    """
    every = _words(text)
    asked = [word for word in every if word not in _GENERAL] or every
    entries = [entry for entry in _index(Same(library)) if entry.found.kind in kinds]
    scores = [0.0] * len(entries)
    for word in asked:
        fits = [_fit(word, entry.weights) for entry in entries]
        known = sum(1 for fit in fits if fit)
        for number, fit in enumerate(fits):
            scores[number] += fit * math.log(1 + len(entries) / known) if known else 0
    scores = [
        score * (1 + _named(asked, entry.parts) + (entry.parts == every))
        for score, entry in zip(scores, entries, strict=True)
    ]
    lowest = max(scores, default=0) * least
    ranked = sorted(range(len(entries)), key=lambda number: -scores[number])  # else in our order
    return tuple(
        entries[number].found for number in ranked if scores[number] and scores[number] >= lowest
    )


def did_you_mean(library: Library, text: str, kind: str, known: Collection[str]) -> str:
    """Return a hint for a name of one kind that does not exist, found by its words as well."""
    names = list(dict.fromkeys(known))
    if any(_alike(text, name) > _SLIP for name in names):
        return nearest(text, names)
    meant = [one for one in find(library, text, (kind,), CLEAR) if one.id in names][:3]
    if meant:
        return f"did you mean {' or '.join(f'{one.id} ({one.name})' for one in meant)}?"
    if len(names) > _FEW:
        return f"look for it with: handouts library find WORD; all of them: {_LIST[kind]}"
    return nearest(text, names)


@lru_cache(maxsize=4)
def _index(of_library: Same[Library]) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(found, _words(found.id), _weighed(found, said))
        for found, said in _things(of_library.value)
    )


def _things(library: Library) -> Iterator[tuple[Found, object]]:
    """Yield what there is, with the rest of its words."""
    words = library.words
    signs = words.red_flags.items
    for name in library.stages:
        yield Found("stage", name, words.stages[name].label), words.stages[name]
    for name in library.exercises:
        yield Found("exercise", name, words.exercises[name].name), words.exercises[name]
    for name in library.plans:
        yield Found("plan", name, words.plans[name].title), words.plans[name]
    for name, flag in library.flags.items():
        sign = flag.warning_sign or ""
        yield Found("flag", name, words.flags[name]), (sign, signs.get(sign, ""))
    labelled: dict[str, tuple[Iterable[str], Mapping[str, str]]] = {
        "setting": (library.condition.settings, words.condition.settings),
        "preference": (library.condition.preferences, words.condition.preferences),
        "goal": (library.goals, words.goals),
        "outcome": (library.outcomes, words.outcomes),
        "type": (library.types, words.types),
        "source": (library.sources, {n: source.title for n, source in library.sources.items()}),
    }
    for kind, (names, labels) in labelled.items():
        for name in names:
            yield Found(kind, name, labels[name]), ()


def _weighed(found: Found, said: object) -> dict[str, float]:
    """Return each word of a thing with its weight: an id or name says more than a description."""
    weights = dict.fromkeys((word for text in _texts(said) for word in _words(text)), _IN_WORDS)
    weights |= dict.fromkeys(_words(found.name), _IN_NAME)
    return weights | dict.fromkeys(_words(found.id), _IN_ID)


def _texts(said: object) -> Iterator[str]:
    """Yield every text in a table of words, the lines of its slots without their conditions."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Line):
        yield said.text
    elif isinstance(said, BaseModel):
        yield from _texts([getattr(said, name) for name in type(said).model_fields])
    elif isinstance(said, Mapping):
        yield from _texts(said.values())
    elif isinstance(said, Iterable):
        for one in said:
            yield from _texts(one)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _fit(word: str, weights: Mapping[str, float]) -> float:
    """Return how well a word fits a thing: 0 for not at all, more for its id or name."""
    return max((_likeness(word, other) * weight for other, weight in weights.items()), default=0)


def _named(asked: Collection[str], parts: Collection[str]) -> float:
    """Return how much of an id was asked for, 0 to 1."""
    return sum(1 for part in parts if any(_likeness(word, part) for word in asked)) / len(parts)


@lru_cache(maxsize=65536)  # the same words, for each thing that is searched
def _likeness(word: str, other: str) -> float:
    if word[0] != other[0]:
        return 0  # a slip at the very first letter is rare
    if _stem(word) == _stem(other):
        return 1 if word == other else 0.95
    if len(word) >= _SHORTEST and other.startswith(word):
        return 0.8
    if len(other) > _SHORTEST and word.startswith(other):
        return 0.7
    if len(word) > _SHORTEST and (alike := _alike(word, other)) >= _CLOSE:
        return 0.6 * alike
    return 0


def _alike(word: str, other: str) -> float:
    if abs(len(word) - len(other)) > len(word) // 2:
        return 0
    match = SequenceMatcher(None, word, other)
    return match.ratio() if match.quick_ratio() >= _CLOSE else 0


def _stem(word: str) -> str:
    ending = next((end for end in _ENDINGS if word.endswith(end)), "")
    return word[: -len(ending)] if ending and len(word) - len(ending) >= _SHORTEST else word
