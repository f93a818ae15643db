"""What was typed amiss, and the right way. A patient's words are never repeated."""
# ruff: noqa: PLC0415 - only a mistake needs any of it

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from handouts import resources
from handouts.cli.choices import choices
from handouts.errors import HandoutError, UsageError

_NO_SIGN = re.compile(r"[\W_]+")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"  # what a word processor makes of two dashes
_SET = "--set"


def unknown_option(ctx: Any, name: str) -> UsageError:
    """Return what is wrong with an option that a command does not have."""
    hint = (
        _as_value(ctx, name.lstrip("-"))
        or _said("option", name)
        or _of_another(ctx, name)
        or _spelled_like(ctx, name)
        or _in_library(ctx, name)
        or f"see {ctx.command_path} --help"
    )
    return UsageError(f"there is no option {name}", hint)


def words_left(ctx: Any, left: Sequence[str], args: Sequence[str]) -> UsageError:
    """Return what is wrong with words that belong to no option."""
    count = f"{len(left)} word{'' if len(left) == 1 else 's'}"
    dashed = [_with_dashes(ctx, word) for word in left if word[:1] in _DASHES]
    if any(dashed):
        return UsageError(
            "a long dash stands where two short ones belong",
            f"type {' '.join(filter(None, dashed))} with two hyphens",
        )
    halves = [arg for arg in args if arg.endswith("=") and "." in arg]
    if halves and left[0].isdecimal() and _has(ctx, _SET):
        return UsageError(
            f"{count} too many on the command line",
            f"write a change without a space: {_SET} {halves[0]}{left[0]}",
        )
    meant = [_as_value(ctx, word, say="") for word in left]
    if all(meant):
        told = " ".join(meant)
        return UsageError(f"{count} without the option that it belongs to", f"type {told}")
    # Not quoted: it may be half of a name that was typed without quotation marks.
    example = ': --name "FIRST LAST"' if _has(ctx, "--name") else ""
    return UsageError(
        f"{count} too many on the command line", f"put text with spaces in quotation marks{example}"
    )


def unknown_command(ctx: Any, args: Sequence[str]) -> UsageError | None:
    """Return the right way for a first word that is no command, None where nothing is known."""
    word, names = args[0], list(ctx.command.commands)
    if ctx.parent is not None:
        hint = _for_group(ctx, word)
    elif any(_key(word) == _key(name) for name in names):
        hint = ""
    else:
        commands = ctx.command.commands
        making = ctx.__class__(commands["patient"], parent=ctx, info_name="patient")
        value = _as_value(making, word, say="")
        hint = f"type: handouts patient {value}" if value else _said("command", word)
    return UsageError("there is no such command", hint) if hint else None


def _for_group(ctx: Any, word: str) -> str:
    """Return the way for `handouts library calf`: a word where a command belongs."""
    near = get_close_matches(word, list(ctx.command.commands), n=1)
    if near or "find" not in ctx.command.commands or ctx.info_name != "library":
        return ""
    return "type: handouts library find WORD, or handouts library show ID"


def _as_value(ctx: Any, word: str, say: str = "type ") -> str:
    """Return the option that a word is a value of, with it; "" where there is none."""
    for param in ctx.command.params:
        if param.param_type_name != "option" or param.is_flag:
            continue
        for value in _values(param):
            if _key(value) == _key(word):
                return f"{say}{param.opts[0]} {value}"
    return ""


def _values(param: Any) -> Iterator[str]:
    yield from map(str, param.type_descriptor.choices or ())
    yield from choices().get(str(param.name), ())


def _said(kind: str, name: str) -> str:
    """Return what the list of common slips says about a name."""
    import tomllib

    table = tomllib.loads(resources.typed_file().read_text(encoding="utf-8"))
    for entry in table[kind]:
        if _key(name) in map(_key, entry["typed"]):
            return str(entry["say"])
    return ""


def _of_another(ctx: Any, name: str) -> str:
    """Return which other commands have an option of this name."""
    root = ctx.find_root()
    owners = [
        path
        for path, command in _every_command(root.command, str(root.info_name))
        if command is not ctx.command and any(name in param.opts for param in command.params)
    ]
    if not owners or any(_key(name) in _key(param.opts[0]) for param in ctx.command.params):
        return ""
    return f"it is an option of {' and '.join(owners[:3])}"


def _every_command(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    inside = getattr(command, "commands", {})
    if not inside:
        yield path, command
    for name, other in inside.items():
        yield from _every_command(other, f"{path} {name}")


def _spelled_like(ctx: Any, name: str) -> str:
    known = [param.opts[0] for param in ctx.command.params if param.param_type_name == "option"]
    bare = f"--{name.lstrip('-')}"
    begun = [option for option in known if _key(option) == _key(name)]
    begun = begun or [option for option in known if option.startswith(bare)]
    near = begun or get_close_matches(bare, known, n=2, cutoff=0.7)
    return f"did you mean {' or '.join(near)}?" if near else ""


def _in_library(ctx: Any, name: str) -> str:
    """Return the option whose value the words of the library suggest, for one like --pregnant."""
    if not _has(ctx, "--avoid"):
        return ""
    from handouts.cli.shelf import open_library
    from handouts.content.finding import CLEAR, find

    options = {"flag": "--avoid", "exercise": "--add", "stage": "--stage", "setting": "--setting"}
    try:
        found = find(open_library(), name, tuple(options), CLEAR)[:2]
    except HandoutError:
        return ""
    told = [f"{options[one.kind]} {one.id} ({one.name})" for one in found]
    return f"did you mean {' or '.join(told)}?" if told else ""


def _with_dashes(ctx: Any, word: str) -> str:
    """Return the option that was typed with a long dash, "" for a word that is none."""
    name = f"--{word.lstrip(_DASHES + '-').partition('=')[0]}"
    return name if _has(ctx, name) else ""


def _has(ctx: Any, option: str) -> bool:
    return any(option in param.opts for param in ctx.command.params)


def _key(text: str) -> str:
    return _NO_SIGN.sub("", text).casefold()
