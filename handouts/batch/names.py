"""Names of files: made from safe parts, the same on every system, never two alike."""

import re
import string
import unicodedata
from dataclasses import dataclass

from handouts.batch.jobs import Job
from handouts.errors import UsageError

DEFAULT_PATTERN = "{date}-{stage}-{id}"
ENDING = ".pdf"

_PARTS = ("date", "stage", "id", "row", "patient_id")
_SHOWN = tuple(f"{{{part}}}" for part in _PARTS)
_UNIQUE = frozenset({"id", "row"})
# Characters of a part and of the pattern's own text. Together they are short enough for every file
# system (255 bytes), whatever the letters, so that no name is cut and none loses what makes it one.
_LONGEST = 40
_UNSAFE = re.compile(r"[^\w.-]+")
# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?i:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])")
_PLAIN = re.compile(r"[\w. -]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How files are named: text with {date} {stage} {id} {row} {patient_id}, without an ending."""

    text: str = DEFAULT_PATTERN

    @property
    def is_unique(self) -> bool:
        """Say whether the pattern itself tells any two handouts apart."""
        return bool(_UNIQUE & set(self._parts()))

    def name(self, job: Job, handout_id: str) -> str:
        """Return a job's file name: in Unicode form C, with no part that a system refuses."""
        parts = {
            "date": job.patient.date.isoformat(),
            "stage": job.request.prescription.stage or job.request.edition,
            "id": handout_id,
            "row": str(job.row),
            "patient_id": job.patient.patient_id or "none",
        }
        filled = self.text.format(**{key: safe(part) for key, part in parts.items()})
        if job.copy > 1 and "row" not in self._parts():
            filled += f"-{job.copy}"
        return _whole(filled) + ENDING

    def _parts(self) -> list[str]:
        return [name for _, name, _, _ in string.Formatter().parse(self.text) if name]


DEFAULT = NamePattern()


def read_pattern(text: str) -> NamePattern:
    """Return the pattern that a user wrote. Raises UsageError."""
    hint = f"made of letters, digits, - _ . and {', '.join(_SHOWN)}"
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError as error:
        raise UsageError("--name-pattern has a bracket too many or too few", hint) from error
    for literal, name, form, conversion in pieces:
        if not _PLAIN.fullmatch(literal) or (name is not None and name not in _PARTS):
            raise UsageError("--name-pattern has a part that is not known", hint)
        if form or conversion:
            raise UsageError("--name-pattern has a part that is not known", hint)
    if sum(len(literal) for literal, *_ in pieces) > _LONGEST:
        raise UsageError("--name-pattern is too long", f"at most {_LONGEST} characters of text")
    if not {name for _, name, _, _ in pieces} & {"id", "row", "patient_id"}:
        hint = "add {id} or {row}"
        raise UsageError("--name-pattern gives many handouts the same name", hint)
    return NamePattern(text.removesuffix(ENDING))


def safe(part: str) -> str:
    """Return a part of a name without what a system could take for a path or refuse."""
    kept = _UNSAFE.sub("-", unicodedata.normalize("NFKC", part))
    return unicodedata.normalize("NFC", kept[:_LONGEST]).strip(".-") or "none"


def _whole(name: str) -> str:
    name = name.strip(". -")
    return f"_{name}" if _DEVICES.fullmatch(name.partition(".")[0]) else name
