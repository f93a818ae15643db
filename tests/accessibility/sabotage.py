"""Ways to break a good file, one thing at a time, and who has to notice.

`BREAKS` maps what was done to the function that does it and those that notice: a check that
nothing can fail proves nothing. What neither can notice is text that stands in the wrong element
of the right role: the golden tag trees show that.
"""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.reading import open_pdf

Break = Callable[[Pdf], None]
Instructions = list[Any]

VALIDATOR, AUDIT = "validator", "audit"


class Sabotage(NamedTuple):
    """What is done to a file, and who notices."""

    do: Break
    noticed_by: frozenset[str]


def broken(data: bytes, sabotage: Sabotage) -> bytes:
    """Return the file with one thing broken."""
    with open_pdf(data) as pdf:
        sabotage.do(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


# -- finding what to break


def _elements(pdf: Pdf, role: str) -> list[Any]:
    found = []

    def walk(element: Any) -> None:
        if str(element.S) == f"/{role}":
            found.append(element)
        for kid in element.get("/K", Array()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    assert found, role
    return found


def _drop(find: Callable[[Pdf], Any], key: str) -> Break:
    def do(pdf: Pdf) -> None:
        del find(pdf)[key]

    return do


def _put(find: Callable[[Pdf], Any], key: str, value: Any) -> Break:
    def do(pdf: Pdf) -> None:
        holder = find(pdf)
        assert holder.get(key) != value
        holder[key] = value

    return do


def _element(role: str, number: int = 0) -> Callable[[Pdf], Any]:
    return lambda pdf: _elements(pdf, role)[number]


def _attributes(role: str) -> Callable[[Pdf], Any]:
    return lambda pdf: _elements(pdf, role)[0].A


def _root(pdf: Pdf) -> Any:
    return pdf.Root


def _page(pdf: Pdf) -> Any:
    return pdf.pages[0].obj


def _page_with_a_link(pdf: Pdf) -> Any:
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj)


def _font(pdf: Pdf) -> Any:
    return next(iter(pdf.pages[0].resources.Font.values()))


def _annotation(pdf: Pdf) -> Any:
    return _annotations(pdf)[0]


def _annotations(pdf: Pdf) -> list[Any]:
    return [one for page in pdf.pages for one in page.obj.get("/Annots", Array())]


# -- breaking the content


def _content(change: Callable[[Instructions], Instructions]) -> Break:
    """Return a break of the first page's content."""

    def do(pdf: Pdf) -> None:
        page = pdf.pages[0]
        before = list(pikepdf.parse_content_stream(page))
        after = change(list(before))
        assert after != before
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(after))

    return do


def _is(instruction: Any, operator: str) -> bool:
    return str(instruction.operator) == operator


def _tagged(instructions: Instructions) -> list[int]:
    """Return where the marks begin that belong to elements and hold a text object."""
    return [
        index
        for index, instruction in enumerate(instructions)
        if _is(instruction, "BDC")
        and "/MCID" in instruction.operands[1]
        and _is(instructions[index + 1], "BT")
    ]


def _end(instructions: Instructions, start: int) -> int:
    return next(i for i in range(start, len(instructions)) if _is(instructions[i], "EMC"))


def _made(operator: str, *operands: Any) -> Any:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def _mark(role: Name, mcid: int) -> Any:
    return _made("BDC", role, Dictionary(MCID=mcid))


def _text_without_mark(instructions: Instructions) -> Instructions:
    start = _tagged(instructions)[0]
    end = _end(instructions, start)
    return [one for index, one in enumerate(instructions) if index not in (start, end)]


def _text_as_artifact(instructions: Instructions) -> Instructions:
    instructions[_tagged(instructions)[0]] = _made("BMC", Name.Artifact)
    return instructions


def _text_under_a_bare_name(instructions: Instructions) -> Instructions:
    instructions[_tagged(instructions)[0]] = _made("BMC", Name.Span)
    return instructions


def _swapped_numbers(instructions: Instructions) -> Instructions:
    """Give the marks of two elements of different roles each other's number."""
    marks = _tagged(instructions)
    one = marks[0]
    role, properties = instructions[one].operands
    other = next(index for index in marks if instructions[index].operands[0] != role)
    its_role, its_properties = instructions[other].operands
    instructions[one] = _made("BDC", role, its_properties)
    instructions[other] = _made("BDC", its_role, properties)
    return instructions


def _repeated_mark(instructions: Instructions) -> Instructions:
    one, other = _tagged(instructions)[:2]
    instructions[other] = instructions[one]
    return instructions


def _unknown_mark(instructions: Instructions) -> Instructions:
    one = _tagged(instructions)[0]
    instructions[one] = _mark(instructions[one].operands[0], 9999)
    return instructions


def _nested_mark(instructions: Instructions) -> Instructions:
    end = _end(instructions, _tagged(instructions)[0])
    inner = [_made("BMC", Name.Artifact), _made("EMC")]
    return [*instructions[:end], *inner, *instructions[end:]]


