"""A watched folder gives a roster away once, when it is complete, and never uses a name twice."""

import os
from pathlib import Path

import pytest

from handouts.batch.inbox import Inbox
from handouts.errors import OutputError

SETTLE = 1.0


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    (tmp_path / "in").mkdir()
    return Inbox(tmp_path / "in", tmp_path / "out")


def test_a_roster_is_ready_when_size_and_time_have_stood_still(inbox: Inbox) -> None:
    roster = inbox.folder / "a.csv"
    with inbox:
        roster.write_text("stage\n")
        assert inbox.look(0, SETTLE) == ()
        assert inbox.look(0.75, SETTLE) == ()
        roster.write_text("stage\nacute\n")
        assert inbox.look(1.5, SETTLE) == ()
        assert inbox.look(2.25, SETTLE) == ()
        assert inbox.look(2.5, SETTLE) == (roster,)


def test_a_change_that_keeps_the_size_is_a_change(inbox: Inbox) -> None:
    roster = inbox.folder / "a.csv"
    with inbox:
        roster.write_text("stage\nacute\n")
        inbox.look(0, SETTLE)
        os.utime(roster, ns=(1, 1))
        assert inbox.look(2, SETTLE) == ()


@pytest.mark.parametrize(
    "name",
    [
        "~$a.xlsx", ".a.csv", "a.csv.part", "a.csv.crdownload", "a.csv.tmp", "a.pdf", "a",
        "#a.csv#", "A.CSV.PART",
    ],
)  # fmt: skip
def test_what_is_hidden_unfinished_or_no_roster_stays(inbox: Inbox, name: str) -> None:
    with inbox:
        (inbox.folder / name).write_text("stage\nacute\n")
        inbox.look(0, SETTLE)
        assert inbox.look(9, SETTLE) == ()
        assert inbox.is_settled


def test_links_folders_and_empty_files_stay(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("stage\nacute\n")
    with inbox:
        (inbox.folder / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
        (inbox.folder / "folder.csv").mkdir()
        (inbox.folder / "empty.csv").touch()
        inbox.look(0, SETTLE)
        assert inbox.look(9, SETTLE) == ()


def test_an_empty_file_is_nothing_to_wait_for(inbox: Inbox) -> None:
    with inbox:
        (inbox.folder / "empty.csv").touch()
        settled = []
        for second in (0, 9):
            inbox.look(second, SETTLE)
            settled.append(inbox.is_settled)
        assert settled == [False, True]
        assert inbox.empty == ("empty.csv",)


def test_a_file_that_another_program_holds_is_nothing_to_wait_for(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = inbox.folder / "held.csv"
    held.write_text("stage\nacute\n")

    def refuse(*_: object) -> Path:
        raise PermissionError

    with inbox:
        monkeypatch.setattr(Path, "rename", refuse)
        for second in range(9):
            for path in inbox.look(second, SETTLE):
                assert inbox.claim(path) is None
        assert inbox.is_settled
        assert inbox.held == ("held.csv",)


def test_a_roster_may_be_called_like_a_report(inbox: Inbox) -> None:
    roster = inbox.folder / "report.csv"
    with inbox:
        roster.write_text("stage\nacute\n")
        inbox.look(0, SETTLE)
        assert inbox.look(9, SETTLE) == (roster,)
        claimed = inbox.claim(roster)
        assert claimed
        assert claimed.name == "report"
        assert claimed.roster.name == "report (list).csv"
        inbox.refuse(claimed, [])
        assert inbox.left() == (claimed,)
        assert claimed.roster.read_text() == "stage\nacute\n"


def test_a_report_is_no_roster(inbox: Inbox) -> None:
    with inbox:
        (inbox.folder / "other.csv").write_text("stage\nacute\n")
        claimed = inbox.claim(inbox.folder / "other.csv")
        assert claimed
        inbox.refuse(claimed, [])
        (claimed.roster.parent / "report.csv").rename(inbox.folder / "report.csv")
        inbox.look(0, SETTLE)
        assert inbox.look(9, SETTLE) == ()


def test_the_same_name_again_gets_another_place(inbox: Inbox) -> None:
    with inbox:
        names = []
        for text in ("one", "two", "three"):
            path = inbox.folder / "a.csv"
            path.write_text(text)
            claimed = inbox.claim(path)
            assert claimed
            names.append(claimed.name)
            inbox.finish(claimed, well=text != "two")
        assert names == ["a", "a-2", "a-3"]
        assert (inbox.done / "a" / "a.csv").read_text() == "one"
        assert (inbox.failed / "a-2" / "a.csv").read_text() == "two"
        assert (inbox.done / "a-3" / "a.csv").read_text() == "three"


def test_what_was_in_work_is_found_again(inbox: Inbox) -> None:
    with inbox:
        path = inbox.folder / "a.csv"
        path.write_text("stage\n")
        claimed = inbox.claim(path)
        (inbox.working / "nothing").mkdir()
        assert inbox.left() == (claimed,)
        assert not (inbox.working / "nothing").exists()


def test_a_roster_that_has_gone_is_not_taken(inbox: Inbox) -> None:
    with inbox:
        assert inbox.claim(inbox.folder / "gone.csv") is None
        assert list(inbox.working.iterdir()) == []


def test_only_one_process_watches_a_folder(inbox: Inbox) -> None:
    with inbox, pytest.raises(OutputError, match="another process"):
        Inbox(inbox.folder, inbox.results).__enter__()
