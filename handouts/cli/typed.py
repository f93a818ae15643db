"""What was typed amiss, and the right way. A patient's words are never repeated."""
# ruff: noqa: PLC0415 - only a mistake needs any of it

import re
from collections.abc import Iterator, Sequence
from typing import Any

from handouts import resources
from handouts.cli.choices import choices
from handouts.errors import HandoutError, UsageError
from handouts.suggest import near

_NO_SIGN = re.compile(r"[\W_]+")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"  # what a word processor makes of two dashes
_SET = "--set"
_YES_OR_NO = "mono"  # an option of which people write whether it is wanted
_CHANGE = re.compile(r"[\w-]+\.\w+=?")
_PAIR = re.compile(r"(--[\w-]+) (?=\1 )")
_ROSTERS = {"csv", "xlsx", "xls", "jsonl", "ods"}


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
    hint = _for_change(ctx, left, args) or _for_file(ctx, left)
    if hint:
        return UsageError(f"{count} too many on the command line", hint)
    meant = list(_with_options(ctx, left))
    if all(meant):
        told = _PAIR.sub("", " ".join(meant))
        return UsageError(f"{count} without the option that it belongs to", f"type {told}")
    # Not quoted: it may be half of a name that was typed without quotation marks.
    example = ': --name "FIRST LAST"' if _has(ctx, "--name") else ""
    return UsageError(
        f"{count} too many on the command line", f"put text with spaces in quotation marks{example}"
    )


def no_value(ctx: Any, option: str) -> UsageError:
    """Return what is wrong with an option after which nothing follows, or another option."""
    (param,) = (one for one in ctx.command.params if option in one.opts)
    known = list(_values(param))
    hint = f"one of: {', '.join(known)}" if known else f"see {ctx.command_path} --help"
    return UsageError(f"{option} has no value", hint)


def _for_change(ctx: Any, left: Sequence[str], args: Sequence[str]) -> str:
    """Return the way for a change that the shell has split at a space."""
    changes = [arg for arg in args if _CHANGE.fullmatch(arg)]
    if not changes or not _has(ctx, _SET):
        return ""
    number = left[0].removeprefix("=").strip() or (left[1] if len(left) > 1 else "")
    if not number.isdecimal():
        return ""
    return f"write a change without a space: {_SET} {changes[0].rstrip('=')}={number}"


def _for_file(ctx: Any, left: Sequence[str]) -> str:
    """Return the way for a file that no option was given for, by its kind."""
    kinds = {word.rpartition(".")[2].lower() for word in left if "." in word}
    if kinds & _ROSTERS:
        return "handouts for a list of patients: handouts batch ROSTER --out FOLDER"
    if "toml" in kinds and _has(ctx, "--patient-file"):
        return "the details of a patient: --patient-file FILE.toml"
    if "pdf" in kinds and _has(ctx, "--out"):
        return "the file to write: --out FILE.pdf"
    return ""


def _with_options(ctx: Any, left: Sequence[str]) -> Iterator[str]:
    """Yield for each word what to type for it, "" for one that is neither value nor option."""
    names = {_key(name): param for param in ctx.command.params for name in param.opts}
    said = [_as_value(ctx, word.rpartition("=")[2], say="") for word in left]
    for word, value, following in zip(left, said, [*said[1:], ""], strict=True):
        param = names.get(_key(word.partition("=")[0]))
        if value:
            yield value
        elif param is None or "=" in word:
            yield ""
        elif not following.startswith(f"{param.opts[0]} "):
            yield f"{param.opts[0]} {param.metavar or ''}".strip()
        else:
            yield param.opts[0]


def unknown_command(ctx: Any, args: Sequence[str]) -> UsageError | None:
    """Return the right way for a first word that is no command, None where nothing is known."""
    word, names = args[0], list(ctx.command.commands)
    if ctx.parent is not None:
        hint = _for_group(ctx, word)
    elif any(_key(word) == _key(name) for name in names):
        hint = ""
    elif word.rpartition(".")[2].lower() in _ROSTERS:
        hint = "handouts for a list of patients: handouts batch ROSTER --out FOLDER"
    else:
        commands = ctx.command.commands
        making = ctx.__class__(commands["patient"], parent=ctx, info_name="patient")
        value = _as_value(making, word, say="")
        hint = f"type: handouts patient {value}" if value else _said("command", word)
    return UsageError("there is no such command", hint) if hint else None


def _for_group(ctx: Any, word: str) -> str:
    """Return the way for `handouts library calf`: a word where a command belongs."""
    if (
        near(word, ctx.command.commands)
        or "find" not in ctx.command.commands
        or ctx.info_name != "library"
    ):
        return ""
    return "type: handouts library find WORD, or handouts library show ID"


def _as_value(ctx: Any, word: str, say: str = "type ") -> str:
    """Return the option that a word is a value of, with it; "" where there is none.

    It may be written as people do, such as big for large; but a letter, yes and no say too little.
    """
    from handouts.spellings import meant

    options = [p for p in ctx.command.params if p.param_type_name == "option" and not p.is_flag]
    little = len(_key(word)) == 1 or meant(_YES_OR_NO, word) in ("yes", "no")
    for in_other_words in (False, True)[: 1 if little else 2]:
        for param in options:
            text = meant(str(param.name), word) if in_other_words else word
            for value in _values(param):
                if _key(value) == _key(text):
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
    found = begun or near(bare, known, 2, 0.7)
    return f"did you mean {' or '.join(found)}?" if found else ""


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
