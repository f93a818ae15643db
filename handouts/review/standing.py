"""Whether signatures hold on a day for what a handout prints; if not, it is a draft, and why."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.brand import Brand
from handouts.content import Library
from handouts.errors import Problem
from handouts.review.dates import months_later
from handouts.review.parts import CHANGED, Change, changes, drawn_parts, written_parts
from handouts.review.record import Record, read_records
from handouts.review.things import LIBRARY, PICTURES, TYPEFACES, Thing, thing_of

READ = (
    "handouts review status tells all; read what changed (handouts review proof --changed), "
    "then sign: handouts review sign --changed"
)
_AGAIN = "handouts review status tells all; read it anew, then sign: handouts review sign"


class Signer(NamedTuple):
    """Who signed, and as what."""

    by: str
    role: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a handout says of its content's review.

    `people` are all who signed what it prints, in the order in which they signed; `signed` is the
    last day on which one of them did, `first` the first such day, `until` the first on which a
    signature ends. All are empty for a draft. `notices` tell a clinician why something that was
    signed is a draft; content that nobody ever signed has none.
    """

    status: Literal["draft", "reviewed"] = "draft"
    people: tuple[Signer, ...] = ()
    signed: dt.date | None = None
    until: dt.date | None = None
    notices: tuple[Problem, ...] = ()
    first: dt.date | None = None


DRAFT = Standing()


@dataclass(frozen=True, slots=True)
class Signed:
    """All signatures for one condition and language, as they stand in a record.

    `digests` is part -> digest of what was signed, `by` part -> the signature that is for it.
    """

    records: tuple[Record, ...]
    digests: Mapping[str, str]
    by: Mapping[str, Record]

    def differing(self, now: Mapping[str, str]) -> tuple[Change, ...]:
        """Return what differs from what was signed."""
        return tuple(one for one in changes(self.digests, now) if not self._is_older(one.part))

    def _is_older(self, part: str) -> bool:
        """Say whether a part is covered by a record of version 0.1.0, which has none such.

        Drawings were signed with the poses that they are made from, our own typefaces with all.
        """
        if part in self.digests:
            return False
        if part == TYPEFACES:
            return any(record.form == 1 for record in self.records)
        if not part.startswith(PICTURES):
            return False
        posed = self.by.get(f"{LIBRARY}{part.removeprefix(PICTURES)}.toml")
        return posed is not None and posed.form == 1


class Reviewed:
    """A brand's content and its signatures, looked at once for many handouts.

    `templates` is the folder of the condition's templates, `pictures` that of its drawings.
    """

    def __init__(self, library: Library, templates: Path, brand: Brand, pictures: Path) -> None:
        self._library, self._brand, self._pictures = library, brand, pictures
        self._templates = templates

    def standing(
        self,
        day: dt.date | None,
        unsigned: str = "",
        unprinted: frozenset[Thing] = frozenset(),
    ) -> Standing:
        """Return the standing of a handout's content on a day; without a day nothing holds.

        `unsigned` names content beside the brand's, such as a plan from a file, which no signature
        is for. `unprinted` is what the handout does not print: nobody has to have signed that. A
        record that is malformed, does not hold or is for something else makes a draft with a
        notice, never a failure.
        """
        review = self._brand.review
        if review is None:
            return DRAFT
        signed, problems = self._signatures
        if not signed.records:
            return _draft(problems or [_for_something_else(self._brand, self._library)])
        now = self._parts(unprinted)
        found = findings(signed, now, self._library, day, review.source)
        if unsigned:
            message = f"{unsigned} is not part of what was signed"
            found.append(Problem(review.source, message, "put it into the brand and sign anew"))
        if found or day is None:
            return _draft(found)
        used = in_use(signed, now)
        return Standing(
            "reviewed",
            tuple(dict.fromkeys(Signer(one.by, one.role) for one in used)),
            max(one.date for one in used),
            min(one.until for one in used),
            first=min(one.date for one in used),
        )

    def _parts(self, unprinted: frozenset[Thing]) -> dict[str, str]:
        def wanted(part: str) -> bool:
            return thing_of(part) not in unprinted

        written = {name: digest for name, digest in self._written.items() if wanted(name)}
        return written | drawn_parts(self._library, self._pictures, wanted)

    @cached_property
    def _written(self) -> dict[str, str]:
        return written_parts(self._library, self._templates, self._brand)

    @cached_property
    def _signatures(self) -> tuple[Signed, list[Problem]]:
        return signatures(self._brand, self._library)


def signatures(brand: Brand, library: Library) -> tuple[Signed, list[Problem]]:
    """Return the brand's signatures for a library's condition and language, if well-formed."""
    records, problems = read_records(brand.review) if brand.review else ((), [])
    wanted = (library.id, library.language)
    mine = tuple(one for one in records if (one.condition, one.language) == wanted)
    by = {part: one for one in mine for part in one.parts}
    return Signed(mine, {part: one.parts[part] for part, one in by.items()}, by), problems


def in_use(signed: Signed, now: Iterable[str]) -> tuple[Record, ...]:
    """Return the signatures that are for any of these parts, in their order."""
    wanted = {id(signed.by[part]) for part in now if part in signed.by}
    return tuple(one for one in signed.records if id(one) in wanted)


def findings(
    signed: Signed,
    now: Mapping[str, str],
    library: Library,
    day: dt.date | None,
    source: str,
) -> list[Problem]:
    """Return why signatures do not hold on a day for these parts; nothing where they do."""
    found = []
    used = in_use(signed, now)
    differing = signed.differing(now)
    if differing:
        found.append(Problem(source, _told(used, library, differing), READ))
    for record in used:
        found += _over(record, library, day, source)
    return list(dict.fromkeys(found))


def _over(record: Record, library: Library, day: dt.date | None, source: str) -> list[Problem]:
    """Return why a signature does not hold on a day, whatever it is for."""
    found = []
    longest = library.review.most_months
    if record.until > months_later(record.date, longest):
        message = f"is more than {longest} months after the date of signing"
        found.append(Problem(f"{source}:until", message, _AGAIN))
    if day is not None and day > record.until:
        message = f"the sign-off ended on {record.until.isoformat()} ({record.by})"
        found.append(Problem(f"{source}:until", message, _AGAIN))
    if day is not None and day < record.date:
        message = f"the handout's date is before that of signing, {record.date.isoformat()}"
        found.append(Problem(f"{source}:date", message, "give the handout a later date"))
    return found


def version_changes(records: Iterable[Record], library: Library) -> tuple[str, ...]:
    """Return how the library's version differs from the signed ones."""
    signed = dict.fromkeys(one.library for one in records)
    return tuple(f"library {one} -> {library.version}" for one in signed if one != library.version)


def _told(used: Iterable[Record], library: Library, differing: tuple[Change, ...]) -> str:
    """Return what changed on one line: the first two things, and how many more."""
    changed = any(change.how == CHANGED for change in differing)
    named = dict.fromkeys(str(change) for change in differing)
    listed = [*(version_changes(used, library) if changed else ()), *named]
    more = len(listed) - 2
    told = "; ".join(listed[:2]) + (f"; and {more} more" if more > 0 else "")
    if changed:
        return f"what was signed has changed: {told}"
    return f"not all of it is signed: {told}"


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
