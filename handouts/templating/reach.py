"""Which words of the library no template prints: every section is filled in, and read for marks.

A text counts as printed where a shipped section, whole or sheet prints it for some patient, or the
article for nobody. What is for a reviewer counts where the proof prints it; what is for a clinician
stands on the screen. `[words]` in arrangement.toml says which those are.
"""

import datetime as dt
import fnmatch
from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import Card, Picture, every_block, every_text, plain
from handouts.errors import BadInput, Problem
from handouts.prescription import (
    CheckFirst,
    DropExercise,
    Prescription,
    PrescriptionRequest,
    SetField,
    assess,
    educate,
    prescribe,
)
from handouts.review import DRAFT, Signer, Standing
from handouts.templating.arrangement import TemplateSet, sections_of
from handouts.templating.compose import Assessed, Composition, values_of
from handouts.templating.environment import Templates, unpack
from handouts.templating.marking import marked, marks_in
from handouts.templating.proof import compose_proof

_SIZES = ("standard", "large", "giant")
_DAY = dt.date(2026, 1, 1)  # of signs that were checked; which day does not matter
_REVIEWED = Standing("reviewed", (Signer("Somebody", "Something"),), _DAY, _DAY)


def unprinted_problems(
    templates: TemplateSet, library: Library, brand: Brand, fields: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Return a warning for each file with words that no template prints, naming their keys."""
    files: dict[str, list[str]] = {}
    for place in unprinted(templates, library, brand, fields):
        file, _, key = place.partition(":")
        files.setdefault(f"{library.language}/{file}", []).append(key)
    hint = "print them in a template, or remove them"
    return tuple(
        Problem(file, f"no template prints {', '.join(keys)}", hint, "warning")
        for file, keys in files.items()
    )


def unprinted(
    templates: TemplateSet, library: Library, brand: Brand, fields: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the places of words (file:key) that nobody reads who should; `*` for any id.

    `fields` are the details of a patient that there are.
    """
    known, places = marked(library)
    told = templates.arrangement.get("words", {})
    screen, reviewers = (tuple(told.get(key, ())) for key in ("on_screen", "for_reviewers"))
    printed = _printed(templates, known, brand)
    proofed = _proofed(templates, known, brand, fields) if reviewers else frozenset()
    return tuple(
        place
        for number, place in enumerate(places)
        if number not in printed
        and not _is_one(place, screen)
        and not (_is_one(place, reviewers) and number in proofed)
    )


def _is_one(place: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(place, pattern) for pattern in patterns)


def _printed(templates: TemplateSet, library: Library, brand: Brand) -> frozenset[int]:
    """Return the marks that patients' pages carry."""
    filled = Templates(templates.texts)
    found: set[int] = set()
    for edition, text, assessed, standing in _handouts(templates, library):
        composition = Composition(edition, text, (), standing=standing, day=_DAY)
        names = sections_of(templates, edition)
        if isinstance(assessed, CheckFirst):
            names = templates.check
        values = values_of(templates, library, brand, assessed, composition)
        values = {**values, "sections": names}
        for name in names:
            found.update(_marks_of(filled, f"{name}.md", values))
    return frozenset(found)


def _marks_of(filled: Templates, file: str, values: Mapping[str, Any]) -> Iterator[int]:
    text, problems = filled.render(file, values, file)
    if problems:
        raise BadInput(problems)
    return marks_in(unpack(text))


def _handouts(
    templates: TemplateSet, library: Library
) -> Iterator[tuple[str, str, Assessed, Standing]]:
    """Yield handouts that together come by every branch of a template."""
    planned = [name for name in templates.editions if templates.has_plan(name)]
    for edition in templates.editions:
        if edition not in planned:
            yield from ((edition, size, educate(library), DRAFT) for size in _SIZES)
    turns = cycle((size, standing) for size in _SIZES for standing in (DRAFT, _REVIEWED))
    for request in _requests(library):
        try:
            assessed = assess(library, request)
        except BadInput:
            continue  # what does not go together
        size, standing = next(turns)
        for edition in planned[:1] if isinstance(assessed, CheckFirst) else planned:
            yield edition, size, assessed, standing
        if isinstance(assessed, CheckFirst):
            yield planned[0], "standard", assessed, standing


def _requests(library: Library) -> Iterator[PrescriptionRequest]:
    """Yield a request for each plan, each flag, few and many flags of a level, other changes."""
    for name, plan in library.plans.items():
        yield PrescriptionRequest(plan.stage, plan=name)
        eases = plan.preference if plan.preference in library.condition.preferences else "none"
        for sore in ("left", "both"):
            yield PrescriptionRequest(plan.stage, eases, plan=name, sore=sore)
    by_level: dict[str, list[str]] = {}
    for flag, told in library.flags.items():
        by_level.setdefault(told.level, []).append(flag)
    for stage in library.stages:
        for setting in library.condition.settings:
            for few in (1, 3):
                asking = tuple(by_level.get("ask_first", ())[:few])
                urgent = tuple(by_level.get("urgent", ())[:few])
                yield PrescriptionRequest(stage, setting=setting, flags=asking)
                yield PrescriptionRequest(stage, setting=setting, flags=urgent, checked=urgent)
        yield from _changed(library, stage)
    stages = cycle(library.stages)
    for flag in (*by_level.get("adapt", ()), *by_level.get("urgent", ())):
        yield PrescriptionRequest(next(stages), flags=(flag,))
    every = tuple(by_level.get("urgent", ()))
    yield PrescriptionRequest(next(iter(library.stages)), flags=every)


def _changed(library: Library, stage: str) -> Iterator[PrescriptionRequest]:
    """Yield a plan with another effort than its exercise's own, and one that stops in a flare."""
    made = assess(library, PrescriptionRequest(stage))
    if isinstance(made, Prescription):
        harder = SetField(made.items[0].id, "effort", "5")
        yield PrescriptionRequest(stage, adjustments=(harder,))
        calm = tuple(DropExercise(move.item.id) for move in made.flare)
        yield PrescriptionRequest(stage, adjustments=calm)


def _proofed(
    templates: TemplateSet, library: Library, brand: Brand, fields: tuple[str, ...]
) -> frozenset[int]:
    """Return the marks that the proof carries."""
    sample = prescribe(library, PrescriptionRequest(next(iter(library.stages))))
    composition = Composition(templates.editions[0], "standard", fields)
    document, _ = compose_proof(templates, library, brand, sample, educate(library), composition)
    told = [plain(text) for text in every_text(document.blocks)]
    seen = [one for one in every_block(document.blocks) if isinstance(one, Card | Picture)]
    told += [text for one in seen for text in (one.alt, *one.captions)]
    return frozenset(number for text in told for number in marks_in(text))
