"""Putting objects together into a file."""

import io
import re
import zlib

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.objects import static_part, stream, text_string
from tests.pdf.reading import join, objects_of

BODIES = st.binary(max_size=60).map(lambda body: b"<" + body.replace(b"endobj", b"") + b">")
OBJECTS = st.dictionaries(st.integers(1, 60), BODIES, min_size=3, max_size=20)
CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <<>>>>"


@given(OBJECTS, OBJECTS)
def test_what_is_joined_is_found_again(static: dict[int, bytes], more: dict[int, bytes]) -> None:
    tail = {number: body for number, body in more.items() if number not in static}
    found = objects_of(join(static, tail, 1, 2))
    assert b"/XRef" in found.pop(max(found))
    assert found == {**static, **tail}


@given(OBJECTS, OBJECTS)
def test_the_static_objects_come_first_and_always_the_same(
    static: dict[int, bytes], more: dict[int, bytes]
) -> None:
    tail = {number + 60: body for number, body in more.items()}
    alone, filled = join(static, {}, 1, 2), join(static, tail, 1, 2)
    ends = int(alone.split()[-2])
    assert filled.startswith(alone[:ends])


@given(st.dictionaries(st.integers(5, 40), st.binary(max_size=60).map(stream), max_size=10))
def test_another_program_opens_what_is_joined(streams: dict[int, bytes]) -> None:
    data = join({1: CATALOG, 2: PAGES, 3: PAGE, 4: b"<<>>"}, streams, 1, 4)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for number, body in streams.items():
            packed = re.search(rb"stream\r\n(.*)\r\nendstream$", body, re.DOTALL)
            assert packed is not None
            found = pdf.get_object(number, 0)
            assert isinstance(found, pikepdf.Stream)
            assert found.read_bytes() == zlib.decompress(packed[1])


@given(OBJECTS, OBJECTS)
def test_what_was_written_out_once_serves_many_tails(
    static: dict[int, bytes], more: dict[int, bytes]
) -> None:
    part = static_part(static)
    tail = {number: body for number, body in more.items() if number not in static}
    assert part.objects() == static
    for other in (tail, {70: b"<<>>"}, tail):
        assert part.with_tail(other, 1, 2) == join(static, other, 1, 2)


def test_the_id_of_a_file_follows_its_content() -> None:
    def identity(body: bytes) -> bytes:
        return join({1: CATALOG, 2: body}, {}, 1, 2).split(b"/ID ")[1].split(b"]")[0]

    assert identity(b"<<>>") == identity(b"<<>>")
    assert identity(b"<<>>") != identity(b"<</A 1>>")


@given(st.text())
def test_any_text_is_read_again_from_a_text_string(text: str) -> None:
    body = b"<</T %s>>" % text_string(text)
    with pikepdf.open(io.BytesIO(join({1: CATALOG, 2: PAGES, 3: PAGE, 4: body}, {}, 1, 4))) as pdf:
        assert str(pdf.docinfo["/T"]) == text


@given(st.binary(), st.booleans())
def test_a_stream_knows_its_length(content: bytes, compress: bool) -> None:
    head, rest = stream(content, compress=compress).split(b"stream\r\n", 1)
    packed = rest.removesuffix(b"\r\nendstream")
    assert int(head.split(b"/Length ")[1].split(b">>")[0]) == len(packed)
    assert (zlib.decompress(packed) if compress else packed) == content
