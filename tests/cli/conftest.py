"""Running the program inside the test, in an empty folder, through its own handler."""

from pathlib import Path

import pytest

from handouts.cli import speech
from handouts.cli.app import run
from tests.cli.running import Result, Run


@pytest.fixture
def handouts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return a function that runs one command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDOUTS_DEBUG", raising=False)

    def command(*arguments: str) -> Result:
        capsys.readouterr()
        speech.prepare_streams()
        code = run(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Result(code, captured.out, captured.err)

    return command
