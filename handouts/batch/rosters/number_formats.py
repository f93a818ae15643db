"""What a spreadsheet shows of a number, by the number format of its cell (ECMA-376, 18.8.30).

Patients' numbers live by it: 42 under `"MRN-"00000` is MRN-00042. Formats of money, percent and
decimals change how a number looks, not what it says: under these its plain digits are shown.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

Shown = Callable[[float], str | None]
"""Returns the text that a cell shows; None where a spreadsheet shows only signs such as ####."""

LONGEST_EXACT = 15  # digits of a number that a spreadsheet keeps

_GENERAL = "general"
_DATES = {14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-mm-dd hh:mm"}
_TIMES = dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm")
_EAST_ASIAN = dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd")
_BUILT_IN = {1: "0", **_DATES, **_TIMES, **_EAST_ASIAN}

_DIRECTIONS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.", re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)', re.DOTALL)
_DAY = re.compile("[dy]", re.IGNORECASE)
_CLOCK = re.compile("[hs]", re.IGNORECASE)
_MONTH = re.compile("m", re.IGNORECASE)
_NOT_WHOLE = re.compile(r"[.,%@/]|e[+-]|general", re.IGNORECASE)
_PLACES = "0#?"
_LONGEST_CODE = 1000  # characters; Excel takes 255
_BESIDE = 2  # parts of a section, before a number or a text and after it

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone
_LEAP_BUG = 60  # serial numbers below it lie a day off, because 1900 was taken for a leap year
_SINCE_1904 = 1462  # days
_LAST_DAY = 2_958_465  # 31 December 9999


def shown_by(code: str, number: int, *, since_1904: bool = False) -> Shown:
    """Return how numbers look under a format: its code, or if that is "" its built-in number."""
    sections = _of_format(code, number)
    bare = _LITERAL.sub("", sections[0])
    if _GENERAL in bare.casefold():
        return _with_words(sections)
    if not bare:
        return plainly
    if is_moment(code, number):
        has_day = bool(_DAY.search(bare)) or not _CLOCK.search(bare)
        has_clock = bool(_CLOCK.search(bare))
        return lambda value: moment(
            value, has_day=has_day, has_clock=has_clock, since_1904=since_1904
        )
    parts = [_pieces(section) for section in sections]
    if not any(sign in bare for sign in _PLACES):
        return plainly

    def shown(value: float) -> str | None:
        at = _section_for(value, len(parts))
        pieces = parts[at]
        if pieces is None or value != int(value):
            return plainly(value)
        sign = "-" if value < 0 and at == 0 else ""
        return sign + _filled(pieces, str(abs(int(value))))

    return shown


def is_moment(code: str, number: int) -> bool:
    """Say whether numbers look like days or times under a format."""
    bare = _LITERAL.sub("", _of_format(code, number)[0])
    if _GENERAL in bare.casefold():
        return False
    return any(signs.search(bare) for signs in (_DAY, _CLOCK, _MONTH))


def around_text(code: str) -> tuple[str, str]:
    """Return what a format shows before and after a text: under `"MRN-"@` it is MRN- and nothing.

    A text's section is the fourth, or the last if it has the sign @.
    """
    section = _of_format(code, 0)[-1]
    parts = re.split(r'@(?=(?:[^"]*"[^"]*")*[^"]*$)', section)
    before, after = (_words(part) for part in (parts[0], parts[-1]))
    return (before, after) if len(parts) == _BESIDE else ("", "")


def _of_format(code: str, number: int) -> list[str]:
    code = code or _BUILT_IN.get(number, "")
    return _sections(_DIRECTIONS.sub("", code[:_LONGEST_CODE]))


def _with_words(sections: list[str]) -> Shown:
    """Return how numbers look that keep their digits and have words around them."""
    beside = [re.split("general", section, flags=re.IGNORECASE) for section in sections]
    words = [tuple(map(_words, parts)) for parts in beside]

    def shown(value: float) -> str:
        at = _section_for(value, len(words))
        if len(words[at]) != _BESIDE:
            return plainly(value)
        sign = "-" if value < 0 and at == 0 else ""
        return f"{sign}{words[at][0]}{plainly(abs(value))}{words[at][1]}"

    return shown


def _words(part: str) -> str:
    return "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(part))


def plainly(value: float) -> str:
    """Return a number's digits, as many as a spreadsheet knows, never with an exponent."""
    if value == int(value):
        return str(int(value))
    return format(Decimal(format(value, f".{LONGEST_EXACT}g")), "f")


def moment(
    value: float, *, has_day: bool = True, has_clock: bool = True, since_1904: bool = False
) -> str | None:
    """Return the day or the time of a serial number as ISO 8601, None for none in the calendar."""
    serial = value + (_SINCE_1904 if since_1904 else 0)
    if not 0 <= serial < _LAST_DAY + 1 or (has_day and serial < 1):
        return None
    if serial < _LEAP_BUG and not since_1904:
        serial += 1
    when = _EPOCH + dt.timedelta(days=serial)
    when = (when + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    if not has_day:
        return when.strftime("%H:%M")
    if has_clock and when.time() != dt.time():
        return when.isoformat(" ", "minutes")
    return when.date().isoformat()


def _sections(code: str) -> list[str]:
    """Return the sections for positive, negative, zero and text, cut at bare semicolons."""
    sections, rest = [""], code
    while rest:
        match = _LITERAL.match(rest)
        piece = match[0] if match else rest[0]
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
        rest = rest[len(piece) :]
    return sections[:4]


def _section_for(value: float, count: int) -> int:
    if value < 0 and count > 1:
        return 1
    return 2 if value == 0 and count > 2 else 0  # noqa: PLR2004 - the third is for zero


def _pieces(section: str) -> list[tuple[str, bool]] | None:
    """Return the signs of a section, each with whether it is a place for a digit.

    None if the section shows no whole number.
    """
    if _NOT_WHOLE.search(_LITERAL.sub("", section)):
        return None
    pieces: list[tuple[str, bool]] = []
    while section:
        match = _LITERAL.match(section)
        if match:
            pieces += [(sign, False) for sign in match[1] or match[2] or ""]
        else:
            pieces.append((section[0], section[0] in _PLACES))
        section = section[len(match[0]) if match else 1 :]
    return pieces


def _filled(pieces: list[tuple[str, bool]], digits: str) -> str:
    """Put digits into places from the right; those left over go before the first place."""
    left = list(digits if digits != "0" else "")
    texts: list[str] = []
    first = next((at for at, (_, is_place) in enumerate(pieces) if is_place), None)
    for at in range(len(pieces) - 1, -1, -1):
        sign, is_place = pieces[at]
        text = sign
        if is_place:
            text = left.pop() if left else "0" if sign == "0" else ""
            if at == first:
                text = "".join(left) + text
        texts.append(text)
    return "".join(reversed(texts))
