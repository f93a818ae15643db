"""Finding an edition that was made before, in memory or on the disk, or making it.

One that is kept is found without the code that reads content and lays it out.
"""

from handouts.editions import disk
from handouts.editions.key import Surroundings, edition_key
from handouts.editions.memory import EditionStore
from handouts.editions.request import EditionRequest, PreparedEdition

KEPT: EditionStore[PreparedEdition] = EditionStore(limit=64)
"""The editions that this process used last: about 300 kB each, and nothing of a patient."""


def find_or_make(
    request: EditionRequest,
    store: EditionStore[PreparedEdition] = KEPT,
    around: Surroundings | None = None,
) -> PreparedEdition:
    """Return the edition for a request; one that is made is kept.

    `around` are the surroundings of its brand, looked at now unless they are given. Raises BadInput
    with every mistake of the stage that found some: content and brand, prescription, templates,
    layout.
    """
    key = edition_key(request, around)
    found = find_edition(key, store)
    if found is not None:
        return found
    from handouts.editions.make import new_edition  # noqa: PLC0415 - what is kept needs none of it

    prepared = new_edition(request)
    if edition_key(request) == key:  # else something was changed while it was read
        keep_edition(key, prepared, store)
    return prepared


def find_edition(key: str, store: EditionStore[PreparedEdition] = KEPT) -> PreparedEdition | None:
    """Return the edition of that name if it is kept, in memory or on the disk."""
    kept = store.get(key)
    if kept is None:
        kept = disk.load(key)
        if kept is not None:
            store.put(key, kept)
    return kept


def keep_edition(
    key: str, prepared: PreparedEdition, store: EditionStore[PreparedEdition] = KEPT
) -> None:
    """Keep a finished edition under its name, in memory and on the disk."""
    store.put(key, prepared)
    disk.save(key, prepared)
