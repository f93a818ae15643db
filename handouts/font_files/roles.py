"""Which of many faces set text, what stands out, and what is slanted."""

import re
from collections.abc import Iterable, Sequence

from handouts.font_files.describe import BOLD, REGULAR, Found
from handouts.font_files.model import FontRefusedError
from handouts.typefaces import Style

_LEAST_BOLD = 600
_NORMAL_WIDTH = 5
_KINDS = (b"\0\1\0\0", b"true", b"ttcf", b"wOF2", b"wOFF", b"OTTO")
"""What has to be changed least comes first."""

_SIZES = re.compile(
    r"\s*\d+\s*pt\b|\s*\b(?:variable|var)\b|\s*VF\b|(?<=[a-z0-9])VF$", re.IGNORECASE
)
_STYLES = re.compile(
    r"[\s-]+(thin|hairline|extra ?light|ultra ?light|semi ?light|light|regular|book|roman|medium|"
    r"demi ?bold|semi ?bold|demi|extra ?bold|ultra ?bold|bold|black|heavy|italic|oblique)\b",
    re.IGNORECASE,
)

Roles = dict[Style, Found]


def choose_roles(faces: Sequence[Found]) -> tuple[Roles, list[str]]:
    """Return a face for each style that there is one for, and notes on what was left out.

    Raises FontRefusedError for files of several typefaces, and where no upright face is. Of one
    file that holds several, one is taken.
    """
    groups: dict[str, list[Found]] = {}
    for face in faces:
        groups.setdefault(re.sub(r"[\W_]", "", family_of(face).lower()), []).append(face)
    upright = {name: group for name, group in groups.items() if _upright(group)}
    if not upright:
        hint = "add its regular file"
        raise FontRefusedError(faces[0].file.name, "is italic, and text needs an upright", hint)
    lettered = [group for group in upright.values() if any(face.whole for face in group)]
    if len(lettered) > 1 and len({face.file.name for face in faces}) > 1:
        names = ", ".join(family_of(group[0]) for group in lettered)
        raise FontRefusedError(
            lettered[-1][-1].file.name,
            f"is of another typeface; there are {names}",
            "give the files of one typeface; --heading-font takes those of another",
        )
    chosen = max(upright.values(), key=lambda group: (_worth(group), -group[0].order))
    roles = _roles(chosen)
    return roles, _left_out(groups, chosen, roles)


def family_of(face: Found) -> str:
    """Return the family of a face without words for its weight, slant and optical size."""
    plain = face.family
    while (shorter := _SIZES.sub("", _STYLES.sub("", plain)).strip()) != plain:
        plain = shorter
    return plain or face.family


def _upright(group: Iterable[Found]) -> list[Found]:
    return [face for face in group if not face.italic]


def _worth(group: list[Found]) -> tuple[bool, int]:
    return any(face.whole for face in _upright(group)), len(_roles(group))


def _roles(group: list[Found]) -> Roles:
    roles: Roles = {}
    upright, italic = _upright(group), [face for face in group if face.italic]
    regular = roles["regular"] = min(upright, key=lambda face: _distance(face, REGULAR))
    least = max(_LEAST_BOLD, regular.weight + 1)
    pairs: tuple[tuple[Style, list[Found], int, int], ...] = (
        ("bold", upright, least, BOLD),
        ("italic", italic, 0, regular.weight),
        ("bold_italic", italic, least, BOLD),
    )
    for style, among, lowest, wanted in pairs:
        fitting = [face for face in among if face.weight >= lowest]
        if style == "italic":
            fitting = [face for face in fitting if face.weight < _LEAST_BOLD] or fitting[:0]
        if fitting:
            roles[style] = min(fitting, key=lambda face, at=wanted: _distance(face, at))  # type: ignore[misc]
    return roles


def _distance(face: Found, wanted: int) -> tuple[bool, int, int, bool, int, int]:
    """Return how far a face is from what is wanted: letters, width, weight, a file of its own."""
    off_width = abs(face.width - _NORMAL_WIDTH)
    off_weight, kind = abs(face.weight - wanted), _KINDS.index(face.file.data[:4])
    return not face.whole, off_width, off_weight, bool(face.place), kind, face.order


def _left_out(groups: dict[str, list[Found]], chosen: list[Found], roles: Roles) -> list[str]:
    notes = []
    others = [family_of(group[0]) for group in groups.values() if group is not chosen]
    if others:
        notes.append(f"{family_of(chosen[0])} was taken, and left out: {', '.join(others)}")
    used = {id(face.file) for face in roles.values()}
    unused = dict.fromkeys(face.file.name for face in chosen if id(face.file) not in used)
    if unused:
        most = 4
        names = list(unused)
        more = f" and {len(names) - most} more" if len(names) > most else ""
        notes.append(f"not needed: {', '.join(names[:most])}{more}")
    return notes
