"""A store behind a URL gets handouts as a folder does: the same bytes, and nothing replaced."""

import secrets
from dataclasses import replace

import pytest

pytest.importorskip("fsspec", reason='pip install ".[cluster]"')
import fsspec

from handouts.batch.jobs import Job
from handouts.batch.outcomes import Failed, Made
from handouts.batch.row_jobs import job_of
from handouts.batch.rows import Row
from handouts.batch.runner import Maker
from handouts.batch.url_sink import UrlSink
from handouts.personalise import make_handout
from tests.batch.rosters import basis

pytestmark = pytest.mark.usefixtures("editions_on_disk")


@pytest.fixture
def sink() -> UrlSink:
    return UrlSink(f"memory://{secrets.token_hex(4)}/handouts")


@pytest.fixture
def job() -> Job:
    values = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "exercises"}
    job = job_of(Row(2, values), basis())
    assert isinstance(job, Job)
    return job


def stored(sink: UrlSink) -> dict[str, bytes]:
    store, folder = fsspec.core.url_to_fs(sink.url)
    return {path.rpartition("/")[2]: store.cat_file(path) for path in store.find(folder)}


def test_an_object_holds_the_bytes_of_the_handout(sink: UrlSink, job: Job) -> None:
    (made,) = Maker(sink).make([job]).outcomes
    assert isinstance(made, Made)
    assert stored(sink) == {made.file: make_handout(job.request, job.patient).pdf}
    assert sink.holds(made.file, made.size, made.sha256)
    assert not sink.holds(made.file, made.size, "0" * 64)


def test_made_again_it_is_the_same_and_other_content_is_never_replaced(
    sink: UrlSink, job: Job
) -> None:
    (made,) = Maker(sink).make([job]).outcomes
    assert Maker(sink).make([job]).outcomes == (made,)
    assert isinstance(made, Made)
    store, folder = fsspec.core.url_to_fs(sink.url)
    store.pipe_file(f"{folder}/{made.file}", b"mine")
    (refused,) = Maker(sink).make([job]).outcomes
    assert isinstance(refused, Failed)
    assert stored(sink) == {made.file: b"mine"}
    assert Maker(replace(sink, force=True)).make([job]).outcomes == (made,)


def test_a_part_of_the_ledger_comes_and_goes(sink: UrlSink) -> None:
    assert sink.part("handouts-x-1") is None
    sink.keep_part("handouts-x-1", b"told")
    assert sink.part("handouts-x-1") == b"told"
    sink.drop_part("handouts-x-1")
    sink.drop_part("handouts-x-1")
    assert stored(sink) == {}


def test_a_store_that_is_not_there_is_told_without_its_password(job: Job) -> None:
    chunk = Maker(UrlSink("nonsense://user:secret@host/x")).make([job])
    assert "nonsense://host/x: the store cannot be used" in chunk.failure
    assert "secret" not in chunk.failure


def test_an_object_of_the_same_size_with_other_bytes_is_not_held(sink: UrlSink, job: Job) -> None:
    (made,) = Maker(sink).make([job]).outcomes
    assert isinstance(made, Made)
    store, folder = fsspec.core.url_to_fs(sink.url)
    data = store.cat_file(f"{folder}/{made.file}")
    store.pipe_file(f"{folder}/{made.file}", data[:-1] + b"?")
    assert not sink.holds(made.file, made.size, made.sha256)
    assert not sink.holds("gone.pdf", made.size, made.sha256)
