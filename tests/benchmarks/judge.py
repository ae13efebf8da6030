"""Whether every question was answered once, in the order of its chat, and rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from tests.benchmarks.asked import Asked
from tests.benchmarks.peer import Said

SHOWN = 5

IsRight = Callable[[Asked, Said], bool]


def faults(asked: Sequence[Asked], said: Sequence[Said], is_right: IsRight) -> list[str]:
    """`is_right`: whether a message is the answer to just this question."""
    questions, answers = defaultdict(list), defaultdict(list)
    for one in asked:
        questions[one.chat].append(one)
    for message in said:
        answers[message.chat].append(message)
    chats = sorted({*questions, *answers})
    return [fault for c in chats for fault in _in_chat(questions[c], answers[c], is_right)]


def require(found: Sequence[str]) -> None:
    """Nothing counts that was not done rightly."""
    if found:
        raise AssertionError(f"{len(found)} faults: " + "; ".join(found[:SHOWN]))


def _in_chat(asked: Sequence[Asked], said: Sequence[Said], is_right: IsRight) -> Iterator[str]:
    for question, answer in zip_longest(asked, said):
        if answer is None:
            yield f"{question.chat}: no answer to {question.text!r}"
        elif question is None:
            yield f"{answer.chat}: one too many: {answer.text[:60]!r}"
        elif not is_right(question, answer):
            yield f"{question.chat}: {question.text!r} was answered {answer.text[:60]!r}"
