"""Checking that what is named exists."""

from collections.abc import Collection, Iterable, Iterator

from handouts.content.facts import Evidence
from handouts.content.library import Library
from handouts.errors import Problem
from handouts.suggest import nearest


def unknown(
    source: str, names: Iterable[str], known: Collection[str], what: str
) -> Iterator[Problem]:
    """Yield a problem for each name that is not known, with the nearest one as hint."""
    for name in names:
        if name not in known:
            yield Problem(source, f"there is no {what} {name!r}", nearest(name, known))


def grounds(source: str, evidence: Evidence, library: Library) -> Iterator[Problem]:
    """Yield a problem for each unknown grade or source of an evidence table."""
    yield from unknown(f"{source}.grade", [evidence.grade], library.grades, "grade")
    yield from unknown(f"{source}.sources", evidence.sources, library.sources, "source")


def paired(
    facts: Collection[str], words: Collection[str], facts_source: str, words_source: str
) -> Iterator[Problem]:
    """Yield a problem for each id that has facts but no words, or words but no facts."""
    for name in facts:
        if name not in words:
            hint = f"add {name} to {words_source}"
            yield Problem(f"{facts_source}{name}", "has no words", hint)
    for name in words:
        if name not in facts:
            yield Problem(f"{words_source}{name}", "words without facts", nearest(name, facts))
