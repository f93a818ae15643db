"""Editions kept on the disk, in the user's cache folder. Nothing of a patient is in them.

A file is a line that names the format, the SHA-256 of what follows, then facts as JSON and the
bytes of the static part. Loading it makes plain values only; what is damaged, of another format
or not the user's own is as good as not there. Whatever fails here costs time and nothing else.
"""

import hashlib
import itertools
import json
import os
import stat
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from handouts import resources
from handouts.editions.request import Origin, PreparedEdition
from handouts.errors import OutputError, Problem
from handouts.language import DateWords, PrintWords
from handouts.output import make_folder, write_file
from handouts.pdf.edition_data import About, Edition, FieldBox, FieldGlyph
from handouts.pdf.objects import StaticPart
from handouts.prescription.decisions import Decision

MOST_BYTES = 256 * 1024 * 1024
"""Above this the editions that were not used for the longest are deleted."""

_FORMAT = b"handouts edition 3\n"
_DIGEST = 32  # bytes
_LENGTH = 4  # bytes of a length
_ENDING = ".edition"
VERDICT_ENDING = ".verdict"
"""The ending of what is kept beside editions: whether their brand has errors."""

_EACH = 16  # so many editions are saved between two looks at the size of them all
_saved = itertools.count()


def load(key: str) -> PreparedEdition | None:
    """Return the edition kept under a name, None if there is none that can be used."""
    folder = resources.cache_folder()
    if folder is None:
        return None
    path = folder / f"{key}{_ENDING}"
    try:
        data = read_own(path)
        prepared = _unpacked(data)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    with suppress(OSError):
        os.utime(path)  # it was used: let others go first
    return prepared


def save(key: str, prepared: PreparedEdition) -> None:
    """Keep an edition under a name, if that can be done."""
    keep_beside(f"{key}{_ENDING}", _packed(prepared))


def keep_beside(name: str, data: bytes) -> None:
    """Keep a file in the folder of editions, if that can be done."""
    folder = resources.cache_folder()
    if folder is None:
        return
    with suppress(OSError, OutputError):
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_folder(folder)
        write_file(folder / name, data, force=True)
        if next(_saved) % _EACH == 0:
            trim(folder)


def trim(folder: Path, limit: int = MOST_BYTES) -> None:
    """Delete what was not used for the longest, until the rest is within the limit."""
    found = []
    for path in (*folder.glob(f"*{_ENDING}"), *folder.glob(f"*{VERDICT_ENDING}")):
        with suppress(OSError):  # another process may have deleted it
            about = path.stat()
            found.append((about.st_mtime_ns, about.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= limit:
            return
        with suppress(OSError):
            path.unlink()
        total -= size


def read_own(path: Path) -> bytes:
    """Return the bytes of an ordinary file of the user's own. Raises OSError or ValueError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise ValueError("no ordinary file")
        if hasattr(os, "getuid") and about.st_uid != os.getuid():
            raise ValueError("somebody else's")
        return file.read()


def _packed(prepared: PreparedEdition) -> bytes:
    edition = prepared.edition
    static = edition.static
    facts = {
        "digest": edition.digest, "about": asdict(edition.about), "pages": edition.pages,
        "root": edition.root, "info": edition.info_number, "metadata": edition.metadata_number,
        "fields": [asdict(box) for box in edition.fields],
        "glyphs": {c: [g.font, g.code, g.width] for c, g in edition.glyphs.items()},
        "trace": list(edition.trace), "places": [[n, *place] for n, place in static.places.items()],
        "origin": asdict(prepared.origin), "dates": asdict(prepared.dates),
        "notices": [asdict(notice) for notice in prepared.notices],
        "print_words": asdict(prepared.print_words),
        "decisions": [[one.about, one.what, one.why] for one in prepared.decisions],
    }  # fmt: skip
    parts = (json.dumps(facts).encode(), static.table, static.data)
    body = b"".join(len(part).to_bytes(_LENGTH, "big") + part for part in parts)
    return _FORMAT + hashlib.sha256(body).digest() + body


def _unpacked(data: bytes) -> PreparedEdition:
    """Return the edition in a file's bytes. Raises ValueError, LookupError or TypeError."""
    start = len(_FORMAT) + _DIGEST
    if not data.startswith(_FORMAT):
        raise ValueError("another format")
    if hashlib.sha256(memoryview(data)[start:]).digest() != data[len(_FORMAT) : start]:
        raise ValueError("damaged")
    parts = []
    while start < len(data):
        length = int.from_bytes(data[start : start + _LENGTH], "big")
        parts.append(data[start + _LENGTH : start + _LENGTH + length])
        start += _LENGTH + length
    head, table, body = parts
    facts = json.loads(head)
    places = {number: (first, last) for number, first, last in facts["places"]}
    edition = Edition(
        digest=facts["digest"], about=About(**facts["about"]), pages=facts["pages"],
        static=StaticPart(body, places, table, hashlib.sha256(body)), root=facts["root"],
        info_number=facts["info"], metadata_number=facts["metadata"],
        fields=tuple(_box(box) for box in facts["fields"]),
        glyphs={c: FieldGlyph(*glyph) for c, glyph in facts["glyphs"].items()},
        trace=tuple(facts["trace"]),
    )  # fmt: skip
    origin, dates = facts["origin"], facts["dates"]
    return PreparedEdition(
        edition,
        _origin(origin),
        DateWords(dates["pattern"], tuple(dates["months"])),
        tuple(Problem(**notice) for notice in facts["notices"]),
        PrintWords(**facts["print_words"]),
        tuple(Decision(*one) for one in facts["decisions"]),
    )


def _origin(facts: dict[str, Any]) -> Origin:
    exercises, reviewers = tuple(facts["exercises"]), tuple(map(tuple, facts["reviewers"]))
    return Origin(**{**facts, "exercises": exercises, "reviewers": reviewers})


def _box(facts: dict[str, Any]) -> FieldBox:
    colours = {name: tuple(facts[name]) for name in ("colour", "rule_colour")}
    return FieldBox(**{**facts, **colours})