def _mark_across_text(instructions: Instructions) -> Instructions:
    """End a mark before the text object that it began before."""
    start = _tagged(instructions)[0]
    end = _end(instructions, start)
    text_end = next(i for i in range(start, end) if _is(instructions[i], "ET"))
    moved = [*instructions[:text_end], instructions[end], *instructions[text_end:end]]
    return [*moved, *instructions[end + 1 :]]


def _mark_without_end(instructions: Instructions) -> Instructions:
    last = max(i for i, one in enumerate(instructions) if _is(one, "EMC"))
    return [*instructions[:last], *instructions[last + 1 :]]


# -- breaking the structure


def _swap_parents(pdf: Pdf) -> None:
    """Swap two elements of the first page in the parent tree."""
    entry = pdf.Root.StructTreeRoot.ParentTree.Nums[_nums_index(pdf)]
    entry[0], entry[1] = entry[1], entry[0]


def _drop_parent(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[_nums_index(pdf)][-1]


def _nums_index(pdf: Pdf) -> int:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    key = int(pdf.pages[0].obj.StructParents)
    return next(i for i in range(0, len(numbers), 2) if int(numbers[i]) == key) + 1


def _swap_link_parents(pdf: Pdf) -> None:
    one, other = _annotations(pdf)[:2]
    one.StructParent, other.StructParent = other.StructParent, one.StructParent


def _orphan_mark(pdf: Pdf) -> None:
    del _elements(pdf, "H1")[0].K


def _shared_mark(pdf: Pdf) -> None:
    one, other = [found for found in _elements(pdf, "P") if "/Pg" in found][:2]
    other.K = Array([*other.K, *one.K])


def _wrong_parent(pdf: Pdf) -> None:
    _elements(pdf, "P")[0].P = _elements(pdf, "H1")[0]


def _drop_object_reference(pdf: Pdf) -> None:
    link = _elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if isinstance(kid, int)])


def _short_row(pdf: Pdf) -> None:
    del _elements(pdf, "TR")[2].K[-1]


def _fewer_scopes(pdf: Pdf) -> None:
    for head in _elements(pdf, "TH"):
        del head.A["/Scope"]


def _drop_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]
    _rename_property(pdf, b"dc:title")


def _code_without_meaning(pdf: Pdf) -> None:
    font = _font(pdf)
    mapping = font.ToUnicode.read_bytes()
    font.ToUnicode = pdf.make_stream(mapping.replace(b"<0041>", b"<E041>"))


def _drop_claim(pdf: Pdf) -> None:
    _rename_property(pdf, b"pdfuaid:part")


