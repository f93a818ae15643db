"""The words as they were signed, kept beside the record: what changed can be shown side by side.

One plain text file for a condition and language: each part under a line with its name and its
number of lines, as it was written. Every text is known by the digest in the record, so that words
that somebody changed by hand are never taken for signed ones.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from handouts.brand import Brand
from handouts.content import Library, own_region_file
from handouts.errors import BadInput, Problem
from handouts.resources import SIGNED_WORDS
from handouts.review.parts import as_json, own_files, own_templates, said_in, template_files
from handouts.review.record import Record
from handouts.review.things import BRAND, LIBRARY, REGIONS

MOST_BYTES = 8 * 1024 * 1024
_HEAD = """\
# The words and numbers that were signed, as they read then. Written by: handouts review sign.
# handouts review status shows them beside those of today. A change by hand here has no effect.
"""
_BEGIN, _END = "\n==== ", " lines\n"


def kept_name(library: Library) -> str:
    """Return the path of the kept words in the folder of the brand that was signed."""
    return SIGNED_WORDS.replace("*", f"{library.id}.{library.language}")


def texts_now(
    sites: Iterable[tuple[Library, Brand]], folder: Path, templates: Path
) -> dict[str, str]:
    """Return the texts of all parts that are text, as they are now.

    `folder` is that of the condition's library.
    """
    texts: dict[str, str] = {}
    for library, brand in sites:
        own = _in_place_of_ours(library, brand)
        for name in library.files:
            shared = name.startswith(REGIONS)
            path = folder.parent / name if shared else folder / name
            text = own[name] if name in own else _read(path)
            texts[name if shared else f"{LIBRARY}{name}"] = text
        for name, path in template_files(templates, library.language, brand).items():
            texts[name] = _read(path)
        for part, files in own_files(brand).items():
            texts |= {f"{BRAND}{part}/{name}": file.text for name, file in files.items()}
        translated = own_templates(brand, library.language)
        texts |= {name: file.text for name, file in translated.items()}
        texts |= {name: as_json(value) for name, value in said_in(brand).items()}
    return texts


def _in_place_of_ours(library: Library, brand: Brand) -> dict[str, str]:
    """Return the brand's regions and its words of a language by the names of `library.files`."""
    texts = {own_region_file(name): file.text for name, file in brand.regions.items()}
    language = brand.languages.get(library.language)
    words = language.words if language else {}
    return texts | {f"{library.language}/{name}": file.text for name, file in words.items()}


def only_signed(texts: Mapping[str, str], digests: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that are what these digests were made of."""
    return {
        name: text
        for name, text in texts.items()
        if name in digests and _digest(text).startswith(digests[name])
    }


def refuse_unread(texts: Mapping[str, str], parts: Mapping[str, str]) -> None:
    """Raise BadInput where a text is not that of its part: it was changed while it was read."""
    for name, text in texts.items():
        if name in parts and not _digest(text).startswith(parts[name]):
            raise BadInput([Problem(name, "was changed while it was read", "start again")])


def words_to_keep(
    records: Sequence[Record], library: Library, now: Mapping[str, str], kept: Mapping[str, str]
) -> str:
    """Return the text of the file of kept words for these signatures."""
    signed: dict[str, str] = {}
    for record in records:
        if (record.condition, record.language) == (library.id, library.language):
            signed |= record.parts
    texts = only_signed(kept, signed) | only_signed(now, signed)
    return _HEAD + "".join(_one(name, texts[name]) for name in sorted(texts))


def read_kept(text: str) -> dict[str, str]:
    """Return part -> text of the kept words; what makes no sense is left out."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not (line.startswith(_BEGIN.strip("\n")) and line.endswith(_END.strip("\n"))):
            continue
        name, _, count = line.removeprefix("==== ").removesuffix(" lines").rpartition(" ")
        if count.isascii() and count.isdigit():
            found[name] = "\n".join(islice(lines, int(count[:6])))
    return found


def _one(name: str, text: str) -> str:
    return f"{_BEGIN}{name} {text.count(chr(10)) + 1}{_END}{text}"


def _read(path: Path) -> str:
    return path.read_bytes().replace(b"\r\n", b"\n").decode("utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
