"""Numbers and addresses of a handout as links, wherever its words tell them."""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from handouts.brand import Brand, Calling, telephone_link
from handouts.content import Library
from handouts.document import CallNumber, Log, Span, Table, Text, plain

_B = TypeVar("_B")

_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]*[0-9]")
_LEAST = 3  # characters: a digit or two may be any number
_OR = re.compile(r"[^0-9+() -]+")
# Not within a longer word, number or address.
_BEFORE, _AFTER = r"(?<![\w.,+@/-])", r"(?![\w%@/-]|[.,][\w])"


_ANYWHERE = Calling()


@dataclass(frozen=True, slots=True)
class Contacts:
    """What is a link where it is printed: as it is written -> where it leads; how to dial.

    `short` ones could be any number of a sentence: they are links where a number is to be called.
    """

    targets: tuple[tuple[str, str], ...] = ()
    calling: Calling = _ANYWHERE
    short: tuple[tuple[str, str], ...] = ()

    @property
    def to_call(self) -> "Contacts":
        """The same, short numbers among them."""
        return replace(self, targets=(*self.targets, *self.short))


def contacts_of(library: Library, brand: Brand) -> Contacts:
    """Return the numbers and addresses that a handout tells: the region's and the clinic's."""
    facts = library.region.facts
    calling = calling_in(library)
    ours = (*facts.numbers, *_OR.split(facts.urgent_line), facts.out_of_hours)
    phones = (*ours, brand.phone, brand.out_of_hours.phone)
    targets = {number.strip(): telephone_link(number, calling) for number in phones}
    targets |= {brand.email: brand.email_link, brand.web: brand.web_link}
    found = [(words, link) for words, link in targets.items() if words and link]
    long = tuple(one for one in found if len(one[0]) >= _LEAST)
    short = tuple(one for one in found if len(one[0]) < _LEAST)
    return Contacts(long, calling, short)


def calling_in(library: Library) -> Calling:
    """Return how numbers of a library's region are dialled from everywhere."""
    facts = library.region.facts
    return Calling(facts.calling_code, facts.trunk_prefix)


def linked(block: _B, contacts: Contacts) -> _B:
    """Return a block in whose texts the contacts are links.

    What heads a row of a table or a log names it, and stays as it is.
    """
    return _linked(block, contacts) if contacts.targets else block


def _linked(value: Any, contacts: Contacts) -> Any:
    match value:
        case tuple() if value and all(isinstance(one, Span) for one in value):
            return _text(value, contacts)
        case tuple():
            return tuple(_linked(one, contacts) for one in value)
        case Table():
            rows = tuple((row[0], *_linked(row[1:], contacts)) for row in value.rows)
            return replace(value, rows=rows)
        case CallNumber():
            return replace(value, number=_number(_text(value.number, contacts.to_call), contacts))
        case _ if is_dataclass(value) and not isinstance(value, Log):
            made: Any = value
            inside = {one.name: _linked(getattr(made, one.name), contacts) for one in fields(made)}
            return replace(made, **inside)
    return value


def _text(text: Text, contacts: Contacts) -> Text:
    """Return a text with its contacts as spans of their own; what is a link stays one."""
    made: list[Span] = []
    for span in text:
        made += [span] if span.link else _parts(span, contacts)
    return tuple(made)


def _parts(span: Span, contacts: Contacts) -> list[Span]:
    links = dict(contacts.targets)
    pieces = _pattern(contacts.targets).split(span.text)
    return [replace(span, text=one, link=links.get(one, "")) for one in pieces if one]


def _number(text: Text, contacts: Contacts) -> Text:
    """Return a number to call as a link, though the brand does not know it."""
    words = plain(text)
    if any(span.link for span in text) or not _PHONE.fullmatch(words):
        return text
    return tuple(replace(span, link=telephone_link(words, contacts.calling)) for span in text)


@lru_cache(maxsize=64)
def _pattern(targets: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Return what finds contacts, the longer ones first."""
    words = sorted((words for words, _ in targets), key=len, reverse=True)
    return re.compile(f"{_BEFORE}({'|'.join(map(re.escape, words))}){_AFTER}")
