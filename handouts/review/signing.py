"""Signing a brand's content, or some of it, and telling how that stands."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import Problem, raise_if_any
from handouts.plain_text import Refusal, clean_text, has_visible
from handouts.resources import REVIEW_FILE
from handouts.review.dates import months_later
from handouts.review.parts import Change, content_parts, gone, merged
from handouts.review.record import LINE, Record, read_records
from handouts.review.standing import Signed, findings, in_use, signatures, version_changes
from handouts.review.things import Thing, thing_of

Site = tuple[Library, Brand]
"""A brand with the contacts of one site, and the library in the words of that site's region."""

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Content:
    """All that can be signed of a brand with its sites: part -> digest, and its signatures."""

    library: Library
    brand: Brand
    parts: Mapping[str, str]
    signed: Signed
    malformed: tuple[Problem, ...] = ()

    @property
    def things(self) -> frozenset[Thing]:
        """What a clinician can sign."""
        return frozenset(map(thing_of, self.parts))

    @property
    def differing(self) -> tuple[Change, ...]:
        """What differs from what was signed, or was never signed."""
        return self.signed.differing(self.parts)

    def changed(self) -> frozenset[Thing]:
        """Return the things that differ from what was signed, or were never signed."""
        return frozenset(thing_of(change.part) for change in self.differing)

    def of(self, things: frozenset[Thing]) -> dict[str, str]:
        """Return the parts of some things with their digests."""
        return {name: one for name, one in self.parts.items() if thing_of(name) in things}

    def code(self, things: frozenset[Thing]) -> str:
        """Return a short name for what these things say now: a proof of them carries it."""
        named = "\n".join(f"{name} {digest}" for name, digest in self.of(things).items())
        number = int.from_bytes(hashlib.sha256(named.encode()).digest()[:_CODE_LENGTH], "big")
        letters = [_CODE_LETTERS[number >> 5 * place & 31] for place in range(_CODE_LENGTH)]
        return "".join(letters[:4]) + "-" + "".join(letters[4:])


@dataclass(frozen=True, slots=True)
class Signature:
    """How a brand's content stands on a day.

    `records` is empty where nobody has signed it. It all holds if there are no `problems`;
    `changed` is what differs from what was signed, in words; `notices` is what else a reviewer
    should know.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    changed: tuple[str, ...]
    notices: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether all content counts as reviewed on that day."""
        return bool(self.records) and not self.problems


def read_content(sites: Sequence[Site], templates: Path, pictures: Path) -> Content:
    """Return what can be signed of a brand with all its sites."""
    library, brand = sites[0]
    parts = merged([content_parts(one, templates, at, pictures) for one, at in sites])
    signed, problems = signatures(brand, library)
    return Content(library, brand, parts, signed, tuple(problems))


def sign(
    content: Content,
    by: str,
    role: str,
    day: dt.date,
    until: dt.date | None,
    things: frozenset[Thing] | None = None,
) -> tuple[Record, ...]:
    """Return the brand's signatures with a new one for some things, or for all, signed on `day`.

    What it is for is taken out of earlier ones, and so is what there is no more. Signatures for
    other conditions and languages stay. Without `until` it holds as long as the library says.
    Raises BadInput for a name, a role or a date that cannot be.
    """
    library = content.library
    problems: list[Problem] = []
    by, role = (_line(text, option, problems) for text, option in ((by, "--by"), (role, "--role")))
    end = _end(library, day, until, problems)
    raise_if_any(problems)
    parts = content.of(content.things if things is None else things)
    record = Record(library.id, library.language, by, role, day, end, library.version, parts)
    kept = [
        replace(one, parts=left)
        for one in content.signed.records
        if (left := {p: d for p, d in one.parts.items() if p in content.parts and p not in parts})
    ]
    # What the same person signs on the same day, in the same words, is one signature.
    mine = [one for one in kept if replace(one, parts=parts) == record]
    together = merged([*(one.parts for one in mine), parts])
    others = [one for one in kept if one not in mine]
    return (*_others(content.brand, library), *others, replace(record, parts=together))


def stands(content: Content, day: dt.date) -> Signature:
    """Return how the content of a brand, with all its sites, stands on a day."""
    library, brand, signed = content.library, content.brand, content.signed
    due = _due(library, day)
    if not signed.records or brand.review is None:
        return Signature((), content.malformed, (), due)
    found = findings(signed, content.parts, library, day, brand.review.source)
    told = [*content.differing, *gone(signed.digests, content.parts)]
    changed = dict.fromkeys(
        [*version_changes(in_use(signed, content.parts), library), *map(str, told)]
    )
    return Signature(signed.records, tuple(found), tuple(changed), due)


def holds_for(content: Content, things: frozenset[Thing], day: dt.date) -> bool:
    """Say whether somebody's signature holds on a day for all of some things."""
    parts = content.of(things)
    return not findings(content.signed, parts, content.library, day, "")


def _end(library: Library, day: dt.date, until: dt.date | None, problems: list[Problem]) -> dt.date:
    """Return the last day of a signature."""
    terms = library.review
    end = until or months_later(day, terms.months)
    latest = months_later(day, terms.most_months)
    if end < day:
        problems.append(Problem("--until", "is in the past", "name a day to come"))
    elif end > latest:
        message = f"is more than {terms.most_months} months away"
        problems.append(Problem("--until", message, f"the latest day is {latest.isoformat()}"))
    return end


def _others(brand: Brand, library: Library) -> tuple[Record, ...]:
    """Return the brand's signatures for other content; those of a malformed record are lost."""
    # A record of the brand that this one extends is not this brand's to keep.
    if brand.review is None or brand.review.source != REVIEW_FILE:
        return ()
    mine = (library.id, library.language)
    records, _ = read_records(brand.review)
    return tuple(one for one in records if (one.condition, one.language) != mine)


def _due(library: Library, day: dt.date) -> tuple[Problem, ...]:
    due = library.review.review_by
    if day <= due:
        return ()
    message = f"the library's sources were to be read anew by {due.isoformat()}"
    hint = "look for a newer version of the library, or check its sources yourself"
    return (Problem("condition.toml:review.review_by", message, hint, "warning"),)


def _line(text: str, option: str, problems: list[Problem]) -> str:
    try:
        cleaned = clean_text(text, LINE)
    except Refusal as refusal:
        problems.append(Problem(option, refusal.message, refusal.hint))
        return ""
    if not has_visible(cleaned):
        problems.append(Problem(option, "is empty", "say who signs, and as what"))
    return cleaned
