from pathlib import Path

import pytest

from handouts.suggest import did_you_mean
from handouts.toml_file import parse_toml, read_toml, unknown_keys


def test_tables_are_returned() -> None:
    assert parse_toml(b'a = "b"\n[c]\nd = 1', "x.toml") == ({"a": "b", "c": {"d": 1}}, [])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a = 1\nb = \n", 2),
        (b"a = 1\nb = ]\n", 2),
        (b'a = """\nnever closed\n', 3),
        (b"a = 1\na = 2\n", 2),
        (b"a = 1\n\xff = 2\n", 2),
    ],
)
def test_a_mistake_is_one_problem_with_its_line(data: bytes, line: int) -> None:
    tables, (problem,) = parse_toml(data, "x.toml")
    assert tables == {}
    assert problem.source == f"x.toml:{line}"
    assert problem.hint


@pytest.mark.parametrize(
    "text", [f"{'a.' * 5000}a = 1", f"a = {'[' * 5000}", f"a = {'[' * 41}{']' * 41}"]
)
def test_what_is_nested_too_deeply_is_a_mistake_and_no_crash(text: str) -> None:
    table, (problem,) = parse_toml(text.encode(), "a.toml")
    assert (table, problem.source, problem.message) == ({}, "a.toml", "is nested too deeply")
    assert problem.hint


def test_what_is_nested_a_little_is_read() -> None:
    assert parse_toml(b"a.b.c = [[{ d = 1 }]]", "a.toml") == ({"a": {"b": {"c": [[{"d": 1}]]}}}, [])


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"#" * 2049)
    assert read_toml(file, "x.toml", 2049) == ({}, [])
    _, (problem,) = read_toml(file, "x.toml", 2048)
    assert problem.message == "is larger than 2 kB"


def test_a_mistyped_key_names_the_nearest_one() -> None:
    (problem,) = unknown_keys({"acent": "", "phone": ""}, ["accent", "phone"], "brand.toml")
    assert problem.source == "brand.toml:acent"
    assert problem.hint == "did you mean accent?"


def test_a_name_like_no_other_gets_the_other_hint() -> None:
    assert did_you_mean("zzz", ["accent"], "see the list") == "see the list"
