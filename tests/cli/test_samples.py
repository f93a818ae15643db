"""`handouts examples`: something to try at once."""

from pathlib import Path

from tests.cli.running import Run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_examples_are_written_and_can_be_used(handouts: Run, tmp_path: Path) -> None:
    done = handouts("examples", "mine")
    assert (done.code, done.out) == (0, "mine\n")
    for path in EXAMPLES.rglob("*.*"):
        written = tmp_path / "mine" / path.relative_to(EXAMPLES)
        assert written.read_bytes() == path.read_bytes()
    assert handouts("batch", "mine/roster.csv", "--out", "today", "--dry-run").code == 0


def test_what_is_said_to_try_works(handouts: Run) -> None:
    for line in handouts("examples").err.splitlines():
        _, _, command = line.partition("handouts ")
        assert handouts(*command.split()).code == 0, line


def test_nothing_of_yours_is_overwritten(handouts: Run, tmp_path: Path) -> None:
    own = tmp_path / "examples" / "patient.toml"
    own.parent.mkdir()
    own.write_text("mine")
    done = handouts("examples")
    assert (done.code, done.out) == (5, "")
    assert "patient.toml: exists already" in done.err
    assert own.read_text() == "mine"
    assert [path.name for path in own.parent.iterdir()] == ["patient.toml"]
    assert handouts("examples", "--force").code == 0
    assert own.read_text() != "mine"


def test_a_folder_in_a_folder_that_is_not_there_is_told(handouts: Run) -> None:
    done = handouts("examples", "no/where")
    assert done.code == 5
    assert "hint:" in done.err


def test_a_file_in_the_place_of_the_folder_is_told(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    done = handouts("examples", "mine")
    assert done.code == 5
    assert "mine" in done.err
