"""Checking one piece of text that a person typed, pasted or exported.

Every check is linear in the length, and the length is checked first, so the longest input is
refused as fast as any. Unicode terms: the Unicode Standard 15, chapters 4 (general category),
23.2 (layout controls), UAX 9 (bidirectional controls), UAX 15 (normal form C).
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_MARKS = 6  # stacked on one letter; Hebrew and Arabic with all their points need four

_NEWLINES = re.compile("\r\n|\r|\u2028|\u2029")
_SPACES = re.compile("[ \t]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Marks of order and joins that print nothing: left out. U+00AD, U+200C and U+200D stay, because
# they change how the letters beside them are set.
_INVISIBLE = re.compile("[\u061c\u180e\u200b\u200e\u200f\u2060\ufeff]")
# Letters and a symbol that are blank by design: the Hangul fillers and the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class TextRule:
    """How long a text may be in characters, and how many lines."""

    longest: int
    lines: int = 1


class Refusal(Exception):
    """Why a text is refused, in words that follow its source, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def clean_text(text: str, rule: TextRule) -> str:
    """Return the text in normal form C with plain spaces and line breaks; "" stays "".

    In a single-line text, tabs and line breaks become one space. Raises Refusal.
    """
    if len(text) > rule.longest * 4:
        # Normal form C is not shorter than a quarter: four code points at most make one.
        raise _too_long(rule)
    _refuse_characters(text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _NEWLINES.sub("\n", text)))
    _refuse_stacks(text)
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    cleaned = ("\n" if rule.lines > 1 else " ").join(lines).strip("\n ")
    if rule.lines == 1:
        cleaned = _SPACES.sub(" ", cleaned)
    _refuse_shape(cleaned, rule)
    return cleaned


def _refuse_characters(text: str) -> None:
    if _SURROGATE.search(text):
        raise Refusal(
            "holds bytes that are not valid text",
            "use a UTF-8 locale, or give the details in a UTF-8 file with --patient-file",
        )
    if found := _CONTROL.search(text):
        raise Refusal(
            f"holds the control character U+{ord(found[0]):04X} at place {found.start() + 1}",
            "remove it; often it came along when text was copied",
        )
    if found := _BIDI.search(text):
        raise Refusal(
            f"holds U+{ord(found[0]):04X}, which makes text read in another order",
            "remove it, so that the page says what you see",
        )
    if "\ufffd" in text:
        raise Refusal(
            "holds U+FFFD, the mark of a letter that was lost earlier",
            "type the text anew, or export it again as UTF-8",
        )


def _refuse_stacks(text: str) -> None:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks > MAX_MARKS:
            raise Refusal(
                f"stacks more than {MAX_MARKS} marks on one letter", "remove the extra marks"
            )


def _refuse_shape(text: str, rule: TextRule) -> None:
    if len(text) > rule.longest:
        raise _too_long(rule)
    if text.count("\n") >= rule.lines:
        raise Refusal(f"has more than {rule.lines} lines", "use fewer line breaks")


def has_visible(text: str) -> bool:
    """Say whether anything in the text would leave ink: a letter, figure, sign or symbol."""
    return any(
        unicodedata.category(character)[0] in "LNPS" and character not in _BLANK
        for character in text
    )


def _too_long(rule: TextRule) -> Refusal:
    return Refusal(f"is longer than {rule.longest} characters", "shorten it")
