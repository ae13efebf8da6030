from __future__ import annotations

import pytest

from tests.benchmarks.answering import is_echo
from tests.benchmarks.asked import Asked, People, status
from tests.benchmarks.judge import faults, require
from tests.benchmarks.peer import Said


@pytest.fixture
def questions() -> list[Asked]:
    """Two in each of two groups; each tells its number."""
    return [one._replace(text=f"/status {one.message}") for one in People(2).ask(status, 4)]


@pytest.fixture
def answers(questions: list[Asked]) -> list[Said]:
    return [Said(0.0, one.chat, f"…\n{one.text}", None) for one in questions]


def test_all_answered_in_the_order_of_their_chats(
    questions: list[Asked], answers: list[Said]
) -> None:
    later = [answers[1], answers[3], answers[0], answers[2]]
    assert faults(questions, later, is_echo) == []
    require([])


def test_a_missing_answer_is_found(questions: list[Asked], answers: list[Said]) -> None:
    [fault] = faults(questions, answers[:3], is_echo)
    assert "no answer to '/status 4'" in fault


def test_a_doubled_answer_is_found(questions: list[Asked], answers: list[Said]) -> None:
    [fault] = faults(questions, [*answers, answers[3]], is_echo)
    assert "one too many" in fault


def test_answers_out_of_order_are_found(questions: list[Asked], answers: list[Said]) -> None:
    swapped = [answers[2], answers[1], answers[0], answers[3]]
    found = faults(questions, swapped, is_echo)
    assert len(found) == 2
    with pytest.raises(AssertionError, match="2 faults"):
        require(found)


def test_an_answer_in_another_chat_is_found(questions: list[Asked], answers: list[Said]) -> None:
    lost = [*answers[:3], answers[3]._replace(chat=77)]
    assert len(faults(questions, lost, is_echo)) == 2
