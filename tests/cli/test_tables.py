import pytest

from handouts.cli import tables
from handouts.cli.speech import printable
from handouts.cli.tables import outline, table

ROWS = [["a", "one two three"], ["longer", "four"]]


def test_columns_are_aligned_and_lines_have_no_blanks_at_the_end() -> None:
    assert table(["id", "words"], ROWS) == (
        "id      words\n------  -----\na       one two three\nlonger  four"
    )


def test_in_a_narrow_window_the_last_column_wraps_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "window", lambda: 40)
    words = " ".join(f"word{number}" for number in range(20))
    shown = table(["id", "words"], [["a", words]])
    assert max(map(len, shown.splitlines())) <= 40
    assert [word for word in shown.split() if word.startswith("word") and word != "words"] == (
        words.split()
    )


def test_an_outline_indents_what_is_nested() -> None:
    value = {"a": "x", "b": ["y", "z"], "c": [{"d": 1, "e": True}], "f": [2, 3], "g": "", "h": []}
    assert outline(value) == (
        "a: x\nb:\n  - y\n  - z\nc:\n  - d: 1\n    e: yes\nf: 2 to 3\ng: -\nh: -"
    )


def test_what_could_steer_a_terminal_becomes_an_escape() -> None:
    assert printable("a\x1b[31m\u202eb\nü 日本") == "a\\x1b[31m\\u202eb\nü 日本"
