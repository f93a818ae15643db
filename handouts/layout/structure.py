"""Writing the structure tree into a file.

Elements are most of a handout's objects. So their bytes are made here and ReportLab only numbers
them: its own formatting takes many times as long.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from handouts.layout.tags import Annotation, Content, Tag

Parents = list[list[Tag] | Tag]
"""By key: the elements of a page in the order of their marks, or the element of one link."""


def add_structure(doc: Any, root: Tag, parents: Parents) -> Any:
    """Add the tree below `root` to ReportLab's document; return the reference to the tree."""
    tree = PDFDictionary({"Type": "/StructTreeRoot"})
    reference = doc.Reference(tree)
    tags: list[Tag] = []
    _note_all_below(root, tags)
    # All get their numbers first, because they name each other.
    numbers = {tag: _add(doc, f"Handout.Element.{index}") for index, tag in enumerate(tags)}
    above = {kid: numbers[tag] for tag in tags for kid in tag.kids if isinstance(kid, Tag)}
    above[root] = reference.format(doc)
    for index, tag in enumerate(tags):
        body = _element(doc, tag, above[tag], numbers)
        doc.idToObject[f"Handout.Element.{index}"] = body
    tree["K"] = numbers[root]
    tree["ParentTree"] = _add(doc, "Handout.ParentTree", _parent_tree(parents, numbers))
    tree["ParentTreeNextKey"] = len(parents)
    return reference


def _note_all_below(tag: Tag, noted: list[Tag]) -> None:
    """Append a tag, then each tag below it, in reading order."""
    noted.append(tag)
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _note_all_below(kid, noted)


def _add(doc: Any, name: str, body: bytes = b"") -> bytes:
    """Make bytes an object of the file; return how others refer to it.

    What `PDFDocument.Reference` does, short of finding out what it was given.
    """
    number = doc.objectcounter = doc.objectcounter + 1
    doc.idToObjectNumberAndVersion[name] = number, 0
    doc.numberToId[number] = name
    doc.idToObject[name] = body
    return b"%d 0 R" % number


def _element(doc: Any, tag: Tag, parent: bytes, numbers: dict[Tag, bytes]) -> bytes:
    """Return a tag's object: a dictionary, its keys in alphabetical order."""
    entries = []
    if tag.attributes:
        entries.append(b"/A " + _attributes(tag).format(doc))
    if tag.alt:
        entries.append(b"/Alt " + PDFString(tag.alt).format(doc))
    home = next((kid.page for kid in tag.kids if isinstance(kid, Content)), None)
    if tag.kids:
        entries.append(b"/K " + _array([_kid(doc, kid, home, numbers) for kid in tag.kids]))
    entries.append(b"/P " + parent)
    if home is not None:
        entries.append(b"/Pg " + _page(doc, home))
    entries.append(b"/S /" + tag.role.encode())
    return b"<<\n%s\n>>" % b" ".join(entries)


def _kid(
    doc: Any, kid: Tag | Content | Annotation, home: int | None, numbers: dict[Tag, bytes]
) -> bytes:
    """Return an entry of a tag's kids; `home` is the page of which numbers need no page."""
    match kid:
        case Tag():
            return numbers[kid]
        case Annotation():
            target = kid.reference.format(doc)
            return b"<<\n/Obj %s /Pg %s /Type /OBJR\n>>" % (target, _page(doc, kid.page))
        case Content() if kid.page == home:
            return b"%d" % kid.mcid
        case Content():
            return b"<<\n/MCID %d /Pg %s /Type /MCR\n>>" % (kid.mcid, _page(doc, kid.page))


def _parent_tree(parents: Parents, numbers: dict[Tag, bytes]) -> bytes:
    entries: list[bytes] = []
    for key, owner in enumerate(parents):
        entries.append(b"%d" % key)
        if isinstance(owner, Tag):
            entries.append(numbers[owner])
        else:
            entries.append(_array([numbers[tag] for tag in owner]))
    return b"<<\n/Nums %s\n>>" % _array(entries)


def _page(doc: Any, page: int) -> bytes:
    """Return how other objects refer to a page, by its index."""
    return b"%d 0 R" % doc.idToObjectNumberAndVersion[f"Page{page + 1}"][0]


def _attributes(tag: Tag) -> Any:
    return PDFDictionary(
        {
            key: PDFArray(list(value)) if isinstance(value, tuple) else value
            for key, value in tag.attributes.items()
        }
    )


def _array(items: list[bytes]) -> bytes:
    """Return an array, ten items to a line."""
    if len(items) <= 10:  # noqa: PLR2004 - as they are mostly
        return b"[ %s ]" % b" ".join(items)
    lines = (b" ".join(items[start : start + 10]) for start in range(0, len(items), 10))
    return b"[ %s ]" % b" \n  ".join(lines)
