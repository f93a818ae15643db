"""`handouts brand check`: what is wrong with a brand, before a patient sees it."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections import Counter
from typing import Annotated

import typer

from handouts import resources
from handouts.cli import options, speech
from handouts.errors import BadInput, Problem


def check(
    folder: Annotated[
        str,
        typer.Argument(metavar="[FOLDER|NAME]", help="A brand. Default: the one that is used."),
    ] = "",
    site: Annotated[
        str, typer.Option(metavar="NAME", help="Check one of its sites. Default: all of them.")
    ] = "",
    as_json: options.Json = False,
) -> None:
    """Check a brand: every problem at once, with the key, what is wrong, and what would pass.

    Errors must be put right before printing, and end with code 3; warnings are for you to judge.
    """
    from handouts.brand_lint import check_brand, told_of_brand

    place = resources.find_brand(folder, "FOLDER").folder
    problems = check_brand(place, site)
    if as_json:
        listed = zip(problems, speech.as_json(problems), strict=True)
        speech.say_json([{"severity": problem.severity, **said} for problem, said in listed])
    else:
        speech.complain(BadInput(problems))
        for line in told_of_brand(place, site):
            speech.say(line)
        speech.say(_summary(problems))
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(BadInput.exit_code)


def _summary(problems: tuple[Problem, ...]) -> str:
    """Return the last line: how many problems, or that there are none."""
    if not problems:
        return "no problems: this brand is ready to print"
    counts = Counter(str(problem.severity) for problem in problems)
    named = [
        f"{counts[severity]} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in (("error", "error"), ("warning", "note"))
        if counts[severity]
    ]
    ready = "" if counts["error"] else ": the brand can be printed, but could be better"
    return ", ".join(named) + ready
