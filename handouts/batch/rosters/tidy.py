"""Undoing what programs on the way did to a text: it says again what somebody typed.

Blanks are made plain; that changes nothing that can be read. Where letters are put right it is
told, because somebody should look at them.
"""

import html
import re
from collections.abc import Sequence

SPOILED, ENCODED = "spoiled", "encoded"
"""What was put right: letters read in the wrong encoding, and signs written as HTML names them."""

_BETWEEN = "\x1f"  # stands between two cells where several are looked at together
_SUSPECT = re.compile(
    "[\t\r\x0b\x0c\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"
    "|[ \n][ \n\x1f]|\x1f[ \n=#]|^[ \n=#]|[ \n]$|&[#A-Za-z]|_x00|Err:|[\xc2-\xc5\xe2]"
)
_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = re.compile("[\u200b\u2060\ufeff]")
_BLANKS = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_ENDS = re.compile(" ?\n ?")
_ESCAPED_END = re.compile("_x000D_\n?|_x000A_", re.IGNORECASE)
_ESCAPED_TAB = re.compile("_x0009_")
_AS_FORMULA = re.compile(r'="([^"]*)"')
_SIGN_NAME = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_FOREIGN = re.compile("[^\x00-\x7f]+")
# What letters read in the wrong encoding become again: European letters and common signs.
_SURE = re.compile("[\x00-\x7f\xa0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2122]*")


def is_plain(texts: Sequence[str]) -> bool:
    """Say whether none of the texts needs tidying, which is so nearly always."""
    return _SUSPECT.search(_BETWEEN.join(texts)) is None


def tidied(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text as it was meant, and what of it was put right."""
    done = []
    match = _AS_FORMULA.fullmatch(text)
    if match:
        text = match[1]
    text = _ESCAPED_TAB.sub("\t", _ESCAPED_END.sub("\n", text))
    named = _decoded(text)
    if named != text:
        done.append(ENCODED)
    mended = _mended(named)
    if mended != named:
        done.append(SPOILED)
    text = _ENDS.sub("\n", _NOTHING.sub("", mended))
    text = _AROUND_ENDS.sub("\n", _BLANKS.sub(" ", text))
    return text.strip(" \n"), tuple(done)


def _decoded(text: str) -> str:
    """Return a text with signs for their names in HTML, also where they were named twice."""
    for _ in range(2):
        text = _SIGN_NAME.sub(lambda match: html.unescape(match[0]), text)
    return text


def _mended(text: str) -> str:
    """Return a text whose UTF-8 was read as Windows-1252 as it was; any other one as it is.

    It is sure only where all that is foreign in the text becomes European letters that way.
    """
    foreign = _FOREIGN.findall(text)
    if not foreign or not all(_read_again(part) for part in foreign):
        return text
    return _FOREIGN.sub(lambda match: _read_again(match[0]), text)


def _read_again(text: str) -> str:
    """Return what these letters were before they were read wrongly, "" for nothing sure."""
    try:
        read = b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return ""
    return read if _SURE.fullmatch(read) else ""


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("windows-1252")
    except UnicodeError:
        return letter.encode("latin-1")
