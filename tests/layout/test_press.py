"""What is kept from other documents saves time and changes nothing."""

import io
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts.document import (
    Block,
    BulletList,
    Card,
    DoseStrip,
    Field,
    Heading,
    Log,
    NumberedList,
    Numeral,
    Panel,
    Paragraph,
    Picture,
    Span,
    Table,
)
from handouts.layout import press
from handouts.layout.fonts import FontBook, Shown
from handouts.layout.pictures import Photo
from handouts.typefaces import Face
from handouts.units import TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.layout.laying_out import edition_of, file_of, text

WORDS = st.sampled_from(
    [
        "Lie down.", "Bend the knee, then hold it. " * 6, "Größe", "100 % (half)", "\\ %d",
        "☎ call ✆", "✆ or ☎",  # beyond the repertoire: a document has codes of its own for them
    ]
)  # fmt: skip
TEXTS = WORDS.map(text)
LINKS = TEXTS.map(lambda words: (Span("ring 1", link="tel:1"), Span(" "), *words))
ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=14).map(tuple)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    TEXTS.map(lambda words: Heading(2, words)),
    st.one_of(TEXTS, LINKS).map(Paragraph),
    st.lists(TEXTS, min_size=1, max_size=5).map(lambda items: BulletList(tuple(items))),
    st.lists(TEXTS, min_size=1, max_size=5).map(lambda items: NumberedList(tuple(items))),
    ROWS.map(lambda rows: Table((text("What"), text("How")), rows)),
    st.lists(TEXTS, min_size=1, max_size=4).map(
        lambda names: Log(2, "Week", tuple("MTWTFSS"), tuple(names), (text("Pain"),))
    ),
    TEXTS.map(lambda words: Panel("note", (), (Paragraph(words),))),
    st.builds(Field, st.just("note"), TEXTS, st.integers(1, 3)),
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=12)


def forget() -> None:
    """Let go of all that was set and drawn."""
    press.press_of.cache_clear()
    press.font_book.cache_clear()


@settings(max_examples=40, deadline=None)
@given(st.lists(DOCUMENTS, min_size=2, max_size=4))
def test_a_document_has_the_same_bytes_whatever_was_laid_out_before(
    documents: list[list[Block]],
) -> None:
    forget()
    after_others = [edition_of(*blocks) for blocks in documents]
    for blocks, found in zip(documents, after_others, strict=True):
        forget()
        alone = edition_of(*blocks)
        assert alone.static.data == found.static.data
        assert alone.trace == found.trace
        assert alone.fields == found.fields


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS)
def test_blocks_that_come_twice_are_tagged_twice(blocks: list[Block]) -> None:
    data = file_of(*blocks, *blocks)
    assert audit(data) == []
    assert validate(data) == []


def test_a_row_that_two_tables_have_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    drawn: list[str] = []
    show = FontBook.show

    def counting(book: FontBook, face: Face, size: float, words: str) -> Shown:
        drawn.append(words)
        return show(book, face, size, words)

    monkeypatch.setattr(FontBook, "show", counting)
    head, shared = (text("What"), text("How")), (text("Walk"), text("Slowly"))
    edition_of(Table(head, (shared, (text("Rest"), text("Often")))))
    edition_of(Table(head, (shared, (text("Bend"), text("Twice")))))
    assert drawn.count("Slowly") == 1
    assert drawn.count("Twice") == 1


def photo(shade: int) -> Photo:
    """Return a small picture of one grey."""
    out = io.BytesIO()
    Image.new("L", (40, 30), shade).save(out, "PNG")
    return Photo(out.getvalue(), (40, 30), f"A person in grey {shade}.")


@pytest.mark.parametrize("size", ["standard", "large"])
def test_a_picture_within_a_card_is_that_of_its_own_document(size: TextSize) -> None:
    card = Card(
        "bridge", text("Bridge"), why=(), dose=DoseStrip((Numeral("5", "times"),), None),
        how=(Picture("walk", ""), Paragraph(text("Lie down."))), notes=(), stop=(), serves=(),
    )  # fmt: skip
    woman, man = ({"walk": photo(shade), "bridge": photo(9)} for shade in (90, 200))
    forget()
    edition_of(card, size=size, illustrations=woman)
    after = edition_of(card, size=size, illustrations=man)
    forget()
    alone = edition_of(card, size=size, illustrations=man)
    assert after.static.data == alone.static.data


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_get_the_bytes_that_they_would_get_alone() -> None:
    words = ("☎ call ✆", "✆ or ☎", "Größe", "Lie down.")
    documents = [(Paragraph(text(one)), Paragraph(text(other))) for one in words for other in words]
    alone = [edition_of(*blocks).static.data for blocks in documents]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            forget()
            found = pool.map(lambda blocks: edition_of(*blocks).static.data, documents)
            assert list(found) == alone


def test_what_fails_to_be_drawn_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    good, bad = Paragraph(text("Lie down.")), Table((text("a"), text("b")), ((text("c"),) * 2,) * 3)
    alone = edition_of(good).static.data
    with monkeypatch.context() as broken:
        broken.setattr("handouts.layout.pen.Pen.line", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            edition_of(bad)
    assert edition_of(good).static.data == alone
    assert audit(file_of(bad, good)) == []
