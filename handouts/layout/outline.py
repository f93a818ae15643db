"""The outline of a file: its headings, nested as their levels say (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handouts.pdf.objects import literal


@dataclass(slots=True)
class Entry:
    """A heading: its level from 1, its page's object, its height on the page in points."""

    words: str
    level: int
    page: int
    top: float
    number: int = 0
    kids: list["Entry"] = field(default_factory=list)


def outline(entries: Sequence[Entry], first: int) -> list[bytes]:
    """Return the outline's objects numbered from `first`: itself, then each entry.

    All entries are shown, those below others too.
    """
    root = Entry("", 0, 0, 0, first)
    path = [root]
    for number, entry in enumerate(entries, first + 1):
        entry.number = number
        while path[-1].level >= entry.level:
            path.pop()
        path[-1].kids.append(entry)
        path.append(entry)
    bodies = [b"<<%s /Type /Outlines>>" % _span(root)] if entries else [b"<</Type /Outlines>>"]
    parents = {kid.number: (entry, place) for entry in (root, *entries)
               for place, kid in enumerate(entry.kids)}  # fmt: skip
    for entry in entries:
        parent, place = parents[entry.number]
        parts = [b"/Dest [%d 0 R /XYZ 0 %.4f 0]" % (entry.page, entry.top)]
        if entry.kids:
            parts.append(_span(entry))
        if place + 1 < len(parent.kids):
            parts.append(b"/Next %d 0 R" % parent.kids[place + 1].number)
        parts.append(b"/Parent %d 0 R" % parent.number)
        if place:
            parts.append(b"/Prev %d 0 R" % parent.kids[place - 1].number)
        parts.append(b"/Title " + literal(entry.words))
        bodies.append(b"<<%s>>" % b" ".join(parts))
    return bodies


def _span(entry: Entry) -> bytes:
    first, last = entry.kids[0].number, entry.kids[-1].number
    return b"/Count %d /First %d 0 R /Last %d 0 R" % (_shown(entry), first, last)


def _shown(entry: Entry) -> int:
    """Return how many entries there are below one: all are open."""
    return sum(1 + _shown(kid) for kid in entry.kids)
