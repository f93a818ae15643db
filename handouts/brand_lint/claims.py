"""The clinic's own words: whether they claim a review that no signature in the brand backs."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from handouts import resources
from handouts.brand import Brand, OwnFile
from handouts.document import Block, every_text, plain
from handouts.errors import Problem
from handouts.templating import sentences

_FILE = "claims.toml"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SIGNER = re.compile(r"\{\{[^{}]*\breview\.[^{}]*\}\}")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_MARKUP = re.compile(r"[*_#>|`]|\]\([^)]*\)|\[|::+ *[\w-]* *")
_MARK = "\x00"  # stands for who signed
_WAS = "\x01"  # the end of a line within a paragraph
_END = r"[.!?;](?=\s|\x01|$)|(?=\n)"
_SHOWN = 60  # letters of a claim in a message
_HINT = (
    "take it out: the handout says by itself who reviewed it, once it is signed with "
    "handouts review sign"
)


@dataclass(frozen=True, slots=True)
class _Claims:
    """What words of a language claim: patterns that do, that are fine, that deny it."""

    claims: tuple[re.Pattern[str], ...]
    fine: tuple[re.Pattern[str], ...]
    denied: re.Pattern[str]
    ends: re.Pattern[str]

    def found(self, text: str, signers: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
        """Yield the sentences of a text that claim a review, each with its line.

        One that names the `signers` of the brand claims nothing that is not so.
        """
        line = 1
        for whole in self.ends.split(_seen(text)):
            sentence = whole.replace(_WAS, " ")
            line += whole.count("\n") + whole.count(_WAS)
            if _MARK in sentence or any(one.casefold() in sentence.casefold() for one in signers):
                continue
            if any(self._claim(sentence)):
                words = " ".join(sentence.split())
                began = len(whole) - len(whole.lstrip(f"\n \t{_WAS}"))
                after = whole[began:].count("\n") + whole[began:].count(_WAS)
                yield line - after, words[:_SHOWN] + ("..." if len(words) > _SHOWN else "")

    def _claim(self, sentence: str) -> Iterator[bool]:
        for pattern in self.fine:
            sentence = pattern.sub(lambda found: "~" * len(found[0]), sentence)
        for pattern in self.claims:
            for found in pattern.finditer(sentence):
                yield not self.denied.search(sentence[: found.start()])


def claims_in_file(file: OwnFile, language: str, signers: tuple[str, ...]) -> list[Problem]:
    """Return an error for each sentence of a section that claims a review, with its line.

    Its tags are left out; what stands in comments is not printed.
    """
    known = _known(language)
    if known is None:
        return []
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), file.text)
    text = _SIGNER.sub(_MARK, text)
    text = _TAG.sub(lambda found: " " + "\n" * found[0].count("\n"), text)
    joined = _joined_lines(_MARKUP.sub(_blank, text))
    return [_problem(f"{file.source}:{line}", said) for line, said in known.found(joined, signers)]


def claims_in_blocks(
    source: str,
    blocks: tuple[Block, ...],
    language: str,
    signers: tuple[str, ...],
    honest: Iterable[str],
) -> list[Problem]:
    """Return an error for each sentence that a section prints and that claims a review.

    Sentences of `honest` texts are the program's own.
    """
    own = {one for text in honest for one in sentences(text)}
    said = (sentences(plain(text)) for text in every_text(blocks))
    texts = [" ".join(one for one in part if one not in own) for part in said]
    return _in_texts(source, texts, language, signers)


def brand_claims(brand: Brand, language: str, signers: tuple[str, ...]) -> list[Problem]:
    """Return an error for each claim in brand.toml, and in its exercises, plans and regions."""
    texts: dict[str, tuple[str, ...]] = {
        "name": (brand.name,), "address": brand.address, "hours": (brand.hours,),
        "out_of_hours.label": (brand.out_of_hours.label,), "disclaimer": (brand.disclaimer,),
        "privacy": (brand.privacy,), "page.footer": (brand.footer,),
        "link.label": (brand.link.label if brand.link else "",),
        "partners": tuple(one.spoken for one in brand.look.partners),
        **{f"clinicians.{name}": (one.line,) for name, one in brand.clinicians.items()},
    }  # fmt: skip
    problems: list[Problem] = []
    for key, said in texts.items():
        problems += _in_texts(f"brand.toml:{key}", said, language, signers)
    for file in (*brand.exercises.values(), *brand.plans.values(), *brand.regions.values()):
        try:
            table = tomllib.loads(file.text)
        except ValueError:
            continue  # told when it is read as an exercise
        for key, text in _strings(table, ""):
            problems += _in_texts(f"{file.source}:{key}", [text], language, signers)
    return problems


def _joined_lines(text: str) -> str:
    """Return a text whose paragraphs are lines; where a line ended within one is marked."""
    return re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*[^\s\-*#:|\d])", _WAS, text)


def _blank(found: re.Match[str]) -> str:
    return "" if found[0] in "*_`" else " "


def _in_texts(
    source: str, texts: Iterable[str], language: str, signers: tuple[str, ...]
) -> list[Problem]:
    known = _known(language)
    if known is None:
        return []
    words = [said for text in texts for _, said in known.found(text, signers)]
    return [_problem(source, said) for said in dict.fromkeys(words)]


def _problem(source: str, words: str) -> Problem:
    message = f'claims a review, an approval or a certificate that no signature backs: "{words}"'
    return Problem(source, message, _HINT)


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield key, value
        case dict():
            for name, inner in value.items():
                yield from _strings(inner, f"{key}.{name}" if key else name)
        case list():
            for number, inner in enumerate(value):
                yield from _strings(inner, f"{key}.{number}")
        case _:
            pass


def _seen(text: str) -> str:
    """Return a text as it is seen: in plain letters, without invisible characters."""
    plainly = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plainly if unicodedata.category(c) != "Cf")


@lru_cache(maxsize=4)
def _known(language: str) -> _Claims | None:
    """Return what is a claim in a language, None where the library does not say."""
    table = tomllib.loads((resources.library_folder() / _FILE).read_text(encoding="utf-8"))
    said: Mapping[str, Any] | None = table.get(language.partition("-")[0])
    if said is None:
        return None
    names = {"done": said["done"], "handout": said["handout"], "judge": said["judges"]}

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, words in names.items():
            pattern = pattern.replace(f"{{{name}}}", f"(?:{'|'.join(words)})")
        return re.compile(pattern, re.IGNORECASE)

    return _Claims(
        tuple(map(compiled, said["claims"])),
        tuple(map(compiled, said["fine"])),
        compiled(said["denied"]),
        re.compile("".join(rf"(?<!\b{one})" for one in said["titles"]) + r"(?<!\b[A-Z])" + _END),
    )
