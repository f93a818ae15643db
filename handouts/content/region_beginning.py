"""The beginning of a clinic's own region: a file to fill in, made from one of ours."""

import re
import tomllib
from pathlib import Path
from typing import Any

from handouts.content.regions import REGION_ID, REGIONS, regions
from handouts.content.unfinished import MARK
from handouts.errors import BadInput, Problem
from handouts.suggest import nearest

_COMMENTS = {
    "name": "What the region is called.",
    "emergency_number": 'Whom to call in an emergency; for two numbers a list: ["10177", "112"].',
    "urgent_line": "Help that cannot wait but is no emergency, such as NHS 111. Empty for none.",
    "out_of_hours": "Whom to call when clinics are closed. A brand's own line comes before it.",
    "calling_code": "For links: the country's code, and the digit that is left out behind it.",
    "paper": "a4 or letter, unless the brand says.",
}
_WORDS = {
    "language": "Of the words, for screen readers, such as en-ZA.",
    "date": "How a date is written, from {day}, {month} (a word) and {year}.",
    "out_of_hours": "What the line for closed hours is called, such as: Nights and weekends.",
}
_OPEN = {
    "name": "the name of the region",
    "emergency_number": "whom to call in an emergency",
    "urgent_help": "whom to ask for help today, such as: your doctor or the night clinic",
}
_NOT_TAKEN = ("urgent_line", "out_of_hours", "calling_code", "trunk_prefix")
"""What no region has in common with another."""

_USUAL = "eu"  # of ours, the one whose words belong to no country


def new_region_text(root: Path, name: str, like: str = "") -> str:
    """Return the beginning of regions/NAME.toml, with the words of `like`, a region of ours.

    One for a region that the library has rests on that, and its lines are examples behind `#`. A
    new one stands by itself, so that nothing is said there that holds elsewhere. `root` is the
    folder that holds the libraries. Raises BadInput.
    """
    shipped = regions(root)
    if not re.fullmatch(REGION_ID, name):
        hint = "write a short id in small letters, like za or za-cape"
        raise BadInput([Problem("--new", "is no id for a region", hint)])
    base = like or (name if name in shipped else _USUAL if _USUAL in shipped else shipped[0])
    if base not in shipped:
        raise BadInput([Problem("--like", "is no region of the library", nearest(base, shipped))])
    facts = tomllib.loads((root / REGIONS / f"{base}.toml").read_text(encoding="utf-8"))
    return "\n".join(_lines(name, base, facts, ours=name in shipped)) + "\n"


def _lines(name: str, base: str, facts: dict[str, Any], *, ours: bool) -> list[str]:
    lines = [f"# The region {name}: brand.toml names it with region = {_text(name)}."]
    if ours:
        lines += [
            "# What is not said here is as in the library's. Take the # away where yours differs.",
            f"extends = {_text(base)}",
        ]
    else:
        lines.append("# docs/branding.md explains each key.")
    for key, comment in _COMMENTS.items():
        lines += ["", f"# {comment}", _line(key, facts, ours=ours)]
        if key == "calling_code":
            lines.append(_line("trunk_prefix", facts, ours=ours))
    for language, said in facts["words"].items():
        lines += ["", f"[words.{language}]"]
        for key in (*said, *(one for one in _WORDS if one not in said)):
            lines += [f"# {_WORDS[key]}"] if key in _WORDS else []
            lines.append(_line(key, said, ours=ours))
    return lines


def _line(key: str, table: dict[str, Any], *, ours: bool) -> str:
    if ours:
        return f"#{key} = {_text(table.get(key, ''))}"
    if key in _OPEN:
        return f"{key} = {_text(f'{MARK} {_OPEN[key]}')}"
    return f"{key} = {_text('' if key in _NOT_TAKEN else table.get(key, ''))}"


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_text(one) for one in value)}]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
