"""Old words beside new ones in a terminal, and in JSON."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from handouts.cli import speech
from handouts.cli.tables import window

if TYPE_CHECKING:
    from handouts.review import LineChange, PartChange, Piece

_WIDE = 76  # characters that two columns need
_USUAL = 96  # where there is no window
_GAP = "  |  "
_INDENT = "    "
_MOST_UNSIGNED = 12  # parts that are named one by one
_OPEN, _CLOSE = "[", "]"


def tell_changes(
    told: Sequence[str],
    changes: Sequence["PartChange"],
    tell: Callable[[str], None] | None = None,
) -> None:
    """Tell what differs: each part with its old and its new words, marked where they differ.

    `told` is all that is to be told, in words; what is not among the changes has no words.
    """
    say = tell or (lambda text: speech.say(speech.printable(text)))
    unsigned = [one for one in changes if one.how != "changed"]
    many = {str(one) for one in unsigned} if len(unsigned) > _MOST_UNSIGNED else set()
    known = {str(one) for one in changes}
    for line in told:
        if line not in known:
            say(f"- {line}")
    if any(one.lines and one.known for one in changes):
        say(f"(old words, then new ones; {_OPEN} {_CLOSE} marks what differs)")
    for one in changes:
        if str(one) not in many:
            say(f"- {one}")
            for line in _lines(one):
                say(line)
    if many:
        say(_counted(unsigned))


def changes_as_json(changes: Sequence["PartChange"]) -> list[dict[str, Any]]:
    """Return what differs: each part, how, and its lines as signed and now.

    What nobody has signed has no lines.
    """
    return [
        {
            "part": str(one.thing),
            "file": one.part,
            "how": one.how,
            "words_kept": one.known,
            "lines": [
                {"at": line.at, "old": _plain(line.old), "new": _plain(line.new)}
                for line in one.lines
                if one.known
            ],
        }
        for one in changes
    ]


def _lines(change: "PartChange") -> Iterator[str]:
    """Yield what a part says and said, indented."""
    if change.how != "changed":
        return
    if not change.text:
        yield f"{_INDENT}another picture: handouts review proof --changed shows it"
    elif not change.known:
        yield f"{_INDENT}the words that were signed were not kept: read all of it"
    elif not change.lines:
        yield f"{_INDENT}only notes or the layout of the file differ; what it says is the same"
    for line in change.lines if change.known else ():
        yield from _both(line)


def _both(line: "LineChange") -> Iterator[str]:
    width = window() or _USUAL
    if line.at:
        yield f"{_INDENT}{line.at}:"
    old, new = _shown(line.old), _shown(line.new)
    if width < _WIDE:
        yield from wrap(f"signed: {old}", width, initial_indent="  ", subsequent_indent=_INDENT)
        yield from wrap(f"now: {new}", width, initial_indent="  ", subsequent_indent=_INDENT)
        return
    column = (min(width, 2 * _USUAL) - len(_INDENT) - len(_GAP)) // 2
    for left, right in zip_longest(wrap(old, column), wrap(new, column), fillvalue=""):
        yield f"{_INDENT}{left.ljust(column)}{_GAP}{right}".rstrip()


def _shown(pieces: Sequence["Piece"]) -> str:
    if not pieces:
        return "(nothing)"
    return "".join(f"{_OPEN}{text}{_CLOSE}" if differs else text for text, differs in pieces)


def _plain(pieces: Sequence["Piece"]) -> str:
    return "".join(piece.text for piece in pieces)


def _counted(unsigned: Sequence["PartChange"]) -> str:
    """Return what nobody has signed, by kind."""
    kinds: dict[str, dict[str, None]] = {}
    for one in unsigned:
        kinds.setdefault(one.thing.kind, {})[one.thing.name] = None
    lines = [f"- not signed: {kind} {', '.join(names)}" for kind, names in sorted(kinds.items())]
    return "\n".join(lines)
