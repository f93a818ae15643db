"""What the commands of `handouts review` work on: a brand's content, its record, its kept words."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import resources
from handouts.cli.shelf import library_folder
from handouts.errors import BadInput, Problem
from handouts.output import write_file

if TYPE_CHECKING:
    from handouts.content import Library
    from handouts.review import Content, PartChange, Record, Thing
    from handouts.review.signing import Site

_MANY = {"brand": "settings of the brand"}  # what several are called, where not by their kind
_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def own_folder(brand: str) -> Path:
    """Return the brand's folder; the shipped brand is nobody's to sign."""
    folder = resources.find_brand(brand).folder
    if folder.resolve() == resources.default_brand_folder().resolve():
        hint = "name your own with --brand; make one with: handouts brand new FOLDER"
        raise BadInput([Problem("--brand", "the shipped brand cannot be signed", hint)])
    return folder


class Desk:
    """A brand in a folder with all its sites, as it was when it was first looked at."""

    def __init__(self, folder: Path, condition: str, language: str) -> None:
        self.folder = folder
        self._place = library_folder(condition)
        self._language = language
        self._record = self._record_bytes()
        self.sites = self._read_sites()
        self.content = self._read_content()

    @property
    def library(self) -> "Library":
        """The library in the words of the brand's own region."""
        return self.sites[0][0]

    @property
    def templates(self) -> Path:
        """The folder of the condition's templates."""
        return resources.templates_folder() / self._place.name

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of all parts as they are now."""
        from handouts.review import refuse_unread, texts_now

        texts = texts_now(self.sites, self._place, self.templates)
        refuse_unread(texts, self.content.parts)
        return texts

    @cached_property
    def kept(self) -> dict[str, str]:
        """The texts of parts as they were signed."""
        from handouts.brand.folder import BrandFolder
        from handouts.review import kept_name, only_signed, read_kept
        from handouts.review.kept import MOST_BYTES

        review = self.content.brand.review
        if review is None:
            return {}
        # They lie beside the record, which may be that of a brand that this one extends.
        place = BrandFolder((self.folder / review.source).parent)
        name = kept_name(self.library)
        data = place.read(name, name, MOST_BYTES) if place.has(name) else None
        found = read_kept(data.decode("utf-8", "replace")) if data else {}
        return only_signed(found, self.content.signed.digests)

    def asked(self, names: Sequence[str], *, changed: bool) -> frozenset["Thing"]:
        """Return the things that somebody names, all without a name; raises BadInput."""
        from handouts.review import chosen

        content = self.content
        things, problems = chosen(content.things, names) if names else (content.things, [])
        if problems:
            raise BadInput(problems)
        return things & content.changed() if changed else things

    def changes(
        self, things: frozenset["Thing"], *, whole: bool = False
    ) -> tuple["PartChange", ...]:
        """Return what differs of some things, in words; with `whole` all of their words."""
        from handouts.review import part_changes, thing_of
        from handouts.review.parts import UNSIGNED, Change

        differing = [one for one in self.content.differing if thing_of(one.part) in things]
        if whole:
            differing = [Change(part, "") for part in self.content.of(things)]
            return part_changes(differing, {}, self.texts)
        signed = {one.part for one in differing if one.how != UNSIGNED}
        old = {part: text for part, text in self.kept.items() if part in signed}
        return part_changes(differing, old, self.texts)

    def things_of(self, record: "Record") -> frozenset["Thing"]:
        """Return what a signature is for and is still there."""
        from handouts.review import thing_of

        return frozenset(thing_of(part) for part in record.parts if part in self.content.parts)

    def told(self, record: "Record") -> str:
        """Return what a signature is for in a few words, "" where it is for everything."""
        from handouts.review.things import KINDS

        things = self.things_of(record)
        if things == self.content.things:
            return ""
        counted = Counter(thing.kind for thing in things)
        names = {kind: next(t.name for t in things if t.kind == kind) for kind in counted}
        return ", ".join(
            f"{kind} {names[kind]}"
            if counted[kind] == 1
            else f"{counted[kind]} {_MANY.get(kind, many)}"
            for kind, many in KINDS.items()
            if counted[kind]
        )

    def check_code(self, code: str, things: frozenset["Thing"]) -> None:
        """Refuse the code of a proof that is not of all that is to be signed, as it is now."""
        content = self.content
        wanted = code.upper().translate(_LIKE)
        shown = (content.things, content.changed(), things)
        if any(
            things <= proofed and content.code(proofed).translate(_LIKE) == wanted
            for proofed in shown
        ):
            return
        message = "is not the code of a proof of what you sign, as it is now"
        hint = "print it anew, and read what changed: handouts review proof --changed"
        raise BadInput([Problem("--proof", message, hint)])

    def write(self, records: Sequence["Record"]) -> Path:
        """Write the record with the words that were signed, and return where it is.

        Raises BadInput where the content or the record has changed since it was looked at.
        """
        from handouts.review import kept_name, words_to_keep, written

        words = words_to_keep(records, self.library, self.texts, self.kept)
        again = self._read_content(self._read_sites())
        if again.parts != self.content.parts or self._record_bytes() != self._record:
            message = "the content or its record was changed meanwhile"
            hint = "look at it again: handouts review status"
            raise BadInput([Problem(resources.REVIEW_FILE, message, hint)])
        kept = self.folder / kept_name(self.library)
        write_file(kept, words.encode("utf-8", "surrogatepass"), force=True, shared=True)
        target = self.folder / resources.REVIEW_FILE
        write_file(target, written(tuple(records)).encode(), force=True, shared=True)
        return target

    def _read_sites(self) -> list["Site"]:
        from handouts.brand import load_brand
        from handouts.clinic_library import places_of
        from handouts.content import load_library

        whole = load_brand(self.folder)
        brands = [whole, *(load_brand(self.folder, site) for site in whole.sites)]
        spoken = self._language or whole.defaults.language or "en"
        own = places_of(whole)
        return [
            (load_library(self._place, spoken, brand.region, own=own), brand) for brand in brands
        ]

    def _read_content(self, sites: Sequence["Site"] = ()) -> "Content":
        from handouts.review import read_content

        return read_content(sites or self.sites, self.templates, self._place / "pictures")

    def _record_bytes(self) -> bytes:
        try:
            return (self.folder / resources.REVIEW_FILE).read_bytes()
        except OSError:
            return b""
