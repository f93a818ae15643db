from pathlib import Path
from typing import Any

import pytest

from handouts.brand_lint.wording import wording_problems
from handouts.document import Paragraph, Span
from handouts.errors import Problem
from tests.brand_lint.brands import found

HARD = (
    "Utilisation of these therapeutic interventions necessitates individualised professional "
    "consideration of contraindications beforehand."
)
PLAIN = "Ask us if you are not sure. We are glad to help."


def test_plain_words_pass(tmp_path: Path) -> None:
    assert found(tmp_path, disclaimer=PLAIN, privacy=PLAIN) == {}


@pytest.mark.parametrize("key", ["disclaimer", "privacy"])
def test_a_hard_passage_is_a_warning_with_its_grade_and_where_it_begins(
    tmp_path: Path, key: str
) -> None:
    changed: dict[str, Any] = {key: HARD}
    (problem,) = found(tmp_path, **changed)[f"brand.toml:{key}"]
    assert problem.severity == "warning"
    assert "Utilisation" in problem.message
    assert "grade" in problem.message


def test_a_promise_is_an_error_that_quotes_it(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, disclaimer="We guarantee that you will be pain-free.")[
        "brand.toml:disclaimer"
    ]
    assert problem.severity == "error"
    assert "guarantee, pain-free" in problem.message


def test_the_line_at_the_foot_promises_nothing_and_may_be_a_registers_entry(tmp_path: Path) -> None:
    def told(footer: str) -> list[Problem]:
        return found(tmp_path, text=f'[page]\nfooter = "{footer}"').get(
            "brand.toml:page.footer", []
        )

    (problem,) = told("This programme cures sciatica.")
    assert problem.severity == "error"
    assert told("Chartered physiotherapy organisation registered in England: 01234567") == []


def test_denying_a_promise_is_none(tmp_path: Path) -> None:
    assert found(tmp_path, disclaimer="This is not a cure.") == {}


def test_many_middling_sentences_together_are_too_hard() -> None:
    sentence = "It is best to do it every morning and again in the evening before you go to bed. "
    (problem,) = wording_problems("x", (Paragraph((Span(sentence * 4),)),), frozenset())
    assert "grade" in problem.message
    assert "..." not in problem.message
