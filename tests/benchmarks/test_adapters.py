import re
from html.parser import HTMLParser
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.as_html import as_html
from benchmarks.as_typst import as_typst
from benchmarks.cases import STAGES
from handouts.document import Block, Card, Paragraph, Span, every_block, every_text, plain
from handouts.personalise import HANDOUT_ID
from tests.benchmarks.sheets import ONE_OF_EACH, sheet_of, stage_sheet, words

_LITERAL = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_VOID = {"meta", "br", "img"}
_PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


class Reader(HTMLParser):
    """Reads text as a browser would, and notes elements that are not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value or "" for _, value in attrs]
        if tag == "br":
            self.pieces.append("\n")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.pieces.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def strings(typst: str) -> list[str]:
    """Return the string literals of Typst code, unescaped."""
    return [re.sub(r'\\(["\\])', r"\1", found) for found in _LITERAL.findall(typst)]


def test_the_sample_holds_every_kind_of_block() -> None:
    assert {type(block) for block in every_block(ONE_OF_EACH)} == set(get_args(Block))


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_every_kind_of_block_becomes_html_with_all_its_words(block: Block) -> None:
    text = "".join(read(as_html(sheet_of(block))).pieces)
    for wanted in every_text((block,)):
        assert plain(wanted) in text


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_every_kind_of_block_becomes_typst_with_all_its_words(block: Block) -> None:
    found = strings(as_typst(sheet_of(block)))
    for wanted in every_text((block,)):
        assert all(word in " ".join(found) for word in plain(wanted).split())


@pytest.mark.parametrize("stage", STAGES)
def test_no_word_of_a_real_handout_is_lost_on_the_way_to_a_peer(stage: str) -> None:
    sheet = stage_sheet(stage)
    html = "".join(read(as_html(sheet)).pieces)
    typst = " ".join(strings(as_typst(sheet)))
    blocks = sheet.document.blocks
    only_where_cut = {one.continued for one in every_block(blocks) if isinstance(one, Card)}
    for text in every_text(blocks):
        if text in only_where_cut:
            continue
        assert plain(text) in html
        assert all(span.text.replace("\n", " ") in typst for span in text)
    for name, value in sheet.values.items():
        assert value in (html if name != HANDOUT_ID else as_html(sheet))
        assert value in typst


@given(_PRINTED)
def test_html_says_any_text_exactly_as_typed(text: str) -> None:
    assert text in "".join(read(as_html(sheet_of(Paragraph(words(text))))).pieces)


@given(_PRINTED)
def test_typst_holds_any_text_as_one_string(text: str) -> None:
    assert text in strings(as_typst(sheet_of(Paragraph(words(text)))))


def test_links_and_pictures_carry_their_targets_and_alternative_texts() -> None:
    link = Paragraph((Span("here", link='https://a.example/"?b=1&c=<2>'),))
    sheet = sheet_of(link, *ONE_OF_EACH)
    alt = sheet.illustrations["drawn"].alt
    html, typst = read(as_html(sheet)), strings(as_typst(sheet))
    for wanted in ('https://a.example/"?b=1&c=<2>', alt):
        assert wanted in html.attributes
        assert wanted in typst


def test_a_picture_of_the_clinics_own_is_told_in_words() -> None:
    html = "".join(read(as_html(sheet_of(*ONE_OF_EACH))).pieces)
    assert "A map of the river. The way" in html
    assert {"A map of the river.", "The way"} <= set(strings(as_typst(sheet_of(*ONE_OF_EACH))))


def test_a_picture_reaches_the_peers_as_well_formed_svg() -> None:
    picture = sheet_of().picture("drawn")
    assert picture is not None
    assert ET.fromstring(picture.svg).tag.endswith("svg")  # noqa: S314 - our own
    assert picture.svg.rstrip("\n") in " ".join(strings(as_typst(sheet_of(*ONE_OF_EACH))))


def test_a_detail_of_several_lines_keeps_them_and_the_rest_is_left_to_write_on() -> None:
    assert sheet_of().lines("note", 3) == ["one", "two", ""]
    assert sheet_of().lines("", 1) == [""]


def test_line_breaks_inside_a_text_stay_line_breaks() -> None:
    sheet = sheet_of(Paragraph((Span("one\ntwo"),)))
    assert "one\ntwo" in "".join(read(as_html(sheet)).pieces)
    assert '[#"one"]; linebreak(); [#"two"]' in as_typst(sheet)
