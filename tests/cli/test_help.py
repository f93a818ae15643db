"""The help: in groups, with what must be given and the values there are."""

import re

from handouts.cli.choices import choices
from tests.cli.running import Run

GROUPS = ["The plan", "The patient", "The look and the words", "The output", "Other"]


def groups_of(text: str) -> dict[str, list[str]]:
    """Return heading -> options."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        if re.fullmatch(r"\S.*:", line):
            heading = line[:-1]
            found[heading] = []
        elif match := re.match(r"  (--[a-z-]+)", line):
            found[heading].append(match[1])
    return found


def test_the_options_of_a_handout_stand_in_groups_with_what_must_be_given_first(
    handouts: Run,
) -> None:
    groups = groups_of(handouts("patient", "--help").out)
    assert [name for name in groups if groups[name]] == GROUPS[:-1]
    assert groups["The plan"][0] == "--stage"
    assert {"--avoid", "--sore", "--set"} <= set(groups["The plan"])
    assert {"--name", "--note", "--date"} <= set(groups["The patient"])
    assert {"--text", "--paper", "--brand", "--region"} <= set(groups["The look and the words"])
    assert {"--out", "--force", "--json"} <= set(groups["The output"])


def test_no_option_of_a_long_help_is_without_a_group(handouts: Run) -> None:
    for command in (["patient"], ["batch", "run"]):
        assert groups_of(handouts(*command, "--help").out).get("Other", []) == []


def test_a_short_help_has_one_list(handouts: Run) -> None:
    groups = groups_of(handouts("library", "show", "--help").out)
    assert [name for name in groups if groups[name]] == ["Options"]


def test_what_must_be_given_is_marked(handouts: Run) -> None:
    shown = " ".join(handouts("patient", "--help").out.split())
    assert "--stage STAGE Required, except with --edition article" in shown
    assert "Required, except with --dry-run: where the files go." in " ".join(
        handouts("batch", "run", "--help").out.split()
    )


def test_the_values_of_an_option_are_shown(handouts: Run) -> None:
    shown = " ".join(handouts("patient", "--help").out.split())
    known = choices()
    assert known["stage"] == ("acute", "subacute", "chronic")
    for name in ("stage", "preference", "setting", "region", "language"):
        assert f"One of: {', '.join(known[name])}." in shown
    assert f"--edition {'|'.join(known['edition'])} " in shown
    assert f"--sore {'|'.join(known['sore'])} " in shown


def test_every_command_is_told_in_a_whole_sentence(handouts: Run) -> None:
    for command in ([], ["library"], ["batch"], ["brand"]):
        assert "..." not in handouts(*command, "--help").out.partition("Commands:")[2]


def test_no_help_has_a_heading_for_examples_without_one(handouts: Run) -> None:
    for command in (["batch", "run"], ["ledger", "show"], ["ledger", "reissue"], ["patient"]):
        shown = handouts(*command, "--help").out
        assert not shown.rstrip().endswith("Examples:"), command


def test_the_help_of_a_run_shows_rosters_as_they_are_typed(handouts: Run) -> None:
    shown = handouts("batch", "run", "--help").out
    assert "\n    handouts batch roster.csv --out today --dry-run\n" in shown
    assert "batch template" not in shown.partition("Examples:")[2]
