"""Beginning an exercise from another: its pose and doses are copied, what patients read is not.

All that says what an exercise is, whom it suits and why stands open (`unfinished.MARK`), so that
nothing of another exercise can be printed by mistake.
"""

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Final

from handouts.content.unfinished import MARK

Places = dict[str, str | list[str]]

_COPIED: Final = ("type", "direction", "position", "settings", "sore_side_only")
_HEADER: Final = re.compile(r"\[{1,2}([\w-]+)[\w.\"'-]*\]{1,2}\s*(#.*)?$")

_FACTS: Final[Places] = {
    "chart_goals": ["the ids of the goals it serves (goals.toml); [] if it is for relief alone"],
    "outcomes": ["the ids of the outcomes it is for (goals.toml)"],
    "avoid_if": ["the ids of the flags that leave it out (flags.toml); [] if none does"],
}
_EVIDENCE: Final[Places] = {
    "grade": "how good the evidence is: a grade of goals.toml",
    "sources": ["the ids of the sources that you read (sources.toml); [] if there are none"],
}
_OWN_EVIDENCE: Final[Places] = {**_EVIDENCE, "basis": "source, inferred, extension or project"}
_WORDS: Final[Places] = {
    "name": "what patients call it; no other exercise has this name",
    "purpose": "why to do it, in at most 14 words",
    "equipment": ["what is needed, one thing in each text"],
    "start": "the starting position",
    "end": "the end position",
    "steps": ["the first step, then a text for each further one"],
    "breathing": "when to breathe in and out",
    "feel": "what it should feel like, and where",
    "mistake": "the mistake that people often make",
    "easier": 'how to make it easier, or ""',
    "harder": 'how to make it harder, or ""',
    "stop_if": 'when to stop, beside what holds for all exercises, or ""',
    "evidence_note": "what the doses rest on",
}
_EFFORT: Final = "how hard it should feel, in words"
_ALT: Final = "what the picture shows, for someone who cannot see it"


def new_facts(text: str) -> str:
    """Return the text of a new exercise's facts, begun from the text of another's."""
    first, _, _ = text.partition("\n")
    schema = [first] if first.startswith("#:schema") else []
    return _joined([*schema, *_facts(text, _EVIDENCE)], text)


def new_words(text: str, schema: str = "") -> str:
    """Return the text of a new exercise's words, for the stages of the facts in `text`.

    `schema` is the first line, for editors; "" for none.
    """
    return "\n".join([*([schema] if schema else []), *_words(text), ""])


def new_own(text: str) -> str:
    """Return the text of a clinic's own new exercise, facts and words in one file."""
    return _joined(_facts(text, _OWN_EVIDENCE), text, _words(text, "words"))


def _joined(facts: list[str], text: str, words: Iterable[str] = ()) -> str:
    doses = _tables(text, "doses")
    copied = ["", "# Copied: change the doses to what your sources say.", *doses] if doses else []
    said = ["", *words] if words else []
    pose = _tables(text, "pose", comments=True)
    drawn = ["", "# Copied: change the pose, its arrows and its claims.", *pose] if pose else []
    return "\n".join([*facts, *copied, *said, *drawn, ""])


def _facts(text: str, evidence: Places) -> list[str]:
    data = tomllib.loads(text)
    copied = [f"{key} = {_value(data[key])}" for key in _COPIED if key in data]
    if copied:
        copied.insert(0, "# Copied: change what is otherwise, above all type and direction.")
    return [*copied, *_open(_FACTS), "", "[evidence]", *_open(evidence)]


def _words(text: str, table: str = "") -> list[str]:
    doses = tomllib.loads(text).get("doses", {})
    prefix = f"{table}." if table else ""
    lines = [f"[{table}]"] if table else []
    lines += _open(_WORDS)
    for stage in doses:
        lines += ["", f"[{prefix}doses.{stage}]", *_open({"effort": _EFFORT})]
    return [*lines, "", f"[{prefix}figure]", *_open({"alt": _ALT})]


def _open(places: Places) -> list[str]:
    """Return a line for each key that says what belongs there."""
    lines = []
    for key, what in places.items():
        marked = [f"{MARK} {each}" for each in what] if isinstance(what, list) else f"{MARK} {what}"
        lines.append(f"{key} = {_value(marked)}")
    return lines


def _value(value: object) -> str:
    """Return a text or a list of texts as TOML, which writes them as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _tables(text: str, name: str, *, comments: bool = False) -> list[str]:
    """Return the lines of the tables `name` and `name.*`, with or without their comments.

    A comment on doses tells where the numbers of that exercise come from, so it is not copied.
    """
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header:
            inside = header[1] == name
        if inside and (comments or not line.startswith("#")):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines
