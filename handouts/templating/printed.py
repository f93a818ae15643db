"""Which signed things a handout does not print: nobody has to have signed these.

It is told from what is prescribed and from what the templates of its sections name. Whatever
cannot be told counts as printed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from handouts.brand import Brand
from handouts.content import Library
from handouts.prescription import CheckFirst, Prescription
from handouts.review import Thing
from handouts.templating.arrangement import TemplateSet, chosen_sections
from handouts.templating.compose import Assessed

_MUST = "::: must"
_IN_BRACES = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_BRACES = ("{{", "{%")
_TAKES = re.compile(r"\{%[-+]?\s*(?:from|import|include|extends)\s+(?:\"([^\"]+)\"|'([^']+)')?")
_FIGURES = re.compile(r"\bfigures\b(?:\[\s*[\"']([\w-]+)[\"']\s*\])?")
# Names that lead to the words of any exercise, plan, figure or passage: `words.exercises`, or
# `words` in a way that hides what of it is meant.
_ANY = re.compile(
    r"\bwords\b(?!\s*\.\s*[a-z_])|\bwords\s*\.\s*(?:exercises|plans|figures|article)\b"
)
_ARTICLE = "passages"
_DRAWN = re.compile(r"\bid\s*=\s*[\"']?([\w-]+)")
_HIDDEN = re.compile(r"\bid\s*=\s*[\"']?\{")


def not_printed(
    templates: TemplateSet, library: Library, brand: Brand, assessed: Assessed, edition: str
) -> frozenset[Thing]:
    """Return the things that a handout in an edition surely does not print."""
    texts = {name.removesuffix(".md"): text for name, text in templates.texts.items()}
    # What a shipped section has that must be printed stands behind the brand's own.
    behind = {name: text for name, text in texts.items() if _MUST in text}
    texts |= {n: f"{file.text}\n{behind.get(n, '')}" for n, file in brand.sections.items()}
    shown = _taken(_sections(templates, brand, assessed, edition), texts)
    left = {Thing("section", name) for name in texts.keys() - shown}
    read = {name: texts[name] for name in shown if name in texts}
    own = [read[name] for name in brand.sections if name in read]
    said = list(_said(read, brand))
    if any(map(_ANY.search, said)) or any(map(_HIDDEN.search, own)):
        return frozenset(left)
    drawn = {found for text in read.values() for found in _DRAWN.findall(text)}
    if not any(_ARTICLE in one for one in said):
        left.add(Thing("words", "article"))
    left |= {
        Thing("figure", name) for name in library.figures.keys() - drawn - _figures(said, library)
    }
    left |= {Thing("plan", name) for name in library.plans.keys() - _plans(assessed)}
    exercises = _exercises(assessed) | drawn
    pictures = {
        own.picture.partition(".")[0]
        for name, own in library.own_exercises.items()
        if name in exercises and own.picture
    }
    left |= {Thing("exercise", name) for name in library.exercises.keys() - exercises - pictures}
    return frozenset(left)


def _said(texts: Mapping[str, str], brand: Brand) -> Iterator[str]:
    """Yield what templates compute: of the brand's own all, as a string can hide where it ends."""
    for name, text in texts.items():
        if name not in brand.sections:
            yield from _IN_BRACES.findall(text)
        elif any(one in text for one in _BRACES):
            yield text


def _sections(
    templates: TemplateSet, brand: Brand, assessed: Assessed, edition: str
) -> Iterable[str]:
    if isinstance(assessed, CheckFirst):
        return templates.check
    # The size of the text moves sections, and takes none away.
    return chosen_sections(templates.arrangement, edition, "standard", brand)[0]


def _taken(names: Iterable[str], texts: Mapping[str, str]) -> set[str]:
    """Return sections with all that they take in from other templates; all where that is hidden."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for double, single in _TAKES.findall(texts.get(name, "")):
            if not (double or single):
                return set(texts)
            waiting.append((double or single).removesuffix(".md"))
    return found


def _figures(said: Iterable[str], library: Library) -> set[str]:
    """Return the figures that templates name, or that passages have; all where that is hidden."""
    named = {figure for one in said for figure in _FIGURES.findall(one)}
    if "" not in named:
        return named
    # `figures[passage.figure]`: any that a passage of the article names, and those by name.
    return set(library.figures)


def _plans(assessed: Assessed) -> set[str]:
    if not isinstance(assessed, Prescription):
        return set()
    return {name for name in (assessed.plan_id, assessed.plan.next) if name}


def _exercises(assessed: Assessed) -> set[str]:
    """Return the exercises whose words may be on the page: prescribed, left out, or in a flare."""
    return set(_named(assessed)) if isinstance(assessed, Prescription) else set()


def _named(prescription: Prescription) -> Iterator[str]:
    yield from (item.id for item in prescription.items)
    yield from (move.item.id for move in prescription.flare)
    for change in prescription.left_out:
        yield from filter(None, (change.exercise, change.replaced_by))
