"""A PDF written as it comes, and its page tree."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.pdf.page_tree import PageTree
from handouts.pdf.streamed import StreamedPdf


def file_of(pages: int, *, backwards: bool = False) -> tuple[bytes, int]:
    """Return a file whose pages are numbered by their widths, and the size foretold."""
    parts: list[bytes] = []
    pdf = StreamedPdf(parts.append)
    tree = PageTree(pdf, backwards=backwards)
    for number in range(1, pages + 1):
        tree.add(b"/MediaBox[0 0 %d 100]/Resources<<>>" % number)
    assert tree.pages == pages
    root = pdf.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree.close())
    size = pdf.size
    pdf.finish(root, pdf.add(b"<<>>"))
    return b"".join(parts), size


@settings(deadline=None, max_examples=40)
@given(st.one_of(st.integers(1, 140), st.sampled_from([32, 33, 1023, 1024, 1025])), st.booleans())
def test_pages_stand_in_their_order_in_a_balanced_tree(pages: int, backwards: bool) -> None:
    data, _ = file_of(pages, backwards=backwards)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        widths = [int(page.mediabox[2]) for page in pdf.pages]
        depths = {_depth(page.obj) for page in pdf.pages}
        assert int(pdf.Root.Pages.Count) == pages
    expected = list(range(1, pages + 1))
    assert widths == (expected[::-1] if backwards else expected)
    assert len(depths) == 1
    assert depths.pop() <= 1 + next(level for level in range(9) if 32**level >= pages)


def _depth(node: pikepdf.Object) -> int:
    return 1 + _depth(node.Parent) if "/Parent" in node else 0


def test_the_size_is_known_before_the_end() -> None:
    data, size = file_of(500)
    assert len(data) - 400 < size < len(data)


def test_the_same_objects_have_the_same_id_and_others_another() -> None:
    ids = []
    for pages in (3, 3, 4):
        with pikepdf.open(io.BytesIO(file_of(pages)[0])) as pdf:
            ids.append([bytes(part) for part in pdf.trailer.ID])
    assert ids[0] == ids[1] != ids[2]
    assert ids[0][0] == ids[0][1]


def test_a_number_that_was_promised_and_never_written_is_a_mistake() -> None:
    pdf = StreamedPdf(lambda _data: None)
    root = pdf.add(b"<<>>")
    pdf.reserve()
    with pytest.raises(ValueError, match="1 objects were never written"):
        pdf.finish(root, root)


def test_offsets_beyond_four_gigabytes_are_written_whole() -> None:
    parts: list[bytes] = []
    pdf = StreamedPdf(parts.append)
    root = pdf.add(b"<<>>")
    far = 5 * 2**30
    pdf._position = far
    pdf.add(b"null")
    pdf.finish(root, root)
    row = b"\1" + far.to_bytes(6, "big") + b"\0"
    assert row in b"".join(parts)
    assert b"/W [1 6 1]" in b"".join(parts)
