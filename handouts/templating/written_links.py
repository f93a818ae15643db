"""Links of a clinic's own texts: sound, and on paper too, where nobody can press one."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from handouts.brand import telephone_link
from handouts.document import INSIDE, Block, Span, Text, plain
from handouts.templating.contacts import Contacts

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_NUMBER = re.compile(r"tel:\+?[0-9][0-9 ().-]*(;ext=[0-9]{1,6})?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@\s<>\"?]+@[^@\s<>\"?]+\.[^@\s<>\"?]+(\?.*)?", re.IGNORECASE)
_BARE = re.compile(r"(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
# Standing alone, without the sign that ends its sentence.
_ADDRESS = re.compile(r"(?<![\w@/.])((?:https?://|www\.)[^\s<>\"]*[\w/])", re.IGNORECASE)
_LEAST = 3  # digits: fewer may be any number
_LONGEST = 200  # letters: more than anybody types from paper


def link_flaw(target: str) -> tuple[str, str] | None:
    """Return what is wrong with where a link leads, and the remedy; None for a sound one."""
    lower = target.lower()
    if not lower.startswith(_SCHEMES):
        hint = "link to a web page (https://...), an e-mail (mailto:...) or a number (tel:...)"
        if _MAIL.fullmatch(f"mailto:{target}"):
            hint = "write mailto: before the address"
        elif _BARE.fullmatch(target):
            hint = "write https:// before the address"
        return "a link to something else than http, https, mailto or tel", hint
    if len(target) > _LONGEST:
        message = f"a link of {len(target)} letters, too long to type from paper"
        return message, f"link to a shorter address, of {_LONGEST} letters at most"
    if lower.startswith("tel:"):
        hint = "write digits, such as tel:01632960100 or tel:+441632960100"
        return None if _NUMBER.fullmatch(unquote(target)) else ("a link to no number", hint)
    if lower.startswith("mailto:"):
        hint = "write it like mailto:desk@clinic.example"
        return None if _MAIL.fullmatch(unquote(target)) else ("a link to no e-mail address", hint)
    return None if _is_page(target) else ("a link to no web page", "check its address")


def _is_page(target: str) -> bool:
    try:
        parts = urlsplit(target)
        plain_signs = not re.search(r"[\s<>\"]", target)
        return bool(parts.hostname) and parts.username is None and plain_signs
    except ValueError:
        return False


def addressed(blocks: tuple[Block, ...], contacts: Contacts) -> tuple[Block, ...]:
    """Return blocks whose links can be used on paper: what their words do not show is added.

    Numbers are dialled with their country's code.
    """
    return cast("tuple[Block, ...]", _addressed(blocks, contacts))


def _addressed(value: Any, contacts: Contacts) -> Any:
    match value:
        case tuple() if value and all(isinstance(one, Span) for one in value):
            return tuple(_text(value, contacts))
        case tuple():
            return tuple(_addressed(one, contacts) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            made: Any = value
            inside = {one.name: _addressed(getattr(made, one.name), contacts)
                      for one in fields(made)}  # fmt: skip
            return replace(made, **inside)
    return value


def _text(text: Text, contacts: Contacts) -> Iterator[Span]:
    whole = plain(text)
    for link, group in groupby(text, key=lambda span: span.link):
        spans = tuple(group)
        if not link:
            for span in spans:
                yield from _bare_linked(span)
            continue
        if link.startswith(INSIDE):
            yield from spans
            continue
        target = _dialled(link, contacts)
        yield from (replace(span, link=target) for span in spans)
        if not _is_shown(whole, link, contacts):
            known = {where: words for words, where in contacts.targets}
            yield replace(spans[-1], text=f" ({known.get(target) or _shown(link)})", link=target)


def _bare_linked(span: Span) -> Iterator[Span]:
    """Yield a piece of text in which an address that stands there as it is has become a link."""
    for number, words in enumerate(_ADDRESS.split(span.text)):
        scheme = "" if words.lower().startswith("http") else "https://"
        sound = number % 2 and not span.said and link_flaw(scheme + words) is None
        if words:
            yield replace(span, text=words, link=scheme + words if sound else "")


def _dialled(link: str, contacts: Contacts) -> str:
    if not link.lower().startswith("tel:"):
        return link
    number, _, extension = unquote(link[len("tel:") :]).partition(";")
    made = telephone_link(number, contacts.calling)
    return f"{made};{extension}" if extension else made


def _shown(link: str) -> str:
    """Return the address or the number as people read it."""
    lower = link.lower()
    if lower.startswith("tel:"):
        return unquote(link[len("tel:") :]).replace(";ext=", " ext ")
    if lower.startswith("mailto:"):
        return unquote(link[len("mailto:") :]).partition("?")[0]
    return _WEB.sub("", link).removesuffix("/")


def _is_shown(text: str, link: str, contacts: Contacts) -> bool:
    """Say whether a text around a link shows where it leads."""
    shown = _shown(link)
    if not link.lower().startswith("tel:"):
        whole = rf"(?<![\w.@-])(www\.)?{re.escape(shown.removeprefix('www.'))}(?![\w/@-]|\.\w)"
        return bool(re.search(whole, text, re.IGNORECASE))
    digits = re.sub(r"\D", "", text)
    number = shown.partition(" ext ")[0]
    calling = contacts.calling
    at_home = re.sub(r"\D", "", number)
    if number.startswith("+"):
        at_home = at_home.removeprefix(calling.code)
    elif calling.trunk:
        at_home = at_home.removeprefix(calling.trunk)
    return len(at_home) >= _LEAST and at_home in digits