def _rename_property(pdf: Pdf, name: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert name in packet
    pdf.Root.Metadata.write(packet.replace(name, name[:-1] + b"x"))


def _by(*who: str) -> frozenset[str]:
    return frozenset(who)


BOTH = _by(VALIDATOR, AUDIT)

BREAKS: dict[str, Sabotage] = {
    "a figure without alternative text": Sabotage(_drop(_element("Figure"), "/Alt"), BOTH),
    "a figure without a place": Sabotage(_drop(_attributes("Figure"), "/BBox"), _by(AUDIT)),
    "table headings without scope": Sabotage(_fewer_scopes, BOTH),
    "a table row that is short of a cell": Sabotage(_short_row, BOTH),
    "a link without contents": Sabotage(_drop(_annotation, "/Contents"), BOTH),
    "a link that says something else": Sabotage(_put(_annotation, "/Contents", "Here"), _by(AUDIT)),
    "a link without a parent": Sabotage(_drop(_annotation, "/StructParent"), BOTH),
    "two links with each other's parents": Sabotage(_swap_link_parents, _by(AUDIT)),
    "a link without its annotation": Sabotage(_drop_object_reference, _by(AUDIT)),
    "no tab order": Sabotage(_drop(_page_with_a_link, "/Tabs"), BOTH),
    "no language": Sabotage(_drop(_root, "/Lang"), BOTH),
    "the file's name shown for the title": Sabotage(_drop(_root, "/ViewerPreferences"), BOTH),
    "no title": Sabotage(_drop_title, BOTH),
    "not marked as tagged": Sabotage(_drop(_root, "/MarkInfo"), BOTH),
    "no claim to be accessible": Sabotage(_drop_claim, _by(VALIDATOR)),
    "no output intent": Sabotage(_drop(_root, "/OutputIntents"), _by(VALIDATOR)),
    "a first heading of level 3": Sabotage(_put(_element("H1"), "/S", Name.H3), BOTH),
    "a heading level left out": Sabotage(_put(_element("H2"), "/S", Name.H4), BOTH),
    "list items outside of a list": Sabotage(_put(_element("L"), "/S", Name.Sect), _by(VALIDATOR)),
    "a role that nobody knows": Sabotage(_put(_element("P"), "/S", Name.Wibble), BOTH),
    "a font without meanings": Sabotage(_drop(_font, "/ToUnicode"), BOTH),
    "a glyph without a meaning": Sabotage(_code_without_meaning, BOTH),
    "a font that is not embedded": Sabotage(
        _drop(lambda pdf: _font(pdf).FontDescriptor, "/FontFile2"), BOTH
    ),
    "a page without its parents": Sabotage(_drop(_page, "/StructParents"), _by(AUDIT)),
    "two elements swapped in the parent tree": Sabotage(_swap_parents, _by(AUDIT)),
    "a parent tree that is one short": Sabotage(_drop_parent, _by(AUDIT)),
    "a mark that is in no element": Sabotage(_orphan_mark, _by(AUDIT)),
    "a mark that is in two elements": Sabotage(_shared_mark, _by(AUDIT)),
    "an element that names another parent": Sabotage(_wrong_parent, _by(AUDIT)),
    "text outside of any mark": Sabotage(_content(_text_without_mark), BOTH),
    "text as an artifact": Sabotage(_content(_text_as_artifact), _by(AUDIT)),
    "text under a mark without a number": Sabotage(_content(_text_under_a_bare_name), BOTH),
    "two marks with each other's numbers": Sabotage(_content(_swapped_numbers), _by(AUDIT)),
    "two marks with one number": Sabotage(_content(_repeated_mark), _by(AUDIT)),
    "a mark with a number that no element has": Sabotage(_content(_unknown_mark), _by(AUDIT)),
    "a mark inside a mark": Sabotage(_content(_nested_mark), BOTH),
    "a mark that ends inside a text object": Sabotage(_content(_mark_across_text), _by(AUDIT)),
    "a mark that never ends": Sabotage(_content(_mark_without_end), _by(AUDIT)),
}


# -- breaking a form


def _field(pdf: Pdf) -> Any:
    return pdf.Root.AcroForm.Fields[0]


def _box(pdf: Pdf) -> Any:
    return next(field for field in pdf.Root.AcroForm.Fields if Name.Btn == field.FT)


def _line(pdf: Pdf) -> Any:
    return next(field for field in pdf.Root.AcroForm.Fields if Name.Tx == field.FT)


def _form(pdf: Pdf) -> Any:
    return pdf.Root.AcroForm


def _looks(pdf: Pdf) -> Any:
    return _box(pdf).AP.N


def _field_outside_of_the_tree(pdf: Pdf) -> None:
    """Take a field's element from the tree: the page has it still."""
    element = _elements(pdf, "Form")[0]
    element.P.K = Array([kid for kid in element.P.K if kid.objgen != element.objgen])


def _two_fields_of_one_name(pdf: Pdf) -> None:
    one, other = list(pdf.Root.AcroForm.Fields)[:2]
    other.T = one.T


def _swap_field_parents(pdf: Pdf) -> None:
    one, other = list(pdf.Root.AcroForm.Fields)[:2]
    one.StructParent, other.StructParent = other.StructParent, one.StructParent


def _field_that_the_form_does_not_know(pdf: Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0]


def _script(pdf: Pdf) -> None:
    _field(pdf).AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")))


def _need_looks(pdf: Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def _form_font(pdf: Pdf) -> Any:
    return next(iter(pdf.Root.AcroForm.DR.Font.values())).FontDescriptor


FORM_BREAKS: dict[str, Sabotage] = {
    "a field outside of the tree": Sabotage(_field_outside_of_the_tree, _by(AUDIT)),
    "a field in another element": Sabotage(_put(_element("Form"), "/S", Name.P), BOTH),
    "a field without words": Sabotage(_drop(_field, "/TU"), BOTH),
    "a field without a name": Sabotage(_drop(_field, "/T"), _by(AUDIT)),
    "two fields of one name": Sabotage(_two_fields_of_one_name, _by(AUDIT)),
    "two fields with each other's parents": Sabotage(_swap_field_parents, _by(AUDIT)),
    "a field that the form does not know": Sabotage(_field_that_the_form_does_not_know, _by(AUDIT)),
    "a field with a script": Sabotage(_script, BOTH),
    "a field that is not printed": Sabotage(_put(_field, "/F", 0), BOTH),
    "a hidden field": Sabotage(_put(_field, "/F", 6), BOTH),
    "a line without a look": Sabotage(_drop(_line, "/AP"), BOTH),
    "a box without a tick": Sabotage(_drop(_looks, "/Yes"), _by(AUDIT)),
    "a box that shows what it does not say": Sabotage(_put(_box, "/AS", Name.Yes), _by(AUDIT)),
    "looks that a program has to make up": Sabotage(_need_looks, BOTH),
    "no font to type in": Sabotage(_drop(_form, "/DR"), _by(AUDIT)),
    "a font to type in that is not embedded": Sabotage(_drop(_form_font, "/FontFile2"), _by(AUDIT)),
}
