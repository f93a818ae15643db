"""An audit of a form: what each of its fields must have for everybody to fill it in."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, Name, Pdf

_PRINT, _UNSEEN = 4, 2 | 32  # flags of annotations: printed; hidden, or not for screens
_DOES = ("/A", "/AA")
_NO_PART_OF_A_FORM = ("/NeedAppearances", "/XFA", "/CO", "/SigFlags")


def widgets_of(pdf: Pdf) -> list[Any]:
    """Return the widgets of all pages, in their order."""
    every = (one for page in pdf.pages for one in page.obj.get("/Annots", []))
    return [one for one in every if one.Subtype == Name.Widget]


def form_faults(pdf: Pdf) -> Iterator[str]:
    """Yield what is wrong with a form's fields, a sentence each; nothing where there are none."""
    widgets = widgets_of(pdf)
    form = pdf.Root.get("/AcroForm", Dictionary())
    for key in _NO_PART_OF_A_FORM:
        if key in form:
            yield f"the form has {key}"
    fields = [field.objgen for field in form.get("/Fields", [])]
    if fields != [widget.objgen for widget in widgets]:
        yield "the form's fields are not those of the pages in their order"
    for name, count in Counter(str(widget.get("/T", "")) for widget in widgets).items():
        if count > 1 or not name:
            yield f"{count} fields have the name {name!r}"
    for widget in widgets:
        yield from _field_faults(widget, form)


def _field_faults(widget: Any, form: Any) -> Iterator[str]:
    name = str(widget.get("/T", ""))
    if not str(widget.get("/TU", "")).strip():
        yield f"{name}: nothing is heard of it"
    flags = int(widget.get("/F", 0))
    if not flags & _PRINT or flags & _UNSEEN:
        yield f"{name}: it is not shown, or not printed"
    if any(key in widget for key in _DOES):
        yield f"{name}: it does something"
    looks = widget.get("/AP", Dictionary()).get("/N")
    if Name.Btn == widget.FT:
        yield from _box_faults(name, widget, looks)
    elif looks is None or "/BBox" not in looks:
        yield f"{name}: it has no look"
    else:
        yield from _font_faults(name, widget, form)


def _box_faults(name: str, widget: Any, looks: Any) -> Iterator[str]:
    states = set(looks.keys()) if looks is not None else set()
    if states != {"/Off", "/Yes"}:
        yield f"{name}: it has not two looks, ticked and not, but {sorted(states)}"
    if widget.get("/AS") != widget.get("/V") or str(widget.get("/AS")) not in states:
        yield f"{name}: what it shows is not what it says"


def _font_faults(name: str, widget: Any, form: Any) -> Iterator[str]:
    font = str(widget.get("/DA", "")).split(" ")[0]
    known = form.get("/DR", Dictionary()).get("/Font", Dictionary())
    descriptor = known.get(font, Dictionary()).get("/FontDescriptor", Dictionary())
    if "/FontFile2" not in descriptor:
        yield f"{name}: what is typed in has no font that is embedded"
