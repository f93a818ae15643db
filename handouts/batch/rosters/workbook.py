"""A workbook: its sheets, the texts that they share, and how numbers look.

Only what a list of patients needs is read, so that a workbook with charts, odd styles or parts of
newer programs is no trouble. Transitional and strict files are the same but for a namespace.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO
from xml.etree.ElementTree import Element

from handouts.batch.rosters.number_formats import Shown, around_text, is_moment, shown_by
from handouts.batch.rosters.package import Package, damaged
from handouts.batch.rows import UnreadableRosterError

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_USUAL_PLACE = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet's tab: its place among all, from 1 on, its name and its part."""

    place: int
    name: str
    part: str
    is_visible: bool
    is_active: bool


class Workbook:
    """An open workbook. Raises UnreadableRosterError where it is none, or is damaged."""

    def __init__(self, file: BinaryIO) -> None:
        self.package = Package(file)
        self._part = self._found()
        self._relations = self.package.relations(self._part)
        self.since_1904 = False
        self._active = 0
        self.tabs = tuple(self._tabs())

    def _found(self) -> str:
        """Return the part that is the workbook, wherever it lies."""
        kinds = self.package.relations("").values()
        parts = [one.part for one in kinds if one.kind == "officeDocument"]
        part = next((part for part in (*parts, _USUAL_PLACE) if part in self.package), "")
        if part.endswith(".bin"):
            message = "is a binary workbook (.xlsb)"
            raise UnreadableRosterError(message, "save it as .xlsx or .csv")
        if not part:
            raise UnreadableRosterError("is not an Excel workbook", "save it as .xlsx or .csv")
        return part

    def _tabs(self) -> Iterator[Tab]:
        space, elements = self.package.elements(self._part)
        found: list[Element] = []
        is_workbook = False
        for element in elements:
            name = element.tag.removeprefix(space)
            is_workbook |= name == "workbook"
            if name == "workbookPr":
                self.since_1904 = _is_true(element.get("date1904"))
            elif name == "workbookView":
                self._active = whole(element.get("activeTab", "0"))
            elif name == "sheet":
                found.append(element)
        if not is_workbook:
            raise UnreadableRosterError("is not an Excel workbook", "save it as .xlsx or .csv")
        for place, element in enumerate(found):
            ids = [text for key, text in element.attrib.items() if key.endswith("}id")]
            relation = self._relations.get(ids[0] if ids else "")
            if relation is None:
                raise damaged("is damaged: a sheet of it is missing")
            if relation.kind == "worksheet":
                yield Tab(
                    place + 1, element.get("name", ""), relation.part,
                    element.get("state", "visible") == "visible", place == self._active,
                )  # fmt: skip

    def _part_of_kind(self, kind: str) -> str:
        """Return a part that the workbook points to, "" where it needs none."""
        part = next((one.part for one in self._relations.values() if one.kind == kind), "")
        if part and part not in self.package:
            raise damaged("is damaged: a part of it is missing")
        return part

    @cached_property
    def texts(self) -> list[str]:
        """The texts that cells share, by number."""
        part = self._part_of_kind("sharedStrings")
        if not part:
            return []
        space, elements = self.package.elements(part)
        item, texts = f"{space}si", []
        for element in elements:
            if element.tag == item:
                texts.append(unescaped(text_of(element, space)))
                element.clear()
        return texts

    @cached_property
    def looks(self) -> list[Shown]:
        """How numbers look, by the number of a cell's style."""
        known = {one: shown_by(*one, since_1904=self.since_1904) for one in set(self._formats)}
        return [known[one] for one in self._formats]

    @cached_property
    def moments(self) -> frozenset[int]:
        """The styles under which a number is a day or a time."""
        return frozenset(at for at, one in enumerate(self._formats) if is_moment(*one))

    @cached_property
    def around_texts(self) -> dict[int, tuple[str, str]]:
        """What stands before and after a text, by the number of a cell's style."""
        around = {at: around_text(code) for at, (code, _) in enumerate(self._formats)}
        return {at: words for at, words in around.items() if any(words)}

    @cached_property
    def _formats(self) -> list[tuple[str, int]]:
        """The code of each style's number format, "" for none, and its number."""
        part = self._part_of_kind("styles")
        if not part:
            return []
        space, elements = self.package.elements(part)
        codes: dict[int, str] = {}
        used: list[int] = []
        for element in elements:
            if element.tag == f"{space}numFmts":
                named = ((one.get("numFmtId", "0"), one.get("formatCode", "")) for one in element)
                codes = {whole(number): code for number, code in named}
            elif element.tag == f"{space}cellXfs":
                used = [whole(one.get("numFmtId", "0")) for one in element]
        return [(codes.get(number, ""), number) for number in used]


def text_of(element: Element, space: str) -> str:
    """Return the text of a shared or an inline string: its runs, without readings beside them."""
    texts = []
    for child in element:
        if child.tag == f"{space}t":
            texts.append(child.text or "")
        elif child.tag == f"{space}r":
            texts += [run.text or "" for run in child if run.tag == f"{space}t"]
    return "".join(texts)


def unescaped(text: str) -> str:
    """Return a text with signs instead of their numbers: `_x000D_` is a line's end."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_true(text: str | None) -> bool:
    return text in {"1", "true", "on"}


def whole(text: str) -> int:
    """Return a number that counts something. Raises UnreadableRosterError for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004
        raise damaged()
    return int(text)
