"""Small objects compressed together, and found again."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.object_streams import TOGETHER, pack
from handouts.pdf.objects import static_part, stream
from tests.making import STAGES, Combination, made
from tests.pdf.reading import objects_of

WORDS = st.binary(max_size=60).map(lambda body: b"<" + body.replace(b"endobj", b"") + b">")
STREAMS = st.binary(max_size=60).map(stream)
OBJECTS = st.dictionaries(st.integers(1, 300), WORDS | STREAMS, min_size=1, max_size=40)
CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <<>>>>"


def is_stream(body: bytes) -> bool:
    return body.endswith(b"endstream")


@given(OBJECTS, st.dictionaries(st.integers(1, 300), STREAMS, max_size=5))
def test_what_is_packed_and_joined_is_found_again(
    objects: dict[int, bytes], more: dict[int, bytes]
) -> None:
    tail = {number: body for number, body in more.items() if number not in objects}
    packed = pack(objects, max(*objects, *tail) + 1 if tail else max(objects) + 1)
    assert all(is_stream(body) for body in packed.objects.values())
    found = objects_of(static_part(packed.objects, packed.rows).with_tail(tail, 1, 2))
    assert {number: found[number] for number in (*objects, *tail)} == {**objects, **tail}


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 4, TOGETHER, 3 * TOGETHER + 1])
def test_another_program_finds_what_is_packed_however_much_it_is(count: int) -> None:
    dictionaries = {5 + n: b"<</N %d>>" % n for n in range(count)}
    first = 5 + count
    packed = pack({1: CATALOG, 2: PAGES, 3: PAGE, 4: b"<<>>", **dictionaries}, first)
    data = static_part(packed.objects, packed.rows).with_tail({}, 1, 4)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 1
        assert [int(pdf.get_object(5 + n, 0).N) for n in range(count)] == list(range(count))


@pytest.mark.parametrize("stage", STAGES)
def test_another_program_finds_no_fault_in_a_handout(stage: str) -> None:
    with pikepdf.open(io.BytesIO(made(Combination(stage)).pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_handout_has_nothing_small_outside_object_streams_but_what_names_the_patient() -> None:
    data = made(Combination()).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = pdf.trailer.Info.objgen[0]
    packed = {number for number, body in objects_of(data).items() if not is_stream(body)}
    alone = {number for number in packed if b"\n%d 0 obj\n" % number in data}
    assert len(packed) > 5 * TOGETHER
    assert alone == {info}
