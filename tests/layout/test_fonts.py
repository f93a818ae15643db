"""Fonts in files: each program has a name of its own."""

import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from handouts.document import Paragraph
from tests.layout.laying_out import file_of, text
from tests.making import EXAMPLES, SIZES, Combination, made
from tests.reading import open_pdf

_NAME = re.compile(r"/([A-Z]{6})\+\S+")


def programs(data: bytes) -> dict[str, set[str]]:
    """Return the digests of a file's font programs by the tag before their names."""
    found: dict[str, set[str]] = defaultdict(set)
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            fonts: Any = page.resources.get("/Font", {})
            for font in fonts.values():
                descriptor = font.FontDescriptor
                assert str(font.BaseFont) == str(descriptor.FontName)
                tag = _NAME.fullmatch(str(font.BaseFont))
                assert tag, str(font.BaseFont)
                program = descriptor.FontFile2.read_bytes()
                found[tag[1]].add(hashlib.sha256(program).hexdigest())
    return found


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda folder: folder and folder.name)
def test_two_programs_of_a_file_never_have_one_tag(brand: Path | None) -> None:
    found = programs(made(Combination(brand=brand)).pdf)
    assert len(found) > 2
    assert all(len(digests) == 1 for digests in found.values())


def test_programs_of_all_brands_and_sizes_are_told_apart() -> None:
    every: dict[str, set[str]] = defaultdict(set)
    combinations = [Combination(text=size) for size in SIZES]
    combinations += [Combination(brand=folder) for folder in EXAMPLES]
    for combination in combinations:
        for tag, digests in programs(made(combination).pdf).items():
            every[tag] |= digests
    assert all(len(digests) == 1 for digests in every.values())
    assert len(every) == len(set().union(*every.values()))  # and one program has one tag


def test_characters_of_one_document_alone_are_a_program_of_their_own() -> None:
    one, other = (programs(file_of(Paragraph(text(sign)))) for sign in "☎✆")
    assert one.keys() != other.keys()
