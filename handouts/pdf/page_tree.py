"""A balanced page tree (ISO 32000-1, 7.7.3) for pages that are written as they come."""

from dataclasses import dataclass, field

from handouts.pdf.streamed import StreamedPdf

_KIDS = 32  # of a node


@dataclass(slots=True)
class _Node:
    number: int
    kids: list[int] = field(default_factory=list)
    pages: int = 0


class PageTree:
    """Takes pages one by one; memory holds one open node for each level.

    With `backwards` a reader sees the page first that was added last.
    """

    def __init__(self, pdf: StreamedPdf, *, backwards: bool = False) -> None:
        self._pdf = pdf
        self._backwards = backwards
        self._open: list[_Node] = []  # by level; the lowest holds pages
        self.pages = 0

    def add(self, entries: bytes) -> None:
        """Write a page of these dictionary entries."""
        leaf = self._node(0)
        page = self._pdf.add(b"<</Type/Page/Parent %d 0 R%b>>" % (leaf.number, entries))
        self.pages += 1
        self._take(0, page, 1)

    def close(self) -> int:
        """Write the open nodes and return the root's number; there must be a page."""
        level = 0
        while level < len(self._open) - 1:
            if self._open[level].kids:
                self._shut(level)
            level += 1
        root = self._open[level]
        self._write(root, b"")
        return root.number

    def _node(self, level: int) -> _Node:
        """Return the open node of a level; there is one on all levels below."""
        if level == len(self._open):
            self._open.append(_Node(self._pdf.reserve()))
        node = self._open[level]
        if not node.number:
            node.number = self._pdf.reserve()
        return node

    def _take(self, level: int, kid: int, pages: int) -> None:
        node = self._node(level)
        node.kids.append(kid)
        node.pages += pages
        if len(node.kids) == _KIDS:
            self._shut(level)

    def _shut(self, level: int) -> None:
        """Write a node and begin the next one of its level when it is needed."""
        node, above = self._open[level], self._node(level + 1)
        self._open[level] = _Node(0)
        self._write(node, b"/Parent %d 0 R" % above.number)
        self._take(level + 1, node.number, node.pages)

    def _write(self, node: _Node, parent: bytes) -> None:
        kids = reversed(node.kids) if self._backwards else node.kids
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._pdf.put(
            node.number, b"<</Type/Pages%b/Count %d/Kids[%b]>>" % (parent, node.pages, listed)
        )
