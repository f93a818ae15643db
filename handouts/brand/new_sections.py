"""A clinic's new sections: Markdown in sections/, and the pictures that own texts show."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from handouts.brand.file import BrandFile
from handouts.brand.folder import BrandFolder
from handouts.brand.layers import Layer
from handouts.brand.logo import MAX_BYTES, Logo, LogoError, read_picture
from handouts.brand.model import NewSection, OwnFile
from handouts.resources import BRAND_FILE
from handouts.suggest import did_you_mean

FOLDER = "sections"
NOTES = "README.txt"
_MOST_PICTURES = 24
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHOWN = re.compile(
    r"!\[[^\]]*\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()]|\([^\s()]*\))+)(?=\)|\s+[\"'(]))"
    r'|^:::+[ \t]*picture\b.*?\bfile=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))'
)
_ELSEWHERE = re.compile(r"([a-z][a-z0-9+.-]*:)?//|data:|https?:", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_TAG = re.compile(r"\{[{%]")
_KINDS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".svgz")


@dataclass(frozen=True, slots=True)
class _Named:
    """A picture that a text names: as it is written, the line it stands in."""

    name: str
    line: int


def new_sections(
    layers: Sequence[Layer], written: BrandFile, texts: Mapping[str, OwnFile]
) -> dict[str, NewSection]:
    """Return the new sections of a brand by name; `texts` are the files of sections/.

    What brand.toml says of a section that has no file is refused.
    """
    for name in written.sections.own.keys() - texts.keys():
        hint = did_you_mean(name, texts, f"write {FOLDER}/{name}.md, or take this out")
        source = f"{BRAND_FILE}:sections.own.{name}"
        layers[0].reader.refuse(source, f"there is no file {FOLDER}/{name}.md", hint)
    made = {}
    for name in texts:
        said = written.sections.own.get(name)
        made[name] = NewSection(said.editions, said.after) if said else NewSection()
    return made


def sound_names(layers: Sequence[Layer], texts: Mapping[str, OwnFile]) -> dict[str, OwnFile]:
    """Return the new sections whose names will do; the others are refused with one that does."""
    sound = {name: file for name, file in texts.items() if _ID.fullmatch(name)}
    for name, file in texts.items():
        if name not in sound and name.casefold() != "readme":
            hint = f"rename the file to {plain_name(name) or 'a-name'}.md"
            message = "is no name for a section: small letters, digits and hyphens alone"
            layers[0].reader.refuse(file.source, message, hint)
    return sound


def plain_name(words: str) -> str:
    """Return a name of small letters, digits and hyphens that is like some words; "" for none."""
    # These letters are not a plain one with a mark, so no normal form takes them apart.
    table = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
                           "þ": "th", "\u0131": "i"})  # fmt: skip
    german = words.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    apart = unicodedata.normalize("NFKD", german.translate(table))
    return re.sub(r"[^a-z0-9]+", "-", apart.encode("ascii", "ignore").decode()).strip("-")


def shown_pictures(layers: Sequence[Layer], texts: Iterable[OwnFile]) -> dict[str, Logo | None]:
    """Return the pictures that own texts name, by path in the folder; None for refused ones.

    Like a logo, it is that of the nearest brand of a chain which has one of the name. One whose
    name a tag makes is not found here.
    """
    found: dict[str, Logo | None] = {}
    readers = {layer.reader.prefix: layer.reader for layer in layers}
    for file in texts:
        prefix = max((one for one in readers if file.source.startswith(one)), key=len)
        inside = file.source.removeprefix(prefix)
        for named in _named(file.text):
            path = picture_path(inside, named.name)
            if path in found or _TAG.search(named.name):
                continue
            theirs = (layer.reader for layer in layers if layer.reader.has(path))
            reader = next(theirs, readers[prefix])
            source = f"{inside}:{named.line}"
            if len(found) >= _MOST_PICTURES:
                message = f"is one of more than {_MOST_PICTURES} pictures"
                reader.refuse(source, message, "leave some of them out")
                return found
            found[path] = _read(reader, named.name, path, source)
    return found


def pictures_in(file: OwnFile) -> tuple[str, ...]:
    """Return the pictures that a text names, as paths in the brand's folder."""
    return tuple(dict.fromkeys(picture_path(file.source, one.name) for one in _named(file.text)))


def picture_path(source: str, name: str) -> str:
    """Return the path in a brand's folder of a picture that a text there names.

    `source` is what Problems call the text, its own path; of a brand that is extended it begins
    with the way to that.
    """
    way = re.match(r"\.\./[^/]+/", source)
    inside = source[way.end() :] if way else source
    return posixpath.normpath(posixpath.join(posixpath.dirname(inside), unquote(name)))


def _named(text: str) -> Iterator[_Named]:
    for number, line in enumerate(text.splitlines(), 1):
        for match in _SHOWN.finditer(line):
            yield _Named(next(filter(None, match.groups()), ""), number)


def _read(reader: BrandFolder, name: str, path: str, source: str) -> Logo | None:
    """Return a picture; note what is wrong with it."""
    flaw = _flaw(name, path)
    if flaw:
        reader.refuse(source, *flaw)
        return None
    if not reader.has(path):
        there = reader.names(posixpath.dirname(path) or ".", *_KINDS)
        near = [PurePosixPath(one).name for one in there]
        hint = did_you_mean(PurePosixPath(path).name, near, f"put {name} beside this text")
        reader.refuse(source, f"the picture {name} is not there", hint)
        return None
    data = reader.read(path, f"{source}:{name}", MAX_BYTES)
    if data is None:
        return None
    try:
        return replace(read_picture(data), file_digest=hashlib.sha256(data).hexdigest())
    except LogoError as error:
        # The same reader as for logos, which says what to save "the logo" as.
        reader.refuse(
            source, f"the picture {name} {error.message}", error.hint.replace("logo", "picture")
        )
    return None


def _flaw(name: str, path: str) -> tuple[str, str] | None:
    """Return why a picture is not looked for, and the remedy."""
    if _ELSEWHERE.match(name):
        hint = f"save the picture in {FOLDER}/ and write the name of its file"
        return "shows a picture from the web, and nothing is fetched", hint
    if "\\" in name:
        return "has a \\ in the name of a picture", "write / in its place"
    if path.startswith(("../", "/")) or path == ".." or _DRIVE.match(name):
        hint = f"copy the picture into {FOLDER}/ and write the name of its file"
        return "shows a picture from outside of the brand's folder", hint
    return None


def stray_files(names: Iterable[str], shown: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each file of sections/ that is no section and that no text shows, and the remedy."""
    used = set(shown)
    for path in names:
        file = PurePosixPath(path)
        if file.suffix.lower() == ".md" or path in used or file.name in (NOTES, "Thumbs.db"):
            continue
        if file.name.startswith(".") or "." not in file.name:
            continue  # a folder, or a note that an editor keeps
        if file.suffix.lower() in _KINDS:
            yield path, f"show it: ![what it shows]({file.name})"
        else:
            yield path, f"save its text as {plain_name(file.stem) or 'a-name'}.md"
