"""Tables and outlines in plain text: nothing is cut off, whatever the width."""

import os
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

GAP = "  "
NARROWEST = 24  # characters that the last column keeps even in a narrow window


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a head in aligned columns, at least one row.

    In a terminal the last column is wrapped to the window; elsewhere each row is one line.
    """
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    room = window() - sum(widths) - len(GAP) * len(widths)
    shown = [_row(line, widths, room) for line in lines]
    rule = GAP.join("-" * width for width in [*widths, len(head[-1])])
    return "\n".join([shown[0], rule, *shown[1:]])


def outline(value: Mapping[str, object]) -> str:
    """Return nested facts as indented lines: `key: value`, lists as lines that begin with -."""
    return "\n".join(_outline(value, ""))


def _row(cells: Sequence[str], widths: Sequence[int], room: int) -> str:
    first = GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    last = textwrap.wrap(cells[-1], max(room, NARROWEST)) if room > 0 else [cells[-1]]
    indent = " " * (len(first) + len(GAP))
    return "\n".join(
        (first + GAP + line if not number else indent + line).rstrip()
        for number, line in enumerate(last or [""])
    )


def _outline(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, (Mapping, list, tuple)) and not _is_short(item):
                yield f"{indent}{key}:"
                yield from _outline(item, f"{indent}  ")
            else:
                yield f"{indent}{key}: {_plain(item)}"
    elif isinstance(value, (list, tuple)):
        for item in value:
            first, *rest = list(_outline(item, ""))
            yield f"{indent}- {first}"
            yield from (f"{indent}  {line}" for line in rest)
    else:
        yield f"{indent}{_plain(value)}"


def _is_short(items: Mapping[str, object] | Sequence[object]) -> bool:
    return not items or (
        not isinstance(items, Mapping) and all(isinstance(item, int) for item in items)
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, Mapping)):
        value = " to ".join(str(item) for item in value)
    return "-" if value is None or value == "" else str(value)


def window() -> int:
    """Return the width of the terminal in characters, or 0 when there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 0
