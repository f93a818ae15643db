import contextlib
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.plain_text import MAX_MARKS, Refusal, TextRule, clean_text, has_visible

LINE = TextRule(120)
LINES = TextRule(1200, lines=3)


def refused(text: str, rule: TextRule = LINE) -> str:
    with pytest.raises(Refusal) as caught:
        clean_text(text, rule)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "<b>Bold</b>",
        "<img src=file:///etc/passwd>",
        "Tom & Jerry &amp; &#x110000;",
        "{{7*7}}",
        '=HYPERLINK("x")',
        "if x <y",
        "**x** [a](javascript:x)",
        "../../etc/passwd",
        "-rf",
        "µg \u03bcg ≤ ≥ ½ →",
        "soft\u00adhyphen non\u2011breaking narrow\u202fspace",
        "Jennifer Null",
        "Nguyễn Thị Bích",
        "שָׁלוֹם",
    ],
)
def test_text_comes_back_exactly_as_typed(text: str) -> None:
    assert clean_text(text, LINE) == unicodedata.normalize("NFC", text)


def test_composed_and_decomposed_letters_come_out_the_same() -> None:
    name = "Zoë Ångström"
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name
    assert clean_text(decomposed, LINE) == clean_text(name, LINE) == name


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "\x0b"])
def test_control_characters_are_refused_by_code_and_place(character: str) -> None:
    message = refused(f"Jo{character}hn")
    assert f"U+{ord(character[0]):04X} at place 3" in message


def test_lone_surrogates_are_refused() -> None:
    assert "not valid text" in refused("Jo\ud800hn")


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069"])
def test_marks_that_reorder_text_are_refused(character: str) -> None:
    assert "another order" in refused(f"5 mg {character}01")


def test_the_mark_of_a_lost_letter_is_refused() -> None:
    assert "U+FFFD" in refused("Zo\ufffd")


def test_piled_up_marks_are_refused() -> None:
    assert clean_text("x" + "\u0323" * MAX_MARKS, LINE)
    assert "marks" in refused("x" + "\u0323" * (MAX_MARKS + 1))
    assert refused("x" + "\u0301" * 500)


@pytest.mark.parametrize("length", [121, 100_000, 1_000_000])
@pytest.mark.parametrize("letter", ["x", "\u0301", "\x00", "<br/>", "\ufdfa"])
def test_overlong_text_is_refused_in_well_under_a_second(letter: str, length: int) -> None:
    start = time.process_time()
    assert refused("A" + letter * length)
    assert time.process_time() - start < 0.5


def test_tabs_and_line_breaks_in_a_single_line_become_one_space() -> None:
    assert clean_text("  Ann\t \r\nMarie\u2028Lee \n", LINE) == "Ann Marie Lee"


def test_line_breaks_in_a_note_are_kept_as_newlines() -> None:
    assert clean_text("one\r\ntwo\tthree \rfour\n", LINES) == "one\ntwo three\nfour"


def test_more_lines_than_the_rule_takes_are_refused() -> None:
    assert "3 lines" in refused("a\nb\nc\nd", LINES)


def test_invisible_marks_are_left_out() -> None:
    assert clean_text("\ufeffAnn\u200b Lee\u200e", LINE) == "Ann Lee"


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200d\u200c", "\u00ad", "\u3164", "\u2800"])
def test_text_without_ink_is_recognised(text: str) -> None:
    assert not has_visible(text)


@given(st.text(max_size=200))
def test_cleaning_either_refuses_or_settles(text: str) -> None:
    try:
        once = clean_text(text, LINES)
    except Refusal:
        return
    assert clean_text(once, LINES) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once if c != "\n")


@given(st.text(min_size=21, max_size=2000))
def test_a_refusal_never_quotes_the_text(text: str) -> None:
    with contextlib.suppress(Refusal):
        clean_text(text, TextRule(2000, lines=2000))
        return
    assert text not in refused(text, TextRule(2000, lines=2000))
