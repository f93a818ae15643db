"""Signing a brand's content, and telling how a signature stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import Problem, raise_if_any
from handouts.plain_text import Refusal, clean_text, has_visible
from handouts.resources import REVIEW_FILE
from handouts.review.dates import months_later
from handouts.review.parts import Change, changes, content_parts, merged
from handouts.review.record import LINE, Record, read_records
from handouts.review.standing import findings, signed_record, version_change

Site = tuple[Library, Brand]
"""A brand with the contacts of one site, and the library in the words of that site's region."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How a brand's content stands on a day.

    `record` is None where nobody has signed it. It holds if there are no `problems`; `changed`
    is what differs from what was signed, in words; `notices` is what else a reviewer should know.
    """

    record: Record | None
    problems: tuple[Problem, ...]
    changed: tuple[str, ...]
    notices: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether the content counts as reviewed on that day."""
        return self.record is not None and not self.problems


def sign(
    sites: Sequence[Site],
    templates: Path,
    by: str,
    role: str,
    day: dt.date,
    until: dt.date | None,
) -> tuple[Record, ...]:
    """Return the brand's signatures with a new one for all of its sites, signed on `day`.

    Signatures for other conditions and languages stay. Without `until` it holds as long as the
    library says. Raises BadInput for a name, a role or a date that cannot be.
    """
    library, brand = sites[0]
    problems: list[Problem] = []
    by, role = (_line(text, option, problems) for text, option in ((by, "--by"), (role, "--role")))
    terms = library.review
    end = until or months_later(day, terms.months)
    latest = months_later(day, terms.most_months)
    if end < day:
        problems.append(Problem("--until", "is in the past", "name a day to come"))
    elif end > latest:
        message = f"is more than {terms.most_months} months away"
        problems.append(Problem("--until", message, f"the latest day is {latest.isoformat()}"))
    raise_if_any(problems)
    parts = merged([content_parts(one, templates, at) for one, at in sites])
    record = Record(library.id, library.language, by, role, day, end, library.version, parts)
    return (*_others(brand, library), record)


def read_signature(sites: Sequence[Site], templates: Path, day: dt.date) -> Signature:
    """Return how the content of a brand, with all its sites, stands on a day."""
    library, brand = sites[0]
    record, problems = signed_record(brand, library)
    if record is None or brand.review is None:
        return Signature(None, tuple(problems), (), _due(library, day))
    changed: dict[Change, None] = {}
    for one, at in sites:
        changed |= dict.fromkeys(changes(record.parts, content_parts(one, templates, at)))
    found = findings(record, tuple(changed), library, day, brand.review.source)
    told = dict.fromkeys(str(change) for change in changed)
    version = version_change(record, library)
    return Signature(record, tuple(found), (*filter(None, [version]), *told), _due(library, day))


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
