import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def completed(line: str, folder: Path) -> set[str]:
    """Return what a shell would offer after this line."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_HANDOUTS_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "handouts.cli.app"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("handouts patient --stage ", {"acute", "subacute", "chronic"}),
        ("handouts patient --avoid knee", {"knee_problem"}),
        ("handouts patient --plan acute-none", {"acute-none-chair", "acute-none-floor"}),
        ("handouts patient --add bri", {"bridge"}),
        ("handouts patient --set bridge.re", {"bridge.reps=", "bridge.rest_seconds="}),
        ("handouts patient --preference ex", {"extension"}),
        ("handouts patient --setting ", {"floor", "chair"}),
        ("handouts patient --sore ", {"left", "right", "both"}),
        ("handouts patient --sore r", {"right"}),
        ("handouts patient --paper ", {"a4", "letter"}),
        ("handouts patient --condition sci --stage sub", set()),
        ("handouts library show chronic", {"chronic", "chronic-a", "chronic-b"}),
    ],
)
def test_values_are_completed_from_the_library(
    tmp_path: Path, line: str, offered: set[str]
) -> None:
    assert completed(line, tmp_path) == offered
