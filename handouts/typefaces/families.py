"""Families: those in fonts/, a clinic's own, and what each falls back on, glyph by glyph."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from handouts import resources
from handouts.typefaces.faces import STYLES, Face, Family, Style, Typeface
from handouts.typefaces.truetype import parse_face, read_face

TEXT = "source-sans-3"
SIGNS = "dejavu-sans"
"""The last resort, for signs; it sets no text of its own."""

# What a patient's details are set in, fixed so that any edition can take any patient: Latin with
# Latin-1, Extended-A and -B, Vietnamese, Greek, Cyrillic, and the signs that clinics write.
_FIELD_REPERTOIRE = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1A0, 0x1B1), *range(0x1CD, 0x1DD),
    *range(0x218, 0x21C), *range(0x386, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,
    *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2015), *range(0x2018, 0x201F), 0x2020, 0x2022,
    0x2026, 0x202F, 0x2032, 0x2033, 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212,
    0x2248, 0x2260, 0x2264, 0x2265, 0x2610, 0x2611, 0x2713, 0x2717, 0xBC, 0xBD, 0xBE,
)  # fmt: skip


@lru_cache(maxsize=1)
def family_names() -> tuple[str, ...]:
    """Return the folders in fonts/ whose families a brand can choose, sorted."""
    folders = resources.fonts_folder().glob("*/family.toml")
    return tuple(sorted(path.parent.name for path in folders if path.parent.name != SIGNS))


def load_typeface(name: str = TEXT) -> Typeface:
    """Return the shipped family of that folder name, with others to fall back on."""
    return choose_typeface(name, name, {})


def choose_typeface(headings: str, body: str, own: Mapping[str, Mapping[Style, bytes]]) -> Typeface:
    """Return what to set a handout in; the same object for the same fonts.

    `headings` and `body` name families of `own` or folders in fonts/. What they lack is set in
    Source Sans 3, then in DejaVu Sans; so are words that stand out, in a text without a bold of its
    own. A clinic's own fonts must have passed `font_flaws`.
    """
    text = _emphatic(_family(body, own)) if body in own else _family(body, own)
    return _typeface(_family(headings, own), text)


def repertoire() -> tuple[str, ...]:
    """Return the characters that every handout can have, in an order that stays."""
    return tuple(dict.fromkeys(map(chr, _FIELD_REPERTOIRE)))


def field_characters(typeface: Typeface, style: Style = "regular") -> tuple[str, ...]:
    """Return the characters in which a patient's details can be set, in an order that stays.

    One that the first family lacks is set in the next that has it; the last family is for signs.
    """
    faces = [family.faces[style] for family in typeface.families[:-1]]
    return tuple(c for c in repertoire() if c == "\xa0" or any(face.covers(c) for face in faces))


def _family(name: str, own: Mapping[str, Mapping[Style, bytes]]) -> Family:
    if name in own:
        return _own_family(name, tuple(own[name][style] for style in STYLES))
    return _shipped_family(name)


@lru_cache(maxsize=32)
def _typeface(headings: Family, body: Family) -> Typeface:
    fallback = (_shipped_family(TEXT), _shipped_family(SIGNS))
    return Typeface(
        tuple(dict.fromkeys((body, *fallback))),
        None if headings is body else Typeface(tuple(dict.fromkeys((headings, *fallback)))),
    )


@lru_cache(maxsize=16)
def _shipped_family(name: str) -> Family:
    folder = resources.fonts_folder() / name
    about = tomllib.loads((folder / "family.toml").read_text(encoding="utf-8"))
    faces = {style: read_face(folder / about["files"][style]) for style in STYLES}
    return Family(about["name"], faces)


@lru_cache(maxsize=16)
def _emphatic(family: Family) -> Family:
    """Return a family for text: without a bold of its own, ours steps in, so that it stands out."""
    if family.faces["bold"] is not family.faces["regular"]:
        return family
    ours = _shipped_family(TEXT).faces
    bold: dict[Style, Face] = {style: ours[style] for style in ("bold", "bold_italic")}
    return Family(family.name, family.faces | bold)


@lru_cache(maxsize=16)
def _own_family(name: str, files: tuple[bytes, ...]) -> Family:
    """Return a clinic's own family; styles that share a file share a face."""
    made = {data: parse_face(data) for data in dict.fromkeys(files)}
    return Family(name, dict(zip(STYLES, (made[data] for data in files), strict=True)))
