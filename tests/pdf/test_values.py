"""Reading objects back: what layout writes, and nothing is lost on the way."""

import io
from itertools import cycle
from string import ascii_letters, digits

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.pdf.object_streams import TOGETHER, pack
from handouts.pdf.objects import stream
from handouts.pdf.values import (
    Value,
    content,
    parse,
    reference,
    references,
    renumbered,
    unpacked,
    written,
)
from tests.batch.print_file.stacks import prepared
from tests.making import Combination
from tests.pdf.reading import join, objects_of

NAMES = st.text(ascii_letters + digits + "+.-_#", min_size=1).map(lambda name: f"/{name}".encode())
SCALARS = st.one_of(
    NAMES,
    st.integers(-9999, 9999).map(lambda n: b"%d" % n),
    st.floats(-999, 999).map(lambda x: b"%.4f" % x),
    st.integers(1, 999).map(lambda n: b"%d 0 R" % n),
    st.sampled_from([b"true", b"false", b"null", b"(a \\) b [ << 12 0 R)", b"()", b"<FEFF00e9>"]),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(NAMES, inner)), max_leaves=12
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Value) -> None:
    assert parse(written(value)) == value
    assert parse(b"\n" + written(value) + b"\nstream\r\n<</Not /This>>\r\nendstream") == value


@given(VALUES, st.integers(1, 99))
def test_every_reference_gets_its_new_number_and_nothing_else_changes(
    value: Value, step: int
) -> None:
    moved = renumbered(value, lambda number: number + step)
    assert references(moved) == [number + step for number in references(value)]
    assert renumbered(moved, lambda number: number - step) == value


@pytest.mark.parametrize("value", [b"(12 0 R)", b"12", b"/R", [b"12 0 R"], {b"/A": b"12 0 R"}])
def test_only_a_reference_is_one(value: Value) -> None:
    assert reference(value) == 0
    assert reference(b"12 0 R") == 12


@given(st.binary(max_size=80), st.booleans())
def test_the_content_of_a_stream_is_what_it_was(data: bytes, compress: bool) -> None:
    body = stream(data, b"/Type /X", compress=compress)
    inside = content(body)
    assert inside is not None
    assert stream(data, compress=compress).endswith(inside + b"\r\nendstream")
    assert content(b"<</No /Stream>>") is None


@given(
    st.lists(VALUES.map(written), min_size=1, max_size=4),
    st.sets(st.integers(1, 60), min_size=1),
    st.integers(1, 3 * TOGETHER),
)
def test_objects_come_out_of_their_streams_as_they_went_in(
    bodies: list[bytes], scattered: set[int], in_a_row: int
) -> None:
    numbers = sorted({*scattered, *range(61, 61 + in_a_row)})
    objects = dict(zip(numbers, cycle(bodies), strict=False))
    packed = pack(objects, max(objects) + 1)
    assert unpacked(packed.objects) == objects


def test_a_real_edition_is_read_as_another_program_reads_it() -> None:
    edition = prepared(Combination(edition="summary")).edition
    objects = unpacked(edition.objects)
    tail = {edition.info_number: b"<<>>", edition.metadata_number: stream(b"")}
    tail |= {box.object_number: stream(b"") for box in edition.fields}
    data = join(objects, tail, edition.root, edition.info_number)
    assert objects_of(data).keys() - tail.keys() == {*objects, max(objects_of(data))}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == edition.pages
        for number, body in objects.items():
            found = pdf.get_object(number, 0)
            value = parse(body)
            if isinstance(value, dict):
                names = {key.decode() for key, inner in value.items() if inner != b"null"}
                assert set(found.keys()) == names
