"""What is worked out of a value is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.answers import Answers, kept

worked_out: list[str] = []


@dataclass(frozen=True)
class Word(Answers):
    text: str

    @kept
    def backwards(self) -> str:
        worked_out.append(self.text)
        return self.text[::-1]


def times(word: Word, count: int) -> str:
    worked_out.append(word.text)
    return word.text * count


def test_what_is_kept_is_made_once_for_each_value() -> None:
    worked_out.clear()
    word, other = Word("ab"), Word("cd")
    assert [word.backwards, word.backwards, other.backwards] == ["ba", "ba", "dc"]
    assert worked_out == ["ab", "cd"]
    assert replace(word, text="xy").backwards == "yx"


def test_an_answer_is_worked_out_once_for_what_it_was_asked_with() -> None:
    worked_out.clear()
    word = Word("ab")
    assert [word.once(times, n) for n in (2, 2, 3)] == ["abab", "abab", "ababab"]
    assert worked_out == ["ab", "ab"]
