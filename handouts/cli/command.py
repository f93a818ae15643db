"""Commands as people meet them: help in groups, and the right way for what was typed amiss."""
# ruff: noqa: PLC0415 - what only a mistake needs is imported for it

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from handouts.errors import UsageError

GROUPED = 12  # a shorter list of options is read as a whole
OTHER = "Other"

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(TyperCommand):
    """A command: no option means two things, no word is passed over, and long help has groups."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; raise UsageError for an option given twice and for words that no option takes."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)
        typed = tuple(args)
        known = {name for param in self.params for name in param.opts}
        for word in typed:
            if word[:1] == "-" != word[1:2] and f"-{word.partition('=')[0]}" in known:
                raise UsageError(f"{word.partition('=')[0]} has one dash", f"type two: -{word}")
        try:
            values, _, order = self.make_parser(ctx).parse_args(list(args))
        except typer.TyperException as error:
            vars(error)["ctx"] = ctx  # not every one of Typer's says where it was raised
            raise
        for name in _given_twice(order):
            raise UsageError(f"{name} is given twice", "give it once, with one value")
        for param in order:
            if known.intersection(_texts(values.get(str(param.name)))):
                from handouts.cli.typed import no_value

                raise no_value(ctx, param.opts[0])
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left:
            from handouts.cli.typed import words_left

            raise words_left(ctx, left, typed)
        return left

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options under the headings that they have, in order of their first option."""
        from handouts.cli.choices import with_choices

        groups: dict[str, list[tuple[str, str]]] = {}
        params = self.get_params(ctx)
        sorted_ones = [param for param in params if getattr(param, "rich_help_panel", None)]
        grouped = len(params) > GROUPED and len(sorted_ones) > len(params) // 2
        for param in params:
            record = param.get_help_record(ctx)
            if record is None:
                continue
            if param.param_type_name == "argument":
                heading = "Arguments"
            elif not grouped:
                heading = "Options"
            else:
                heading = getattr(param, "rich_help_panel", None) or OTHER
            said = with_choices(str(param.name), *record)
            groups.setdefault(heading, []).append(said)
        for heading in sorted(groups, key=lambda name: name == OTHER):
            with formatter.section(heading):
                formatter.write_dl(groups[heading])


class Group(TyperGroup):
    """A command with commands of its own."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command of this name; raise UsageError with the right way if there is none."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from handouts.cli.typed import unknown_command

            error = unknown_command(ctx, args)
            if error and not ctx.resilient_parsing:
                raise error
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's
        """Write each command with the whole first sentence about it."""
        told = [
            (name, (command.help or "").split("\n\n")[0].replace("\n", " "))
            for name, command in self.commands.items()
            if not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(told)


class Commands(typer.Typer):
    """A Typer whose help is plain: it starts quicker and is not cut off in narrow windows."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"cls": Group, "rich_markup_mode": None, **settings})

    def command(self, *names: Any, **settings: Any) -> Callable[[Function], Function]:
        """Make a function a command."""
        return super().command(*names, **{"cls": Command, **settings})


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def _given_twice(order: Sequence[Any]) -> list[str]:
    """Return the options that take one value and have been given more than one."""
    single = [
        param.opts[0]
        for param in order
        if param.param_type_name == "option" and not (param.multiple or param.is_flag)
    ]
    return sorted({name for name in single if single.count(name) > 1})
