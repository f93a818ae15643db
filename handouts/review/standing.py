"""Whether a signature holds on a day; if not, the content is a draft, and why is said."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import Problem
from handouts.review.dates import months_later
from handouts.review.parts import Change, changes, content_parts
from handouts.review.record import Record, read_records

READ = "handouts review status tells all; read what changed, then sign: handouts review sign"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a handout says of its content's review.

    `by`, `role`, `signed` and `until` are empty for a draft. `notices` tell a clinician why
    something that was signed is a draft; content that nobody ever signed has none.
    """

    status: Literal["draft", "reviewed"] = "draft"
    by: str = ""
    role: str = ""
    signed: dt.date | None = None
    until: dt.date | None = None
    notices: tuple[Problem, ...] = ()


DRAFT = Standing()


def review_of(
    library: Library,
    templates: Path,
    brand: Brand,
    day: dt.date | None,
    unsigned: str = "",
) -> Standing:
    """Return the standing of a brand's content on a day; without a day nothing holds.

    `templates` is the folder of the condition's templates. `unsigned` names content beside the
    brand's, such as a plan from a file, which no signature is for. A record that is malformed,
    does not hold or is for something else makes a draft with a notice, never a failure.
    """
    if brand.review is None:
        return DRAFT
    record, problems = signed_record(brand, library)
    if record is None:
        return _draft(problems or [_for_something_else(brand, library)])
    now = content_parts(library, templates, brand)
    found = findings(record, changes(record.parts, now), library, day, brand.review.source)
    if unsigned:
        message = f"{unsigned} is not part of what was signed"
        found.append(Problem(brand.review.source, message, "put it into the brand and sign anew"))
    if found or day is None:
        return _draft(found)
    return Standing("reviewed", record.by, record.role, record.date, record.until)


def signed_record(brand: Brand, library: Library) -> tuple[Record | None, list[Problem]]:
    """Return the brand's signature for a library's condition and language, if it is well-formed."""
    if brand.review is None:
        return None, []
    records, problems = read_records(brand.review)
    wanted = (library.id, library.language)
    mine = [one for one in records if (one.condition, one.language) == wanted]
    return (mine[0] if mine else None), problems


def findings(
    record: Record,
    changed: tuple[Change, ...],
    library: Library,
    day: dt.date | None,
    source: str,
) -> list[Problem]:
    """Return why a signature does not hold on a day, with the remedies; nothing where it does."""
    found = []
    if changed:
        message = f"what was signed has changed: {_told(record, library, changed)}"
        found.append(Problem(source, message, READ))
    longest = library.review.most_months
    if record.until > months_later(record.date, longest):
        message = f"is more than {longest} months after the date of signing"
        found.append(Problem(f"{source}:until", message, READ))
    if day is not None and day > record.until:
        message = f"the sign-off ended on {record.until.isoformat()}"
        found.append(Problem(f"{source}:until", message, READ))
    if day is not None and day < record.date:
        message = f"the handout's date is before that of signing, {record.date.isoformat()}"
        found.append(Problem(f"{source}:date", message, "give the handout a later date"))
    return found


def version_change(record: Record, library: Library) -> str:
    """Return how the library's version differs from the signed one, or ""."""
    same = record.library == library.version
    return "" if same else f"library {record.library} -> {library.version}"


def _told(record: Record, library: Library, changed: tuple[Change, ...]) -> str:
    """Return what changed on one line: the first two things, and how many more."""
    named = dict.fromkeys(str(change) for change in changed)
    listed = [*filter(None, [version_change(record, library)]), *named]
    more = len(listed) - 2
    return "; ".join(listed[:2]) + (f"; and {more} more" if more > 0 else "")


def _for_something_else(brand: Brand, library: Library) -> Problem:
    source = brand.review.source if brand.review else ""
    message = f"nobody has signed the condition {library.id} in the language {library.language}"
    return Problem(source, message, "sign it: handouts review sign")


def _draft(problems: list[Problem]) -> Standing:
    notices = tuple(
        Problem(one.source, f"the handout says draft: {one.message}", one.hint, "warning")
        for one in problems
    )
    return Standing(notices=notices)
