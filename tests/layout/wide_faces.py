"""Typefaces that are too wide: a shipped one whose letters take as much more room as asked."""

import struct
from functools import cache

from handouts.brand import FontFiles, Look
from handouts.resources import fonts_folder
from handouts.typefaces import STYLES, Style
from tests.layout.laying_out import look

_WIDTHS = b"hmtx"


@cache
def widened(name: str, times: float) -> bytes:
    """Return a shipped TrueType file in which each letter takes so many times its room.

    The outlines stay: to a page it is the room that counts.
    """
    data = bytearray(next(fonts_folder().rglob(name)).read_bytes())
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, start, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = start
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    for index in range(count):
        place = tables[_WIDTHS] + 4 * index
        (advance,) = struct.unpack_from(">H", data, place)
        struct.pack_into(">H", data, place, round(advance * times))
    return bytes(data)


def wide_look(times: float, **keys: object) -> Look:
    """Return the default brand's look, its words in a face of the clinic's so much wider."""
    files: dict[Style, str] = dict.fromkeys(STYLES, "SourceSans3-Regular.ttf")
    files |= {"bold": "SourceSans3-SemiBold.ttf", "bold_italic": "SourceSans3-SemiBold.ttf"}
    faces = {style: widened(name, times) for style, name in files.items()}
    own = {"wide": FontFiles("brand.toml:typefaces.own.wide", faces)}
    return look(headings="wide", body="wide", own_typefaces=own, **keys)
