"""Handouts in a store that a URL names, such as s3://bucket/folder.

The one place that knows fsspec. A store of objects shows an object whole or not at all. A file
system, which does not, gets each file under a hidden name first. Rights, encryption and how long
things are kept are the store's.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from handouts.batch.jobs import Job
from handouts.batch.names import DEFAULT, NamePattern
from handouts.batch.outcomes import Made
from handouts.batch.sinks import made, part_name
from handouts.editions.request import PreparedEdition
from handouts.errors import BadInput, OutputError, Problem
from handouts.personalise import personalise


@dataclass(frozen=True, slots=True)
class UrlSink:
    """An object for each handout below a URL; `force` replaces those with other content."""

    url: str
    pattern: NamePattern = DEFAULT
    force: bool = False

    @property
    def place(self) -> str:
        """The URL without what may be a password in it."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"

    def add(self, job: Job, prepared: PreparedEdition) -> Made:
        """Put a job's object in its place; one with the same bytes stays as it is."""
        pdf, handout_id = personalise(prepared.edition, job.patient, prepared.dates)
        record = made(job, prepared, pdf, handout_id, self.pattern.name(job, handout_id))
        name = record.file
        if not self.holds(name, record.size, record.sha256):
            with self._reached() as (store, folder):
                if not self.force and store.exists(f"{folder}/{name}"):
                    hint = "add --force to replace it, or choose another place"
                    raise BadInput([Problem("", "its object exists already", hint)])
            self._put(name, pdf)
        return record

    def settle(self) -> None:
        """Do nothing: what a store has taken, it has."""

    def holds(self, name: str, size: int, sha256: str) -> bool:
        """Say whether an object lies in its place as it was made; only its content tells."""
        with self._reached() as (store, folder):
            try:
                if store.size(f"{folder}/{name}") != size:
                    return False
                return hashlib.sha256(store.cat_file(f"{folder}/{name}")).hexdigest() == sha256
            except FileNotFoundError:
                return False

    def keep_part(self, name: str, data: bytes) -> None:
        """Write down a part of the ledger."""
        self._put(part_name(name), data)

    def part(self, name: str) -> bytes | None:
        """Return a part of the ledger, None if it is not there."""
        with self._reached() as (store, folder):
            try:
                return bytes(store.cat_file(f"{folder}/{part_name(name)}"))
            except FileNotFoundError:
                return None

    def drop_part(self, name: str) -> None:
        """Remove a part of the ledger."""
        with self._reached() as (store, folder), suppress(FileNotFoundError):
            store.rm_file(f"{folder}/{part_name(name)}")

    def _put(self, name: str, data: bytes) -> None:
        with self._reached() as (store, folder):
            if not isinstance(store, LocalFileSystem):
                store.pipe_file(f"{folder}/{name}", data)
                return
            store.makedirs(folder, exist_ok=True)
            hidden = f"{folder}/.{name}.{hashlib.sha256(data).hexdigest()[:8]}.new"
            store.pipe_file(hidden, data)
            store.mv(hidden, f"{folder}/{name}")

    @contextmanager
    def _reached(self) -> Iterator[tuple[Any, str]]:
        """Give the store and the folder in it; its failures become ours."""
        try:
            store, folder = fsspec.core.url_to_fs(self.url)
            yield store, folder.rstrip("/")
        except FileNotFoundError:
            raise
        except (OSError, ValueError, ImportError) as error:
            # What a store says of itself may hold a key or a name, so only its kind is told.
            hint = "check the address, your rights, and that the store's package is installed"
            raise OutputError(
                f"{self.place}: the store cannot be used ({type(error).__name__})", hint
            ) from error
