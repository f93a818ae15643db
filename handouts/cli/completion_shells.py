"""What shells are told for completion where Typer's own words fall short.

bash and zsh put a space after what they complete; after EXERCISE.FIELD= a value has to follow at
once. fish and PowerShell put none there.
"""

from typer import _completion_classes, _completion_shared

_OPEN = "="  # what ends so is not finished

_BASH = """
%(complete_func)s() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   %(autocomplete_var)s=complete_bash $1 ) )
    if [[ "${COMPREPLY[0]}" == *= ]]; then compopt -o nospace 2>/dev/null; fi
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
"""


class _ZshComplete(_completion_classes.ZshComplete):
    """Typer's completion for zsh, without a space after what is not finished."""

    def complete(self) -> str:
        """Return what the shell is to do."""
        arguments, incomplete = self.get_completion_args()
        values = [item.value for item in self.get_completions(arguments, incomplete)]
        if values and all(value.endswith(_OPEN) for value in values):
            return f"compadd -S '' -- {' '.join(values)}"
        return super().complete()


def prepare_shells() -> None:
    """Put these words in the place of Typer's; before the program is put together."""
    _completion_shared._completion_scripts["bash"] = _BASH  # noqa: SLF001 - there is no other way
    _completion_classes.BashComplete.source_template = _BASH
    _completion_classes.ZshComplete = _ZshComplete  # type: ignore[misc]
