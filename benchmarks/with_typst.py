"""Typst: what a user of it would run. It imports nothing of ours but the names of cases."""

import sys
from collections.abc import Callable
from pathlib import Path

import typst

from benchmarks.cases import numbered_source

_FONTS = Path(__file__).resolve().parents[1] / "fonts"


def renderer(folder: Path) -> Callable[[int, int], bytes]:
    """Return what renders a prepared plan for a numbered patient.

    The compiler keeps its fonts and its cache from document to document.
    """
    count = len(list(folder.glob("*.typ")))
    sources = [(folder / f"{i}.typ").read_text(encoding="utf-8") for i in range(count)]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

    def render(plan: int, number: int) -> bytes:
        source = numbered_source(sources[plan], number).encode()
        made = compiler.compile(input=source, format="pdf", pdf_standards=["ua-1", "a-2a"])
        if not isinstance(made, bytes):
            raise TypeError("a PDF is one piece")
        return made

    return render


if __name__ == "__main__":
    typst.compile(
        Path(sys.argv[1]),
        output=Path(sys.argv[2]),
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
    )
