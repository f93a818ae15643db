"""Names of the body's bones, places, parts and areas, as a pose spec writes them."""

from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import AfterValidator

from handouts.suggest import did_you_mean

_SIDES: Final = ("near_", "far_", "left_", "right_")
_MIDDLE_BONES: Final = ("pelvis", "lum1", "lum2", "tho1", "tho2", "neck", "head")
_SIDE_BONES: Final = ("thigh", "shank", "foot", "uarm", "farm", "hand")
_JOINTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
_SIDE_POINTS: Final = ("toe", "heel", "sole", "ball", "fingertip", "palm", "grip", "instep")
_MIDDLE_POINTS: Final = ("crown", "nose", "belly", "lowback", "midback", "chest")
_SIDE_PARTS: Final = ("uarm", "sleeve", "farm", "hand", "thigh", "short", "shank", "foot")
_SIDE_GROUPS: Final = ("arm", "leg")
_MIDDLE_PARTS: Final = ("torso", "seat", "pelvis_front", "neck", "head", "hair", "body")
_SIDE_ZONES: Final = ("hamstring", "quads", "calf", "shin", "glute", "sidehip", "waist", "hipfront")
_MIDDLE_ZONES: Final = ("lowback", "abs", "midback", "upperback")


def _sided(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(side + name for side in _SIDES for name in names)


BONES: Final = (*_MIDDLE_BONES, *_sided(_SIDE_BONES))
POINTS: Final = (
    *_MIDDLE_POINTS,
    *BONES,
    *_sided((*_JOINTS, *_SIDE_POINTS)),
)
PARTS: Final = (*_MIDDLE_PARTS, *_sided((*_SIDE_PARTS, *_SIDE_GROUPS)))
ZONES: Final = (*_MIDDLE_ZONES, *_sided(_SIDE_ZONES))


def one_of(names: tuple[str, ...], what: str) -> AfterValidator:
    """Return a check that a name is one of these; what is close is what was meant."""

    def check(value: str) -> str:
        if value not in names:
            hint = did_you_mean(value, names)
            raise ValueError(f"no such {what}" + (f"; {hint}" if hint else ""))
        return value

    return AfterValidator(check)


Bone = Annotated[str, one_of(BONES, "bone")]
Point = Annotated[str, one_of(POINTS, "place on the body")]
Part = Annotated[str, one_of(PARTS, "part of the body")]
Zone = Annotated[str, one_of(ZONES, "muscle or area")]
