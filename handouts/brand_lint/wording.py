"""The clinic's own words: how hard they are to read, and what they promise."""

from collections.abc import Iterable, Iterator

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import Block, Paragraph, Span, every_text, plain
from handouts.errors import Problem
from handouts.readability import grade, passages, promises

WANTED = 6.0  # the American Medical Association and the National Institutes of Health ask for it
HARDEST = 9.0
_ENOUGH_WORDS = 30  # the grade of fewer says little
_SHOWN = 40  # letters of a passage in a message


def wording_problems(
    source: str, blocks: tuple[Block, ...], names: frozenset[str]
) -> Iterator[Problem]:
    """Yield what is wrong with English words: a warning if hard, an error for a promise.

    `names` are left out of the measure.
    """
    found = [p for p in passages(blocks, names) if ": Sources: " not in p.where]
    hard = [passage for passage in found if passage.grade > HARDEST]
    for passage in hard:
        text = passage.sentences[0][:_SHOWN].rstrip()
        message = f'is hard to read at "{text}...": grade {passage.grade:.1f}, wanted {WANTED:g}'
        hint = f"use shorter sentences and everyday words; {HARDEST:g} is the most"
        yield Problem(source, message, hint, "warning")
    sentences = tuple(sentence for passage in found for sentence in passage.sentences)
    enough = sum(passage.words for passage in found) >= _ENOUGH_WORDS
    if enough and not hard and grade(sentences) > WANTED:
        message = f"is hard to read: grade {grade(sentences):.1f}, wanted {WANTED:g} or lower"
        yield Problem(source, message, "use shorter sentences and everyday words", "warning")
    promised = dict.fromkeys(p for text in every_text(blocks) for p in promises(plain(text)))
    if promised:
        message = f"promises a cure: {', '.join(promised)}"
        hint = "say what often helps, and that it may not help everyone"
        yield Problem(source, message, hint)


def brand_wording_problems(brand: Brand, names: frozenset[str]) -> list[Problem]:
    """Return what is wrong with the words in brand.toml."""
    texts = {
        "disclaimer": brand.disclaimer, "privacy": brand.privacy, "page.footer": brand.footer,
    }  # fmt: skip
    return [
        problem
        for key, text in texts.items()
        if text
        for problem in wording_problems(f"brand.toml:{key}", _paragraphs(text.split("\n")), names)
        # The line at the foot is often a register's entry: how hard that is says nothing.
        if key != "page.footer" or problem.severity == "error"
    ]


def names_in(brand: Brand, library: Library) -> frozenset[str]:
    """Return what is no word to read: names of exercises, of the clinic, of services."""
    said = library.words.exercises.values()
    place = library.region.words
    return frozenset(
        {
            *(words.name for words in said),
            brand.name, brand.web, brand.email, brand.phone, brand.hours, ", ".join(brand.address),
            brand.out_of_hours.label, brand.out_of_hours.phone,
            place.urgent_help, place.emergency_department,
        }
        - {""}
    )  # fmt: skip


def _paragraphs(lines: Iterable[str]) -> tuple[Block, ...]:
    return tuple(Paragraph((Span(line),)) for line in lines if line.strip())
