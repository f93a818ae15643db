"""`handouts exercise preview --watch`: a picture for each time that the file is saved."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts import resources
from handouts.cli.exercise_watch import draw_on_save
from handouts.errors import BadInput, OutputError, Problem

POSE = 'type = "balance"\n[pose]\nbase = "standing"\nshow = "one"\n[pose.start]\n{}\n'


def acts(*steps: Callable[[], object]) -> Callable[[], None]:
    """Return a wait that does one thing each time, and then ends like Ctrl-C."""
    left: Iterator[Callable[[], object]] = iter(steps)

    def wait() -> None:
        for step in left:
            step()
            return
        raise KeyboardInterrupt

    return wait


def test_it_draws_at_once_and_whenever_the_file_is_saved(tmp_path: Path) -> None:
    path, drawn = tmp_path / "wave.toml", []
    path.write_text("one")
    wait = acts(lambda: None, lambda: path.write_text("two more"), lambda: None)
    draw_on_save(path, lambda: drawn.append(path.read_text()), wait)
    assert drawn == ["one", "two more"]


def test_an_editor_that_removes_the_file_for_a_moment_does_not_matter(tmp_path: Path) -> None:
    path, drawn = tmp_path / "wave.toml", []
    path.write_text("one")
    wait = acts(path.unlink, lambda: path.write_text("another"))
    draw_on_save(path, lambda: drawn.append(path.read_text()), wait)
    assert drawn == ["one", "another"]


def test_a_mistake_is_told_and_the_next_save_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, drawn = tmp_path / "wave.toml", []
    path.write_text("wrong")

    def draw() -> None:
        if path.read_text() == "wrong":
            raise BadInput([Problem("wave.toml:pose.base", "is missing", "add it")])
        drawn.append(path.read_text())

    draw_on_save(path, draw, acts(lambda: path.write_text("mended!")))
    assert drawn == ["mended!"]
    assert "wave.toml:pose.base: is missing" in capsys.readouterr().err


def test_a_disk_that_is_full_is_the_end(tmp_path: Path) -> None:
    path = tmp_path / "wave.toml"
    path.write_text("one")

    def draw() -> None:
        raise OutputError("wave.png: the disk is full")

    with pytest.raises(OutputError):
        draw_on_save(path, draw, acts())


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal")
def test_the_command_draws_again_and_ends_well_with_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "library" / "exercises" / "wave.toml"
    path.parent.mkdir(parents=True)
    path.write_text(POSE.format("tilt = 0"))
    typed = "import sys; from handouts.cli.app import main; main()"
    command = (sys.executable, "-c", typed, "exercise", "preview", "wave", "--watch")
    with subprocess.Popen(
        [*command, "--library", str(tmp_path / "library")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(resources.import_folder())},
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "wave.png\n"
            first = (tmp_path / "wave.png").read_bytes()
            path.write_text(POSE.format("tilt = 20"))
            assert running.stdout.readline() == "wave.png\n"
            assert (tmp_path / "wave.png").read_bytes() != first
            running.send_signal(signal.SIGINT)
            assert running.wait(20) == 0
        finally:
            running.kill()
