"""Which editions are for everybody: asked for every row of a list, read from the disk once."""

import os
from pathlib import Path

import pytest

from handouts.for_everybody import is_for_everybody

ARRANGED = "[editions.poster]\nplan = {plan}\n"


def _refuse(path: Path, *_: object) -> str:
    raise AssertionError(path)


def test_a_file_is_read_once_and_again_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "knee"
    place.mkdir()
    monkeypatch.setattr("handouts.resources.templates_folder", lambda: tmp_path)
    file = place / "arrangement.toml"
    file.write_text(ARRANGED.format(plan="false"))
    assert is_for_everybody("poster", "knee")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", _refuse)
        assert all(is_for_everybody("poster", "knee") for _ in range(100))
    file.write_text(ARRANGED.format(plan="true"))
    os.utime(file, ns=(1, 1))
    assert not is_for_everybody("poster", "knee")
    file.unlink()
    assert not is_for_everybody("poster", "knee")
