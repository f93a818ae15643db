"""Fonts for tests: a real one, changed in one place."""

import struct
from functools import cache

from handouts import resources
from handouts.typefaces.truetype import read_characters, read_tables

FONTS = resources.fonts_folder()


@cache
def regular(family: str = "lexend") -> bytes:
    """Return the upright font of a shipped family."""
    (path,) = (FONTS / family).glob("*-Regular.ttf")
    return path.read_bytes()


def patched(data: bytes, table: str, offset: int, value: bytes) -> bytes:
    """Return a font with bytes of one table replaced, from so many bytes into it."""
    start = read_tables(data)[table].offset + offset
    return data[:start] + value + data[start + len(value) :]


def renamed(data: bytes, table: str, name: str) -> bytes:
    """Return a font whose directory calls a table something else."""
    count = struct.unpack_from(">H", data, 4)[0]
    head = 12 + 16 * count
    return data[:12] + data[12:head].replace(table.encode(), name.encode(), 1) + data[head:]


def with_rights(rights: int) -> bytes:
    """Return a font with that fsType."""
    return patched(regular(), "OS/2", 8, struct.pack(">H", rights))


def lent(data: bytes, letter: str, drawn: str) -> bytes:
    """Return a font that draws one letter with the glyph of another, or with none for ""."""
    tables = read_tables(data)
    glyphs = read_characters(data, tables["cmap"].offset)
    glyph = glyphs[ord(letter)]
    (long,) = struct.unpack_from(">H", data, tables["head"].offset + 50)
    form = ">II" if long else ">HH"
    size = struct.calcsize(form)
    start, end = struct.unpack_from(form, data, tables["loca"].offset + size // 2 * glyph)
    made = bytearray(data)
    if not drawn:  # outlines of no contours
        place = tables["glyf"].offset + (start if long else 2 * start)
        made[place : place + 2] = b"\0\0"
        return bytes(made)
    other = glyphs[ord(drawn)]
    first, last = struct.unpack_from(form, data, tables["loca"].offset + size // 2 * other)
    times = 1 if long else 2
    base = tables["glyf"].offset
    outline = data[base + times * first : base + times * last]
    assert len(outline) <= times * (end - start)
    made[base + times * start : base + times * start + len(outline)] = outline
    return bytes(made)
