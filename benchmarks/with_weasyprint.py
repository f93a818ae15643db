"""WeasyPrint: what a user of it would run. It imports nothing of ours but the names of cases."""

import sys
from collections.abc import Callable
from pathlib import Path

import weasyprint

from benchmarks.cases import numbered_source

_VARIANT = "pdf/ua-1"


def renderer(folder: Path) -> Callable[[int, int], bytes]:
    """Return what renders a prepared plan for a numbered patient."""
    count = len(list(folder.glob("*.html")))
    sources = [(folder / f"{i}.html").read_text(encoding="utf-8") for i in range(count)]

    def render(plan: int, number: int) -> bytes:
        source = numbered_source(sources[plan], number)
        made: bytes = weasyprint.HTML(string=source).write_pdf(pdf_variant=_VARIANT)
        return made

    return render


if __name__ == "__main__":
    weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant=_VARIANT)
