import io

import pikepdf
import pytest

from handouts.pdf.reading import MalformedFile, read_objects, stream_data
from tests.making import RIVERSIDE, Combination, made

HANDOUT = Combination("acute", brand=RIVERSIDE)


def is_of_the_file(entry: pikepdf.Object) -> bool:
    """Say whether an object is part of the form of the file, not of the document."""
    kind = entry.get("/Type") if isinstance(entry, pikepdf.Stream) else None
    return kind in ("/ObjStm", "/XRef")


def test_every_object_of_a_handout_is_read_as_another_reader_reads_it() -> None:
    pdf = made(HANDOUT).pdf
    objects, root = read_objects(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as other:
        assert other.Root.objgen == (root, 0)
        entries = [entry for entry in other.objects if not is_of_the_file(entry)]
        assert len(entries) > 1000
        for entry in entries:
            body = objects[entry.objgen[0]]
            if isinstance(entry, pikepdf.Stream):
                assert stream_data(body) == entry.read_bytes()
            elif isinstance(entry, pikepdf.Dictionary):
                assert body.startswith(b"<<")
                assert all(key.encode() in body for key in entry.keys())  # noqa: SIM118 - no dict


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"]
)
def test_a_file_of_another_form_is_refused(pdf: bytes) -> None:
    with pytest.raises(MalformedFile):
        read_objects(pdf)
