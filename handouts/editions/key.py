"""The name of an edition, made from all that it depends on.

It is made from all that an edition depends on, as it is now, without understanding any of
it. So a kept edition is found without the code that reads content and lays it out.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import handouts
from handouts import resources
from handouts.editions.request import EditionRequest


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What editions depend on beside the request: a name for it; whether there is a sign-off."""

    name: str
    signed: bool


def surroundings(brand: Path | None) -> Surroundings:
    """Return the surroundings of editions in a brand, None for the shipped one.

    That is the program, every file of the brand and of those it extends, but for the words as they
    were signed, and the shipped files; their content, not their times, nor where the folder lies.
    """
    layers = resources.brand_layers(brand or resources.default_brand_folder())
    named = (
        handouts.__version__,
        zlib.ZLIB_RUNTIME_VERSION,  # another may compress otherwise
        resources.digest_of_program(),
        tuple(resources.digest_of_folder(one, resources.SIGNED_WORDS) for one in layers),
        _digest_of_shipped_files(resources.state_of_shipped_files()),
    )
    return Surroundings(repr(named), _is_signed(layers))


def edition_key(request: EditionRequest, around: Surroundings | None = None) -> str:
    """Return a name for everything that goes into an edition: the same name, the same bytes.

    That is its surroundings, looked at now unless they are given, the whole request, and a plan
    file of the clinic's own.
    """
    around = around or surroundings(request.brand)
    own = request.prescription.plan
    plan = own.read_bytes() if isinstance(own, Path) and own.is_file() else b""
    # The day matters where something is signed, or where the page says when a sign was checked.
    dated = around.signed or bool(request.prescription.checked)
    asked = replace(request, day=request.day if dated else None).named()
    named = (around.name, asked, hashlib.sha256(plan).hexdigest())
    return hashlib.sha256(repr(named).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=4)
def _digest_of_shipped_files(_state: str) -> str:
    """Return a digest of the shipped content; it is read again when its state is another."""
    folders = (resources.library_folder(), resources.templates_folder(), resources.fonts_folder())
    return "".join(resources.digest_of_folder(folder) for folder in folders)


def _is_signed(layers: Iterable[Path]) -> bool:
    """Say whether a record of a sign-off is there, which holds on some days and not on others."""
    return any((folder / resources.REVIEW_FILE).exists() for folder in layers)
