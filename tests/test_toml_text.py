"""Changing TOML: comments, order, line ends and all other keys stay."""

import tomllib

import pytest

from handouts.toml_text import changed, toml_text, with_entry

TEXT = """#:schema brand.schema.json
name = "A"  # as patients know it

# How to reach you.
#phone = "01632 960100"
email = "desk@a.example"

# Colours.
[colours]
#main = "#1F4E79"

#[sites.south]
#phone = "an example below an example"

[sites.north]
name = "North"
"""


def test_a_changed_value_keeps_its_place_and_its_comment() -> None:
    made = changed(TEXT, {("name",): 'The "B"'})
    assert made == TEXT.replace('"A"  #', '"The \\"B\\""  #')


def test_a_new_value_takes_the_place_of_its_example() -> None:
    made = changed(TEXT, {("phone",): "1", ("colours", "main"): "#222222"})
    assert made == TEXT.replace('#phone = "01632 960100"', 'phone = "1"', 1).replace(
        '#main = "#1F4E79"', 'main = "#222222"'
    )


def test_a_new_value_without_an_example_goes_into_its_table() -> None:
    changes = {("web",): "a.example", ("sites", "north", "phone"): "2", ("page", "band"): "plain"}
    table = tomllib.loads(changed(TEXT, changes))
    assert (table["web"], table["page"]["band"]) == ("a.example", "plain")
    assert table["sites"]["north"] == {"name": "North", "phone": "2"}


def test_an_example_of_another_table_is_left_alone() -> None:
    made = changed(TEXT, {("sites", "south", "phone"): "3"})
    assert '#phone = "an example below an example"' in made
    assert tomllib.loads(made)["sites"]["south"] == {"phone": "3"}


def test_a_value_is_taken_out_and_what_is_not_there_is_no_matter() -> None:
    made = changed(TEXT, {("email",): None, ("web",): None, ("page", "band"): None})
    assert made == TEXT.replace('email = "desk@a.example"\n', "")


def test_a_value_inside_an_inline_table_changes_there() -> None:
    made = changed('closed = { label = "Nights", phone = "1" }\n', {("closed", "phone"): "2"})
    assert made == 'closed = { label = "Nights", phone = "2" }\n'


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    made = changed(text, {("name",): "B", ("phone",): "1"})
    assert made.count("\r\n") == made.count("\n") == text.count("\n")
    more = changed(text, {("web",): "a.example"})
    assert more.count("\r\n") == more.count("\n") > text.count("\n")


def test_a_broken_text_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        changed("name = \n", {("name",): "B"})


def test_a_table_is_written_so_that_it_reads_the_same() -> None:
    table = {"name": 'a "b"', "list": ["x\n", "y"], "number": 2, "inner": {"deep": {"yes": True}}}
    assert tomllib.loads(toml_text(table)) == table


def test_one_more_table_of_a_list_comes_after_the_last() -> None:
    text = '# a\n[[items]]\nname = "x"  # y\n\n[week]\nmon = 1\n'
    made = with_entry(text, "items", {"name": "z"})
    assert made.startswith('# a\n[[items]]\nname = "x"  # y\n')
    assert tomllib.loads(made) == {"items": [{"name": "x"}, {"name": "z"}], "week": {"mon": 1}}
    assert tomllib.loads(with_entry("a = 1\n", "items", {"name": "z"}))["items"] == [{"name": "z"}]
