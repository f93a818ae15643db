"""What a print file does to handouts, told before any is made: what gets smaller, what is odd."""

from collections.abc import Iterator, Mapping

from handouts.batch.print_file import PrintOptions
from handouts.batch.print_file.imposition import placements
from handouts.batch.rows import RowProblem
from handouts.brand import Brand
from handouts.units import PAPERS, PaperName

Asked = Mapping[tuple[str, str], tuple[int, int]]
"""By paper and text size, "" for the brand's: the first row that asks for it, and how many do."""

_LARGE = ("large", "giant")


def print_notes(asked: Asked, brand: Brand, options: PrintOptions) -> Iterator[RowProblem]:
    """Yield a note for large print that the stack makes smaller, and for paper of another size."""
    papers: dict[PaperName, tuple[int, int]] = {}
    texts: dict[str, tuple[int, int]] = {}
    for (paper, text), (row, count) in asked.items():
        name: PaperName = "letter" if (paper or brand.defaults.paper) == "letter" else "a4"
        size = text or brand.defaults.text or "standard"
        papers[name] = _both(papers.get(name), row, count)
        texts[size] = _both(texts.get(size), row, count)
    yield from _smaller(texts, papers, options)
    yield from _off_the_letterhead(papers, brand, options)
    yield from _of_other_size(papers)


def _both(before: tuple[int, int] | None, row: int, count: int) -> tuple[int, int]:
    return (min(before[0], row), before[1] + count) if before else (row, count)


def _smaller(
    texts: Mapping[str, tuple[int, int]], papers: Mapping[PaperName, object], options: PrintOptions
) -> Iterator[RowProblem]:
    if options.imposition == "single":
        return
    sheets = [PAPERS[name] for name in papers]
    scale = min(
        (placements((one.width, one.height), options, back=False)[0].scale for one in sheets),
        default=1.0,
    )
    for size in _LARGE:
        if size in texts:
            row, count = texts[size]
            one = "1 handout is" if count == 1 else f"{count} handouts are"
            message = f"{one} in {size} print, and --{options.imposition} prints it at {scale:.0%}"
            hint = "print those who need it apart, on whole pages"
            yield RowProblem(row, "text", message, hint, "warning")


def _off_the_letterhead(
    papers: Mapping[PaperName, tuple[int, int]], brand: Brand, options: PrintOptions
) -> Iterator[RowProblem]:
    if options.imposition == "single" or not brand.look.letterhead:
        return
    row = min((first for first, _ in papers.values()), default=0)
    message = (
        "the brand's letterhead stays free on whole pages, and "
        f"--{options.imposition} prints two smaller ones on a sheet"
    )
    hint = "print on plain paper, with a brand that extends this one and has letterhead.top = 0"
    yield RowProblem(row, "paper", message, hint, "warning")


def _of_other_size(papers: Mapping[PaperName, tuple[int, int]]) -> Iterator[RowProblem]:
    if len(papers) <= 1:
        return
    usual = max(papers, key=lambda name: papers[name][1])
    for name, (row, count) in papers.items():
        if name != usual:
            one = "1 handout is" if count == 1 else f"{count} handouts are"
            message = f"{one} on {name} in a stack on {usual}"
            hint = "print them apart, or write one paper for all rows"
            yield RowProblem(row, "paper", message, hint, "warning")
