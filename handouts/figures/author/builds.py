"""Body builds and what each wears. Factors of 1 give the reference man; set by eye."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Build:
    """One figure: widths and girths as factors, belly and bust as added depth, clothes, hair."""

    shoulder: float = 1.0
    hip: float = 1.0
    chest: float = 1.0
    waist: float = 1.0
    depth: float = 1.0
    belly: float = 0.0
    bust: float = 0.0
    limb: float = 1.0
    muscle: float = 1.0
    seat: float = 1.0
    head: float = 1.05
    hair: Literal["short", "bun", "pony", "bob", "thin"] = "short"
    legs: Literal["shorts", "leggings", "trousers"] = "shorts"
    sleeve: float = 0.095
    hem: float = 0.004
    beard: bool = False


BUILDS: Final[dict[str, Build]] = {
    "man": Build(),
    "woman": Build(
        shoulder=0.90,
        hip=1.05,
        chest=0.92,
        waist=0.90,
        bust=1.0,
        limb=0.92,
        muscle=0.95,
        hair="pony",
        legs="leggings",
    ),
    "larger": Build(
        shoulder=1.0,
        hip=1.26,
        chest=1.18,
        waist=1.42,
        depth=1.20,
        belly=0.034,
        bust=1.25,
        limb=1.20,
        seat=1.16,
        hair="bob",
        legs="leggings",
        sleeve=0.115,
        hem=-0.030,
    ),
    "older": Build(
        shoulder=0.95,
        hip=1.0,
        chest=0.98,
        waist=1.06,
        belly=0.008,
        limb=0.93,
        muscle=0.9,
        hair="thin",
        legs="trousers",
        sleeve=0.13,
        hem=-0.012,
        beard=True,
    ),
}
