"""A workbook's file: a zip with parts of XML that point to each other (ECMA-376, part 2).

Nothing in it is trusted. Sizes are looked at before anything is unpacked, a part that defines
entities is refused, and where parts lie is read from the file, not taken for granted.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element, XMLPullParser
from xml.parsers import expat

from handouts.batch.rows import UnreadableRosterError

MAX_UNPACKED = 200 * 1024 * 1024  # bytes
_PIECE = 1 << 16
_LONGEST_PROLOG = 1 << 20  # bytes before the first element

SAVE_AGAIN = "open it in Excel or LibreOffice, save it as a new .xlsx or as .csv, and use that one"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: the last word of the relation's type, and the other part."""

    kind: str
    part: str


Elements = tuple[str, Iterator[Element]]


class Package:
    """An open workbook's parts, found without regard to case as the standard says."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        try:
            self._zip = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise damaged("is damaged or cut off") from error
        entries = self._zip.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            message = f"unpacks to more than {MAX_UNPACKED // 1024**2} MB"
            raise UnreadableRosterError(message, "copy the list into a new workbook")
        self._names = {_plain(entry.filename): entry.filename for entry in entries}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._names

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield a part's bytes. Raises UnreadableRosterError, or what zipfile raises."""
        name = self._names.get(_plain(part))
        if name is None:
            raise damaged("is damaged: a part of it is missing")
        with self._zip.open(name) as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def elements(self, part: str, drop: re.Pattern[bytes] | None = None) -> Elements:
        """Return the namespace of a part's XML, and its elements, each when it ends.

        Whoever takes an element clears it, or all stay in memory. Rows that `drop` matches are left
        out before they are read as XML, where they lie in one piece.
        """
        root = _root(self.pieces(part))
        return root[: root.find("}") + 1], self._ended(part, drop)

    def _ended(self, part: str, drop: re.Pattern[bytes] | None) -> Iterator[Element]:
        parser: XMLPullParser[Element] = XMLPullParser(("end",))
        pieces = self.pieces(part)
        for piece in _without(pieces, drop) if drop else pieces:
            parser.feed(piece)
            for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                yield element
        parser.close()

    def relations(self, part: str) -> dict[str, Relation]:
        """Return where a part points to, by id; "" is the package itself."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return {}
        found = {}
        for element in self.elements(listed)[1]:
            if not element.tag.endswith("}Relationship"):
                continue
            if element.get("TargetMode", "").casefold() != "external":
                kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
                target = element.get("Target", "").replace("\\", "/")
                place = posixpath.normpath(posixpath.join("/", folder, target))
                found[element.get("Id", "")] = Relation(kind, place.lstrip("/"))
        return found


def damaged(message: str = "is damaged, and cannot be read") -> UnreadableRosterError:
    """Return the error for a workbook that is not as it should be."""
    return UnreadableRosterError(message, SAVE_AGAIN)


def _without(pieces: Iterator[bytes], drop: re.Pattern[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        window = rest + piece
        cut = window.rfind(b"<row ")
        cut = cut if 0 <= len(window) - cut <= _PIECE else len(window)
        rest = window[cut:]
        yield drop.sub(b"", window[:cut])
    yield rest


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


class _Begun(Exception):
    """The first element of a part has begun."""


def _root(pieces: Iterator[bytes]) -> str:
    """Return the name of the first element, with its namespace in braces.

    Raises UnreadableRosterError for a part that is not XML in UTF-8, or that defines a document
    type: entities can blow up to any size, and no spreadsheet writes them.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    found: list[str] = []

    def begin(name: str, _attributes: object) -> None:
        found.append(name)
        raise _Begun

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse
    size = 0
    try:
        for piece in pieces:
            if not size and not re.match(rb"(?:\xef\xbb\xbf)?\s*<[^\x00]", piece):
                raise damaged()
            parser.Parse(piece)
            size += len(piece)
            if size > _LONGEST_PROLOG:
                raise damaged()
    except _Begun:
        space, _, name = found[0].rpartition("}")
        return f"{{{space}}}{name}" if space else name
    raise damaged()


def _refuse(*_: object) -> None:
    raise UnreadableRosterError("has a definition of entities in it", SAVE_AGAIN)
