"""fullbleed: what a user of it would run. It imports nothing of ours but the names of cases.

A plan is compiled once, with a slot for each of a patient's details. Its engine reads the HTML that
is made for WeasyPrint; it gets what that needs to look the same, and the settings with which it is
fastest while every letter is still right: no kerning, each picture held once. Without
`unicode_support` it is faster still, but embeds no font and prints "?" for Ł or Ж.
"""

import html
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import fullbleed

from benchmarks.cases import DETAILS, ID_MARK, numbered_id, numbered_name

_FONTS = Path(__file__).resolve().parents[1] / "fonts"
_FAMILIES = ("source-sans-3", "dejavu-sans")
_MARGINS = ("top-left", "top-right", "bottom-left", "bottom-right")
# It passes over `font` in margin boxes, over the weight of `strong`, and over @font-face.
_SMALL = "".join(
    f'@{place} {{ font-family: "Source Sans 3"; font-size: 9.5pt }}' for place in _MARGINS
)
_STYLE = f"b, strong {{ font-weight: 700 }} @page {{ {_SMALL} }}"


def renderer(folder: Path) -> Callable[[int, int], bytes]:
    """Return what fills in a prepared plan for a numbered patient, untagged.

    These are its fixed bindings: nothing is laid out again, and there are no tags.
    """
    plans = [_engine().compile_pdf(with_slots(source), _STYLE) for source in _sources(folder)]

    def render(plan: int, number: int) -> bytes:
        made: bytes = plans[plan].render_pdf_bindings(records([number]))
        return made

    return render


def tagged(folder: Path) -> Callable[[int, int], bytes]:
    """Return what fills in a prepared plan for a numbered patient, tagged for PDF/UA-1.

    These are its reflowing bindings, the only ones that are tagged. They have no slots in the foot
    of a page: the handout's id stands once, at the end.
    """
    plans = [
        _engine("pdfua1").compile_pdf(with_slots(id_at_the_end(source)), _STYLE)
        for source in _sources(folder)
    ]

    def render(plan: int, number: int) -> bytes:
        made: bytes = plans[plan].render_pdf_reflow_bindings(records([number]))
        return made

    return render


def print_file(folder: Path) -> Callable[[int, int], int]:
    """Return what writes one untagged file of a prepared plan, for as many patients as asked."""
    plans = [_engine().compile_pdf(with_slots(source), _STYLE) for source in _sources(folder)]

    def render(plan: int, count: int) -> int:
        target = folder / f"stack-{plan}.pdf"
        written: int = plans[plan].render_pdf_bindings_to_file(records(range(count)), str(target))
        return written

    return render


def with_slots(source: str) -> str:
    """Return a prepared source with a named slot in place of each detail and of the id."""
    for name, value in DETAILS.items():
        printed = f'class="value">{html.escape(value)}</p>'
        source = source.replace(printed, f'class="value">{{{{{name}}}}}</p>')
    return source.replace(ID_MARK, "{{id}}")


def id_at_the_end(source: str) -> str:
    """Return a prepared source whose id stands in its last line and not in the style sheet."""
    end = f'<p class="small">{ID_MARK}</p></body>'
    return source.replace(ID_MARK, "").replace("</body>", end)


def records(numbers: Iterable[int]) -> dict[str, list[str]]:
    """Return the columns that fill the slots, a row for each numbered patient."""
    rows = [DETAILS | {"name": numbered_name(n), "id": numbered_id(n)} for n in numbers]
    return {name: [row[name] for row in rows] for name in rows[0]}


def _engine(profile: str | None = None) -> fullbleed.PdfEngine:
    files = [str(path) for name in _FAMILIES for path in sorted((_FONTS / name).glob("*.ttf"))]
    return fullbleed.PdfEngine(
        font_files=files,
        shape_text=False,
        svg_form_xobjects=True,
        pdf_profile=profile,
        document_lang="en",
        document_title="Exercises for sciatica",
    )


def _sources(folder: Path) -> list[str]:
    count = len(list(folder.glob("*.html")))
    return [(folder / f"{i}.html").read_text(encoding="utf-8") for i in range(count)]


if __name__ == "__main__":
    page = Path(sys.argv[1]).read_text(encoding="utf-8")
    _engine().render_pdf_to_file(page, _STYLE, sys.argv[2])
